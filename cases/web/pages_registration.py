"""Registration in the browser: a new application, and what was mistyped said anew."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID, uuid4

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries, queries_desk
from cases.actions import intake
from cases.actions.door import open_case, today
from cases.actor import Actor
from cases.errors import BadInput, Fault, Refusal
from cases.law.receipt import Channel
from cases.models import Case, Organ
from cases.office import Office
from cases.schemas import ReasonIn
from cases.states import MOVE, Verb
from cases.typed import read
from cases.web.desk_forms import (
    ACCEPTED,
    ENCLOSED,
    LARGEST_REGISTRATION,
    MAIL_ROOM,
    completed,
    dates_first,
    enclosed,
    names_of,
    told_apart,
)
from cases.web.desk_registering import (
    after,
    attach_once,
    check_receipt,
    on_too_large,
    receipt_of,
    wanted_of,
)
from cases.web.forms import read_application, typed, typed_items
from cases.web.page import page, shared
from cases.web.policy import CORRECTOR, OFFICER, REGISTRAR
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
COUNTER: Final = "registration.html"
MAIL: Final = "mail_room.html"
MOST_ITEMS: Final = 50  # the same as the schema's


@get("/cases/new", opt=REGISTRAR.opt, include_in_schema=False)
async def show_registration(request: R, session: S, actor: A, office: O) -> Template:
    """An empty registration form; its submission number lets it register once only."""
    values = empty("counter", Channel.IN_PERSON, office)
    return page(request, COUNTER, **await registration(session, actor, values))


@get("/mail-room", opt=REGISTRAR.opt, include_in_schema=False)
async def show_mail_room(
    request: R,
    session: S,
    actor: A,
    office: O,
    channel: Annotated[str, QueryParameter(max_length=20)] = "",
    done: Annotated[UUID | None, QueryParameter()] = None,
) -> Template:
    """收发登记: the same form for what came by post, fax or e-mail; `done` was registered just now."""
    chosen = Channel(channel) if channel in list(MAIL_ROOM) else Channel.REGISTERED_MAIL
    values = empty("mail", chosen, office)
    context = await registration(session, actor, values)
    if done is not None:
        context["done"] = await queries_desk.registered(session, actor.reads, done)
    return page(request, MAIL, **context)


def empty(desk: str, channel: Channel, office: Office) -> dict[str, str]:
    """What a new form begins with: the first of the dates that its channel needs is today's."""
    values = {
        "desk": desk,
        "submission": str(uuid4()),
        "channel": channel,
        "other_form_accepted": "on",
    }
    values[f"dates.{dates_first(values)[0]}"] = today(office.now()).isoformat()
    return values


async def registration(
    session: AsyncSession, actor: Actor, values: dict[str, str], case: Case | None = None
) -> dict[str, Any]:
    """What the registration form shows: everything typed, or what a case was registered with."""
    registrars = set(actor.organs_with(MOVE[Verb.REGISTER].who))
    every = await queries.organs_of(session, actor)
    return {
        "organs": [organ for organ in every if organ.id in registrars],
        "values": values,
        "items": min(typed_items(values), MOST_ITEMS),
        "case": case,
        "desk": desk_of(values),
        "dates_first": dates_first(values),
        "mail_channels": MAIL_ROOM,
        "enclosures": ENCLOSED,
        "accepted_files": ACCEPTED,
        "looked": None,
        "chosen_files": [],
        "done": None,
    }


def desk_of(values: Mapping[str, str]) -> str:
    """At which desk a form stands; the counter's where it does not say so."""
    return "mail" if values.get("desk") == "mail" else "counter"


@post(
    "/cases/new",
    opt=REGISTRAR.opt,
    include_in_schema=False,
    request_max_body_size=LARGEST_REGISTRATION,
    exception_handlers={RequestEntityTooLarge: on_too_large},
)
async def register(request: R, session: S, actor: A, office: O, at: At) -> Response[Any]:
    """登记, with the files and the receipt that the form asks for; or one more line for an item."""
    sent = await request.form()
    form = typed(sent)
    context = await registration(session, actor, form)
    template = MAIL if context["desk"] == "mail" else COUNTER
    if "more_items" in form:
        context["items"] = min(context["items"] + 1, MOST_ITEMS)
        context["chosen_files"] = names_of(sent)
        part = "_items.html" if request.headers.get("hx-request") else template
        return page(request, part, **context)
    try:
        filled = read_application(completed(form))
        files = await enclosed(sent)
        organ = await session.scalar(select(Organ).where(Organ.code == filled.organ))
        if organ is None or not actor.may_read(organ.id):
            raise BadInput.of([Fault("organ", "请选择登记单位")])
        application = filled.application(organ.id)
        wanted = wanted_of(form)
        if wanted.receipt:
            check_receipt(application)
        case = await intake.register(session, office.vault, actor, at, application)
        await attach_once(session, actor, at, case, files)
        if wanted.receipt:
            await receipt_of(session, actor, at, case)
    except Refusal as refusal:
        context["chosen_files"] = names_of(sent)
        shown = shared(request) | context
        raise FormRefused(told_apart(_by_form(refusal), form), template, shown) from None
    return Redirect(after(case, form, wanted), status_code=303)


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
    return page(request, COUNTER, **await registration(session, actor, values, case))


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
        context["items"] = min(context["items"] + 1, MOST_ITEMS)
        part = "_items.html" if request.headers.get("hx-request") else COUNTER
        return page(request, part, **context)
    try:
        filled = read_application({k: v for k, v in form.items() if k != "submission"})
        reason = read(ReasonIn, form).reason
        application = filled.application(case.organ_id)
        await intake.correct_registration(
            session, office.vault, actor, at, case_id, application, reason
        )
    except Refusal as refusal:
        raise FormRefused(_by_form(refusal), COUNTER, shared(request) | context) from None
    return Redirect(f"/cases/{case_id}", status_code=303)


router = Router(
    "/",
    route_handlers=[show_registration, show_mail_room, register, show_correction, correct],
    opt=OFFICER.opt,
)
