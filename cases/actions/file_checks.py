"""附卷文件的检查: what a file is by its bytes, whether it may be kept, and whether its name says so.

A name is what somebody typed; only the bytes decide. Kept is what can be read in thirty years and
runs nothing: papers, pictures, text. Programs, pages, macros and archives are refused by name.
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass
from io import BytesIO
from lzma import LZMAError
from typing import Final
from zipfile import BadZipFile, ZipFile

from cases.actions.attaching import File
from cases.errors import BadInput, Fault, TooLarge

LARGEST: Final = 20_000_000  # bytes of one file (convention)
LARGEST_REQUEST: Final = LARGEST + 5_000_000  # so that most that is too large gets our sentence
TOO_LARGE: Final = f"文件超过{LARGEST // 1_000_000}MB，请压缩扫描分辨率或者分成几个文件上传"
LONGEST_NAME: Final = 200  # characters
ENTRIES: Final = 2_000  # of an office document's container
DIRECTORY_BYTES: Final = 1 << 20  # of the list of parts inside it
MARKUP_WITHIN: Final = 4_096  # characters in which a page shows that it is one
OOXML: Final = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class FileKind:
    """A kind of file that may be kept: its name in words, its type, and how its name may end."""

    label: str
    media_type: str
    endings: tuple[str, ...]


# fmt: off
PDF: Final = FileKind("PDF文件", "application/pdf", ("pdf",))
JPEG: Final = FileKind("JPEG图片", "image/jpeg", ("jpg", "jpeg"))
PNG: Final = FileKind("PNG图片", "image/png", ("png",))
TIFF: Final = FileKind("TIFF图片", "image/tiff", ("tif", "tiff"))
OFD: Final = FileKind("OFD文件", "application/ofd", ("ofd",))  # GB/T 33190
# WPS names the same containers otherwise
DOCX: Final = FileKind("文字文档", f"{OOXML}wordprocessingml.document", ("docx", "wps"))
XLSX: Final = FileKind("电子表格", f"{OOXML}spreadsheetml.sheet", ("xlsx", "et"))
PPTX: Final = FileKind("演示文稿", f"{OOXML}presentationml.presentation", ("pptx", "dps"))
TEXT: Final = FileKind("文本文件", "text/plain", ("txt", "csv"))
KINDS: Final = (PDF, JPEG, PNG, TIFF, OFD, DOCX, XLSX, PPTX, TEXT)
ACCEPTED: Final = "可以上传PDF、OFD、JPG、PNG、TIFF、DOCX、XLSX、PPTX、WPS、TXT和CSV文件"

SIGNATURES: Final = (
    # first bytes, kind
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\0", TIFF), (b"MM\0*", TIFF),
)
PROGRAM: Final = "程序和脚本不能附卷"
ARCHIVE: Final = "压缩包不能附卷，请解压后逐个上传"
PAGE: Final = "网页和矢量图（HTML、SVG、XML）不能附卷，请打印为PDF后上传"
OLD_OFFICE: Final = "旧格式的办公文档（doc、xls、ppt、wps等）不能附卷，请另存为docx、xlsx或者PDF后上传"
MACROS: Final = "含有宏的文档不能附卷，请另存为不含宏的格式或者PDF后上传"
LOCKED: Final = "文件已加密，请解除密码后上传"
BROKEN: Final = "文件已损坏，不能读取，请核对原件后重新上传"
UNKNOWN: Final = f"不能识别文件的格式；{ACCEPTED}"
REFUSED: Final = (
    # first bytes, why not
    (b"MZ", PROGRAM), (b"\x7fELF", PROGRAM), (b"#!", PROGRAM), (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xfe\xed\xfa\xce", PROGRAM), (b"\xfe\xed\xfa\xcf", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM), (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"Rar!", ARCHIVE), (b"7z\xbc\xaf\x27\x1c", ARCHIVE), (b"\x1f\x8b", ARCHIVE),
    (b"BZh", ARCHIVE), (b"\xfd7zXZ\0", ARCHIVE), (b"PK\x05\x06", ARCHIVE), (b"PK\x07\x08", ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
)
PARTS: Final = (
    # a part of the container, what the container is then
    ("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX),
)
# fmt: on
OFD_ROOT: Final = "OFD.xml"
PART_TYPES: Final = "[Content_Types].xml"
MACRO_PARTS: Final = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/)", re.IGNORECASE)
MACRO_TYPES: Final = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
MARKUP: Final = re.compile(
    r"\A\s*<[?!a-z]|<\s*(html|script|svg|iframe|body|meta|object|embed)[\s>/]", re.IGNORECASE
)
ENDING: Final = re.compile(r"\.([A-Za-z0-9]{1,10})$")
ENCODINGS: Final = ("utf-8-sig", "gb18030")
UNWRITTEN: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]"
)  # controls that no text is made of
UNREADABLE: Final = (
    BadZipFile, zlib.error, LZMAError, OSError, EOFError, ValueError, NotImplementedError,
    RuntimeError,
)  # fmt: skip


def checked(name: str, content: bytes) -> File:
    """The file as it may be kept, with its type by content.

    TooLarge over the limit; BadInput for an empty file, a kind that is not kept, or a name that says
    something else than the content.
    """
    if len(content) > LARGEST:
        raise TooLarge(TOO_LARGE, faults=[Fault("file", TOO_LARGE)])
    if not content:
        raise _wrong("文件没有内容，请核对后重新选择")
    check_name(name)
    kind = kind_of(content)
    ending = ENDING.search(name)
    if ending is None or ending[1].lower() not in kind.endings:
        endings = "、".join(f".{one}" for one in kind.endings)
        raise _wrong(f"文件内容是{kind.label}，文件名应以{endings}结尾，请核对是否选错了文件")
    return File(name, kind.media_type, content)


def check_name(name: str) -> None:
    """BadInput for a name that nobody can read as it stands, or that names a place."""
    if any(unicodedata.category(character)[0] == "C" for character in name):
        raise _wrong("文件名含有不可见的控制字符，请改名后再上传")
    if "/" in name or "\\" in name or not name.strip(" ."):
        raise _wrong("文件名不能含有路径，请改名后再上传")
    if len(name) > LONGEST_NAME:
        raise _wrong(f"文件名过长，最多{LONGEST_NAME}个字符，请改名后再上传")


def kind_of(content: bytes) -> FileKind:
    """What the bytes are; BadInput says why they are not kept."""
    for beginning, kind in SIGNATURES:
        if content.startswith(beginning):
            return kind
    for beginning, why in REFUSED:
        if content.startswith(beginning):
            raise _wrong(why)
    if content.startswith(b"PK\x03\x04"):
        return _container(content)
    return _text(content)


def _container(content: bytes) -> FileKind:
    """An office document or OFD by its parts; nothing of it is unpacked but the list of parts."""
    try:
        with ZipFile(BytesIO(content)) as container:
            entries = container.infolist()
            if len(entries) > ENTRIES:
                raise _wrong(BROKEN)
            if any(entry.flag_bits & 1 for entry in entries):
                raise _wrong(LOCKED)
            names = {entry.filename for entry in entries}
            types = _part_types(container) if PART_TYPES in names else b""
    except UNREADABLE:
        raise _wrong(BROKEN) from None
    if OFD_ROOT in names:
        return OFD
    if any(MACRO_PARTS.search(name) for name in names) or MACRO_TYPES.search(types):
        raise _wrong(MACROS)
    found = [kind for part, kind in PARTS if part in names] if types else []
    if len(found) != 1:
        raise _wrong(ARCHIVE)
    return found[0]


def _part_types(container: ZipFile) -> bytes:
    with container.open(PART_TYPES) as part:
        return part.read(DIRECTORY_BYTES)


def _text(content: bytes) -> FileKind:
    """Text in one of the two encodings in use, which is no page and no program."""
    for encoding in ENCODINGS:
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if UNWRITTEN.search(words):
            break
        if MARKUP.search(words[:MARKUP_WITHIN]):
            raise _wrong(PAGE)
        return TEXT
    raise _wrong(UNKNOWN)


def _wrong(sentence: str) -> BadInput:
    return BadInput.of([Fault("file", sentence)])
