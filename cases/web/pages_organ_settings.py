"""The forms of an organ's settings: 科室、请假代办、审核环节、答复名义. They go back to its page."""

from collections.abc import Awaitable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import absences, chain_setting, departments, organs
from cases.actor import Actor
from cases.errors import BadInput, Conflict
from cases.models import Organ
from cases.schemas_office import (
    AbsenceIn,
    ChainIn,
    DepartmentChangeIn,
    DepartmentIn,
    MembersIn,
    OwnNameIn,
)
from cases.typed import read
from cases.web.forms import listed, typed
from cases.web.organ_views import organ_context
from cases.web.page import shared
from cases.web.policy import ADMINISTRATOR, CHAIN_SETTER, OFFICER
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]


async def settled(
    request: R, context: dict[str, Any], form: str, values: dict[str, Any], work: Awaitable[Any]
) -> Response[Any]:
    """Back to the section of a form that was done; the form again, as typed, where it was refused."""
    try:
        await work
    except (BadInput, Conflict) as refusal:
        shown = shared(request) | context | {"values": values, "form": form}
        raise FormRefused(refusal, "organ.html", shown) from None
    organ: Organ = context["organ"]
    return Redirect(f"/office/{organ.code}#{form.partition('-')[0]}", status_code=303)


@post("/office/{code:str}/departments", opt=ADMINISTRATOR.opt, include_in_schema=False)
async def add_department(
    request: R, code: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """新增科室 with its people."""
    sent = await request.form()
    form, members = typed(sent), sent.getall("members", [])
    context = await organ_context(session, actor, at, code)

    async def work() -> None:
        filled = read(DepartmentIn, form)
        people = read(MembersIn, {"members": members})
        organ: Organ = context["organ"]
        async with session.begin_nested():  # both or neither
            made = await departments.add_department(session, actor, organ.id, name=filled.name)
            await departments.set_members(session, actor, organ.id, made.id, people.members)

    return await settled(request, context, "departments", form | {"members": members}, work())


@post(
    "/office/{code:str}/departments/{department_id:uuid}",
    opt=ADMINISTRATOR.opt,
    include_in_schema=False,
)
async def change_department(
    request: R, code: FromPath[str], department_id: FromPath[UUID], session: S, actor: A, at: At
) -> Response[Any]:
    """科室的名称、人员、停用或者启用."""
    sent = await request.form()
    form, members = typed(sent), sent.getall("members", [])
    context = await organ_context(session, actor, at, code)

    async def work() -> None:
        filled = read(DepartmentChangeIn, form | {"active": "active" in form})
        people = read(MembersIn, {"members": members})
        organ: Organ = context["organ"]
        async with session.begin_nested():  # both or neither
            await departments.change_department(
                session, actor, organ.id, department_id, **dict(filled)
            )
            await departments.set_members(session, actor, organ.id, department_id, people.members)

    values = form | {"members": members}
    return await settled(request, context, f"departments-{department_id}", values, work())


@post("/office/{code:str}/absences", opt=OFFICER.opt, include_in_schema=False)
async def enter_absence(
    request: R, code: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """录入请假代办."""
    form = typed(await request.form())
    context = await organ_context(session, actor, at, code)

    async def work() -> None:
        filled = read(AbsenceIn, form)
        await absences.enter_absence(session, actor, at, context["organ"].id, **dict(filled))

    return await settled(request, context, "absences", form, work())


@post(
    "/office/{code:str}/absences/{absence_id:uuid}/revocation",
    opt=OFFICER.opt,
    include_in_schema=False,
)
async def revoke_absence(
    request: R, code: FromPath[str], absence_id: FromPath[UUID], session: S, actor: A, at: At
) -> Response[Any]:
    """撤销请假代办."""
    context = await organ_context(session, actor, at, code)
    work = absences.revoke_absence(session, actor, at, context["organ"].id, absence_id)
    return await settled(request, context, "absences", {}, work)


@post("/office/{code:str}/chain", opt=CHAIN_SETTER.opt, include_in_schema=False)
async def set_chain(request: R, code: FromPath[str], session: S, actor: A, at: At) -> Response[Any]:
    """设置审核环节."""
    form = typed(await request.form())
    context = await organ_context(session, actor, at, code)

    async def work() -> None:
        filled = read(ChainIn, listed(form))
        await chain_setting.set_chain(
            session, actor, at, context["organ"].id,
            levels=filled.levels.by_state(), one_person=filled.one_person, reason=filled.reason,
        )  # fmt: skip

    return await settled(request, context, "chain", form, work())


@post("/office/{code:str}/own-name", opt=ADMINISTRATOR.opt, include_in_schema=False)
async def set_own_name(
    request: R, code: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """以自己的名义作出答复, or not."""
    form = typed(await request.form())
    context = await organ_context(session, actor, at, code)

    async def work() -> None:
        filled = read(OwnNameIn, form)
        await organs.set_own_name(session, actor, context["organ"].id, own_name=filled.own_name)

    return await settled(request, context, "facts", form, work())


router = Router(
    "/",
    route_handlers=[
        add_department, change_department, enter_absence, revoke_absence, set_chain, set_own_name,
    ],
)  # fmt: skip
