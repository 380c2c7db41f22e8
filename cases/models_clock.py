"""The tables of the clock (期限): schedules, versions of the calendar, the stored dates of cases."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKey, SmallInteger, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Table, new_id


class CalendarNotice(Table):
    """节假日安排: one version of one year's schedule; proposed by one person, decided by another."""

    __tablename__ = "calendar_notices"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    year: Mapped[int] = mapped_column(SmallInteger)
    number: Mapped[str | None]  # 文号
    issued_on: Mapped[date | None]
    supersedes: Mapped[str | None]  # 文号 of the notice that it changes
    rest: Mapped[list[list[str]]] = mapped_column(JSONB)  # [day, festival]
    worked: Mapped[list[list[str]]] = mapped_column(JSONB)
    text: Mapped[str] = mapped_column(default="")  # as it was pasted
    checked: Mapped[list[str]] = mapped_column(JSONB, default=list)  # questions that were answered
    state: Mapped[str]  # packaged · proposed · confirmed · refused
    proposed_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")


class CalendarVersion(Table):
    """工作日历的版本: the schedules in force from its making on, one a year; never changed."""

    __tablename__ = "calendars"
    ordinal: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    version: Mapped[str]  # what the calendar of its notices calls itself
    notices: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    notice_id: Mapped[UUID | None] = mapped_column(ForeignKey("calendar_notices.id"))
    made_at: Mapped[datetime]
    recomputed: Mapped[int | None]  # open cases computed again by it, and how many of them moved
    moved: Mapped[int | None]


class CaseClock(Table):
    """期限: the dates of a case as its events and a calendar give them; never edited.

    Nothing in it hangs on today: a pause or a wait is kept with its last day. An open case stands
    under the newest calendar, a closed one under that of its answer.
    """

    __tablename__ = "clocks"
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    organ_id: Mapped[UUID]
    calendar: Mapped[int | None] = mapped_column(SmallInteger, ForeignKey("calendars.ordinal"))
    is_open: Mapped[bool]
    supplement_notice_due: Mapped[date | None]
    answer_due: Mapped[date | None]
    owed_by: Mapped[date | None]  # 办理期限 of a case in work: see `clocks.owed_by`
    paused_until: Mapped[date | None]
    awaiting: Mapped[str | None]  # supplement · fee
    awaited_until: Mapped[date | None]
    timely: Mapped[bool | None]
    provisional: Mapped[bool]
    warnings: Mapped[list[dict[str, Any]]]  # code, on
    trouble: Mapped[str | None]  # why no clock can be computed


class ClockMove(Table):
    """期限变动: one date of one open case that a new calendar moved, and why."""

    __tablename__ = "clock_moves"
    calendar: Mapped[int] = mapped_column(
        SmallInteger, ForeignKey("calendars.ordinal"), primary_key=True
    )
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    organ_id: Mapped[UUID]
    number: Mapped[str]
    what: Mapped[str] = mapped_column(primary_key=True)  # the column of the clock
    was: Mapped[date | None]
    now: Mapped[date | None]
    reason: Mapped[str]


class JobProgress(Table):
    """作业进度: how far a long job has come; written outside its transaction."""

    __tablename__ = "job_progress"
    job: Mapped[str] = mapped_column(primary_key=True)
    done: Mapped[int]
    total: Mapped[int]
    at: Mapped[datetime]


class CalendarFeed(Table):
    """日历订阅: the digest of the secret address from which an officer's deadlines are read."""

    __tablename__ = "calendar_feeds"
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(unique=True)
    made_at: Mapped[datetime]
