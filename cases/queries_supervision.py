"""Reads of supervision (监督): what the organs below have open and late, and what came of the year."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.auditing import SUPERVISORS
from cases.actor import Actor
from cases.errors import NotAllowed, NotFound
from cases.law.audit_points import SUPERVISED
from cases.law.calendar import Calendar
from cases.law.periods import Period
from cases.models import Case, Organ
from cases.models_clock import CaseClock
from cases.organ_tree import with_those_below
from cases.queries_figures import Volume, counting
from cases.queries_work import DUE_SOON
from cases.states import State
from cases.worklists import DUE

STOCKS: Final = ("open", "late", "near", "unconfirmed", "carried_in")


@dataclass
class Standing:
    """An organ as its supervisors see it: what is at hand today, and this year's volume.

    `carried_in`, received and answered are those of the annual table: what was carried in and what
    came, less what was answered, is open.
    """

    organ: Organ
    open: int = 0
    late: int = 0
    near: int = 0
    unconfirmed: int = 0
    carried_in: int = 0
    volume: Volume = field(default_factory=Volume)


async def supervised(session: AsyncSession, actor: Actor) -> Sequence[Organ]:
    """The organs for which the officer supervises, and all below them: one statement."""
    return await with_those_below(session, actor.organs_with(SUPERVISORS))


async def supervised_organ(session: AsyncSession, actor: Actor, code: str) -> Sequence[Organ]:
    """An organ that the officer supervises with those below it, itself the first.

    NotFound where there is none that the officer may read; NotAllowed where it is not supervised.
    """
    organ = await session.scalar(select(Organ).where(Organ.code == code))
    if organ is None or not actor.may_read(organ.id):
        raise NotFound(f"没有找到代码为“{code}”的单位")
    if organ.id not in {one.id for one in await supervised(session, actor)}:
        raise NotAllowed("本单位不在您的监督范围", article=SUPERVISED)
    below = await with_those_below(session, [organ.id])
    return [organ, *(one for one in below if one.id != organ.id)]


async def standings(
    session: AsyncSession, organs: Sequence[Organ], today: date, calendar: Calendar
) -> list[Standing]:
    """How these organs stand, in their order: two statements, however many there are."""
    made = await stocks(session, organs, today, calendar)
    counted = counting(list(made), Period(today.year), lambda _: Case.organ_id)
    for row in await session.execute(counted):
        made[row.key].volume.add(row)
    return list(made.values())


async def stocks(
    session: AsyncSession, organs: Sequence[Organ], today: date, calendar: Calendar
) -> dict[UUID, Standing]:
    """What these organs have at hand today, without the year's volume: one statement."""
    made = {organ.id: Standing(organ) for organ in organs}
    for row in await session.execute(_stocks(list(made), Period(today.year), today, calendar)):
        here = made[row.key]
        setattr(here, row.what, getattr(here, row.what) + row.cases)
    return made


def _stocks(organs: Collection[UUID], span: Period, today: date, calendar: Calendar) -> Any:
    """What is at hand, each part from a small index: open and unconfirmed cases only."""

    def of_cases(what: str) -> Any:
        return (
            select(
                literal(what).label("what"), Case.organ_id.label("key"), func.count().label("cases")
            )
            .where(Case.organ_id.in_(organs))
            .group_by("key")
        )

    def of_clocks(what: str) -> Any:
        return (
            select(
                literal(what).label("what"),
                CaseClock.organ_id.label("key"),
                func.count().label("cases"),
            )
            .where(CaseClock.organ_id.in_(organs), *DUE)
            .group_by("key")
        )

    unanswered = (Case.answered_on.is_(None), Case.received_on.is_not(None))
    soon = CaseClock.answer_due.between(today, calendar.after(today, DUE_SOON))
    return union_all(
        of_cases("open").where(*unanswered),
        of_cases("unconfirmed").where(Case.state == State.UNCONFIRMED),
        of_cases("carried_in").where(*unanswered, Case.received_on < span.first),
        of_cases("carried_in").where(Case.answered_on >= span.first, Case.received_on < span.first),
        of_clocks("late").where(CaseClock.answer_due < today),
        of_clocks("near").where(soon),
    )


def total_of(rows: Collection[Standing]) -> Standing:
    """Several organs together, under the first one's name."""
    first, *_ = rows
    made = Standing(first.organ, volume=Volume.sum([row.volume for row in rows]))
    for name in STOCKS:
        setattr(made, name, sum(getattr(row, name) for row in rows))
    return made
