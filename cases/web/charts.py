"""Charts (图表): where the columns, dots and names of a small chart stand; templates draw them as SVG.

Lengths are in the chart's own units. Every chart stands beside the table of its figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

from cases.percentages import percent as percent

WIDTH: Final = 420.0
HEIGHT: Final = 200.0
LEFT: Final = 40.0  # room for the scale
RIGHT: Final = 8.0
TOP: Final = 10.0
BOTTOM: Final = 24.0  # room for the names
PLOT_WIDTH: Final = WIDTH - LEFT - RIGHT
PLOT_HEIGHT: Final = HEIGHT - TOP - BOTTOM
FLOOR: Final = TOP + PLOT_HEIGHT
FILLED: Final = 0.72  # how much of its place a group of columns takes
LINES: Final = 4  # convention: no more lines of the scale than this above its floor


@dataclass(frozen=True)
class Mark:
    """A name or a number of the scale, and where along its axis it stands."""

    at: float
    label: str


@dataclass(frozen=True)
class Column:
    """One column: its place, and which series it is of."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True)
class Columns:
    """Columns side by side, a group for each name."""

    columns: tuple[Column, ...]
    scale: tuple[Mark, ...]
    names: tuple[Mark, ...]


@dataclass(frozen=True)
class Dot:
    """One share of a whole, as a point."""

    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """Shares from 0 to 100 %, joined where one follows another without a gap."""

    dots: tuple[Dot, ...]
    paths: tuple[str, ...]  # the points of each run, as SVG's polyline takes them
    scale: tuple[Mark, ...]
    names: tuple[Mark, ...]


def columns(series: Sequence[Sequence[int]], names: Sequence[str]) -> Columns:
    """A column for each value, on a scale that begins at nought."""
    assert series
    assert all(len(values) == len(names) for values in series)
    step = step_of(max((max(values, default=0) for values in series), default=0))
    most = step * max(1, ceil(max(max(values, default=0) for values in series) / step))
    place = PLOT_WIDTH / len(names)
    width = place * FILLED / len(series)
    made = []
    for number, values in enumerate(series):
        for at, value in enumerate(values):
            height = PLOT_HEIGHT * value / most
            x = LEFT + place * at + place * (1 - FILLED) / 2 + width * number
            made.append(Column(x, FLOOR - height, width, height, number))
    scale = tuple(
        Mark(FLOOR - PLOT_HEIGHT * value / most, _short(value, most))
        for value in range(0, most + 1, step)
    )
    return Columns(tuple(made), scale, _named(names))


def _short(value: int, most: int) -> str:
    """A number of the scale; in 万 where the largest has so many digits that they find no room."""
    return f"{value / WAN:g}万" if most >= WAN and value else str(value)


WAN: Final = 10_000


def step_of(most: int) -> int:
    """The distance between two lines of a scale: 1, 2 or 5 times a power of ten."""
    unit = 1
    while True:
        for step in (unit, 2 * unit, 5 * unit):
            if step * LINES >= most:
                return step
        unit *= 10


def line(shares: Sequence[Fraction | None], names: Sequence[str]) -> Line:
    """A point for each share that there is; None leaves a gap."""
    assert len(shares) == len(names)
    dots: list[Dot] = []
    runs: list[list[Dot]] = [[]]
    for mark, share in zip(_named(names), shares, strict=True):
        if share is None:
            runs.append([])
            continue
        dot = Dot(mark.at, FLOOR - PLOT_HEIGHT * float(share))
        dots.append(dot)
        runs[-1].append(dot)
    paths = tuple(" ".join(f"{d.x:.1f},{d.y:.1f}" for d in run) for run in runs if len(run) > 1)
    scale = tuple(Mark(FLOOR - PLOT_HEIGHT * p / 100, f"{p}%") for p in (0, 25, 50, 75, 100))
    return Line(tuple(dots), paths, scale, _named(names))


def _named(names: Sequence[str]) -> tuple[Mark, ...]:
    place = PLOT_WIDTH / len(names)
    return tuple(Mark(LEFT + place * (at + 0.5), name) for at, name in enumerate(names))


def share_of(value: int, most: int) -> float:
    """How long the bar of a value is, where the longest has 100."""
    return 100 * value / most if most else 0.0
