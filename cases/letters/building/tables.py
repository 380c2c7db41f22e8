"""Ruled tables of forms: label and value, lists with a heading on each page, places to sign."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips
from docx.table import Table, _Cell, _Row

from cases.law.letter_parts import Grid, Rows, Signs
from cases.letters.building.measures import TEXT_WIDTH, mm, pt
from cases.letters.building.styles import CELL, CONTROL, GAP, LABEL, SHORT_CELL, SIGN, TABLE_SIZE
from cases.letters.building.writing import element

LABEL_WIDTH: Final = mm(32)  # seven characters and the padding, so 申请公开的内容 (convention)
PADDING: Final = {"top": pt(3), "left": pt(4), "bottom": pt(3), "right": pt(2)}
HEADING_ON_ONE_LINE: Final = 4  # characters of a column's heading that are not divided
NARROW: Final = 5  # a column is narrow below this part of the page: what stands in it is short
ROW_HEIGHT: Final = mm(9)
ROOM_TO_WRITE: Final = mm(16)  # a row that is answered by hand
ROOM_TO_SIGN: Final = mm(20)
DAY_BY_HAND: Final = "年　　月　　日"
DAYS: Final = ("日期", "时间")
EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


def add_rows(document: Document, part: Rows) -> None:
    """登记表: one line a row, its pairs of label and value beside each other."""
    cuts = [_cuts(len(row)) for row in part.rows]
    edges = sorted({edge for row in cuts for edge in row})
    table = _table(document, len(part.rows), _widths(edges))
    for number, (pairs, row_cuts) in enumerate(zip(part.rows, cuts, strict=True)):
        row = table.rows[number]
        cells = _merged(row, edges, row_cuts)
        for (label, value), told, said in zip(pairs, cells[::2], cells[1::2], strict=True):
            write(told, label, LABEL)
            write(said, value, CELL)
        alone = len(pairs) == 1
        set_row(row, ROOM_TO_WRITE if alone and not pairs[0][1] else ROW_HEIGHT, whole=not alone)
    add_gap(document)


def add_grid(document: Document, part: Grid) -> None:
    """A list: headings again on every page, then one row for each line of it."""
    table = _table(document, 4, _grid_widths(part))
    head, first, line, last = table.rows
    for cell, title in zip(head.cells, part.columns, strict=True):
        write(cell, title, LABEL)
    set_row(head, ROW_HEIGHT)
    head._tr.get_or_add_trPr().append(element("w:tblHeader"))
    write(first.cells[0], f"{{%tr for {part.each} in {part.of} %}}", CONTROL)
    for cell, text, share in zip(line.cells, part.cells, part.widths, strict=True):
        write(cell, text, SHORT_CELL if share * NARROW < sum(part.widths) else CELL)
    set_row(line, ROW_HEIGHT)
    write(last.cells[0], "{%tr endfor %}", CONTROL)
    add_gap(document)


def _grid_widths(part: Grid) -> list[int]:
    """The page's width by shares, but no column too narrow for its heading."""
    needed = [
        pt(TABLE_SIZE * min(len(title), HEADING_ON_ONE_LINE) + 1)
        + PADDING["left"]
        + PADDING["right"]
        for title in part.columns
    ]
    shares = sum(part.widths)
    spare = TEXT_WIDTH - sum(needed)
    wanted = [
        max(TEXT_WIDTH * own // shares - least, 0)
        for own, least in zip(part.widths, needed, strict=True)
    ]
    widths = [
        least + spare * more // sum(wanted) for least, more in zip(needed, wanted, strict=True)
    ]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def add_signs(document: Document, part: Signs) -> None:
    """签字处: what is signed, and under it the room to sign; a date has its signs printed."""
    count = len(part.labels)
    table = _table(document, 2, _widths([TEXT_WIDTH * n // count for n in range(count + 1)]))
    head, room = table.rows
    for above, below, label in zip(head.cells, room.cells, part.labels, strict=True):
        write(above, label, LABEL)
        above.paragraphs[0].paragraph_format.keep_with_next = True
        write(below, DAY_BY_HAND if label.endswith(DAYS) else "", SIGN)
    set_row(head, ROW_HEIGHT)
    set_row(room, ROOM_TO_SIGN)
    add_gap(document)


def keep_with_next(table: Table) -> None:
    """The table's last row stays on the page of what follows: no page with signatures alone."""
    for cell in table.rows[-1].cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _cuts(pairs: int) -> list[int]:
    """Where the vertical lines of a row with so many pairs stand, from 0 to the page's width."""
    starts = [TEXT_WIDTH * n // pairs for n in range(pairs)]
    return sorted([*starts, *(start + LABEL_WIDTH for start in starts), TEXT_WIDTH])


def _widths(edges: Sequence[int]) -> list[int]:
    return [right - left for left, right in pairwise(edges)]


def _merged(row: _Row, edges: Sequence[int], cuts: Sequence[int]) -> list[_Cell]:
    cells = row.cells
    spans = [(edges.index(left), edges.index(right)) for left, right in pairwise(cuts)]
    return [cells[left].merge(cells[right - 1]) for left, right in spans]


def _table(document: Document, rows: int, widths: Sequence[int]) -> Table:
    """An empty table, as wide as 版心, ruled."""
    table: Table = document.add_table(rows, len(widths))
    set_widths(table, widths)
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))  # the schema has borders, layout, padding
    layout.addprevious(_borders())
    layout.addnext(_padding())
    return table


def set_widths(table: Table, widths: Sequence[int]) -> None:
    """Fixed widths, whatever stands in the cells."""
    table.autofit = False
    properties = table._tbl.tblPr
    for tag in ("w:tblW", "w:tblLook"):
        for given in properties.findall(qn(tag)):
            properties.remove(given)
    whole = element("w:tblW", w=str(sum(widths)), type="dxa")
    properties.find(qn("w:tblLayout")).addprevious(whole)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Twips(width)


def _borders() -> BaseOxmlElement:
    borders = element("w:tblBorders")
    for edge in EDGES:
        borders.append(element(f"w:{edge}", val="single", sz="4", space="0", color="000000"))
    return borders


def _padding() -> BaseOxmlElement:
    padding = element("w:tblCellMar")
    for edge, width in PADDING.items():
        padding.append(element(f"w:{edge}", w=str(width), type="dxa"))
    return padding


def set_row(row: _Row, height: int, whole: bool = True) -> None:
    """A row stays on one page, but for long text alone in its row."""
    if whole:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    row.height, row.height_rule = Twips(height), WD_ROW_HEIGHT_RULE.AT_LEAST


def write(cell: _Cell, text: str, style: str) -> None:
    """A text in the middle of its cell's height."""
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    if text:
        paragraph.add_run(text)


def add_gap(document: Document) -> None:
    """A little room between text and a table, and what keeps two tables from being one."""
    document.add_paragraph("", GAP)
