"""Reads of the first page (首页): today's work over all queues, and what falls due in the coming weeks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Result, Row, and_, func, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from cases.law.calendar import Calendar
from cases.models import Case
from cases.models_clock import CaseClock
from cases.queries_work import listing
from cases.queues import QUEUE, Asker, queues_of
from cases.states import REVIEWS, State

MOST_SHOWN: Final = 12  # convention: what one person sees of the day's work at once
STRIP_DAYS: Final = 40  # working days ahead: the answer limit of art. 33 with its extension


async def todays_work(session: AsyncSession, asker: Asker) -> Sequence[Row[Any]]:
    """The cases that wait for this officer, the nearest limit first, each with its `queue`.

    One statement; each queue gives no more than are shown. A case of two queues stands there twice.
    """
    branches = []
    for queue in queues_of(asker.actor):
        if not queue.is_done:
            here = listing(queue, asker, None, MOST_SHOWN)
            if queue.verb is None:  # what others examine or sign now is no work of this officer's
                here = here.where(Case.state.not_in((*REVIEWS, State.SIGNING)))
            branches.append(select(literal(queue.key).label("queue"), *here.subquery().c))
    if not branches:
        return []
    every = union_all(*branches).subquery()
    ordered = select(every).order_by(every.c.place, every.c.id).limit(2 * MOST_SHOWN)
    found = await session.execute(ordered)
    return found.all()


@dataclass(frozen=True)
class DueDay:
    """One working day ahead: how many answers fall due, and how many other limits end."""

    day: date
    answers: int  # 答复期限届满
    mine: int  # of these, handled by the officer or whom the officer stands in for
    others: int  # 补正、缴费、征求意见的期限届满


async def due_days(
    session: AsyncSession, organs: Collection[UUID], asker: Asker, calendar: Calendar
) -> list[DueDay]:
    """The coming STRIP_DAYS working days, today among them where it is one: one statement.

    A limit that ends on a day of rest stands at the next working day.
    """
    first = asker.today if calendar.is_workday(asker.today) else calendar.after(asker.today, 1)
    days = [first]
    while len(days) < STRIP_DAYS:
        days.append(calendar.after(days[-1], 1))
    ends = func.coalesce(CaseClock.paused_until, CaseClock.awaited_until)
    window = (asker.today, days[-1])
    found: Result[Any] = await session.execute(
        union_all(
            select(
                literal("answers").label("what"),
                CaseClock.answer_due.label("day"),
                func.count().label("number"),
                func.count().filter(Case.handler_id.in_(asker.hands)).label("mine"),
            )
            .join(Case, Case.id == CaseClock.case_id)
            .where(CaseClock.organ_id.in_(organs), CaseClock.is_open)
            .where(CaseClock.answer_due.between(*window))
            .group_by(CaseClock.answer_due),
            select(literal("others"), ends, func.count(), literal(0))
            .where(CaseClock.organ_id.in_(organs), CaseClock.is_open)
            .where(
                or_(
                    and_(
                        CaseClock.paused_until.is_not(None),
                        CaseClock.paused_until.between(*window),
                    ),
                    and_(
                        CaseClock.awaited_until.is_not(None),
                        CaseClock.awaited_until.between(*window),
                    ),
                )
            )
            .group_by(ends),
        )
    )
    sums = {day: {"answers": 0, "mine": 0, "others": 0} for day in days}
    for row in found:
        day = next((day for day in days if day >= row.day), days[-1])
        sums[day][row.what] += row.number
        sums[day]["mine"] += row.mine
    return [DueDay(day, **counts) for day, counts in sums.items()]


def queue_of(row: Row[Any]) -> Any:
    """The queue that a line of today's work came from."""
    return QUEUE[row.queue]
