"""The one door for writes: lock the case, check the table of moves, append, read the case again.

What it settles: the columns of the case from its events, and from its events and a calendar the
dates of its clock and of its 复议 and 诉讼.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, clocks
from cases.actions import challenge_rows
from cases.actor import Actor
from cases.chain import USUAL, Chain, Level
from cases.challenges import TELLING
from cases.errors import BadInput, Conflict, NotAllowed, NotFound, Unlawful
from cases.facts import event_of, settle, stand
from cases.history import EVENT_COLUMNS, Entry, Event, Kind, chain, written
from cases.kinds import LOOKS
from cases.law.clock_rules import WarningCode
from cases.models import ROLE_LABELS, Case, CaseEvent, Notice, Officer, Role
from cases.models_clock import CaseClock
from cases.models_work import OrganChain
from cases.settings import CHINA
from cases.states import DONE, MOVE, Move, State, Verb, row


def check_role(actor: Actor, organ_id: UUID, verb: Verb, move: Move | None = None) -> None:
    """NotAllowed unless the actor holds a role at the organ that may do the verb (in a state).

    An applicant holds none: what the table lets him do, he does at the organ that he applies to.
    """
    move = move or MOVE[verb]
    if actor.applying is not None:
        if not move.by_applicant or actor.applying.organ_id != organ_id:
            raise NotAllowed(f"“{verb.label}”不能由申请人在网上办理", article=move.article)
        return
    if not actor.has(organ_id, move.who):
        who = "、".join(ROLE_LABELS[role] for role in move.who)
        raise NotAllowed(f"“{verb.label}”应由{who}岗位人员办理", article=move.article)


async def open_case(session: AsyncSession, actor: Actor, case_id: UUID, verb: Verb) -> Case:
    """The case, locked, with the verb permitted to this actor in its present state.

    NotFound where there is none that the actor may see; Conflict where somebody went on with it
    since the actor looked; NotAllowed; Unlawful with the article.
    """
    case = await locked(session, case_id)
    if case is None or not actor.may_open(case.organ_id, case.id):
        raise NotFound("没有找到这件申请，请核对编号")
    check_role(actor, case.organ_id, verb)
    if actor.seen is not None and actor.seen != case.events:
        await refuse_unseen(session, case, actor.seen)
    move = row(State(case.state), verb)
    if move is None:
        raise Unlawful(
            f"案件{case.number}的状态为“{State(case.state).label}”，不能办理“{verb.label}”",
            article=MOVE[verb].article,
        )
    check_role(actor, case.organ_id, verb, move)
    if move.by_handler:
        await check_handler(session, actor, case, move)
    return case


async def locked(session: AsyncSession, case_id: UUID) -> Case | None:
    """The case as it stands now that it is locked, whatever this session has read of it before."""
    # its key stays free for others to refer to: a recomputation reports the moves of a case whose
    # writer waits for the calendar
    here = select(Case).where(Case.id == case_id).with_for_update(key_share=True)
    found = await session.execute(here.execution_options(populate_existing=True))
    return found.scalar_one_or_none()


async def refuse_unseen(session: AsyncSession, case: Case, seen: int) -> None:
    """Conflict that says what happened to the case since it was looked at, if anything did."""
    since = [e for e in await events_of(session, case.id) if e.seq > seen and e.kind not in LOOKS]
    if since:
        told = "；".join(
            f"{e.officer}于{e.at.astimezone(CHINA):%H:%M}{Kind(e.kind).label}" for e in since[-3:]
        )
        raise Conflict(f"您打开本件之后，{told}。本次没有保存，录入的内容仍在，请核对后再次提交")


async def check_handler(session: AsyncSession, actor: Actor, case: Case, move: Move) -> None:
    """NotAllowed where the case has another 承办人, whom the actor neither heads nor stands in for."""
    if case.handler_id is None or actor.is_system or actor.officer_id == case.handler_id:
        return
    if actor.has(case.organ_id, (Role.HEAD,)) or case.handler_id in actor.stands_in_for:
        return
    handler = await session.get(Officer, case.handler_id)
    assert handler is not None
    sentence = f"本件由{handler.name}承办，“{move.verb.label}”应由承办人或者其代办人办理，也可以先转交承办人"
    raise NotAllowed(sentence, article=move.article)


async def chain_of(session: AsyncSession, organ_id: UUID) -> Chain:
    """审核环节 of an organ as they are set now; the usual ones where nothing was set."""
    newest = select(OrganChain).where(OrganChain.organ_id == organ_id)
    newest = newest.order_by(OrganChain.made_at.desc(), OrganChain.id.desc()).limit(1)
    found = await session.scalar(newest)
    if found is None:
        return USUAL
    levels = {State(state): Level(level) for state, level in found.levels.items()}
    return Chain(levels, found.one_person)


async def append(
    session: AsyncSession, case: Case, actor: Actor, at: datetime, event: Event
) -> None:
    """Add an event to a locked case and settle its columns and its clock from the whole history.

    BadInput where the dates of its steps would contradict; Unlawful where the event is a step that
    the law forbids.
    """
    earlier = [(row.seq, event_of(row)) for row in await events_of(session, case.id)]
    entry = written(case.id, case.events + 1, case.head, event, actor, at)
    history = [*earlier, (entry.seq, event)]
    before, was_done = clocks.steps(earlier), case.state in DONE
    settle(case, stand(told for _, told in history))
    after = clocks.steps(history)
    if after != before or event.kind in RECEIPTS or was_done is not (case.state in DONE):
        stored = await session.get(CaseClock, case.id, populate_existing=True)
        await set_clock(session, case, [told for _, told in history], after, stored)
    case.events, case.head = entry.seq, entry.digest
    await session.flush()
    await write(session, [entry])
    if event.kind in TELLING:
        await challenge_rows.settle(session, case, (told for _, told in history))


RECEIPTS: Final = (Kind.RECEIPT_CONFIRMED, Kind.REGISTRATION_CORRECTED)


async def set_clock(
    session: AsyncSession,
    case: Case,
    history: Sequence[Event],
    standing: tuple[clocks.Step, ...],
    stored: CaseClock | None = None,
) -> None:
    """Compute the dates of a case by the calendar that is its own, and store them."""
    closed_under = clocks.pinned(standing)
    if closed_under is None:
        calendar = await calendars.in_force(session)
    else:
        calendar = await calendars.numbered(session, closed_under)
    now = clocks.dates(clocks.facts_of(case, standing), calendar.calendar)
    if stored is not None:
        if now.trouble and not stored.trouble:  # what an import brought may stand; no more of it
            raise BadInput(now.trouble)
        refuse_forbidden([w["code"] for w in stored.warnings], [w["code"] for w in now.warnings])
    values = vars(now) | {"organ_id": case.organ_id, "calendar": closed_under}
    values["warnings"] = list(now.warnings)
    values["owed_by"] = clocks.owed_by(case.state, case.answered_on, history, now.answer_due)
    put = upsert(CaseClock.__table__).values(case_id=case.id, **values)
    await session.execute(put.on_conflict_do_update(index_elements=["case_id"], set_=values))


def refuse_forbidden(before: list[str], after: list[str]) -> None:
    """Unlawful where a step was added that the law forbids: one that is late only warns."""
    for code in WarningCode:
        if code.forbidden and after.count(code) > before.count(code):
            raise Unlawful(code.text.removesuffix("。"), article=code.article)


async def begin(
    session: AsyncSession, case: Case, actor: Actor, at: datetime, events: list[Event]
) -> None:
    """Store a new case with its first events; its columns and its clock are settled from them."""
    entries = chain(case.id, events, actor, at)
    settle(case, stand(events))
    case.events, case.head = entries[-1].seq, entries[-1].digest
    session.add(case)
    await session.flush()
    await write(session, entries)
    await set_clock(session, case, events, clocks.steps(enumerate(events, start=1)))


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


async def tell(
    session: AsyncSession,
    case: Case,
    officer_id: UUID | None,
    actor: Actor,
    at: datetime,
    text: str,
) -> None:
    """通知 an officer of something about a case, but nobody of what he did himself."""
    if officer_id is not None and officer_id != actor.officer_id:
        session.add(Notice(officer_id=officer_id, text=text, link=f"/cases/{case.id}", at=at))


def today(at: datetime) -> date:
    """The day in China at that moment."""
    return at.astimezone(CHINA).date()
