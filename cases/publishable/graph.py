"""Which parts of a DOCX or XLSX stay: those that a page needs, reached from the document itself.

A list of what is needed decides. Whatever else a part refers to is dropped with what refers to it;
what runs or what hides a whole file is refused, since nobody could see what is published with it.
"""

import posixpath
from collections.abc import Iterator
from typing import Final

from cases.letters.markup import R, W, unfit
from cases.letters.package import TYPES, Relationship
from cases.publishable.noted import Removed
from cases.publishable.office import MACROS, Office, rels_name
from cases.publishable.tree import drop, unwrap

KEPT: Final = frozenset((
    # last word of a relationship's type
    "officeDocument", "styles", "settings", "fontTable", "font", "theme", "numbering", "header",
    "footer", "footnotes", "endnotes", "image", "hyperlink", "chart", "chartEx", "chartUserShapes",
    "themeOverride", "chartColorStyle", "chartStyle", "diagramData", "diagramLayout",
    "diagramColors", "diagramQuickStyle", "diagramDrawing", "worksheet", "chartsheet",
    "sharedStrings", "drawing", "vmlDrawing", "table",
))  # fmt: skip
SOUGHT: Final = frozenset((
    # those that a part names by their id: what is not named there is a rest of something deleted
    "header", "footer", "image", "hyperlink", "chart", "chartEx", "diagramData", "diagramLayout",
    "diagramColors", "diagramQuickStyle", "diagramDrawing", "drawing", "vmlDrawing", "table",
    "worksheet", "chartsheet", "font", "chartUserShapes",
))  # fmt: skip
BINARY: Final = ("image", "font")
OBJECT: Final = "文件含有{what}，请删除，或者换成图片或者文字后重新上传"
REFUSED: Final = {
    # last word of a relationship's type: the sentence
    "vbaProject": MACROS, "wordVbaData": MACROS, "xlMacrosheet": MACROS,
    "xlIntlMacrosheet": MACROS, "attachedToolbars": MACROS, "dialogsheet": MACROS,
    "oleObject": OBJECT.format(what="嵌入对象（OLE）"), "package": OBJECT.format(what="嵌入的文件"),
    "aFChunk": OBJECT.format(what="嵌入的文档"), "subDocument": OBJECT.format(what="子文档"),
    "control": OBJECT.format(what="ActiveX控件"),
    "activeXControlBinary": OBJECT.format(what="ActiveX控件"),
    "video": OBJECT.format(what="视频"), "audio": OBJECT.format(what="音频"),
    "media": OBJECT.format(what="多媒体"), "model3d": OBJECT.format(what="三维模型"),
}  # fmt: skip
OTHER_PARTS: Final = "其他附加部件"
DROPPED: Final = {
    # last word of a relationship's type: what is noted; "" where another place counts it
    "core-properties": "", "extended-properties": "", "custom-properties": "", "comments": "",
    "commentsExtended": "", "commentsIds": "", "commentsExtensible": "", "people": "",
    "threadedComment": "", "person": "", "stylesWithEffects": "", "webSettings": "",
    "calcChain": "", "externalLinkPath": "", "customXmlProps": "", "sheetMetadata": "",
    "package": "图表所附的工作簿", "thumbnail": "缩略图", "customXml": "自定义XML数据", "glossaryDocument": "构建基块",
    "printerSettings": "打印机设置", "attachedTemplate": "附加模板的位置",
    "mailMergeSource": "邮件合并数据源", "mailMergeHeaderSource": "邮件合并数据源",
    "mailMergeRecipientData": "邮件合并收件人", "recipientData": "邮件合并收件人",
    "externalLink": "外部工作簿链接{n}个", "externalLinkLongPath": "",
    "pivotTable": "数据透视表（保留所显示的数）", "pivotCacheDefinition": "数据透视表的源数据", "pivotCacheRecords": "", "slicer": "切片器",
    "slicerCache": "", "timeline": "日程表", "timelineCache": "", "connections": "外部数据连接",
    "queryTable": "外部数据连接", "xmlMaps": "自定义XML数据", "usernames": "共享工作簿的用户",
    "revisionHeaders": "共享工作簿的修订记录", "revisionLog": "", "ctrlProp": "窗体控件",
    "hdphoto": "", "cellImage": "", "origin": "数字签名", "classificationlabels": "敏感度标签",
}  # fmt: skip
OUTSIDE: Final = "指向外部文件的链接{n}处"
UNUSED: Final = "没有显示的图片和部件{n}个"
WEB: Final = ("http://", "https://", "mailto:")  # addresses that may stay in what is published
# Elements that stay without their reference.
BARE: Final = frozenset(("blip", "imagedata", "fill", "stroke", "pageSetup"))


def keep_needed(office: Office, removed: Removed) -> None:
    """Drops what no page needs from the lists of relationships, and what refers to it; refuses."""
    for part in ["", *(name for name in office.parts if not name.endswith(".rels"))]:
        dropped = set()
        folder = posixpath.dirname(part)
        for row in office.rows(part):
            link = office.relationship(row, folder)
            reason = _dropped(office, part, link)
            if reason is not None:
                if reason:
                    removed.note(reason)
                row.getparent().remove(row)
                dropped.add(link.id)
        if dropped and part in office.parts and office.is_xml(part):
            _forget(office, part, dropped)
    drop_unreached(office)


def _dropped(office: Office, part: str, link: Relationship) -> str | None:
    """What is noted of a relationship that goes; None for one that stays."""
    if link.external:
        if link.kind == "hyperlink" and link.target.lower().startswith(WEB):
            return None
        return DROPPED.get(link.kind) or OUTSIDE
    of_chart = link.kind == "package" and "drawingml.chart" in office.types.get(part, "")
    if link.kind in REFUSED and not of_chart:
        raise unfit(REFUSED[link.kind])
    if link.kind == "hyperlink":
        return None  # a place within the document
    if link.kind in KEPT and (link.kind in BINARY or office.is_xml(link.target)):
        return None if link.target in office.parts else ""
    return DROPPED.get(link.kind, OTHER_PARTS)


def _forget(office: Office, part: str, dropped: set[str]) -> None:
    """What names a dropped relationship by its id goes; a link leaves its words behind."""
    for element in list(office.root(part).iter()):
        names = [
            name
            for name, value in element.attrib.items()
            if name.startswith(R) and value in dropped
        ]
        if not names:
            continue
        for name in names:
            del element.attrib[name]
        if element.tag == f"{W}hyperlink":
            unwrap(element)
        elif element.tag.rpartition("}")[2] not in BARE:
            drop(element)


def drop_unused(office: Office, removed: Removed) -> None:
    """What a part lists but names nowhere: a deleted picture, an old page header."""
    for part in [name for name in office.parts if not name.endswith(".rels")]:
        if not office.is_xml(part):
            continue
        rows = office.rows(part)
        if not rows:
            continue
        named = {value for element in office.root(part).iter() for value in element.attrib.values()}
        for row in rows:
            kind = row.get("Type", "").rpartition("/")[2]
            if kind in SOUGHT and row.get("Id", "") not in named:
                removed.note(UNUSED)
                row.getparent().remove(row)
    drop_unreached(office)


def drop_unreached(office: Office) -> None:
    """Parts to which no relationship leads go, whatever they hold."""
    reached = set(_reached(office))
    lists = {rels_name(part) for part in reached}
    for name in list(office.parts):
        if name not in reached and name not in lists and name != TYPES:
            office.drop(name)


def _reached(office: Office) -> Iterator[str]:
    seen, waiting = {""}, [""]
    while waiting:
        part = waiting.pop()
        yield part
        for link in office.relationships(part):
            if not link.external and link.target in office.parts and link.target not in seen:
                seen.add(link.target)
                waiting.append(link.target)
