"""Figures beside their references: alternating repetitions, medians, one printed line each."""

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

Work = Callable[[], Awaitable[object]]
HEADINGS: Final = ("name", "ours", "reference", "ratio", "goal", "verdict")
WIDTHS: Final = (58, 12, 12, 7, 6, 7)


@dataclass(frozen=True)
class Figure:
    """One figure: ours and its reference in the same unit, and how many times it may be."""

    name: str
    ours: float
    reference: float | None = None
    goal: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        """How many times the reference ours is."""
        return self.ours / self.reference if self.reference else None

    @property
    def verdict(self) -> str:
        """met or missed; nothing where no goal was set."""
        if self.ratio is None or self.goal is None:
            return "-"
        return "met" if self.ratio <= self.goal else "MISSED"

    def __str__(self) -> str:
        """The figure as a line of the table."""
        ratio = (
            "-"
            if self.ratio is None
            else f"{self.ratio:.2g}"
            if self.ratio < 0.1
            else f"{self.ratio:.2f}"
        )
        goal = "-" if self.goal is None else f"{self.goal:g}"
        ours, reference = (self._amount(n) for n in (self.ours, self.reference))
        return line(self.name, ours, reference, ratio, goal, self.verdict)

    def _amount(self, number: float | None) -> str:
        return "-" if number is None else f"{number:.2f} {self.unit}"


def line(*cells: str) -> str:
    """Cells under the headings."""
    first, *others = (
        cell.rjust(width) for cell, width in zip(cells[1:], WIDTHS[1:], strict=True)
    )  # fmt: skip
    return "  ".join((cells[0].ljust(WIDTHS[0]), first, *others))


async def alternating(repetitions: int, *works: Work) -> list[list[float]]:
    """The milliseconds of each repetition of each work, done by turns after one unmeasured round."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        await work()
    for _ in range(repetitions):
        for work, taken in zip(works, times, strict=True):
            started = time.perf_counter()
            await work()
            taken.append(1000 * (time.perf_counter() - started))
    return times


def median(times: list[float]) -> float:
    """The middle one."""
    return statistics.median(times)


def p95(times: list[float]) -> float:
    """What nineteen of twenty stay below."""
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]
