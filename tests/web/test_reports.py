"""年度报告全文: entered, compared, planned, printed, stored, each by whoever may."""

import re
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import docx
import httpx
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from cases.actions.report_papers import write_report
from cases.actions.reporting import WRITERS, save_entry
from cases.errors import NotAllowed
from cases.models import Document, Organ, Role
from cases.models_reports import ReportEntry, ReportPlan, ReportPublication
from cases.states import State
from tests.conftest import Town, connect
from tests.web.conftest import HOME, Site, new_case

pytestmark = pytest.mark.anyio

AT = f"/annual-reports/{HOME}/2026"
API = f"/api/organs/{HOME}/annual-reports/2026"
ENTERED: dict[str, str] = {
    "section_two.normative_documents.made": "3",
    "section_two.licensing": "１，２０４".replace("，", ","),
    "section_two.fees_10k_yuan": "24252.311082",
    "charges.notices": "0", "charges.noticed": "0", "charges.received": "0",
    "texts.on_request": "{年度}年，新收政府信息公开申请{新收}件。",
    "texts.problems": "存在的问题和改进措施。" * 10,
    "version": "0",
}  # fmt: skip


@pytest.fixture
async def writer(site: Site, town: Town) -> Any:
    """The head of the bureau, which received three applications this year."""
    await town.officer("owner", HOME, *Role)
    for _ in range(3):
        await new_case(town, "owner", HOME, State.HANDLING)
    await town.officer("writer", HOME, Role.HEAD)
    async with site.program("writer") as client:
        yield client


async def rows_of(town: Town, table: Any) -> list[Any]:
    async with town.office.sessions() as session:
        return list(await session.scalars(select(table).order_by(table.version)))


async def test_what_is_entered_is_kept_version_by_version(
    writer: httpx.AsyncClient, town: Town
) -> None:
    done = await writer.post(AT, data=ENTERED)
    assert done.status_code == 303
    page = (await writer.get(done.headers["location"])).text
    assert "已保存" in page
    assert 'value="1204"' in page
    assert 'value="24252.311082"' in page
    assert "录入第1版，writer" in page
    again = await writer.post(AT, data=ENTERED | {"version": "1", "section_two.licensing": "1300"})
    assert again.status_code == 303
    first, second = await rows_of(town, ReportEntry)
    assert (first.version, first.section_two["licensing"]) == (1, "1204")
    assert (second.version, second.section_two["licensing"]) == (2, "1300")
    assert first.texts["on_request"] == ENTERED["texts.on_request"]  # its fields not filled


async def test_the_text_says_what_the_table_says(writer: httpx.AsyncClient) -> None:
    await writer.post(AT, data=ENTERED)
    shown = (await writer.get(f"{AT}/preview")).text
    assert "2026年，新收政府信息公开申请3件。" in shown
    file = await writer.get(f"{AT}/file.docx")
    words = "\n".join(p.text for p in docx.Document(BytesIO(file.content)).paragraphs)
    assert "2026年，新收政府信息公开申请3件。" in words
    assert (await writer.get(f"{AT}/file.docx")).content == file.content


async def test_a_contradiction_is_marked_in_its_place(writer: httpx.AsyncClient) -> None:
    """Three were received: 四件 and 5件 are contradictions, with what the table says."""
    said = {"texts.on_request": "共收到政府信息公开申请四件，办结5件，举办培训2次。"}
    await writer.post(AT, data=ENTERED | said)
    page = (await writer.get(AT)).text
    marked = re.findall(r'<mark class="contradicts"[^>]*>([^<]+)</mark>', page)
    assert marked == ["四件", "5件"]
    assert "新收应为3件，文中为四件" in page
    assert "未对照的数字1个" in page
    found = (await writer.get(API)).json()["numbers"]
    assert [(n["said"], n["verdict"], n["expected"]) for n in found] == [
        ("四件", "contradicts", "3件"), ("5件", "contradicts", "0件"), ("2次", "not_compared", ""),
    ]  # fmt: skip


async def test_checking_stores_nothing(writer: httpx.AsyncClient, town: Town) -> None:
    said = ENTERED | {"texts.on_request": "共收到政府信息公开申请4件。"}
    page = await writer.post(f"{AT}/check", data=said)
    assert page.status_code == 200
    assert "还没有保存" in page.text
    assert "新收应为3件" in page.text
    assert "共收到政府信息公开申请4件。" in page.text
    assert await rows_of(town, ReportEntry) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"section_two.licensing": "约100"},
            "“行政许可，本年处理决定数量”应为0至999999999的整数，实际为“约100”",
        ),
        ({"section_two.licensing": "-1"}, "应为0至999999999的整数"),
        ({"section_two.licensing": "1.5"}, "应为0至999999999的整数"),
        ({"section_two.licensing": "1000000000"}, "应为0至999999999的整数"),
        ({"section_two.fees_10k_yuan": "1.1234567"}, "小数不超过6位"),
        ({"section_two.gov_procurement.projects": "1"}, "2026年度的第二部分没有"),  # of 2019
        ({"charges.received": ""}, "“实际收取的总金额”没有填写，没有的填0"),
        ({"charges.received": "1.001"}, "小数不超过2位"),
        ({"charges.notices": "0.5"}, "“发出收费通知的件数”应为0至999999999的整数"),
        (
            {"texts.on_request": "新收{新收件}件"},
            "字段{新收件}不存在，是否为{新收}；可用的字段有{单位}、{年度}",
        ),
        ({"texts.on_request": "新收{新收件"}, "有单独的花括号"),
        ({"texts.on_request": "较上年{较上年增减}"}, "字段{较上年增减}现在没有数据可填"),
        ({"texts.overview": "总体情况"}, "2026年度的报告没有“overview”这一部分"),
        ({"texts.other": "一" * 20_001}, "最多20000字"),
    ],
)
async def test_what_cannot_be_is_named_and_nothing_half_taken(
    writer: httpx.AsyncClient, town: Town, wrong: dict[str, str], sentence: str
) -> None:
    answer = await writer.post(AT, data=ENTERED | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "存在的问题和改进措施" in answer.text  # what was typed stays
    assert await rows_of(town, ReportEntry) == []


async def test_who_saves_over_another_is_told(writer: httpx.AsyncClient, town: Town) -> None:
    await writer.post(AT, data=ENTERED)
    stale = await writer.post(AT, data=ENTERED | {"section_two.licensing": "7"})
    assert stale.status_code == 409
    assert "刚刚已由他人保存（writer，第1版）" in stale.text
    same = await writer.post(AT, data=ENTERED | {"version": "1"})
    assert same.status_code == 303  # the same again is no new version
    assert len(await rows_of(town, ReportEntry)) == 1


async def test_last_years_figures_stand_beside_this_years(writer: httpx.AsyncClient) -> None:
    before = ENTERED | {
        "section_two.licensing": "977",
        "charges.received": "4",
        "charges.noticed": "4",
    }
    assert (await writer.post(f"/annual-reports/{HOME}/2025", data=before)).status_code == 303
    page = (await writer.get(AT)).text
    assert re.search(r'<td class="number" data-label="2025年">977</td>', page)
    assert "上年数据：2025年度案件即时统计的数字" in page
    assert "2025年度的文字" in page


async def test_a_program_enters_and_reads(writer: httpx.AsyncClient) -> None:
    body: dict[str, Any] = {
        "section_two": {"licensing": "12"}, "charges": {},
        "texts": {"on_request": "新收{新收}件，自然人占比{自然人新收占比}。"}, "version": 0,
    }  # fmt: skip
    answer = await writer.post(API, json=body)
    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert (said["version"], said["section_two"], said["charges"]) == (1, {"licensing": "12"}, None)
    assert said["filled"]["on_request"] == "新收3件，自然人占比100%。"
    assert said["plan"] == {
        "publisher": "department", "warn_from": "2027-01-20", "aim": "2027-01-30",
        "last": "2027-01-31", "stage": "early", "published_on": None,
    }  # fmt: skip
    assert "missing" in [one["check"] for one in said["remarks"]]
    refused = await writer.post(
        API, json=body | {"version": 1, "texts": {"on_request": "{不存在}"}}
    )
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "texts.on_request"
    assert (await writer.get(f"{API}/file")).content[:2] == b"PK"


@pytest.mark.parametrize("role", Role)
async def test_each_role_alone(town: Town, role: Role) -> None:
    actor = await town.officer("one", HOME, role)
    async with town.office.sessions() as session:
        saving = save_entry(
            session, actor, town.clock.at, town.organs[HOME], 2026,
            section_two={"licensing": "1"}, charges={}, texts={}, version=0,
        )  # fmt: skip
        if role in WRITERS:
            await saving
        else:
            with pytest.raises(NotAllowed, match="窗口登记、公开机构负责人、管理员"):
                await saving


async def test_an_organ_of_another_government_is_not_found(site: Site, town: Town) -> None:
    await town.officer("stranger", "371702", *Role)
    async with site.program("stranger") as client:
        for path in (AT, f"{AT}/preview", f"{AT}/file.docx", API):
            assert (await client.get(path)).status_code == 404
        assert (await client.post(AT, data=ENTERED)).status_code == 404
        assert "自然资源" not in (await client.get("/annual-reports")).text


async def test_a_supervisor_reads_the_report_and_neither_checks_nor_changes_it(
    site: Site, town: Town
) -> None:
    await town.officer("superior", "370783", *Role)
    async with site.program("superior") as client:
        assert (await client.get(AT)).status_code == 200
        for noun in ("", "/check", "/members-sums", "/plan", "/publication", "/papers"):
            assert (await client.post(f"{AT}{noun}", data=ENTERED)).status_code in (403, 422), noun
    assert await rows_of(town, ReportEntry) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        # the report of 2025, of a department: aimed at 30 January, 「1月31日前」
        ((2026, 1, 10), "还有20天"),  # 30 − 10
        ((2026, 1, 30), "就是今天"),
        ((2026, 1, 31), "已过计划公布的2026年1月30日"),
        ((2026, 2, 3), "已超过法定期限3天"),  # 31 January to 3 February
    ],
)
async def test_today_has_its_place_on_the_plan(
    writer: httpx.AsyncClient, town: Town, day: tuple[int, int, int], said: str
) -> None:
    town.clock.go_to(*day)
    page = (await writer.get(f"/annual-reports/{HOME}/2025")).text
    assert said in page
    assert page.count("今天</strong>") + page.count("（今天）") == 1


async def test_own_dates_may_only_be_earlier(writer: httpx.AsyncClient, town: Town) -> None:
    plan = {"publisher": "department", "aim": "01-26", "warn_from": "01-10", "reason": "上级要求"}
    late = await writer.post(f"{AT}/plan", data=plan | {"aim": "01-31"})
    assert late.status_code == 422
    assert "计划公布日期只能早于统一的日期，最迟为1月30日，法定期限为1月31日前" in late.text
    later = await writer.post(f"{AT}/plan", data=plan | {"warn_from": "01-27"})
    assert "开始提醒日期只能早于统一的日期，最迟为1月20日" in later.text
    nonsense = await writer.post(f"{AT}/plan", data=plan | {"aim": "13-40"})
    assert nonsense.status_code == 422
    assert await rows_of(town, ReportPlan) == []
    assert (await writer.post(f"{AT}/plan", data=plan)).status_code == 303
    assert "2027-01-26" in (await writer.get(AT)).text


async def test_publication_is_recorded_and_ends_the_reminders(
    writer: httpx.AsyncClient, town: Town
) -> None:
    said = {"published_on": "2026-01-28", "address": "https://www.example.cn/nb/2025.html"}
    early = await writer.post(f"{AT}/publication", data=said)
    assert "2026年度的报告应在年度结束以后公布" in early.text
    where = f"/annual-reports/{HOME}/2025"
    for wrong in ({"address": "ftp://x"}, {"published_on": "2026-12-01"}):
        assert (await writer.post(f"{where}/publication", data=said | wrong)).status_code == 422
    assert (await writer.post(f"{where}/publication", data=said)).status_code == 303
    assert "已于2026年1月28日公布" in (await writer.get(where)).text
    listed = (await writer.get("/annual-reports", params={"year": "2025"})).text
    assert "已公布" in listed
    assert "2026-01-28" in listed
    assert len(await rows_of(town, ReportPublication)) == 1


async def test_the_list_is_a_spreadsheet_too(writer: httpx.AsyncClient) -> None:
    answer = await writer.get("/annual-reports.xlsx", params={"year": "2025"})
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (line,) = [row for row in rows if row[0] == HOME]
    assert line[1:3] == ["寿光市自然资源和规划局", "县级以上人民政府部门"]
    assert str(line[4])[:10] == "2026-01-31"


async def test_the_same_report_is_stored_once(writer: httpx.AsyncClient, town: Town) -> None:
    async with town.office.sessions.begin() as session:
        organ = await session.get_one(Organ, town.organs[HOME])
        new = [
            await write_report(session, town.office.home, town.clock.at, organ, 2026)
            for _ in range(2)
        ]
    assert new == [True, False]
    town.clock.pass_by(days=3)
    assert (await writer.post(f"{AT}/papers")).status_code == 303  # on another day: the same paper
    async with town.office.sessions() as session:
        kept = list(await session.scalars(select(Document).where(Document.kind == "annual_report")))
    assert [one.name for one in kept] == [
        "寿光市自然资源和规划局2026年政府信息公开工作年度报告.docx"
    ]
    assert kept[0].name in (await writer.get(AT)).text


async def test_the_database_itself_keeps_versions_as_they_were(
    writer: httpx.AsyncClient, town: Town
) -> None:
    await writer.post(AT, data=ENTERED)
    server = await connect(town.database_url, urlsplit(town.database_url).path.strip("/"))
    try:
        for statement in (
            "UPDATE report_entries SET texts = '{}'",
            "DELETE FROM report_entries",
            "TRUNCATE report_plans",
            "DELETE FROM report_publications",
        ):
            with pytest.raises(asyncpg.PostgresError):
                await server.execute(statement)
    finally:
        await server.close()


async def test_fees_are_proposed_from_the_cases(
    writer: httpx.AsyncClient, site: Site, town: Town
) -> None:
    """68 pages: 38 of them at 10 yuan (31–68) are 380; a payment struck off was none."""
    case = await new_case(town, "owner", HOME, State.HANDLING)
    at = f"/api/cases/{case.id}"
    async with site.program("owner") as client:
        sent = await client.post(f"{at}/fee-notice", json={"on": "2026-11-20", "pages": 68})
        assert sent.status_code == 201, sent.text
        page = (await client.get(AT)).text
        assert "2026年发出收费通知1件，金额380元，缴费0元" in page
        paid = await client.post(f"{at}/fee-payment", json={"on": "2026-11-21"})
        assert paid.status_code == 201, paid.text
        assert "金额380元，缴费380元" in (await client.get(AT)).text
        seq = (await client.get(f"{at}/history")).json()[-1]["seq"]
        struck = await client.post(f"{at}/steps/{seq}/strike", json={"reason": "误录"})
        assert struck.status_code == 201, struck.text
        assert "金额380元，缴费0元" in (await client.get(AT)).text
        assert "发出收费通知0件" in (await client.get(f"/annual-reports/{HOME}/2025")).text


async def test_an_edition_goes_before_the_cases_and_a_final_one_before_a_newer(
    writer: httpx.AsyncClient, site: Site
) -> None:
    """Frozen with the year's table; 定稿 stays the source until another one is."""
    table, where = f"/annual-tables/{HOME}/2025/editions", f"/annual-reports/{HOME}/2025"
    assert "案件即时统计的数字（没有版本）" in (await writer.get(where)).text
    async with site.program("owner") as client:
        assert (await client.post(table, data={"reason": "第一次"})).status_code == 303
        assert "2025年度报告表第1版（未定稿）" in (await writer.get(where)).text
        assert (await client.post(f"{table}/1/confirmation")).status_code == 303
    assert "2025年度报告表第1版（定稿）" in (await writer.get(where)).text
    assert "上年数据：2025年度报告表第1版（定稿）" in (await writer.get(AT)).text
