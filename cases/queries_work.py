"""Reads of the work (办理): the queues of an officer, the load of an office, slips."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Result,
    Row,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from cases.actor import Actor
from cases.errors import NotFound
from cases.kinds import Kind
from cases.law.calendar import Calendar
from cases.models import Case, CaseEvent, Officer, Organ, Role
from cases.models_clock import CaseClock
from cases.models_work import Department, Slip
from cases.queries import PAGE, Page
from cases.queries_search import MOST_COUNTED as MOST_COUNTED
from cases.queries_search import day_and_id
from cases.queues import QUEUES, Asker, Queue, departments_of
from cases.states import DESK, DISCLOSURE_OFFICE, IN_PROGRESS, State
from cases.worklists import LISTED

DUE_SOON: Final = 5  # convention: working days, as the worklist `due_5`
ANSWERED_SHOWN: Final = timedelta(days=90)  # convention: how long an answered slip is listed


async def counts(session: AsyncSession, asker: Asker) -> dict[str, int]:
    """How many cases stand in each queue of an officer, and `slips` to answer: one statement.

    No queue is counted beyond MOST_COUNTED.
    """
    queues = {
        queue.key: select(literal(1)).select_from(Case).where(*queue.terms(asker))
        for queue in QUEUES
    }
    open_slips = select(literal(1)).select_from(Slip).where(*_to_answer(asker))
    found = await session.execute(
        select(
            *(
                select(func.count())
                .select_from(each.limit(MOST_COUNTED).subquery())
                .scalar_subquery()
                .label(key)
                for key, each in (*queues.items(), (SLIPS, open_slips))
            )
        )
    )
    return dict(found.one()._mapping)  # the documented way


SLIPS: Final = "slips"


async def list_of(
    session: AsyncSession, queue: Queue, asker: Asker, after: str | None = None, size: int = PAGE
) -> Page:
    """A page of a queue, the nearest 办理期限 first, those without one last: one statement.

    What is done has no limit: the day of receipt orders it.
    """
    found = await session.execute(described(standing(queue, asker, after, size + 1).subquery()))
    rows = found.all()
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last.place}_{last.id}" if last else None)


def standing(
    queue: Queue,
    asker: Asker,
    after: str | None,
    size: int,
    but: Collection[State] = (),
) -> Select[Any]:
    """The cases of a queue by `place` and `id` alone, organ by organ through an index.

    `but`: the states that are left out.
    """
    place = Case.listed_on if queue.is_done else CaseClock.owed_by
    identity = Case.id if queue.is_done else CaseClock.case_id
    here = select(place.label("place"), Case.id.label("id")).where(Case.organ_id == Organ.id)
    if not queue.is_done:
        here = here.join(CaseClock, CaseClock.case_id == Case.id)
        here = here.where(CaseClock.organ_id == Organ.id, CaseClock.owed_by.is_not(None))
    states = [state for state in queue.states if state not in but]
    here = here.where(Case.state.in_(states), *queue.which(asker))
    if after is not None:
        here = here.where(tuple_(place, identity) > tuple_(*day_and_id(after)))
    each = here.order_by(place, identity).limit(size).correlate(Organ).lateral("each")
    listed = select(each).select_from(Organ).join(each, true())
    listed = listed.where(Organ.id.in_(queue.organs(asker.actor)))
    return listed.order_by(each.c.place, each.c.id).limit(size)


def described(listed: FromClause) -> Select[Any]:
    """Cases by `place` and `id` as lists of work print them, in that order."""
    handler = aliased(Officer)
    return (
        select(
            *LISTED,
            CaseClock.owed_by,
            Case.accepted,
            listed.c.place,
            _has_its_number().label("numbered"),
            handler.name.label("handler"),
            Department.name.label("department"),
            Organ.code.label("organ_code"),
            Organ.name.label("organ_name"),
        )
        .select_from(listed)
        .join(Case, Case.id == listed.c.id)
        .join(Organ, Organ.id == Case.organ_id)
        .outerjoin(CaseClock, CaseClock.case_id == Case.id)
        .outerjoin(handler, handler.id == Case.handler_id)
        .outerjoin(Department, Department.id == Case.department_id)
        .order_by(listed.c.place, listed.c.id)
    )


def _has_its_number() -> Any:
    """Whether the answer of a signed case has been issued (编号用印): it is what goes out next."""
    issued, voided, later = aliased(CaseEvent), aliased(CaseEvent), aliased(CaseEvent)
    signed_since = exists().where(
        later.case_id == issued.case_id, later.kind == Kind.SIGNED, later.seq > issued.seq
    )
    void = exists().where(
        voided.case_id == issued.case_id,
        voided.kind == Kind.PAPER_VOIDED,
        voided.data["number"] == issued.data["number"],
    )
    found = exists().where(
        issued.case_id == Case.id,
        issued.kind == Kind.PAPER_ISSUED,
        issued.data["answers"].astext == "true",
        ~signed_since,
        ~void,
    )
    return case((Case.state == State.SERVING, found), else_=literal(False))


@dataclass
class Load:
    """工作量: how many cases are open, late, and due within five working days."""

    open: int = 0
    late: int = 0
    due_soon: int = 0


@dataclass
class LoadOfOrgan:
    """工作量 of one organ: by handler (None is nobody) and by the state that a case waits in."""

    by_handler: dict[UUID | None, Load] = field(default_factory=dict)
    by_state: dict[State, Load] = field(default_factory=dict)


async def load(
    session: AsyncSession, organ_ids: Collection[UUID], today: date, calendar: Calendar
) -> dict[UUID, LoadOfOrgan]:
    """The open work of each organ by handler and by level: one statement over open cases.

    Whoever handles a case has it from 分办 to 送达; what waits before that is nobody's yet.
    """
    handled = case((Case.state.in_(HANDLED), Case.handler_id))
    waits = case((Case.state.in_(HANDLED), literal(True)), else_=literal(False))
    found = await session.execute(
        select(
            Case.organ_id,
            Case.state,
            handled.label("handler"),
            waits.label("is_handled"),
            func.count().label("open"),
            func.count().filter(CaseClock.answer_due < today).label("late"),
            func.count()
            .filter(CaseClock.answer_due.between(today, calendar.after(today, DUE_SOON)))
            .label("due_soon"),
        )
        .select_from(Case)
        .outerjoin(CaseClock, and_(CaseClock.case_id == Case.id, CaseClock.is_open))
        .where(Case.organ_id.in_(organ_ids), Case.state.in_(WAITS))
        .group_by(Case.organ_id, Case.state, handled, waits)
    )
    loads = {organ_id: LoadOfOrgan() for organ_id in organ_ids}
    for row in found:
        of_organ = loads[row.organ_id]
        shares = [of_organ.by_state.setdefault(State(row.state), Load())]
        if row.is_handled:
            shares.append(of_organ.by_handler.setdefault(row.handler, Load()))
        for share in shares:
            share.open += row.open
            share.late += row.late
            share.due_soon += row.due_soon
    return loads


WAITS: Final = (State.UNCONFIRMED, *IN_PROGRESS)
HANDLED: Final = IN_PROGRESS[IN_PROGRESS.index(State.HANDLING) :]


async def names_of(session: AsyncSession, officer_ids: Collection[UUID]) -> dict[UUID, Officer]:
    """The officers of these ids, those who are gone among them."""
    rows = await session.scalars(select(Officer).where(Officer.id.in_(officer_ids)))
    return {row.id: row for row in rows}


def _to_answer(asker: Asker) -> list[ColumnElement[bool]]:
    """Slips that wait for this officer."""
    return [Slip.answered_at.is_(None), _for(asker)]


def _for(asker: Asker) -> ColumnElement[bool]:
    """Slips to an organ of this officer's: to no department, to the officer's, or seen to by its office."""
    actor = asker.actor
    return and_(
        Slip.to_organ_id.in_(actor.organs_with(DESK)),
        or_(
            Slip.to_department_id.is_(None),
            Slip.to_department_id.in_(departments_of(asker)),
            Slip.to_organ_id.in_(actor.organs_with(DISCLOSURE_OFFICE)),
        ),
    )


def _slips() -> Any:
    """Slips with the names of who asks and who is asked."""
    asking, asked = aliased(Organ), aliased(Organ)
    return (
        select(
            Slip,
            Case.state,
            asking.name.label("from_name"),
            asked.name.label("to_name"),
            Department.name.label("department"),
        )
        .join(Case, Case.id == Slip.case_id)
        .join(asking, asking.id == Slip.organ_id)
        .join(asked, asked.id == Slip.to_organ_id)
        .outerjoin(Department, Department.id == Slip.to_department_id)
    )


async def open_slips(session: AsyncSession, asker: Asker) -> Sequence[Row[Any]]:
    """协办函 that this officer may answer, the nearest day first."""
    query = _slips()
    rows: Result[Any] = await session.execute(
        query.where(*_to_answer(asker)).order_by(Slip.reply_by, Slip.id).limit(PAGE * 4)
    )
    return rows.all()


async def answered_slips(session: AsyncSession, asker: Asker, at: datetime) -> Sequence[Row[Any]]:
    """Those answered of late, the latest first."""
    query = _slips()
    rows: Result[Any] = await session.execute(
        query.where(Slip.answered_at >= at - ANSWERED_SHOWN, _for(asker))
        .order_by(Slip.answered_at.desc(), Slip.id)
        .limit(PAGE)
    )
    return rows.all()


async def read_slip(session: AsyncSession, actor: Actor, slip_id: UUID) -> Row[Any]:
    """One slip for the people of the organ that was asked; NotFound for everybody else."""
    query = _slips()
    found: Result[Any] = await session.execute(query.where(Slip.id == slip_id))
    row: Row[Any] | None = found.one_or_none()
    if row is None or not actor.may_read(row.Slip.to_organ_id):
        raise NotFound("没有找到这份协办函，请核对")
    return row


def heads(actor: Actor) -> list[UUID]:
    """The organs whose load this officer sees."""
    return actor.organs_with((Role.HEAD, Role.LEADER))
