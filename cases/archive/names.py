"""Names of files in a bundle that every system can unpack, whatever a sender called them."""

import re
import unicodedata
from typing import Final

from cases.archive.sheet import Enclosure

NAME_BYTES: Final = 100  # of UTF-8, for one part of a path (convention)
FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\s]+')  # separators, and what Windows refuses
ENDING: Final = re.compile(r"\.([A-Za-z0-9]{1,8})$")
UNPRINTED: Final = ("C",)  # controls, formats such as a turned writing direction, surrogates
ENDINGS: Final = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "text/plain": "txt",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
NO_ENDING: Final = "bin"


def file_name(sequence: int, digits: int, enclosure: Enclosure) -> str:
    """「03-身份证复印件.pdf」: at most 100 bytes; the 顺序号 keeps names apart and unreserved."""
    front = f"{sequence:0{digits}}-"
    back = f".{_ending(enclosure)}"
    room = NAME_BYTES - len(front) - len(back)
    return f"{front}{plain_name(enclosure.title, room) or '附件'}{back}"


def plain_name(title: str, room: int) -> str:
    """The title as part of a path: at most `room` bytes, nothing that a system refuses."""
    composed = unicodedata.normalize("NFC", title)
    kept = "".join(
        c for c in composed if c.isspace() or unicodedata.category(c)[0] not in UNPRINTED
    )
    name = FORBIDDEN.sub("_", kept).strip("._ ")
    # A cut through a character's bytes drops that character.
    return name.encode()[:room].decode(errors="ignore").rstrip("._ ")


def _ending(enclosure: Enclosure) -> str:
    found = ENDING.search(enclosure.name.strip())
    if found:
        return found[1].lower()
    return ENDINGS.get(enclosure.media_type, NO_ENDING)
