"""The form of a schedule (节假日安排): what a browser sends, read into a draft, and back again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cases.actions.calendar_draft import Draft, schedule_of
from cases.errors import BadInput, Fault
from cases.law.calendar import Calendar
from cases.law.festivals import YEARS, statutory
from cases.law.notice_text import Recognised
from cases.law.notices import DECEMBER, Notice
from cases.schemas_calendar import MOST_DAYS, HeadIn, RowIn
from cases.typed import read
from cases.web.forms import Typed

FIELD: Final = re.compile(r"(?:day|kind|festival|remove)\.([0-9]{1,3})", re.ASCII)
MORE_ROWS: Final = 5
HEAD: Final = ("year", "number", "issued_on")


@dataclass(frozen=True)
class Row:
    """One line of the list of days as it was typed."""

    day: str
    kind: str
    festival: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in it."""
        return not (self.day or self.festival)


@dataclass(frozen=True)
class Filled:
    """The form as it was typed: without the lines that were ticked to be removed, or are empty."""

    year: str
    number: str
    issued_on: str
    text: str
    rows: tuple[Row, ...]


def filled(form: Typed) -> Filled:
    """What a browser sent."""
    numbers = {int(found[1]) for name in form if (found := FIELD.fullmatch(name))}
    rows = [
        Row(
            day=form.get(f"day.{number}", "").strip(),
            kind=form.get(f"kind.{number}", "rest"),
            festival=form.get(f"festival.{number}", "").strip(),
        )
        for number in sorted(numbers)
        if f"remove.{number}" not in form
    ]
    head = {name: form.get(name, "").strip() for name in HEAD}
    kept = tuple(row for row in rows if not row.is_empty)
    return Filled(**head, text=form.get("text", ""), rows=kept)


def of_text(found: Recognised, text: str) -> Filled:
    """The form as a text fills it."""
    return Filled(
        year=str(found.year),
        number=found.number or "",
        issued_on=str(found.issued_on or ""),
        text=text,
        rows=tuple(_rows(found)),
    )


def day_by_day(year: int, calendar: Calendar) -> Filled:
    """The form to fill in day by day: with the schedule in force, else the statutory festivals."""
    schedule = schedule_of(calendar, year)
    if schedule is None:
        days = statutory(year).items()
        rows = tuple(Row(str(day), "rest", festival) for day, festival in days)
        return Filled(str(year), "", "", "", rows)
    return Filled(
        year=str(year),
        number=schedule.number or "",
        issued_on=str(schedule.issued_on or ""),
        text="",
        rows=tuple(_rows(schedule)),
    )


def _rows(days: Recognised | Notice) -> Iterator[Row]:
    both = [(day, "rest", festival) for day, festival in days.rest]
    both += [(day, "worked", festival) for day, festival in days.worked]
    yield from (Row(str(day), kind, festival) for day, kind, festival in sorted(both))


def read_year(form: Typed) -> int:
    """The year to fill in; BadInput where it is none that has one."""
    year = form.get("year", "").strip()
    if not (year.isdecimal() and year.isascii() and int(year[:6]) in YEARS):
        sentence = f"年份应为{YEARS[0]}至{YEARS[-1]}之间的四位数字，如2027"
        raise BadInput.of([Fault("year", sentence)])
    return int(year)


def draft_of(form: Filled) -> Draft:
    """The schedule that was typed; BadInput with every fault beside its field or line."""
    faults: list[Fault] = []
    head = None
    try:
        head = read(HeadIn, {name: getattr(form, name) for name in (*HEAD, "text")})
    except BadInput as wrong:
        faults += wrong.faults
    rows = list(_read_rows(form.rows, head.year if head else None, faults))
    if len(form.rows) > MOST_DAYS:
        faults.append(Fault("days", f"所列日期过多，最多{MOST_DAYS}日"))
    if faults:
        raise BadInput.of(faults)
    assert head is not None
    return Draft(
        year=head.year,
        number=head.number or None,
        issued_on=head.issued_on,
        rest=_of_kind("rest", rows),
        worked=_of_kind("worked", rows),
        text=head.text,
    )


def _of_kind(kind: str, rows: Iterable[RowIn]) -> tuple[tuple[date, str], ...]:
    return tuple(sorted((row.day, row.festival) for row in rows if row.kind == kind))


def _read_rows(rows: Iterable[Row], year: int | None, faults: list[Fault]) -> Iterator[RowIn]:
    seen: set[date] = set()
    for number, row in enumerate(rows):
        try:
            found = read(RowIn, vars(row))
        except BadInput as wrong:
            faults += [Fault(f"{fault.field}.{number}", fault.sentence) for fault in wrong.faults]
            continue
        if found.day in seen:
            faults.append(Fault(f"day.{number}", "该日已经列出，一日只能列一次"))
        elif year and not _within(found.day, year):
            sentence = f"该日不属于{year}年的安排，应为{year}年的日期或者上年12月的日期"
            faults.append(Fault(f"day.{number}", sentence))
        seen.add(found.day)
        yield found


def _within(day: date, year: int) -> bool:
    return day.year == year or (day.year, day.month) == (year - 1, DECEMBER)


def shown(form: Filled, *, more: bool = False) -> dict[str, Any]:
    """The form as its page prints it, with empty lines below."""
    empty = [Row("", "rest", "") for _ in range(MORE_ROWS * 2 if more else 2)]
    return {"form": form, "rows": [*form.rows, *empty]}
