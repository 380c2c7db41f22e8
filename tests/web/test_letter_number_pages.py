"""文号: an organ's numbering on its page and by the API, and the register as page, API and sheet."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from sqlalchemy import insert, update

from cases.law.letter_numbers import Series
from cases.letter_numbers import draw, enter, void
from cases.models import OfficerRole, Organ, Role
from cases.settings import CHINA
from tests.conftest import Town
from tests.pages.reading import Read, wrong
from tests.web.conftest import HOME, Site, new_case, stored
from tests.web.doors import NUMBERING, NUMBERING_FORM, filled

pytestmark = pytest.mark.anyio

API, PAGE = f"/api/organs/{HOME}/numbering", f"/office/{HOME}"
BODY: dict[str, Any] = filled(NUMBERING, HOME)
FORM: dict[str, str] = filled(NUMBERING_FORM, HOME)
REASON = "收件人姓名有误，重新制发"


@pytest.fixture(autouse=True)
async def bureau(town: Town) -> None:
    await town.officer("head", HOME, Role.HEAD)
    await town.officer("zhao", HOME, Role.HANDLER, Role.REGISTRAR)
    async with town.office.sessions.begin() as session:
        await session.execute(
            update(Organ).where(Organ.id == town.organs[HOME]).values(doc_code="寿自然资")
        )


async def numbered(
    town: Town, case_id: UUID, papers: range, kind: Series = Series.ANSWER, year: int = 2026
) -> None:
    """Numbers given to papers of a case on 1 March of the year."""
    async with town.office.sessions.begin() as session:
        for paper in papers:
            drawn = await draw(session, town.organs[HOME], kind, year)
            at = datetime(year, 3, 1, 9, 30, tzinfo=CHINA)
            await enter(session, drawn, case_id, paper, "A12", "答复书", at.date(), at, "赵明")


async def voided(town: Town, case_id: UUID, paper: int) -> None:
    async with town.office.sessions.begin() as session:
        at = datetime(2026, 3, 2, 16, 5, tzinfo=CHINA)
        await void(session, town.organs[HOME], case_id, paper, at, REASON)


async def test_everybody_of_the_organ_sees_what_comes_next_and_the_head_sets_it(
    site: Site, town: Town
) -> None:
    case = await new_case(town, "zhao", HOME)
    await numbered(town, case.id, range(1, 4))
    async with site.program("zhao") as client:
        page = Read((await client.get(PAGE)).text)
        listed = page.one("ul", **{"aria-label": "下一个文号"})
        assert [line.text.replace(" ", "") for line in listed.children] == [
            "寿自然资依复〔2026〕4号答", "寿自然资依告〔2026〕1号收、补、征、延、费、告、送",
        ]  # fmt: skip
        assert not page.all("form", action=f"{PAGE}/numbering")
    async with site.program("head") as client:
        done = await client.post(f"{PAGE}/numbering", data=FORM)
        assert (done.status_code, done.headers["location"]) == (303, f"{PAGE}#numbering")
        said = (await client.get(API)).json()
    assert said["pattern"] == "{代字}〔{yyyy}〕{seq}号"
    following = {kind["label"]: kind["next"] for kind in said["kinds"]}
    assert following["答"] == "寿自然资复〔2026〕4号"  # the series goes on under its new 代字
    assert following["补"] == following["告"] == "寿自然资告〔2026〕1号"
    assert [(one["made_by"], one["reason"]) for one in said["history"]] == [
        ("head", "启用新的代字")
    ]
    assert said["history"][0]["kinds"]["answer"]["code"] == "寿自然资复"
    assert "补正告知书" in {kind["label"]: kind["papers"] for kind in said["kinds"]}["补"]
    async with site.program("zhao") as client:
        assert "启用新的代字" in (await client.get(PAGE)).text


async def test_numbers_can_be_tried_out_and_nothing_is_stored(site: Site, town: Town) -> None:
    before = await stored(town)
    typed = FORM | {"pattern": "{代字}〔{yyyy}〕第{seq:3}号", "reason": "", "preview": "on"}
    async with site.program("head") as client:
        answer = await client.post(f"{PAGE}/numbering", data=typed)
        assert answer.status_code == 200
        page = Read(answer.text)
        assert wrong(page) == []
        section = page.by_id("numbering-pattern")
        assert section.given["value"] == typed["pattern"]
        assert "寿自然资复〔2026〕第001号" in answer.text
        refused = await client.post(f"{PAGE}/numbering", data=typed | {"pattern": "{代字}{seq}号"})
        assert refused.status_code == 422
        assert "有且只有一个{yyyy}" in Read(refused.text).by_id("numbering-pattern-fault").text
    assert await stored(town) == before


async def test_a_setting_that_cannot_be_is_refused_beside_its_fields(
    site: Site, town: Town
) -> None:
    before = await stored(town)
    typed = FORM | {"kinds.fee.series": "receipt", "kinds.answer.code": "寿1", "reason": "机构改革"}
    async with site.program("head") as client:
        answer = await client.post(f"{PAGE}/numbering", data=typed)
        assert answer.status_code == 422
        page = Read(answer.text)
        assert wrong(page) == []
        assert "“收”没有自己的系列" in page.by_id("numbering-kinds.fee.series-fault").text
        assert "不能有数字" in page.by_id("numbering-kinds.answer.code-fault").text
        assert page.by_id("numbering-kinds.answer.code").given["value"] == "寿1"
        chosen = [
            option.given["value"]
            for option in page.all("option")
            if page.by_id("numbering-kinds.fee.series") in option.around
            and "selected" in option.given
        ]
        assert chosen == ["receipt"]
        assert page.by_id("numbering-reason").text.strip() == "机构改革"
        wrong_kinds = BODY["kinds"] | {"fee": {"series": "receipt"}}
        said = await client.post(API, json=BODY | {"kinds": wrong_kinds})
        assert [error["field"] for error in said.json()["errors"]] == ["kinds.fee.series"]
        for body in (BODY | {"reason": " "}, BODY | {"kinds": {}}, BODY | {"pattern": 7}):
            assert (await client.post(API, json=body)).status_code == 422
    assert await stored(town) == before


@pytest.mark.parametrize("role", Role)
async def test_administrators_and_heads_set_the_numbers_and_nobody_else(
    site: Site, town: Town, role: Role
) -> None:
    await town.officer("one", HOME, role)
    expected = (201, 303) if role in (Role.ADMINISTRATOR, Role.HEAD) else (403, 403)
    async with site.program("one") as client:
        api = await client.post(API, json=BODY)
        page = await client.post(f"{PAGE}/numbering", data=FORM)
    assert (api.status_code, page.status_code) == expected


async def test_without_a_code_of_the_organ_it_says_what_to_do(site: Site, town: Town) -> None:
    async with town.office.sessions.begin() as session:
        await session.execute(update(Organ).values(doc_code=""))
    async with site.program("head") as client:
        assert "请先在单位设置中填写机关代字，再编文号" in (await client.get(PAGE)).text
        said = (await client.get(API)).json()
        assert said["trouble"] == "请先在单位设置中填写机关代字，再编文号"
        assert {kind["next"] for kind in said["kinds"]} == {""}
        assert (await client.post(API, json=BODY)).json()["trouble"] == ""
        assert "请先在单位设置中填写机关代字" not in (await client.get(PAGE)).text


async def test_the_register_gives_every_number_with_its_case_and_voided_ones_with_their_reason(
    site: Site, town: Town
) -> None:
    case = await new_case(town, "zhao", HOME)
    await numbered(town, case.id, range(1, 3))
    await numbered(town, case.id, range(3, 4), Series.SUPPLEMENT)
    await voided(town, case.id, 2)
    async with site.program("zhao") as client:
        said = (await client.get("/api/letter-numbers")).json()
        page = Read((await client.get("/letter-numbers")).text)
    assert (said["organ"], said["year"]) == (HOME, 2026)
    assert said["series"] == [
        {"series": "answer", "label": "答", "given": 2, "voided": 1},
        {"series": "notice", "label": "告", "given": 1, "voided": 0},
    ]
    told = [(line["number"], line["case_number"], line["void_reason"]) for line in said["numbers"]]
    assert told == [
        ("寿自然资依复〔2026〕1号", case.number, None),
        ("寿自然资依复〔2026〕2号", case.number, REASON),
        ("寿自然资依告〔2026〕1号", case.number, None),
    ]
    assert wrong(page) == []
    assert [struck.text for struck in page.all("del")] == ["寿自然资依复〔2026〕2号"]
    assert f"2026-03-02 16:05作废：{REASON}" in page.one("main").text
    assert "“答”系列已编2号，其中作废1号；“告”系列已编1号。" in page.one("main").text
    assert len(page.all("a", href=f"/cases/{case.id}")) == 3


async def test_the_register_is_narrowed_by_year_and_series_and_turned_round(
    site: Site, town: Town
) -> None:
    case = await new_case(town, "zhao", HOME)
    await numbered(town, case.id, range(1, 4))
    await numbered(town, case.id, range(4, 6), Series.NOTICE)
    await numbered(town, case.id, range(6, 8), year=2025)

    async def asked(**params: Any) -> list[str]:
        async with site.program("zhao") as client:
            answer = await client.get("/api/letter-numbers", params=params)
            sort = "latest" if params.pop("latest_first", None) else ""
            page = await client.get("/letter-numbers", params=params | {"sort": sort})
        assert answer.status_code == page.status_code == 200
        numbers = [line["number"] for line in answer.json()["numbers"]]
        heads = [cell.text for cell in Read(page.text).all("th", scope="row")]
        assert heads == numbers
        return numbers

    answers, notices = "寿自然资依复〔2026〕{}号", "寿自然资依告〔2026〕{}号"
    assert await asked(series="answer") == [answers.format(n) for n in (1, 2, 3)]
    assert await asked(series="notice") == [notices.format(n) for n in (1, 2)]
    assert await asked(series="answer", latest_first="true") == [
        answers.format(n) for n in (3, 2, 1)
    ]
    assert await asked(year=2025) == [f"寿自然资依复〔2025〕{n}号" for n in (1, 2)]
    assert await asked(year=2024) == []


async def test_the_register_goes_on_page_by_page(site: Site, town: Town) -> None:
    """115 lines of two series in pages of 50: 50, 50, 15, none twice and none left out."""
    case = await new_case(town, "zhao", HOME)
    await numbered(town, case.id, range(1, 61))
    await numbered(town, case.id, range(61, 116), Series.NOTICE)
    for turned in ("false", "true"):
        seen, sizes, after = [], [], ""
        async with site.program("zhao") as client:
            while after is not None:
                params = {"latest_first": turned} | ({"after": after} if after else {})
                page = (await client.get("/api/letter-numbers", params=params)).json()
                sizes.append(len(page["numbers"]))
                seen += [(line["series"], line["seq"]) for line in page["numbers"]]
                after = page["next"]
        assert sizes == [50, 50, 15]
        expected = [("answer", n) for n in range(1, 61)] + [("notice", n) for n in range(1, 56)]
        assert seen == (expected[::-1] if turned == "true" else expected)


async def test_the_spreadsheet_holds_the_same_and_strikes_what_was_voided(
    site: Site, town: Town
) -> None:
    case = await new_case(town, "zhao", HOME)
    await numbered(town, case.id, range(1, 4))
    await voided(town, case.id, 2)
    async with site.program("zhao") as client:
        answer = await client.get("/letter-numbers.xlsx", params={"series": "answer"})
    assert answer.status_code == 200
    assert f"letter-numbers-{HOME}-2026.xlsx" in answer.headers["content-disposition"]
    sheet = openpyxl.load_workbook(BytesIO(answer.content))["文号登记簿"]
    rows = list(sheet.iter_rows(min_row=4))
    assert [row[0].value for row in rows] == [f"寿自然资依复〔2026〕{n}号" for n in (1, 2, 3)]
    assert [bool(row[0].font.strike) for row in rows] == [False, True, False]
    assert [row[9].value for row in rows] == [None, REASON, None]
    assert rows[1][8].value == "2026-03-02 16:05"
    assert rows[0][6].value.date() == date(2026, 3, 1)
    assert {row[5].value for row in rows} == {case.number}


async def test_a_supervisor_reads_the_registers_below_and_a_stranger_reads_none(
    site: Site, town: Town
) -> None:
    case = await new_case(town, "zhao", HOME)
    await numbered(town, case.id, range(1, 2))
    await town.officer("superior", "370783", Role.SUPERVISOR, Role.HEAD)
    await town.officer("stranger", "371702", *Role)
    async with site.program("superior") as client:
        page = await client.get("/letter-numbers")
        assert "寿自然资依复" not in page.text  # the own organ's comes first
        page = await client.get("/letter-numbers", params={"organ": HOME})
        assert "寿自然资依复〔2026〕1号" in page.text
        assert (await client.post(API, json=BODY)).status_code == 403
    async with site.program("stranger") as client:
        for path in ("/letter-numbers", "/letter-numbers.xlsx", "/api/letter-numbers"):
            answer = await client.get(path, params={"organ": HOME})
            assert answer.status_code == 404, path
            assert "寿自然资依复" not in (await client.get(path)).text
        assert (await client.get(API)).status_code == 404


async def test_an_officer_of_two_organs_chooses_between_their_registers(
    site: Site, town: Town
) -> None:
    zhao = await town.actor("zhao")
    async with town.office.sessions.begin() as session:
        row = {"officer_id": zhao.officer_id, "organ_id": town.organs["370783-houzhen"]}
        await session.execute(insert(OfficerRole), [row | {"role": Role.HANDLER}])
    async with site.program("zhao") as client:
        page = Read((await client.get("/letter-numbers", params={"organ": HOME})).text)
    offered = [o.given["value"] for o in page.all("option") if page.named("organ") in o.around]
    assert offered == ["", "370783-houzhen", HOME]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"year": "今年"}, "应为四位数字"),
        ({"year": "26"}, "应为四位数字"),
        ({"year": "１９９９"}, "应为四位数字"),
        ({"year": "0001"}, "应为四位数字"),
        ({"series": "all"}, "系列“all”应为"),
        ({"after": "answer"}, "翻页位置无效"),
        ({"after": "answer_９"}, "翻页位置无效"),
        ({"after": "answer_99999999999"}, "翻页位置无效"),
        ({"after": "nothing_1"}, "翻页位置无效"),
    ],
)
async def test_what_is_asked_wrongly_is_refused_with_a_sentence(
    site: Site, asked: dict[str, str], sentence: str
) -> None:
    async with site.program("zhao") as client:
        page = await client.get("/letter-numbers", params=asked)
        assert (page.status_code, sentence in page.text) == (422, True)
        api = await client.get("/api/letter-numbers", params=asked)
        assert api.status_code in (400, 422)
