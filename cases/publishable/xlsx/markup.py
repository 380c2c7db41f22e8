"""SpreadsheetML: its names, and where a cell stands."""

import re
from dataclasses import dataclass
from typing import Final

from cases.letters.markup import Element

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEETS: Final = (".worksheet+xml", ".chartsheet+xml")
REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
TRUE: Final = ("1", "true", "on")


@dataclass(frozen=True)
class Area:
    """A rectangle of cells, rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int


def area(reference: str) -> Area | None:
    """The rectangle of A1 or A1:C3; None for anything else."""
    first, _, last = reference.partition(":")
    begin, end = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last or first)
    if begin is None or end is None:
        return None
    return Area(int(begin[2]), column_number(begin[1]), int(end[2]), column_number(end[1]))


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def name_cells(sheet: Element) -> None:
    """Every row and cell says where it stands, also where the file left that to counting."""
    last_row = 0
    for row in sheet.iterfind(f"{S}sheetData/{S}row"):
        last_row = _number(row.get("r"), last_row + 1)
        row.set("r", str(last_row))
        last_column = 0
        for cell in row.iterchildren(f"{S}c"):
            place = area(cell.get("r", ""))
            last_column = last_column + 1 if place is None else place.left
            cell.set("r", f"{column_letters(last_column)}{last_row}")


def column_of(cell: Element) -> int:
    """The column of a cell that says where it stands."""
    return column_number(cell.get("r").rstrip("0123456789"))


def has_value(cell: Element) -> bool:
    """Whether anything stands in the cell."""
    return any((text or "").strip() for text in cell.itertext())


def _number(said: str | None, usual: int) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) <= 7 else usual
