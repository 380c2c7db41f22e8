"""A worklist as a spreadsheet: text as text, never a formula; no number of a paper or telephone."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Final

import xlsxwriter

from cases.law.annual import CLASS_LABELS
from cases.law.clock_rules import STATE_LABELS
from cases.law.identity import masked_text
from cases.web.api_worklists import WorklistRow
from cases.worklists import Worklist

MOST_LINES: Final = 20_000  # convention: more than an office works through from one sheet
HEADING_ROWS: Final = 3  # title, what it holds, headings
Cell = str | int | date | None

# fmt: off
COLUMNS: Final = (
    # heading, width in characters
    ("登记编号", 26), ("单位", 24), ("申请人", 16), ("申请人类别", 14), ("申请内容", 48),
    ("收到日期", 12), ("{day}", 14), ("剩余工作日", 11), ("答复期限", 12), ("期限状态", 14),
    ("暂定", 6), ("期限提示", 9), ("下一步", 26),
)
# fmt: on


def cells(row: WorklistRow) -> tuple[Cell, ...]:
    """One line in the order of COLUMNS; what looks like a personal number in a text is masked."""
    return (
        row.number,
        row.organ_name,
        masked_text(row.applicant_name),
        CLASS_LABELS[row.applicant_class],
        masked_text(row.request),
        row.received_on,
        row.day,
        row.workdays_left,
        row.answer_due,
        "期限无法计算" if row.trouble else STATE_LABELS[row.clock_state],
        "暂定" if row.provisional else "",
        row.warnings or None,
        row.step.label,
    )


def xlsx_worklist(
    worklist: Worklist, rows: Sequence[WorklistRow], today: date, *, is_cut: bool
) -> bytes:
    """The list as a workbook of one sheet; it says where lines were left out."""
    out = BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("期限清单")
        title = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#F3F0EA"})
        plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format(
            {"border": 1, "num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}
        )
        sheet.write_string(0, 0, f"{worklist.label}（{today}）", title)
        cut = f"清单超过{MOST_LINES}件，本表只列前{MOST_LINES}件。" if is_cut else ""
        sheet.write_string(1, 0, f"{worklist.holds}共列{len(rows)}件。{cut}")
        for column, (heading, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, heading.format(day=worklist.day_label), head)
        for line, row in enumerate(rows, start=HEADING_ROWS):
            for column, value in enumerate(cells(row)):
                match value:
                    case None:
                        sheet.write_blank(line, column, None, plain)
                    case date():
                        sheet.write_datetime(line, column, value, day)
                    case int():
                        sheet.write_number(line, column, value, plain)
                    case str():
                        sheet.write_string(line, column, value, plain)
        sheet.freeze_panes(HEADING_ROWS, 1)
        sheet.autofilter(2, 0, max(HEADING_ROWS - 1 + len(rows), 2), len(COLUMNS) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
    return out.getvalue()
