"""Pages of cases: the first page, the list, one case, registration."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries, queries_calendar, worklists
from cases.actions import intake
from cases.actions.door import open_case, today
from cases.actor import Actor
from cases.errors import BadInput, Fault, NotFound, Refusal
from cases.law.annual import ApplicantClass
from cases.law.clock_strip import strip, workdays_left
from cases.models import Case, Organ
from cases.office import Office
from cases.schemas import ReasonIn
from cases.states import MOVE, State, Verb, permitted
from cases.typed import read, searched
from cases.web.clock_views import letters, offered, told
from cases.web.forms import read_application, typed, typed_items
from cases.web.page import page, shared
from cases.web.policy import CORRECTOR, OFFICER, REGISTRAR
from cases.web.problems import FormRefused
from cases.web.views import answer_summary, case_out, cell_title

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
    return page(
        request,
        "first.html",
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


@get("/cases/new", opt=REGISTRAR.opt, include_in_schema=False)
async def show_registration(request: R, session: S, actor: A, office: O) -> Template:
    """An empty registration form; its submission number lets it register once only."""
    values = {
        "submission": str(uuid4()),
        "channel": "in_person",
        "dates.submitted_on": today(office.now()).isoformat(),
        "applicant.kind": "natural_person",
        "applicant.id_kind": "resident_card",
        "other_form_accepted": "on",
    }
    return page(request, "registration.html", **await registration(session, actor, values))


async def registration(
    session: AsyncSession, actor: Actor, values: dict[str, str], case: Case | None = None
) -> dict[str, Any]:
    """What the registration form shows: everything typed, or what a case was registered with."""
    registrars = set(actor.organs_with(MOVE[Verb.REGISTER].who))
    every = await queries.organs_of(session, actor)
    return {
        "organs": [organ for organ in every if organ.id in registrars],
        "values": values,
        "items": min(typed_items(values), 50),
        "case": case,
    }


@post("/cases/new", opt=REGISTRAR.opt, include_in_schema=False)
async def register(request: R, session: S, actor: A, office: O, at: At) -> Response[Any]:
    """登记; or one more line for a requested item."""
    form = typed(await request.form())
    context = await registration(session, actor, form)
    if "more_items" in form:
        context["items"] = min(context["items"] + 1, 50)
        return page(request, "registration.html", **context)
    try:
        filled = read_application(form)
        organ = await session.scalar(select(Organ).where(Organ.code == filled.organ))
        if organ is None or not actor.may_read(organ.id):
            raise BadInput.of([Fault("organ", "请选择登记单位")])
        application = filled.application(organ.id)
        case = await intake.register(session, office.vault, actor, at, application)
    except Refusal as refusal:
        raise FormRefused(
            _by_form(refusal), "registration.html", shared(request) | context
        ) from None
    return Redirect(f"/cases/{case.id}", status_code=303)


def _by_form(refusal: Refusal) -> Refusal:
    """The faults under the names that the form gives its fields: dates stand under `dates.`."""
    refusal.faults = tuple(
        Fault(f"dates.{f.field}", f.sentence)
        if f.field in ("submitted_on", "arrived_on", "signed_on", "confirmed_on")
        else f
        for f in refusal.faults
    )
    return refusal


async def case_context(
    session: AsyncSession, office: Office, actor: Actor, case_id: UUID
) -> dict[str, Any]:
    """Everything that the page of a case shows."""
    case, organ = await queries.read_case(session, actor, case_id)
    day = today(office.now())
    clock = await queries.read_clock(session, case_id)
    events = await queries.history(session, case.id)
    now = told(case, organ, clock.calendar, events, day)
    shown = case_out(office.vault, actor, case, organ, clock, day)
    roles = actor.roles.get(organ.id, frozenset())
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
        "verbs": {verb.value for verb in permitted(State(case.state), roles)},
        "cells": [
            cell | {"title": cell_title(cell["row"], cell["column"], cell["year"])}
            for cell in shown.annual_cells
        ],
        "values": {},
        "form": "",
        "proposed": {"answer_type": "", "annual_row": ""},
        "revealed": None,
    }


@get("/cases/{case_id:uuid}", include_in_schema=False)
async def case_page(
    request: R,
    case_id: FromPath[UUID],
    session: S,
    actor: A,
    office: O,
    answer_type: Choice = "",
    annual_row: Choice = "",
) -> Template:
    """One case: request, applicant, dates, answer, history, and the figures in which it counts."""
    context = await case_context(session, office, actor, case_id)
    proposed = {"answer_type": answer_type, "annual_row": annual_row}
    return page(request, "case.html", **context | {"proposed": proposed})


@get("/cases/{case_id:uuid}/correction", opt=CORRECTOR.opt, include_in_schema=False)
async def show_correction(
    request: R, case_id: FromPath[UUID], session: S, actor: A, office: O, at: At
) -> Template:
    """The registration of a case in its form again; that personal data were seen is recorded."""
    await open_case(session, actor, case_id, Verb.CORRECT_REGISTRATION)  # else nothing is shown
    shown = await intake.show_personal_data(session, office.vault, actor, at, case_id, "更正登记")
    case, organ = await queries.read_case(session, actor, case_id)
    values = registered_values(case, organ, vars(shown))
    return page(request, "registration.html", **await registration(session, actor, values, case))


def registered_values(case: Case, organ: Organ, personal: dict[str, Any]) -> dict[str, str]:
    """What a case was registered with, by the names of the form's fields."""
    facts = case.facts
    values = {
        "organ": organ.code,
        "channel": case.channel or "",
        "applicant.kind": case.applicant_class,
        "applicant.name": case.applicant_name,
        "carrier": facts.get("carrier") or "",
        "route": facts.get("route") or "",
        "help_needed": facts.get("help_needed", ""),
        "upstream_number": facts.get("upstream_number", ""),
        "remark": facts.get("remark", ""),
    }
    values |= {f"dates.{name}": day or "" for name, day in facts["dates"].items()}
    if facts.get("other_form_accepted"):
        values["other_form_accepted"] = "on"
    for number, item in enumerate(case.items):
        values |= {f"items.{number}.{name}": text for name, text in item.items()}
    for name, value in personal.items():
        if name != "agent":
            values[f"applicant.{name}"] = value or ""
    for group, held in (("agent", personal["agent"]), ("oral", facts.get("oral"))):
        for name, value in (held or {}).items():
            if value:
                values[f"{group}.{name}"] = "on" if value is True else str(value)
    return values


@post("/cases/{case_id:uuid}/correction", opt=CORRECTOR.opt, include_in_schema=False)
async def correct(
    request: R, case_id: FromPath[UUID], session: S, actor: A, office: O, at: At
) -> Response[Any]:
    """更正登记."""
    form = typed(await request.form())
    case, organ = await queries.read_case(session, actor, case_id)
    form["organ"] = organ.code
    context = await registration(session, actor, form, case)
    if "more_items" in form:
        context["items"] = min(context["items"] + 1, 50)
        return page(request, "registration.html", **context)
    try:
        filled = read_application({k: v for k, v in form.items() if k != "submission"})
        reason = read(ReasonIn, form).reason
        application = filled.application(case.organ_id)
        await intake.correct_registration(
            session, office.vault, actor, at, case_id, application, reason
        )
    except Refusal as refusal:
        raise FormRefused(
            _by_form(refusal), "registration.html", shared(request) | context
        ) from None
    return Redirect(f"/cases/{case_id}", status_code=303)


router = Router(
    "/",
    route_handlers=[
        first_page, list_page, show_registration, register, case_page, show_correction, correct,
    ],
    opt=OFFICER.opt,
)  # fmt: skip
