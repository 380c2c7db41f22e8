"""日历订阅的内容: whose a secret address is, and the dates of open cases that its owner watches."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    Row,
    func,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from cases.actions.feeds import digest_of
from cases.law.articles import Article
from cases.law.clock_rules import ANSWER, CONSULTATION, FEE, SUPPLEMENT
from cases.models import Case, CaseEvent, Officer, OfficerRole, Organ, Role
from cases.models_clock import CalendarFeed, CalendarVersion, CaseClock
from cases.worklists import AWAITED, DUE, NOTICE_AHEAD, OPEN, Term

MOST_EVENTS: Final = 2_000  # convention: what the calendars of telephones still show at once


@dataclass(frozen=True, eq=False)
class Deadline:
    """期限事项: one date of a case that a calendar shows; `ahead`: only until it is past."""

    key: str
    label: str
    article: Article
    day: InstrumentedAttribute[Any]
    terms: tuple[Term, ...]
    ahead: bool


# fmt: off
DEADLINES: Final = (
    # key, what falls on that day, article, day, condition, only while ahead
    Deadline("answer", "答复期限届满", ANSWER, CaseClock.answer_due, DUE, False),
    Deadline("notice", "补正告知期限届满", SUPPLEMENT, CaseClock.supplement_notice_due, NOTICE_AHEAD, True),
    Deadline("supplement", "申请人补正期限届满", SUPPLEMENT, CaseClock.awaited_until,
             (*AWAITED, CaseClock.awaiting == "supplement"), False),
    Deadline("fee", "申请人缴费期限届满", FEE, CaseClock.awaited_until,
             (*AWAITED, CaseClock.awaiting == "fee"), False),
    Deadline("consultation", "征求意见期限届满", CONSULTATION, CaseClock.paused_until,
             (OPEN, CaseClock.paused_until.is_not(None)), True),
)
# fmt: on
DEADLINE: Final = {deadline.key: deadline for deadline in DEADLINES}


@dataclass(frozen=True)
class Owner:
    """Whose a feed is, and the organs at which that officer works."""

    officer_id: UUID
    organs: tuple[UUID, ...]


async def owner_of(session: AsyncSession, token: str) -> Owner | None:
    """The officer in service behind a secret address; None where there is none.

    Organs that the officer only supervises are left out: their dates are others' work.
    """
    rows = await session.execute(
        select(Officer.id, OfficerRole.organ_id)
        .select_from(CalendarFeed)
        .join(Officer, Officer.id == CalendarFeed.officer_id)
        .outerjoin(
            OfficerRole,
            (OfficerRole.officer_id == Officer.id) & (OfficerRole.role != Role.SUPERVISOR),
        )
        .where(CalendarFeed.digest == digest_of(token), Officer.active)
        .distinct()
    )
    found = rows.all()
    if not found:
        return None
    organs = (row.organ_id for row in found if row.organ_id is not None)
    return Owner(found[0].id, tuple(organs))


async def feed_made_at(session: AsyncSession, officer_id: UUID) -> datetime | None:
    """When an officer's feed was made; None without one."""
    made_at: datetime | None = await session.scalar(
        select(CalendarFeed.made_at).where(CalendarFeed.officer_id == officer_id)
    )
    return made_at


async def deadlines(
    session: AsyncSession, organs: Collection[UUID], today: date, most: int = MOST_EVENTS
) -> Sequence[Row[Any]]:
    """The dates of these organs' open cases, those nearest to today first: `most` of them.

    Each with its kind, its case's number, and the moment since which it may have moved: the last
    event of the case, or the making of the newest calendar.
    """
    kinds = [
        select(
            literal(kind.key).label("kind"),
            kind.day.label("day"),
            CaseClock.case_id,
            CaseClock.provisional,
        ).where(
            CaseClock.organ_id.in_(organs),
            *kind.terms,
            kind.day >= today if kind.ahead else true(),
        )
        for kind in DEADLINES
    ]
    every = union_all(*kinds).subquery()
    nearest = func.abs(every.c.day - today), every.c.day, every.c.case_id, every.c.kind
    near = select(every).order_by(*nearest).limit(most).subquery()
    calendar_made = select(func.max(CalendarVersion.made_at)).scalar_subquery()
    rows = await session.execute(
        select(
            near,
            Case.number,
            Organ.name.label("organ_name"),
            func.greatest(CaseEvent.at, calendar_made).label("moved_at"),
        )
        .join(Case, Case.id == near.c.case_id)
        .join(Organ, Organ.id == Case.organ_id)
        .join(CaseEvent, (CaseEvent.case_id == Case.id) & (CaseEvent.seq == Case.events))
        .order_by(near.c.day, Case.number, near.c.kind)
    )
    return rows.all()
