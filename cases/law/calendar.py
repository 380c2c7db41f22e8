"""工作日历: working days by the published schedules, by number and with their reason.

A day that no schedule names follows the weekday rule. A year without a schedule is read by the
weekday rule less the statutory festivals (clock.md rule 9): such dates are provisional.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cache, cached_property
from itertools import accumulate, compress
from typing import Final

from cases.law.festivals import MEASURES, YEARS, statutory
from cases.law.notices import Notice, WrongNotice, in_force, packaged

LAST_YEAR: Final = YEARS[-1]  # beyond it no lunar dates are at hand
SATURDAY: Final = 5  # date.weekday()
WEEK: Final = (1, 1, 1, 1, 1, 0, 0)  # the weekday rule: Monday to Friday work
WEEKDAYS: Final = "一二三四五六日"


class BeyondCalendar(ValueError):
    """A day before the first or after the last year of the calendar; str() names the range."""


class Why(Enum):
    """Why a day is a working day or not."""

    WEEKDAY = "工作日"
    WEEKEND = "周末"
    REST = "放假"  # by a published schedule
    WORKED = "调休上班"  # by a published schedule
    FESTIVAL = "法定节假日"  # by statute, in a year whose schedule is not published


@dataclass(frozen=True, eq=False)
class Day:
    """One day and why it is a working day or not; `article` is what decides, None for a weekday."""

    day: date
    why: Why
    festival: str | None = None
    article: str | None = None

    @property
    def works(self) -> bool:
        """工作日."""
        return self.why in (Why.WEEKDAY, Why.WORKED)

    @property
    def irregular(self) -> bool:
        """Rest on a weekday, or work on a weekend: what an explanation must name."""
        return self.works == (self.day.weekday() >= SATURDAY)

    @property
    def text(self) -> str:
        """One sentence that says what the day is and by what."""
        day = f"{in_chinese(self.day)}（星期{WEEKDAYS[self.day.weekday()]}）"
        match self.why:
            case Why.WEEKDAY:
                return f"{day}是工作日。"
            case Why.WEEKEND:
                return f"{day}是周末，不是工作日。"
            case Why.REST:
                return f"{day}{self.festival}放假，不是工作日，依据{self.article}。"
            case Why.WORKED:
                return f"{day}因{self.festival}调休上班，是工作日，依据{self.article}。"
            case Why.FESTIVAL:
                return (
                    f"{day}是法定节假日（{self.festival}），不是工作日，依据{self.article}；"
                    f"{self.day.year}年节假日安排尚未公布。"
                )


@dataclass(frozen=True, eq=False)
class Calendar:
    """Working days from the first year with a notice to LAST_YEAR; made by `compiled`.

    Counting takes the same few steps for any distance: `upto[i]` is how many working days there are
    before day i, `workdays` are their ordinals. Every method raises BeyondCalendar for days outside.
    """

    notices: tuple[Notice, ...]
    first: date
    last: date
    start: int  # the ordinal of `first`
    upto: tuple[int, ...] = field(repr=False)
    workdays: tuple[int, ...] = field(repr=False)
    named: dict[date, Day] = field(repr=False)
    irregular_days: tuple[Day, ...] = field(repr=False)
    published: frozenset[int] = field(repr=False)

    @cached_property
    def version(self) -> str:
        """What identifies the notices that it was made of: the same notices, the same version."""
        return hashlib.sha256(repr(self.notices).encode()).hexdigest()[:16]

    @cached_property
    def last_start(self) -> date:
        """The last day on which a period may begin and still end within the calendar."""
        return date(self.last.year - 1, 12, 31)

    def is_workday(self, day: date) -> bool:
        """Whether the day is 工作日."""
        place = self._place(day)
        return self.upto[place + 1] > self.upto[place]

    def after(self, day: date, n: int) -> date:
        """The n-th working day after a day, which itself never counts; n ≥ 1."""
        assert n >= 1, n
        place = day.toordinal() - self.start + 1
        if not 0 < place < len(self.upto):
            self._place(day)  # says what is the matter
        number = self.upto[place] + n - 1
        if number >= len(self.workdays):
            raise BeyondCalendar(self._beyond(f"{in_chinese(day)}之后第{n}个工作日"))
        return date.fromordinal(self.workdays[number])

    def between(self, after: date, until: date) -> int:
        """How many working days d there are with `after` < d ≤ `until`; 0 where there are none."""
        upto = self.upto
        return max(upto[self._place(until) + 1] - upto[self._place(after) + 1], 0)

    def is_published(self, year: int) -> bool:
        """Whether the schedule of a year is published."""
        return year in self.published

    def day(self, day: date) -> Day:
        """The day with its reason."""
        self._place(day)
        regular = Why.WEEKEND if day.weekday() >= SATURDAY else Why.WEEKDAY
        return self.named.get(day) or Day(day, regular)

    def irregular(self, after: date, until: date) -> tuple[Day, ...]:
        """Weekdays at rest and weekend days worked with `after` < d ≤ `until`, in order."""
        start = bisect_right(self.irregular_days, after, key=_day_of)
        return self.irregular_days[start : bisect_right(self.irregular_days, until, key=_day_of)]

    def _place(self, day: date) -> int:
        place = day.toordinal() - self.start
        if not 0 <= place < len(self.upto) - 1:
            raise BeyondCalendar(self._beyond(in_chinese(day)))
        return place

    def _beyond(self, what: str) -> str:
        return f"{what}不在工作日历范围内（{self.first.year}年至{self.last.year}年）"


def compiled(notices: Iterable[Notice]) -> Calendar:
    """The calendar of these notices, of each year the one in force; WrongNotice where there is none.

    A day in late December that next year's schedule names follows that schedule; until it is
    published the day follows its own year's, and is no less published for that (clock.md rule 9
    asks for the year of the day).
    """
    schedules = in_force(notices)
    if not schedules:
        raise WrongNotice("没有任何年份的节假日安排")
    first, last = date(schedules[0].year, 1, 1), date(LAST_YEAR, 12, 31)
    published = frozenset(notice.year for notice in schedules)
    named = _named_days(schedules, range(first.year, LAST_YEAR + 1), published)
    works = _works(first, last, named)
    return Calendar(
        notices=schedules,
        first=first,
        last=last,
        start=first.toordinal(),
        upto=tuple(accumulate(works, initial=0)),
        workdays=tuple(compress(range(first.toordinal(), last.toordinal() + 1), works)),
        named=named,
        irregular_days=tuple(named[day] for day in sorted(named) if named[day].irregular),
        published=published,
    )


@cache
def packaged_calendar() -> Calendar:
    """The calendar of all notices that came with this version."""
    return compiled(packaged())


def in_chinese(day: date) -> str:
    """2024年3月4日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _named_days(
    schedules: tuple[Notice, ...], years: range, published: frozenset[int]
) -> dict[date, Day]:
    """Every day that a schedule or, in a year without one, the statute names."""
    named: dict[date, Day] = {}
    for year in years:
        if year not in published:
            for day, festival in statutory(year).items():
                named[day] = Day(day, Why.FESTIVAL, festival, MEASURES)
    for notice in schedules:  # by year: what next year's says of December stands
        for day, festival in notice.rest:
            named[day] = Day(day, Why.REST, festival, notice.citation)
        for day, festival in notice.worked:
            named[day] = Day(day, Why.WORKED, festival, notice.citation)
    return {day: found for day, found in named.items() if day.year in years}


def _works(first: date, last: date, named: dict[date, Day]) -> bytearray:
    """1 for a working day and 0 for a day of rest, from the first day to the last."""
    days = (last - first).days + 1
    start = first.weekday()
    works = bytearray(((WEEK[start:] + WEEK[:start]) * (days // len(WEEK) + 1))[:days])
    for day, found in named.items():
        works[(day - first).days] = found.works
    return works


def _day_of(day: Day) -> date:
    return day.day
