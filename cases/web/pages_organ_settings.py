"""The forms of an organ's settings: 科室、请假代办、审核环节、答复名义. They go back to its page."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
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
from cases.schemas_office import (
    AbsenceIn,
    ChainIn,
    DepartmentChangeIn,
    DepartmentIn,
    MembersIn,
    OrganFactsIn,
    OwnNameIn,
)
from cases.typed import read
from cases.web.forms import listed, typed
from cases.web.organ_views import organ_context, own_organ
from cases.web.page import shared
from cases.web.policy import ADMINISTRATOR, CHAIN_SETTER, OFFICER
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]


@dataclass(frozen=True)
class Sent:
    """A form of an organ's page: which one, what was typed into it, by whom and when."""

    request: R
    session: AsyncSession
    actor: Actor
    at: datetime
    code: str
    form: str  # its section, and after a hyphen which one of several there
    values: dict[str, Any]

    async def settled(self, work: Callable[[UUID], Awaitable[Any]]) -> Response[Any]:
        """Do it and go back to its section; where it is refused, the form again as it was typed."""
        organ = await own_organ(self.session, self.actor, self.code)
        try:
            await work(organ.id)
        except (BadInput, Conflict) as refusal:
            context = await organ_context(self.session, self.actor, self.at, self.code)
            shown = shared(self.request) | context | {"values": self.values, "form": self.form}
            raise FormRefused(refusal, "organ.html", shown) from None
        section = self.form.partition("-")[0]
        return Redirect(f"/office/{self.code}#{section}", status_code=303)


@post("/office/{code:str}/departments", opt=ADMINISTRATOR.opt, include_in_schema=False)
async def add_department(
    request: R, code: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """新增科室 with its people."""
    fields = await request.form()
    form, members = typed(fields), fields.getall("members", [])

    async def work(organ_id: UUID) -> None:
        filled = read(DepartmentIn, form)
        people = read(MembersIn, {"members": members})
        async with session.begin_nested():  # both or neither
            made = await departments.add_department(session, actor, organ_id, name=filled.name)
            await departments.set_members(session, actor, organ_id, made.id, people.members)

    sent = Sent(request, session, actor, at, code, "departments", form | {"members": members})
    return await sent.settled(work)


@post(
    "/office/{code:str}/departments/{department_id:uuid}",
    opt=ADMINISTRATOR.opt,
    include_in_schema=False,
)
async def change_department(
    request: R, code: FromPath[str], department_id: FromPath[UUID], session: S, actor: A, at: At
) -> Response[Any]:
    """科室的名称、人员、停用或者启用."""
    fields = await request.form()
    form, members = typed(fields), fields.getall("members", [])

    async def work(organ_id: UUID) -> None:
        filled = read(DepartmentChangeIn, form | {"active": "active" in form})
        people = read(MembersIn, {"members": members})
        async with session.begin_nested():  # both or neither
            await departments.change_department(
                session, actor, organ_id, department_id, **dict(filled)
            )
            await departments.set_members(session, actor, organ_id, department_id, people.members)

    values = form | {"members": members}
    sent = Sent(request, session, actor, at, code, f"departments-{department_id}", values)
    return await sent.settled(work)


@post("/office/{code:str}/absences", opt=OFFICER.opt, include_in_schema=False)
async def enter_absence(
    request: R, code: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """录入请假代办."""
    form = typed(await request.form())

    async def work(organ_id: UUID) -> None:
        filled = read(AbsenceIn, form)
        await absences.enter_absence(session, actor, at, organ_id, **dict(filled))

    sent = Sent(request, session, actor, at, code, "absences", form)
    return await sent.settled(work)


@post(
    "/office/{code:str}/absences/{absence_id:uuid}/revocation",
    opt=OFFICER.opt,
    include_in_schema=False,
)
async def revoke_absence(
    request: R, code: FromPath[str], absence_id: FromPath[UUID], session: S, actor: A, at: At
) -> Response[Any]:
    """撤销请假代办."""

    async def work(organ_id: UUID) -> None:
        await absences.revoke_absence(session, actor, at, organ_id, absence_id)

    sent = Sent(request, session, actor, at, code, "absences", {})
    return await sent.settled(work)


@post("/office/{code:str}/chain", opt=CHAIN_SETTER.opt, include_in_schema=False)
async def set_chain(request: R, code: FromPath[str], session: S, actor: A, at: At) -> Response[Any]:
    """设置审核环节."""
    form = typed(await request.form())

    async def work(organ_id: UUID) -> None:
        filled = read(ChainIn, listed(form))
        await chain_setting.set_chain(
            session, actor, at, organ_id,
            levels=filled.levels.by_state(), one_person=filled.one_person, reason=filled.reason,
        )  # fmt: skip

    sent = Sent(request, session, actor, at, code, "chain", form)
    return await sent.settled(work)


@post("/office/{code:str}/facts", opt=ADMINISTRATOR.opt, include_in_schema=False)
async def change_facts(
    request: R, code: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """机关代字、地址和电话."""
    form = typed(await request.form())

    async def work(organ_id: UUID) -> None:
        filled = read(OrganFactsIn, form)
        await organs.change_facts(session, actor, organ_id, **dict(filled))

    return await Sent(request, session, actor, at, code, "facts-print", form).settled(work)


@post("/office/{code:str}/own-name", opt=ADMINISTRATOR.opt, include_in_schema=False)
async def set_own_name(
    request: R, code: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """以自己的名义作出答复, or not."""
    form = typed(await request.form())

    async def work(organ_id: UUID) -> None:
        filled = read(OwnNameIn, form)
        await organs.set_own_name(session, actor, organ_id, own_name=filled.own_name)

    sent = Sent(request, session, actor, at, code, "facts", form)
    return await sent.settled(work)


router = Router(
    "/",
    route_handlers=[
        add_department, change_department, enter_absence, revoke_absence, set_chain, set_own_name,
        change_facts,
    ],
)  # fmt: skip
