"""Reads (查询): lists, one case, search. Doors call these; verbs do not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from cases import personal
from cases.actor import Actor
from cases.annual.table import counts_in
from cases.calendars import Numbered, at_hand
from cases.dossier import SENT_PAPER
from cases.errors import BadInput, NotFound
from cases.kinds import Kind
from cases.law.identity import normal
from cases.models import (
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
from cases.states import WAITING, State
from cases.vault import Vault

PAGE: Final = 50
LISTED: Final = (
    Case.id, Case.organ_id, Case.number, Case.state, Case.channel, Case.received_on,
    Case.listed_on, Case.answered_on, Case.answer_type, Case.annual_row, Case.applicant_class,
    Case.applicant_name, func.left(Case.request, 160).label("request"),
)  # fmt: skip

CLOCKED: Final = (
    CaseClock.answer_due, CaseClock.paused_until, CaseClock.awaiting, CaseClock.awaited_until,
    CaseClock.timely, CaseClock.provisional,
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One figure of an annual table, whose cases are wanted."""

    year: int
    row: str
    column: str


@dataclass(frozen=True)
class Wanted:
    """What a list is asked for; every part narrows it."""

    organs: tuple[UUID, ...]
    text: str = ""
    state: str | None = None
    annual_row: str | None = None
    applicant_class: str | None = None
    year: int | None = None
    cell: Cell | None = None
    oldest_first: bool = False


@dataclass(frozen=True)
class Page:
    """A page of a list, and where the next one begins."""

    rows: Sequence[Row[Any]]
    next: str | None


async def list_cases(
    session: AsyncSession, vault: Vault, wanted: Wanted, after: str | None = None, size: int = PAGE
) -> Page:
    """Cases by the day under which they are listed; the next page begins where this one ends.

    One statement, whose work grows with the page and the number of organs, not with the cases.
    """
    way = [Case.listed_on, Case.id]
    here = select(*LISTED).where(Case.organ_id == Organ.id, *narrowing(vault, wanted))
    if after is not None:
        place, start = tuple_(Case.listed_on, Case.id), tuple_(*_position(after))
        here = here.where(place > start if wanted.oldest_first else place < start)
    here = here.order_by(*_sorted(way, wanted.oldest_first)).limit(size + 1).correlate(Organ)
    listed = here.lateral("listed")
    found = await session.execute(
        select(listed, *CLOCKED, Organ.code.label("organ_code"), Organ.name.label("organ_name"))
        .select_from(Organ)
        .join(listed, true())
        .outerjoin(CaseClock, CaseClock.case_id == listed.c.id)
        .where(Organ.id.in_(wanted.organs))
        .order_by(*_sorted([listed.c.listed_on, listed.c.id], wanted.oldest_first))
        .limit(size + 1)
    )
    rows = found.all()
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last.listed_on}_{last.id}" if last else None)


def _sorted(columns: list[Any], oldest_first: bool) -> list[Any]:
    return columns if oldest_first else [column.desc() for column in columns]


def _position(after: str) -> tuple[date, UUID]:
    day, _, case_id = after.partition("_")
    try:
        return date.fromisoformat(day), UUID(case_id)
    except ValueError:
        raise BadInput("翻页位置无效，请从第一页重新打开列表") from None


def narrowing(vault: Vault, wanted: Wanted) -> list[ColumnElement[bool]]:
    """The conditions of a list, but for its organs."""
    terms: list[ColumnElement[bool]] = []
    if wanted.state:
        terms.append(Case.state == wanted.state)
    if wanted.annual_row:
        terms.append(Case.annual_row == wanted.annual_row)
    if wanted.applicant_class:
        terms.append(Case.applicant_class == wanted.applicant_class)
    if wanted.year:
        terms.append(Case.listed_on.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.cell:
        terms.append(counts_in(wanted.cell.row, wanted.cell.column, wanted.cell.year))
    terms += [matching(vault, word) for word in wanted.text.split()]
    return terms


def matching(vault: Vault, word: str) -> ColumnElement[bool]:
    """Cases whose number, applicant or request holds the word, or whose paper or phone it is."""
    if len(word) < SHORTEST_WORD:
        raise BadInput(f"查询词“{word}”过短，请至少输入{SHORTEST_WORD}个字")
    if word.startswith(OWN_NUMBER):  # many cases share its trigrams, few its beginning
        return Case.number.startswith(word, autoescape=True)
    doubled = "".join(2 * (f"\\{c}" if c in "%_\\" else c) for c in word.lower())
    key = func.search_key(Case.number, Case.applicant_name, Case.request)
    places: list[ColumnElement[bool]] = [key.like(f"%{doubled}%", escape="\\")]
    if len(normal(word)) >= LIKE_A_NUMBER:
        places.append(Case.id_number_index == personal.id_number_index(vault, word))
    if len(personal.normal_phone(word)) >= LIKE_A_PHONE:
        places.append(Case.phone_index == personal.phone_index(vault, word))
    return or_(*places)


OWN_NUMBER: Final = "YSQ-"
SHORTEST_WORD: Final = 2  # one character has no trigram: it would read every case
LIKE_A_NUMBER: Final = 6
LIKE_A_PHONE: Final = 7


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
    """How many cases of each organ await confirmation, and are under way: from a small index."""
    rows = await session.execute(
        select(Case.organ_id, Case.state, func.count())
        .where(Case.organ_id.in_(actor.reads), Case.state.in_(WAITING))
        .group_by(Case.organ_id, Case.state)
    )
    counts: dict[UUID, dict[str, int]] = {}
    for organ_id, state, count in rows:
        here = counts.setdefault(organ_id, {"unconfirmed": 0, "open": 0})
        here["unconfirmed" if state == State.UNCONFIRMED else "open"] += count
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
    """An organ that the officer may read; NotFound otherwise."""
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


async def documents_of(session: AsyncSession, organ_id: UUID) -> Sequence[Document]:
    """The papers of an organ, the newest first."""
    rows = await session.scalars(
        select(Document)
        .where(Document.organ_id == organ_id)
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
