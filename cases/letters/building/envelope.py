"""信封 DL 220 mm × 110 mm (GB/T 1416—2003): addressee, sender and the boxes of the postcode.

Nothing stands where sorting machines print their bars: up to 20 mm above the lower edge, between
55 mm and 160 mm from the right one.
"""

from collections.abc import Sequence
from typing import Final

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Twips
from docx.table import Table, _Cell

from cases.letters.building.blank import empty, packed
from cases.letters.building.measures import mm, pt
from cases.letters.building.styles import (
    GAP,
    POSTCODE,
    POSTCODE_SIZE,
    RECIPIENT,
    REFERENCE,
    SENDER,
    SMALL_GAP,
)
from cases.letters.building.tables import set_widths
from cases.letters.building.writing import RED, element

TITLE: Final = "信封"
WIDTH: Final = mm(220)
HEIGHT: Final = mm(110)
BARS_FROM_BOTTOM: Final = mm(20)
BARS_FROM_RIGHT: Final = mm(160)  # the farther edge of what is left free for bars
POSTCODE_FROM_RIGHT: Final = mm(55)  # the nearer one

TOP: Final = mm(9)  # (convention), as all below
SIDE: Final = mm(12)
DIGITS: Final = 6
BOX: Final = mm(8)
BETWEEN_BOXES: Final = mm(2)
BOX_HEIGHT: Final = mm(9)
# Figures of 仿宋_GB2312 are half as wide as high, those of stand-ins wider: all stay in their boxes
DIGIT: Final = pt(POSTCODE_SIZE * 0.525)
BELOW_BOXES: Final = mm(6)
ADDRESSEE_INDENT: Final = mm(30)
SENDER_HEIGHT: Final = mm(21)
ADDRESSEE_HEIGHT: Final = HEIGHT - TOP - BOX_HEIGHT - BELOW_BOXES - SENDER_HEIGHT - BARS_FROM_BOTTOM
LAST_HEIGHT: Final = mm(12)


def build_envelope() -> bytes:
    """The envelope's template: `to`, `to_address`, `to_postcode`, the organ, the letter's number."""
    document = empty(TITLE)
    _add_boxes(_set_page(document))
    _add_postcode(document)
    widths = (
        WIDTH - SIDE - BARS_FROM_RIGHT,
        BARS_FROM_RIGHT - POSTCODE_FROM_RIGHT,
        POSTCODE_FROM_RIGHT - SIDE,
    )
    heights = (ADDRESSEE_HEIGHT, SENDER_HEIGHT, LAST_HEIGHT)
    table = _plain_table(document.add_table(len(heights), len(widths)), heights, widths)
    addressee, sender, last = (row.cells for row in table.rows)
    to = addressee[0].merge(addressee[-1])
    _write(to, ("{{ to_address }}", "{{ to }}（收）"), RECIPIENT)
    for paragraph in to.paragraphs:
        paragraph.paragraph_format.left_indent = Twips(ADDRESSEE_INDENT)
    whole = sender[0].merge(sender[-1])
    _write(whole, ("{{ organ.address }}", "{{ organ.name }}"), SENDER)
    whole.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    _write(last[0], ("{{ doc.number }}",), REFERENCE)
    _write(last[2], ("邮政编码：{{ organ.postcode }}",), SENDER)
    document.add_paragraph("", GAP)
    return packed(document)


def _set_page(document: Document) -> Section:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Twips(WIDTH), Twips(HEIGHT)
    section.header_distance = Twips(TOP)
    section.top_margin = Twips(TOP + BOX_HEIGHT + BELOW_BOXES - SMALL_GAP)
    section.bottom_margin = Twips(0)
    section.left_margin = section.right_margin = Twips(SIDE)
    section.footer_distance = section.gutter = Twips(0)
    return section


def _add_boxes(section: Section) -> None:
    """收件人邮政编码框: six red boxes in the header, over which the postcode is printed."""
    head = section.header
    head.is_linked_to_previous = False
    widths = [BOX, BETWEEN_BOXES] * (DIGITS - 1) + [BOX]
    table = _plain_table(head.add_table(1, len(widths), Twips(sum(widths))), (BOX_HEIGHT,), widths)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].style = GAP
    for cell in table.rows[0].cells[::2]:
        borders = element("w:tcBorders")
        for edge in ("top", "left", "bottom", "right"):
            borders.append(element(f"w:{edge}", val="single", sz="6", space="0", color=RED))
        cell._tc.get_or_add_tcPr().append(borders)
    first = head.paragraphs[0]
    first.style = GAP
    table._tbl.addnext(first._p)


def _add_postcode(document: Document) -> None:
    """The postcode in a frame over the boxes, its signs as far apart as they are."""
    paragraph = document.add_paragraph("", POSTCODE)
    apart = element("w:spacing", val=str(BOX + BETWEEN_BOXES - DIGIT))
    paragraph.add_run("{{ to_postcode }}")._r.get_or_add_rPr().append(apart)
    place = {"vAnchor": "page", "hAnchor": "page", "wrap": "around", "hRule": "exact"}
    size = {"w": DIGITS * (BOX + BETWEEN_BOXES), "h": BOX_HEIGHT}
    corner = {"x": SIDE + (BOX - DIGIT) // 2, "y": TOP}
    frame = element("w:framePr", **place, **{k: str(v) for k, v in (size | corner).items()})
    paragraph._p.get_or_add_pPr().find(qn("w:pStyle")).addnext(frame)
    document.add_paragraph("", GAP)  # LibreOffice loses a frame that a table follows


def _plain_table(table: Table, heights: Sequence[int], widths: Sequence[int]) -> Table:
    """A table without lines, its rows exactly as high as told, so that nothing is pushed down."""
    set_widths(table, widths)
    for row, height in zip(table.rows, heights, strict=True):
        row.height, row.height_rule = Twips(height), WD_ROW_HEIGHT_RULE.EXACTLY
    return table


def _write(cell: _Cell, lines: Sequence[str], style: str) -> None:
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(lines[0])
    for line in lines[1:]:
        cell.add_paragraph(line, style)
