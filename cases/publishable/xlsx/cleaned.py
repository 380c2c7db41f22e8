"""An XLSX as it may be published: the sheets that are seen, with values in place of formulas.

Hidden sheets, rows, columns and cells are emptied rather than refused: results stand in the cells
that are seen, so nothing shown changes, and what went is said to whoever publishes.
"""

from typing import Final

from cases.letters.markup import Element, local
from cases.publishable.authors import authors_of, forget
from cases.publishable.cropping import crop
from cases.publishable.drawn import as_literals, drop_behind_drawings
from cases.publishable.embedded import strip_pictures
from cases.publishable.graph import drop_unused, keep_needed
from cases.publishable.noted import Removed
from cases.publishable.office import Office
from cases.publishable.properties import note_properties
from cases.publishable.tree import drop
from cases.publishable.xlsx.markup import S, name_cells
from cases.publishable.xlsx.sheet import clean_sheet
from cases.publishable.xlsx.strings import keep_shown
from cases.publishable.xlsx.workbook import clean_workbook, sheets

COMMENTS: Final = "批注{n}处"
SESSIONS: Final = "编辑会话标识"
CONTROLS: Final = "窗体控件"
TABLES: Final = "表格对象（保留数据）"
REVISION: Final = "{http://schemas.microsoft.com/office/spreadsheetml/20"
TABLE_DROPPED: Final = ("calculatedColumnFormula", "totalsRowFormula", "extLst", "sortState")
TABLE_SAID: Final = ("totalsRowFunction", "comment", "connectionId", "queryTableFieldId",
                     "tableType", "uniqueName")  # fmt: skip
ANCHORS: Final = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "AlternateContent")
NOTHING_SHOWN: Final = ";;;"  # a number format by which a cell shows nothing


def clean_xlsx(office: Office, removed: Removed) -> bytes:
    """The workbook without metadata, comments, formulas, hidden cells and outside links."""
    note_properties(office, removed)
    authors = authors_of(office)
    for part in office.of_type(".comments+xml"):
        removed.note(COMMENTS, sum(1 for _ in office.root(part).iter(f"{S}comment")))
    keep_needed(office, removed)
    names = clean_workbook(office, removed)
    drop_unused(office, Removed())  # the parts of sheets that the workbook does not list any more
    unseen = _showing_nothing(office)
    listed = sheets(office)
    for name, part in listed.items():
        root = office.root(part)
        name_cells(root)
        if clean_sheet(root, name, names, unseen, removed):
            _drop_tables(root, removed)
    keep_shown(office, [office.root(part) for part in listed.values()], removed)
    drop_unused(office, Removed())  # what only comments and dropped tables used
    for part in office.of_type(".table+xml"):
        _plain_table(office.root(part))
    for part in office.of_type(".drawing+xml", ".vmlDrawing"):
        _drop_controls(office.root(part), removed)
        drop_behind_drawings(office.root(part), removed)
    as_literals(office, removed)
    drop_unused(office, Removed())
    for part in [name for name in office.parts if office.is_xml(name) and name in office.types]:
        _drop_sessions(office.root(part), removed)
    forget(office, authors, removed)
    crop(office, removed)
    drop_unused(office, Removed())
    strip_pictures(office, removed)
    return office.packed()


def _showing_nothing(office: Office) -> frozenset[str]:
    """The numbers of the cell styles whose format shows nothing."""
    found = set()
    for part in office.of_type(".styles+xml"):
        root = office.root(part)
        codes = {
            each.get("numFmtId")
            for each in root.iter(f"{S}numFmt")
            if each.get("formatCode", "").strip() == NOTHING_SHOWN
        }
        for number, style in enumerate(root.iterfind(f"{S}cellXfs/{S}xf")):
            if style.get("numFmtId") in codes:
                found.add(str(number))
    return frozenset(found)


def _drop_tables(root: Element, removed: Removed) -> None:
    """A table's own list of headings would still name those of a hidden column."""
    for listed in root.findall(f"{S}tableParts"):
        if len(listed):
            removed.note(TABLES)
        drop(listed)


def _plain_table(root: Element) -> None:
    for element in list(root.iter()):
        if local(element) in TABLE_DROPPED:
            drop(element)
            continue
        if local(element) == "autoFilter":
            for criterion in list(element):
                drop(criterion)
        for name in TABLE_SAID:
            element.attrib.pop(name, None)


def _drop_controls(root: Element, removed: Removed) -> None:
    """Shapes of buttons and of choosers for pivot tables have nothing to control any more."""
    for anchor in list(root):
        inner = {local(each) for each in anchor.iter()}
        uris = " ".join(each.get("uri", "") for each in anchor.iter())
        if local(anchor) in ANCHORS and ("compatExt" in inner or "slicer" in uris):
            removed.note(CONTROLS)
            drop(anchor)
    for element in root.iter():
        for name in ("macro", "textlink"):
            if element.get(name):
                element.set(name, "")


def _drop_sessions(root: Element, removed: Removed) -> None:
    for element in root.iter():
        for name in [name for name in element.attrib if name.startswith(REVISION)]:
            if name.endswith(("}uid", "}documentId", "}coauthVersionLast")):
                removed.note(SESSIONS)
                del element.attrib[name]
