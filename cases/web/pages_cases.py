"""Pages of cases: the first page, the list, one case, registration."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries, queries_calendar, queries_work, worklists
from cases.actions.door import chain_of, today
from cases.actor import Actor
from cases.dossier import Dossier, dossier
from cases.errors import BadInput, Fault, NotFound, Refusal
from cases.law.annual import ApplicantClass
from cases.law.clock_strip import strip, workdays_left
from cases.models import CaseEvent
from cases.office import Office
from cases.queues import Asker
from cases.states import MOVE, State, Verb, permitted
from cases.typed import searched
from cases.web.case_papers import papers_out
from cases.web.challenge_views import ChallengeTold, challenges_told
from cases.web.clock_views import letters, offered, told
from cases.web.page import page, shared
from cases.web.policy import OFFICER
from cases.web.problems import FormRefused
from cases.web.queue_views import queues_out
from cases.web.views import answer_summary, case_out, cell_title
from cases.web.work_views import Hands, hands_of, stages

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]


@get("/", include_in_schema=False)
async def first_page(request: R, session: S, actor: A, at: At) -> Template:
    """What is new, and where to go."""
    assert actor.officer_id is not None
    work = await queries_work.counts(session, Asker(actor, today(at)))
    return page(
        request,
        "first.html",
        work=queues_out(actor, work),
        slips=work[queries_work.SLIPS],
        notices=await queries.notices_of(session, actor.officer_id),
        organs=await queries.organs_of(session, actor),
        counts=await queries.open_counts(session, actor),
        tiles=await worklists.tiles(session, actor.reads, today(at)),
        calendar_reminder=await queries_calendar.reminder(session, actor, today(at)),
        dead=await queries.dead_promises(session) if actor.has_anywhere(ADMINISTRATORS) else [],
    )


ADMINISTRATORS = MOVE[Verb.BRING_IN].who


@get("/cases", include_in_schema=False)
async def list_page(
    request: R,
    session: S,
    actor: A,
    office: O,
    organ: Choice = "",
    q: Choice = "",
    case_state: Annotated[str, QueryParameter(name="state", max_length=20)] = "",
    annual_row: Choice = "",
    applicant_class: Choice = "",
    year: Annotated[str, QueryParameter(max_length=4)] = "",
    after: Choice = "",
    sort: Choice = "",
) -> Template:
    """The cases that this officer may read, narrowed by what was chosen."""
    organs = await queries.organs_of(session, actor)
    chosen = {
        "organ": organ, "q": q.strip(), "state": case_state, "annual_row": annual_row,
        "applicant_class": applicant_class, "year": year, "sort": sort,
    }  # fmt: skip
    context: dict[str, Any] = {
        "organs": organs,
        "chosen": chosen,
        "cases": [],
        "next": None,
        "after": after,
    }
    try:
        wanted = wanted_of(chosen, organs)
        found = await queries.list_cases(session, office.vault, wanted, after or None)
    except Refusal as refusal:
        raise FormRefused(refusal, "cases.html", shared(request) | context) from None
    return page(request, "cases.html", **context | {"cases": found.rows, "next": found.next})


def wanted_of(chosen: dict[str, str], organs: Any) -> queries.Wanted:
    """The filters of the list page; BadInput where one is none of its choices."""
    here = tuple(o.id for o in organs if chosen["organ"] in ("", o.code))
    if not here:
        raise NotFound(f"没有找到代码为“{chosen['organ']}”的单位")
    for name, choices in (("state", State), ("applicant_class", ApplicantClass)):
        if chosen[name] and chosen[name] not in list(choices):
            raise BadInput.of([Fault(name, "不在可选范围内")])
    if chosen["year"] and not (chosen["year"].isdecimal() and 1990 <= int(chosen["year"]) <= 2100):
        raise BadInput.of([Fault("year", f"年度“{chosen['year']}”应为四位数字，如2026")])
    return queries.Wanted(
        organs=here,
        text=searched(chosen["q"]),
        state=chosen["state"] or None,
        annual_row=chosen["annual_row"] or None,
        applicant_class=chosen["applicant_class"] or None,
        year=int(chosen["year"]) if chosen["year"] else None,
        oldest_first=chosen["sort"] == "oldest",
    )


async def case_context(
    session: AsyncSession, office: Office, actor: Actor, case_id: UUID
) -> dict[str, Any]:
    """Everything that the page of a case shows."""
    case, organ = await queries.read_case(session, actor, case_id)
    day = today(office.now())
    clock = await queries.read_clock(session, case_id)
    events = await queries.history(session, case.id)
    now = told(case, organ, clock.calendar, events, day)
    roles = actor.roles.get(organ.id, frozenset())
    state = State(case.state)
    verbs = {verb.value for verb in permitted(state, roles)}
    file = dossier(events)
    shown = case_out(office.vault, actor, case, organ, clock, day, papers_out(file))
    gives_away = {Verb.ASSIGN, Verb.HAND_OVER, Verb.ASK_FOR_HELP} & verbs
    return {
        "case": shown,
        "facts": case.facts,
        "organ": organ,
        "answer": answer_summary(case),
        "events": events,
        "clock": now,
        "letters": letters(now),
        "steps_by_seq": {step.seq: step for step in now.steps},
        "offered": offered(now),
        "strip": strip(now.reading) if now.reading else (),
        "left": workdays_left(now.reading) if now.reading else None,
        "verbs": verbs,
        "file": file,
        "challenges": await challenges_of(session, case.id, file, events, day),
        "stages": stages(await chain_of(session, organ.id), state),
        "hands": await hands_of(session, organ.id) if gives_away else Hands(),
        "cells": [
            cell | {"title": cell_title(cell["row"], cell["column"], cell["year"])}
            for cell in shown.annual_cells
        ],
        "values": {},
        "form": "",
        "revealed": None,
    }


async def challenges_of(
    session: AsyncSession, case_id: UUID, file: Dossier, events: Sequence[CaseEvent], today: date
) -> list[ChallengeTold]:
    """复议诉讼 of a case: their periods run by the newest calendar, whatever its own is."""
    if not file.challenges:
        return []
    newest = await calendars.newest(session)
    return challenges_told(case_id, events, newest.calendar, today)


@get("/cases/{case_id:uuid}", include_in_schema=False)
async def case_page(
    request: R, case_id: FromPath[UUID], session: S, actor: A, office: O
) -> Template:
    """One case: request, applicant, dates, work, answer, history, and the figures it counts in."""
    return page(request, "case.html", **await case_context(session, office, actor, case_id))


router = Router(
    "/",
    route_handlers=[first_page, list_page, case_page],
    opt=OFFICER.opt,
)
