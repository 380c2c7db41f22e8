"""定期分析 as files: every table as a sheet of one workbook, or below one another as CSV."""

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Final

import xlsxwriter

from cases.analysis_lines import total_line
from cases.models import Organ
from cases.queries_analysis import Analysis
from cases.web.analysis_views import HEADINGS, Tables, cells
from cases.web.spreadsheet import COMPUTED, Cell

RULES: Final = "新收按收到申请之日，办结按答复日期，与年度报告表的口径相同；按期答复率不计申请人撤回的；复议、诉讼按收到通知之日，纠错按审结日期。"
NAME_WIDTH: Final = 30


def title_of(name: str, found: Analysis) -> str:
    """What stands above the tables."""
    return f"{name}{found.period.label}政府信息公开申请分析"


def xlsx_analysis(name: str, found: Analysis, organs: Sequence[Organ], today: date) -> bytes:
    """A workbook with a sheet for each table, its sum in the last line."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "in_memory": True}) as book:
        bold = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#F3F0EA"})
        plain = book.add_format({"border": 1})
        for table, first, lines in Tables.of(found, organs).tables:
            sheet = book.add_worksheet(f"按{table}")
            sheet.write_string(0, 0, title_of(name, found), bold)
            sheet.write_string(1, 0, f"{RULES}{today}导出。")
            for column, (heading, width) in enumerate(((first, NAME_WIDTH), *HEADINGS)):
                sheet.set_column(column, column, width)
                sheet.write_string(2, column, heading, head)
            for row, line in enumerate((*lines, total_line(found)), start=3):
                for column, value in enumerate(cells(line)):
                    if isinstance(value, int):
                        sheet.write_number(row, column, value, plain)
                    else:
                        sheet.write_string(row, column, str(value), plain)
            sheet.freeze_panes(3, 1)
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
    return out.getvalue()


def csv_analysis(name: str, found: Analysis, organs: Sequence[Organ]) -> bytes:
    """All tables below one another, each line with the name of its table; UTF-8 with its mark."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["编制单位", "期间", "表", "项目", *(heading for heading, _ in HEADINGS)])
    for table, _, lines in Tables.of(found, organs).tables:
        for line in (*lines, total_line(found)):
            told = [as_text(value) for value in cells(line)]
            writer.writerow([as_text(name), found.period.label, table, *told])
    return out.getvalue().encode("utf-8-sig")


def as_text(value: Cell) -> str:
    """A cell of CSV; what a spreadsheet would compute gets an apostrophe."""
    said = "" if value is None else str(value)
    return f"'{said}" if isinstance(value, str) and said.startswith(COMPUTED) else said
