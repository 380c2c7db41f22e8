"""A file of any accepted kind cleaned in this process, and the result looked at again."""

from typing import Final

from cases.archive.pictures import UNREADABLE
from cases.errors import Refusal
from cases.letters.markup import unfit
from cases.letters.package import BROKEN
from cases.publishable.docx.cleaned import clean_docx
from cases.publishable.docx.examined import examine_docx
from cases.publishable.kinds import FileType, type_of
from cases.publishable.noted import Removed, joined
from cases.publishable.office import DOCX, Office, opened
from cases.publishable.pdf.cleaned import clean_pdf
from cases.publishable.pdf.examined import examine_pdf
from cases.publishable.pictures import stripped
from cases.publishable.xlsx.cleaned import clean_xlsx
from cases.publishable.xlsx.examined import examine_xlsx

LEFT: Final = "文件清理后仍含有{what}，请另存为新的文件后重新上传"
UNSTEADY: Final = "文件清理后再次打开，内容与清理结果不一致，请另存为新的文件后重新上传"


def cleaned(content: bytes, name: str) -> tuple[bytes, tuple[str, ...]]:
    """The cleaned file and what went; Refusal unless its own cleaning finds nothing and changes nothing."""
    made, removed = _once(content, name)
    _examine(made, name)
    again, left = _once(made, name)
    if left:
        raise Refusal(LEFT.format(what=joined(left.phrases)))
    if again != made:
        raise Refusal(UNSTEADY)
    return made, removed.phrases


def _once(content: bytes, name: str) -> tuple[bytes, Removed]:
    removed = Removed()
    match type_of(content, name):
        case FileType.OFFICE:
            return _office(opened(content), removed), removed
        case FileType.PDF:
            return clean_pdf(content, removed), removed
        case FileType.JPEG | FileType.PNG:
            return stripped(content, removed), removed


def _office(office: Office, removed: Removed) -> bytes:
    try:
        return (clean_docx if _is_docx(office) else clean_xlsx)(office, removed)
    except UNREADABLE:
        raise unfit(BROKEN) from None


def _examine(made: bytes, name: str) -> None:
    """The result as other programs read it; a picture is read again where it is cleaned."""
    kind = type_of(made, name)
    if kind is FileType.PDF:
        examine_pdf(made)
    elif kind is FileType.OFFICE:
        try:
            (examine_docx if _is_docx(opened(made)) else examine_xlsx)(made)
        except UNREADABLE:
            raise unfit(BROKEN) from None


def _is_docx(office: Office) -> bool:
    return office.types[office.main()] == DOCX
