"""第二部分的汇总 through its pages: proposed to the government, never entered by itself."""

import json
from io import BytesIO
from typing import Any
from uuid import UUID

import httpx
import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from cases.actions import consolidating
from cases.actions.member_reports import replace_report, take_report
from cases.actions.reporting import save_entry
from cases.models import Role
from cases.models_reports import ReportEntry
from tests.annual.invented_members import CITY, CITY_NAME, YEAR, name, table, xlsx
from tests.conftest import Town
from tests.web.conftest import Site
from tests.web.test_consolidation import words

pytestmark = pytest.mark.anyio

HERE = f"/consolidation/{CITY}/{YEAR}/section-two"
REPORT = f"/annual-reports/{CITY}/{YEAR}"
FOUND: dict[str, dict[str, str]] = {
    # organ: what it entered last
    f"{CITY}-02": {"licensing": "12", "normative_documents.made": "2", "fees_10k_yuan": "0.1"},
    f"{CITY}-03": {"licensing": "30", "fees_10k_yuan": "9116.36"},
}
SENT = {"licensing": 100, "normative_documents": {"made": 5, "repealed": None, "valid": 7}}
# 12 + 30 + 100; 2 + 5; 7; 0.1 + 9116.36
SUMS = {
    "licensing": "142",
    "normative_documents.made": "7",
    "normative_documents.valid": "7",
    "fees_10k_yuan": "9116.46",
}


def sent(n: int, two: dict[str, Any]) -> bytes:
    """The n-th member's JSON with section 二."""
    made = table(n)
    rows = {row: list(figures) for row, figures in made.rows.items()}
    facts = {"organ": made.organ, "year": YEAR, "form": made.form, "rows": rows, "table2": two}
    return json.dumps(facts, ensure_ascii=False).encode()


@pytest.fixture
async def town_of_members(town: Town) -> dict[str, UUID]:
    """Three organs, one of which has entered nothing, and two members outside, one without 二."""
    await town.organ(CITY, CITY_NAME)
    for n in (2, 3, 4):
        await town.organ(f"{CITY}-{n:02}", name(n), CITY)
    await town.officer("fuzeren", CITY, Role.HEAD, Role.SUPERVISOR)
    actor, at, keys = await town.actor("fuzeren"), town.clock.at, {}
    for code, figures in FOUND.items():
        await town.officer(f"head-{code}", code, Role.HEAD)
        writer = await town.actor(f"head-{code}")
        for entered in ({"licensing": "7777"}, figures):  # the first version counts no more
            async with town.office.sessions.begin() as session:
                await save_entry(
                    session, writer, at, town.organs[code], YEAR, section_two=entered, charges={},
                    texts={},
                )  # fmt: skip
    for n, file, content in (
        (14, "年报.json", sent(14, {"licensing": 5555})),
        (15, "附件.xlsx", xlsx(15)),
    ):
        async with town.office.sessions.begin() as session:
            member = await consolidating.add_member(
                session, actor, at, town.organs[CITY], name=name(n), first_year=YEAR
            )
            await take_report(session, actor, at, member.id, YEAR, file, content)
            keys[name(n)] = member.id
    async with town.office.sessions.begin() as session:
        await replace_report(
            session,
            actor,
            at,
            keys[name(14)],
            YEAR,
            "年报.json",
            sent(14, SENT),
            reason="补报第二部分",
        )
    return keys


def cells(page: httpx.Response, member: str) -> list[str]:
    """The figures of one member's line."""
    [line] = [
        one for one in page.text.split("<tr>") if f">{member}<" in one or f"{member} <" in one
    ]
    return [words_of(one) for one in line.split("<td")[1:]]


def words_of(cell: str) -> str:
    return cell.partition(">")[2].partition("</td>")[0].strip()


async def test_the_sum_stands_below_its_members_who_are_named(
    site: Site, town_of_members: dict[str, UUID]
) -> None:
    async with site.program("fuzeren") as client:
        page = await client.get(HERE)
    said = words(page)
    lacking = "、".join(name(n) for n in (2, 3, 4, 14, 15))
    assert f"5个成员单位中有5个没有填齐：{lacking}" in said
    # 规章三项, 规范性文件三项, 许可, 处罚, 强制, 收费
    assert cells(page, "合计") == ["—", "—", "—", "7", "—", "7", "142", "—", "—", "9116.46"]
    assert cells(page, name(2)) == ["—", "—", "—", "2", "—", "—", "12", "—", "—", "0.1"]
    assert cells(page, name(14)) == ["—", "—", "—", "5", "—", "7", "100", "—", "—", "—"]
    assert set(cells(page, name(4))) == {"—"}
    assert f'href="/annual-reports/{CITY}-02/{YEAR}"' in page.text
    assert f'href="/consolidation/{CITY}/{YEAR}/members/{town_of_members[name(14)]}"' in page.text


async def test_the_file_holds_figures_that_a_spreadsheet_can_add(
    site: Site, town_of_members: dict[str, UUID]
) -> None:
    async with site.program("fuzeren") as client:
        answer = await client.get(f"{HERE}.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    lines = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [line[0] for line in lines] == [*(name(n) for n in (2, 3, 4, 14, 15)), "合计"]
    heads = [cell.value for cell in sheet[3]]
    licensing = heads.index("行政许可，本年处理决定数量")
    fees = heads.index("行政事业性收费，本年收费金额（单位：万元）")
    assert [line[licensing] for line in lines] == [12, 30, None, 100, None, 142]
    assert [line[fees] for line in lines][-1] == pytest.approx(9116.46)


async def test_a_program_reads_the_sums_and_who_is_awaited(
    site: Site, town_of_members: dict[str, UUID]
) -> None:
    async with site.program("fuzeren") as client:
        found = (await client.get(f"/api/organs/{CITY}/consolidations/{YEAR}")).json()
    assert found["section_two"] == SUMS
    assert found["without_section_two"] == [name(n) for n in (2, 3, 4, 14, 15)]


async def test_empty_figures_are_filled_what_was_typed_stays_and_nothing_is_saved(
    site: Site, town: Town, town_of_members: dict[str, UUID]
) -> None:
    typed = {
        "section_two.licensing": "１５０", "section_two.coercion": "", "texts.problems": "仍在改进",
        "version": "0",
    }  # fmt: skip
    async with site.program("fuzeren") as client:
        before = await client.get(REPORT)
        page = await client.post(f"{REPORT}/members-sums", data=typed)
    assert "缺3个单位" in words(before)  # 收费: two of five gave it
    assert page.status_code == 200
    # 142 was not put in the place of what was typed; the three others were empty
    assert "填入第二部分的3个空格，还没有保存" in words(page)
    for field, value in (
        ("licensing", "１５０"), ("coercion", ""), ("normative_documents.made", "7"),
        ("normative_documents.valid", "7"), ("fees_10k_yuan", "9116.46"),
    ):  # fmt: skip
        assert f'name="section_two.{field}" value="{value}"' in page.text
    assert "仍在改进" in page.text
    async with town.office.sessions() as session:
        own = ReportEntry.organ_id == town.organs[CITY]
        assert await session.scalar(select(func.count()).where(own)) == 0


async def test_less_than_the_members_together_is_remarked_and_stops_nobody(
    site: Site, town_of_members: dict[str, UUID]
) -> None:
    sent = {"section_two.licensing": "141", "section_two.fees_10k_yuan": "9116.46", "version": "0"}
    async with site.program("fuzeren") as client:
        checked = await client.post(f"{REPORT}/check", data=sent)
        assert (await client.post(REPORT, data=sent)).status_code == 303
        saved = await client.get(REPORT)
        read = (await client.get(f"/api/organs/{CITY}/annual-reports/{YEAR}")).json()
    for page in (checked, saved):
        assert "“行政许可，本年处理决定数量”填写141，小于各成员单位合计的142" in words(page)
        assert "“行政事业性收费，本年收费金额（单位：万元）”填写" not in words(page)
    assert [one["check"] for one in read["remarks"] if one["check"] == "members"] == ["members"]


async def test_an_organ_without_members_has_nothing_to_add_up(
    site: Site, town_of_members: dict[str, UUID]
) -> None:
    async with site.program(f"head-{CITY}-02") as client:
        page = await client.get(f"/annual-reports/{CITY}-02/{YEAR}")
        empty = await client.get(f"/consolidation/{CITY}-02/{YEAR}/section-two")
        filled = await client.post(
            f"/annual-reports/{CITY}-02/{YEAR}/members-sums", data={"version": "2"}
        )
        elsewhere = await client.get(HERE)
    assert "成员合计" not in page.text
    assert "没有下级单位，也没有系统外的成员单位" in empty.text
    assert "没有可以用成员单位合计填入的空格" in filled.text
    assert elsewhere.status_code == 404
