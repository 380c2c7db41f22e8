"""Office files from elsewhere as containers: opened within limits, without macros or outside parts."""

import posixpath
import re
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree

from cases.annual.foreign_json import fault
from cases.errors import BadInput
from cases.letters.markup import Element
from cases.letters.package import ENTRIES, RATIO, RATIO_FROM, UNREADABLE

UNPACKED: Final = 100_000_000  # bytes of all parts together
LARGEST_XML: Final = 20_000_000  # bytes of one part of XML
MACRO_PARTS: Final = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/)", re.IGNORECASE)
MACRO_TYPES: Final = re.compile(rb"macroEnabled|vbaProject|ms-excel.macrosheet", re.IGNORECASE)
TYPES: Final = "[Content_Types].xml"
LINK: Final = "hyperlink"  # the one outside relation that fetches nothing by itself
DOCUMENT_TYPE: Final = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def parts_of(content: bytes, source: str) -> dict[str, bytes]:
    """The parts of XML of a DOCX or XLSX; BadInput for a bomb, macros, outside relations, entities."""
    try:
        with ZipFile(BytesIO(content)) as container:
            entries = [entry for entry in container.infolist() if not entry.is_dir()]
            _check_directory(entries, source)
            parts = {e.filename: container.read(e) for e in entries if _is_xml(e.filename)}
    except BadInput:
        raise
    except UNREADABLE:
        raise fault(source, "已损坏，不能读取，请核对后重新报送") from None
    if TYPES not in parts:
        raise fault(source, "是压缩包，不是报告，请解压后报送其中的DOCX、XLSX、HTML或者JSON文件")
    if MACRO_TYPES.search(parts[TYPES]):
        raise _macros(source)
    for name, xml in parts.items():
        if DOCUMENT_TYPE.search(xml):
            raise fault(source, f"的部件“{name}”含有DTD或者实体声明，请用Word、WPS重新保存后报送")
        if name.endswith(".rels"):
            _check_relations(parsed(xml, name, source), source)
    return parts


def parsed(xml: bytes, name: str, source: str) -> Element:
    """The root of a part; nothing outside is fetched and no entity replaced."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        raise fault(source, f"的部件“{name}”已损坏，不能读取，请核对后重新报送") from None


def _is_xml(name: str) -> bool:
    return posixpath.splitext(name)[1].lower() in (".xml", ".rels")


def _check_directory(entries: list[ZipInfo], source: str) -> None:
    """Nothing is unpacked before its size is known."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise fault(source, "已加密，请解除密码后报送")
    sizes = [entry.file_size for entry in entries]
    xml = [entry.file_size for entry in entries if _is_xml(entry.filename)]
    is_bomb = any(e.file_size > max(RATIO_FROM, RATIO * e.compress_size) for e in entries)
    too_much = sum(sizes) > UNPACKED or max(xml, default=0) > LARGEST_XML
    if is_bomb or too_much or len(entries) > ENTRIES:
        raise fault(source, "解压后过大，不能读取，请核对文件")
    if any(MACRO_PARTS.search(entry.filename) for entry in entries):
        raise _macros(source)
    names = {entry.filename.lower() for entry in entries}
    kinds = {entry.compress_type for entry in entries}
    if len(names) != len(entries) or not kinds <= {ZIP_STORED, ZIP_DEFLATED}:
        raise fault(source, "已损坏，不能读取，请核对后重新报送")


def _macros(source: str) -> BadInput:
    return fault(source, "含有宏，请另存为不含宏的DOCX或者XLSX后报送")


def _check_relations(root: Element, source: str) -> None:
    for row in root:
        is_outside = row.get("TargetMode", "").lower() == "external"
        if is_outside and row.get("Type", "").rpartition("/")[2] != LINK:
            raise fault(source, "引用了文件以外的内容，请改为嵌入文件或者删除后报送")
