"""共享字符串: the list of texts of a workbook, with only those that a cell shows."""

from typing import Final

from cases.letters.markup import Element, unfit
from cases.letters.package import BROKEN
from cases.publishable.noted import Removed
from cases.publishable.office import Office
from cases.publishable.tree import drop
from cases.publishable.xlsx.markup import S

UNUSED: Final = "没有显示的文字{n}条"
READINGS: Final = "注音"


def keep_shown(office: Office, sheets: list[Element], removed: Removed) -> None:
    """Texts that no cell of these sheets shows go from the list; the cells are numbered anew."""
    part = next(office.of_type(".sharedStrings+xml"), None)
    cells = [
        cell
        for sheet in sheets
        for cell in sheet.iterfind(f"{S}sheetData/{S}row/{S}c")
        if cell.get("t") == "s"
    ]
    texts = [] if part is None else office.root(part).findall(f"{S}si")
    shown: dict[int, int] = {}
    for cell in cells:
        number = _number(cell, len(texts))
        shown.setdefault(number, len(shown))
        cell.find(f"{S}v").text = str(shown[number])
    for sheet in sheets:
        _drop_readings(sheet, removed)
    if part is None:
        return
    root = office.root(part)
    removed.note(UNUSED, len(texts) - len(shown))
    for child in list(root):
        drop(child)
    root.extend(texts[number] for number in shown)
    root.set("count", str(len(cells)))
    root.set("uniqueCount", str(len(shown)))
    _drop_readings(root, removed)


def _drop_readings(root: Element, removed: Removed) -> None:
    for reading in list(root.iter(f"{S}rPh", f"{S}phoneticPr")):
        if reading.tag == f"{S}rPh":
            removed.note(READINGS)
        drop(reading)


def _number(cell: Element, texts: int) -> int:
    value = cell.find(f"{S}v")
    said = "" if value is None else (value.text or "").strip()
    if not (said.isascii() and said.isdigit() and int(said) < texts):
        raise unfit(BROKEN)
    return int(said)
