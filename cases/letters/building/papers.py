"""A paper from its parts: the letter with what stands around its body, and the form."""

from collections.abc import Collection, Sequence
from io import BytesIO
from typing import Final

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from cases.law.letter_parts import Body, Grid, Heading, Part, Rows, Signs
from cases.law.letters import Layout, PaperForm
from cases.letters.building import styles
from cases.letters.building.blank import empty, packed
from cases.letters.building.measures import TEXT_WIDTH, characters
from cases.letters.building.page import add_letter_head, number_pages, set_page
from cases.letters.building.styles import DATE_FROM_RIGHT, DATE_WIDTH
from cases.letters.building.tables import add_gap, add_grid, add_rows, add_signs, keep_with_next
from cases.letters.building.writing import (
    add_bookmark,
    add_lines_to_write,
    control,
    is_control,
    set_indents,
)

QR: Final = "[[qr.png]]"  # the paragraph of a body in whose place the picture stands
QR_PART: Final = "/word/media/qr.png"
QR_SIDE: Final = Mm(28)
QR_TITLE: Final = "查询二维码"
# One grey pixel, shown where no code has been put in its place
GREY: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000d4944415478010102"
    "00fdff00c000c200c19ddbb1f90000000049454e44ae426082"
)
# The bookmark around room, organ and date: the anchor by which a platform places the electronic
# seal, whose centre stands on the date (7.3.5.1: 居中下压发文机关署名和成文日期).
SEAL: Final = "seal"
BY_HAND: Final = "："  # a paragraph of a form that ends so is answered by hand
LINES_BY_HAND: Final = 3

# 落款 (7.3.5.1): the organ's name centred on the date, the date 4 characters from the right edge,
# as long as the name fits; longer names are centred with the date in a wider block, the longest on
# two lines of the middle one (convention).
SHORT_NAME: Final = 14  # characters
MIDDLE_NAME: Final = 20
LONG_NAME: Final = 27
SHORT_BLOCK: Final = characters(2 * (DATE_FROM_RIGHT + DATE_WIDTH / 2))
MIDDLE_BLOCK: Final = characters(MIDDLE_NAME + 0.5)


def build(paper: PaperForm, body: Body) -> bytes:
    """The built-in template of a paper, with its wording and its fields."""
    document = empty(paper.title)
    section = set_page(document)
    number_pages(section)
    if paper.layout is Layout.LETTER:
        add_letter_head(section)
        _write_letter(document, paper.numbered, body)
    else:
        _write_form(document, body)
    return packed(document)


def _write_letter(document: Document, numbered: bool, body: Body) -> None:
    """标题、发文字号、主送、正文、附件说明、落款 in the order of the standard (7.3)."""
    number = "{{ doc.number }}" if numbered else ""
    control(document, "if head")
    document.add_paragraph(number, styles.LETTER_NUMBER)
    control(document, "endif")
    document.add_paragraph("{{ title }}", styles.TITLE)
    if numbered:
        control(document, "if not head")
        document.add_paragraph(number, styles.NUMBER)
        control(document, "endif")
    document.add_paragraph("{{ to }}：", styles.ADDRESSEE)
    _write_body(document, body, styles.TEXT, kept=_last_said(body))
    _write_attachments(document)
    _write_signature(document)


def _write_form(document: Document, body: Body) -> None:
    """标题 and the organ that keeps the form, then its tables and sentences."""
    document.add_paragraph("{{ title }}", styles.FORM_TITLE)
    document.add_paragraph("{{ organ.name }}", styles.FORM_LINE)
    _write_body(document, body, styles.FORM_TEXT)


def _write_body(
    document: Document, body: Body, style: str, kept: Collection[int] = frozenset()
) -> None:
    for place, part in enumerate(body):
        if place and isinstance(part, Rows | Grid | Signs) and _is_said(body[place - 1]):
            add_gap(document)
        match part:
            case Rows():
                add_rows(document, part)
            case Grid():
                add_grid(document, part)
            case Signs():
                _keep_with_signs(document, body[:place])
                add_signs(document, part)
            case Heading():
                document.add_paragraph(part.text, styles.HEADING)
            case _ if part == QR:
                _write_picture(document).paragraph_format.keep_with_next = place in kept or None
            case _ if is_control(part):
                document.add_paragraph(part, styles.CONTROL)
            case _:
                said = document.add_paragraph(part, style)
                said.paragraph_format.keep_with_next = place in kept or None
                if style == styles.FORM_TEXT and part.endswith(BY_HAND):
                    add_lines_to_write(document, LINES_BY_HAND)


def _last_said(body: Body) -> frozenset[int]:
    """The last paragraph, which stays on the page of the seal: no page has a seal only (7.3.5.4).

    The one before it, as a rule the remedy, may break over the page: kept too, it would leave half
    of the page before it empty.
    """
    said = [place for place, part in enumerate(body) if _is_said(part)]
    return frozenset(said[-1:])


def _is_said(part: Part) -> bool:
    return isinstance(part, str) and not is_control(part)


def _is_statement(part: Part) -> bool:
    return isinstance(part, str) and is_control(part)


def _keep_with_signs(document: Document, before: Sequence[Part]) -> None:
    """What stands before the signatures goes with them to the next page."""
    shown = [paragraph for paragraph in document.paragraphs if not is_control(paragraph.text)]
    for paragraph in shown[-2:]:
        paragraph.paragraph_format.keep_with_next = True
    last = next((part for part in reversed(before) if not _is_statement(part)), None)
    if isinstance(last, Rows):
        keep_with_next(document.tables[-1])


def _write_picture(document: Document) -> Paragraph:
    """The grey square under the name by which the code is put in its place."""
    paragraph = document.add_paragraph("", styles.PICTURE)
    shape = paragraph.add_run().add_picture(BytesIO(GREY), QR_SIDE, QR_SIDE)
    blip = shape._inline.graphic.graphicData.pic.blipFill.blip
    document.part.related_parts[blip.embed].partname = PackURI(QR_PART)
    shape._inline.docPr.set("descr", QR_TITLE)
    shape._inline.docPr.set("name", QR_TITLE)
    return paragraph


def _write_attachments(document: Document) -> None:
    """附件：1.……, numbered where there are several, names under names (7.3.4)."""
    control(document, "for line in attachments")
    document.add_paragraph(
        "{% if loop.first %}附件：{% else %}\t{% endif %}"
        "{% if loop.length > 1 %}{{ loop.index }}. {% endif %}{{ line }}",
        styles.ATTACHMENT,
    )
    control(document, "endfor")


def _write_signature(document: Document) -> None:
    """用印处, organ, date and contact; the bookmark holds what the seal may cover."""
    room = document.add_paragraph("", styles.SEAL_ROOM)
    control(document, f"if {MIDDLE_NAME} < organ.name|length <= {LONG_NAME}")
    _sign(document, TEXT_WIDTH)
    control(document, f"elif organ.name|length > {SHORT_NAME}")
    _sign(document, MIDDLE_BLOCK)
    control(document, "else")
    _sign(document, SHORT_BLOCK)
    control(document, "endif")
    add_bookmark(room, document.add_paragraph("{{ contact }}", styles.CONTACT), SEAL)


def _sign(document: Document, width: int) -> None:
    """Organ over date, both centred in a block of this width at the right edge."""
    for text, style in (("{{ organ.name }}", styles.SIGNATURE), ("{{ doc.date }}", styles.DATE)):
        set_indents(document.add_paragraph(text, style), TEXT_WIDTH - width, 0)
