"""Section 四 from the cases to the page, the API and the files: invented cases, counted by hand."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from cases.annual.files import render, write_table
from cases.annual.reading import check_files, read_table
from cases.annual.section_four import table4, table4_with_warnings
from cases.annual.table import annual_table
from cases.law.section_four import SectionFour
from cases.models import Role
from cases.queries import organ_by_code
from tests.actions.challenged import PLANNING, REVIEW, SUIT, Bureau, bureau_of
from tests.conftest import Town
from tests.pages.reading import Read

pytestmark = pytest.mark.anyio

D = date.fromisoformat
AFTER = SUIT | {"kind": "litigation_after_reconsideration"}
# fmt: off
CHALLENGES: tuple[tuple[dict[str, Any], str, dict[str, Any]], ...] = (
    #                                                                       2025      2026
    (REVIEW, "2025-03-03", {"result": "upheld", "concluded_on": "2025-04-20"}),      # 维持
    (REVIEW, "2025-11-03", {"result": "annulled", "concluded_on": "2026-01-05"}),    # 未审结    纠正
    (REVIEW, "2025-12-31", {"result": "ended", "concluded_on": "2025-12-31"}),       # 其他
    (REVIEW, "2026-02-02", {}),                                                      #           未审结
    (SUIT, "2025-06-02", {}),                                                        # 未审结    未审结
    (SUIT, "2025-06-03", {"result": "claim_dismissed", "concluded_on": "2026-01-01"}),  # 未审结  维持
    (AFTER, "2025-07-01", {"result": "act_unlawful", "concluded_on": "2025-12-31"}),  # 纠正
    (AFTER, "2025-07-02", {"result": "not_admitted", "concluded_on": "2025-09-01"}),  # 其他
)
NUMBERS = {
    # year: 维持, 纠正, 其他, 尚未审结, 总计 of 行政复议, 未经复议直接起诉, 复议后起诉
    2024: (*(0, 0, 0, 0, 0), *(0, 0, 0, 0, 0), *(0, 0, 0, 0, 0)),
    2025: (*(1, 0, 1, 1, 3), *(0, 0, 0, 2, 2), *(0, 1, 1, 0, 2)),
    2026: (*(0, 1, 0, 1, 2), *(1, 0, 0, 1, 2), *(0, 0, 0, 0, 0)),
}
# fmt: on
GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
FIGURES = ("upheld", "corrected", "other_result", "pending", "total")
HEAD = [
    ["行政复议"] * 5 + ["行政诉讼"] * 10,
    ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    + ["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5,
    ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3,
]  # fmt: skip


@pytest.fixture
async def bureau(town: Town) -> Bureau:
    """The bureau after two years of 复议 and 诉讼, each on a case of its own, on 2 February 2026."""
    bureau = await bureau_of(town)
    bureau.go_to(D("2026-02-02"))
    for facts, notified, ended in CHALLENGES:
        case_id = await bureau.open(D("2025-01-06"))
        bureau.go_to(D("2026-02-02"))
        said = facts | ended | {"notified_on": notified}
        await bureau.challenged(case_id, D(notified), **said)
    return bureau


async def four_of(bureau: Bureau, year: int, code: str = PLANNING) -> SectionFour:
    async with bureau.town.office.sessions() as session:
        organ = await organ_by_code(session, bureau.actor, code)
        return await table4(session, organ, year)


@pytest.mark.parametrize("year", NUMBERS)
async def test_the_fifteen_numbers_are_those_counted_by_hand(bureau: Bureau, year: int) -> None:
    assert (await four_of(bureau, year)).numbers == NUMBERS[year]


async def test_what_is_pending_comes_again_and_nothing_warns(bureau: Bureau) -> None:
    async with bureau.town.office.sessions() as session:
        organ = await organ_by_code(session, bureau.actor, PLANNING)
        table, missing = await table4_with_warnings(session, organ, 2026)
        first, none_before = await table4_with_warnings(session, organ, 2019)
    assert (table.numbers, missing) == (NUMBERS[2026], [])
    assert (sum(first.numbers), none_before) == (0, [])


async def test_the_page_prints_the_official_head_and_every_number_leads_to_its_cases(
    bureau: Bureau,
) -> None:
    token = await bureau.town.token("zhou")
    async with bureau.town.api(token) as client:
        shown = await client.get(f"/annual-tables/{PLANNING}/2025")
        assert shown.status_code == 200
        page = Read(shown.text)
        table = next(e for e in page.all("table") if "section-four" in e.given["class"])
        inside = [e for e in page.elements if table in e.around]
        head = [e.text for e in inside if e.tag == "th"]
        links = [e for e in inside if e.tag == "a"]
        assert head == [  # every cell once, spans and all
            "行政复议", "行政诉讼", *HEAD[2][:5], "未经复议直接起诉", "复议后起诉", *HEAD[2][5:],
        ]  # fmt: skip
        assert tuple(int(link.text) for link in links) == NUMBERS[2025]
        assert [link.given["aria-label"] for link in links][:1] == ["行政复议，结果维持：1"]
        for link, (group, figure) in zip(
            links, [(g, f) for g in GROUPS for f in FIGURES], strict=True
        ):
            assert link.given["href"].endswith(f"/2025/section-four/{group}/{figure}")
            behind = await client.get(link.given["href"])
            assert behind.status_code == 200, behind.text
            cases = Read(behind.text).all("th", scope="row")
            assert len(cases) == int(link.text), link.given["href"]


async def test_the_api_has_the_numbers_and_the_challenges_behind_each(bureau: Bureau) -> None:
    token = await bureau.town.token("zhou")
    base = f"/api/organs/{PLANNING}/annual-tables/2026"
    async with bureau.town.api(token) as client:
        table = (await client.get(base)).json()
        numbers = [table["table4"][group][figure] for group in GROUPS for figure in FIGURES]
        assert tuple(numbers) == NUMBERS[2026]
        found = (await client.get(f"{base}/section-four/litigation_direct/total")).json()
        assert [(one["notified_on"], one["result"], one["result_label"]) for one in found] == [
            ("2025-06-02", None, ""),
            ("2025-06-03", "claim_dismissed", "判决驳回诉讼请求"),
        ]
        for wrong in ("litigation/total", "reconsideration/granted_full"):
            refused = await client.get(f"{base}/section-four/{wrong}")
            assert refused.status_code == 404
            assert "没有这一格" in refused.json()["detail"]
        refused = await client.get(base.replace("2026", "2018") + "/section-four/x/y")
        assert refused.status_code == 422


async def test_files_hold_section_four_beside_section_three_and_the_checks_hold(
    bureau: Bureau, tmp_path: Path
) -> None:
    async with bureau.town.office.sessions() as session:
        organ = await organ_by_code(session, bureau.actor, PLANNING)
        table = await annual_table(session, organ, 2025)
        four = await table4(session, organ, 2025)
    book = openpyxl.load_workbook(BytesIO(render(table, ".xlsx", four)))
    assert book.sheetnames == ["2025年度", "第四部分"]
    sheet = book["第四部分"]
    assert sheet["A1"].value == "四、政府信息公开行政复议、行政诉讼情况"
    assert sheet["A2"].value == "编制单位：寿光市自然资源和规划局"
    assert tuple(cell.value for cell in sheet[6]) == NUMBERS[2025]
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    # 行政复议 and 行政诉讼 above all of theirs, the five results of 复议 over two lines
    assert {"A3:E3", "F3:O3", "A4:A5", "E4:E5", "F4:J4", "K4:O4"} <= merged
    document = docx.Document(BytesIO(render(table, ".docx", four)))
    _, printed = document.tables
    cells = [[cell.text for cell in row.cells] for row in printed.rows]
    assert cells == [*HEAD_MERGED, [str(number) for number in NUMBERS[2025]]]
    assert render(table, ".csv", four) == render(table, ".csv")
    path = tmp_path / "table.json"
    write_table(table, path, four)
    assert read_table(path.read_text(), "表.json").table4 == four.record()
    assert check_files(path) == []
    broken = json.loads(path.read_text())
    broken["table4"]["reconsideration"]["total"] = 4
    path.write_text(json.dumps(broken))
    assert [str(v) for v in check_files(path)] == [
        "review_total\treconsideration\ttotal\t3\t4"  # 1 + 0 + 1 + 1
    ]


HEAD_MERGED = [HEAD[0], HEAD[1], HEAD[1][:5] + HEAD[2][5:]]


async def test_a_file_of_a_year_without_challenges_has_no_table4(bureau: Bureau) -> None:
    async with bureau.town.office.sessions() as session:
        organ = await organ_by_code(session, bureau.actor, PLANNING)
        table = await annual_table(session, organ, 2024)
        four = await table4(session, organ, 2024)
    assert render(table, ".json", four) == render(table, ".json")
    assert set(json.loads(render(table, ".json"))) == {"organ", "year", "form", "rows"}


async def test_no_organ_counts_the_challenges_of_another(bureau: Bureau) -> None:
    reader = await bureau.town.officer("reader", "370783-houzhen", Role.REGISTRAR)
    assert not reader.may_read(bureau.town.organs[PLANNING])
    async with bureau.town.office.sessions() as session:
        organ = await organ_by_code(session, reader, "370783-houzhen")
        assert sum((await table4(session, organ, 2025)).numbers) == 0
    token = await bureau.town.token("reader")
    async with bureau.town.api(token) as client:
        path = f"organs/{PLANNING}/annual-tables/2025/section-four/reconsideration/total"
        assert (await client.get(f"/api/{path}")).status_code == 404
        listed = (await client.get("/api/challenges")).json()
    assert listed["challenges"] == []


async def test_the_list_has_what_is_owed_by_its_day_and_goes_on_page_by_page(
    bureau: Bureau,
) -> None:
    """Owed on 2 February 2026: the reply of the review of that day, and of the suit of 2 June 2025."""
    token = await bureau.town.token("zhou")
    async with bureau.town.api(token) as client:
        found = (await client.get("/api/challenges")).json()
        assert [(o["due"], o["what"], o["kind"], o["is_past"]) for o in found["challenges"]] == [
            ("2025-06-17", "reply", "litigation_direct", True),  # 15 natural days
            # 3-6, 9-13 February; Saturday the 14th is worked; 15 to 23 are rest
            ("2026-02-14", "reply", "reconsideration", False),
        ]
        assert found["next"] is None
        page = Read((await client.get(f"/challenges?organ={PLANNING}")).text)
        days = [e.text for e in page.all("span") if e.given.get("class") == "c-day"]
        assert days == ["2025-06-17", "2026-02-14"]
        first = found["challenges"][0]
        after = f"{first['due']}_{first['case_id']}_{first['number']}"
        rest = (await client.get(f"/api/challenges?after={after}")).json()["challenges"]
        assert rest == found["challenges"][1:]
        assert (await client.get("/api/challenges?after=x")).status_code == 422
        assert (await client.get("/challenges?organ=nowhere")).status_code == 404
