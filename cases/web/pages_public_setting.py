"""公众网页的设置, by administrator or head; codes that officers give to an applicant."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries, queries_public
from cases.actions import confirmation_codes
from cases.actions.chain_setting import SETTERS
from cases.actions.public_setting import ANNOUNCED, set_public_desk
from cases.actor import Actor
from cases.errors import BadInput, Conflict
from cases.keeping import keeping
from cases.models import Organ
from cases.models_public import PublicDesk
from cases.schemas import ReasonIn
from cases.schemas_public import PublicDeskIn
from cases.states import MOVE, State, Verb, permitted
from cases.typed import read
from cases.web.forms import typed
from cases.web.organ_views import own_organ
from cases.web.page import page, shared
from cases.web.policy import CHAIN_SETTER, OFFICER, whoever_may
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
REGISTRAR: Final = whoever_may(Verb.CONFIRM_RECEIPT)
TEXTS: Final = (
    "office_name", "office_address", "hours", "phone", "fax", "email", "postal_address",
    "complaint_body", "catalogue",
)  # fmt: skip


@get("/office/{code:str}/public", opt=OFFICER.opt, include_in_schema=False)
async def show_setting(request: R, code: FromPath[str], session: S, actor: A) -> Template:
    """What holds now, and what held before."""
    organ = await own_organ(session, actor, code)
    return page(request, "public_setting.html", **await _setting(session, actor, organ))


async def _setting(session: AsyncSession, actor: Actor, organ: Organ) -> dict[str, Any]:
    desks = await queries_public.desks_of(session, organ.id)
    return {
        "organ": organ,
        "desks": desks,
        "now": desks[0] if desks else None,
        "announced": ANNOUNCED,
        "sets": actor.has(organ.id, SETTERS),
        "public_url": keeping(session).public_url,
        "values": values_of(organ, desks[0] if desks else None),
        "form": "",
    }


def values_of(organ: Organ, desk: PublicDesk | None) -> dict[str, str]:
    """The form as it begins: as it was set, or what the office says of itself elsewhere."""
    if desk is None:
        known = {"office_address": organ.address, "phone": organ.phone}
        return known | {"office_name": f"{organ.name}政府信息公开工作机构"}
    values = {name: getattr(desk, name) for name in TEXTS}
    values |= {f"channel.{channel}": "on" for channel in desk.channels}
    return values | ({"is_open": "on"} if desk.is_open else {})


@post("/office/{code:str}/public", opt=CHAIN_SETTER.opt, include_in_schema=False)
async def change_setting(
    request: R, code: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """Set it anew; refused, the form comes back as it was typed."""
    form = typed(await request.form())
    organ = await own_organ(session, actor, code)
    context = await _setting(session, actor, organ)
    channels = [channel for channel in ANNOUNCED if f"channel.{channel.value}" in form]
    try:
        told: dict[str, Any] = {**form, "is_open": "is_open" in form, "channels": channels}
        filled = read(PublicDeskIn, told)
        await set_public_desk(session, actor, at, organ.id, **dict(filled))
    except (BadInput, Conflict) as refusal:
        again = shared(request) | context | {"values": form, "form": "public"}
        raise FormRefused(refusal, "public_setting.html", again) from None
    return Redirect(f"/office/{code}/public", status_code=303)


@get("/cases/{case_id:uuid}/confirmation-code", opt=OFFICER.opt, include_in_schema=False)
async def show_codes(request: R, case_id: FromPath[UUID], session: S, actor: A, at: At) -> Template:
    """Which codes the applicant has, and how to give one."""
    return page(request, "confirmation_code.html", **await _codes(session, actor, at, case_id))


async def _codes(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID
) -> dict[str, Any]:
    case, organ = await queries.read_case(session, actor, case_id)
    known = await queries_public.case_with_code(session, case_id)
    given = await confirmation_codes.standing(session, case_id)
    may = permitted(State(case.state), actor.roles.get(organ.id, frozenset()))
    return {
        "case": case,
        "organ": organ,
        "query_code": known[2] if known is not None else None,
        "given": given if given is not None and at < given.expires_at else None,
        "may_confirm": Verb.CONFIRM_RECEIPT in may,
        "may_renew": Verb.TAKE_OUT in may and actor.has(organ.id, MOVE[Verb.REGISTER].who),
        "days": confirmation_codes.VALID_FOR.days,
        "most_failures": confirmation_codes.MOST_FAILURES,
        "told": None,
        "new_query_code": "",
        "values": {},
        "form": "",
    }


@post(
    "/cases/{case_id:uuid}/confirmation-code",
    opt=REGISTRAR.opt,
    include_in_schema=False,
    status_code=200,
)
async def give_confirmation_code(
    request: R, case_id: FromPath[UUID], session: S, actor: A, at: At
) -> Template:
    """发放确认码: shown on this answer and never again."""
    _, given = await confirmation_codes.give(session, actor, at, case_id)
    context = await _codes(session, actor, at, case_id)
    return page(request, "confirmation_code.html", **context | {"told": given})


@post(
    "/cases/{case_id:uuid}/query-code", opt=REGISTRAR.opt, include_in_schema=False, status_code=200
)
async def give_query_code(
    request: R, case_id: FromPath[UUID], session: S, actor: A, at: At
) -> Template:
    """重新发放查询码 to an applicant who lost it: the former one opens nothing any more."""
    form = typed(await request.form())
    context = await _codes(session, actor, at, case_id)
    try:
        reason = read(ReasonIn, form).reason
        code = await confirmation_codes.renew_query_code(session, actor, at, case_id, reason)
    except BadInput as refusal:
        again = shared(request) | context | {"values": form, "form": "query_code"}
        raise FormRefused(refusal, "confirmation_code.html", again) from None
    return page(request, "confirmation_code.html", **context | {"new_query_code": code})


router = Router(
    "/",
    route_handlers=[
        show_setting, change_setting, show_codes, give_confirmation_code, give_query_code,
    ],
)  # fmt: skip
