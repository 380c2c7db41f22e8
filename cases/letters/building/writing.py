"""Writing paragraphs and elements into a DOCX: always by style, never by a font of their own."""

from typing import Final, Protocol

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from cases.letters.building.styles import CONTROL, WRITING


class Place(Protocol):
    """Where paragraphs are added: the document, a header, a footer, a cell."""

    def add_paragraph(self, text: str = ..., style: str | None = ...) -> Paragraph:
        """A new paragraph after the last one."""


RED: Final = "FF0000"


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """A WordprocessingML element: element("w:jc", val="center")."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def control(place: Place, statement: str) -> None:
    """{%p … %} alone in its paragraph, which is gone when the letter is made."""
    place.add_paragraph(f"{{%p {statement} %}}", CONTROL)


def is_control(part: str) -> bool:
    """Whether a part of a body is such a statement."""
    return part.startswith("{%p ")


def set_indents(paragraph: Paragraph, left: int, right: int) -> None:
    """Indents in twips; negative ones let the paragraph leave 版心."""
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = Twips(left), Twips(right)


def add_page_number(paragraph: Paragraph) -> None:
    """The number of the page, which the program computes; 1 until it does."""
    instruction = element("w:instrText")
    instruction.text = " PAGE "
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="begin"))
    paragraph.add_run()._r.append(instruction)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))
    paragraph.add_run("1")
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def add_rule(paragraph: Paragraph, kind: str, points: int) -> None:
    """A red line of this kind and width under the paragraph."""
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val=kind, sz=str(points * 8), space="0", color=RED))
    paragraph._p.get_or_add_pPr().find(qn("w:pStyle")).addnext(borders)


def add_bookmark(first: Paragraph, last: Paragraph, name: str) -> None:
    """A bookmark from before the first paragraph's text to before the last one's."""
    start = element("w:bookmarkStart", id="0", name=name)
    first._p.get_or_add_pPr().addnext(start)
    last._p.get_or_add_pPr().addnext(element("w:bookmarkEnd", id="0"))


def add_lines_to_write(place: Place, count: int) -> None:
    """Empty ruled lines across the page."""
    for _ in range(count):
        paragraph = place.add_paragraph("", WRITING)
        borders = element("w:pBdr")
        for edge in ("bottom", "between"):
            borders.append(element(f"w:{edge}", val="single", sz="4", space="0", color="000000"))
        paragraph._p.get_or_add_pPr().find(qn("w:pStyle")).addnext(borders)
