"""What was chosen among the finds, held against the file: which words these are, and where again."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cases.errors import Refusal
from cases.publishable.found_kinds import Kind, shown
from cases.publishable.recognised import SHORT, Known, borders, half_width
from cases.publishable.stretches import Stretch

OTHER_FILE: Final = "所选的个人信息与文件内容不一致，文件可能已经更换，请重新查找后再处理"
DOOR: Final = re.compile(r"[0-9０-９一二三四五六七八九十]")  # a village alone is in other words too
LONG: Final = 11  # characters: a mobile telephone; what is shorter may be a measure in a drawing


@dataclass(frozen=True)
class Chosen:
    """A find with the words that stand there."""

    kind: Kind
    stretch: int
    start: int
    end: int
    text: str


def chosen_in(stretches: Sequence[Stretch], rows: Iterable[Mapping[str, Any]]) -> list[Chosen]:
    """The finds with their words; Refusal where they were not found in this file."""
    return [_chosen(stretches, row) for row in rows]


def _chosen(stretches: Sequence[Stretch], row: Mapping[str, Any]) -> Chosen:
    number, start, end = row["stretch"], row["start"], row["end"]
    if not 0 <= number < len(stretches):
        raise Refusal(OTHER_FILE)
    stretch, kind = stretches[number], Kind(row["kind"])
    text = stretch.text[start:end] if 0 <= start < end else ""
    if stretch.place != row["place"] or not text or shown(kind, text) != row["masked"]:
        raise Refusal(OTHER_FILE)
    return Chosen(kind, number, start, end, text)


class Words:
    """The chosen words, to be found again however they are spaced, parted or written in width.

    Not the name of a village alone, which stands in many other words: it goes where it was chosen.
    """

    def __init__(self, chosen: Iterable[Chosen]) -> None:
        chosen = [
            each for each in chosen if each.kind is not Kind.ADDRESS or DOOR.search(each.text)
        ]
        self._known = Known("".join(_bare(each.text)[0]) for each in chosen)
        self._telling = Known(
            each.text
            for each in chosen
            if len(each.text) >= LONG or (len(each.text) > SHORT and _han(each.text))
        )
        self._names = frozenset(
            "".join(_bare(each.text)[0]) for each in chosen if each.kind is Kind.NAME
        )

    def told(self, text: str) -> bool:
        """Whether one of them that can stand in a file for nothing else is in the text as it is."""
        return next(self._telling.places(text), None) is not None

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where any of them stands; a short name not where it only crosses two other words."""
        bare, signs = _bare(text)
        edges: set[int] | None = None
        for first, last in self._known.places("".join(bare)):
            start, end = signs[first], signs[last - 1] + 1
            if last - first <= SHORT and "".join(bare[first:last]) in self._names:
                edges = borders(text) if edges is None else edges
                parted = end - start > last - first
                if parted and (_han(text[start - 1 : start]) or _han(text[end : end + 1])):
                    continue
                if not parted and not {start, end} <= edges:
                    continue
            yield start, end


def _bare(text: str) -> tuple[list[str], list[int]]:
    """The text half-width and small, without blanks and hyphens, and where each sign stood."""
    kept = [
        (sign.lower(), place)
        for place, sign in enumerate(half_width(text))
        if not sign.isspace() and sign != "-" and len(sign.lower()) == 1
    ]
    return [sign for sign, _ in kept], [place for _, place in kept]


def _han(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)
