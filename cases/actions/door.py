"""The one door for writes: lock the case, check the table of moves, append, read the case again."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.errors import NotAllowed, NotFound, Unlawful
from cases.facts import event_of, settle, stand
from cases.history import EVENT_COLUMNS, Entry, Event, chain, written
from cases.models import ROLE_LABELS, Case, CaseEvent
from cases.settings import CHINA
from cases.states import MOVE, State, Verb


def check_role(actor: Actor, organ_id: UUID, verb: Verb) -> None:
    """NotAllowed unless the actor holds a role at the organ that may do the verb."""
    move = MOVE[verb]
    if not actor.has(organ_id, move.who):
        who = "、".join(ROLE_LABELS[role] for role in move.who)
        raise NotAllowed(f"“{verb.label}”应由{who}岗位人员办理", article=move.article)


async def open_case(session: AsyncSession, actor: Actor, case_id: UUID, verb: Verb) -> Case:
    """The case, locked, with the verb permitted to this actor in its present state.

    NotFound where there is none that the actor may see; NotAllowed; Unlawful with the article.
    """
    here = select(Case).where(Case.id == case_id).with_for_update()
    # as it stands now that it is locked, whatever this session has read of it before
    found = await session.execute(here.execution_options(populate_existing=True))
    case = found.scalar_one_or_none()
    if case is None or not actor.may_read(case.organ_id):
        raise NotFound("没有找到这件申请，请核对编号")
    check_role(actor, case.organ_id, verb)
    move = MOVE[verb]
    if State(case.state) not in move.sources:
        raise Unlawful(
            f"案件{case.number}的状态为“{State(case.state).label}”，不能办理“{verb.label}”",
            article=move.article,
        )
    return case


async def append(
    session: AsyncSession, case: Case, actor: Actor, at: datetime, event: Event
) -> None:
    """Add an event to a locked case and settle its columns from the whole history."""
    earlier = await events_of(session, case.id)
    entry = written(case.id, case.events + 1, case.head, event, actor, at)
    settle(case, stand([*map(event_of, earlier), event]))
    case.events, case.head = entry.seq, entry.digest
    await session.flush()
    await write(session, [entry])


async def begin(
    session: AsyncSession, case: Case, actor: Actor, at: datetime, events: list[Event]
) -> None:
    """Store a new case with its first events; its columns are settled from them."""
    entries = chain(case.id, events, actor, at)
    settle(case, stand(events))
    case.events, case.head = entries[-1].seq, entries[-1].digest
    session.add(case)
    await session.flush()
    await write(session, entries)


async def write(session: AsyncSession, entries: list[Entry]) -> None:
    """Add entries to the history."""
    rows = [{column: getattr(entry, column) for column in EVENT_COLUMNS} for entry in entries]
    await session.execute(ADD_TO_HISTORY, rows)


ADD_TO_HISTORY: Final = insert(CaseEvent.__table__)


async def events_of(session: AsyncSession, case_id: UUID) -> list[CaseEvent]:
    """The history of a case in its order."""
    rows = await session.scalars(
        select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.seq)
    )
    return list(rows)


def today(at: datetime) -> date:
    """The day in China at that moment."""
    return at.astimezone(CHINA).date()
