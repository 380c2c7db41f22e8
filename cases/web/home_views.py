"""The first page as it is shown: each case once with its next step, the weeks ahead with their bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Row

from cases.law.calendar import Calendar
from cases.queries_home import MOST_ON_A_DAY, MOST_SHOWN, DueDay, queue_of
from cases.shown_work import WorkRow
from cases.web.queue_views import work_rows

TALLEST: Final = 5  # steps of a bar: its class names how high it stands


@dataclass(frozen=True)
class StripDay:
    """One day of the strip: what ends, how high its bar stands, whether a week begins."""

    due: DueDay
    height: int
    begins_week: bool
    begins_month: bool

    @property
    def is_cut(self) -> bool:
        """Whether more answers fall due than are counted."""
        return self.due.answers >= MOST_ON_A_DAY

    @property
    def figure(self) -> str:
        """The number on its bar; none, none."""
        number = self.due.answers + self.due.others
        return counted(number) if number else ""

    @property
    def words(self) -> str:
        """The day as it is read aloud."""
        day = self.due.day
        parts = [f"{day.month}月{day.day}日星期{'一二三四五六日'[day.weekday()]}"]
        if self.due.answers:
            own = f"，其中本人承办{counted(self.due.mine)}件" if self.due.mine else ""
            parts.append(f"答复期限届满{counted(self.due.answers)}件{own}")
        if self.due.others:
            parts.append(f"补正、缴费、征求意见期限届满{counted(self.due.others)}件")
        return "：".join((parts[0], "；".join(parts[1:]) or "没有期限届满"))


def counted(number: int) -> str:
    """A number that was counted up to MOST_ON_A_DAY."""
    return f"{MOST_ON_A_DAY - 1}+" if number >= MOST_ON_A_DAY else str(number)


def strip_days(days: Sequence[DueDay]) -> list[StripDay]:
    """The days with bars on the scale of the fullest one, of TALLEST at least."""
    most = max(TALLEST, *(d.answers + d.others for d in days))
    shown, before = [], None
    for due in days:
        number = due.answers + due.others
        height = -(-number * TALLEST // most)  # rounded up: one case is seen
        week = before is None or due.day.isocalendar()[:2] != before.isocalendar()[:2]
        month = before is None or due.day.month != before.month
        shown.append(StripDay(due, height, week, month))
        before = due.day
    return shown


def todays_rows(rows: Sequence[Row[Any]], today: date, calendar: Calendar) -> list[WorkRow]:
    """Each case once, with the step of the first queue that it stands in by the table of queues."""
    made: dict[Any, WorkRow] = {}
    for row in rows:
        if row.id not in made:
            made[row.id] = work_rows(queue_of(row), [row], today, calendar)[0]
    return list(made.values())[:MOST_SHOWN]
