"""The tables of sections 二, 三 and 四 with a field in every cell that has a figure."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row

from cases.annual import layout_four
from cases.annual.layout import (
    COLUMN_COUNT,
    HEADER_LINES,
    LABEL_COLUMNS,
    Placed,
    grid_of,
    placed,
)
from cases.law.annual import HANDLED, Form
from cases.law.section_two import BLOCKS, CONTENT, Block, figures_in
from cases.letters.building.measures import TEXT_WIDTH, mm, pt
from cases.letters.building.tables import set_row, set_widths, write
from cases.letters.building.writing import control, element
from cases.report.building.styles import BLOCK, ENTERED, FIGURE, LABEL, ROW, SMALL

WIDE: Final = mm(257)  # 三: what margins of 20 mm leave of A4, landscape
LABEL_WIDTHS: Final = (mm(8), mm(27), mm(75))
FIGURE_WIDTH: Final = (WIDE - sum(LABEL_WIDTHS)) // (COLUMN_COUNT - LABEL_COLUMNS)  # nine digits
THREE_WIDTHS: Final = (*LABEL_WIDTHS, *[FIGURE_WIDTH] * (COLUMN_COUNT - LABEL_COLUMNS))
# so that either form fills its page: 25 or 23 rows with figures
THREE_HEIGHT: Final = {Form.FORM_2019: pt(17), Form.FORM_2021: pt(15)}
HEAD_HEIGHT: Final = pt(16)
TWO_HEIGHT: Final = pt(26)
FOUR_HEIGHT: Final = pt(28)
FOUR_HEAD: Final = pt(22)
TWO_COLUMNS: Final = 12  # shares of the page that a block's columns are made of
TWO_CONTENT: Final = 3  # of them for 信息内容
PADDING: Final = pt(2.5)
EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
VERTICAL: Final = "tbRlV"


def add_two(document: Document, form: Form) -> None:
    """二: one table, block under block, each with its item of 条例第二十条 above it."""
    blocks = BLOCKS[form]
    lines = sum(2 + len(block.lines) for block in blocks)
    edges = [TEXT_WIDTH * n // TWO_COLUMNS for n in range(TWO_COLUMNS + 1)]
    widths = [right - left for left, right in pairwise(edges)]
    table = _table(document, lines, widths)
    rows = iter(table.rows)
    for block in blocks:
        title = next(rows)
        write(_merged(title, 0, TWO_COLUMNS), block.title, BLOCK)
        set_row(title, TWO_HEIGHT)
        head = next(rows)
        for cell, text in zip(_cells(head, block), _headings(block), strict=True):
            write(cell, text, BLOCK)
        set_row(head, TWO_HEIGHT)
        figures = iter(figures_in(block))
        for line in block.lines:
            row = next(rows)
            content, *values = _cells(row, block)
            write(content, line.label, BLOCK)
            for cell in values:
                write(cell, f"{{{{ two.{next(figures).path} }}}}", ENTERED)
            set_row(row, TWO_HEIGHT)


def _headings(block: Block) -> tuple[str, ...]:
    return (CONTENT, *(column.label for column in block.columns))


def _cells(row: _Row, block: Block) -> list[_Cell]:
    """信息内容, then the columns of the block in equal shares."""
    share = (TWO_COLUMNS - TWO_CONTENT) // len(block.columns)
    cells = [_merged(row, 0, TWO_CONTENT)]
    for place in range(len(block.columns)):
        first = TWO_CONTENT + place * share
        last = TWO_COLUMNS if place == len(block.columns) - 1 else first + share
        cells.append(_merged(row, first, last))
    return cells


def _merged(row: _Row, first: int, last: int) -> _Cell:
    cells = row.cells
    whole: _Cell = cells[first].merge(cells[last - 1])
    return whole


def add_three(document: Document, form: Form) -> None:
    """三: the official grid, as wide as a landscape page."""
    grid = grid_of(form)
    table = _table(document, len(grid.lines), THREE_WIDTHS)
    cells = _set_rows(table, THREE_HEIGHT[form], HEAD_HEIGHT)
    _write_labels(cells, grid.placed())
    for line, column, row_key, key in grid.figures():
        write(cells[line][column], f"{{{{ three.{row_key}.{key} }}}}", FIGURE)


def add_four(document: Document) -> None:
    """四: fifteen figures in one row; in a smaller size where one of them is very long."""
    lines = len(layout_four.HEADER)
    edges = [
        TEXT_WIDTH * n // len(layout_four.COLUMNS) for n in range(len(layout_four.COLUMNS) + 1)
    ]
    widths = [right - left for left, right in pairwise(edges)]
    table = _table(document, lines + 1, widths)
    cells = _set_rows(table, FOUR_HEIGHT, FOUR_HEAD)
    _write_labels(cells, placed(layout_four.HEADER))
    for cell, column in zip(cells[lines], layout_four.COLUMNS, strict=True):
        field = f"{{{{ four.{column.group}.{column.figure} }}}}"
        write(cell, "{%p if long %}", SMALL)
        cell.add_paragraph(field, SMALL)
        control(cell, "else")
        cell.add_paragraph(field, FIGURE)
        control(cell, "endif")


def _write_labels(cells: list[tuple[_Cell, ...]], spots: Iterable[Placed]) -> None:
    for spot in spots:
        cell = cells[spot.line][spot.column]
        if spot.label.rowspan > 1 or spot.label.colspan > 1:
            cell = cell.merge(cells[spot.last_line][spot.last_column])
        in_head = spot.line < HEADER_LINES
        upright = in_head or spot.label.rowspan > 1
        write(cell, spot.label.text, LABEL if in_head else FIGURE if upright else ROW)
        if spot.label.text == HANDLED:
            direction = element("w:textDirection", val=VERTICAL)
            cell._tc.get_or_add_tcPr().find(qn("w:vAlign")).addprevious(direction)


def _set_rows(table: Table, height: int, head: int) -> list[tuple[_Cell, ...]]:
    cells = [row.cells for row in table.rows]
    for line, row in enumerate(table.rows):
        in_head = line < HEADER_LINES
        set_row(row, head if in_head else height)
        if in_head:
            row._tr.get_or_add_trPr().append(element("w:tblHeader"))
    return cells


def _table(document: Document, rows: int, widths: Sequence[int]) -> Table:
    """An empty table, ruled, of fixed widths, centred."""
    table: Table = document.add_table(rows, len(widths))
    set_widths(table, widths)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))  # the schema has borders, layout, padding
    borders, padding = element("w:tblBorders"), element("w:tblCellMar")
    for edge in EDGES:
        borders.append(element(f"w:{edge}", val="single", sz="4", space="0", color="000000"))
    for edge in ("left", "right"):
        padding.append(element(f"w:{edge}", w=str(PADDING), type="dxa"))
    layout.addprevious(borders)
    layout.addnext(padding)
    return table
