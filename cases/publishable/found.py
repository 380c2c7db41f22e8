"""Finds in a file of any kind that has text, read in this process."""

from typing import Any, Final

import pikepdf
from pypdfium2 import PdfiumError

from cases.archive.pictures import UNREADABLE
from cases.letters.markup import unfit
from cases.letters.package import BROKEN
from cases.publishable.docx import stretches as docx
from cases.publishable.found_kinds import shown
from cases.publishable.kinds import FileType, type_of
from cases.publishable.kinds import unfit as unfit_file
from cases.publishable.office import DOCX, Office, opened
from cases.publishable.pdf import stretches as pdf
from cases.publishable.pdf.cleaned import BROKEN as BROKEN_PDF
from cases.publishable.pdf.cleaned import LOCKED
from cases.publishable.recognised import Recognised, recognised
from cases.publishable.stretches import LONGEST, Stretch
from cases.publishable.xlsx import stretches as xlsx

NO_TEXT: Final = "没有可以读取的文字（可能是扫描件或者图片），不能自动查找个人信息，请人工逐页查看"
PICTURE: Final = "是图片，其中的文字不能自动查找，请人工查看"
BLANK_PAGES: Final = "{pages}没有可以读取的文字，可能是扫描件，请人工查看"
PICTURES: Final = "文件含有图片{n}张，其中的文字不能自动查找，请人工查看"
NAMED: Final = 10  # places that a sentence names
TOO_LONG: Final = "文字过多，不能查找个人信息，请拆分后上传"


def found(content: bytes, name: str) -> dict[str, list[Any]]:
    """Kind, masked text, place, stretch, start and end of each find; what could not be read."""
    stretches = stretches_of(content, name)
    rows = [_row(each, stretches) for each in recognised(stretches)]
    return {"found": rows, "unread": _unread(content, name, stretches)}


def stretches_of(content: bytes, name: str) -> list[Stretch]:
    """The stretches of a file; BadInput where there is no text in it."""
    match type_of(content, name):
        case FileType.OFFICE:
            read = office_stretches(opened(content))
        case FileType.PDF:
            read = _pdf_stretches(content)
        case FileType.JPEG | FileType.PNG:
            raise unfit_file(name, PICTURE)
    if not any(each.text.strip() for each in read):
        raise unfit_file(name, NO_TEXT)
    if sum(len(each.text) for each in read) > LONGEST:
        raise unfit_file(name, TOO_LONG)
    return read


def _pdf_stretches(content: bytes) -> list[Stretch]:
    try:
        return pdf.stretches(content)
    except pikepdf.PasswordError:
        raise unfit(LOCKED) from None
    except (PdfiumError, pikepdf.PdfError, *UNREADABLE):
        raise unfit(BROKEN_PDF) from None


def _unread(content: bytes, name: str, stretches: list[Stretch]) -> list[str]:
    if type_of(content, name) is FileType.PDF:
        empty = [
            each.place for each in stretches if each.place[:1] == "第" and not each.text.strip()
        ]
        return [BLANK_PAGES.format(pages=listed(empty))] if empty else []
    office = opened(content)
    links = [link for part in office.parts for link in office.relationships(part)]
    pictures = {link.target for link in links if link.kind == "image" and not link.external}
    return [PICTURES.format(n=len(pictures))] if pictures else []


def listed(places: list[str]) -> str:
    """The first places by name, the rest by their number."""
    more = f"等{len(places)}处" if len(places) > NAMED else ""
    return "、".join(places[:NAMED]) + more


def office_stretches(office: Office) -> list[Stretch]:
    """The stretches of a DOCX or XLSX, whose pieces can be written."""
    try:
        if office.types[office.main()] == DOCX:
            return docx.stretches(office)
        return xlsx.stretches(office)
    except UNREADABLE:
        raise unfit(BROKEN) from None


def _row(each: Recognised, stretches: list[Stretch]) -> tuple[str, str, str, int, int, int]:
    stretch, span = stretches[each.stretch], each.span
    text = stretch.text[span.start : span.end]
    return (
        span.kind, shown(span.kind, text), stretch.place, each.stretch, span.start, span.end
    )  # fmt: skip
