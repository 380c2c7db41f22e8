"""修改痕迹 (redline): what was taken out of a draft and put into it, word by word. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import Final


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of text that was kept, removed or added."""

    change: Change
    text: str


# A number, a Latin word or one Chinese character is never marked in part.
WORD: Final = re.compile(r"[0-9]+|[A-Za-z]+|\s+|.", re.DOTALL)
LONGEST: Final = 1500  # words; a longer passage that was rewritten is shown whole, old before new
ALIKE: Final = 0.4  # convention: with less in common, two passages are read better one by one


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """The later text with the marks of what was changed: removed comes before what replaced it.

    Kept and removed pieces together are `before`, kept and added ones `after`.
    """
    pieces = _by_line(before.splitlines(keepends=True), after.splitlines(keepends=True))
    runs = groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.change)
    return tuple(Piece(change, "".join(piece.text for piece in run)) for change, run in runs)


def _by_line(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            yield Piece(Change.KEPT, new)
        else:
            yield from _by_word(WORD.findall(old), WORD.findall(new))


def _by_word(before: list[str], after: list[str]) -> Iterator[Piece]:
    whole = Piece(Change.REMOVED, "".join(before)), Piece(Change.ADDED, "".join(after))
    if max(len(before), len(after)) > LONGEST:
        yield from whole
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.quick_ratio() < ALIKE or matcher.ratio() < ALIKE:
        yield from whole
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Change.KEPT, "".join(after[c:d]))
        else:
            yield Piece(Change.REMOVED, "".join(before[a:b]))
            yield Piece(Change.ADDED, "".join(after[c:d]))
