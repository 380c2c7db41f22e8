"""Reads of the first page (首页): today's work over all queues, and what falls due in the coming weeks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ARRAY, Date, Row, Select, cast, func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from cases.clocks import NO_LIMIT
from cases.law.calendar import Calendar
from cases.models import Case
from cases.models_clock import CaseClock
from cases.queries_work import MOST_COUNTED, described, standing
from cases.queues import QUEUE, Asker, queues_of
from cases.states import IN_PROGRESS, REVIEWS, State, Verb

MOST_ON_A_DAY: Final = 100  # convention: no bar counts further
MOST_SHOWN: Final = 12  # convention: what one person sees of the day's work at once
ONE_DAY: Final = timedelta(days=1)
STRIP_DAYS: Final = 40  # working days ahead: the answer limit of art. 33 with its extension


async def todays_work(session: AsyncSession, asker: Asker) -> Sequence[Row[Any]]:
    """The cases that wait for this officer, the nearest limit first, each with its `queue`.

    One statement; each queue gives no more than are shown. A case of two queues stands there twice.
    """
    branches = []
    for queue in queues_of(asker.actor):
        # what others examine or sign now is no work of this officer's
        others = () if queue.verb else (*REVIEWS, State.SIGNING)
        here = standing(queue, asker, None, MOST_SHOWN, others).subquery()
        place: Any = here.c.place
        if queue.verb is Verb.CONFIRM_RECEIPT:  # by the law on the day it came: today at the latest
            place = literal(asker.today)
        elif queue.is_done:  # no limit any more: last
            place = literal(NO_LIMIT)
        branches.append(select(literal(queue.key).label("queue"), place.label("place"), here.c.id))
    if not branches:
        return []
    every = union_all(*branches).subquery()
    nearest = select(every).order_by(every.c.place, every.c.id).limit(2 * MOST_SHOWN).subquery()
    found = await session.execute(described(nearest).add_columns(nearest.c.queue))
    return found.all()


@dataclass(frozen=True)
class DueDay:
    """One working day ahead: how many answers fall due, and how many other limits end.

    Each is counted up to MOST_ON_A_DAY, of one's own the first MOST_COUNTED cases.
    """

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
    found = await session.execute(_due(organs, asker, days))
    return [DueDay(row.day, row.answers, row.mine, row.others) for row in found]


def _due(organs: Collection[UUID], asker: Asker, days: Sequence[date]) -> Select[Any]:
    """The statement of the coming days: each reads what ends since the day before, and no more."""
    since = [asker.today, *(day + ONE_DAY for day in days[:-1])]
    each = func.unnest(cast(since, ARRAY(Date)), cast(days, ARRAY(Date)))
    span = each.table_valued("since", "day").render_derived()
    own = select(CaseClock.owed_by).where(CaseClock.case_id == Case.id).scalar_subquery()
    mine = (
        select(own.label("day"))
        .where(Case.organ_id.in_(organs), Case.handler_id.in_(asker.hands))
        .where(Case.state.in_(IN_PROGRESS))
        .limit(MOST_COUNTED)
        .cte("mine")
        .prefix_with("MATERIALIZED")  # else it is read anew for each day
    )

    def ending(column: Any) -> Any:
        here = select(literal(1)).where(CaseClock.organ_id.in_(organs))
        if column is not CaseClock.owed_by:
            here = here.where(CaseClock.is_open)
        here = here.where(column.is_not(None), column.between(span.c.since, span.c.day))
        some = here.limit(MOST_ON_A_DAY).correlate(span).subquery()
        return select(func.count()).select_from(some).scalar_subquery()

    owned = select(func.count()).where(mine.c.day.between(span.c.since, span.c.day))
    others = ending(CaseClock.paused_until) + ending(CaseClock.awaited_until)
    return select(
        span.c.day,
        ending(CaseClock.owed_by).label("answers"),
        owned.correlate(span).scalar_subquery().label("mine"),
        others.label("others"),
    ).order_by(span.c.day)


def queue_of(row: Row[Any]) -> Any:
    """The queue that a line of today's work came from."""
    return QUEUE[row.queue]
