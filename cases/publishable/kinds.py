"""What a file is by its bytes, as far as it can be made fit to be published."""

from enum import StrEnum
from typing import Final

from cases.errors import BadInput, Fault

LARGEST: Final = 20_000_000  # bytes of one file (convention), as of files on a case
SHOWN: Final = 60  # characters of a file's name that a sentence repeats
ACCEPTED: Final = "DOCX、XLSX、PDF、JPG和PNG"


class FileType(StrEnum):
    """The kinds of files that are published after cleaning."""

    OFFICE = "office"  # a container of OPC: what is in it says whether DOCX or XLSX
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"


SIGNATURES: Final = (
    # first bytes, kind
    (b"PK\x03\x04", FileType.OFFICE),
    (b"%PDF-", FileType.PDF),
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
)
CFB: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, .xls, and every encrypted document

EMPTY: Final = "没有内容，请核对后重新选择"
TOO_LARGE: Final = f"超过{LARGEST // 1_000_000}MB，请压缩其中的图片后重新上传"
LOCKED: Final = "是旧格式（doc、xls、wps等）或者已加密，请解除密码并另存为DOCX、XLSX或者PDF后上传"
OTHER: Final = f"的格式不能在公开前清理，可以使用{ACCEPTED}文件"


def type_of(content: bytes, name: str) -> FileType:
    """What the bytes are, whatever the name says; BadInput says what is accepted."""
    if not content:
        raise unfit(name, EMPTY)
    if len(content) > LARGEST:
        raise unfit(name, TOO_LARGE)
    for beginning, kind in SIGNATURES:
        if content.startswith(beginning):
            return kind
    raise unfit(name, LOCKED if content.startswith(CFB) else OTHER)


def unfit(name: str, words: str) -> BadInput:
    """The refusal of a file: its name and what is the matter."""
    return BadInput.of([Fault("file", f"文件“{shown(name)}”{words}")])


def shown(name: str) -> str:
    """A file's name short enough for a sentence, without signs that nobody sees."""
    plain = "".join(sign for sign in name if sign.isprintable())
    return plain[:SHOWN] + ("…" if len(plain) > SHOWN else "")
