"""DOCX and XLSX as containers of parts: opened within limits, changed, packed in a fixed form."""

import posixpath
from collections.abc import Iterator
from io import BytesIO
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from cases.letters.markup import Element, as_bytes, as_text, parsed_xml, unfit
from cases.letters.package import (
    BROKEN,
    TYPES,
    UNREADABLE,
    Limits,
    Package,
    Relationship,
    check_directory,
    packed,
)

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
# How the types of those parts of a DOCX end that carry its text.
TEXT_PARTS: Final = (".main+xml", ".header+xml", ".footer+xml", ".footnotes+xml", ".endnotes+xml")
RELATIONSHIPS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIPS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
STRICT_ROOT: Final = "{http://purl.oclc.org/"

OF_OFFICE: Final = Limits(
    unpacked=200_000_000,
    entries=5_000,
    ratio_from=20_000_000,
    locked="文件已加密，请解除密码后上传",
)
MACROS: Final = "文件含有宏，请另存为不含宏的DOCX或者XLSX后上传"
NO_OFFICE: Final = "文件不是DOCX文档或者XLSX工作簿，请另存为其中一种格式或者PDF后上传"
STRICT: Final = "文件是“Strict Open XML”格式，请另存为普通的DOCX或者XLSX后上传"


class Office:
    """The parts of a DOCX or XLSX, with those of XML parsed when they are first asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package  # as it was opened
        self.parts = dict(package.parts)
        self.types = dict(package.types)
        self._roots: dict[str, Element] = {}

    def root(self, part: str) -> Element:
        """The part as XML; what is changed in it is packed."""
        if part not in self._roots:
            if part not in self.parts:
                raise unfit(BROKEN)
            self._roots[part] = parsed_xml(self.parts[part], part)
        return self._roots[part]

    def is_xml(self, part: str) -> bool:
        """Whether the part is XML by its type or its ending."""
        by_type = self.types.get(part, "").endswith(("xml", "vmlDrawing"))
        return by_type or part.lower().endswith((".xml", ".rels", ".vml"))

    def main(self) -> str:
        """The part that the package itself refers to as its document."""
        for row in self.relationships(""):
            if row.kind == "officeDocument" and not row.external and row.target in self.parts:
                return row.target
        raise unfit(NO_OFFICE)

    def of_type(self, *endings: str) -> Iterator[str]:
        """The parts whose type ends so (`header+xml`), in the container's order."""
        return (name for name in self.parts if self.types.get(name, "").endswith(endings))

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """What a part refers to; "" is the package itself."""
        listed = rels_name(part)
        if listed not in self.parts:
            return ()
        folder = posixpath.dirname(part)
        return tuple(self.relationship(row, folder) for row in self.rows(part))

    def relationship(self, row: Element, folder: str) -> Relationship:
        """One row of such a list, an internal target as the name of a part."""
        external = row.get("TargetMode", "").lower() == "external"
        target = row.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            target = target if target in self.parts else unquote(target)
        kind = row.get("Type", "").rpartition("/")[2]
        return Relationship(row.get("Id", ""), kind, target, external)

    def rows(self, part: str) -> list[Element]:
        """The elements of the list of what a part refers to."""
        listed = rels_name(part)
        return list(self.root(listed)) if listed in self.parts else []

    def replace(self, part: str, content: bytes) -> None:
        """Other bytes for a part."""
        self._roots.pop(part, None)
        self.parts[part] = content

    def rename(self, part: str, name: str, content_type: str) -> None:
        """Another name and type for a part, also where others refer to it."""
        self.parts = {name if old == part else old: each for old, each in self.parts.items()}
        self.types[name] = content_type
        for owner in ["", *self.parts]:
            for row in self.rows(owner):
                if self.relationship(row, posixpath.dirname(owner)).target == part:
                    row.set("Target", f"/{name}")

    def drop(self, part: str) -> None:
        """A part and the list of what it refers to go."""
        for name in (part, rels_name(part)):
            self.parts.pop(name, None)
            self.types.pop(name, None)
            self._roots.pop(name, None)

    def packed(self) -> bytes:
        """The container: the list of types first, then the parts in their order, XML in one form."""
        for name in [
            name for name in self.parts if name.endswith(".rels") and not self._listed(name)
        ]:
            del self.parts[name]
        parts = {name: self._bytes(name) for name in self.parts if name != TYPES}
        return packed([(TYPES, self._content_types()), *parts.items()])

    def _listed(self, rels: str) -> bool:
        return len(self.root(rels)) > 0

    def _bytes(self, name: str) -> bytes:
        return as_bytes(as_text(self.root(name))) if self.is_xml(name) else self.parts[name]

    def _content_types(self) -> bytes:
        """Every part's type by its own name; only the lists of relationships by their ending."""
        root = etree.Element(f"{CONTENT_TYPES}Types", nsmap={None: CONTENT_TYPES[1:-1]})
        etree.SubElement(
            root, f"{CONTENT_TYPES}Default", Extension="rels", ContentType=RELATIONSHIPS_TYPE
        )
        for name in self.parts:
            if name != TYPES and not name.endswith(".rels"):
                etree.SubElement(
                    root,
                    f"{CONTENT_TYPES}Override",
                    PartName=f"/{name}",
                    ContentType=self.types[name],
                )
        return as_bytes(as_text(root))


def rels_name(part: str) -> str:
    """The part that lists what a part refers to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def opened(content: bytes) -> Office:
    """The parts of a DOCX or XLSX; BadInput for what is none, locked, damaged or a bomb."""
    try:
        with ZipFile(BytesIO(content)) as container:
            entries = [entry for entry in container.infolist() if not entry.is_dir()]
            check_directory(entries, OF_OFFICE)
            parts = {entry.filename: container.read(entry) for entry in entries}
    except UNREADABLE:
        raise unfit(BROKEN) from None
    if TYPES not in parts:
        raise unfit(NO_OFFICE)
    office = Office(Package(MappingProxyType(parts)))
    kind = office.types[office.main()]
    if "macroEnabled" in kind:
        raise unfit(MACROS)
    if kind not in (DOCX, XLSX):
        raise unfit(NO_OFFICE)
    if office.root(office.main()).tag.startswith(STRICT_ROOT):
        raise unfit(STRICT)
    return office
