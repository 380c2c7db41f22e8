"""Properties of a DOCX or XLSX, as far as they are worth a word to whoever publishes the file."""

from typing import Final

from cases.letters.markup import local
from cases.letters.package import CORE, CUSTOM, EXTENDED
from cases.publishable.noted import Removed
from cases.publishable.office import Office

AUTHORS: Final = "作者姓名"
DOCUMENT: Final = "文档属性（标题、单位、时间等）"
OWN: Final = "自定义属性{n}项"
PEOPLE: Final = ("creator", "lastModifiedBy", "Manager")


def note_properties(office: Office, removed: Removed) -> None:
    """Says which properties there are; the parts themselves go with what no page needs."""
    told = {
        local(row)
        for part in office.of_type(CORE, EXTENDED)
        for row in office.root(part)
        if (row.text or "").strip() or len(row)
    }
    removed.note(AUTHORS, not told.isdisjoint(PEOPLE))
    removed.note(DOCUMENT, bool(told.difference(PEOPLE)))
    for part in office.of_type(CUSTOM):
        removed.note(OWN, len(office.root(part)))
