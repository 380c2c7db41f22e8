"""The built-in templates as the tests look into them."""

from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.section import Section
from lxml import etree

from cases.law.letters import PaperForm
from cases.letters.building.folder import templates

Made = dict[str, bytes]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def code(paper: PaperForm) -> str:
    return paper.code


@cache
def all_templates() -> Made:
    """Every built-in template, made once in a process."""
    return templates()


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml_parts(content: bytes) -> dict[str, Any]:
    return {
        name: etree.fromstring(part)
        for name, part in parts(content).items()
        if name.endswith(".xml") and name.startswith("word/")
    }


def body_of(content: bytes) -> Any:
    return xml_parts(content)["word/document.xml"]


def section_of(content: bytes) -> Section:
    """Headers and footers, as python-docx finds them."""
    return Document(BytesIO(content)).sections[0]


def text_of(element: Any) -> str:
    return "".join(element.itertext(f"{W}t"))
