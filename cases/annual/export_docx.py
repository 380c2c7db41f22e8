"""The annual table as a document in the official layout: a landscape A4 page for each section."""

from io import BytesIO
from typing import Final

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.font import Font
from docx.text.paragraph import Paragraph

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

LATIN_FONT: Final = "Times New Roman"
TITLE_FONT: Final = "方正小标宋简体"
HEAD_FONT: Final = "黑体"
BODY_FONT: Final = "仿宋_GB2312"

PAGE_WIDTH: Final = Mm(297)  # A4, landscape
PAGE_HEIGHT: Final = Mm(210)
MARGIN: Final = Mm(10)
BODY_SIZE: Final = Pt(10)
HEAD_SIZE: Final = Pt(9.5)  # so that the corner's sentence stays on one line
BODY_LINE: Final = Pt(12)  # exact, so that fonts of other line heights still fit the page
TITLE_SIZE: Final = Pt(18)
TITLE_LINE: Final = Pt(26)
LABEL_WIDTHS: Final = (Mm(10), Mm(31), Mm(75))
FIGURE_WIDTH: Final = Mm(23)  # 社会公益组织 on one line, and six digits
WIDTHS: Final = (*LABEL_WIDTHS, *[FIGURE_WIDTH] * (COLUMN_COUNT - LABEL_COLUMNS))
HEAD_HEIGHT: Final = Pt(16)
ROW_HEIGHT: Final = {Form.FORM_2019: Pt(18), Form.FORM_2021: Pt(15.6)}  # so that either fits
FOUR_WIDTH: Final = Length(sum(WIDTHS) // len(layout_four.COLUMNS))  # as wide together
FOUR_WIDTHS: Final = (FOUR_WIDTH,) * len(layout_four.COLUMNS)
FOUR_HEIGHT: Final = Pt(26)
CELL_PADDING: Final = 50  # twentieths of a point, left and right


def docx_table(table: AnnualTable, four: SectionFour | None = None) -> bytes:
    """The document: title, organ and year, then the table with its headings merged.

    Section 四, where it is given, stands on a page of its own after it.
    """
    document = docx.Document()
    grid = grid_of(table.form)
    _set_page(document)
    _set_standard_text(document)
    _write_heading(document, grid.title, table, WIDTHS)
    _write_table(document, grid, table)
    _close(document)
    if four is not None:
        title = _write_heading(document, TITLE_FOUR, four, FOUR_WIDTHS)
        title.paragraph_format.page_break_before = True
        _write_four(document, four)
        _close(document)
    out = BytesIO()
    document.save(out)
    return sealed(out.getvalue(), f"{table.organ}{table.when}{grid.title}")


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    section.header_distance = section.footer_distance = Mm(5)


def _set_standard_text(document: Document) -> None:
    """正文: the font, size and language of everything that says nothing else."""
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _set_font(normal.font, BODY_FONT, BODY_SIZE)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = BODY_LINE
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _write_heading(
    document: Document, words: str, table: AnnualTable | SectionFour, widths: tuple[Length, ...]
) -> Paragraph:
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = TITLE_LINE
    title.paragraph_format.space_after = Pt(2)
    _write(title, words, TITLE_FONT, TITLE_SIZE)
    organ = document.add_paragraph()
    organ.paragraph_format.space_after = Pt(3)
    organ.paragraph_format.tab_stops.add_tab_stop(Length(sum(widths)), WD_TAB_ALIGNMENT.RIGHT)
    _write(organ, f"编制单位：{table.organ}\t{table.when}", BODY_FONT, BODY_SIZE)
    return title


def _write_table(document: Document, grid: Grid, table: AnnualTable) -> None:
    cells = _empty_table(document, len(grid.lines), WIDTHS, ROW_HEIGHT[grid.form])
    for spot in grid.placed():
        _write_label(cells, spot)
    for line, column, row_key, key in grid.figures():
        _fill(cells[line][column], str(table.cell(row_key, key)), BODY_FONT, BODY_SIZE)


def _write_four(document: Document, four: SectionFour) -> None:
    lines = len(layout_four.HEADER)
    cells = _empty_table(document, lines + 1, FOUR_WIDTHS, FOUR_HEIGHT)
    for spot in placed(layout_four.HEADER):
        _write_label(cells, spot)
    for cell, figure in zip(cells[lines], four.numbers, strict=True):
        _fill(cell, str(figure), BODY_FONT, BODY_SIZE)


def _empty_table(
    document: Document, lines: int, widths: tuple[Length, ...], height: Length
) -> list[tuple[_Cell, ...]]:
    """A table with its head's lines and its body's, ready to be filled."""
    printed = document.add_table(lines, len(widths))
    _set_form(printed, widths)
    cells = [row.cells for row in printed.rows]
    for line, row in enumerate(printed.rows):
        _set_row(row, line < HEADER_LINES, height)
        for cell, width in zip(cells[line], widths, strict=True):
            cell.width = width
    return cells


def _set_form(printed: Table, widths: tuple[Length, ...]) -> None:
    """Fixed widths, single borders, narrow padding, centred on the page."""
    printed.autofit = False
    printed.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(printed.columns, widths, strict=True):
        column.width = width
    borders, padding = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{edge}", val="single", sz="4", space="0", color="000000"))
    for edge in ("left", "right"):
        padding.append(_element(f"w:{edge}", w=str(CELL_PADDING), type="dxa"))
    layout = printed._tbl.tblPr.find(qn("w:tblLayout"))  # the schema has borders, layout, padding
    layout.addprevious(borders)
    layout.addnext(padding)


def _set_row(row: _Row, in_head: bool, height: Length) -> None:
    """A row stays whole; the head is printed again on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    row.height = HEAD_HEIGHT if in_head else height
    row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
    if in_head:
        properties.append(OxmlElement("w:tblHeader"))


def _write_label(cells: list[tuple[_Cell, ...]], spot: Placed) -> None:
    cell = cells[spot.line][spot.column]
    if spot.label.rowspan > 1 or spot.label.colspan > 1:
        cell = cell.merge(cells[spot.last_line][spot.last_column])
    in_head = spot.line < HEADER_LINES
    if in_head:
        _fill(cell, spot.label.text, HEAD_FONT, HEAD_SIZE)
    else:
        _fill(cell, spot.label.text, BODY_FONT, BODY_SIZE)
    if not in_head and spot.label.rowspan == 1:
        _set_left(cell.paragraphs[0])
    if spot.label.text == HANDLED:
        direction = _element("w:textDirection", val="tbRlV")
        cell._tc.get_or_add_tcPr().find(qn("w:vAlign")).addprevious(direction)


def _fill(cell: _Cell, words: str, font: str, size: Length) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(cell.paragraphs[0], words, font, size)


def _set_left(paragraph: Paragraph) -> None:
    """Labels stand left, a little off the border, with air above and below their lines."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    form = paragraph.paragraph_format
    form.left_indent, form.space_before, form.space_after = Pt(2), Pt(1), Pt(1)


def _write(paragraph: Paragraph, words: str, font: str, size: Length) -> None:
    _set_font(paragraph.add_run(words).font, font, size)


def _set_font(font: Font, name: str, size: Length) -> None:
    """The Chinese font by its official name; figures and Latin letters in Times New Roman."""
    font.name, font.size = LATIN_FONT, size
    fonts = font.element.rPr.rFonts
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hint"), "eastAsia")  # “ ” are Chinese signs here, not Latin ones


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _close(document: Document) -> None:
    """The paragraph that must follow a table, too small to begin a page; no picture of a page."""
    last = document.add_paragraph()
    last.paragraph_format.line_spacing = Pt(1)
    related = document.part.package.rels
    for key in [k for k, part in related.items() if part.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del related[key]
