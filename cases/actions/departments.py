"""科室设置: the inner offices of an organ to which cases are assigned, and who works in them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.organs import ADMINISTRATORS
from cases.actor import Actor
from cases.errors import BadInput, Conflict, Fault, NotAllowed, NotFound
from cases.models import Officer, OfficerRole, Organ
from cases.models_work import Department, DepartmentMember


async def add_department(
    session: AsyncSession, actor: Actor, organ_id: UUID, *, name: str
) -> Department:
    """A new department; Conflict where the organ has one of that name, in use or not."""
    await _open(session, actor, organ_id)
    await _check_name(session, organ_id, name)
    department = Department(organ_id=organ_id, name=name, active=True)
    session.add(department)
    await session.flush()
    return department


async def change_department(
    session: AsyncSession,
    actor: Actor,
    organ_id: UUID,
    department_id: UUID,
    *,
    name: str,
    active: bool,
) -> Department:
    """更名、停用、启用; cases that a stopped department has stay with it until they are handed over."""
    await _open(session, actor, organ_id)
    department = await _department(session, organ_id, department_id)
    if name != department.name:
        await _check_name(session, organ_id, name)
    department.name, department.active = name, active
    await session.flush()
    return department


async def set_members(
    session: AsyncSession,
    actor: Actor,
    organ_id: UUID,
    department_id: UUID,
    members: Collection[str],
) -> tuple[Officer, ...]:
    """科室人员 by their logins, in the place of those it had; one may work in several departments.

    BadInput that names everybody who is not an officer in service with a role at the organ.
    """
    await _open(session, actor, organ_id)
    department = await _department(session, organ_id, department_id)
    known = {officer.login: officer for officer in await in_service(session, organ_id, members)}
    unknown = [login for login in dict.fromkeys(members) if login not in known]
    if unknown:
        names = "、".join(f"“{login}”" for login in unknown)
        sentence = f"本单位没有用户名为{names}的在用人员，科室人员应为在本单位任职的人员"
        raise BadInput.of([Fault("members", sentence)])
    of_it = DepartmentMember.department_id == department.id
    await session.execute(delete(DepartmentMember).where(of_it))
    if known:
        rows = [{"department_id": department.id, "officer_id": o.id} for o in known.values()]
        await session.execute(insert(DepartmentMember), rows)
    return tuple(known.values())


async def in_service(
    session: AsyncSession, organ_id: UUID, logins: Collection[str]
) -> tuple[Officer, ...]:
    """Of these logins, the officers in service with a role at the organ, in the order of logins."""
    found = await session.scalars(
        select(Officer)
        .where(
            Officer.login.in_(set(logins)),
            Officer.active,
            Officer.id.in_(select(OfficerRole.officer_id).where(OfficerRole.organ_id == organ_id)),
        )
        .order_by(Officer.login)
    )
    return tuple(found)


async def _open(session: AsyncSession, actor: Actor, organ_id: UUID) -> None:
    """Only the organ's administrator; two who set departments at once go one after the other."""
    if not actor.has(organ_id, ADMINISTRATORS):
        raise NotAllowed("科室应由本单位管理员设置")
    await one_at_a_time(session, organ_id)


async def one_at_a_time(session: AsyncSession, organ_id: UUID) -> str:
    """Wait for whoever changes the settings of this organ now, while its cases go on; its code."""
    row = select(Organ.code).where(Organ.id == organ_id).with_for_update(key_share=True)
    code = await session.scalar(row)
    assert code is not None
    return code


async def _department(session: AsyncSession, organ_id: UUID, department_id: UUID) -> Department:
    department = await session.get(Department, department_id, populate_existing=True)
    if department is None or department.organ_id != organ_id:
        raise NotFound("本单位没有这个科室")
    return department


async def _check_name(session: AsyncSession, organ_id: UUID, name: str) -> None:
    there = select(Department.active).where(
        Department.organ_id == organ_id, Department.name == name
    )
    active = await session.scalar(there)
    if active is not None:
        how = "" if active else "，已经停用，需要时请启用"
        sentence = f"本单位已有名为“{name}”的科室{how}"
        raise Conflict(sentence, faults=[Fault("name", sentence)])
