"""Names that the metadata of a file gave away, looked for in what remains of it."""

import re
from contextlib import suppress
from typing import Final

from cases.errors import BadInput
from cases.letters.markup import Element, W, local
from cases.letters.package import CORE, EXTENDED, TYPES
from cases.publishable.drawn import V
from cases.publishable.found_kinds import HIDES
from cases.publishable.noted import Removed
from cases.publishable.office import Office
from cases.publishable.properties import AUTHORS, PEOPLE
from cases.publishable.xlsx.markup import S

NAMING: Final = frozenset(("author", "initials", "userName", "ed"))
BY_ELEMENT: Final = {"person": ("displayName",)}  # a table has a displayName too
# What is read on the page, or has to agree with it.
READ: Final = frozenset(
    (f"{S}sheet", f"{S}hyperlink", f"{S}tableColumn", f"{W}lvlText", f"{V}textpath")
)
SAID: Final = frozenset(("descr", "title", "alt"))
HAN_NAME: Final = re.compile("[\u4e00-\u9fff·]{2,}")  # admin and WPS may be part of any word


def authors_of(office: Office) -> frozenset[str]:
    """Who wrote, changed, commented or may edit, as the file's metadata name them in Chinese."""
    named = {
        (row.text or "").strip()
        for part in office.of_type(CORE, EXTENDED)
        for row in office.root(part)
        if local(row) in PEOPLE
    }
    for part in office.parts:
        if not part.endswith(".rels") and part != TYPES and office.is_xml(part):
            with suppress(BadInput):  # a broken part is refused where it is needed
                named |= _said(office.root(part))
    return frozenset(name for name in named if HAN_NAME.fullmatch(name))


def _said(root: Element) -> set[str]:
    named = {
        value.strip()
        for element in root.iter()
        for name, value in element.attrib.items()
        if name.rpartition("}")[2] in (*NAMING, *BY_ELEMENT.get(local(element), ()))
    }
    notes = (each for each in root.iter() if local(each) == "author")  # of a workbook
    return named | {(each.text or "").strip() for each in notes}


def forget(office: Office, authors: frozenset[str], removed: Removed) -> None:
    """Styles, bookmarks and whatever else is called by an author are called otherwise."""
    if not authors:
        return
    named = re.compile("|".join(sorted(map(re.escape, authors), key=len, reverse=True)))
    for part in office.parts:
        if not office.is_xml(part) or part.endswith(".rels") or part == TYPES:
            continue
        for element in office.root(part).iter():
            if element.tag == f"{W}instrText":  # it names bookmarks and styles
                element.text = named.sub(_hidden, element.text or "")
            if element.tag in READ:
                continue
            for name, value in element.attrib.items():
                if name in SAID:
                    continue
                plain = named.sub(_hidden, value)
                if plain != value:
                    removed.note(AUTHORS)
                    element.set(name, plain)


def _hidden(found: re.Match[str]) -> str:
    return HIDES * len(found[0])
