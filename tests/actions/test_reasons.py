"""说明理由 (条例第三十五条): asked before it is judged, and judged before anything rests on it."""

from datetime import date

import pytest

from cases.actions import drafting, reasons, timing
from cases.actions.steps import Sending
from cases.errors import BadInput, GateClosed, Unlawful
from cases.models_clock import CaseClock
from tests.actions.answering import WHY, particulars
from tests.actions.bureau import Bureau, bureau_of
from tests.conftest import Town

pytestmark = pytest.mark.anyio

ASKED_ON, REPLY_BY = date(2026, 11, 22), date(2026, 11, 30)


@pytest.fixture
async def bureau(town: Town) -> Bureau:
    made = await bureau_of(town)
    await made.to_handling()
    return made


async def ask(bureau: Bureau) -> None:
    await bureau.do(
        "zhao", reasons.ask_for_reasons, sending=Sending(ASKED_ON), reply_by=REPLY_BY,
        counts="当月申请26件",
    )  # fmt: skip


async def judge(bureau: Bureau, reasonable: bool, replied_on: date | None = None) -> None:
    await bureau.do(
        "zhao", reasons.judge_reasons, reasonable=reasonable, why=WHY, replied_on=replied_on
    )


async def gates(bureau: Bureau) -> list[str]:
    """What keeps 不予处理 from being sent for review."""
    said = particulars("A19", ASKED_ON)
    await bureau.do("zhao", drafting.conclude_item, 1, outcome="A19", particulars=said)
    await bureau.do("zhao", drafting.draft)
    try:
        await bureau.do("zhao", drafting.submit)
    except GateClosed as closed:
        return [b.key for b in closed.broken]
    return []


async def test_nothing_is_judged_that_was_not_asked(bureau: Bureau) -> None:
    with pytest.raises(Unlawful, match="还没有要求申请人说明理由") as refused:
        await judge(bureau, reasonable=False)
    assert "第三十五条" in str(refused.value.article)


async def test_silence_is_judged_only_after_its_last_day(bureau: Bureau) -> None:
    await ask(bureau)
    bureau.town.clock.go_to(2026, 11, 30)
    with pytest.raises(Unlawful, match=r"2026-11-30.*没有届满"):
        await judge(bureau, reasonable=False)
    bureau.town.clock.go_to(2026, 12, 1)
    await judge(bureau, reasonable=False)
    assert (await bureau.events())[-1].data["replied_on"] is None


async def test_a_reply_is_judged_at_once_and_has_a_day_that_can_be(bureau: Bureau) -> None:
    await ask(bureau)
    bureau.town.clock.go_to(2026, 11, 24)
    for day in (date(2026, 11, 21), date(2026, 11, 25)):  # before it was asked, and tomorrow
        with pytest.raises(BadInput) as refused:
            await judge(bureau, reasonable=True, replied_on=day)
        assert [fault.field for fault in refused.value.faults] == ["replied_on"]
    await judge(bureau, reasonable=True, replied_on=date(2026, 11, 24))
    told = (await bureau.events())[-1]
    assert (told.kind, told.data["reasonable"], told.data["why"]) == ("reasons_judged", True, WHY)


async def test_the_last_day_lies_after_the_asking(bureau: Bureau) -> None:
    with pytest.raises(BadInput) as refused:
        await bureau.do(
            "zhao", reasons.ask_for_reasons, sending=Sending(ASKED_ON), reply_by=ASKED_ON
        )
    assert [fault.field for fault in refused.value.faults] == ["reply_by"]


async def test_the_asking_stops_no_clock(bureau: Bureau) -> None:
    async def due() -> date | None:
        async with bureau.town.office.sessions() as session:
            return (await session.get_one(CaseClock, bureau.case.id)).answer_due

    before = await due()
    await ask(bureau)
    assert before is not None
    assert await due() == before


async def test_not_to_handle_needs_reasons_asked_and_found_unreasonable(bureau: Bureau) -> None:
    assert await gates(bureau) == ["reasons_asked", "reasons_over", "reasons_unreasonable"]
    await ask(bureau)
    assert await gates(bureau) == ["reasons_over", "reasons_unreasonable"]
    await judge(bureau, reasonable=True, replied_on=ASKED_ON)
    assert await gates(bureau) == ["reasons_unreasonable"]
    await judge(bureau, reasonable=False, replied_on=ASKED_ON)
    assert await gates(bureau) == []


async def test_to_delay_needs_reasons_found_reasonable(bureau: Bureau) -> None:
    until = {"sending": Sending(ASKED_ON), "until": date(2027, 3, 1)}
    await ask(bureau)
    await judge(bureau, reasonable=False, replied_on=ASKED_ON)
    with pytest.raises(GateClosed) as refused:
        await bureau.do("zhao", timing.delay, **until)
    assert [b.key for b in refused.value.broken] == ["reasons_reasonable"]
    await judge(bureau, reasonable=True, replied_on=ASKED_ON)
    await bureau.do("zhao", timing.delay, **until)
    assert (await bureau.events())[-1].data["reasons_asked_on"] == "2026-11-22"


async def test_what_was_judged_before_it_was_asked_again_counts_no_more(bureau: Bureau) -> None:
    await ask(bureau)
    await judge(bureau, reasonable=False, replied_on=ASKED_ON)
    await ask(bureau)
    assert await gates(bureau) == ["reasons_over", "reasons_unreasonable"]
