"""Labels as offices write them: compared without signs and numbers, and matched in the form's order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from rapidfuzz import fuzz

LIKE: Final = 0.6  # convention: 内容事务 for 内部事务 is 0.9, 予以公开 and 部分公开 are 0.5
SURE: Final = 0.9
BY_POSITION: Final = 0.3  # enough where it is the only line in the only gap
NUMBERING: Final = re.compile(  # （一） 一、 1. and what is left of them: 一） （一 1
    r"\(?(?:[一二三四五六七八九十]{1,2}|\d{1,2})\)?[、.,:)]"
    r"|\([一二三四五六七八九十\d]{1,2}(?=[^)])"
    r"|\d{1,2}(?=\D)"
)
SIGNS: Final = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]")
SUBTOTAL: Final = re.compile(r"小计|合计|共计|小结|总和")
WHITE: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Expected:
    """What the form has at a place: its key, how it may be called, whether it must be there."""

    key: str
    names: tuple[str, ...]
    needed: bool = True


def squeezed(text: str) -> str:
    """The text without white space, full-width signs as half-width ones."""
    return WHITE.sub("", normalize("NFKC", text))


def unnumbered(text: str) -> str:
    """The text without its number at the beginning, squeezed: （一）, 1., 一、 and broken ones."""
    whole = squeezed(text)
    return NUMBERING.sub("", whole, count=1) if NUMBERING.match(whole) else whole


def plain(text: str) -> str:
    """What two labels are compared by: words alone."""
    return SIGNS.sub("", unnumbered(text))


def likeness(text: str, expected: Expected) -> float:
    """From 0 to 1: how like the text is to the nearest of the names."""
    return nearness(plain(text), expected.names)


def nearness(words: str, names: Sequence[str]) -> float:
    """The same of words that are plain already."""
    return max((fuzz.ratio(words, plain(name)) / 100 for name in names), default=0.0)


def aligned(found: Sequence[str], expected: Sequence[Expected]) -> dict[int, int]:
    """Which text is which expected one, both in their order, so that together they are most alike.

    By the places in `found` and `expected`; texts that are like nothing are left out.
    """
    words = [plain(text) for text in found]
    score = [
        [likely if (likely := nearness(word, one.names)) >= LIKE else 0.0 for one in expected]
        for word in words
    ]
    best = [[0.0] * (len(expected) + 1) for _ in range(len(found) + 1)]
    for i in range(len(found) - 1, -1, -1):
        for j in range(len(expected) - 1, -1, -1):
            together = score[i][j] + best[i + 1][j + 1] if score[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    return _way(score, best)


def _way(score: list[list[float]], best: list[list[float]]) -> dict[int, int]:
    """From the beginning along the best; of equal ones the later text is taken."""
    matched, i, j = {}, 0, 0
    while i < len(score) and j < len(score[0]):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            matched[i] = j
            i, j = i + 1, j + 1
    return matched


def gap_of(place: int, matched: dict[int, int], last: int) -> range:
    """The expected places between the matched neighbours of a text."""
    before = max((there for here, there in matched.items() if here < place), default=-1)
    after = min((there for here, there in matched.items() if here > place), default=last)
    return range(before + 1, after)
