"""Tables that can be sorted (排列) by a heading, without scripts: the heading is a link."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Sorting:
    """By which column a table stands, and which way; `-late` is the greatest first."""

    key: str
    descending: bool

    @property
    def said(self) -> str:
        """As the address says it."""
        return f"-{self.key}" if self.descending else self.key

    def turned(self, key: str, *, greatest_first: bool) -> str:
        """What the heading of a column leads to: the other way, where it stands by it already."""
        if key == self.key:
            return Sorting(key, not self.descending).said
        return Sorting(key, greatest_first).said

    def standing(self, key: str) -> str:
        """`aria-sort` of the heading of a column."""
        if key != self.key:
            return "none"
        return "descending" if self.descending else "ascending"


def sorted_by(
    rows: Sequence[T], said: str, keys: Mapping[str, Callable[[T], Any]], usual: str
) -> tuple[list[T], Sorting]:
    """The rows as an address asks for them, and how they stand; as usual where it names no column."""
    known = said if said.removeprefix("-") in keys else usual
    sorting = Sorting(known.removeprefix("-"), known.startswith("-"))
    made = sorted(rows, key=keys[sorting.key], reverse=sorting.descending)
    return made, sorting
