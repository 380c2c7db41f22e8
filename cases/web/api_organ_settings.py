"""The JSON API of an organ's settings: 科室、请假代办、审核环节、答复名义."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries, queries_office
from cases.actions import absences, chain_setting, departments, organs
from cases.actions.absences import MANAGERS
from cases.actions.door import today
from cases.actor import Actor
from cases.chain import RULES, STEP_LABELS
from cases.errors import NotFound
from cases.models import Organ
from cases.queries_office import AbsenceShown, DepartmentShown, Person
from cases.schemas_office import (
    AbsenceIn,
    AbsenceOut,
    ChainIn,
    ChainOut,
    ChainSettingOut,
    DepartmentChangeIn,
    DepartmentIn,
    DepartmentOut,
    LevelOut,
    MembersIn,
    OrganFactsIn,
    OwnNameIn,
    PersonOut,
    StepOut,
)
from cases.shown import OrganOut
from cases.web.api_organs import READS, WRITES, organ_out
from cases.web.organ_views import own_organ, steps_of
from cases.web.policy import ADMINISTRATOR, CHAIN_SETTER, OFFICER

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Code = FromPath[str]


def person_out(person: Person) -> PersonOut:
    """An officer by login and name."""
    return PersonOut(login=person.login, name=person.name)


def department_out(shown: DepartmentShown) -> DepartmentOut:
    """A department with its people."""
    people = [person_out(member) for member in shown.members]
    return DepartmentOut(id=shown.id, name=shown.name, active=shown.active, members=people)


async def one_department(session: AsyncSession, organ: Organ, wanted: UUID) -> DepartmentOut:
    """A department as it stands now."""
    for shown in await queries_office.departments_of(session, organ.id):
        if shown.id == wanted:
            return department_out(shown)
    raise NotFound("本单位没有这个科室")


def absence_out(shown: AbsenceShown, on: date) -> AbsenceOut:
    """A leave and where it stands."""
    return AbsenceOut(
        id=shown.id,
        officer=person_out(shown.officer),
        substitute=person_out(shown.substitute),
        first_day=shown.first_day,
        last_day=shown.last_day,
        reason=shown.reason,
        standing=shown.standing(on),
        made_by=shown.made_by,
        made_at=shown.made_at,
    )


async def all_absences(session: AsyncSession, actor: Actor, organ: Organ) -> Iterable[AbsenceShown]:
    """The leave of an organ's people, the latest first."""
    return await queries_office.absences_of(session, actor, organ.id, MANAGERS)


@get("/organs/{code:str}/departments", responses=READS, summary="科室")
async def list_departments(code: Code, session: S, actor: A) -> list[DepartmentOut]:
    """The departments of an organ with their people, those in use first."""
    organ = await queries.organ_by_code(session, actor, code)
    return [department_out(d) for d in await queries_office.departments_of(session, organ.id)]


@post("/organs/{code:str}/departments", responses=WRITES, opt=ADMINISTRATOR.opt, summary="新增科室")
async def add_department(
    code: Code, data: JSONBody[DepartmentIn], session: S, actor: A
) -> DepartmentOut:
    """A new department, without people yet."""
    organ = await queries.organ_by_code(session, actor, code)
    made = await departments.add_department(session, actor, organ.id, name=data.name)
    return DepartmentOut(id=made.id, name=made.name, active=made.active, members=[])


@post(
    "/organs/{code:str}/departments/{department_id:uuid}",
    responses=WRITES,
    opt=ADMINISTRATOR.opt,
    summary="科室更名、停用、启用",
)
async def change_department(
    code: Code,
    department_id: FromPath[UUID],
    data: JSONBody[DepartmentChangeIn],
    session: S,
    actor: A,
) -> DepartmentOut:
    """The name of a department, and whether cases may be assigned to it."""
    organ = await queries.organ_by_code(session, actor, code)
    await departments.change_department(session, actor, organ.id, department_id, **dict(data))
    return await one_department(session, organ, department_id)


@post(
    "/organs/{code:str}/departments/{department_id:uuid}/members",
    responses=WRITES,
    opt=ADMINISTRATOR.opt,
    summary="设置科室人员",
)
async def set_members(
    code: Code, department_id: FromPath[UUID], data: JSONBody[MembersIn], session: S, actor: A
) -> DepartmentOut:
    """The people of a department, in the place of those it had."""
    organ = await queries.organ_by_code(session, actor, code)
    await departments.set_members(session, actor, organ.id, department_id, data.members)
    return await one_department(session, organ, department_id)


@get("/organs/{code:str}/absences", responses=READS, summary="请假代办")
async def list_absences(code: Code, session: S, actor: A, at: At) -> list[AbsenceOut]:
    """The last fifty, the latest first."""
    organ = await own_organ(session, actor, code)
    return [absence_out(a, today(at)) for a in await all_absences(session, actor, organ)]


@post("/organs/{code:str}/absences", responses=WRITES, summary="录入请假代办")
async def enter_absence(
    code: Code, data: JSONBody[AbsenceIn], session: S, actor: A, at: At
) -> AbsenceOut:
    """Leave of an officer, and who stands in meanwhile; both are told."""
    organ = await own_organ(session, actor, code)
    made = await absences.enter_absence(session, actor, at, organ.id, **dict(data))
    rows = {a.id: a for a in await all_absences(session, actor, organ)}
    return absence_out(rows[made.id], today(at))


@post(
    "/organs/{code:str}/absences/{absence_id:uuid}/revocation",
    responses=WRITES,
    summary="撤销请假代办",
)
async def revoke_absence(
    code: Code, absence_id: FromPath[UUID], session: S, actor: A, at: At
) -> AbsenceOut:
    """From now on nobody stands in; both are told."""
    organ = await own_organ(session, actor, code)
    await absences.revoke_absence(session, actor, at, organ.id, absence_id)
    rows = {a.id: a for a in await all_absences(session, actor, organ)}
    return absence_out(rows[absence_id], today(at))


@get("/organs/{code:str}/chain", responses=READS, summary="审核环节")
async def show_chain(code: Code, session: S, actor: A) -> ChainOut:
    """What a case of the organ passes, what the organ may set, and every setting so far."""
    organ = await queries.organ_by_code(session, actor, code)
    return await chain_out(session, organ)


@post("/organs/{code:str}/chain", responses=WRITES, opt=CHAIN_SETTER.opt, summary="设置审核环节")
async def set_chain(code: Code, data: JSONBody[ChainIn], session: S, actor: A, at: At) -> ChainOut:
    """The levels from now on, within what the law leaves to the organ."""
    organ = await queries.organ_by_code(session, actor, code)
    await chain_setting.set_chain(
        session, actor, at, organ.id,
        levels=data.levels.by_state(), one_person=data.one_person, reason=data.reason,
    )  # fmt: skip
    return await chain_out(session, organ)


async def chain_out(session: AsyncSession, organ: Organ) -> ChainOut:
    """The chain of an organ as it stands."""
    chains = await queries_office.chains_of(session, organ.id)
    chain = queries_office.in_force(chains)
    return ChainOut(
        steps=[
            StepOut(
                state=step.state,
                label=step.label,
                level=step.level,
                label_of_level=step.level.label,
                roles=list(step.who),
            )
            for step in steps_of(chain)
        ],
        levels=[
            LevelOut(
                state=rule.state,
                label=STEP_LABELS[rule.state],
                level=chain.levels[rule.state],
                choices=list(rule.choices),
                article=str(rule.article),
                note=rule.note,
            )
            for rule in RULES
        ],
        one_person=chain.one_person,
        history=[
            ChainSettingOut(
                levels=dict(one.chain.levels),
                one_person=one.chain.one_person,
                reason=one.reason,
                made_by=one.made_by,
                made_at=one.made_at,
            )
            for one in chains
        ],
    )


@post(
    "/organs/{code:str}/own-name",
    responses=WRITES,
    opt=ADMINISTRATOR.opt,
    summary="设置是否以自己的名义作出答复",
)
async def set_own_name(code: Code, data: JSONBody[OwnNameIn], session: S, actor: A) -> OrganOut:
    """Whether the organ answers in its own name."""
    organs_read = await queries.organs_of(session, actor)
    organ = await queries.organ_by_code(session, actor, code)
    changed = await organs.set_own_name(session, actor, organ.id, own_name=data.own_name)
    return organ_out(changed, {one.id: one.code for one in organs_read})


@post(
    "/organs/{code:str}/facts",
    responses=WRITES,
    opt=ADMINISTRATOR.opt,
    summary="更改机关代字、地址和电话",
)
async def change_facts(code: Code, data: JSONBody[OrganFactsIn], session: S, actor: A) -> OrganOut:
    """What letters print of the organ."""
    organs_read = await queries.organs_of(session, actor)
    organ = await queries.organ_by_code(session, actor, code)
    changed = await organs.change_facts(session, actor, organ.id, **dict(data))
    return organ_out(changed, {one.id: one.code for one in organs_read})


router = Router(
    "/api",
    route_handlers=[
        list_departments, add_department, change_department, set_members, list_absences,
        enter_absence, revoke_absence, show_chain, set_chain, set_own_name,
        change_facts,
    ],
    opt=OFFICER.opt,
    tags=["单位与人员"],
)  # fmt: skip
