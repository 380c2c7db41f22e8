"""Drawings in DOCX and XLSX: pictures without their files' names, nothing hidden, charts by values."""

import re
from typing import Final

from lxml import etree

from cases.letters.markup import Element, R, local
from cases.publishable.noted import Removed
from cases.publishable.office import Office
from cases.publishable.tree import drop

HIDDEN: Final = "隐藏的图形{n}个"
NAMES: Final = "图片和图形的名称"
FILE_NAMES: Final = "图片的文件名"
ORIGINALS: Final = "图片的原始副本"
TIPS: Final = "链接的屏幕提示"
SERIES: Final = "图表中隐藏的数据"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
V: Final = "{urn:schemas-microsoft-com:vml}"
O: Final = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
FILE_NAME: Final = re.compile(
    r"\\|^/|://|\.[a-z]{3,4}\s*$|^\s*(IMG_|DSC|mmexport|微信图片|QQ图片)", re.IGNORECASE
)
ON: Final = ("1", "true", "on")
HOLDERS: Final = frozenset((
    # the element that goes with a hidden drawing
    "drawing", "pict", "sp", "pic", "cxnSp", "grpSp", "graphicFrame", "wsp", "oneCellAnchor",
    "twoCellAnchor", "absoluteAnchor", "AlternateContent",
))  # fmt: skip
ANCHORS: Final = ("oneCellAnchor", "twoCellAnchor", "absoluteAnchor")
LITERAL: Final = {
    # what refers to a sheet: the list of values that it becomes
    f"{C}numRef": (f"{C}numCache", f"{C}numLit"), f"{C}strRef": (f"{C}strCache", f"{C}strLit"),
}  # fmt: skip


def drop_behind_drawings(root: Element, removed: Removed) -> None:
    """What a drawing holds and does not show: hidden shapes, names of files, pictures before edits."""
    for element in list(root.iter()):
        name = local(element)
        if name in ("docPr", "cNvPr"):
            _named(element, removed)
        elif name == "blip":
            for more in element.findall(f"{A}extLst"):
                removed.note(ORIGINALS)
                drop(more)
        elif name in ("hlinkClick", "hlinkHover", "hlinkMouseOver"):
            if element.attrib.pop("tooltip", None):
                removed.note(TIPS)
        elif element.tag.startswith((V, O)):
            _vector(element, removed)


def _named(element: Element, removed: Removed) -> None:
    if element.get("hidden") in ON:
        removed.note(HIDDEN)
        _drop_holder(element)
        return
    plain = f"对象{element.get('id', '')}"
    if element.get("name") != plain:
        removed.note(NAMES)
        element.set("name", plain)
    for said in ("descr", "title"):
        if FILE_NAME.search(element.get(said, "")):
            removed.note(FILE_NAMES)
            del element.attrib[said]


def _drop_holder(element: Element) -> None:
    """The smallest whole drawing around; in a sheet the anchor that holds nothing else."""
    for around in element.iterancestors():
        if local(around) in HOLDERS:
            above = around.getparent()
            drop(around)
            if above is not None and local(above) in ANCHORS:
                drop(above)
            return


def _vector(element: Element, removed: Removed) -> None:
    if FILE_NAME.search(element.get("alt", "")):
        removed.note(FILE_NAMES)
        del element.attrib["alt"]
    for said in (f"{O}title", "title"):
        if element.attrib.pop(said, None):
            removed.note(FILE_NAMES)
    for said in (f"{O}spid", f"{O}gfxdata", f"{R}href", f"{O}href", "src"):
        if said in element.attrib:
            removed.note(NAMES)
            del element.attrib[said]
    style = element.get("style", "").replace(" ", "").lower()
    if "visibility:hidden" in style or "display:none" in style:
        removed.note(HIDDEN)
        drop(element)


def as_literals(office: Office, removed: Removed) -> None:
    """Charts keep the values that they show, and name no sheet or workbook any more."""
    for part in office.of_type("drawingml.chart+xml"):
        root = office.root(part)
        for element in list(root.iter()):
            if local(element).startswith("filtered"):
                removed.note(SERIES)
                drop(element)
            elif local(element) in ("externalData", "pivotSource", "printSettings"):
                drop(element)
        for reference in list(root.iter(*LITERAL)):
            _literal(reference)
        for formula in root.iter(f"{C}f"):
            formula.text = ""


def _literal(reference: Element) -> None:
    cached, listed = LITERAL[reference.tag]
    values = reference.find(cached)
    if values is None:
        drop(reference)
    elif reference.getparent().tag == f"{C}tx":
        words = "".join(each.text or "" for each in values.iter(f"{C}v"))
        of_series = local(reference.getparent().getparent()) == "ser"
        reference.getparent().replace(reference, (_value if of_series else _rich)(words))
    else:
        values.tag = listed
        reference.getparent().replace(reference, values)


def _value(words: str) -> Element:
    made = etree.Element(f"{C}v")
    made.text = words
    return made


def _rich(words: str) -> Element:
    """A title as text of its own."""
    made = etree.Element(f"{C}rich")
    etree.SubElement(made, f"{A}bodyPr")
    run = etree.SubElement(etree.SubElement(made, f"{A}p"), f"{A}r")
    etree.SubElement(run, f"{A}t").text = words
    return made
