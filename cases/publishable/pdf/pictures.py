"""Pictures of a PDF: what the camera or scanner wrote into one goes, its pixels stay as they are."""

import struct
from collections.abc import Iterator
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from cases.errors import BadInput
from cases.letters.markup import unfit
from cases.publishable.noted import Removed
from cases.publishable.pictures import OTHER, stripped

TELLING: Final = (b"Exif\0", b"ns.adobe.com/xap", b"Photoshop 3.0")
UNREADABLE: Final = "PDF文件中有不能读取的图片，不能确认其中没有拍摄信息，请打印为新的PDF后上传"
JPEG: Final = b"\xff\xd8\xff"
JP2: Final = b"\0\0\0\x0cjP  \r\n\x87\n"  # ISO/IEC 15444-1: a file of boxes
JP2_TOLD: Final = (b"uuid", b"uinf", b"xml ")  # boxes that hold words


def strip_pictures(pdf: Pdf, removed: Removed) -> None:
    """Every JPEG and JPEG 2000 in the file without metadata."""
    for each in pdf.objects:
        if not isinstance(each, Stream):
            continue
        if each.get("/Filter") == Name.DCTDecode:
            _replace(each, _jpeg(each.read_raw_bytes(), removed), Name.DCTDecode)
        elif each.get("/Filter") == Name.JPXDecode:
            _replace(each, _jpeg2000(each.read_raw_bytes(), removed), Name.JPXDecode)


def _replace(stream: Object, made: bytes, packed: Name) -> None:
    if made == stream.read_raw_bytes():
        return
    parameters = stream.get("/DecodeParms")
    said = parameters if isinstance(parameters, Dictionary | Array) else None
    stream.write(made, filter=packed, decode_parms=said)


def _jpeg(content: bytes, removed: Removed) -> bytes:
    if not content.startswith(JPEG):
        return content
    try:
        return stripped(content, removed)
    except BadInput:  # not as a camera writes it; it may hold nothing that is to go
        if any(mark in content for mark in TELLING):
            raise unfit(UNREADABLE) from None
        return content


def _jpeg2000(content: bytes, removed: Removed) -> bytes:
    if not content.startswith(JP2):
        return content
    try:
        return b"".join(_boxes(content, removed))
    except struct.error:
        raise unfit(UNREADABLE) from None


def _boxes(content: bytes, removed: Removed) -> Iterator[bytes]:
    place = 0
    while place < len(content):
        length, name = struct.unpack_from(">I4s", content, place)
        if length == 1:
            (length,) = struct.unpack_from(">Q", content, place + 8)
        end = place + length if length else len(content)  # 0: the last box
        if end < place + 8:
            raise struct.error(place)
        if name in JP2_TOLD:
            removed.note(OTHER)
        else:
            yield content[place:end]
        place = end
