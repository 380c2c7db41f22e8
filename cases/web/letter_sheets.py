"""文书的纸面: the blocks of a rendered DOCX as a page prints them, what is to be filled in marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cases.letters.comparing import DATE_TO_COME, NUMBER_TO_COME
from cases.letters.completing import GAP
from cases.letters.paragraphs import Block, Kind, blocks

NUMBER_AT_MAKING: Final = "（制发时编号）"
TO_COME: Final = (NUMBER_TO_COME, DATE_TO_COME, NUMBER_AT_MAKING)
MARKED: Final = re.compile(
    f"({re.escape(GAP).replace(re.escape('{title}'), '[^】]*')}|{'|'.join(map(re.escape, TO_COME))})"
)


@dataclass(frozen=True)
class Piece:
    """A run of a paragraph: text as it is, a gap to be filled in, or what the issue puts in."""

    text: str
    mark: str  # "", gap or later


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, whether it is a label, how many columns wide."""

    pieces: tuple[Piece, ...]
    is_label: bool
    span: int


@dataclass(frozen=True)
class Part:
    """A paragraph or a table of the paper, by what it is."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    alignment: str = "left"
    bold: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()

    @property
    def length(self) -> int:
        """How many characters it has."""
        return sum(len(piece.text) for piece in self.pieces)


@dataclass(frozen=True)
class Sheet:
    """The paper: its parts in order; signature and date stand together in `closing`."""

    parts: tuple[Part, ...]
    closing: tuple[Part, ...]
    after: tuple[Part, ...]  # what stands below the date

    @property
    def title(self) -> str:
        """As it is printed."""
        return "".join(
            piece.text for part in self.parts if part.kind == Kind.TITLE for piece in part.pieces
        )


SIGNED: Final = (Kind.SIGNATURE, Kind.DATE)


def sheet(docx: bytes) -> Sheet:
    """The paper in a DOCX; BadInput for what is none."""
    return sheet_of(blocks(docx))


def sheet_of(found: Sequence[Block]) -> Sheet:
    """The same of what was read already."""
    parts = [_part(block) for block in found]
    signed = [place for place, part in enumerate(parts) if part.kind in SIGNED]
    if not signed:
        return Sheet(tuple(parts), (), ())
    first, last = signed[0], signed[-1]
    return Sheet(tuple(parts[:first]), tuple(parts[first : last + 1]), tuple(parts[last + 1 :]))


def _part(block: Block) -> Part:
    rows = tuple(
        tuple(Cell(tuple(_pieces(cell.text)), cell.label, cell.span) for cell in row)
        for row in block.rows
    )
    return Part(block.kind.value, tuple(_pieces(block.text)), block.alignment, block.bold, rows)


def _pieces(text: str) -> Iterator[Piece]:
    for place, run in enumerate(MARKED.split(text)):
        if run:
            yield Piece(run, ("later" if run in TO_COME else "gap") if place % 2 else "")
