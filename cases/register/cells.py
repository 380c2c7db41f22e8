"""What stands in one cell (单元格): text, a date, or a value that cannot be taken as it stands."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

DIGITS_KEPT: Final = 15  # a spreadsheet's number keeps fifteen digits and fills up with zeros
LOST_DIGITS: Final = (
    f"数字超过{DIGITS_KEPT}位，表格软件已丢失末尾数字，应将该列设为文本格式后重新录入"
)

# Blank or invisible at either end of a cell: trimmed. Control characters are not among them.
BLANKS: Final = (
    " \t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
    "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)


@dataclass(frozen=True)
class Unreadable:
    """A cell whose value the file itself lost: what it shows, and what is expected instead."""

    shown: str
    expected: str


Cell = str | date | Unreadable
Raw = (
    str | int | float | bool | date | datetime | time | timedelta
)  # as the readers of files give it


def cell_of(raw: Raw) -> Cell:
    """Trimmed text or a date; an empty cell is the empty text."""
    if isinstance(raw, str):
        return tidy(raw)
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int | float):
        return _number(raw)
    if isinstance(raw, datetime):
        return raw.date() if raw.time() == time.min else raw.isoformat(" ", "seconds")
    if isinstance(raw, date):
        return raw
    return str(raw)


def tidy(text: str) -> str:
    """Without blanks and invisible characters at its ends, every line break one line feed."""
    if text.isprintable():  # then its only blanks are spaces
        return text.strip(" ")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(BLANKS)


def text_of(cell: Cell) -> str:
    """The cell as text; a date as 2024-03-04."""
    if isinstance(cell, str):
        return cell
    return cell.isoformat() if isinstance(cell, date) else cell.shown


def _number(value: float) -> Cell:
    if abs(value) >= 10**DIGITS_KEPT:
        return Unreadable(f"{value:.0f}", LOST_DIGITS)
    return f"{value:.{DIGITS_KEPT}g}"
