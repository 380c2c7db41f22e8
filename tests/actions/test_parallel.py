"""Two officers on one case: the second is told what happened since he looked, and nothing is lost."""

import asyncio
from dataclasses import replace

import pytest

from cases.actions import attaching, conferring, drafting, intake
from cases.actions.assignment import assign, screen
from cases.errors import Conflict, NotAllowed, Unlawful
from cases.states import Verb
from tests.actions.answering import particulars
from tests.actions.bureau import Bureau, bureau_of
from tests.conftest import Town

pytestmark = pytest.mark.anyio

CLEAR = {"clear": True, "is_application": True, "ours": True}
CALLED = {"question": "能否公开", "participants": ["法制科"]}


@pytest.fixture
async def bureau(town: Town) -> Bureau:
    return await bureau_of(town)


async def test_who_looked_before_somebody_else_went_on_is_told_by_whom_when_and_what(
    bureau: Bureau,
) -> None:
    head = replace(bureau.people["zhou"], seen=1)  # the case had one record: its registration
    bureau.town.clock.go_to(2026, 11, 22, 14)
    await bureau.do("wang", screen, **CLEAR)
    with pytest.raises(Conflict) as refused:
        await bureau.do(head, screen, **CLEAR)
    assert refused.value.status == 409
    assert "wang于14:00初审" in refused.value.sentence
    assert "本次没有保存" in refused.value.sentence
    assert [event.kind for event in await bureau.events()] == ["registered", "screened"]


async def test_who_has_seen_the_last_record_goes_on(bureau: Bureau) -> None:
    await bureau.do("wang", screen, **CLEAR)
    await bureau.do(replace(bureau.people["wang"], seen=2), assign, handler="zhao")
    assert await bureau.state() == "handling"


async def test_who_does_not_say_what_was_seen_is_not_held_up(bureau: Bureau) -> None:
    await bureau.do("wang", screen, **CLEAR)
    await bureau.do("zhou", conferring.call_conference, **CALLED)
    assert len(await bureau.events()) == 3


async def test_the_last_three_of_many_are_named(bureau: Bureau) -> None:
    await bureau.to_handling()
    said = particulars("A2", bureau.town.clock.at.date())
    await bureau.do("zhao", drafting.conclude_item, 1, outcome="A2", particulars=said)
    await bureau.do("zhao", drafting.draft)
    with pytest.raises(Conflict) as refused:
        await bureau.do(
            replace(bureau.people["zhou"], seen=1), conferring.call_conference, **CALLED
        )
    told = refused.value.sentence
    assert all(word in told for word in ("接办", "提出办理意见", "拟稿"))
    assert "分办" not in told


async def test_looks_and_papers_taken_out_are_in_nobodys_way(bureau: Bureau) -> None:
    vault, at = bureau.town.office.vault, bureau.town.clock.at
    async with bureau.town.office.sessions.begin() as session:
        who = bureau.people["zhao"]
        await intake.show_personal_data(session, vault, who, at, bureau.case.id, "核对地址")
    await bureau.do("gui", attaching.take_out, "卷宗")
    await bureau.do(replace(bureau.people["wang"], seen=1), screen, **CLEAR)
    kinds = [event.kind for event in await bureau.events()]
    assert kinds == ["registered", "personal_data_shown", "taken_out", "screened"]


async def test_a_conflict_says_nothing_to_who_may_not_do_it_anyway(bureau: Bureau) -> None:
    await bureau.do("wang", screen, **CLEAR)
    with pytest.raises(NotAllowed, match=Verb.ASSIGN.label):
        await bureau.do(replace(bureau.people["zhao"], seen=1), assign, handler="zhao")


async def test_of_two_at_the_same_moment_one_goes_on_and_one_is_told(bureau: Bureau) -> None:
    clicks = [
        bureau.do(replace(bureau.people[who], seen=1), screen, **CLEAR) for who in ("wang", "zhou")
    ]
    done = await asyncio.gather(*clicks, return_exceptions=True)
    assert sorted(isinstance(result, Conflict) for result in done) == [False, True]
    assert [event.kind for event in await bureau.events()] == ["registered", "screened"]


async def test_without_what_was_seen_the_table_still_lets_only_one_by(bureau: Bureau) -> None:
    done = await asyncio.gather(
        *(bureau.do(who, screen, **CLEAR) for who in ("wang", "zhou")), return_exceptions=True
    )
    assert sorted(isinstance(result, Unlawful) for result in done) == [False, True]
