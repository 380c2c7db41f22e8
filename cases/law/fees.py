"""信息处理费 (国办函〔2020〕109号, in force 2021-01-01): by pieces 按件 or by pages 按量, never both."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cases.law.articles import Article, Law

# 办法第三条: 均按照超额累进方式计算; 不得同时按照两种标准重复计算
BY_PIECES: Final = Article(Law.FEES, 4)
BY_PAGES: Final = Article(Law.FEES, 5)

# fmt: off
PIECES: Final = (
    # from, to (含), yuan each: same applicant, one 自然月, cumulative
    (1, 10, 0),
    (11, 30, 100),
)
# 「以10件为一档，每增加一档，收费标准提高100元/件」; that 31–40 is the first such band: convention
PIECES_BAND: Final = 10
PIECES_STEP: Final = 100  # yuan each, added by every further band
PAGES: Final = (
    # from, to (含), yuan each: one application, one A4 side is one page
    (1, 30, 0),
    (31, 100, 10),
    (101, 200, 20),
    (201, None, 40),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Band:
    """One band (档): its units from `first` to `last`, yuan for each, and what it comes to."""

    first: int
    last: int
    yuan_each: int

    @property
    def units(self) -> int:
        """How many units fall into it."""
        return self.last - self.first + 1

    @property
    def yuan(self) -> int:
        """What it comes to."""
        return self.units * self.yuan_each


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in yuan and the bands that it is made of, the free one included."""

    article: Article
    bands: tuple[Band, ...]

    @property
    def yuan(self) -> int:
        """The sum of the bands."""
        return sum(band.yuan for band in self.bands)


def fee_by_pieces(pieces: int) -> Fee:
    """What an applicant owes in all for so many 件 in one calendar month (办法第四条); ≥ 0."""
    assert pieces >= 0, pieces
    return Fee(BY_PIECES, _filled(_piece_bands(), pieces))


def fee_by_pages(pages: int) -> Fee:
    """What so many 页 of one application cost (办法第五条); ≥ 0."""
    assert pages >= 0, pages
    return Fee(BY_PAGES, _filled(iter(PAGES), pages))


def _piece_bands() -> Iterator[tuple[int, int | None, int]]:
    """The bands by pieces without end."""
    yield from PIECES
    _, last, yuan_each = PIECES[-1]
    while True:
        first, last = last + 1, last + PIECES_BAND
        yuan_each += PIECES_STEP
        yield first, last, yuan_each


def _filled(bands: Iterator[tuple[int, int | None, int]], units: int) -> tuple[Band, ...]:
    """The bands that so many units reach, the last one cut at them (超额累进)."""
    filled = []
    for first, last, yuan_each in bands:
        if units < first:
            break
        filled.append(Band(first, units if last is None else min(last, units), yuan_each))
        if last is None:
            break
    return tuple(filled)
