"""The JSON API of 待办: queues, the load of an office, slips, and what is on file about a case."""

from dataclasses import fields
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries, queries_work
from cases.actions.door import today
from cases.actions.slips import answer_slip
from cases.actor import Actor
from cases.dossier import Dossier, Record, dossier
from cases.queues import Asker
from cases.schemas_work import SlipAnswerIn
from cases.shown_work import (
    DossierOut,
    GateOut,
    LoadOut,
    PromptOut,
    RecordOut,
    SlipOut,
    SlipsOut,
    WorkOut,
    WorkPage,
)
from cases.states import State
from cases.web.api_cases import READS, WRITES
from cases.web.policy import HEADS, OFFICER
from cases.web.queue_views import chosen_queue, loads_out, queues_out, slip_out, work_rows
from cases.web.review_views import AskedAct, gate_out, gates_now, prompts_now, read

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str | None, QueryParameter(max_length=200)]


@get("/work", responses=READS, summary="我的待办")
async def count_work(session: S, actor: A, at: At) -> WorkOut:
    """Every queue that this officer works, with the number of its cases, and the slips to answer."""
    counts = await queries_work.counts(session, Asker(actor, today(at)))
    return WorkOut(queues=queues_out(actor, counts), slips=counts[queries_work.SLIPS])


@get("/work/{queue:str}", responses=READS, summary="待办清单")
async def read_work(
    queue: FromPath[str], session: S, actor: A, at: At, after: Choice = None
) -> WorkPage:
    """The cases of a queue, the nearest answer limit first, page by page."""
    chosen, asker = chosen_queue(queue), Asker(actor, today(at))
    calendar = (await calendars.newest(session)).calendar
    page = await queries_work.list_of(session, chosen, asker, after)
    rows = work_rows(chosen, page.rows, asker.today, calendar)
    return WorkPage(key=queue, today=asker.today, cases=rows, next=page.next)


@get("/work/load", responses=READS, summary="工作量", opt=HEADS.opt)
async def read_load(session: S, actor: A, at: At) -> list[LoadOut]:
    """What each handler and each level of the officer's organs has before it."""
    return await loads_out(session, actor, today(at))


@get("/slips", responses=READS, summary="协办函")
async def list_slips(session: S, actor: A, at: At) -> SlipsOut:
    """The slips that this officer may answer, and those answered within 90 days."""
    asker = Asker(actor, today(at))
    waiting = await queries_work.open_slips(session, asker)
    answered = await queries_work.answered_slips(session, asker, at)
    return SlipsOut(
        open=[slip_out(row, asker.today) for row in waiting],
        answered=[slip_out(row, asker.today) for row in answered],
    )


@get("/slips/{slip_id:uuid}", responses=READS, summary="一份协办函")
async def read_slip(slip_id: FromPath[UUID], session: S, actor: A, at: At) -> SlipOut:
    """One slip: all that the people of the asked organ see of the case."""
    return slip_out(await queries_work.read_slip(session, actor, slip_id), today(at))


@post("/slips/{slip_id:uuid}/answer", responses=WRITES, summary="回复协办")
async def answer(
    slip_id: FromPath[UUID], data: JSONBody[SlipAnswerIn], session: S, actor: A, at: At
) -> SlipOut:
    """回复协办."""
    await answer_slip(session, actor, at, slip_id, **dict(data))
    return slip_out(await queries_work.read_slip(session, actor, slip_id), today(at))


@get("/cases/{case_id:uuid}/dossier", responses=READS, summary="卷宗")
async def read_dossier(case_id: FromPath[UUID], session: S, actor: A) -> DossierOut:
    """Everything on file about a case; personal data never."""
    case, _ = await queries.read_case(session, actor, case_id)
    file = dossier(await queries.history(session, case_id))
    return dossier_out(case.number, State(case.state), case.events, file)


def dossier_out(number: str, state: State, events: int, file: Dossier) -> DossierOut:
    """A file as JSON: each record with its place in the history."""
    named = [f.name for f in fields(file) if f.name in DossierOut.model_fields]
    said = {name: _told(getattr(file, name)) for name in named}
    said["challenge_facts"] = file.challenge_facts
    return DossierOut(number=number, state=state, events=events, **said)


def _told(value: Any) -> Any:
    match value:
        case Record():
            return record_out(value)
        case list():
            return [_told(each) for each in value]
        case dict():
            return [_told(each) for each in value.values()]
        case _:
            return value


def record_out(record: Record) -> RecordOut:
    """One record; fingerprints of personal data stay inside."""
    return RecordOut(
        seq=record.seq,
        kind=record.kind.value,
        label=record.kind.label,
        day=record.day,
        at=record.at,
        by=record.by,
        data={name: value for name, value in record.data.items() if name not in HIDDEN},
    )


HIDDEN: Final = frozenset({"personal", "id_number", "phone"})


@get("/cases/{case_id:uuid}/gates", responses=READS, summary="关口")
async def read_gates(
    case_id: FromPath[UUID], session: S, actor: A, at: At, act: FromQuery[AskedAct] = AskedAct.ISSUE
) -> list[GateOut]:
    """The gates that stop 送审 or 签发 now, or warn before it, and whether this officer may go on."""
    found = await read(session, actor, case_id, today(at))
    return [gate_out(actor, found, one) for one in gates_now(actor, found, act)]


@get("/cases/{case_id:uuid}/prompts", responses=READS, summary="会商提示")
async def read_prompts(case_id: FromPath[UUID], session: S, actor: A, at: At) -> list[PromptOut]:
    """The prompts for 会商 that speak now; none of them stops anything."""
    found = await read(session, actor, case_id, today(at))
    return [
        PromptOut(key=one.key, sentence=one.sentence) for one in await prompts_now(session, found)
    ]


router = Router(
    "/api",
    route_handlers=[
        count_work, read_work, read_load, list_slips, read_slip, answer, read_dossier, read_gates,
        read_prompts,
    ],
    opt=OFFICER.opt,
    tags=["待办"],
)  # fmt: skip
