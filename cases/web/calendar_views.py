"""The working calendar as the doors show it: months, special days, the days that would change."""

from calendar import Calendar as Weeks
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from cases.actions.recompute import changed_days
from cases.calendars import days_in
from cases.law.calendar import Calendar, Day, Why
from cases.models_clock import CalendarNotice
from cases.schemas_calendar import CalendarDayOut, DayIn, ScheduleOut

ONE_DAY: Final = timedelta(days=1)
DECEMBER: Final = 12
MONTHS: Final = range(1, 13)
PLAIN: Final = (Why.WEEKDAY, Why.WEEKEND)
KINDS: Final[dict[Why, Literal["rest", "worked", "festival"]]] = {
    Why.REST: "rest", Why.WORKED: "worked", Why.FESTIVAL: "festival",
}  # fmt: skip
MARKS: Final = {Why.REST: "休", Why.WORKED: "班", Why.FESTIVAL: "假"}  # told by more than a colour


@dataclass(frozen=True)
class GridDay:
    """One day of a grid; `change` says how it would be read otherwise, empty where it would not."""

    day: Day
    provisional: bool
    change: str

    @property
    def kind(self) -> str:
        """What its cell looks like."""
        return KINDS.get(self.day.why) or ("weekday" if self.day.works else "weekend")

    @property
    def mark(self) -> str:
        """The character on it; none on a plain day."""
        return MARKS.get(self.day.why, "")


@dataclass(frozen=True)
class Month:
    """A month by weeks from Monday to Sunday, None for the days of other months."""

    year: int
    month: int
    weeks: tuple[tuple[GridDay | None, ...], ...]


def months_of(
    calendar: Calendar, year: int, changes: Mapping[date, str] | None = None
) -> tuple[Month, ...]:
    """A year by months, the December before it first where its schedule says anything of that."""
    changes = changes or {}
    before = (year - 1, DECEMBER)
    named = [day for day, _ in _listed(calendar, year)] + list(changes)
    first = [before] if any((day.year, day.month) == before for day in named) else []
    return tuple(_month(calendar, *month, changes) for month in (*first, *_months(year)))


def _months(year: int) -> list[tuple[int, int]]:
    return [(year, month) for month in MONTHS]


def _month(calendar: Calendar, year: int, month: int, changes: Mapping[date, str]) -> Month:
    weeks = Weeks().monthdatescalendar(year, month)
    return Month(
        year,
        month,
        tuple(
            tuple(
                GridDay(calendar.day(day), not calendar.is_published(year), changes.get(day, ""))
                if day.month == month
                else None
                for day in week
            )
            for week in weeks
        ),
    )


def _listed(calendar: Calendar, year: int) -> list[tuple[date, str]]:
    """What the schedule of a year names within the calendar."""
    named = [(day, text) for n in calendar.notices if n.year == year for day, text in n.rest]
    named += [(day, text) for n in calendar.notices if n.year == year for day, text in n.worked]
    return [(day, text) for day, text in named if day >= calendar.first]


def special_days(calendar: Calendar, year: int) -> tuple[Day, ...]:
    """The days of a year that are not plain, those of the December before that its schedule names."""
    before = sorted(day for day, _ in _listed(calendar, year) if day.year < year)
    day = date(year, 1, 1)
    found = [calendar.day(other) for other in before]
    while day.year == year:
        found.append(calendar.day(day))
        day += ONE_DAY
    return tuple(one for one in found if one.why not in PLAIN)


def workdays_in(calendar: Calendar, year: int) -> int:
    """How many working days a year of the calendar has."""
    first = date(year, 1, 1)
    return calendar.between(first, date(year, 12, 31)) + calendar.is_workday(first)


def changes_between(former: Calendar, calendar: Calendar, year: int) -> dict[date, str]:
    """The days that two calendars read differently, by day, each in one sentence."""
    return {changed.day: changed.text for changed in changed_days(former, calendar, year)}


def day_out(day: Day) -> CalendarDayOut:
    """A special day as JSON."""
    return CalendarDayOut(
        day=day.day,
        works=day.works,
        kind=KINDS[day.why],
        festival=day.festival or "",
        source=day.article or "",
    )


def schedule_out(row: CalendarNotice) -> ScheduleOut:
    """A schedule as JSON."""
    return ScheduleOut(
        id=row.id,
        year=row.year,
        number=row.number,
        issued_on=row.issued_on,
        supersedes=row.supersedes,
        state=row.state,
        rest=[DayIn(day=day, festival=festival) for day, festival in days_in(row.rest)],
        worked=[DayIn(day=day, festival=festival) for day, festival in days_in(row.worked)],
        checked=row.checked,
        proposed_at=row.proposed_at,
        decided_at=row.decided_at,
        reason=row.reason,
    )
