"""What stands in a file, in stretches: a paragraph, a cell or a page, each with its place in words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from cases.letters.markup import Element
from cases.letters.paragraphs import Cell
from cases.publishable.found_kinds import HIDES

LONGEST: Final = 3_000_000  # characters of all stretches of a file


@dataclass(frozen=True)
class Piece:
    """Some characters of a stretch, and how others are put in their place; None where there are none.

    `write` is given the whole new text of the piece.
    """

    text: str
    write: Callable[[str], None] | None = None
    element: Element | None = None

    def now(self) -> str:
        """The text as it stands after what was written before."""
        return self.text if self.element is None else self.element.text or ""


@dataclass(frozen=True)
class Stretch:
    """A paragraph, a cell or a page; `cell` where it stands in a table.

    What is written twice for older programs is `shown` once.
    """

    place: str
    pieces: tuple[Piece, ...]
    cell: Cell | None = None
    shown: bool = True
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join(piece.text for piece in self.pieces))


def overwrite(stretch: Stretch, spans: list[tuple[int, int]]) -> None:
    """Each character of the spans becomes ＊, or * where it was as narrow; blanks stay.

    Lines and columns keep about their width so.
    """
    covered = {place for start, end in spans for place in range(start, end)}
    begin = 0
    for piece in stretch.pieces:
        places = range(begin, begin + len(piece.text))
        begin += len(piece.text)
        if piece.write is None or covered.isdisjoint(places):
            continue
        now = piece.now()  # two cells may share one text
        signs = (
            hidden(old) if place in covered else old for place, old in zip(places, now, strict=True)
        )
        piece.write("".join(signs))


def hidden(sign: str) -> str:
    """What stands in the place of a character."""
    return sign if sign.isspace() else "*" if sign.isascii() else HIDES
