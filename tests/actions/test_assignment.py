"""初审、分办、接办、转交: a case goes from hand to hand, and who has it is known and told."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from cases.actions import drafting, searching
from cases.actions.assignment import accept, assign, hand_over, return_assignment, screen
from cases.actor import Actor
from cases.errors import BadInput, NotAllowed, Unlawful
from cases.models import Case, Notice, Role
from cases.models_work import Department, DepartmentMember
from cases.queries import history
from tests.actions.answering import particulars, searched
from tests.actions.filing import registered
from tests.conftest import Town

pytestmark = pytest.mark.anyio

PLANNING = "370783-zrzy"
CLEAR = {"clear": True, "is_application": True, "ours": True}
Do = Callable[..., Awaitable[Any]]


class Bureau:
    """A bureau with its people, and one case that was registered by its window."""

    def __init__(self, town: Town, people: dict[str, Actor], case: Case) -> None:
        self.town, self.people, self.case = town, people, case

    async def do(self, who: str | Actor, verb: Do, *args: Any, **said: Any) -> Case:
        actor = self.people[who] if isinstance(who, str) else who
        async with self.town.office.sessions.begin() as session:
            done = await verb(session, actor, self.town.clock.at, self.case.id, *args, **said)
            assert isinstance(done, Case)
            return done

    async def told(self, who: str) -> list[str]:
        """The notices of one of the people, in their order."""
        async with self.town.office.sessions() as session:
            of = Notice.officer_id == self.people[who].officer_id
            rows = await session.scalars(select(Notice).where(of).order_by(Notice.id))
            return [row.text.removeprefix(self.case.number) for row in rows]

    async def last(self) -> dict[str, Any]:
        async with self.town.office.sessions() as session:
            return (await history(session, self.case.id))[-1].data

    async def department(self, name: str, *members: str, active: bool = True) -> None:
        async with self.town.office.sessions.begin() as session:
            made = Department(organ_id=self.case.organ_id, name=name, active=active)
            session.add(made)
            await session.flush()
            for member in members:
                officer = self.people[member].officer_id
                assert officer is not None
                session.add(DepartmentMember(department_id=made.id, officer_id=officer))


@pytest.fixture
async def bureau(town: Town) -> Bureau:
    people = {
        "wang": await town.officer("wang", PLANNING, Role.REGISTRAR),
        "zhou": await town.officer("zhou", PLANNING, Role.HEAD),
        "zhao": await town.officer("zhao", PLANNING, Role.HANDLER),
        "lin": await town.officer("lin", PLANNING, Role.HANDLER),
        "sun": await town.officer("sun", PLANNING, Role.REVIEWER),
    }
    return Bureau(town, people, await registered(town, people["wang"], PLANNING))


@pytest.fixture
async def assigned(bureau: Bureau) -> Bureau:
    """The case assigned to zhao, who has not accepted it yet."""
    await bureau.do("wang", screen, **CLEAR)
    await bureau.do("wang", assign, handler="zhao")
    return bureau


async def test_the_three_questions_of_the_first_look_go_with_the_case(bureau: Bureau) -> None:
    case = await bureau.do(
        "wang", screen, clear=False, is_application=True, ours=False, opinion="疑"
    )
    assert case.state == "assigning"
    kept = {name: (await bureau.last())[name] for name in ("clear", "is_application", "ours")}
    assert kept == {"clear": False, "is_application": True, "ours": False}


async def test_only_the_disclosure_office_looks_first_and_assigns(bureau: Bureau) -> None:
    """政府信息公开工作机构: its registrar and its head, no handler."""
    with pytest.raises(NotAllowed, match="窗口登记、公开机构负责人"):
        await bureau.do("zhao", screen, **CLEAR)
    await bureau.do("zhou", screen, **CLEAR)
    with pytest.raises(NotAllowed, match="窗口登记、公开机构负责人"):
        await bureau.do("zhao", assign, handler="zhao")


async def test_a_case_is_assigned_by_the_login_of_its_handler_who_is_told(bureau: Bureau) -> None:
    await bureau.do("wang", screen, **CLEAR)
    case = await bureau.do("wang", assign, handler="zhao", note="请先核对档案")
    assert (case.state, case.handler_id, case.accepted) == (
        "handling", bureau.people["zhao"].officer_id, False,
    )  # fmt: skip
    assert await bureau.told("zhao") == ["分办给您，请接办"]
    assert await bureau.told("lin") == []


async def test_a_case_is_assigned_by_the_name_of_a_department_all_of_whom_are_told(
    bureau: Bureau,
) -> None:
    await bureau.department("土地利用科", "zhao", "lin")
    await bureau.do("wang", screen, **CLEAR)
    case = await bureau.do("wang", assign, department="土地利用科")
    assert case.handler_id is None
    assert case.department_id is not None
    assert await bureau.told("zhao") == await bureau.told("lin") == ["分办给您，请接办"]
    case = await bureau.do("lin", accept)  # whoever takes it has it
    assert (case.handler_id, case.accepted) == (bureau.people["lin"].officer_id, True)
    assert case.department_id is not None
    with pytest.raises(Unlawful, match="已有承办人"):
        await bureau.do("zhao", accept)


async def test_a_handler_who_is_in_no_such_place_has_a_sentence_of_its_own(
    bureau: Bureau, town: Town
) -> None:
    await bureau.do("wang", screen, **CLEAR)
    await bureau.department("已撤销的科室", active=False)
    await town.officer("elsewhere", "371702", Role.HANDLER)
    wrong = [
        ({}, "department", "应当选择承办科室或者承办人"),
        ({"handler": "nobody"}, "handler", "没有用户名为“nobody”的承办人员"),
        ({"handler": "elsewhere"}, "handler", "没有用户名为“elsewhere”的承办人员"),
        (
            {"handler": "sun"},
            "handler",
            "没有用户名为“sun”的承办人员",
        ),  # a reviewer handles nothing
        ({"department": "无此科"}, "department", "没有名为“无此科”的科室"),
        (
            {"department": "已撤销的科室"},
            "department",
            "没有名为“已撤销的科室”的科室，或者已经停用",
        ),
    ]
    for said, field, words in wrong:
        with pytest.raises(BadInput) as refused:
            await bureau.do("wang", assign, **said)
        [fault] = refused.value.faults
        assert (fault.field, words in fault.sentence) == (field, True), fault


async def test_a_handler_accepts_once_and_only_what_is_his(assigned: Bureau) -> None:
    with pytest.raises(Unlawful, match="已有承办人"):
        await assigned.do("lin", accept)
    assert (await assigned.do("zhao", accept)).accepted is True
    with pytest.raises(Unlawful, match="已经接办"):
        await assigned.do("zhao", accept)


async def test_an_assignment_is_returned_with_its_reason_and_given_to_another(
    assigned: Bureau,
) -> None:
    with pytest.raises(NotAllowed, match="本件由zhao承办"):
        await assigned.do("lin", return_assignment, "不属于本科室")
    case = await assigned.do("zhao", return_assignment, "不属于本科室")
    assert (case.state, case.handler_id, case.accepted) == ("assigning", None, False)
    assert (await assigned.last())["reason"] == "不属于本科室"
    case = await assigned.do("wang", assign, handler="lin")
    assert case.handler_id == assigned.people["lin"].officer_id


async def test_a_case_handed_over_tells_both_and_waits_to_be_accepted_again(
    assigned: Bureau,
) -> None:
    await assigned.do("zhao", accept)
    case = await assigned.do("zhou", hand_over, handler="lin", reason="原承办人休假")
    assert (case.handler_id, case.accepted) == (assigned.people["lin"].officer_id, False)
    assert await assigned.told("lin") == ["转交给您办理，请接办"]
    assert await assigned.told("zhao") == ["分办给您，请接办", "已转交lin办理"]
    assert (await assigned.last())["reason"] == "原承办人休假"


async def test_nobody_is_told_of_what_he_did_himself(assigned: Bureau) -> None:
    await assigned.do("zhao", hand_over, handler="lin", reason="另有任务")
    assert await assigned.told("zhao") == ["分办给您，请接办"]


async def test_the_work_is_the_handlers_the_heads_and_his_who_stands_in(
    assigned: Bureau,
) -> None:
    """检索, 办理意见, 拟稿: 限本件承办人."""
    day = assigned.town.clock.at.date()
    work: list[tuple[Do, tuple[Any, ...], dict[str, Any]]] = [
        (searched, (1,), {}),
        (drafting.conclude_item, (1,), {"outcome": "A2", "particulars": particulars("A2", day)}),
        (drafting.draft, (), {}),
    ]
    lin = assigned.people["lin"]
    zhao = assigned.people["zhao"].officer_id
    assert zhao is not None
    standing_in = replace(lin, stands_in_for=frozenset({zhao}))
    for verb, args, said in work:
        with pytest.raises(NotAllowed, match=r"本件由zhao承办.*也可以先转交承办人"):
            await assigned.do(lin, verb, *args, **said)
        for able in ("zhao", "zhou", standing_in):
            await assigned.do(able, verb, *args, **said)


async def test_a_case_that_is_nobodys_may_be_worked_on_by_any_handler(bureau: Bureau) -> None:
    await bureau.department("土地利用科", "zhao")
    await bureau.do("wang", screen, **CLEAR)
    await bureau.do("wang", assign, department="土地利用科")
    places = [{"kind": "archives", "name": "档案室"}]
    await bureau.do(
        "lin", searching.record_search, items=[1], searched_on=bureau.town.clock.at.date(),
        operator="lin", recorder="zhao", places=places,
    )  # fmt: skip


async def test_who_stands_in_accepts_for_him_who_is_away(assigned: Bureau) -> None:
    zhao = assigned.people["zhao"].officer_id
    assert zhao is not None
    standing_in = replace(assigned.people["lin"], stands_in_for=frozenset({zhao}))
    case = await assigned.do(standing_in, accept)
    assert (case.handler_id, case.accepted) == (zhao, True)  # it stays his
