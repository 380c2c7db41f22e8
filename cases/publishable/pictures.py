"""JPEG and PNG without what cameras and programs write beside the picture; no pixel changes.

The segments and chunks that draw the picture are copied as they are. How a JPEG is turned stays,
written anew, since without it the picture would lie on its side.
"""

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zlib import crc32

from PIL import ExifTags, Image

from cases.archive.pictures import PIXELS, UNREADABLE
from cases.errors import BadInput, Fault, Refusal
from cases.publishable.noted import Removed

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
PNG_KEPT: Final = frozenset((
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"bKGD", b"pHYs", b"cICP",
))  # fmt: skip
MOVING: Final = (b"acTL", b"fcTL", b"fdAT")
ALONE: Final = frozenset((0x01, *range(0xD0, 0xD9)))  # JPEG markers without a length
APP0, APP1, APP2, APP14, COM, SOS, EOI = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE, 0xDA, 0xD9
JFIF_BYTES: Final = 14  # of the segment without its thumbnail
EXIF_HEAD: Final = b"Exif\0\0"
TURNED: Final = range(2, 9)  # EXIF 2.32, Orientation: 1 is upright

EXIF: Final = "图片拍摄信息（EXIF）{n}处"
GPS: Final = "图片拍摄位置（GPS）{n}处"
XMP: Final = "图片XMP元数据{n}处"
COMMENTS: Final = "图片注释和文字信息{n}处"
TAIL: Final = "图片末尾的附加数据{n}处"
OTHER: Final = "图片附加信息{n}处"
FRAMES: Final = "图片中不显示的画面{n}处"
BROKEN: Final = "图片已损坏，不能读取，请核对后重新上传"
TOO_LARGE: Final = "图片过大，超过可以处理的像素，请缩小后重新上传"
LEFT: Final = "图片清理后仍含有{what}，请在图片软件中另存为新的图片后重新上传"


def stripped(content: bytes, removed: Removed) -> bytes:
    """The same picture without metadata; BadInput for what is no JPEG or PNG that can be read."""
    _check(content)
    pieces = _png if content.startswith(PNG_SIGNATURE) else _jpeg
    try:
        made = b"".join(pieces(content, removed))
    except (struct.error, IndexError, ValueError):
        raise _unfit(BROKEN) from None
    _check(made)
    check_nothing_left(made)
    return made


def check_nothing_left(content: bytes) -> None:
    """Refusal where the picture, opened by the library, still tells more than its pixels."""
    with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
        exif = picture.getexif()
        told = {*exif} - {ExifTags.Base.Orientation}
        if told or any(exif.get_ifd(block) for block in ExifTags.IFD):
            raise Refusal(LEFT.format(what="拍摄信息"))
        if {"comment", "xmp", "photoshop", "XML:com.adobe.xmp"} & {*picture.info}:
            raise Refusal(LEFT.format(what="注释"))


def _check(content: bytes) -> None:
    """BadInput unless the library draws it, within the limits of pixels."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > PIXELS:
                raise _unfit(TOO_LARGE)
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _unfit(TOO_LARGE) from None
    except UNREADABLE:
        raise _unfit(BROKEN) from None


def _jpeg(content: bytes, removed: Removed) -> Iterator[bytes]:
    turned = _turned(content)
    yield content[:2]
    place, begun = 2, False
    while True:
        if content[place] != 0xFF:
            raise IndexError(place)
        marker = content[place + 1]
        if marker == 0xFF:  # a byte that fills
            place += 1
            continue
        if marker == EOI:
            yield content[place : place + 2]
            if content[place + 2 :].strip(b"\0"):
                removed.note(TAIL)
            return
        if marker in ALONE:
            yield content[place : place + 2]
            place += 2
            continue
        (length,) = struct.unpack_from(">H", content, place + 2)
        segment = content[place : place + 2 + length]
        if len(segment) < 2 + length or length < 2:
            raise IndexError(place)
        place += len(segment)
        if not begun and marker != APP0:
            begun = True
            if turned:
                yield struct.pack(">BBH6s", 0xFF, APP1, 8 + len(turned), EXIF_HEAD) + turned
        yield _segment(marker, segment, removed)
        if marker == SOS:
            scan = _scan(content, place)
            yield content[place:scan]
            place = scan


def _segment(marker: int, segment: bytes, removed: Removed) -> bytes:
    body = segment[4:]
    if marker == COM:
        removed.note(COMMENTS)
        return b""
    if marker == APP0 and body.startswith(b"JFIF\0"):
        if len(body) > JFIF_BYTES:
            removed.note(OTHER)
        return b"\xff\xe0\0\x10" + body[: JFIF_BYTES - 2] + b"\0\0"
    if (marker == APP2 and body.startswith(b"ICC_PROFILE\0")) or (
        marker == APP14 and body.startswith(b"Adobe")
    ):
        return segment
    if marker == APP1 and body.startswith(b"Exif\0"):
        _note_exif(body[len(EXIF_HEAD) :], removed)
        return b""
    if APP0 <= marker <= APP0 + 15:
        removed.note(XMP if marker == APP1 and b"adobe" in body[:40] else OTHER)
        return b""
    return segment


def _scan(content: bytes, place: int) -> int:
    """Where the coded picture ends: at the next marker that is neither filling nor a restart."""
    while True:
        place = content.index(b"\xff", place)
        following = content[place + 1]
        if following and not 0xD0 <= following <= 0xD7:
            return place
        place += 2


def _png(content: bytes, removed: Removed) -> Iterator[bytes]:
    yield PNG_SIGNATURE
    place, turned = len(PNG_SIGNATURE), _turned(content)
    while True:
        length, name = struct.unpack_from(">I4s", content, place)
        chunk = content[place : place + 12 + length]
        if len(chunk) < 12 + length:
            raise IndexError(place)
        place += len(chunk)
        if name in PNG_KEPT:
            yield chunk
            if name == b"IHDR" and turned:
                named = b"eXIf" + turned
                yield struct.pack(">I", len(turned)) + named + struct.pack(">I", crc32(named))
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            removed.note(XMP if chunk[8:].startswith(b"XML:com.adobe.xmp") else COMMENTS)
        elif name == b"eXIf":
            _note_exif(chunk[8:-4], removed)
        elif name in MOVING:
            if name == b"acTL":
                removed.note(FRAMES)
        else:
            removed.note(OTHER)
        if name == b"IEND":
            if content[place:]:
                removed.note(TAIL)
            return


def _turned(content: bytes) -> bytes:
    """An EXIF block that says only how the picture is turned; empty for an upright one."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
            said = picture.getexif().get(ExifTags.Base.Orientation)
    except UNREADABLE:  # a broken block says nothing
        return b""
    if said not in TURNED:
        return b""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ExifTags.Base.Orientation, 3, 1, said, 0, 0)


def _note_exif(block: bytes, removed: Removed) -> None:
    exif = Image.Exif()
    try:
        exif.load(EXIF_HEAD + block)
        told = {*exif} - {ExifTags.Base.Orientation}
        gps = ExifTags.Base.GPSInfo in told
    except UNREADABLE:
        told, gps = {ExifTags.Base.MakerNote}, False
    removed.note(EXIF, bool(told))
    removed.note(GPS, gps)


def _unfit(sentence: str) -> BadInput:
    return BadInput.of([Fault("file", sentence)])
