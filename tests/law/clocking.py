"""What the clock's tests share: short dates, one calendar, and counting day by day."""

import json
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import cases.law
from cases.law.calendar import packaged_calendar
from cases.law.clock import ClockReading, compute
from cases.law.clock_facts import ClockFacts, Event

CALENDAR = packaged_calendar()
NOTICES = Path(cases.law.__file__).with_name("notices.json")
ONE_DAY = timedelta(days=1)
D = date.fromisoformat


def read(received: str, *events: Event, as_of: str = "2024-12-31") -> ClockReading:
    """The clock of a case received on a day."""
    return compute(ClockFacts(D(received), events, D(as_of)), CALENDAR)


def codes(reading: ClockReading) -> list[str]:
    return [warning.code.value for warning in reading.warnings]


def listed_days() -> tuple[dict[date, str | None], dict[date, str | None]]:
    """Rest days and worked days by the last notice of each year, with its number: from the file."""
    newest: dict[int, dict[str, Any]] = {}
    for notice in json.loads(NOTICES.read_text("utf-8"))["notices"]:
        newest[notice["year"]] = notice
    rest = {D(d["date"]): n["notice"] for n in newest.values() for d in n["rest_days"]}
    worked = {D(d["date"]): n["notice"] for n in newest.values() for d in n["make_up_workdays"]}
    return rest, worked


REST, WORKED = listed_days()


def works(day: date) -> bool:
    """Whether a day of 2018–2026 is a working day, one look at a time."""
    return day in WORKED or (day.weekday() < 5 and day not in REST)


def count(start: date, n: int, uncounted: Collection[date] = ()) -> date:
    """Day n after the start, day by day: the reference that the prefix sums are held against."""
    day = start
    while n:
        day += ONE_DAY
        if works(day) and day not in uncounted:
            n -= 1
    return day


def span(after: date, until: date) -> set[date]:
    """The days d with `after` < d ≤ `until`."""
    return {after + n * ONE_DAY for n in range(1, (until - after).days + 1)}
