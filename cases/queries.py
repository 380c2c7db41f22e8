"""Reads (查询): lists, one case, search. Doors call these; verbs do not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Row, Text, cast, func, literal, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.calendars import Numbered, at_hand
from cases.dossier import SENT_PAPER
from cases.errors import NotFound
from cases.kinds import Kind
from cases.models import (
    MEMBER_REPORT,
    Case,
    CaseEvent,
    Document,
    Notice,
    Officer,
    OfficerRole,
    Organ,
    OrganRemedy,
    Promise,
)
from cases.models_clock import CalendarVersion, CaseClock
from cases.queries_search import MOST_COUNTED
from cases.queries_search import PAGE as PAGE
from cases.queries_search import Cell as Cell
from cases.queries_search import Page as Page
from cases.queries_search import Wanted as Wanted
from cases.queries_search import list_cases as list_cases
from cases.states import WAITING


async def read_case(session: AsyncSession, actor: Actor, case_id: UUID) -> tuple[Case, Organ]:
    """A case and its organ; NotFound where there is none that this officer may see."""
    found = await session.execute(
        select(Case, Organ).join(Organ, Organ.id == Case.organ_id).where(Case.id == case_id)
    )
    row = found.one_or_none()
    if row is None or not actor.may_read(row.Case.organ_id):
        raise NotFound("没有找到这件申请，请核对编号")
    return row.Case, row.Organ


@dataclass(frozen=True)
class Clocked:
    """The stored dates of a case, and the calendar that they stand under."""

    row: CaseClock | None  # none until the worker has computed those of an older version
    calendar: Numbered


async def read_clock(session: AsyncSession, case_id: UUID) -> Clocked:
    """The stored dates of a case: an open one stands under the newest calendar."""
    newest = select(func.max(CalendarVersion.ordinal)).scalar_subquery()
    found = await session.execute(
        select(CaseClock, CalendarVersion.ordinal, CalendarVersion.version)
        .select_from(CalendarVersion)
        .outerjoin(CaseClock, CaseClock.case_id == case_id)
        .where(CalendarVersion.ordinal == func.coalesce(CaseClock.calendar, newest))
    )
    row, ordinal, version = found.one()
    return Clocked(row, await at_hand(session, ordinal, version))


async def history(session: AsyncSession, case_id: UUID) -> Sequence[CaseEvent]:
    """The events of a case in their order."""
    rows = await session.scalars(
        select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.seq)
    )
    return rows.all()


async def paper_events(session: AsyncSession, case_id: UUID) -> Sequence[CaseEvent]:
    """The events of a case that its papers are told by: made, voided, sent."""
    told = or_(
        CaseEvent.kind.in_((Kind.PAPER_ISSUED, Kind.PAPER_VOIDED)),
        CaseEvent.data[SENT_PAPER].astext.is_not(None),
    )
    rows = await session.scalars(
        select(CaseEvent).where(CaseEvent.case_id == case_id, told).order_by(CaseEvent.seq)
    )
    return rows.all()


async def open_counts(session: AsyncSession, actor: Actor) -> dict[UUID, dict[str, int]]:
    """How many open cases of each organ stand in each state, none beyond MOST_COUNTED."""
    each = func.unnest(cast([*WAITING], ARRAY(Text))).table_valued("state").render_derived()
    here = select(literal(1)).where(Case.organ_id == Organ.id, Case.state == each.c.state)
    here = here.limit(MOST_COUNTED).correlate(Organ, each)
    number = select(func.count()).select_from(here.subquery()).scalar_subquery()
    rows = await session.execute(
        select(Organ.id, each.c.state, number)
        .select_from(Organ)
        .join(each, true())
        .where(Organ.id.in_(actor.reads))
    )
    counts: dict[UUID, dict[str, int]] = {}
    for organ_id, state, count in rows:
        counts.setdefault(organ_id, {})[state] = count
    return counts


async def case_count(session: AsyncSession) -> int:
    """How many cases there are."""
    return await session.scalar(select(func.count()).select_from(Case)) or 0


async def organs_of(session: AsyncSession, actor: Actor) -> Sequence[Organ]:
    """The organs whose cases an officer may read, by their codes."""
    query = select(Organ).order_by(Organ.code)
    if not actor.is_system:
        query = query.where(Organ.id.in_(actor.reads))
    return (await session.scalars(query)).all()


async def organ_by_code(session: AsyncSession, actor: Actor, code: str) -> Organ:
    """An organ that the officer may read; NotFound otherwise, also for what can be no code."""
    organ = None
    if code.isprintable():
        organ = await session.scalar(select(Organ).where(Organ.code == code))
    if organ is None or not actor.may_read(organ.id):
        raise NotFound(f"没有找到代码为“{code}”的单位")
    return organ


async def remedies_of(session: AsyncSession, organ_id: UUID) -> Sequence[OrganRemedy]:
    """复议机关与法院 of an organ, the newest first."""
    rows = await session.scalars(
        select(OrganRemedy)
        .where(OrganRemedy.organ_id == organ_id)
        .order_by(OrganRemedy.valid_from.desc())
    )
    return rows.all()


async def officers_at(session: AsyncSession, organ_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """The officers with a role at these organs, with their roles, organ by organ."""
    rows = await session.execute(
        select(Officer, OfficerRole.organ_id, func.array_agg(OfficerRole.role).label("roles"))
        .join(OfficerRole, OfficerRole.officer_id == Officer.id)
        .where(OfficerRole.organ_id.in_(organ_ids))
        .group_by(Officer.id, OfficerRole.organ_id)
        .order_by(OfficerRole.organ_id, Officer.login)
    )
    return [*rows]


async def notices_of(session: AsyncSession, officer_id: UUID) -> Sequence[Notice]:
    """What an officer has not read yet, the newest first."""
    rows = await session.scalars(
        select(Notice)
        .where(Notice.officer_id == officer_id, Notice.read_at.is_(None))
        .order_by(Notice.at.desc())
        .limit(PAGE)
    )
    return rows.all()


async def documents_of(session: AsyncSession, organ_id: UUID, year: int) -> Sequence[Document]:
    """The papers that an organ has of a year, as they are named, the newest first.

    What a member outside sent is with that member.
    """
    rows = await session.scalars(
        select(Document)
        .where(
            Document.organ_id == organ_id,
            Document.kind != MEMBER_REPORT,
            Document.name.contains(f"{year}年"),
        )
        .order_by(Document.at.desc(), Document.id.desc())
        .limit(PAGE)
    )
    return rows.all()


async def dead_promises(session: AsyncSession) -> Sequence[Promise]:
    """Jobs that failed too often and wait for a person."""
    rows = await session.scalars(
        select(Promise).where(Promise.dead_at.is_not(None)).order_by(Promise.dead_at).limit(PAGE)
    )
    return rows.all()
