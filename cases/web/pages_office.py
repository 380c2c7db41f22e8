"""Pages of the office itself: organs, officers, papers, notices, jobs that failed."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from cases import outbox, queries
from cases.actions import notices, officers, organs
from cases.actions.organs import ADMINISTRATORS
from cases.actor import Actor
from cases.errors import NotFound, Refusal
from cases.models import Role
from cases.office import Office
from cases.schemas import OfficerIn, OrganIn, RemedyIn
from cases.typed import bad_input, read
from cases.web.api_annual import paper
from cases.web.forms import typed
from cases.web.organ_views import organ_context
from cases.web.page import page, shared
from cases.web.policy import ADMINISTRATOR, OFFICER
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
LAST_JOB: Final = 2**63 - 1  # the database's bigint


async def office_context(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """The organs at which this officer works, with their people; which of them are administered."""
    works = set(actor.organs_with(tuple(Role)))
    mine = [o for o in await queries.organs_of(session, actor) if o.id in works]
    return {
        "organs": mine,
        "administered": [o for o in mine if actor.has(o.id, ADMINISTRATORS)],
        "officers": await queries.officers_at(session, works),
        "values": {},
        "form": "",
    }


@get("/office", opt=OFFICER.opt, include_in_schema=False)
async def show_office(request: R, session: S, actor: A) -> Template:
    """The own organs and their people; for an administrator the form that adds one."""
    return page(request, "office.html", **await office_context(session, actor))


@get("/office/{code:str}", opt=OFFICER.opt, include_in_schema=False)
async def show_organ(request: R, code: FromPath[str], session: S, actor: A, at: At) -> Template:
    """One organ: its facts, people, 科室, 请假代办, 审核环节, 复议机关 and court by their dates."""
    return page(request, "organ.html", **await organ_context(session, actor, at, code))


@post("/office/organs", opt=ADMINISTRATOR.opt, include_in_schema=False)
async def add_organ(request: R, session: S, actor: A) -> Response[Any]:
    """新增下级单位."""
    form = typed(await request.form())
    context = await office_context(session, actor)
    try:
        filled = read(OrganIn, form)
        organ = await organs.add_organ(session, actor, **dict(filled))
        await officers.administer_below(session, actor, organ)
    except Refusal as refusal:
        shown = shared(request) | context | {"values": form, "form": "organ"}
        raise FormRefused(refusal, "office.html", shown) from None
    return Redirect(f"/office/{organ.code}", status_code=303)


@post("/office/{code:str}/officers", opt=ADMINISTRATOR.opt, include_in_schema=False)
async def add_officer(
    request: R, code: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """新增人员."""
    sent = await request.form()
    form = typed(sent)
    context = await organ_context(session, actor, at, code)
    officers.check_administrator(actor, context["organ"].id)
    roles = sent.getall("roles", [])
    try:
        filled = OfficerIn(
            login=form.get("login", ""),
            name=form.get("name", ""),
            organ=code,
            roles=tuple(roles),
            password=form.get("password", ""),
        )
        await officers.add_officer(session, actor, **dict(filled))
    except ValidationError as wrong:
        shown = shared(request) | context | {"values": form | {"roles": roles}, "form": "officer"}
        raise FormRefused(bad_input(wrong), "organ.html", shown) from None
    except Refusal as refusal:
        shown = shared(request) | context | {"values": form | {"roles": roles}, "form": "officer"}
        raise FormRefused(refusal, "organ.html", shown) from None
    return Redirect(f"/office/{code}", status_code=303)


@post("/office/{code:str}/remedies", opt=ADMINISTRATOR.opt, include_in_schema=False)
async def set_remedy(
    request: R, code: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """录入复议机关与管辖法院."""
    form = typed(await request.form())
    context = await organ_context(session, actor, at, code)
    officers.check_administrator(actor, context["organ"].id)
    try:
        filled = read(RemedyIn, form)
        async with session.begin_nested():  # an overlap ends this only: the page is shown again
            await organs.set_remedy(session, actor, context["organ"].id, **dict(filled))
    except Refusal as refusal:
        shown = shared(request) | context | {"values": form, "form": "remedy"}
        raise FormRefused(refusal, "organ.html", shown) from None
    return Redirect(f"/office/{code}", status_code=303)


@post(
    "/office/{code:str}/officers/{login:str}/active", opt=ADMINISTRATOR.opt, include_in_schema=False
)
async def set_active(
    request: R, code: FromPath[str], login: FromPath[str], session: S, actor: A
) -> Response[Any]:
    """停用 or 启用 an officer."""
    form = typed(await request.form())
    await officers.set_active(session, actor, login, active=form.get("active") == "yes")
    return Redirect(f"/office/{code}", status_code=303)


@post("/jobs/{number:int}/revival", opt=ADMINISTRATOR.opt, include_in_schema=False)
async def revive_job(number: FromPath[int], session: S, at: At) -> Response[Any]:
    """A job that failed too often is tried again."""
    if number > LAST_JOB:
        raise NotFound("没有找到这项作业")
    await outbox.revive(session, number, at)
    return Redirect("/", status_code=303)


@post("/notices/{notice_id:uuid}/read", opt=OFFICER.opt, include_in_schema=False)
async def read_notice(notice_id: FromPath[UUID], session: S, actor: A, at: At) -> Response[Any]:
    """A notice is read: on to what it speaks of."""
    assert actor.officer_id is not None
    notice = await notices.read(session, actor.officer_id, notice_id, at)
    return Redirect(notice.link, status_code=303)


@get("/documents/{document_id:uuid}", opt=OFFICER.opt, include_in_schema=False)
async def read_document(
    document_id: FromPath[UUID], session: S, actor: A, office: O
) -> Response[bytes]:
    """A stored paper of an organ that this officer may read."""
    return await paper(session, office, actor, document_id)


router = Router(
    "/",
    route_handlers=[
        show_office, show_organ, add_organ, add_officer, set_remedy, set_active, revive_job,
        read_notice, read_document,
    ],
)  # fmt: skip
