"""部分节假日安排: the schedules that 国务院办公厅 publishes for each year, every version of them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

PACKAGED: Final = "notices.json"  # the notices known when this version was made
PUBLISHER: Final = "国务院办公厅"
DECEMBER: Final = 12


class WrongNotice(ValueError):
    """A schedule that cannot be one; str() says why, in Chinese."""


@dataclass(frozen=True)
class Notice:
    """One version of one year's schedule, whole: rest days and worked days, each with its festival.

    `number` is 文号, None where it is not known; `issued_on` likewise. `supersedes` is the number
    of the notice that this one changed. WrongNotice where the days cannot be one year's schedule.
    """

    year: int
    number: str | None
    issued_on: date | None
    supersedes: str | None
    rest: tuple[tuple[date, str], ...]
    worked: tuple[tuple[date, str], ...]

    def __post_init__(self) -> None:
        days = [day for day, _ in (*self.rest, *self.worked)]
        if len(set(days)) != len(days):
            raise WrongNotice(f"{self.year}年节假日安排中有日期重复列出")
        for day in days:
            # 元旦 may begin in the last days of the year before (2018-12-30, 2022-12-31)
            late_before = day.year == self.year - 1 and day.month == DECEMBER
            if day.year != self.year and not late_before:
                raise WrongNotice(f"{self.year}年节假日安排不应包含{day}")

    @property
    def citation(self) -> str:
        """As explanations name it, with its number or that the number is not known."""
        number = self.number or "文号不详"
        changed = f"，调整{self.supersedes}" if self.supersedes else ""
        return f"{PUBLISHER}{self.year}年节假日安排（{number}{changed}）"


@cache
def packaged() -> tuple[Notice, ...]:
    """Every notice known when this version was made, from the file beside this one."""
    given = json.loads(files(__package__).joinpath(PACKAGED).read_text("utf-8"))
    return tuple(_notice(entry) for entry in given["notices"])


def known_before(day: date, notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices issued before a day; one whose day of issue is not known counts as known."""
    return tuple(n for n in notices if n.issued_on is None or n.issued_on < day)


def in_force(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """One notice a year, by year: those that no other one supersedes; WrongNotice where two stand."""
    known = tuple(notices)
    superseded = {n.supersedes for n in known if n.supersedes}
    by_year: dict[int, Notice] = {}
    for notice in known:
        if notice.number in superseded:
            continue
        if notice.year in by_year:
            raise WrongNotice(f"{notice.year}年有两份均未被替代的节假日安排")
        by_year[notice.year] = notice
    return tuple(by_year[year] for year in sorted(by_year))


def _notice(entry: dict[str, Any]) -> Notice:
    issued_on = entry["issued_on"]
    return Notice(
        year=entry["year"],
        number=entry["notice"],
        issued_on=None if issued_on is None else date.fromisoformat(issued_on),
        supersedes=entry["supersedes"],
        rest=_days(entry["rest_days"]),
        worked=_days(entry["make_up_workdays"]),
    )


def _days(entries: list[dict[str, str]]) -> tuple[tuple[date, str], ...]:
    return tuple((date.fromisoformat(entry["date"]), entry["name"]) for entry in entries)
