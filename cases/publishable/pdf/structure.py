"""Bookmarks and the tree of headings and tables stay; what programs keep in them for themselves goes."""

from typing import Final

from pikepdf import Array, Dictionary, Object, Pdf

from cases.publishable.noted import Removed
from cases.publishable.pdf.annotations import LINKS, leads
from cases.publishable.pdf.objects import dictionaries

PRIVATE: Final = {
    # entry of any dictionary: what is noted when it goes
    "/Metadata": "XMP元数据", "/PieceInfo": "应用程序私有数据", "/LastModified": "应用程序私有数据",
    "/AF": "附件{n}个", "/AA": "JavaScript和动作", "/JS": "JavaScript和动作", "/Thumb": "缩略图",
    "/OPI": "应用程序私有数据", "/Alternates": "图片的替代版本",
}  # fmt: skip
TEX: Final = "/PTEX."  # pdfTeX writes the path of each picture
OUTLINE_KEPT: Final = frozenset((
    "/Title", "/Parent", "/Prev", "/Next", "/First", "/Last", "/Count", "/Dest", "/A", "/C", "/F",
    "/SE", "/Type",
))  # fmt: skip
ELEMENT_DROPPED: Final = ("/T", "/R")  # a title that no reader hears, a revision's number


def drop_actions_of_outlines(pdf: Pdf, removed: Removed) -> None:
    """Bookmarks lead within the document or to the web, or nowhere."""
    waiting, seen = [pdf.Root.get("/Outlines")], set()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        if "/A" in item and not leads(item):
            removed.note(LINKS)
        for key in sorted(set(item.keys()) - OUTLINE_KEPT):
            del item[key]
        waiting += [item.get("/First"), item.get("/Next")]


def drop_private(pdf: Pdf, links: set[tuple[int, int]], removed: Removed) -> None:
    """What no page needs, in whatever object it stands; and the way to annotations that went."""
    for each in dictionaries(pdf):
        for key in sorted(each.keys()):
            if key in PRIVATE or key.startswith(TEX):
                removed.note(PRIVATE.get(key, "应用程序私有数据"))
                del each[key]
        if each.get("/Type") == "/StructElem" or ("/S" in each and "/P" in each):
            for key in ELEMENT_DROPPED:
                if key in each:
                    del each[key]
            _forget_user_properties(each)
        if "/K" in each:
            _forget(each, links)


def _forget(element: Object, links: set[tuple[int, int]]) -> None:
    """References of the structure to annotations that are on no page any more."""
    inner = element["/K"]
    if isinstance(inner, Array):
        element["/K"] = Array([child for child in inner if not _lost(child, links)])
    elif _lost(inner, links):
        del element["/K"]


def _lost(child: Object | int, links: set[tuple[int, int]]) -> bool:
    if not isinstance(child, Dictionary) or child.get("/Type") != "/OBJR":
        return False
    named = child.get("/Obj")
    return not isinstance(named, Dictionary) or ("/Rect" in named and named.objgen not in links)


def _forget_user_properties(element: Object) -> None:
    said = element.get("/A")
    if isinstance(said, Dictionary) and said.get("/O") == "/UserProperties":
        del element["/A"]
    elif isinstance(said, Array):
        element["/A"] = Array(
            [
                each
                for each in said
                if not (isinstance(each, Dictionary) and each.get("/O") == "/UserProperties")
            ]
        )
