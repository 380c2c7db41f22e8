"""A list as a spreadsheet (xlsx): text as text, never a formula; dates as dates, figures as figures."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Final

import xlsxwriter

MOST_LINES: Final = 20_000  # convention: more than an office works through from one sheet
HEADING_ROWS: Final = 3  # title, what it holds, headings
COMPUTED: Final = ("=", "+", "-", "@")  # what a spreadsheet would compute once it is typed again
Cell = str | int | Decimal | date | None


def xlsx_list(
    name: str,
    title: str,
    holds: str,
    columns: Sequence[tuple[str, int]],
    lines: Sequence[Sequence[Cell]],
    *,
    struck: Collection[int] = (),
) -> bytes:
    """A workbook of one sheet; `columns` are headings with their widths in characters.

    The first cell of the lines whose places are in `struck`, counted from 0, is struck through.
    """
    out = BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(name)
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#F3F0EA"})
        cell = {"border": 1, "valign": "top"}
        plain = book.add_format(cell | {"text_wrap": True})
        gone = book.add_format(cell | {"text_wrap": True, "font_strikeout": True})
        quoted = book.add_format(cell | {"text_wrap": True, "quote_prefix": True})
        day = book.add_format(cell | {"num_format": "yyyy-mm-dd", "align": "left"})
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        sheet.write_string(1, 0, holds)
        for column, (heading, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, heading, head)
        for place, line in enumerate(lines):
            row = HEADING_ROWS + place
            for column, value in enumerate(line):
                match value:
                    case None:
                        sheet.write_blank(row, column, None, plain)
                    case date():
                        sheet.write_datetime(row, column, value, day)
                    case int() | Decimal():
                        sheet.write_number(row, column, value, plain)
                    case str():
                        is_struck = column == 0 and place in struck
                        text = quoted if value.startswith(COMPUTED) else plain
                        sheet.write_string(row, column, value, gone if is_struck else text)
        sheet.freeze_panes(HEADING_ROWS, 1)
        sheet.autofilter(2, 0, max(HEADING_ROWS - 1 + len(lines), 2), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
    return out.getvalue()
