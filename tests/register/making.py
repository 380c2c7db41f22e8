"""Registers made for the tests: one plain row, varied, as CSV, XLSX or a sheet."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl

from cases.register.rows import Checked, check_rows
from cases.register.sheet import Sheet, read_sheet

REGISTERS = Path(__file__).parents[1] / "data" / "registers"
TODAY = date(2026, 3, 2)

Value = str | int | float | bool | date | None
PLAIN: dict[str, Value] = {
    "登记编号": "2024-001",
    "收到日期": "2024-03-04",
    "申请人类别": "自然人",
    "申请人": "张三",
    "申请内容": "申请公开征地补偿安置方案",
}


def rows(*changes: dict[str, Value]) -> list[dict[str, Value]]:
    """The plain row, once for each change, numbered 2024-001, 2024-002 …"""
    return [
        {**PLAIN, "登记编号": f"2024-{n:03}"} | change for n, change in enumerate(changes, start=1)
    ]


def headings_of(table: Sequence[dict[str, Value]]) -> list[str]:
    """Every heading used, in the order of first use."""
    return list(dict.fromkeys(heading for row in table for heading in row))


def csv_text(table: Sequence[dict[str, Value]]) -> str:
    """The table as a spreadsheet program saves it: CRLF, quoted where it must be."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, headings_of(table), restval="")
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue()


def xlsx(table: Sequence[dict[str, Value]], *, as_text: bool = True) -> bytes:
    """The table as a workbook; text that begins with = stays text unless asked otherwise."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    titles: dict[str, Value] = {heading: heading for heading in headings_of(table)}
    for y, row in enumerate([titles, *table], 1):
        for x, heading in enumerate(titles, 1):
            value = row.get(heading)
            if value is None:
                continue
            cell = sheet.cell(y, x, value)
            if as_text and isinstance(value, str):
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(*changes: dict[str, Value]) -> Sheet:
    """The plain row with each change, read from CSV."""
    return read_sheet(csv_text(rows(*changes)).encode(), "登记台账.csv")


def checked(*changes: dict[str, Value]) -> Checked:
    """The plain row with each change, read from CSV and checked."""
    return check_rows(sheet_of(*changes), TODAY)


def faults(*changes: dict[str, Value]) -> list[str]:
    """The faults of the changed rows, as the terminal prints them."""
    return [str(fault) for fault in checked(*changes).faults]
