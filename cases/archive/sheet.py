"""What a volume holds: sheets to be printed and enclosures as they came in, in the order given."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class Facts:
    """登记表: label and value, ruled; short ones stand two in a row."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Text:
    """A heading and its paragraphs; a line break inside a paragraph stays one."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A ruled table whose headings stand again on every page; `widths` are shares of the line."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        assert self.columns
        assert all(len(row) == len(self.columns) for row in self.rows)
        assert len(self.widths) in (0, len(self.columns))
        assert all(width > 0 for width in self.widths)


Block: TypeAlias = Facts | Text | Grid


@dataclass(frozen=True)
class Sheet:
    """One paper of our own: a centred title, its blocks, and a note below them.

    `day`, `number` and `remark` are for the contents only.
    """

    code: str
    title: str
    blocks: tuple[Block, ...]
    note: str = ""
    day: date | None = None
    number: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Enclosure:
    """A file as it came in or went out; `name` and `media_type` are what its sender said.

    `printed` is the same as PDF, where the file itself cannot be merged; `text` its paragraphs, to
    be read where there is no PDF of it.
    """

    code: str
    title: str
    name: str
    media_type: str
    content: bytes
    day: date | None
    number: str
    remark: str
    printed: bytes = b""
    text: tuple[str, ...] = ()


Entry: TypeAlias = Sheet | Enclosure
Purpose: TypeAlias = Literal["archive", "evidence"]


@dataclass(frozen=True)
class Volume:
    """案卷: the entries of one case in order; `made_at` knows its zone and is printed in it."""

    case_number: str
    organ: str
    title: str
    retention: str
    entries: tuple[Entry, ...]
    made_at: datetime
    made_by: str
    purpose: Purpose

    def __post_init__(self) -> None:
        assert self.made_at.tzinfo is not None
        assert self.made_at.year >= 1980, "a zip archive names no earlier year"
