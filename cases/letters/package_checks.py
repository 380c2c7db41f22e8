"""What may not be in a DOCX that an office uploads: what runs, what calls elsewhere, what hides.

A list of what is known to be harmless decides on relationships and fields; anything else is refused.
"""

from collections.abc import Iterator
from typing import Final

from cases.errors import BadInput
from cases.letters.markup import Element, W, local, namespace, parsed_xml
from cases.letters.package import MACROS, Package, part_label

OUTSIDE: Final = "{where}含有外部链接（{what}），请取消链接，把内容放在文档里"
EMBEDDED: Final = "{where}含有嵌入对象（{what}），请删除，或者换成图片或者文字"
ACTIVE: Final = "文档含有ActiveX控件，请删除后重新上传"
UNKNOWN: Final = (
    "{where}含有不能识别的部件（{what}），请在Word或者WPS中另存为“Word文档（*.docx）”后上传"
)
FIELD: Final = "{where}含有域“{what}”，请按Ctrl+Shift+F9转为文字；除页码外不能使用域"
BOUND: Final = "{where}含有绑定外部数据的内容控件，请右键删除内容控件，保留文字"
REVISED: Final = "文档含有修订或者批注，请先接受或者拒绝全部修订，删除批注"
MAIL_MERGE: Final = "文档设置了邮件合并的数据源，请取消邮件合并（恢复为普通Word文档）"

HARMLESS: Final = frozenset((
    # last word of a relationship's type
    "officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail",
    "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "font", "theme",
    "numbering", "header", "footer", "footnotes", "endnotes", "image", "customXml",
    "customXmlProps", "glossaryDocument", "printerSettings", "people",
))  # fmt: skip
OBJECTS: Final = {
    # last word of a relationship's type, what an officer calls it
    "oleObject": "OLE对象", "package": "嵌入的文件", "aFChunk": "嵌入的文档",
    "subDocument": "子文档", "chart": "图表", "chartEx": "图表", "diagramData": "SmartArt图形",
    "diagramLayout": "SmartArt图形", "diagramColors": "SmartArt图形",
    "diagramQuickStyle": "SmartArt图形", "video": "视频", "audio": "音频", "media": "多媒体",
}  # fmt: skip
OBJECT_ELEMENTS: Final = {
    # element, what an officer calls it
    "object": "OLE对象", "OLEObject": "OLE对象", "altChunk": "嵌入的文档", "subDoc": "子文档",
    "control": "控件", "movie": "视频",
}  # fmt: skip
CALLED: Final = {
    # last word of a relationship's type, what an officer calls it
    "hyperlink": "超链接", "image": "图片", "attachedTemplate": "附加的模板",
    "oleObject": "OLE对象", "frame": "网页框架", "subDocument": "子文档", "aFChunk": "嵌入的文档",
    "mailMergeSource": "邮件合并数据源", "mailMergeHeaderSource": "邮件合并数据源",
}  # fmt: skip
COMMENTS: Final = ("comments", "commentsExtended", "commentsIds", "commentsExtensible")
REVISIONS: Final = frozenset(
    W + tag
    for tag in (
        "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange",
        "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange",
        "tblPrExChange", "numberingChange", "commentRangeStart", "commentReference",
    )
)  # fmt: skip
COMPUTED: Final = frozenset(("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "EQ", "SYMBOL"))
LINKING: Final = ("HYPERLINK", "REF", "PAGEREF")
LINKS: Final = ("http://", "https://", "mailto:")  # a letter that was edited may have them
ADDRESSES: Final = ("src", "href")


def package_faults(package: Package, *, links: bool = False) -> list[str]:
    """Why the file is not taken, a sentence each; with `links`, web and mail addresses may be links.

    Word makes links of addresses that somebody types, so an edited letter may have them, a template
    may not.
    """
    found = [
        *_parts(package),
        *_relationships(package, links=links),
        *_markup(package, links=links),
    ]
    return list(dict.fromkeys(found))


def _parts(package: Package) -> Iterator[str]:
    for name, kind in package.types.items():
        both = f"{name}\n{kind}".lower()
        if "vba" in both or "macro" in both:
            yield MACROS
        elif "activex" in both:
            yield ACTIVE
        elif "/embeddings/" in both or "oleobject" in both:
            yield EMBEDDED.format(where="文档", what="OLE对象")


def _relationships(package: Package, *, links: bool) -> Iterator[str]:
    for part in ("", *package.parts):
        where = part_label(part) if part else "文档"
        for row in package.relationships(part):
            called = CALLED.get(row.kind, row.kind)
            if row.external or "://" in row.target or ":/" in row.target or "\\" in row.target:
                web = row.kind == "hyperlink" and row.target.lower().startswith(LINKS)
                if not (links and web):
                    yield OUTSIDE.format(where=where, what=called)
            elif row.kind in ("vbaProject", "wordVbaData"):
                yield MACROS
            elif row.kind in ("control", "activeXControlBinary"):
                yield ACTIVE
            elif row.kind in OBJECTS:
                yield EMBEDDED.format(where=where, what=OBJECTS[row.kind])
            elif row.kind in COMMENTS:
                if _has_comments(package, row.target):
                    yield REVISED
            elif row.kind not in HARMLESS:
                yield UNKNOWN.format(where=where, what=row.kind)


def _has_comments(package: Package, part: str) -> bool:
    """Word leaves an empty part of comments behind when the last one is deleted."""
    return part in package.parts and len(package.root(part)) > 0


def _markup(package: Package, *, links: bool) -> Iterator[str]:
    for name, content in package.parts.items():
        if not (package.types[name].endswith("xml") or name.lower().endswith((".xml", ".rels"))):
            continue
        try:
            root = parsed_xml(content, name)
        except BadInput as unreadable:
            yield unreadable.sentence
            continue
        if name.lower().endswith(".rels"):
            continue  # read above
        yield from _elements(root, part_label(name))
        yield from _fields(root, part_label(name), links=links)


def _elements(root: Element, where: str) -> Iterator[str]:
    for element in root.iter():
        if element.tag in REVISIONS:
            yield REVISED
        elif element.tag == f"{W}dataBinding":
            yield BOUND.format(where=where)
        elif element.tag == f"{W}mailMerge":
            yield MAIL_MERGE
        elif local(element) in OBJECT_ELEMENTS and namespace(element).endswith(
            ("wordprocessingml/2006/main", "office:office")
        ):
            yield EMBEDDED.format(where=where, what=OBJECT_ELEMENTS[local(element)])
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] in ADDRESSES and value.strip():
                yield OUTSIDE.format(where=where, what="链接地址")


def _fields(root: Element, where: str, *, links: bool) -> Iterator[str]:
    allowed = COMPUTED | set(LINKING if links else ())
    for instruction in _instructions(root):
        words = instruction.replace("\\", " \\").split()
        said = words[0].upper() if words else ""
        if said not in allowed:
            yield FIELD.format(where=where, what=said[:40] or "（空）")


def _instructions(root: Element) -> Iterator[str]:
    """The instruction of each field, also where Word has divided it over several runs."""
    for simple in root.iter(f"{W}fldSimple"):
        yield simple.get(f"{W}instr", "")
    open_ones: list[str] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}delInstrText"):
        if element.tag != f"{W}fldChar":
            if open_ones:
                open_ones[-1] += element.text or ""
            else:
                yield element.text or ""
            continue
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            open_ones.append("")
        elif kind == "end" and open_ones:
            yield open_ones.pop()
    yield from open_ones
