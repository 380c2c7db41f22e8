"""待办 as the doors show it: the lines of a queue with what comes next, the load, slips."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries, queries_work
from cases.actor import Actor
from cases.clocks import NO_LIMIT
from cases.dossier import Dossier
from cases.errors import NotFound
from cases.law.annual import ApplicantClass
from cases.law.calendar import Calendar
from cases.law.clock_rules import ClockState
from cases.models import Case, Officer, Organ, Role
from cases.queries_work import Load, LoadOfOrgan
from cases.queues import QUEUE, QUEUES, Queue, queues_of
from cases.shown_work import LoadOut, LoadRow, NextVerb, QueueOut, SlipOut, WorkRow
from cases.states import IN_PROGRESS, OFFICE, REVIEWS, WORK, State, Verb
from cases.web.views import clock_state, workdays_left


def chosen_queue(key: str) -> Queue:
    """A queue by its key; NotFound where there is none."""
    if key not in QUEUE:
        raise NotFound(f"没有名为“{key}”的待办清单，可以查看的为{'、'.join(QUEUE)}")
    return QUEUE[key]


def queues_out(actor: Actor, counts: Mapping[str, int]) -> list[QueueOut]:
    """The queues that an officer works, with their counts."""
    return [
        QueueOut(key=queue.key, label=queue.label, holds=queue.holds, count=counts[queue.key])
        for queue in queues_of(actor)
    ]


def work_rows(
    queue: Queue, rows: Sequence[Row[Any]], today: date, calendar: Calendar
) -> list[WorkRow]:
    """The lines of a queue as they stand today."""
    made = []
    for row in rows:
        state = clock_state(row, row, today)
        limit = None if queue.is_done else row.owed_by
        due = limit if limit != NO_LIMIT else None
        made.append(
            WorkRow(
                id=row.id,
                number=row.number,
                organ=row.organ_code,
                organ_name=row.organ_name,
                state=State(row.state),
                applicant_class=ApplicantClass(row.applicant_class),
                applicant_name=row.applicant_name,
                request=row.request,
                received_on=row.received_on,
                department=row.department or "",
                handler=row.handler or "",
                accepted=row.accepted,
                answer_due=due,
                workdays_left=workdays_left(calendar, today, due),
                clock_state=state,
                provisional=bool(row.provisional),
                step=next_verb(queue, row, state),
            )
        )
    return made


def next_verb(queue: Queue, row: Row[Any], clock: ClockState) -> NextVerb:
    """What a case in this queue waits for: by the queue, else by its clock and its state.

    What was signed is numbered before it is sent.
    """
    page = f"/cases/{row.id}"
    state = State(row.state)
    verb = queue.verb or BY_CLOCK.get(clock) or BY_STATE.get(state)
    if verb is Verb.RECORD_ANSWER and not row.numbered:
        verb = Verb.ISSUE
    if verb is None:
        return NextVerb(verb=None, label=f"等待{state.label.removeprefix('待')}", link=page)
    place = PLACES.get(verb, f"#{verb}")
    return NextVerb(
        verb=verb,
        label=verb.label,
        link=f"{page}/review{place}" if queue.examined else page + place,
    )


def step_of(
    case: Case, file: Dossier, clock: ClockState, verbs: Collection[str]
) -> NextVerb | None:
    """The next step of a case for an officer who may do these verbs; None where others go on."""
    state, page = State(case.state), f"/cases/{case.id}"
    verb = BY_CLOCK.get(clock) or (BY_STATE | ON_ITS_PAGE).get(state)
    open_items = [n for n in range(1, len(case.items) + 1) if n not in file.outcomes]
    if state in WORK and not case.accepted:
        verb = Verb.ACCEPT
    elif (verb is Verb.CONCLUDE_ITEM and not open_items) or (
        verb is Verb.SUBMIT and file.draft is None
    ):
        verb = Verb.DRAFT
    elif verb is Verb.RECORD_ANSWER and file.answer_paper is None:
        verb = Verb.ISSUE
    if verb is None or verb not in verbs:
        return None
    link = page + PLACES.get(verb, f"#{verb}")
    if verb in (Verb.APPROVE, Verb.SIGN):
        link = f"{page}/review#{verb}"
    elif verb is Verb.CONCLUDE_ITEM:
        link = f"{page}/items/{open_items[0]}"
    return NextVerb(verb=verb, label=verb.label, link=link)


BY_CLOCK: Final = {
    ClockState.AWAITING_SUPPLEMENT: Verb.RECEIVE_SUPPLEMENT,
    ClockState.AWAITING_FEE: Verb.RECEIVE_PAYMENT,
    ClockState.LAPSED: Verb.CLOSE_AS_LAPSED,
    ClockState.PAUSED: Verb.END_CONSULTATION,
}
BY_STATE: Final = {
    State.SCREENING: Verb.SCREEN,
    State.ASSIGNING: Verb.ASSIGN,
    State.HANDLING: Verb.CONCLUDE_ITEM,
    State.DRAFTING: Verb.SUBMIT,
    State.SERVING: Verb.RECORD_ANSWER,
}
ON_ITS_PAGE: Final = {  # what a queue says by itself
    State.UNCONFIRMED: Verb.CONFIRM_RECEIPT,
    **dict.fromkeys(REVIEWS, Verb.APPROVE),
    State.SIGNING: Verb.SIGN,
    State.CLOSED: Verb.ARCHIVE,
}
PLACES: Final = {  # where a verb has a form for each item or letter
    Verb.CONCLUDE_ITEM: "#items",
    Verb.END_CONSULTATION: "#verbs",
}


async def loads_out(session: AsyncSession, actor: Actor, today: date) -> list[LoadOut]:
    """工作量 of the organs that this officer heads: four statements."""
    calendar = (await calendars.newest(session)).calendar
    here = queries_work.heads(actor)
    loads = await queries_work.load(session, here, today, calendar)
    people = await queries.officers_at(session, here)
    handlers = {key for load in loads.values() for key in load.by_handler if key is not None}
    gone = handlers - {row.Officer.id for row in people}
    names = await queries_work.names_of(session, gone)
    organs = [organ for organ in await queries.organs_of(session, actor) if organ.id in loads]
    return [_load_out(organ, loads[organ.id], people, names) for organ in organs]


def _load_out(
    organ: Organ, load: LoadOfOrgan, people: Sequence[Row[Any]], gone: Mapping[UUID, Officer]
) -> LoadOut:
    here = [row for row in people if row.organ_id == organ.id]
    working = {
        row.Officer.id: row.Officer
        for row in here
        if row.Officer.active and not set(OFFICE).isdisjoint(row.roles)
    }
    known = {row.Officer.id: row.Officer for row in people} | dict(gone) | working
    handlers = [
        _row(known[key].login, _named(known[key], key in working), load.by_handler.get(key, Load()))
        for key in (*working, *(k for k in load.by_handler if k is not None and k not in working))
    ]
    handlers.sort(key=lambda row: (-row.late, -row.due_soon, -row.open, row.key or ""))
    if None in load.by_handler:
        handlers.insert(0, _row(None, "尚无承办人", load.by_handler[None]))
    levels = [
        _row(state.value, state.label, load.by_state.get(state, Load()), _who(state, here))
        for state in (State.UNCONFIRMED, *IN_PROGRESS)
    ]
    return LoadOut(organ=organ.code, organ_name=organ.name, handlers=handlers, levels=levels)


def _named(officer: Officer, works: bool) -> str:
    return officer.name if works else f"{officer.name}（已停用或者不再承办）"


def _row(key: str | None, label: str, load: Load, officers: Sequence[str] = ()) -> LoadRow:
    return LoadRow(
        key=key, label=label, open=load.open, late=load.late, due_soon=load.due_soon,
        officers=list(officers),
    )  # fmt: skip


def _who(state: State, people: Sequence[Row[Any]]) -> list[str]:
    """The officers who work a level; everybody who handles cases has 办理 and 拟稿."""
    roles: set[Role] = set()
    for queue in QUEUES:
        if queue.states == (state,):
            roles.update(queue.roles)
    return [row.Officer.name for row in people if row.Officer.active and roles & set(row.roles)]


def slip_out(row: Row[Any], today: date) -> SlipOut:
    """A slip as the people of the asked organ see it."""
    slip = row.Slip
    return SlipOut(
        id=slip.id,
        number=slip.number,
        case_number=slip.asked["number"],
        from_organ=row.from_name,
        to_organ=row.to_name,
        to_department=row.department or "",
        question=slip.asked["question"],
        items=slip.asked["items"],
        asked_on=slip.asked_on,
        reply_by=slip.reply_by,
        is_late=slip.answered_at is None and slip.reply_by < today,
        is_over=slip.answered_at is None and State(row.state) not in IN_PROGRESS,
        answered_at=slip.answered_at,
        answer=slip.answer,
    )
