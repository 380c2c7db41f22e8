"""DOCX as a container of parts: read within limits, written with the same bytes for the same parts."""

import posixpath
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from lzma import LZMAError
from types import MappingProxyType
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from cases.letters.markup import OFFICE, Element, W, parsed_xml, unfit

LARGEST: Final = 5_000_000  # bytes of the file (convention)
UNPACKED: Final = 50_000_000  # bytes of all its parts
ENTRIES: Final = 500
RATIO: Final = 200  # XML of Word shrinks to a tenth; a bomb to a thousandth
RATIO_FROM: Final = 1_000_000  # bytes; small parts may be as regular as they like

TOO_LARGE: Final = f"文件超过{LARGEST // 1_000_000}MB，请压缩其中的图片后重新上传"
NO_DOCX: Final = "文件不是DOCX文档，请在Word或者WPS中另存为“Word文档（*.docx）”后上传"
LOCKED: Final = "文件是旧格式（.doc、.wps）或者已加密，请解除密码并另存为DOCX后上传"
BOMB: Final = "文件解压后过大，不能读取，请核对文件"
BROKEN: Final = "文件已损坏，不能读取，请核对后重新上传"
MACROS: Final = "文件含有宏，请另存为不含宏的“Word文档（*.docx）”后上传"
DOTX: Final = "文件是DOTX模板格式，请另存为“Word文档（*.docx）”后上传"
STRICT: Final = "文件是“Strict Open XML”格式，请另存为“Word文档（*.docx）”后上传"

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
TEMPLATED: Final = (  # the parts that carry text
    "document.main+xml",
    "header+xml",
    "footer+xml",
    "footnotes+xml",
    "endnotes+xml",
)
CORE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
EXTENDED: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
CUSTOM: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
NOBODY: Final = b'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'
TYPES: Final = "[Content_Types].xml"
CFB: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, and every encrypted document
UNREADABLE: Final = (
    BadZipFile, zlib.error, LZMAError, OSError, EOFError, ValueError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can name
READ_WRITE: Final = 0o644 << 16
UNIX: Final = 3


@dataclass(frozen=True)
class Limits:
    """What a container may hold, and the sentence for one that is locked."""

    unpacked: int  # bytes of all parts
    entries: int
    ratio_from: int  # bytes; smaller parts may be as regular as they like
    locked: str


OF_LETTERS: Final = Limits(UNPACKED, ENTRIES, RATIO_FROM, LOCKED)


@dataclass(frozen=True)
class Relationship:
    """What a part refers to: its kind (the last word of the type), and where."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The parts of a DOCX in the order of its container."""

    parts: Mapping[str, bytes]

    @cached_property
    def types(self) -> Mapping[str, str]:
        """The content type of each part."""
        root = parsed_xml(self.parts[TYPES], TYPES)
        by_ending, by_name = {}, {}
        for row in root:
            if row.get("Extension") is not None:
                by_ending[row.get("Extension").lower()] = row.get("ContentType", "")
            elif row.get("PartName") is not None:
                by_name[row.get("PartName").lstrip("/")] = row.get("ContentType", "")
        return {
            name: by_name.get(name) or by_ending.get(name.rpartition(".")[2].lower(), "")
            for name in self.parts
        }

    @cached_property
    def main(self) -> str:
        """The part that holds the text; BadInput where there is none."""
        for row in self.relationships(""):
            if row.kind == "officeDocument" and not row.external:
                name = row.target
                break
        else:
            raise unfit(NO_DOCX)
        kind = self.types.get(name, "")
        if "macroEnabled" in kind:
            raise unfit(MACROS)
        if kind.endswith("template.main+xml"):
            raise unfit(DOTX)
        if kind != f"{WORD}document.main+xml":
            raise unfit(NO_DOCX)
        return name

    def of_type(self, *endings: str) -> Iterator[str]:
        """The parts of these kinds of WordprocessingML (`header+xml`), in the container's order."""
        wanted = {WORD + ending for ending in endings}
        return (name for name, kind in self.types.items() if kind in wanted)

    def root(self, name: str) -> Element:
        """The part as XML."""
        return parsed_xml(self.parts[name], name)

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """What a part refers to, internal targets as names of parts; "" is the package itself."""
        folder, name = posixpath.split(part)
        list_of_it = posixpath.join(folder, "_rels", f"{name}.rels")
        if list_of_it not in self.parts:
            return ()
        return tuple(_relationship(row, folder) for row in self.root(list_of_it))


def _relationship(row: Element, folder: str) -> Relationship:
    external = row.get("TargetMode", "").lower() == "external"
    target = row.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
    return Relationship(row.get("Id", ""), row.get("Type", "").rpartition("/")[2], target, external)


def opened(content: bytes) -> Package:
    """The parts of a DOCX; BadInput for what is none, too large, locked, damaged or a bomb."""
    if len(content) > LARGEST:
        raise unfit(TOO_LARGE)
    if content.startswith(CFB):
        raise unfit(LOCKED)
    if not content.startswith(b"PK\x03\x04"):
        raise unfit(NO_DOCX)
    try:
        with ZipFile(BytesIO(content)) as container:
            entries = [entry for entry in container.infolist() if not entry.is_dir()]
            check_directory(entries, OF_LETTERS)
            parts = {entry.filename: container.read(entry) for entry in entries}
    except UNREADABLE:
        raise unfit(BROKEN) from None
    if TYPES not in parts:
        raise unfit(NO_DOCX)
    package = Package(MappingProxyType(parts))
    root = package.root(package.main)
    if root.tag.startswith("{http://purl.oclc.org/"):
        raise unfit(STRICT)
    if root.tag != f"{W}document" or root.find(f"{W}body") is None:
        raise unfit(NO_DOCX)
    return package


def check_directory(entries: list[ZipInfo], within: Limits) -> None:
    """Nothing is unpacked before its size is known; zipfile reads no more than is said there."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise unfit(within.locked)
    if len(entries) > within.entries or sum(e.file_size for e in entries) > within.unpacked:
        raise unfit(BOMB)
    for entry in entries:
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise unfit(BROKEN)
        if entry.file_size > max(within.ratio_from, RATIO * entry.compress_size):
            raise unfit(BOMB)
        name = entry.filename
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise unfit(BROKEN)
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise unfit(BROKEN)  # of two parts with one name, each program reads another


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A container of the parts in their order; the same parts give the same bytes."""
    return added(b"", parts)


def added(container: bytes, parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The container with further parts behind its own, which are not compressed again."""
    out = BytesIO(container)
    with ZipFile(out, "a" if container else "w") as fixed:
        for name, content in parts:
            entry = ZipInfo(name, EARLIEST)
            entry.create_system, entry.external_attr = UNIX, READ_WRITE
            entry.compress_type = ZIP_DEFLATED
            fixed.writestr(entry, content)
    return out.getvalue()


def core_properties(title: str) -> bytes:
    """The properties of a document: its title, and no author, machine or time."""
    package = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{package}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    ).encode()


def without_traces(package: Package, title: str) -> dict[str, bytes]:
    """The parts without what names the author, the office's network or the program's licence."""
    empty = f'<?xml version="1.0" encoding="UTF-8"?>\n<Properties xmlns="{OFFICE}%s"/>'
    instead = {
        CORE: core_properties(title),
        EXTENDED: (empty % "extended-properties").encode(),
        CUSTOM: (empty % "custom-properties").encode(),
        f"{WORD}people+xml": NOBODY,
        f"{WORD}printerSettings": b"",
    }
    return {
        name: instead.get(package.types[name], content) for name, content in package.parts.items()
    }


def part_label(name: str) -> str:
    """What an officer calls a part."""
    for beginning, label in LABELS:
        if posixpath.basename(name).startswith(beginning):
            return label
    return f"部件{name}"


LABELS: Final = (
    # a part's name begins with, what an officer calls it
    ("document", "正文"), ("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"),
    ("endnotes", "尾注"), ("comments", "批注"), ("settings", "文档设置"), ("styles", "样式"),
    ("numbering", "编号"),
)  # fmt: skip
