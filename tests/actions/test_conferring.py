"""会商 and 报请: called, spoken on, concluded once; a referral is answered once; no time stops."""

from datetime import date
from typing import Any

import pytest

from cases.actions import conferring
from cases.actions.steps import Sending
from cases.dossier import dossier
from cases.errors import BadInput, Conflict, NotAllowed, NotFound, Unlawful
from cases.models_clock import CaseClock
from cases.states import State
from tests.actions.answering import answered
from tests.actions.bureau import Bureau, bureau_of
from tests.conftest import Town

pytestmark = pytest.mark.anyio

TODAY = date(2026, 11, 22)
CALLED: dict[str, Any] = {"question": "能否公开测绘成果", "participants": ["法制科", "测绘科"]}


@pytest.fixture
async def bureau(town: Town) -> Bureau:
    return await bureau_of(town)


async def test_an_opinion_is_signed_by_being_signed_in_or_written_down_for_another(
    bureau: Bureau,
) -> None:
    await bureau.do("zhou", conferring.call_conference, **CALLED)
    await bureau.do("sun", conferring.give_opinion, 1, opinion="可以部分公开")
    await bureau.do("sun", conferring.give_opinion, 1, opinion="可以全部公开")  # thinks again
    await bureau.do(
        "wang", conferring.give_opinion, 1, opinion="没有意见", participant="测绘科李工"
    )
    file = dossier(await bureau.events())
    told = {
        record.data["participant"]: (
            record.data["opinion"], record.data["signed"], record.data["written_down"],
        )
        for record in file.opinions_on(1)
    }  # fmt: skip
    assert told == {
        "sun": ("可以全部公开", True, False),
        "测绘科李工": ("没有意见", False, True),  # on whose paper no signature was recorded
    }
    assert len(file.opinions) == 3  # what was thought before stays on file


async def test_a_conference_is_concluded_once_and_closed_to_further_opinions(
    bureau: Bureau,
) -> None:
    await bureau.do("zhou", conferring.call_conference, **CALLED)
    await bureau.do("sun", conferring.conclude_conference, 1, conclusion="部分公开", on=TODAY)
    with pytest.raises(Conflict, match="已经形成结论，需要再议的，请另行发起会商"):
        await bureau.do("zhou", conferring.conclude_conference, 1, conclusion="不公开", on=TODAY)
    with pytest.raises(Conflict, match="已经形成结论"):
        await bureau.do("sun", conferring.give_opinion, 1, opinion="不公开")
    await bureau.do("zhou", conferring.call_conference, **CALLED)
    assert (await bureau.events())[-1].data["number"] == 2


async def test_a_conference_that_was_never_called_is_not_found(bureau: Bureau) -> None:
    for verb, said in (
        (conferring.give_opinion, {"opinion": "同意"}),
        (conferring.conclude_conference, {"conclusion": "同意", "on": TODAY}),
    ):
        with pytest.raises(NotFound, match="本件没有第1号会商"):
            await bureau.do("zhou", verb, 1, **said)


async def test_what_is_concluded_was_concluded_between_receipt_and_today(bureau: Bureau) -> None:
    await bureau.do("zhou", conferring.call_conference, **CALLED)
    for on in (date(2026, 11, 23), date(2026, 11, 19)):
        with pytest.raises(BadInput) as refused:
            await bureau.do("zhou", conferring.conclude_conference, 1, conclusion="公开", on=on)
        assert [fault.field for fault in refused.value.faults] == ["on"]


async def test_a_registrar_gives_an_opinion_but_calls_and_concludes_nothing(
    bureau: Bureau,
) -> None:
    with pytest.raises(NotAllowed, match="发起会商"):
        await bureau.do("wang", conferring.call_conference, **CALLED)
    await bureau.do("zhao", conferring.call_conference, **CALLED)
    await bureau.do("wang", conferring.give_opinion, 1, opinion="同意")
    with pytest.raises(NotAllowed, match="形成会商结论"):
        await bureau.do("wang", conferring.conclude_conference, 1, conclusion="同意", on=TODAY)


async def test_a_referral_is_answered_once(bureau: Bureau) -> None:
    """条例第十七条第三款: 报有关主管部门或者保密行政管理部门确定."""
    said: dict[str, Any] = {"to": "市国家保密局", "question": "是否属于国家秘密", "on": TODAY}
    with pytest.raises(NotFound, match="本件没有第1号报请"):
        await bureau.do("bao", conferring.record_determination, 1, on=TODAY, opinion="不属于")
    await bureau.do("bao", conferring.refer, **said)
    told = (await bureau.events())[-1]
    assert (told.kind, told.day, told.data["number"]) == ("referred", TODAY, 1)
    await bureau.do("bao", conferring.record_determination, 1, on=TODAY, opinion="不属于")
    with pytest.raises(Conflict, match="第1号报请已经登记确定意见") as refused:
        await bureau.do("zhao", conferring.record_determination, 1, on=TODAY, opinion="属于")
    assert "第十七条第三款" in str(refused.value.article)
    with pytest.raises(NotAllowed, match="报请确定能否公开"):
        await bureau.do("wang", conferring.refer, **said)


async def test_neither_stops_the_clock(bureau: Bureau) -> None:
    async def due() -> date | None:
        async with bureau.town.office.sessions() as session:
            return (await session.get_one(CaseClock, bureau.case.id)).answer_due

    before = await due()
    await bureau.do("zhou", conferring.call_conference, **CALLED)
    await bureau.do("bao", conferring.refer, to="市国家保密局", question="是否秘密", on=TODAY)
    assert before is not None
    assert await due() == before


async def test_after_the_signature_there_is_nothing_left_to_talk_over(bureau: Bureau) -> None:
    await bureau.do("zhou", answered, sending=Sending(TODAY))
    assert await bureau.state() == State.CLOSED
    with pytest.raises(Unlawful, match="已办结"):
        await bureau.do("zhou", conferring.call_conference, **CALLED)
