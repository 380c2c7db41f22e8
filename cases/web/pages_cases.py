"""Pages of cases: one case."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries
from cases.actions.door import chain_of, today
from cases.actor import Actor
from cases.dossier import Dossier, dossier
from cases.law.clock_strip import strip, workdays_left
from cases.models import CaseEvent
from cases.models_topics import CaseTopic
from cases.office import Office
from cases.states import State, Verb, permitted
from cases.web.case_papers import papers_out
from cases.web.challenge_views import ChallengeTold, challenges_told
from cases.web.clock_views import letters, offered, told
from cases.web.page import page
from cases.web.policy import OFFICER
from cases.web.queue_views import step_of
from cases.web.views import answer_summary, case_out, cell_title, clock_state
from cases.web.work_views import Hands, hands_of, stages

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]


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
        "topic": None,
        "verbs": verbs,
        "step": step_of(case, file, clock_state(case, clock.row, day), verbs),
        "file": file,
        "challenges": await challenges_of(session, case.id, file, events, day),
        "stages": stages(await chain_of(session, organ.id), state),
        "hands": await hands_of(session, organ.id) if gives_away else Hands(),
        "cells": [
            cell | {"title": cell_title(cell["row"], cell["column"], f"{cell['year']}年")}
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
    context = await case_context(session, office, actor, case_id)
    context["topic"] = await session.get(CaseTopic, case_id)
    return page(request, "case.html", **context)


router = Router(
    "/",
    route_handlers=[case_page],
    opt=OFFICER.opt,
)
