"""文号登记簿 as a spreadsheet: text as text, never a formula; voided numbers with their reason."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Final

import xlsxwriter

from cases.law.identity import masked_text
from cases.schemas_numbering import LetterNumberOut
from cases.settings import CHINA

MOST_LINES: Final = 20_000  # convention: more than an office looks through in one sheet
HEADING_ROWS: Final = 3  # title, what it holds, headings
Cell = str | int | date | None

# fmt: off
COLUMNS: Final = (
    # heading, width in characters
    ("文号", 30), ("系列", 6), ("序号", 8), ("文书", 30), ("代号", 8), ("登记编号", 26),
    ("编号日期", 12), ("编号人", 14), ("作废时间", 18), ("作废原因", 40),
)
# fmt: on


def cells(row: LetterNumberOut) -> tuple[Cell, ...]:
    """One line in the order of COLUMNS; what looks like a personal number in a text is masked."""
    voided = row.voided_at
    return (
        row.number,
        row.label,
        row.seq,
        masked_text(row.title),
        row.code,
        row.case_number,
        row.issued_on,
        row.issued_by,
        voided.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if voided else None,
        masked_text(row.void_reason) if row.void_reason else None,
    )


def xlsx_register(organ: str, year: int, rows: Sequence[LetterNumberOut], *, is_cut: bool) -> bytes:
    """The register as a workbook of one sheet; it says where lines were left out."""
    out = BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("文号登记簿")
        title = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#F3F0EA"})
        plain, struck = (
            book.add_format(
                {"border": 1, "text_wrap": True, "valign": "top", "font_strikeout": gone}
            )
            for gone in (False, True)
        )
        day = book.add_format(
            {"border": 1, "num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}
        )
        sheet.write_string(0, 0, f"{organ} {year}年文号登记簿", title)
        cut = f"超过{MOST_LINES}行，本表只列前{MOST_LINES}行。" if is_cut else ""
        sheet.write_string(1, 0, f"共列{len(rows)}个文号，已作废的以删除线标出。{cut}")
        for column, (heading, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, heading, head)
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
                        gone = column == 0 and row.voided_at is not None
                        sheet.write_string(line, column, value, struck if gone else plain)
        sheet.freeze_panes(HEADING_ROWS, 1)
        sheet.autofilter(2, 0, max(HEADING_ROWS - 1 + len(rows), 2), len(COLUMNS) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
    return out.getvalue()
