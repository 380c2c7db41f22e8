"""科室: set by the administrator of the organ, worked in by its officers in service."""

import asyncio
from uuid import UUID

import pytest

from cases.actions.assignment import assign, screen
from cases.actions.departments import add_department, change_department, set_members
from cases.actions.officers import set_active
from cases.actor import Actor
from cases.errors import BadInput, Conflict, NotAllowed, NotFound
from cases.models import Role, new_id
from cases.queries_office import DepartmentShown, departments_of
from tests.actions.filing import registered
from tests.conftest import SETTER, Town

pytestmark = pytest.mark.anyio

BUREAU, TOWNSHIP = "370783-zrzy", "370783-houzhen"


@pytest.fixture
async def boss(town: Town) -> Actor:
    return await town.officer("boss", BUREAU, Role.ADMINISTRATOR)


async def added(town: Town, actor: Actor, name: str, organ: str = BUREAU) -> UUID:
    async with town.office.sessions.begin() as session:
        made = await add_department(session, actor, town.organs[organ], name=name)
        return made.id


async def staffed(
    town: Town, actor: Actor, department: UUID, *members: str, organ: str = BUREAU
) -> None:
    async with town.office.sessions.begin() as session:
        await set_members(session, actor, town.organs[organ], department, members)


async def shown(town: Town, organ: str = BUREAU) -> list[DepartmentShown]:
    async with town.office.sessions() as session:
        return list(await departments_of(session, town.organs[organ]))


async def test_departments_are_listed_with_their_people_those_in_use_first(
    town: Town, boss: Actor
) -> None:
    for login in ("zhao", "qian"):
        await town.officer(login, BUREAU, Role.HANDLER)
    land, plans = await added(town, boss, "土地利用科"), await added(town, boss, "规划科")
    await staffed(town, boss, land, "zhao", "qian", "zhao")
    await staffed(town, boss, plans, "zhao")
    async with town.office.sessions.begin() as session:
        organ = town.organs[BUREAU]
        await change_department(session, boss, organ, land, name="利用科", active=False)
    found = [(d.name, d.active, [m.login for m in d.members]) for d in await shown(town)]
    assert found == [("规划科", True, ["zhao"]), ("利用科", False, ["qian", "zhao"])]
    assert await shown(town, TOWNSHIP) == []


async def test_members_are_set_anew_and_a_department_may_stand_empty(
    town: Town, boss: Actor
) -> None:
    for login in ("zhao", "qian"):
        await town.officer(login, BUREAU, Role.HANDLER)
    land = await added(town, boss, "土地利用科")
    await staffed(town, boss, land, "zhao")
    await staffed(town, boss, land, "qian")
    assert [m.login for m in (await shown(town))[0].members] == ["qian"]
    await staffed(town, boss, land)
    assert (await shown(town))[0].members == ()


async def test_everybody_unknown_is_named_and_nothing_is_changed(town: Town, boss: Actor) -> None:
    """Nobody of that name, an officer of another organ, one who is stopped."""
    for login, organ in (("zhao", BUREAU), ("stopped", BUREAU), ("foreign", TOWNSHIP)):
        await town.officer(login, organ, Role.HANDLER)
    async with town.office.sessions.begin() as session:
        await set_active(session, SETTER, "stopped", active=False)
    land = await added(town, boss, "土地利用科")
    await staffed(town, boss, land, "zhao")
    with pytest.raises(BadInput) as refused:
        await staffed(town, boss, land, "boss", "stopped", "nobody", "foreign")
    (fault,) = refused.value.faults
    assert fault.field == "members"
    assert "“stopped”、“nobody”、“foreign”" in fault.sentence
    assert "“boss”" not in fault.sentence
    assert [m.login for m in (await shown(town))[0].members] == ["zhao"]


async def test_a_name_is_used_once_in_an_organ(town: Town, boss: Actor) -> None:
    land = await added(town, boss, "土地利用科")
    plans = await added(town, boss, "规划科")
    with pytest.raises(Conflict, match="已有名为“土地利用科”的科室") as refused:
        await added(town, boss, "土地利用科")
    assert [fault.field for fault in refused.value.faults] == ["name"]
    organ = town.organs[BUREAU]
    async with town.office.sessions.begin() as session:
        await change_department(session, boss, organ, land, name="土地利用科", active=False)
    with pytest.raises(Conflict, match="已经停用，需要时请启用"):
        async with town.office.sessions.begin() as session:
            await change_department(session, boss, organ, plans, name="土地利用科", active=True)
    assert await added(town, SETTER, "土地利用科", TOWNSHIP)  # another organ's is another


async def test_of_two_who_add_the_same_at_once_one_is_refused(town: Town, boss: Actor) -> None:
    done = await asyncio.gather(
        *(added(town, boss, "土地利用科") for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(one, Conflict) for one in done) == 3
    assert len(await shown(town)) == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
async def test_only_the_administrator_sets_departments(town: Town, boss: Actor, role: Role) -> None:
    land = await added(town, boss, "土地利用科")
    other, organ = await town.officer("other", BUREAU, role), town.organs[BUREAU]
    with pytest.raises(NotAllowed):
        await added(town, other, "规划科")
    with pytest.raises(NotAllowed):
        await staffed(town, other, land)
    with pytest.raises(NotAllowed):
        async with town.office.sessions.begin() as session:
            await change_department(session, other, organ, land, name="甲科", active=False)
    assert [(d.name, d.active) for d in await shown(town)] == [("土地利用科", True)]


async def test_another_organs_department_is_not_there(town: Town, boss: Actor) -> None:
    theirs, organ = await added(town, SETTER, "党政办公室", TOWNSHIP), town.organs[BUREAU]
    for department in (theirs, new_id()):
        with pytest.raises(NotFound, match="本单位没有这个科室"):
            await staffed(town, boss, department)
        with pytest.raises(NotFound, match="本单位没有这个科室"):
            async with town.office.sessions.begin() as session:
                await change_department(session, boss, organ, department, name="甲", active=True)
    assert [d.name for d in await shown(town, TOWNSHIP)] == ["党政办公室"]


async def test_no_case_is_assigned_to_a_department_that_is_stopped(town: Town, boss: Actor) -> None:
    desk = await town.officer("desk", BUREAU, Role.REGISTRAR, Role.HEAD)
    land = await added(town, boss, "土地利用科")
    case = await registered(town, desk, BUREAU)
    at, organ = town.clock.at, town.organs[BUREAU]
    async with town.office.sessions.begin() as session:
        await screen(session, desk, at, case.id, clear=True, is_application=True, ours=True)
        await change_department(session, boss, organ, land, name="土地利用科", active=False)
    with pytest.raises(BadInput, match="已经停用"):
        async with town.office.sessions.begin() as session:
            await assign(session, desk, at, case.id, department="土地利用科")
    async with town.office.sessions.begin() as session:
        await change_department(session, boss, organ, land, name="土地利用科", active=True)
        kept = await assign(session, desk, at, case.id, department="土地利用科")
    assert kept.department_id == land
