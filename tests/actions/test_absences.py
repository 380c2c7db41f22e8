"""请假代办: who stands in for whom, from which day to which, and what he may then do."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import select

from cases.actions.absences import enter_absence, revoke_absence
from cases.actions.officers import set_active
from cases.errors import BadInput, Conflict, NotAllowed, NotFound
from cases.models import Notice, Role, new_id
from cases.models_work import Absence
from cases.queries_office import absences_of
from tests.conftest import SETTER, Town

pytestmark = pytest.mark.anyio

BUREAU, TOWNSHIP = "370783-zrzy", "370783-houzhen"
FIRST, LAST = date(2026, 11, 23), date(2026, 11, 27)  # the clock of the tests: 2026-11-22


@pytest.fixture(autouse=True)
async def people(town: Town) -> None:
    for login, *roles in (
        ("zhao", Role.HANDLER),
        ("qian", Role.HANDLER, Role.REVIEWER),
        ("sun", Role.HANDLER),
        ("desk", Role.REGISTRAR),
        ("head", Role.HEAD, Role.REGISTRAR),
        ("boss", Role.ADMINISTRATOR),
    ):
        await town.officer(login, BUREAU, *roles)


async def leave(
    town: Town,
    by: str,
    officer: str,
    substitute: str,
    first: date = FIRST,
    last: date = LAST,
    organ: str = BUREAU,
    reason: str = "",
) -> Absence:
    actor = await town.actor(by)
    async with town.office.sessions.begin() as session:
        return await enter_absence(
            session, actor, town.clock.at, town.organs[organ],
            officer=officer, substitute=substitute, first_day=first, last_day=last, reason=reason,
        )  # fmt: skip


async def revoked(town: Town, by: str, absence: Absence, organ: str = BUREAU) -> Absence:
    actor = await town.actor(by)
    async with town.office.sessions.begin() as session:
        return await revoke_absence(session, actor, town.clock.at, town.organs[organ], absence.id)


async def told(town: Town, login: str) -> list[str]:
    actor = await town.actor(login)
    async with town.office.sessions() as session:
        rows = await session.scalars(
            select(Notice.text).where(Notice.officer_id == actor.officer_id).order_by(Notice.id)
        )
        return list(rows)


async def stored(town: Town) -> int:
    async with town.office.sessions() as session:
        return len((await session.scalars(select(Absence))).all())


@pytest.mark.parametrize("by", ["boss", "head", "zhao"])
async def test_administrator_head_and_the_officer_himself_enter_it(town: Town, by: str) -> None:
    made = await leave(town, by, "zhao", "qian")
    assert (made.first_day, made.last_day, made.made_by) == (FIRST, LAST, by)


@pytest.mark.parametrize("by", ["desk", "qian", "sun"])
async def test_a_colleague_does_not_enter_or_revoke_it(town: Town, by: str) -> None:
    """Not even who would stand in; and he does not learn whether there is such an officer."""
    for officer in ("zhao", "nobody"):
        with pytest.raises(NotAllowed, match="应由请假人本人、本单位管理员或者公开机构负责人录入"):
            await leave(town, by, officer, "qian")
    made = await leave(town, "zhao", "zhao", "qian")
    with pytest.raises(NotAllowed):
        await revoked(town, by, made)


async def test_a_head_elsewhere_enters_nothing_here(town: Town) -> None:
    await town.officer("mayor", TOWNSHIP, Role.HEAD, Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        await leave(town, "mayor", "zhao", "qian")
    assert await stored(town) == 0


async def test_both_must_be_officers_in_service_of_the_organ(town: Town) -> None:
    await town.officer("foreign", TOWNSHIP, Role.HANDLER)
    async with town.office.sessions.begin() as session:
        await set_active(session, SETTER, "sun", active=False)
    for officer, substitute in (("nobody", "foreign"), ("foreign", "sun"), ("sun", "nobody")):
        with pytest.raises(BadInput) as refused:
            await leave(town, "boss", officer, substitute)
        assert [(f.field, f.sentence) for f in refused.value.faults] == [
            ("officer", f"本单位没有用户名为“{officer}”的在用人员"),
            ("substitute", f"本单位没有用户名为“{substitute}”的在用人员"),
        ]


async def test_the_substitute_holds_one_of_the_roles_and_is_another(town: Town) -> None:
    with pytest.raises(BadInput, match="代办人至少应有其中一个岗位（承办）") as refused:
        await leave(town, "boss", "zhao", "desk")
    assert [fault.field for fault in refused.value.faults] == ["substitute"]
    with pytest.raises(BadInput, match="代办人应为另一人"):
        await leave(town, "boss", "zhao", "zhao")
    assert await leave(town, "boss", "qian", "zhao")  # 承办, one of 承办 and 法制审核


async def test_administration_is_no_work_to_stand_in_for(town: Town) -> None:
    await town.officer("second", BUREAU, Role.ADMINISTRATOR, Role.SUPERVISOR)
    with pytest.raises(BadInput, match="没有办理案件的岗位，不需要代办人"):
        await leave(town, "head", "boss", "second")


async def test_days_are_in_order_and_not_over(town: Town) -> None:
    with pytest.raises(BadInput, match="结束日期2026-11-23早于开始日期2026-11-24"):
        await leave(town, "boss", "zhao", "qian", date(2026, 11, 24), date(2026, 11, 23))
    with pytest.raises(BadInput, match="请假到2026-11-21已经结束"):
        await leave(town, "boss", "zhao", "qian", date(2026, 11, 20), date(2026, 11, 21))
    assert await leave(town, "boss", "zhao", "qian", date(2026, 11, 20), date(2026, 11, 22))


@pytest.mark.parametrize(
    ("first", "last"),
    [(23, 23), (27, 30), (20, 23), (22, 30), (25, 26)],
)
async def test_overlapping_leave_is_refused_with_the_days_that_stand(
    town: Town, first: int, last: int
) -> None:
    await leave(town, "boss", "zhao", "qian")
    with pytest.raises(Conflict, match="zhao自2026-11-23至2026-11-27已有请假代办") as refused:
        await leave(town, "boss", "zhao", "sun", date(2026, 11, first), date(2026, 11, last))
    assert [fault.field for fault in refused.value.faults] == ["first_day"]


async def test_leave_may_follow_at_once_and_return_once_revoked(town: Town) -> None:
    made = await leave(town, "boss", "zhao", "qian")
    assert await leave(town, "boss", "zhao", "sun", date(2026, 11, 28), date(2026, 11, 30))
    await revoked(town, "boss", made)
    assert await leave(town, "boss", "zhao", "sun")


async def test_of_leave_entered_at_once_one_stands_and_the_others_hear_why(town: Town) -> None:
    done = await asyncio.gather(
        *(leave(town, "boss", "zhao", who) for who in ("qian", "sun", "qian", "sun")),
        return_exceptions=True,
    )
    refused = [one for one in done if isinstance(one, Conflict)]
    assert len(refused) == 3
    assert {one.sentence for one in refused} == {
        "zhao自2026-11-23至2026-11-27已有请假代办，请改为其他日期或者先撤销"
    }
    assert await stored(town) == 1


async def test_nobody_stands_in_who_is_away_himself(town: Town) -> None:
    await leave(town, "boss", "zhao", "qian")
    with pytest.raises(Conflict, match="zhao自2026-11-23至2026-11-27也请假，请另选代办人"):
        await leave(town, "boss", "sun", "zhao", LAST, date(2026, 12, 4))
    with pytest.raises(Conflict, match="qian自2026-11-23至2026-11-27正为zhao代办"):
        await leave(town, "boss", "qian", "sun", LAST, date(2026, 12, 4))
    assert await leave(town, "boss", "sun", "qian", LAST, date(2026, 12, 4))  # qian is there


async def test_both_are_told_but_nobody_of_what_he_did_himself(town: Town) -> None:
    made = await leave(town, "zhao", "zhao", "qian")
    assert await told(town, "qian") == ["zhao自2026-11-23至2026-11-27请假，由您代办"]
    assert await told(town, "zhao") == []
    await revoked(town, "head", made)
    assert (await told(town, "qian"))[1:] == [
        "zhao自2026-11-23至2026-11-27的请假代办已经撤销，不再由您代办"
    ]
    assert await told(town, "zhao") == [
        "zhao自2026-11-23至2026-11-27的请假代办已经撤销，不再由qian代办"
    ]


async def test_it_is_revoked_once_and_not_after_its_last_day(town: Town) -> None:
    made = await leave(town, "boss", "zhao", "qian")
    with pytest.raises(NotFound):
        await revoked(town, "boss", Absence(id=new_id()))
    gone = await revoked(town, "zhao", made)
    assert gone.revoked_at == town.clock.at
    with pytest.raises(Conflict, match="已经撤销"):
        await revoked(town, "boss", made)
    again = await leave(town, "boss", "zhao", "qian")
    town.clock.go_to(2026, 11, 28)
    with pytest.raises(Conflict, match="已于2026-11-27结束"):
        await revoked(town, "boss", again)


async def test_another_organs_leave_is_not_there(town: Town) -> None:
    await town.officer("mayor", TOWNSHIP, Role.HEAD)
    made = await leave(town, "boss", "zhao", "qian")
    with pytest.raises(NotFound, match="本单位没有这条请假代办"):
        await revoked(town, "mayor", made, TOWNSHIP)


async def test_its_reason_is_for_who_is_away_and_who_manages(town: Town) -> None:
    await leave(town, "boss", "zhao", "qian", reason="住院")
    seen = {}
    for login in ("zhao", "head", "boss", "qian", "desk"):
        actor = await town.actor(login)
        async with town.office.sessions() as session:
            managers = (Role.ADMINISTRATOR, Role.HEAD)
            (row,) = await absences_of(session, actor, town.organs[BUREAU], managers)
        seen[login] = row.reason
    assert seen == {"zhao": "住院", "head": "住院", "boss": "住院", "qian": "", "desk": ""}
