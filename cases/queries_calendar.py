"""Reads of the working calendar (工作日历): schedules, versions, what a version moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from cases.actions.calendar import DECIDERS, PROPOSERS, RECOMPUTE_CLOCKS
from cases.actor import Actor
from cases.errors import NotFound
from cases.models import Officer, Organ, Promise
from cases.models_clock import CalendarNotice, CalendarVersion, ClockMove, JobProgress

MOVES_A_PAGE: Final = 100
LAST_ORDINAL: Final = 2**15 - 1  # the database's smallint
NOVEMBER: Final = 11  # next year's schedule is usually published by then (convention)
WHAT: Final = {
    # the column of the clock that moved: as reports name it
    "answer_due": "答复期限",
    "supplement_notice_due": "补正告知期限",
    "awaited_until": "补正、缴费期限",
    "provisional": "暂定日期确定",
}
ORDERS: Final = {
    "number": (ClockMove.number, ClockMove.what),
    "-number": (ClockMove.number.desc(), ClockMove.what),
    "now": (ClockMove.now.nulls_last(), ClockMove.number, ClockMove.what),
    "-now": (ClockMove.now.desc().nulls_last(), ClockMove.number, ClockMove.what),
}
_proposer, _decider = aliased(Officer), aliased(Officer)
ENTRY: Final = (
    select(
        CalendarNotice,
        _proposer.name.label("proposer"),
        _decider.name.label("decider"),
    )
    .outerjoin(_proposer, _proposer.id == CalendarNotice.proposed_by)
    .outerjoin(_decider, _decider.id == CalendarNotice.decided_by)
)


async def schedules(session: AsyncSession) -> Sequence[Row[Any]]:
    """Every schedule ever entered with the names of who typed and who decided it, newest first."""
    rows = await session.execute(
        ENTRY.order_by(
            CalendarNotice.year.desc(),
            CalendarNotice.proposed_at.desc(),
            CalendarNotice.issued_on.desc().nulls_last(),
        )
    )
    return [*rows]


async def versions(session: AsyncSession) -> Sequence[Row[Any]]:
    """The versions of the calendar with the schedule that made each, newest first."""
    rows = await session.execute(
        select(CalendarVersion, CalendarNotice.year, CalendarNotice.number)
        .outerjoin(CalendarNotice, CalendarNotice.id == CalendarVersion.notice_id)
        .order_by(CalendarVersion.ordinal.desc())
    )
    return [*rows]


async def schedule(session: AsyncSession, schedule_id: UUID) -> Row[Any]:
    """One schedule, the job that brings it into force, and the version it made; or NotFound."""
    job = func.concat(literal(f"{RECOMPUTE_CLOCKS}:"), CalendarNotice.id)
    found = await session.execute(
        ENTRY.add_columns(
            Promise.dead_at,
            JobProgress.done,
            JobProgress.total,
            CalendarVersion.ordinal,
            CalendarVersion.moved,
            CalendarVersion.recomputed,
        )
        .outerjoin(Promise, Promise.unique_key == job)
        .outerjoin(JobProgress, JobProgress.job == job)
        .outerjoin(CalendarVersion, CalendarVersion.notice_id == CalendarNotice.id)
        .where(CalendarNotice.id == schedule_id)
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound("没有找到这份节假日安排")
    return row


async def version(
    session: AsyncSession, ordinal: int
) -> tuple[CalendarVersion, CalendarNotice | None]:
    """One version of the calendar with the schedule that made it; or NotFound."""
    missing = NotFound(f"没有找到工作日历第{ordinal}版")
    if not 0 < ordinal <= LAST_ORDINAL:
        raise missing
    found = await session.execute(
        select(CalendarVersion, CalendarNotice)
        .outerjoin(CalendarNotice, CalendarNotice.id == CalendarVersion.notice_id)
        .where(CalendarVersion.ordinal == ordinal)
    )
    row = found.one_or_none()
    if row is None:
        raise missing
    return row.CalendarVersion, row.CalendarNotice


async def moves(
    session: AsyncSession, actor: Actor, ordinal: int, order: str = "number", page: int = 1
) -> Sequence[Row[Any]]:
    """A page of what a version moved in the organs that the officer may read; 1 is the first.

    `of_all` in each row is how many there are on all pages.
    """
    rows = await session.execute(
        _moves(actor, ordinal, order)
        .add_columns(func.count().over().label("of_all"))
        .limit(MOVES_A_PAGE)
        .offset((page - 1) * MOVES_A_PAGE)
    )
    return [*rows]


async def all_moves(
    session: AsyncSession, actor: Actor, ordinal: int, order: str = "number"
) -> Sequence[Row[Any]]:
    """All that a version moved in the organs that the officer may read."""
    rows = await session.execute(_moves(actor, ordinal, order))
    return [*rows]


def _moves(actor: Actor, ordinal: int, order: str) -> Any:
    query = (
        select(ClockMove, Organ.code.label("organ"), Organ.name.label("organ_name"))
        .join(Organ, Organ.id == ClockMove.organ_id)
        .where(ClockMove.calendar == ordinal)
        .order_by(*ORDERS[order])
    )
    return query if actor.is_system else query.where(ClockMove.organ_id.in_(actor.reads))


@dataclass(frozen=True)
class Reminder:
    """What the first page says of the calendar."""

    years: tuple[int, ...]  # without a schedule, and wanted by now
    waiting: tuple[Row[Any], ...]  # proposals that this officer may confirm
    may_enter: bool


async def reminder(session: AsyncSession, actor: Actor, today: date) -> Reminder | None:
    """Whose schedule is missing, from 1 November on next year's, and what waits to be confirmed.

    None where there is nothing to say.
    """
    newest = (
        select(func.unnest(CalendarVersion.notices))
        .where(CalendarVersion.ordinal == select(func.max(CalendarVersion.ordinal)).scalar_subquery())
        .scalar_subquery()
    )  # fmt: skip
    found = await session.execute(
        select(
            CalendarNotice.id,
            CalendarNotice.year,
            CalendarNotice.state,
            CalendarNotice.proposed_by,
            CalendarNotice.proposed_at,
            Officer.name,
        )
        .outerjoin(Officer, Officer.id == CalendarNotice.proposed_by)
        .where(or_(CalendarNotice.state == "proposed", CalendarNotice.id.in_(newest)))
        .order_by(CalendarNotice.proposed_at)
    )
    rows: list[Row[Any]] = [*found]
    published = {row.year for row in rows if row.state != "proposed"}
    wanted = [today.year, *([today.year + 1] if today.month >= NOVEMBER else [])]
    years = tuple(year for year in wanted if year not in published)
    decides = actor.has_anywhere(DECIDERS)
    waiting = tuple(
        row
        for row in rows
        if row.state == "proposed" and decides and row.proposed_by != actor.officer_id
    )
    if not years and not waiting:
        return None
    return Reminder(years, waiting, actor.has_anywhere(PROPOSERS))
