"""隐藏文字: what the document holds and shows on no page is taken out, and nothing stays hidden."""

from collections.abc import Iterator
from typing import Final

from cases.letters.markup import Element, R, W
from cases.letters.styles import OFF, Styles
from cases.publishable.noted import Removed
from cases.publishable.office import TEXT_PARTS, Office
from cases.publishable.tree import drop

HIDDEN: Final = "隐藏文字{n}处"
HIDDEN_ROWS: Final = "隐藏的表格行{n}行"
NOTES: Final = "没有引用的脚注和尾注{n}条"
SHOWN_IN_RUNS: Final = frozenset(
    W + tag
    for tag in ("t", "tab", "br", "cr", "sym", "drawing", "pict", "footnoteReference",
                "endnoteReference", "noBreakHyphen", "ptab")
)  # fmt: skip
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def drop_hidden(root: Element, styles: Styles, removed: Removed) -> None:
    """Runs, paragraphs and rows that are hidden, by themselves or by their styles, go."""
    for properties in list(root.iter(f"{W}trPr")):
        said = properties.find(f"{W}hidden")
        if said is not None and said.get(f"{W}val") not in OFF:
            removed.note(HIDDEN_ROWS)
            drop(properties.getparent())
    for paragraph in list(root.iter(f"{W}p")):
        runs = [run for run in paragraph.iter(f"{W}r", f"{M}r") if _owner(run) is paragraph]
        hidden = [run for run in runs if _hidden(run.find(f"{W}rPr"), paragraph, styles)]
        for run in hidden:
            if any(child.tag in SHOWN_IN_RUNS or child.tag.startswith(M) for child in run):
                removed.note(HIDDEN)
            drop(run)
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if hidden and len(hidden) == len(runs) and _hidden(mark, paragraph, styles):
            _drop_paragraph(paragraph)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f".//{W}tc") is None:
            drop(table)
    for vanish in list(root.iter(f"{W}vanish")):
        if vanish.getparent().getparent().tag != f"{W}pPr":  # a paragraph's end holds nothing
            drop(vanish)


def show_styles(office: Office) -> None:
    """No style hides any more: what was hidden is gone, what would be missed would be seen."""
    for part in office.of_type(".styles+xml", ".numbering+xml"):
        for level in office.root(part).iter(f"{W}lvl"):
            text = level.find(f"{W}lvlText")
            if text is not None and level.find(f"{W}rPr/{W}vanish") is not None:
                text.set(f"{W}val", "")
        for vanish in list(office.root(part).iter(f"{W}vanish", f"{W}specVanish")):
            drop(vanish)


def drop_unread_notes(office: Office, removed: Removed) -> None:
    """Footnotes and endnotes to which no reference leads go."""
    read = [office.root(part) for part in office.of_type(*TEXT_PARTS)]
    for kind in ("footnote", "endnote"):
        named = {mark.get(f"{W}id") for root in read for mark in root.iter(f"{W}{kind}Reference")}
        for part in office.of_type(f".{kind}s+xml"):
            for note in list(office.root(part).iter(f"{W}{kind}")):
                usual = note.get(f"{W}type", "normal") == "normal"
                if usual and note.get(f"{W}id") not in named:
                    removed.note(NOTES)
                    drop(note)


def drop_unseen_headers(office: Office) -> None:
    """Page headers for first or even pages that no page uses lose their reference."""
    root = office.root(office.main())
    settings = [office.root(part) for part in office.of_type(".settings+xml")]
    even = any(each.find(f"{W}evenAndOddHeaders") is not None for each in settings)
    first = next(root.iter(f"{W}titlePg"), None) is not None
    for reference in list(root.iter(f"{W}headerReference", f"{W}footerReference")):
        kind = reference.get(f"{W}type")
        unseen = (kind == "even" and not even) or (kind == "first" and not first)
        if unseen or reference.get(f"{R}id") is None:
            drop(reference)


def _hidden(properties: Element | None, paragraph: Element, styles: Styles) -> bool:
    """As Word shows it: what the run says; or one of its two styles says so, but not both."""
    own = None if properties is None else properties.find(f"{W}vanish")
    if own is not None:
        return own.get(f"{W}val") not in OFF
    named = None if properties is None else properties.find(f"{W}rStyle")
    of_run = _styled(None if named is None else named.get(f"{W}val"), styles)
    said = paragraph.find(f"{W}pPr/{W}pStyle")
    of_paragraph = _styled(styles.usual if said is None else said.get(f"{W}val"), styles)
    return (of_run != of_paragraph) or (
        styles.defaults is not None and _on(styles.defaults) and not (of_run and of_paragraph)
    )


def _styled(style_id: str | None, styles: Styles) -> bool:
    for each in _chain(style_id, styles):
        run = styles.by_id[each].run
        if run is not None and run.find(f"{W}vanish") is not None:
            return _on(run)
    return False


def _on(properties: Element) -> bool:
    said = properties.find(f"{W}vanish")
    return said is not None and said.get(f"{W}val") not in OFF


def _chain(style_id: str | None, styles: Styles) -> Iterator[str]:
    seen: set[str] = set()
    while style_id and style_id in styles.by_id and style_id not in seen:
        seen.add(style_id)
        yield style_id
        style_id = styles.by_id[style_id].parent


def _owner(run: Element) -> Element:
    return next(run.iterancestors(f"{W}p"), None)


def _drop_paragraph(paragraph: Element) -> None:
    """A hidden paragraph goes; its place stays where a section or a cell ends with it."""
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    blocks = [each for each in paragraph.getparent() if each.tag in (f"{W}p", f"{W}tbl")]
    if len(blocks) > 1 and (blocks[-1] is not paragraph):
        drop(paragraph)
