"""Registration in the browser: a new application, and what was mistyped said anew."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import intake
from cases.actions.door import open_case, today
from cases.actor import Actor
from cases.errors import BadInput, Fault, Refusal
from cases.models import Case, Organ
from cases.office import Office
from cases.schemas import ReasonIn
from cases.states import MOVE, Verb
from cases.typed import read
from cases.web.forms import read_application, typed, typed_items
from cases.web.page import page, shared
from cases.web.policy import CORRECTOR, OFFICER, REGISTRAR
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]


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
        values |= {
            f"items.{number}.{name}": "\n".join(said) if isinstance(said, list) else said
            for name, said in item.items()
        }
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
    route_handlers=[show_registration, register, show_correction, correct],
    opt=OFFICER.opt,
)
