"""The page of GB/T 9704—2012: margins, grid of 22 lines by 28 characters, page numbers, red head."""

from typing import Final

from docx.document import Document
from docx.section import Section, _BaseHeaderFooter
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from cases.letters.building import measures
from cases.letters.building.measures import POINT, mm, pt
from cases.letters.building.styles import (
    BY_NAME,
    GAP,
    LONG_MARK,
    MARK,
    NARROW_MARK,
    PAGE_LEFT,
    PAGE_RIGHT,
    RULE,
)
from cases.letters.building.writing import (
    Place,
    add_page_number,
    add_rule,
    control,
    element,
    set_indents,
)

RULE_POINTS: Final = 3  # the double line as a whole (convention)
# The mark's style for names of more characters than told, and what of the line they leave free on
# either side (convention: the standard leaves the size to the organ). Names that no line holds
# stand on two of about equal length.
MARKS: Final = (
    # more than, style, free on either side
    (30, LONG_MARK, 0),
    (21, LONG_MARK, mm(14)),
    (18, NARROW_MARK, 0),
    (12, LONG_MARK, 0),
)
# What an exact line leaves above and below its characters, the same for all sizes of the mark
AIR: Final = (BY_NAME[MARK].line or 0) / POINT - BY_NAME[MARK].size


def set_page(document: Document) -> Section:
    """A4 with 版心 and grid of the standard; the section, for headers and footers."""
    section = document.sections[0]
    section.page_width = Twips(measures.PAGE_WIDTH)
    section.page_height = Twips(measures.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Twips(measures.TOP), Twips(measures.BOTTOM)
    section.left_margin, section.right_margin = Twips(measures.LEFT), Twips(measures.RIGHT)
    section.header_distance = Twips(measures.MARK_FROM_TOP - pt(AIR / 2))
    section.footer_distance = Twips(measures.RULE_FROM_BOTTOM)
    section.gutter = Twips(0)
    section._sectPr.append(
        element(
            "w:docGrid",
            type="linesAndChars",
            linePitch=str(measures.LINE),
            charSpace=str(measures.CHARACTER_SPACE),
        )
    )
    return section


def number_pages(section: Section) -> None:
    """— 1 —, odd pages right, even pages left, one character from the edge (7.5)."""
    _empty(section.footer)
    _write_number(section.footer, PAGE_RIGHT)
    _empty(section.even_page_footer)
    _write_number(section.even_page_footer, PAGE_LEFT)


def add_letter_head(section: Section) -> None:
    """信函格式 where `head` is true (10.1): the red mark and two double lines on the first page.

    Without it the first page is like every odd one.
    """
    section.different_first_page_header_footer = True
    head, foot = section.first_page_header, section.first_page_footer
    _empty(head)
    control(head, "if head")
    for place, (more_than, style, free) in enumerate(MARKS):
        control(head, f"{'elif' if place else 'if'} organ.name|length > {more_than}")
        _write_mark(head, style, free)
    control(head, "else")
    _write_mark(head, MARK, 0)
    control(head, "endif")
    below = head.add_paragraph("", RULE)
    below.paragraph_format.space_before = Twips(measures.RULE_BELOW_MARK - pt(AIR / 2))
    _set_rule(below, "thickThinSmallGap")
    control(head, "else")
    head.add_paragraph("", GAP)
    control(head, "endif")
    _empty(foot)
    control(foot, "if head")
    _set_rule(foot.add_paragraph("", RULE), "thinThickSmallGap")
    control(foot, "else")
    _write_number(foot, PAGE_RIGHT)
    control(foot, "endif")
    # a program that meets neither empty header nor footer takes the first page's for all pages
    for other in (section.header, section.even_page_header):
        other.is_linked_to_previous = False
        other.paragraphs[0].style = GAP  # a whole line would push the text down


def _write_mark(head: Place, style: str, free: int) -> None:
    mark = head.add_paragraph("{{ organ.name }}", style)
    set_indents(mark, measures.RULE_LEFT + free, measures.RULE_RIGHT + free)


def _set_rule(paragraph: Paragraph, kind: str) -> None:
    """A red double line of 170 mm under an empty paragraph; `kind` names its lines downwards.

    Under, since programs disagree about which line of an upper border is the outer one.
    """
    add_rule(paragraph, kind, RULE_POINTS)
    set_indents(paragraph, measures.RULE_LEFT, measures.RULE_RIGHT)


def _write_number(foot: Place, style: str) -> None:
    number = foot.add_paragraph("— ", style)
    add_page_number(number)
    number.add_run(" —")
    height = BY_NAME[style].line or 0
    below = measures.BOTTOM - measures.PAGE_NUMBER_BELOW - height - measures.RULE_FROM_BOTTOM
    number.paragraph_format.space_after = Twips(below)


def _empty(part: _BaseHeaderFooter) -> None:
    part.is_linked_to_previous = False
    for paragraph in part.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)
