"""Reads of an overview (总览): late and near-late cases with what each waits for, drafts to decide on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Row, and_, cast, exists, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from cases.actions.signing_together import LEVELS, may_decide
from cases.actor import Actor
from cases.dossier import MOVING
from cases.history import Kind
from cases.kinds import LOOKS
from cases.law.calendar import Calendar
from cases.models import Case, CaseEvent, Officer, Organ
from cases.models_audit import DraftOpened
from cases.models_clock import CaseClock
from cases.models_work import Department
from cases.queries_work import DUE_SOON
from cases.states import State
from cases.worklists import DUE, LISTED

MOST_LATE: Final = 50  # convention: how many late and near-late cases stand on the overview
Term = ColumnElement[bool]


@dataclass(frozen=True)
class Waiting:
    """Late and near-late cases, the nearest limit first, and how many there are of each."""

    rows: Sequence[Row[Any]]
    is_cut: bool


async def late_and_near(
    session: AsyncSession, organ_id: UUID, today: date, calendar: Calendar
) -> Waiting:
    """What is late or falls due within five working days, with what each waits for: one statement."""
    handler = aliased(Officer)
    found = await session.execute(
        select(
            *LISTED,
            Case.handler_id,
            handler.name.label("handler"),
            Department.name.label("department"),
            _since().label("since"),
            _extended().label("extended"),
        )
        .select_from(CaseClock)
        .join(Case, Case.id == CaseClock.case_id)
        .outerjoin(handler, handler.id == Case.handler_id)
        .outerjoin(Department, Department.id == Case.department_id)
        .where(
            CaseClock.organ_id == organ_id,
            *DUE,
            CaseClock.answer_due <= calendar.after(today, DUE_SOON),
        )
        .order_by(CaseClock.answer_due, CaseClock.case_id)
        .limit(MOST_LATE + 1)
    )
    rows = found.all()
    return Waiting(rows[:MOST_LATE], len(rows) > MOST_LATE)


def _since() -> Any:
    """Since when a case stands where it is, as `Dossier.state_since`."""
    moved = aliased(CaseEvent)
    return (
        select(func.max(moved.at))
        .where(
            moved.case_id == CaseClock.case_id,
            moved.data["to"].is_not(None) | moved.kind.in_(MOVING),
        )
        .correlate(CaseClock)
        .scalar_subquery()
    )


def _extended() -> Term:
    """延长答复期限 was told, and the record of it was not struck."""
    told, struck = aliased(CaseEvent), aliased(CaseEvent)
    strikes = exists().where(
        struck.case_id == told.case_id,
        struck.kind == Kind.STEP_STRUCK,
        cast(struck.data["strikes"].astext, Integer) == told.seq,
    )
    return exists().where(told.case_id == CaseClock.case_id, told.kind == Kind.EXTENSION, ~strikes)


MOST_TO_DECIDE: Final = 100  # convention: how many drafts stand on the page of 签发


@dataclass(frozen=True)
class Told:
    """One record on the way of a draft, as its line in the list needs it."""

    seq: int
    kind: Kind
    at: datetime
    by: str
    answer_type: str | None
    annual_row: str | None
    said: str  # 送审说明 or the reason of a 退回
    title: str | None  # of the letter that was drafted
    proposed: int  # gates that were to be let pass, with a reason, at 送审


@dataclass(frozen=True)
class ToDecide:
    """A draft that waits for this officer, with everything told of it so far."""

    row: Row[Any]
    told: Sequence[Told]

    @property
    def news(self) -> list[Told]:
        """What was done on the case since this officer opened it; all looks left out."""
        seen = self.row.seen or 0
        return [one for one in self.told if one.seq > seen and one.kind not in LOOKS]

    @property
    def is_opened(self) -> bool:
        """Whether it was opened as it stands now."""
        return self.row.seen is not None and not self.news


def where_decided(actor: Actor) -> list[Term]:
    """The cases that this officer agrees to or signs, by organ and level."""
    return [
        and_(Case.organ_id == organ_id, Case.state == level)
        for organ_id in actor.roles
        for level in LEVELS
        if may_decide(actor, organ_id, level)
    ]


async def count_to_decide(session: AsyncSession, actor: Actor) -> dict[tuple[UUID, State], int]:
    """How many drafts wait for this officer, by organ and level: one statement."""
    found = await session.execute(
        select(Case.organ_id, Case.state, func.count())
        .where(or_(false(), *where_decided(actor)))
        .group_by(Case.organ_id, Case.state)
    )
    return {(organ_id, State(state)): count for organ_id, state, count in found}


async def to_decide(session: AsyncSession, actor: Actor) -> list[ToDecide]:
    """The drafts that wait for this officer, the nearest limit first: two statements."""
    opened = (
        select(func.max(DraftOpened.seen))
        .where(DraftOpened.officer_id == actor.officer_id, DraftOpened.case_id == Case.id)
        .scalar_subquery()
    )
    found = await session.execute(
        select(
            *LISTED,
            opened.label("seen"),
            Organ.code.label("organ_code"),
            Organ.name.label("organ_name"),
        )
        .select_from(Case)
        .join(Organ, Organ.id == Case.organ_id)
        .outerjoin(CaseClock, CaseClock.case_id == Case.id)
        .where(or_(false(), *where_decided(actor)))
        .order_by(CaseClock.answer_due.nulls_last(), Case.id)
        .limit(MOST_TO_DECIDE)
    )
    rows = found.all()
    told = await _told(session, [row.id for row in rows])
    return [ToDecide(row, told.get(row.id, [])) for row in rows]


async def _told(session: AsyncSession, case_ids: Sequence[UUID]) -> dict[UUID, list[Told]]:
    """The records of these cases, without the texts that they hold."""
    data, event = CaseEvent.data, CaseEvent
    found = await session.execute(
        select(
            event.case_id, event.seq, event.kind, event.at, event.officer,
            data["answer_type"].astext.label("answer_type"),
            data["annual_row"].astext.label("annual_row"),
            func.coalesce(data["note"].astext, data["reason"].astext, "").label("said"),
            data["letter", "fields", "title"].astext.label("title"),
            func.coalesce(func.jsonb_array_length(data["passed"]), 0).label("proposed"),
        )
        .where(event.case_id.in_(case_ids))
        .order_by(event.case_id, event.seq)
    )  # fmt: skip
    told: dict[UUID, list[Told]] = {}
    for row in found:
        one = Told(
            row.seq, Kind(row.kind), row.at, row.officer, row.answer_type, row.annual_row,
            row.said, row.title, row.proposed,
        )  # fmt: skip
        told.setdefault(row.case_id, []).append(one)
    return told
