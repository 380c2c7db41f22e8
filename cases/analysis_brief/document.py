"""The brief as a DOCX: laid out and set like the letters, the same content the same bytes."""

from typing import Final

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table as DocxTable
from docx.table import _Cell

from cases.analysis_brief.words import BAR, Brief, Table
from cases.letters.building.blank import empty, packed
from cases.letters.building.measures import TEXT_WIDTH, pt
from cases.letters.building.page import number_pages, set_page
from cases.letters.building.styles import (
    CELL,
    FORM_LINE,
    FORM_TITLE,
    GAP,
    HEADING,
    LABEL,
    SHORT_CELL,
    TEXT,
)
from cases.letters.building.writing import element

EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
PADDING: Final = {"top": pt(2), "left": pt(3), "bottom": pt(2), "right": pt(2)}


def docx_brief(brief: Brief) -> bytes:
    """The whole document."""
    document = empty("".join(brief.title))
    number_pages(set_page(document))
    for line in brief.title:
        document.add_paragraph(line, FORM_TITLE)
    document.add_paragraph(brief.span, FORM_LINE)
    for section in brief.sections:
        document.add_paragraph(section.heading, HEADING)
        for text in section.text:
            document.add_paragraph(text, TEXT)
        for table in section.tables:
            add_table(document, table)
    document.add_paragraph(brief.rules, FORM_LINE)
    return packed(document)


def add_table(document: Document, told: Table) -> None:
    """A ruled table across the page; its headings stand again on each page."""
    shares = sum(told.widths)
    widths = [TEXT_WIDTH * own // shares for own in told.widths]
    table = document.add_table(rows=1 + len(told.lines), cols=len(widths))
    _rule(table, widths)
    for cell, heading in zip(table.rows[0].cells, told.columns, strict=True):
        _write(cell, heading, LABEL)
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for row, line in zip(table.rows[1:], told.lines, strict=True):
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for place, (cell, text) in enumerate(zip(row.cells, line, strict=True)):
            _write(cell, text, CELL if place == 0 or text.startswith(BAR) else SHORT_CELL)
    document.add_paragraph("", GAP)


def _rule(table: DocxTable, widths: list[int]) -> None:
    table.autofit = False
    properties = table._tbl.tblPr
    borders = element("w:tblBorders")
    for edge in EDGES:
        borders.append(element(f"w:{edge}", val="single", sz="4", space="0", color="000000"))
    margins = element("w:tblCellMar")
    for edge, width in PADDING.items():
        margins.append(element(f"w:{edge}", w=str(width), type="dxa"))
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)
    for place, width in enumerate(widths):
        table.columns[place].width = Twips(width)
        for cell in table.columns[place].cells:
            cell.width = Twips(width)


def _write(cell: _Cell, text: str, style: str) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(text)
