"""协办: another organ or department answers a slip, and sees nothing else of the case."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from cases.actions import closing, intake, searching, slips
from cases.actor import Actor
from cases.errors import BadInput, Conflict, NotAllowed, NotFound, Unlawful
from cases.models import Notice, Role
from cases.models_clock import CaseClock
from cases.models_work import Department, Slip
from tests.actions.bureau import PLANNING, Bureau, bureau_of
from tests.conftest import Town
from tests.history.walking import found

pytestmark = pytest.mark.anyio

HOUZHEN = "370783-houzhen"
ASKED: dict[str, Any] = {
    "items": [1], "question": "是否保存该报告", "reply_by": date(2026, 11, 30),
}  # fmt: skip
ANSWER = {"holds": "no", "opinion": "没有保存", "searched": "检索2025年档案", "location": ""}


@pytest.fixture
async def bureau(town: Town) -> Bureau:
    made = await bureau_of(town)
    await made.to_handling()
    return made


@pytest.fixture
async def tian(town: Town) -> Actor:
    return await town.officer("tian", HOUZHEN, Role.HANDLER)


async def asked(bureau: Bureau, **said: Any) -> Slip:
    await bureau.do("zhao", slips.ask_for_help, **ASKED | {"organ": HOUZHEN} | said)
    async with bureau.town.office.sessions() as session:
        newest = select(Slip).order_by(Slip.number.desc()).limit(1)
        slip = await session.scalar(newest)
        assert slip is not None
        return slip


async def answer(bureau: Bureau, actor: Actor, slip: Slip, **said: str) -> Slip:
    async with bureau.town.office.sessions.begin() as session:
        at = bureau.town.clock.at
        return await slips.answer_slip(session, actor, at, slip.id, **ANSWER | said)


async def test_a_slip_says_what_is_asked_and_nothing_of_who_asked(
    bureau: Bureau, tian: Actor
) -> None:
    slip = await asked(bureau)
    assert slip.asked == {
        "number": bureau.case.number,
        "items": [{"item": 1, "text": "2025年度农村饮水安全工程验收报告"}],
        "question": "是否保存该报告",
    }
    assert "王芳" not in str(slip.asked)
    assert (slip.number, slip.reply_by, slip.answered_at) == (1, date(2026, 11, 30), None)
    assert (slip.organ_id, slip.to_organ_id) == (
        bureau.town.organs[PLANNING], bureau.town.organs[HOUZHEN],
    )  # fmt: skip


async def test_its_people_answer_it_and_see_nothing_of_the_case(
    bureau: Bureau, tian: Actor
) -> None:
    slip = await asked(bureau)
    answered = await answer(bureau, tian, slip)
    assert answered.answer == {**ANSWER, "by": "tian"}
    told = (await bureau.events())[-1]
    assert (told.kind, told.officer, told.data["number"]) == ("slip_answered", "tian", 1)
    async with bureau.town.office.sessions() as session:
        handler = bureau.people["zhao"].officer_id
        texts = await session.scalars(select(Notice.text).where(Notice.officer_id == handler))
        assert f"{bureau.case.number}第1号协办函已有回复" in list(texts)
    vault = bureau.town.office.vault
    places = [{"kind": "archives", "name": "档案室"}]
    today = date(2026, 11, 22)
    for verb, args, said in (
        (closing.record_withdrawal, (), {"withdrawn_on": today, "paper": "撤回申请书"}),
        (searching.record_search, (), {
            "items": [1], "searched_on": today, "operator": "a", "recorder": "b", "places": places,
        }),
    ):  # fmt: skip
        with pytest.raises(NotFound, match="没有找到这件申请"):
            await bureau.do(tian, verb, *args, **said)
    async with bureau.town.office.sessions.begin() as session:
        with pytest.raises(NotFound, match="没有找到这件申请"):
            await intake.show_personal_data(
                session, vault, tian, bureau.town.clock.at, bureau.case.id, "核对"
            )
    assert await found(bureau.town) == []


async def test_a_slip_is_answered_once(bureau: Bureau, tian: Actor) -> None:
    slip = await asked(bureau)
    await answer(bureau, tian, slip)
    before = len(await bureau.events())
    with pytest.raises(Conflict, match="已经回复"):
        await answer(bureau, tian, slip, holds="yes", opinion="找到了")
    assert len(await bureau.events()) == before
    again = await asked(bureau, question="请再次检索2024年档案")
    assert again.number == 2
    assert (await answer(bureau, tian, again)).answered_at is not None


async def test_no_third_organ_answers_nor_the_one_that_asked(bureau: Bureau, tian: Actor) -> None:
    slip = await asked(bureau)
    stranger = await bureau.town.officer("gao", "371702", Role.HANDLER)
    for actor in (stranger, bureau.people["zhao"]):
        with pytest.raises(NotFound, match="没有找到这份协办函"):
            await answer(bureau, actor, slip)
    reviewer = await bureau.town.officer("he", HOUZHEN, Role.REVIEWER)
    with pytest.raises(NotAllowed, match="回复协办"):
        await answer(bureau, reviewer, slip)


async def test_a_department_of_the_own_organ_is_asked_by_its_name(bureau: Bureau) -> None:
    async with bureau.town.office.sessions.begin() as session:
        session.add(Department(organ_id=bureau.case.organ_id, name="测绘科"))
    slip = await asked(bureau, organ="", department="测绘科")
    assert (slip.to_organ_id, slip.to_department_id is None) == (bureau.case.organ_id, False)
    assert (await answer(bureau, bureau.people["wang"], slip)).answered_at is not None


async def test_who_is_not_there_cannot_be_asked(bureau: Bureau) -> None:
    wrong: list[tuple[dict[str, Any], str, str]] = [
        ({"organ": "999999"}, "organ", "没有代码为“999999”的单位"),
        ({"organ": "", "department": ""}, "organ", "应当填写协办单位或者协办科室"),
        ({"organ": PLANNING}, "department", "请本单位协办的，应当填写协办科室"),
        ({"organ": HOUZHEN, "department": "无此科"}, "department", "没有名为“无此科”的科室"),
        ({"reply_by": date(2026, 11, 21)}, "reply_by", "早于今天（2026-11-22）"),
        ({"items": [2]}, "items", "没有第2项"),
    ]
    for said, field, words in wrong:
        with pytest.raises(BadInput) as refused:
            await asked(bureau, **said)
        [fault] = refused.value.faults
        assert (fault.field, words in fault.sentence) == (field, True), fault
    async with bureau.town.office.sessions() as session:
        assert list(await session.scalars(select(Slip.id))) == []


async def test_a_slip_of_a_case_that_ended_needs_no_answer(bureau: Bureau, tian: Actor) -> None:
    slip = await asked(bureau)
    paper = {"withdrawn_on": date(2026, 11, 22), "paper": "撤回申请书"}
    await bureau.do("zhao", closing.record_withdrawal, **paper)
    with pytest.raises(Unlawful, match="不再需要回复协办"):
        await answer(bureau, tian, slip)


async def test_the_time_of_a_slip_counts_in_full(bureau: Bureau, tian: Actor) -> None:
    """It is no 征求意见 of art. 32 or 34: the day that is due stays."""

    async def due() -> date | None:
        async with bureau.town.office.sessions() as session:
            return (await session.get_one(CaseClock, bureau.case.id)).answer_due

    before = await due()
    slip = await asked(bureau)
    await answer(bureau, tian, slip)
    assert before is not None
    assert await due() == before
