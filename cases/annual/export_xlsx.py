"""The annual table as a spreadsheet in the official layout: a landscape A4 sheet for each section."""

from io import BytesIO
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cases.annual import layout_four
from cases.annual.export_seal import sealed
from cases.annual.layout import (
    COLUMN_COUNT,
    HEADER_LINES,
    LABEL_COLUMNS,
    Grid,
    Placed,
    grid_of,
    placed,
)
from cases.law.annual import HANDLED, AnnualTable, Form
from cases.law.section_four import TITLE as TITLE_FOUR
from cases.law.section_four import SectionFour

TITLE_LINE: Final = 1
ORGAN_LINE: Final = 2
TABLE_LINE: Final = 3  # where the official table begins
FIRST_FIGURES: Final = TABLE_LINE + HEADER_LINES

TITLE_FONT: Final = Font(name="黑体", size=16)
HEAD_FONT: Final = Font(name="黑体", size=9.5)  # the corner's sentence stays on one line
BODY_FONT: Final = Font(name="宋体", size=10)
WIDTH_FONT: Final = Font(name="Arial", size=10)  # column widths are counted in its digits
THIN: Final = Side(style="thin", color="000000")
BOX: Final = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CENTRED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT: Final = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT: Final = Alignment(horizontal="right", vertical="center", wrap_text=True)
STACKED: Final = Alignment(horizontal="center", vertical="center", text_rotation=255)

# Column widths in Excel's unit, one digit of the standard font, here 5.25 pt.
WIDTHS: Final = (5.0, 16.0, 40.0, *[12.6] * (COLUMN_COUNT - LABEL_COLUMNS))
WIDTH_POINTS: Final = 5.25
BODY_POINTS: Final = 10.0
CELL_PADDING: Final = 6.0  # points, left and right together
LINE_HEIGHT: Final = 13.5  # points
TITLE_HEIGHT: Final = 32.0
HEAD_HEIGHT: Final = 18.0
ROW_HEIGHT: Final = {Form.FORM_2019: 18.5, Form.FORM_2021: 16.2}  # so that either fills its page
FOUR_WIDTHS: Final = (9.6,) * len(layout_four.COLUMNS)
FOUR_HEIGHT: Final = 24.0
FOUR_SHEET: Final = "第四部分"
MARGIN: Final = 10 / 25.4  # inches
A4: Final = 9  # ECMA-376 part 1, 18.3.1.63


def xlsx_table(table: AnnualTable, four: SectionFour | None = None) -> bytes:
    """The workbook: a sheet named after the year, headings merged, figures as whole numbers.

    Section 四, where it is given, has a sheet of its own after it.
    """
    book = Workbook()
    book._named_styles["Normal"].font = WIDTH_FONT  # type: ignore[attr-defined]  # no public way
    sheet = book.worksheets[0]
    sheet.title = table.when
    grid = grid_of(table.form)
    _write_heading(sheet, grid.title, table, WIDTHS)
    for spot in grid.placed():
        _write_label(sheet, spot)
    for line, column, row, key in grid.figures():
        _write_figure(_cell(sheet, TABLE_LINE + line, 1 + column), table.cell(row, key))
    _set_heights(sheet, grid)
    _set_page(sheet, WIDTHS, LABEL_COLUMNS)
    if four is not None:
        _write_four(book.create_sheet(FOUR_SHEET), four)
    out = BytesIO()
    book.save(out)
    return sealed(out.getvalue(), f"{table.organ}{table.when}{grid.title}")


def write_text(cell: Cell, words: str, font: Font, alignment: Alignment) -> None:
    """Put words into a cell as text, never as a formula, whatever they begin with."""
    cell.value = words
    cell.data_type = "s"
    cell.font, cell.alignment = font, alignment
    cell.quotePrefix = words.startswith(("=", "+", "-", "@"))


def _cell(sheet: Worksheet, line: int, column: int) -> Cell:
    cell = sheet.cell(line, column)
    assert isinstance(cell, Cell), (line, column)  # not one that a merged range swallowed
    return cell


def _write_four(sheet: Worksheet, four: SectionFour) -> None:
    _write_heading(sheet, TITLE_FOUR, four, FOUR_WIDTHS)
    for spot in placed(layout_four.HEADER):
        _write_label(sheet, spot)
    for column, figure in enumerate(four.numbers, start=1):
        _write_figure(_cell(sheet, FIRST_FIGURES, column), figure)
    for line in range(TABLE_LINE, FIRST_FIGURES + 1):
        sheet.row_dimensions[line].height = FOUR_HEIGHT
    _set_page(sheet, FOUR_WIDTHS, 0)


def _write_heading(
    sheet: Worksheet, title: str, table: AnnualTable | SectionFour, widths: tuple[float, ...]
) -> None:
    """Title, organ and year; 年度 stands over the last two columns."""
    organ, last = f"编制单位：{table.organ}", len(widths)
    write_text(_cell(sheet, TITLE_LINE, 1), title, TITLE_FONT, CENTRED)
    write_text(_cell(sheet, ORGAN_LINE, 1), organ, BODY_FONT, LEFT)
    write_text(_cell(sheet, ORGAN_LINE, last - 1), table.when, BODY_FONT, RIGHT)
    _merge(sheet, TITLE_LINE, 1, TITLE_LINE, last)
    _merge(sheet, ORGAN_LINE, 1, ORGAN_LINE, last - 2)
    _merge(sheet, ORGAN_LINE, last - 1, ORGAN_LINE, last)
    sheet.row_dimensions[TITLE_LINE].height = TITLE_HEIGHT
    lines = lines_of(organ, widths[:-2])
    sheet.row_dimensions[ORGAN_LINE].height = lines * LINE_HEIGHT + CELL_PADDING


def _write_label(sheet: Worksheet, spot: Placed) -> None:
    top, left = TABLE_LINE + spot.line, 1 + spot.column
    bottom, right = TABLE_LINE + spot.last_line, 1 + spot.last_column
    in_head = top < FIRST_FIGURES
    font = HEAD_FONT if in_head else BODY_FONT
    write_text(_cell(sheet, top, left), spot.label.text, font, _alignment(spot, in_head))
    for line in range(top, bottom + 1):
        for column in range(left, right + 1):
            _cell(sheet, line, column).border = BOX
    if spot.label.rowspan > 1 or spot.label.colspan > 1:
        _merge(sheet, top, left, bottom, right)


def _alignment(spot: Placed, in_head: bool) -> Alignment:
    if spot.label.text == HANDLED:
        return STACKED
    return CENTRED if in_head or spot.label.rowspan > 1 else LEFT


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _write_figure(cell: Cell, figure: int) -> None:
    cell.value = figure
    cell.number_format = "0"
    cell.font, cell.alignment, cell.border = BODY_FONT, CENTRED, BOX


def lines_of(words: str, widths: tuple[float, ...]) -> int:
    """How many lines the words need in cells of these widths together, at body size."""
    room = sum(widths) * WIDTH_POINTS - CELL_PADDING
    ems = sum(1.0 if east_asian_width(sign) in "WFA" else 0.5 for sign in words)
    return max(1, ceil(ems * BODY_POINTS / room))


def _set_heights(sheet: Worksheet, grid: Grid) -> None:
    for line in range(HEADER_LINES):
        sheet.row_dimensions[TABLE_LINE + line].height = HEAD_HEIGHT
    own = {spot.line: spot for spot in grid.placed()}  # the last label of a line is its own
    for line in range(HEADER_LINES, len(grid.lines)):
        spot = own[line]
        needed = lines_of(spot.label.text, WIDTHS[spot.column : spot.last_column + 1])
        height = max(ROW_HEIGHT[grid.form], needed * LINE_HEIGHT + 3)
        sheet.row_dimensions[TABLE_LINE + line].height = height


def _set_page(sheet: Worksheet, widths: tuple[float, ...], labels: int) -> None:
    """Widths, what stands still beside and above the figures, and one page of paper."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"{get_column_letter(labels + 1)}{FIRST_FIGURES}"
    sheet.sheet_view.showGridLines = False
    sheet.print_title_rows = f"{TABLE_LINE}:{FIRST_FIGURES - 1}"
    sheet.print_area = f"A1:{get_column_letter(len(widths))}{sheet.max_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = MARGIN
    margins.header = margins.footer = MARGIN / 2
