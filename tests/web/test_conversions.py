"""转主动公开 by its pages and the API: found, reviewed, published; sealed from whoever may not see it."""

import csv
import io
import re
from collections.abc import AsyncIterator
from datetime import date
from uuid import UUID, uuid4

import httpx
import openpyxl
import pytest
from sqlalchemy import select

from cases.actions.conversion_setting import setting_of
from cases.actions.publishing import add_entry
from cases.law.conversion import Stage
from cases.models import Case, Role
from cases.models_conversion import Conversion, ConversionFile
from cases.models_published import PublishedEntry
from tests.actions.converted import HOME, PLAN, Bureau, bureau_of
from tests.actions.publishable_files import PERSON, a_docx, text_of
from tests.actions.test_conversion_finding import brought, three
from tests.actions.year_of_requests import Asked
from tests.conftest import SETTER, Town
from tests.web.conftest import Site

pytestmark = pytest.mark.anyio
FORM = {
    "title": PLAN, "published_on": "2026-11-22", "outlet": "本机关门户网站",
    "address": "https://www.example.cn/plan", "index_number": "SG-2026-77",
    "catalogue_class": "市政建设", "catalogue.matter": "排水设施建设",
    "catalogue.audience": "全社会",
}  # fmt: skip


@pytest.fixture
async def bureau(town: Town) -> Bureau:
    return await bureau_of(town)


@pytest.fixture
async def clerk(site: Site, bureau: Bureau) -> AsyncIterator[httpx.AsyncClient]:
    async with site.program("desk") as client:
        yield client


async def stage_of(town: Town, row_id: UUID) -> str:
    async with town.office.sessions() as session:
        return (await session.get_one(Conversion, row_id)).stage


async def the_row(town: Town) -> Conversion:
    async with town.office.sessions() as session:
        return (await session.scalars(select(Conversion))).one()


async def test_the_button_finds_what_the_night_would_find(
    clerk: httpx.AsyncClient, town: Town
) -> None:
    await brought(town, three(PLAN, PLAN, f"申请公开{PLAN}"))
    answer = await clerk.post("/conversions/search", data={"organ": HOME})
    assert answer.status_code == 303
    page = (await clerk.get(answer.headers["location"])).text
    assert "发现1条新的候选" in page
    assert PLAN in page
    assert "3人" in page
    # 2026-11-22 is a Sunday; the twentieth working day after it, 11-23 being the first: 2026-12-18
    assert "2026-12-18" in page
    again = await clerk.post("/conversions/search", data={"organ": HOME})
    assert "发现0条新的候选" in (await clerk.get(again.headers["location"])).text


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("", True), ("?stage=candidate", True), ("?stage=kept", False), ("?q=雨污分流", True),
        ("?q=不存在", False), ("?rule=applicants", True), ("?rule=suggestion", False),
        (f"?organ={HOME}", True), ("?stage=x&rule=y", True),
    ],
)  # fmt: skip
async def test_the_list_is_narrowed(
    clerk: httpx.AsyncClient, bureau: Bureau, query: str, is_there: bool
) -> None:
    await bureau.candidate()
    answer = await clerk.get(f"/conversions{query}")
    assert answer.status_code == 200
    assert (f">{PLAN}</a>" in answer.text) is is_there


async def test_the_page_shows_the_same_information_side_by_side(
    clerk: httpx.AsyncClient, bureau: Bureau
) -> None:
    row = await bureau.candidate()
    page = (await clerk.get(f"/conversions/{row.id}")).text
    assert page.count(f'<p class="said">{PLAN}</p>') == 3
    for said in ("3人，3件", "条例第四十四条第一款", "参照上海市杨浦区市场监督管理局", "审查期限"):
        assert said in page
    assert "开始审查" in page
    assert "作出决定" not in page  # the clerk decides nothing


async def test_from_button_to_the_public_and_back_by_forms(
    site: Site, town: Town, bureau: Bureau
) -> None:
    row = await bureau.candidate()
    here = f"/conversions/{row.id}"
    agrees = {"agrees": "true", "words": "不涉及国家秘密"}
    async with (
        site.program("desk") as clerk,
        site.program("secrecy") as secrecy,
        site.program("mayor") as mayor,
        site.client() as anybody,
    ):
        assert (await clerk.post(f"{here}/review")).status_code == 303
        files = {"file": ("方案.docx", a_docx("方案全文", PERSON))}
        assert (await clerk.post(f"{here}/files", files=files)).status_code == 303
        page = (await clerk.get(here)).text
        assert "已清理" in page
        for secret in ("13911112222", "34052419800101001X"):
            assert secret not in page
        refused = await clerk.post(f"{here}/opinions/personal_data", data=agrees)
        assert refused.status_code == 422
        assert "应当遮蔽，或者写明为什么可以公开" in refused.text
        assert (
            'value="不涉及国家秘密"' in refused.text or "不涉及国家秘密</textarea>" in refused.text
        )
        found = len(re.findall(r'name="places\.[0-9]+"', page))
        ticked = {f"places.{place}": str(place) for place in range(1, found + 1)}
        assert (await clerk.post(f"{here}/files/1/masking", data=ticked)).status_code == 303
        assert "没有发现疑似个人信息" in (await clerk.get(here)).text
        assert (await clerk.post(f"{here}/opinions/personal_data", data=agrees)).status_code == 303
        assert (await secrecy.post(f"{here}/opinions/secrecy", data=agrees)).status_code == 303
        decided = await mayor.post(f"{here}/decision", data={"decision": "release_masked"})
        assert decided.status_code == 303
        form = FORM | {"address": "", "with_file": "on"}
        assert (await clerk.post(f"{here}/publication", data=form)).status_code == 303
        entry = (await the_row(town)).entry_id
        public = f"/public/published/{entry}"
        assert PLAN in (await anybody.get("/public/published")).text
        assert "排水设施建设" in (await anybody.get(public)).text
        file = await anybody.get(f"{public}/file")
        assert file.status_code == 200
        assert "方案全文" in text_of(file.content)
        assert "李强" not in text_of(file.content)
        gone = await clerk.post(f"{here}/withdrawal", data={"reason": "内容需要更正"})
        assert gone.status_code == 303
        for path in (public, f"{public}/file"):
            assert (await anybody.get(path)).status_code == 404
        assert PLAN not in (await anybody.get("/public/published")).text
        listed = (await clerk.get("/published")).text
        assert "内容需要更正" in listed


async def test_withdrawn_on_the_published_list_the_candidate_is_withdrawn_too(
    clerk: httpx.AsyncClient, town: Town, bureau: Bureau
) -> None:
    row, entry = await bureau.published()
    answer = await clerk.post(f"/published/{entry.id}/withdrawal", data={"reason": "网址失效"})
    assert answer.status_code == 303
    assert await stage_of(town, row.id) == Stage.WITHDRAWN
    assert "网址失效" in (await clerk.get(f"/conversions/{row.id}")).text


async def test_the_review_form_is_filled_from_the_record(
    clerk: httpx.AsyncClient, bureau: Bureau
) -> None:
    row, _ = await bureau.published()
    page = (await clerk.get(f"/conversions/{row.id}/form")).text
    for said in (
        "政府信息转主动公开审查表", PLAN, "3人，3件", "2026年6月1日", "☑ 主动公开", "□ 遮蔽后公开",
        "mayor　2026年11月22日", "SG-2026-77", "https://www.example.cn/plan",
    ):  # fmt: skip
        assert said in page
    blank = await bureau.candidate("另一片区供水管网布局规划")
    page = (await clerk.get(f"/conversions/{blank.id}/form")).text
    assert "公开机构负责人（签字）" in page
    assert "☑" not in page


async def test_an_attachment_of_a_case_behind_it_is_taken_sealed(
    clerk: httpx.AsyncClient, town: Town, bureau: Bureau
) -> None:
    row = await bureau.opened()
    async with town.office.sessions() as session:
        case = (await session.scalars(select(Case).order_by(Case.number))).first()
    assert case is not None
    sent = {"file": ("答复附件.docx", a_docx("附件正文"))}
    attached = await clerk.post(
        f"/cases/{case.id}/attachments", data={"paper": "other"}, files=sent
    )
    assert attached.status_code == 303
    page = (await clerk.get(f"/conversions/{row.id}")).text
    assert f'value="{case.id}/1"' in page
    chosen = {"attachment": f"{case.id}/1"}
    answer = await clerk.post(f"/conversions/{row.id}/files", data=chosen)
    assert answer.status_code == 303, answer.text
    async with town.office.sessions() as session:
        file = (await session.scalars(select(ConversionFile))).one()
    assert (file.name, file.origin["attachment"]) == ("答复附件.docx", 1)
    for wrong in ("", "x/1", f"{uuid4()}/1", f"{case.id}/x"):
        bad = await clerk.post(f"/conversions/{row.id}/files", data={"attachment": wrong})
        assert bad.status_code in (404, 422), wrong


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"title": ""}, "此项必填"),
        ({"published_on": "昨天"}, "应为日期"),
        ({"summary": "电话13911112222"}, "疑似证件号码或者手机号码"),
        ({"address": "", "with_file": "on"}, "没有可以提供下载的文件"),
    ],
)
async def test_what_cannot_be_published_so_is_named_and_stays_typed(
    clerk: httpx.AsyncClient, town: Town, bureau: Bureau, form: dict[str, str], sentence: str
) -> None:
    row = await bureau.decided()
    answer = await clerk.post(f"/conversions/{row.id}/publication", data=FORM | form)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "SG-2026-77" in answer.text
    assert await stage_of(town, row.id) == Stage.TO_PUBLISH


async def test_who_checked_sees_why_he_cannot_decide(
    site: Site, town: Town, bureau: Bureau
) -> None:
    await town.officer("both", HOME, Role.HEAD, Role.SECRECY)
    row = await bureau.opened()
    said = {"agrees": "true", "words": "可以公开"}
    async with site.program("both") as both, site.program("desk") as clerk:
        await both.post(f"/conversions/{row.id}/opinions/secrecy", data=said)
        await clerk.post(f"/conversions/{row.id}/opinions/personal_data", data=said)
        answer = await both.post(f"/conversions/{row.id}/decision", data={"decision": "release"})
    assert answer.status_code == 403
    assert "检查和决定不能是同一人" in answer.text


async def test_a_suggestion_is_entered_at_the_desk(clerk: httpx.AsyncClient, town: Town) -> None:
    await brought(town, [Asked("丙", "", date(2026, 6, 3), "供热管网布局规划", "予以公开")])
    async with town.office.sessions() as session:
        number = (await session.scalars(select(Case.number))).one()
    form = {"organ": HOME, "number": number, "item": "1", "reason": "涉及全城供热"}
    wrong = await clerk.post("/conversions", data=form | {"number": "x"})
    assert wrong.status_code == 422
    assert "没有编号为“x”的申请" in wrong.text
    assert "涉及全城供热" in wrong.text
    made = await clerk.post("/conversions", data=form)
    assert made.status_code == 303
    page = (await clerk.get(made.headers["location"])).text
    assert "申请人建议" in page
    assert "条例第四十四条第二款" in page


async def test_the_settings_are_bounded_by_the_law(site: Site, town: Town, bureau: Bureau) -> None:
    form = {
        "organ": HOME, "least_applicants": "2", "within_months": "6", "review_workdays": "10",
        "own_words": "矿山安全\r\n\r\n 应急预案 ", "reason": "申请较少",
    }  # fmt: skip
    async with site.program("chief") as head, site.program("desk") as clerk:
        alone = await head.post("/conversions/settings", data=form | {"least_applicants": "1"})
        assert alone.status_code == 422
        assert "一人不能构成" in alone.text
        assert (await head.post("/conversions/settings", data=form)).status_code == 303
        page = (await head.get(f"/conversions/settings?organ={HOME}")).text
        assert "申请较少" in page
        assert 'value="6"' in page
        read = (await clerk.get("/conversions/settings")).text
        assert "<dd>2人</dd>" in read
        assert (await clerk.post("/conversions/settings", data=form)).status_code == 403
    async with town.office.sessions() as session:
        now = await setting_of(session, town.organs[HOME])
    assert (now.least_applicants, now.own_words) == (2, ("矿山安全", "应急预案"))


async def test_refusals_are_assessed_by_year_and_ground(
    clerk: httpx.AsyncClient, town: Town
) -> None:
    asked = [
        Asked("甲", "", date(2025, 3, 3), "干部调整方案讨论记录", "属于三类内部事务信息"),
        Asked("乙", "", date(2025, 4, 3), "地块收储磋商信函", "属于四类过程性信息"),
        Asked("丙", "", date(2026, 4, 3), "后勤采购流程", "属于三类内部事务信息"),
        Asked("丁", "", date(2025, 5, 3), "公示的方案", "予以公开"),
    ]
    await brought(town, asked)
    page = (await clerk.get("/reassessments")).text
    assert "干部调整方案讨论记录" in page
    assert "地块收储磋商信函" in page
    assert "后勤采购流程" not in page  # of this year: from the next one on
    assert "公示的方案" not in page
    narrowed = (await clerk.get("/reassessments?ground=denied_process_info")).text
    assert "干部调整方案讨论记录" not in narrowed
    async with town.office.sessions() as session:
        case = (await session.scalars(select(Case).where(Case.request.contains("磋商")))).one()
    path = f"/reassessments/{case.id}"
    form = {"organ": HOME, "year": "2026", "verdict": "may", "reason": "收储已经完成，可以公开"}
    short = await clerk.post(path, data=form | {"reason": "可以"})
    assert short.status_code == 422
    assert "至少10个字" in short.text
    assert (await clerk.post(path, data=form)).status_code == 303
    assert "地块收储磋商信函" not in (await clerk.get("/reassessments?undone=1")).text
    assert "地块收储磋商信函" in (await clerk.get("/conversions?rule=reassessment")).text
    book = await clerk.get("/reassessments/file")
    rows = [*openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0].values]
    assert [row[4] for row in rows[3:]] == ["可以公开", None]


async def test_the_lists_are_exported(clerk: httpx.AsyncClient, bureau: Bureau) -> None:
    await bureau.published()
    book = await clerk.get("/conversions/file?format=xlsx")
    rows = [*openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0].values]
    assert rows[3][0] == PLAN
    assert rows[3][5] == "已公开"
    for view, heading in (("", "名称"), ("catalogue", "序号")):
        text = await clerk.get("/published/file", params={"format": "csv", "view": view})
        lines = [*csv.reader(io.StringIO(text.content.decode("utf-8-sig")))]
        assert lines[0][0] == heading
        assert any(PLAN in line for line in lines[1:])
    catalogue = await clerk.get("/published/file?format=csv&view=catalogue")
    headings = catalogue.content.decode("utf-8-sig").splitlines()[0].split(",")
    assert headings[3:11] == [
        f"公开{name}" for name in ("事项", "内容", "依据", "时限", "主体", "方式", "渠道", "对象")
    ]
    assert (await clerk.get("/conversions/file?format=pdf")).status_code == 404


async def entry_at(town: Town, title: str, address: str, day: date) -> UUID:
    async with town.office.sessions.begin() as session:
        entry = await add_entry(
            session, SETTER, town.clock.at, town.organs[HOME], title=title, address=address,
            outlet="网站", published_on=day,
        )  # fmt: skip
        return entry.id


async def answered_on_the_spot(client: httpx.AsyncClient, title: str, place: str) -> None:
    """Somebody walks in, asks for it and is told where it is: 当场答复 by 已主动公开."""
    made = await client.post("/api/cases", json={
        "organ": HOME, "channel": "in_person", "dates": {"submitted_on": "2026-11-20"},
        "applicant": {"kind": "natural_person", "name": f"来人{uuid4().hex[:4]}"},
        "items": [{"text": title}],
    })  # fmt: skip
    assert made.status_code == 201, made.text
    answer = await client.post(f"/api/cases/{made.json()['id']}/spot-answer", json={
        "answered_on": "2026-11-20", "proof": "申请人签字", "secrecy_checked": True,
        "outcomes": [{
            "item": 1, "outcome": "A1", "place": place, "place_checked_on": "2026-11-20",
            "fields": {"title": title, "published_on": "2026-11-01", "way": "网站"},
        }],
    })  # fmt: skip
    assert answer.status_code == 201, answer.text


async def test_what_the_desk_answers_with_an_entry_is_counted_for_it(
    site: Site, town: Town, bureau: Bureau
) -> None:
    """Two by title, one by address with its 索引号; one of another title is not counted: 3."""
    address = "https://www.example.cn/heat"
    await entry_at(town, "供热管网布局规划", address, date(2026, 11, 1))
    await town.officer("all", HOME, *Role)
    async with site.program("all") as client:
        await answered_on_the_spot(client, "供热管网布局规划", "别处")
        await answered_on_the_spot(client, "供热管网布局规划", "政务大厅")
        await answered_on_the_spot(client, "全市供热管网规划", f"{address}，索引号SG-1")
        await answered_on_the_spot(client, "供水管网布局规划", "https://www.example.cn/water")
        page = (await client.get("/published")).text
    assert "本条已节省3件" in page


async def test_each_conversion_and_each_year_says_how_many_it_saved(
    site: Site, town: Town, bureau: Bureau
) -> None:
    row, entry = await bureau.published()
    await town.officer("all", HOME, *Role)
    async with site.program("all") as client:
        before = (await client.get("/conversions")).text
        assert (
            '<th scope="row">2026年</th><td class="number">1条</td><td class="number">0件</td>'
            in before
        )
        town.clock.go_to(2026, 11, 23)
        made = await client.post("/api/cases", json={
            "organ": HOME, "channel": "in_person", "dates": {"submitted_on": "2026-11-23"},
            "applicant": {"kind": "natural_person", "name": "后来的人"}, "items": [{"text": PLAN}],
        })  # fmt: skip
        case = made.json()["id"]
        offered = await client.get(f"/cases/{case}/spot-answer/{entry.id}")
        assert entry.title in offered.text
        answer = await client.post(f"/api/cases/{case}/spot-answer", json={
            "answered_on": "2026-11-23", "proof": "申请人签字", "secrecy_checked": True,
            "outcomes": [{
                "item": 1, "outcome": "A1", "place": entry.address,
                "place_checked_on": "2026-11-23",
                "fields": {"title": entry.title, "published_on": "2026-11-22", "way": "网站"},
            }],
        })  # fmt: skip
        assert answer.status_code == 201, answer.text
        page = (await client.get("/conversions")).text
        assert '<td class="number">1条</td><td class="number">1件</td>' in page
        assert "本条已节省1件申请" in (await client.get(f"/conversions/{row.id}")).text
        told = (await client.get(f"/api/organs/{HOME}/conversions/{row.id}")).json()
        assert told["saved"] == 1


async def test_breaking_in_finds_nothing(site: Site, town: Town, bureau: Bureau) -> None:
    """A file under review by any address, another organ's candidate, a visitor without sign-in."""
    row = await bureau.checked(with_file=True)
    async with town.office.sessions() as session:
        file = (await session.scalars(select(ConversionFile))).one()
    await town.officer("stranger", "371702", *Role)
    here = f"/conversions/{row.id}"
    async with site.client() as anybody, site.program("stranger") as stranger:
        for digest in (file.stored, file.clean_stored, file.sha256, file.clean_sha256):
            for path in (
                f"/papers/{digest}", f"/documents/{digest}", f"/assets/{digest}",
                f"/public/published/{digest}/file", f"/assets/../papers/{digest[:2]}/{digest}",
            ):  # fmt: skip
                answer = await anybody.get(path)
                assert answer.status_code in (302, 404), path
                assert b"PK" not in answer.content
        for named in (row.id, uuid4(), "x", "..%2f..%2fpapers"):
            for path in (f"/public/published/{named}", f"/public/published/{named}/file"):
                answer = await anybody.get(path)
                assert answer.status_code == 404, path
                assert PLAN not in answer.text
        for version in ("original", "cleaned", "marked"):
            path = f"{here}/files/1/{version}"
            assert (await anybody.get(path)).status_code in (302, 404, 405)
            asked = await anybody.post(path)
            assert asked.status_code == 302
            assert asked.headers["location"].startswith("/sign-in")
            assert (await stranger.post(path)).status_code == 404
        assert (await anybody.get(here)).status_code == 302
        for path in (here, f"{here}/form", f"/api/organs/{HOME}/conversions/{row.id}"):
            answer = await stranger.get(path)
            assert answer.status_code == 404, path
            assert PLAN not in answer.text
        # through the address of an organ that the stranger does work for
        foreign = await stranger.get(f"/api/organs/371702/conversions/{row.id}")
        assert foreign.status_code == 404
        assert PLAN not in (await stranger.get("/conversions")).text
    async with site.program("desk") as clerk:
        assert (await clerk.post(f"{here}/files/9/cleaned")).status_code == 404
        assert (await clerk.post(f"{here}/files/1/stored")).status_code == 404


async def test_each_look_at_a_file_is_on_record(clerk: httpx.AsyncClient, bureau: Bureau) -> None:
    row = await bureau.checked(with_file=True)
    file = await clerk.post(f"/conversions/{row.id}/files/1/original")
    assert file.status_code == 200
    assert file.headers["content-disposition"].startswith("attachment")
    page = (await clerk.get(f"/conversions/{row.id}")).text
    assert "调取文件" in page
    assert "第1号文件（原件）" in page


async def test_the_api_does_the_same(site: Site, town: Town, bureau: Bureau) -> None:
    await brought(town, three(PLAN, PLAN, PLAN))
    base = f"/api/organs/{HOME}/conversions"
    async with (
        site.program("desk") as clerk,
        site.program("secrecy") as secrecy,
        site.program("mayor") as mayor,
    ):
        (row_id,) = (await clerk.post(f"{base}/search")).json()["made"]
        one = f"{base}/{row_id}"
        (listed,) = (await clerk.get(base)).json()["conversions"]
        assert (listed["persons"], listed["stage"], listed["due"]) == (3, "candidate", "2026-12-18")
        assert (await clerk.post(f"{one}/review")).json()["stage"] == "reviewing"
        said = {"agrees": True, "words": "可以公开"}
        for client, opinion in ((secrecy, "secrecy"), (clerk, "personal_data")):
            answer = await client.post(f"{one}/opinions", json=said | {"opinion": opinion})
            assert answer.status_code == 201, answer.text
        early = await clerk.post(f"{one}/decision", json={"decision": "release"})
        assert early.status_code == 403
        assert (
            await mayor.post(f"{one}/decision", json={"decision": "release"})
        ).status_code == 200
        sent = {
            "title": PLAN, "published_on": "2026-11-22", "outlet": "网站",
            "address": "https://www.example.cn/plan", "catalogue": {"matter": "排水"},
        }  # fmt: skip
        done = (await clerk.post(f"{one}/publication", json=sent)).json()
        assert done["stage"] == "published"
        assert done["entry_id"] is not None
        refused = await clerk.post(f"{one}/publication", json=sent)
        assert refused.status_code == 409
        assert "不能办理“公开”" in refused.json()["detail"]
        gone = (await clerk.post(f"{one}/withdrawal", json={"reason": "更正"})).json()
        assert [event["step"] for event in gone["history"]][-2:] == ["published", "withdrawn"]
    async with town.office.sessions() as session:
        assert (await session.scalars(select(PublishedEntry))).one().withdraw_reason == "更正"
