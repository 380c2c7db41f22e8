"""Pages, files and answers of 定期分析: what is chosen, shown, corrected and edited there."""

import csv
import io
import re
from datetime import date
from typing import Any

import httpx
import openpyxl
import pytest
from sqlalchemy import select

from cases.actions.topics import CORRECTORS, KEEPERS
from cases.models import Case, Role
from cases.models_topics import CaseTopic
from tests.conftest import Town
from tests.topics.year import Known, brought
from tests.web.conftest import HOME, Site

pytestmark = pytest.mark.anyio
ASKED = (
    ("申请公开城南片区征地补偿安置方案", date(2026, 4, 2), date(2026, 4, 20), "granted_full"),
    (
        "想了解城南片区的征地补偿安置方案，谢谢",
        date(2026, 5, 6),
        date(2026, 5, 20),
        "unable_not_held",
    ),
    ("请公开2025年部门预算", date(2026, 5, 7), None, None),
    ("请公开2025年部门预算", date(2026, 1, 7), date(2026, 1, 20), "granted_full"),
)


@pytest.fixture
async def client(site: Site, town: Town) -> Any:
    """Somebody who does everything at the bureau, with four cases of this year."""
    await brought(town, HOME, [Known(*asked, "natural_person") for asked in ASKED])
    await town.officer("head", HOME, Role.HEAD, Role.HANDLER, Role.ADMINISTRATOR)
    async with site.program("head") as found:
        yield found


async def computed(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"/analysis/{HOME}/computation", data={})
    assert answer.headers["location"] == f"/analysis/{HOME}/dictionary?done=computed"


def figures(page: str, name: str) -> list[str]:
    """The figures of the line of a table that begins with this name."""
    (row,) = re.findall(
        rf'<tr><th scope="row" class="c-name">(?:<a[^>]*>)?{name}<.*?</tr>', page, re.S
    )
    cells = re.findall(r'<td class="number">(.*?)</td>', row, re.S)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]


async def test_what_has_no_topic_yet_is_said_and_computed_at_once(
    client: httpx.AsyncClient,
) -> None:
    before = (await client.get(f"/analysis/{HOME}?year=2026&part=q2")).text
    assert "3件</a>尚未归类" in before
    await computed(client)
    after = (await client.get(f"/analysis/{HOME}?year=2026&part=q2")).text
    assert "尚未归类" not in after
    # 新收2 of 3, none before or a year ago for this topic; 办结2: 予以公开1, 无法提供1
    assert figures(after, "征地拆迁") == [
        "2", "66.7%", "新增", "—", "2", "1", "0", "0", "1", "0", "0", "0", "100.0%", "0", "0", "0",
    ]  # fmt: skip
    # 1 of 3; one in the first quarter: 持平; nothing answered in this one
    assert figures(after, "财政资金")[:5] == ["1", "33.3%", "持平", "—", "0"]
    assert "新收3件（上期1件，环比+200.0%；上年同期0件，同比—）" in after


async def test_each_figure_leads_to_its_cases(client: httpx.AsyncClient) -> None:
    await computed(client)
    page = (await client.get(f"/analysis/{HOME}?year=2026&part=q2")).text
    links = set(re.findall(rf'href="(/analysis/{HOME}/cases\?[^"]*)"[^>]*>([0-9]+)<', page))
    assert len(links) > 10
    for link, count in links:
        listed = (await client.get(link.replace("&amp;", "&"))).text
        assert re.search(rf'class="big-figure">{count}<', listed), link


@pytest.mark.parametrize(
    "query",
    [
        "year=1999", "year=20x6", "year=2026&part=q5", "year=2026&part=m13", "part=x", "year=²026",
        "year=9999", "part=%00",
    ],
)  # fmt: skip
async def test_a_span_that_there_is_not_is_not_found(client: httpx.AsyncClient, query: str) -> None:
    assert (await client.get(f"/analysis/{HOME}?{query}")).status_code in (400, 404, 422)


@pytest.mark.parametrize("query", ["counted=x", "kind=x", "outcome=x", "after=x", "topic=%27%22"])
async def test_cases_of_a_figure_that_there_is_not(client: httpx.AsyncClient, query: str) -> None:
    expected = {"after=x": 422, "topic=%27%22": 200}.get(query, 404)
    assert (await client.get(f"/analysis/{HOME}/cases?{query}")).status_code == expected


async def test_a_topic_is_corrected_and_one_goes_back_to_the_list(
    client: httpx.AsyncClient, town: Town
) -> None:
    await computed(client)
    async with town.office.sessions() as session:
        case_id = await session.scalar(select(Case.id).where(Case.request == ASKED[0][0]))
    back = f"/analysis/{HOME}/cases?year=2026&counted=received"
    shown = (await client.get(f"/cases/{case_id}/topic", params={"back": back})).text
    assert "征地拆迁" in shown
    assert "依据的词" in shown
    answer = await client.post(f"/cases/{case_id}/topic", data={"topic": "农业农村", "back": back})
    assert (answer.status_code, answer.headers["location"]) == (303, back)
    assert "由“征地拆迁”更正为“农业农村”" in (await client.get(f"/cases/{case_id}/topic")).text
    again = await client.post(f"/cases/{case_id}/topic", data={"topic": "农业农村"})
    assert (again.status_code, "已经更正为" in again.text) == (409, True)
    wrong = await client.post(f"/cases/{case_id}/topic", data={"topic": "月球"})
    assert (wrong.status_code, "没有主题“月球”" in wrong.text) == (422, True)
    elsewhere = await client.post(
        f"/cases/{case_id}/topic", data={"topic": "教育", "back": "//evil.example"}
    )
    assert elsewhere.headers["location"] == "/"


async def test_like_requests_stand_together(client: httpx.AsyncClient) -> None:
    page = (await client.get(f"/analysis/{HOME}/groups?year=2026")).text
    assert "收到的4件申请中，有2组申请相同的信息" in page
    assert page.count('class="of-group"') == 2
    assert f'href="/conversions?organ={HOME}"' in page
    quarter = (await client.get(f"/analysis/{HOME}/groups?year=2026&part=q2")).text
    assert "收到的3件申请中，有1组申请相同的信息" in quarter


async def test_the_tables_as_workbook_and_csv_say_what_the_page_says(
    client: httpx.AsyncClient,
) -> None:
    await computed(client)
    query = "year=2026&part=q2"
    answer = await client.get(f"/analysis/{HOME}/tables.xlsx?{query}")
    assert f"analysis-{HOME}-2026q2.xlsx" in answer.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["按主题", "按月份", "按申请人类别"]
    rows = {row[0]: row[1:] for row in book["按主题"].iter_rows(min_row=4, values_only=True)}
    assert (rows["征地拆迁"][0], rows["征地拆迁"][6], rows["合计"][0]) == (2, 2, 3)
    answer = await client.get(f"/analysis/{HOME}/tables.csv?{query}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    text = answer.content.decode("utf-8-sig")
    lines = [*csv.DictReader(io.StringIO(text))]
    assert {line["表"] for line in lines} == {"主题", "月份", "申请人类别"}
    (told,) = [line for line in lines if line["项目"] == "财政资金"]
    assert (told["新收"], told["上期新收"], told["较上期"]) == ("1", "1", "持平")


async def test_the_api_gives_the_same_figures(client: httpx.AsyncClient) -> None:
    await computed(client)
    answer = await client.get(f"/api/organs/{HOME}/analyses/2026", params={"quarter": 2})
    told = answer.json()
    assert (told["period"], told["first"], told["last"]) == (
        "2026年第二季度",
        "2026-04-01",
        "2026-06-30",
    )
    assert (told["total"]["received"], told["total"]["answered"], told["without_topic"]) == (
        3,
        2,
        0,
    )
    (land,) = [one for one in told["topics"] if one["key"] == "征地拆迁"]
    assert land["rows"] == {"granted_full": 1, "unable_not_held": 1}
    year = (await client.get(f"/api/organs/{HOME}/analyses/2026")).json()
    assert (year["total"]["received"], len(year["months"])) == (4, 12)
    month = await client.get(f"/api/organs/{HOME}/analyses/2026", params={"month": 5})
    assert (month.json()["total"]["received"], month.json()["months"]) == (2, [])
    wrong = await client.get(f"/api/organs/{HOME}/analyses/2026", params={"quarter": 5})
    assert wrong.status_code in (400, 422)


async def test_the_dictionary_is_edited_in_versions_and_restored(client: httpx.AsyncClient) -> None:
    at = f"/analysis/{HOME}/dictionary"
    assert "系统的默认词典" in (await client.get(at)).text
    refused = await client.post(at, data={"lines": "征地、拆迁", "number": "0"})
    assert refused.status_code == 422
    assert "第1行没有冒号" in refused.text
    assert "征地、拆迁</textarea>" in refused.text
    edited = await client.post(
        at, data={"lines": "土地：征地*4\n钱款：预算*4", "number": "0", "note": "试行"}
    )
    assert edited.headers["location"] == f"{at}?done=edited"
    page = (await client.get(at)).text
    assert "本单位的第1版词典" in page
    assert "4件申请尚未按现在的词典归类" in page
    stale = await client.post(at, data={"lines": "土地：拆迁", "number": "0"})
    assert (stale.status_code, "已经被他人修改" in stale.text) == (409, True)
    await computed(client)
    shown = (await client.get(f"/analysis/{HOME}?year=2026")).text
    assert figures(shown, "土地")[0] == "2"
    assert figures(shown, "钱款")[0] == "2"
    assert (await client.post(f"{at}/restoration", data={})).status_code == 303
    assert "系统的默认词典" in (await client.get(at)).text


async def test_those_below_are_counted_where_that_is_asked_for(site: Site, town: Town) -> None:
    await brought(town, HOME, [Known(*ASKED[0], "natural_person")])
    await brought(town, "370783-houzhen", [Known(*ASKED[2], "business")])
    await town.officer("mayor", "370783", Role.HEAD, Role.SUPERVISOR)
    async with site.program("mayor") as client:
        alone = (await client.get("/analysis/370783?year=2026")).text
        every = (await client.get("/analysis/370783?year=2026&below=1")).text
    assert "新收0件" in alone
    assert "及下级共3个单位" in every
    assert figures(every, "寿光市侯镇人民政府")[0] == "1"


@pytest.mark.parametrize("role", Role)
async def test_each_role_alone_does_what_is_its_own(site: Site, town: Town, role: Role) -> None:
    await brought(town, HOME, [Known(*ASKED[0], "natural_person")])
    await town.officer("one", HOME, role)
    async with town.office.sessions() as session:
        case_id = await session.scalar(select(Case.id))
    corrects = 303 if role in CORRECTORS else 403
    keeps = 303 if role in KEEPERS else 403
    async with site.program("one") as client:
        assert (await client.get("/analysis")).status_code == 200
        for path, body, expected in (
            (f"/analysis/{HOME}/computation", {}, corrects),
            (f"/cases/{case_id}/topic", {"topic": "交通"}, corrects),
            (f"/analysis/{HOME}/dictionary", {"lines": "土地：征地"}, keeps),
            (f"/analysis/{HOME}/dictionary/restoration", {}, keeps),
        ):
            answer = await client.post(path, data=body)
            assert answer.status_code == expected, (path, answer.text[:300])


async def test_another_organs_cases_and_topics_are_not_there(site: Site, town: Town) -> None:
    await brought(town, HOME, [Known(*ASKED[0], "natural_person")])
    await town.officer("elsewhere", "371702", Role.HEAD)
    async with site.program("elsewhere") as client:
        for path in ("", "/cases", "/groups", "/tables.csv", "/tables.xlsx", "/dictionary"):
            assert (await client.get(f"/analysis/{HOME}{path}")).status_code == 404
        assert (await client.post(f"/analysis/{HOME}/computation", data={})).status_code == 404
    async with town.office.sessions() as session:
        assert (await session.scalars(select(CaseTopic))).all() == []
