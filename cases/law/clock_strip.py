"""The strip of a case's days (逐日说明): each day from receipt with its part in the count, and why."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from cases.law.calendar import Day
from cases.law.clock import ClockReading
from cases.law.clock_parts import Part, part_of
from cases.law.clock_periods import Period, periods
from cases.law.clock_rules import ClockState
from cases.law.clock_strip_texts import names_of, reason_of

ONE_DAY: Final = timedelta(days=1)
MONTHS_WHOLE: Final = 6  # from the month of receipt
MONTHS_A_YEAR: Final = 12
DAYS_A_WEEK: Final = 7
OPEN: Final = (ClockState.RUNNING, ClockState.PAUSED)
BY_CALENDAR_DAYS: Final = (Part.DELAYED, Part.OVERDUE, Part.LAPSED)  # rest or work is no matter


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of a case: its part in the count and why, in one sentence.

    `number` is which counted day of its period the day is: of the period that runs, of one that was
    forgotten, or, after the case was closed, the number that it would have had; None where it does
    not count. `events` name what happened that day. `provisional` 暂定: read without a schedule.
    """

    day: Day
    part: Part
    number: int | None
    is_due: bool  # the answer is due: 届满
    is_asked: bool  # the day on which the question is asked
    provisional: bool
    events: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a strip as a page prints it: weeks from Monday to Sunday, None for no day."""

    year: int
    month: int
    weeks: tuple[tuple[StripDay | None, ...], ...]
    skipped: int  # days left out before this month

    @property
    def days(self) -> tuple[StripDay, ...]:
        """Its days in order."""
        return tuple(day for week in self.weeks for day in week if day is not None)

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """The days that a schedule or the statute names: which, those in a row as one, and by what.

        Only those for which it matters whether they are days of rest:
        ("4日至6日", "清明节放假，国务院办公厅2024年节假日安排（…）").
        """
        found = []
        for words, grouped in groupby(self.days, key=_named_by):
            days = [entry.day.day.day for entry in grouped]
            if words:
                until = f"至{days[-1]}日" if len(days) > 1 else ""
                found.append((f"{days[0]}日{until}", words))
        return tuple(found)


def strip(reading: ClockReading) -> tuple[StripDay, ...]:
    """Every day from receipt to the last that matters; empty while receipt is not confirmed.

    That is the day the answer is due, the last day awaited (the day after, once it passed), the day
    asked of a case that is open and overdue, or the day it was closed, whichever is latest. After
    MONTHS_WHOLE months, those in which nothing counts and nothing happens are left out, and so are
    days beyond the calendar.
    """
    if reading.received_on is None:
        return ()
    running = periods(reading)
    found = []
    for day in _days(reading, running):
        period = [period for period in running if period.start <= day][-1]
        found.append(_strip_day(reading.calendar.day(day), period, reading))
    return tuple(found)


def months(days: Iterable[StripDay]) -> tuple[Month, ...]:
    """A strip by months."""
    found: list[Month] = []
    before: date | None = None
    for (year, month), grouped in groupby(days, key=_month_of):
        group = list(grouped)
        first = group[0].day.day
        skipped = (first - before).days - 1 if before else 0
        cells: list[StripDay | None] = [None] * first.weekday()
        cells += group
        cells += [None] * (-len(cells) % DAYS_A_WEEK)
        weeks = [tuple(cells[n : n + DAYS_A_WEEK]) for n in range(0, len(cells), DAYS_A_WEEK)]
        found.append(Month(year, month, tuple(weeks), skipped))
        before = group[-1].day.day
    return tuple(found)


def workdays_left(reading: ClockReading) -> int | None:
    """距届满还有几个工作日: those after the day asked up to the due day; below 0 those since it.

    None where the case is closed, no answer is due or either day is beyond the calendar. Days of a
    consultation are among them.
    """
    due, asked = reading.answer_due, reading.facts.as_of
    if due is None or reading.state not in OPEN or max(due, asked) > reading.calendar.last:
        return None
    between = reading.calendar.between
    return between(asked, due) if asked <= due else -between(due, asked)


def _strip_day(day: Day, period: Period, reading: ClockReading) -> StripDay:
    part = part_of(day, period, reading)
    return StripDay(
        day=day,
        part=part,
        number=period.numbers.get(day.day),
        is_due=day.day == reading.answer_due,
        is_asked=day.day == reading.facts.as_of,
        provisional=not reading.calendar.is_published(day.day.year),
        events=tuple(names_of(reading, day.day)),
        reason=reason_of(day, part, period, reading),
    )


def _days(reading: ClockReading, running: list[Period]) -> Iterator[date]:
    """The days of the strip, by the months that are kept."""
    assert reading.received_on is not None
    first, last = reading.received_on, min(_last(reading), reading.calendar.last)
    kept = {_place(day) for period in running for day in (period.start, *period.numbers)}
    kept |= {_place(event.on) for event in reading.facts.events}
    kept |= {_place(day) for day in (reading.answer_due, reading.facts.as_of, last) if day}
    for place in range(_place(first), _place(last) + 1):
        if place - _place(first) < MONTHS_WHOLE or place in kept:
            year, month = place // MONTHS_A_YEAR, place % MONTHS_A_YEAR + 1
            end = monthrange(year, month)[1]
            for number in range(1, end + 1):
                if first <= date(year, month, number) <= last:
                    yield date(year, month, number)


def _last(reading: ClockReading) -> date:
    """The last day that matters."""
    asked = reading.closed_on or reading.facts.as_of
    if reading.awaited is None:
        assert reading.answer_due is not None
        return max(reading.answer_due, asked)
    if reading.closed_on is not None:
        return reading.closed_on
    if reading.state is not ClockState.LAPSED:
        return reading.awaited.last
    happened = [event.on for event in reading.facts.events if event.on <= asked]
    return max(reading.awaited.last + ONE_DAY, *happened)


def _place(day: date) -> int:
    """Which month a day is in, counted from the year 0."""
    return day.year * MONTHS_A_YEAR + day.month - 1


def _month_of(day: StripDay) -> tuple[int, int]:
    return day.day.day.year, day.day.day.month


def _named_by(entry: StripDay) -> str:
    """What names a day and for which festival; empty where that decides nothing."""
    day = entry.day
    if day.article is None or entry.part in BY_CALENDAR_DAYS:
        return ""
    return f"{day.festival}{day.why.value}，{day.article}"
