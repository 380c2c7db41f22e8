"""The template of the whole report: title, six sections, 编制单位 and date, page numbers."""

from typing import Final

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section
from docx.shared import Twips

from cases.law import section_four, section_two
from cases.law.annual import TITLE as TITLE_THREE
from cases.law.annual import Form
from cases.law.report import NAME, TEXTS, TITLE_ONE, Text, texts_of
from cases.letters.building import measures
from cases.letters.building.blank import empty, packed
from cases.letters.building.measures import mm
from cases.letters.building.page import number_pages, set_page
from cases.letters.building.styles import GAP, TEXT, TITLE
from cases.letters.building.tables import add_gap
from cases.letters.building.writing import add_page_number, control
from cases.report.building.styles import (
    EVEN_NUMBER,
    HEAD,
    NUMBER,
    SECTION,
    SIGNED,
    WIDE_SECTION,
    add_styles,
)
from cases.report.building.tables import add_four, add_three, add_two

WIDE_SIDE: Final = mm(20)
WIDE_TOP: Final = mm(18)
WIDE_BOTTOM: Final = mm(17)
WIDE_FOOT: Final = mm(8)


def build(form: Form) -> bytes:
    """The template of a form."""
    document = empty(NAME)
    add_styles(document)
    number_pages(set_page(document))
    for line in ("{{ whose }}", NAME):  # broken where it is read, not where the line is full
        document.add_paragraph(line, TITLE)
    document.add_paragraph("", TEXT)
    document.add_paragraph("{{ opening }}", TEXT)
    document.add_paragraph(TITLE_ONE, SECTION)
    for text in texts_of(form):
        if text.section == TITLE_ONE:
            _write_text(document, text)
    document.add_paragraph(section_two.TITLE, SECTION)
    add_two(document, form)
    add_gap(document)
    _turn_wide(document)
    document.add_paragraph(TITLE_THREE, WIDE_SECTION)
    add_three(document, form)
    _turn_back(document)
    document.add_paragraph(section_four.TITLE, SECTION)
    add_gap(document)
    add_four(document)
    add_gap(document)
    for text in TEXTS:
        if text.section != TITLE_ONE:
            document.add_paragraph(text.label, SECTION)
            _write_text(document, text)
    document.add_paragraph("{{ organ.name }}", SIGNED)
    document.add_paragraph("{{ date }}", SIGNED).paragraph_format.space_before = Twips(0)
    return packed(document)


def _write_text(document: Document, text: Text) -> None:
    """A part that is written: its head, where it is one of several, and its paragraphs."""
    if text.section != text.label:
        document.add_paragraph(text.label, HEAD)
    control(document, f"for line in texts.{text.key}")
    document.add_paragraph("{{ line }}", TEXT)
    control(document, "endfor")


def _turn_wide(document: Document) -> None:
    """A landscape page for section 三, its number nearer to the edge."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width = Twips(measures.PAGE_HEIGHT)
    section.page_height = Twips(measures.PAGE_WIDTH)
    section.left_margin = section.right_margin = Twips(WIDE_SIDE)
    section.top_margin, section.bottom_margin = Twips(WIDE_TOP), Twips(WIDE_BOTTOM)
    section.header_distance = section.footer_distance = Twips(WIDE_FOOT)
    for foot, style in ((section.footer, NUMBER), (section.even_page_footer, EVEN_NUMBER)):
        foot.is_linked_to_previous = False
        number = foot.paragraphs[0]
        number.style = style
        number.add_run("— ")
        add_page_number(number)
        number.add_run(" —")


def _turn_back(document: Document) -> None:
    """Portrait again, as the pages before."""
    last = document.add_paragraph("", GAP)  # a table must not be the last thing of a section
    last.paragraph_format.line_spacing = Twips(20)
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width = Twips(measures.PAGE_WIDTH)
    section.page_height = Twips(measures.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Twips(measures.TOP), Twips(measures.BOTTOM)
    section.left_margin, section.right_margin = Twips(measures.LEFT), Twips(measures.RIGHT)
    section.footer_distance = Twips(measures.RULE_FROM_BOTTOM)
    number_pages(section)
