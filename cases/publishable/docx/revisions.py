"""修订: tracked changes taken as accepted, so that what was deleted is gone and nobody is named."""

from typing import Final

from cases.letters.markup import Element, W
from cases.publishable.noted import Removed
from cases.publishable.tree import drop, unwrap

REVISIONS: Final = "修订记录{n}处"
COMMENT_MARKS: Final = frozenset(
    W + tag
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
)  # fmt: skip
GONE: Final = (f"{W}del", f"{W}moveFrom")
COME: Final = (f"{W}ins", f"{W}moveTo")
CHANGES: Final = frozenset(
    W + tag
    for tag in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange",
        "tcPrChange", "tblPrExChange", "numberingChange",
    )
)  # fmt: skip
RANGES: Final = frozenset(
    f"{W}{what}Range{end}"
    for what in (
        "moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom",
        "customXmlMoveTo",
    )
    for end in ("Start", "End")
)  # fmt: skip
CONFLICTS: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
BLOCKS: Final = (f"{W}p", f"{W}tbl")


def accept(root: Element, removed: Removed) -> None:
    """Every tracked change of a part accepted: insertions stay, deletions go, old formats go."""
    for element in list(root.iter(*RANGES)):
        drop(element)
    for tag in ("Ins", "Del"):  # edited by two at once: w14:conflictIns, w14:conflictDel
        for element in list(root.iter(f"{CONFLICTS}conflict{tag}")):
            element.tag = W + tag.lower()
    for element in list(root.iter(*CHANGES)):
        removed.note(REVISIONS)
        drop(element)
    _rows_and_cells(root, removed)
    _marks(root, removed)
    for element in list(root.iter(*GONE)):
        removed.note(REVISIONS)
        drop(element)
    for element in list(root.iter(*COME)):
        removed.note(REVISIONS)
        unwrap(element)
    for element in list(root.iter(f"{W}delText", f"{W}delInstrText")):
        drop(element)
    for element in list(root.iter(*COMMENT_MARKS)):
        run = element.getparent()
        drop(element)
        if run.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in run):
            drop(run)


def _rows_and_cells(root: Element, removed: Removed) -> None:
    for mark in list(root.iter(f"{W}cellIns", f"{W}cellDel", f"{W}cellMerge")):
        removed.note(REVISIONS)
        properties = mark.getparent()
        if mark.tag == f"{W}cellDel":
            _drop_within(properties.getparent(), f"{W}tr")
        elif mark.tag == f"{W}cellMerge" and mark.get(f"{W}vMerge") is not None:
            merged = properties.makeelement(f"{W}vMerge")
            merged.set(f"{W}val", "restart" if mark.get(f"{W}vMerge") == "rest" else "continue")
            properties.replace(mark, merged)
        drop(mark)
    for properties in list(root.iter(f"{W}trPr")):
        gone = properties.find(f"{W}del")
        if gone is not None:
            removed.note(REVISIONS)
            _drop_within(properties.getparent(), f"{W}tbl")
        for come in properties.findall(f"{W}ins"):
            removed.note(REVISIONS)
            drop(come)


def _drop_within(element: Element, around: str) -> None:
    """A row goes, and the table that it leaves empty; a cell, and the row."""
    holder = next(element.iterancestors(around), None)
    drop(element)
    if holder is None:
        return
    inner = f"{W}tr" if around == f"{W}tbl" else f"{W}tc"
    if next(holder.iter(inner), None) is None:
        if around == f"{W}tr":
            _drop_within(holder, f"{W}tbl")
        else:
            drop(holder)


def _marks(root: Element, removed: Removed) -> None:
    """A paragraph whose end was deleted runs on into the next one, as Word shows it accepted."""
    for paragraph in list(root.iter(f"{W}p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None:
            continue
        gone = [child for child in mark if child.tag in GONE]
        for child in [*gone, *(child for child in mark if child.tag in COME)]:
            removed.note(REVISIONS)
            mark.remove(child)
        if gone and paragraph.find(f"{W}pPr/{W}sectPr") is None:
            _run_on(paragraph)


def _run_on(paragraph: Element) -> None:
    words = [child for child in paragraph if child.tag != f"{W}pPr"]
    following = paragraph.getnext()
    while following is not None and following.tag in BESIDE:
        following = following.getnext()
    if following is not None and following.tag == f"{W}p":
        first = 1 if following.find(f"{W}pPr") is not None else 0
        following[first:first] = words
        drop(paragraph)
    elif not _shows(words) and _may_go(paragraph):
        drop(paragraph)


BESIDE: Final = frozenset(
    W + tag for tag in ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd")
)


def _shows(words: list[Element]) -> bool:
    kept = (each for each in words if each.tag not in GONE)
    return any(next(each.iter(f"{W}r"), None) is not None for each in kept)


def _may_go(paragraph: Element) -> bool:
    """A cell, a note or a text box ends with a paragraph; the body may lose any but its only one."""
    blocks = [each for each in paragraph.getparent() if each.tag in BLOCKS]
    return len(blocks) > 1 and blocks[-1] is not paragraph
