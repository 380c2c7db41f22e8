"""工作簿: its sheets that are seen; no path, user, password, outside workbook or name of a range."""

from typing import Final

from cases.letters.markup import Element, R, local, unfit
from cases.publishable.noted import Removed
from cases.publishable.office import Office
from cases.publishable.tree import drop
from cases.publishable.xlsx.markup import SHEETS, TRUE, S

KEPT: Final = ("workbookPr", "bookViews", "sheets", "definedNames")
ENTRIES: Final = {
    # element of the workbook: what is noted when it goes
    "fileSharing": "保护和密码信息", "workbookProtection": "保护和密码信息",
    "customWorkbookViews": "共享工作簿的用户", "webPublishing": "网页发布设置",
    "AlternateContent": "文件所在位置",
}  # fmt: skip
HIDDEN: Final = "隐藏的工作表{n}张"
NAMES: Final = "名称定义{n}个"
PRINTED: Final = ("_xlnm.Print_Area", "_xlnm.Print_Titles")
NONE_SEEN: Final = "工作簿没有可以显示的工作表，请核对后重新上传"


def clean_workbook(office: Office, removed: Removed) -> list[str]:
    """Drops hidden sheets and what is not a sheet; the names of the sheets that stay."""
    root = office.root(office.main())
    for element in list(root):
        if local(element) not in KEPT:
            if local(element) in ENTRIES and (len(element) or element.attrib):
                removed.note(ENTRIES[local(element)])
            drop(element)
    for properties in root.iterchildren(f"{S}workbookPr"):
        _only(properties, ("date1904",))
    places = _seen(root, removed)
    for views in root.iterchildren(f"{S}bookViews"):
        for view in views:
            active = places.get(_index(view.get("activeTab")), 0)
            _only(view, ("xWindow", "yWindow", "windowWidth", "windowHeight", "tabRatio"))
            view.set("activeTab", str(active))
    _names(root, places, removed)
    return [sheet.get("name", "") for sheet in root.iterfind(f"{S}sheets/{S}sheet")]


def _seen(root: Element, removed: Removed) -> dict[int, int]:
    """Drops hidden sheets; the new place of each that stays by its old one."""
    places: dict[int, int] = {}
    for old, sheet in enumerate(root.findall(f"{S}sheets/{S}sheet")):
        if sheet.get("state", "visible") != "visible" or sheet.get(f"{R}id") is None:
            removed.note(HIDDEN)
            drop(sheet)
        else:
            places[old] = len(places)
    if not places:
        raise unfit(NONE_SEEN)
    return places


def _names(root: Element, places: dict[int, int], removed: Removed) -> None:
    """Print areas and titles stay; other names serve formulas, or keep what is deleted."""
    for names in list(root.iterchildren(f"{S}definedNames")):
        for name in list(names):
            place = places.get(_index(name.get("localSheetId")))
            text = name.text or ""
            inside = "[" not in text and "#" not in text and '"' not in text
            if name.get("name") in PRINTED and place is not None and inside:
                said = name.get("name")
                _only(name, ())
                name.set("name", said)
                name.set("localSheetId", str(place))
                continue
            if name.get("hidden") not in TRUE:
                removed.note(NAMES)
            drop(name)
        if len(names) == 0:
            drop(names)


def _only(element: Element, kept: tuple[str, ...]) -> None:
    for name in list(element.attrib):
        if name not in kept:
            del element.attrib[name]


def _index(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) <= 6 else -1


def sheets(office: Office) -> dict[str, str]:
    """The parts of the sheets by their names, in the workbook's order."""
    main = office.main()
    targets = {link.id: link.target for link in office.relationships(main)}
    listed = office.root(main).iterfind(f"{S}sheets/{S}sheet")
    named = {sheet.get("name", ""): targets.get(sheet.get(f"{R}id"), "") for sheet in listed}
    return {
        name: part
        for name, part in named.items()
        if part in office.parts and office.types[part].endswith(SHEETS)
    }
