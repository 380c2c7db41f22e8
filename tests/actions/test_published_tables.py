"""Registers made from published reports, brought in: the tables that come out are those published."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from sqlalchemy import select

from cases.actions.bring_in import bring_in
from cases.actor import Actor
from cases.annual.files import write_table
from cases.annual.table import annual_table, cells_of
from cases.law.annual import COLUMNS, rows_of
from cases.law.periods import Period
from cases.models import Case, Role
from cases.queries import Cell, Wanted, list_cases
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet
from tests.conftest import Town, organ_row

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
REGISTERS = ROOT / "cases" / "demonstration" / "registers"
PUBLISHED = ROOT / "tests" / "data" / "annual_reports"


def published(name: str) -> dict[str, list[int]]:
    read: dict[str, Any] = json.loads((PUBLISHED / f"{name}.json").read_text("utf-8"))
    rows: dict[str, list[int]] = read["rows"]
    return rows


async def bring(town: Town, code: str, name: str, file: str) -> Actor:
    await town.organ(code, name)
    head = await town.officer(f"fuzeren-{code}", code, Role.HEAD)
    sheet = read_sheet((REGISTERS / file).read_bytes(), file)
    async with town.office.sessions.begin() as session:
        checked = check_rows(sheet, town.clock.at.date())
        vault, at = town.office.vault, town.clock.at
        await bring_in(session, vault, head, at, town.organs[code], checked)
    return head


async def made(town: Town, code: str, year: int) -> dict[str, list[int]]:
    organ = await organ_row(town.office, code)
    async with town.office.sessions() as session:
        table = await annual_table(session, organ, year)
    return {row: list(figures) for row, figures in table.rows.items()}


async def behind(town: Town, code: str, year: int, row: str, column: str) -> set[UUID]:
    """The cases of one figure, page by page, as the drill-down asks for them."""
    wanted = Wanted(organs=(town.organs[code],), cell=Cell(Period(year), row, column))
    found: set[UUID] = set()
    after: str | None = None
    async with town.office.sessions() as session:
        while True:
            page = await list_cases(session, town.office.vault, wanted, after, size=20)
            found |= {case.id for case in page.rows}
            if page.next is None:
                return found
            after = page.next


async def test_shouguang_2019_comes_out_as_published(town: Town) -> None:
    await bring(town, "sg", "寿光市人民政府（2019）", "shouguang-2019.csv")
    assert await made(town, "sg", 2019) == published("shouguang_2019")


async def test_pingtan_2021_and_2022_come_out_as_published_and_each_figure_has_its_cases(
    town: Town,
) -> None:
    await bring(town, "350128", "平潭综合实验区管理委员会", "pingtan-2021-2022.csv")
    for year in (2021, 2022):
        expected = published(f"pingtan_district_{year}")
        assert await made(town, "350128", year) == expected
        for row, figures in expected.items():
            for column, figure in zip(COLUMNS, figures, strict=True):
                if figure:
                    cases = await behind(town, "350128", year, row, column)
                    assert len(cases) == figure, (year, row, column)


async def test_the_cases_carried_into_2022_are_the_very_ones_carried_out_of_2021(
    town: Town,
) -> None:
    await bring(town, "350128", "平潭综合实验区管理委员会", "pingtan-2021-2022.csv")
    out = await behind(town, "350128", 2021, "carried_out", "total")
    assert len(out) == published("pingtan_district_2021")["carried_out"][-1] == 1
    assert out == await behind(town, "350128", 2022, "carried_in", "total")
    assert out <= await behind(town, "350128", 2022, "total_processed", "total")
    assert not out & await behind(town, "350128", 2022, "new_received", "total")
    async with town.office.sessions() as session:
        [case] = await session.scalars(select(Case).where(Case.id.in_(out)))
        counted = dict(cells_of(case, town.clock.at.date()))
    assert counted[2021] == ("new_received", "carried_out")
    assert counted[2022][:2] == ("carried_in", "total_processed")


async def test_names_that_look_like_formulas_leave_as_text(town: Town, tmp_path: Path) -> None:
    name = '=HYPERLINK("http://x","寿光")'
    await town.organ("evil", name)
    organ = await organ_row(town.office, "evil")
    async with town.office.sessions() as session:
        table = await annual_table(session, organ, 2025)
    for ending in (".xlsx", ".csv"):
        write_table(table, tmp_path / f"table{ending}")
    first, second, *_ = (tmp_path / "table.csv").read_text("utf-8-sig").splitlines()
    assert first.startswith("编制单位,")
    assert second.startswith("\"'=HYPERLINK(")  # an apostrophe makes a spreadsheet take it as text
    sheet = openpyxl.load_workbook(tmp_path / "table.xlsx").worksheets[0]
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}  # and none of type f
    assert any(name in str(cell.value) for cell in cells)
    assert len(rows_of(table.form)) == 25  # 2 + 2 + 8 + 3 + 5 + 3 + 2 rows of the form of 2021
