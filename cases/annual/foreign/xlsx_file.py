"""XLSX from elsewhere: every sheet as a grid, merged ranges spread out."""

from io import BytesIO
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from cases.annual.foreign.grids import MOST_COLUMNS, MOST_LINES, Grid, Sighted, Spot, checked
from cases.annual.foreign_json import fault

MAIN: Final = "xl/workbook.xml"
DAMAGED: Final = (CalamineError, ValueError, KeyError, OSError)


def sighted(content: bytes, source: str) -> Sighted:
    """The sheets, and their names as texts."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        grids = [_grid(book.get_sheet_by_name(name), name, source) for name in book.sheet_names]
    except DAMAGED:
        raise fault(source, "已损坏或者不是XLSX表格，请另存为XLSX后报送") from None
    return checked(Sighted(tuple(book.sheet_names), tuple(grids)), source)


def _grid(sheet: CalamineSheet, name: str, source: str) -> Grid:
    end = sheet.end or (0, 0)
    if end[0] >= MOST_LINES or end[1] >= MOST_COLUMNS:
        raise fault(source, f"的工作表“{name}”过大，不是年度报告的表")
    lines = [
        [Spot(_text(value), line, column) for column, value in enumerate(row)]
        for line, row in enumerate(sheet.to_python(skip_empty_area=False))
    ]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for line in lines[top : bottom + 1]:
            for column in range(left, min(right + 1, len(line))):
                line[column] = lines[top][left]
    return Grid(f"工作表“{name}”", tuple(map(tuple, lines)))


def _text(value: object) -> str:
    """A value as the sheet shows it: 3.0 is 3, since every number of a sheet is a float."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
