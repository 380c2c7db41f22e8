"""痕迹: what Word writes beside the text: who may edit, when it was saved, from which data it came."""

import re
from collections.abc import Iterable
from typing import Final

from cases.letters.markup import Element, W, local, namespace, unfit
from cases.letters.package_checks import OBJECT_ELEMENTS
from cases.publishable.graph import OBJECT
from cases.publishable.noted import Removed
from cases.publishable.office import Office
from cases.publishable.tree import drop, unwrap

CONTROLS: Final = "内容控件和智能标记（保留文字）"
EDITORS: Final = "可编辑人员的设定"
BOOKMARKS: Final = "没有使用的书签"
SESSIONS: Final = "编辑会话标识"
TIPS: Final = "链接的屏幕提示"
SETTINGS: Final = {
    # element of the settings part: what is noted
    "docVars": "文档变量", "mailMerge": "邮件合并数据源", "attachedTemplate": "附加模板的位置",
    "documentProtection": "编辑限制和密码信息", "writeProtection": "编辑限制和密码信息",
    "attachedSchema": "自定义XML数据", "schemaLibrary": "自定义XML数据",
    "saveThroughXslt": "自定义XML数据", "rsids": SESSIONS, "docId": SESSIONS,
    "trackRevisions": "修订状态", "readModeInkLockDown": "", "removePersonalInformation": "",
    "removeDateAndTime": "", "proofState": "", "stylePaneFormatFilter": "", "captions": "",
    "discardImageEditingData": "", "forceUpgrade": "", "saveXmlDataOnly": "",
    "useXSLTWhenSaving": "", "smartTagType": "", "revisionView": "",
}  # fmt: skip
AROUND: Final = (f"{W}sdt", f"{W}customXml", f"{W}smartTag")
BESIDE: Final = (f"{W}sdtPr", f"{W}sdtEndPr", f"{W}customXmlPr", f"{W}smartTagPr")
WHO: Final = frozenset(("author", "initials", "userId", "providerId", "ed", "edGrp"))
SESSION: Final = re.compile(r"rsid\w*|paraId|textId|anchorId|editId", re.ASCII)
MARKUP: Final = ("wordprocessingml", "word/20")


def refuse_objects(root: Element) -> None:
    """BadInput for what holds another file or runs one."""
    for element in root.iter():
        if local(element) in OBJECT_ELEMENTS and (
            namespace(element).endswith(("wordprocessingml/2006/main", "office:office"))
        ):
            raise unfit(OBJECT.format(what=OBJECT_ELEMENTS[local(element)]))


def drop_traces(root: Element, removed: Removed) -> None:
    """Controls, tags, rights of editing, marks of sessions: the text in them stays."""
    for element in list(root.iter(*BESIDE, f"{W}proofErr", f"{W}lastRenderedPageBreak")):
        drop(element)
    for element in list(root.iter(*AROUND)):
        removed.note(CONTROLS)
        for content in element.findall(f"{W}sdtContent"):
            unwrap(content)
        unwrap(element)
    for element in list(root.iter(f"{W}permStart", f"{W}permEnd")):
        removed.note(EDITORS)
        drop(element)
    for link in root.iter(f"{W}hyperlink"):
        if link.attrib.pop(f"{W}tooltip", None):
            removed.note(TIPS)


def drop_bookmarks(roots: Iterable[Element], removed: Removed) -> None:
    """Bookmarks to which no field and no link leads."""
    roots = list(roots)
    said = " ".join(
        [
            *(code.text or "" for root in roots for code in root.iter(f"{W}instrText")),
            *(each.get(f"{W}instr", "") for root in roots for each in root.iter(f"{W}fldSimple")),
        ]
    )
    words = set(re.findall(r'[^\s"\\]+', said))
    words |= {link.get(f"{W}anchor", "") for root in roots for link in root.iter(f"{W}hyperlink")}
    for root in roots:
        unused = {
            mark.get(f"{W}id")
            for mark in root.iter(f"{W}bookmarkStart")
            if mark.get(f"{W}name", "") not in words
        }
        for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            if mark.get(f"{W}id") in unused:
                removed.note(BOOKMARKS)
                drop(mark)


def drop_sessions(root: Element, removed: Removed) -> None:
    """Marks by which Word tells who edited when; they say nothing to a reader."""
    for element in list(root.iter(f"{W}rsid")):
        removed.note(SESSIONS)
        drop(element)
    for element in root.iter():
        for name in list(element.attrib):
            space, _, plain = name.rpartition("}")
            if not any(one in space for one in MARKUP):
                continue
            if SESSION.fullmatch(plain):
                removed.note(SESSIONS)
                del element.attrib[name]
            elif plain in WHO:
                del element.attrib[name]


def drop_settings(office: Office, removed: Removed) -> None:
    """What the settings say of data, templates, sessions and passwords."""
    for part in office.of_type(".settings+xml"):
        for element in list(office.root(part)):
            if local(element) in SETTINGS:
                if SETTINGS[local(element)]:
                    removed.note(SETTINGS[local(element)])
                drop(element)
