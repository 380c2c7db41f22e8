"""审核和签发: each level by its post, back with a reason, past it only where the chain lets it."""

from typing import Any

import pytest

from cases.actions import drafting, reviewing
from cases.chain import USUAL, Chain, Level
from cases.dossier import dossier
from cases.errors import BadInput, GateClosed, NotAllowed, Unlawful
from cases.law.articles import regulation
from cases.models import Role
from cases.states import REVIEWS, State
from tests.actions.answering import WHY, particulars
from tests.actions.bureau import PLANNING, Bureau, bureau_of
from tests.actions.filing import registered
from tests.actions.test_chain import chain_set
from tests.conftest import Town

pytestmark = pytest.mark.anyio

EXAMINERS = {"bao": "secrecy_review", "sun": "legal_review", "zhou": "office_review"}
SKIPPABLE = Chain(
    {**USUAL.levels, State.SECRECY_REVIEW: Level.SKIPPABLE, State.LEGAL_REVIEW: Level.SKIPPABLE}
)


@pytest.fixture
async def bureau(town: Town) -> Bureau:
    return await bureau_of(town)


async def examined(bureau: Bureau, outcome: str = "A2") -> None:
    """As far as 签发."""
    await bureau.submitted(outcome)
    for who in EXAMINERS:
        await bureau.do(who, reviewing.approve)


async def test_each_level_is_agreed_to_by_its_own_post(bureau: Bureau) -> None:
    await bureau.submitted()
    for who, level in EXAMINERS.items():
        assert await bureau.state() == level
        for other in set(bureau.people) - {who}:
            with pytest.raises(NotAllowed, match="审核同意"):
                await bureau.do(other, reviewing.approve)
        await bureau.do(who, reviewing.approve, "同意")
    assert await bureau.state() == "signing"
    file = dossier(await bureau.events())
    assert {file.approval(level).by: level for level in REVIEWS} == EXAMINERS  # type: ignore[union-attr]


async def test_only_the_leader_signs_and_the_handler_is_told(bureau: Bureau) -> None:
    await examined(bureau, "A13")
    for other in set(bureau.people) - {"song"}:
        with pytest.raises(NotAllowed, match="签发领导"):
            await bureau.do(other, reviewing.sign)
    await bureau.do("song", reviewing.sign, opinion="照发")
    signed = (await bureau.events())[-1]
    assert (signed.kind, signed.data["to"], signed.data["answer_type"]) == (
        "signed", "serving", "A13",
    )  # fmt: skip


async def test_what_is_sent_back_is_examined_again_on_every_level(bureau: Bureau) -> None:
    await bureau.submitted()
    await bureau.do("bao", reviewing.approve)
    await bureau.do("sun", reviewing.send_back, reason="没有写明依据")
    assert await bureau.state() == "drafting"
    file = dossier(await bureau.events())
    assert (file.submission, file.approval(State.SECRECY_REVIEW)) == (None, None)
    await bureau.do("zhao", drafting.draft)
    await bureau.do("zhao", drafting.submit)
    assert await bureau.state() == "secrecy_review"  # from the first level on
    back = next(event for event in await bureau.events() if event.kind == "sent_back")
    assert (back.data["level"], back.data["reason"]) == ("legal_review", "没有写明依据")


async def test_the_leader_sends_back_to_handling_what_was_signed_too(bureau: Bureau) -> None:
    await examined(bureau)
    await bureau.do("song", reviewing.sign)
    await bureau.do("song", reviewing.send_back, reason="发现新的线索", to=State.HANDLING)
    assert await bureau.state() == "handling"
    assert dossier(await bureau.events()).signed is None


async def test_nothing_is_sent_back_elsewhere_than_to_those_who_work_on_it(
    bureau: Bureau,
) -> None:
    await bureau.submitted()
    for to in set(State) - {State.HANDLING, State.DRAFTING}:
        with pytest.raises(BadInput) as refused:
            await bureau.do("bao", reviewing.send_back, reason="退回", to=to)
        assert [fault.field for fault in refused.value.faults] == ["to"]
    assert await bureau.state() == "secrecy_review"


async def test_only_who_sent_a_draft_takes_it_back_or_who_stands_in(bureau: Bureau) -> None:
    await bureau.submitted()
    with pytest.raises(Unlawful, match="由送审人撤回"):  # the head may work on it, but did not send
        await bureau.do("zhou", drafting.recall, "等一等")
    with pytest.raises(NotAllowed):
        await bureau.do("sun", drafting.recall, "等一等")
    await bureau.do("zhao", drafting.recall, "补充附件")
    assert await bureau.state() == "drafting"
    await bureau.do("zhao", drafting.submit)
    lin = await bureau.town.officer("lin", PLANNING, Role.HANDLER)
    bureau.people["lin"] = lin
    with pytest.raises(NotAllowed, match="本件由zhao承办"):
        await bureau.do("lin", drafting.recall, "补充附件")
    await bureau.do(bureau.standing_in("lin", "zhao"), drafting.recall, "补充附件")
    assert await bureau.state() == "drafting"


async def test_a_level_that_must_be_passed_is_skipped_by_nobody(bureau: Bureau) -> None:
    await bureau.submitted("A13")
    for who in ("zhou", "song"):
        with pytest.raises(Unlawful, match="“保密审查”为必经环节，不能跳过"):
            await bureau.do(who, reviewing.skip, "不涉及公开")
    with pytest.raises(NotAllowed):
        await bureau.do("zhao", reviewing.skip, "不涉及公开")


async def test_a_level_that_may_be_skipped_is_with_its_reason(bureau: Bureau) -> None:
    await chain_set(bureau.town, PLANNING, SKIPPABLE)
    await bureau.submitted("A13")
    await bureau.do("zhou", reviewing.skip, "全部不予提供，不涉及公开")
    assert await bureau.state() == "legal_review"
    skipped = (await bureau.events())[-1]
    assert (skipped.kind, skipped.data["level"], skipped.data["reason"]) == (
        "skipped", "secrecy_review", "全部不予提供，不涉及公开",
    )  # fmt: skip
    await bureau.do("sun", reviewing.approve)
    await bureau.do("zhou", reviewing.approve)
    await bureau.do("song", reviewing.sign)  # what gives nothing needs no 保密审查


async def test_what_is_disclosed_is_not_signed_without_secrecy_review(bureau: Bureau) -> None:
    """条例第十七条, also where the organ's chain let the level be skipped."""
    await chain_set(bureau.town, PLANNING, SKIPPABLE)
    await bureau.submitted("A2")
    await bureau.do("zhou", reviewing.skip, "都是公开过的")
    await bureau.do("sun", reviewing.approve)
    await bureau.do("zhou", reviewing.approve)
    with pytest.raises(GateClosed) as refused:
        await bureau.do("song", reviewing.sign, passes={"secrecy_reviewed": "时间紧"})
    assert [b.key for b in refused.value.broken] == ["secrecy_reviewed"]
    assert refused.value.passable == ()
    assert await bureau.state() == "signing"


async def test_a_refusal_without_legal_review_is_the_leaders_to_answer_for(
    bureau: Bureau,
) -> None:
    await chain_set(bureau.town, PLANNING, SKIPPABLE)
    await bureau.submitted("A13")
    await bureau.do("bao", reviewing.approve)
    await bureau.do("song", reviewing.skip, "法制科无人")
    await bureau.do("zhou", reviewing.approve)
    with pytest.raises(GateClosed) as refused:
        await bureau.do("song", reviewing.sign)
    assert [b.key for b in refused.value.passable] == ["legally_reviewed"]
    await bureau.do("song", reviewing.sign, passes={"legally_reviewed": "已征询法律顾问意见"})
    assert (await bureau.events())[-1].data["passed"] == [
        {"gate": "legally_reviewed", "reason": "已征询法律顾问意见"}
    ]


@pytest.mark.parametrize("one_person", [False, True])
async def test_drafter_and_signer_are_two_unless_the_organ_lets_them_be_one(
    bureau: Bureau, one_person: bool
) -> None:
    await chain_set(bureau.town, PLANNING, Chain(one_person=one_person))
    both = await bureau.town.officer("li", PLANNING, Role.HEAD, Role.LEADER)
    await bureau.to_handling()
    said = particulars("A2", bureau.town.clock.at.date())
    await bureau.do(both, drafting.conclude_item, 1, outcome="A2", particulars=said)
    await bureau.do(both, drafting.draft)
    await bureau.do(both, drafting.submit)
    for who in EXAMINERS:
        await bureau.do(who, reviewing.approve)
    if one_person:
        await bureau.do(both, reviewing.sign)
        assert await bureau.state() == "serving"
        return
    with pytest.raises(GateClosed) as refused:
        await bureau.do(both, reviewing.sign, passes={"drafter_not_approver": "人手不足"})
    assert [b.key for b in refused.value.broken] == ["drafter_not_approver"]
    await bureau.do("song", reviewing.sign)
    assert await bureau.state() == "serving"


async def test_a_draft_without_what_the_law_asks_for_goes_to_no_reviewer(bureau: Bureau) -> None:
    await bureau.to_handling()
    with pytest.raises(Unlawful, match="第1项申请事项还没有办理意见") as unsaid:
        await bureau.do("zhao", drafting.draft)  # no item has an outcome
    assert str(unsaid.value.article) == str(regulation(36))
    wordless: dict[str, Any] = particulars("A13", bureau.town.clock.at.date()) | {"reason": "无"}
    await bureau.do("zhao", drafting.conclude_item, 1, outcome="A13", particulars=wordless)
    await bureau.do("zhao", drafting.draft)
    with pytest.raises(GateClosed) as refused:
        await bureau.do("zhao", drafting.submit)
    assert [b.key for b in refused.value.broken] == ["reason_given"]
    assert {fault.field for fault in refused.value.faults} == {"passes.reason_given"}
    assert await bureau.state() == "drafting"
    worded = wordless | {"reason": WHY}  # a later one replaces it
    await bureau.do("zhao", drafting.conclude_item, 1, outcome="A13", particulars=worded)
    await bureau.do("zhao", drafting.submit)  # the letter prints the owner's reason, which stands
    assert await bureau.state() == "secrecy_review"


async def test_an_outcome_names_only_what_is_there(bureau: Bureau) -> None:
    await bureau.to_handling()
    day = bureau.town.clock.at.date()
    elsewhere = await bureau.town.officer("chen", "370783-houzhen", Role.HANDLER)
    foreign = await registered(bureau.town, elsewhere, "370783-houzhen")
    part = particulars("A4", day)["withheld"][0]
    wrong: list[tuple[int, str, dict[str, Any], str]] = [
        (2, "A2", {}, "item"),
        (0, "A2", {}, "item"),
        (1, "A2", {"enclosures": [1]}, "enclosures"),
        (1, "A17", {"earlier": "YSQ-370783-zrzy-2026-9999"}, "earlier"),
        (1, "A17", {"earlier": bureau.case.number}, "earlier"),  # the case itself
        (1, "A17", {"earlier": foreign.number}, "earlier"),
        (1, "A7", {"withheld": [part | {"letters": ["1"]}]}, "withheld.0.letters"),
    ]
    for item, outcome, said, field in wrong:
        with pytest.raises(BadInput) as refused:
            await bureau.do("zhao", drafting.conclude_item, item, outcome=outcome, particulars=said)
        assert [fault.field for fault in refused.value.faults] == [field]
