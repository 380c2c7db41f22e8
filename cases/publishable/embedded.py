"""Pictures inside DOCX and XLSX: JPEG and PNG without metadata, other pixels as PNG, drawings bare."""

import posixpath
import struct
from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError

from cases.archive.pictures import PIXELS, UNREADABLE
from cases.letters.markup import unfit
from cases.publishable.noted import Removed
from cases.publishable.office import Office
from cases.publishable.pictures import BROKEN, OTHER, PNG_SIGNATURE, TOO_LARGE, stripped

JPEG_SIGNATURE: Final = b"\xff\xd8\xff"
PIXELS_OF: Final = ("GIF", "BMP", "TIFF", "WEBP", "DIB")
WMF: Final = (b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0", b"\x02\0\x09\0")
EMF_MARK: Final = b" EMF"
UNKNOWN: Final = "文件含有不能识别的图片格式，请将图片转为JPG或者PNG后重新插入"
PNG_TYPE: Final = "image/png"


def strip_pictures(office: Office, removed: Removed) -> None:
    """Every picture of the container without what was written beside it."""
    links = [link for part in ["", *office.parts] for link in office.relationships(part)]
    named = {link.target for link in links if link.kind == "image" and not link.external}
    for name in [name for name in office.parts if name in named]:
        part, content = name, office.parts[name]
        if not part.isascii():  # some programs keep the name of the file
            ending = posixpath.splitext(part)[1]
            plain = _free(office, posixpath.join(posixpath.dirname(part), "picture"), ending)
            office.rename(part, plain, office.types[part])
            part = plain
        if content.startswith((JPEG_SIGNATURE, PNG_SIGNATURE)):
            office.replace(part, stripped(content, removed))
        elif content[40:44] == EMF_MARK:
            office.replace(part, _bare_emf(content, removed))
        elif content.startswith(WMF):
            pass  # it has no place for words beside the drawing
        else:
            _as_png(office, part, content, removed)


def _as_png(office: Office, part: str, content: bytes, removed: Removed) -> None:
    """The pixels of another format, the first picture of a moving one."""
    try:
        with Image.open(BytesIO(content), formats=PIXELS_OF) as picture:
            if picture.width * picture.height > PIXELS:
                raise unfit(TOO_LARGE)
            out = BytesIO()
            plain = picture if picture.mode in ("1", "L", "P", "RGB", "RGBA") else None
            drawn = plain or picture.convert("RGBA" if picture.has_transparency_data else "RGB")
            drawn.info = {k: v for k, v in drawn.info.items() if k in ("transparency", "dpi")}
            drawn.save(out, "PNG")
    except UnidentifiedImageError:
        raise unfit(UNKNOWN) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise unfit(TOO_LARGE) from None
    except UNREADABLE:
        raise unfit(BROKEN) from None
    removed.note(OTHER)
    name = _free(office, posixpath.splitext(part)[0], ".png")
    office.replace(part, stripped(out.getvalue(), Removed()))
    office.rename(part, name, PNG_TYPE)


def _free(office: Office, stem: str, ending: str) -> str:
    name, number = f"{stem}{ending}", 1
    while name in office.parts:
        name, number = f"{stem}_{number}{ending}", number + 1
    return name


def _bare_emf(content: bytes, removed: Removed) -> bytes:
    """An enhanced metafile without its description: the program and the title of the drawing."""
    length, place = struct.unpack_from("<II", content, 60) if len(content) >= 68 else (0, 0)
    end = place + 2 * length
    if not length or not content[place:end].strip(b"\0"):
        return content
    removed.note(OTHER)
    return content[:place] + bytes(len(content[place:end])) + content[end:]
