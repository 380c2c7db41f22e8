"""关口 on real cases: what is not on file stops the verb and stores nothing; once it is on file the
same verb goes through; and who may let a gate pass does so with a reason that stays in the history.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from cases.actions import archiving, challenging, drafting, fees, gating, reviewing, timing
from cases.actions.application import Item
from cases.actions.steps import Sending
from cases.errors import BadInput, GateClosed, Unlawful
from cases.law.articles import Article, Law
from cases.law.gate_facts import Act
from cases.law.gate_row import Authority, Strictness
from cases.law.gates import GATE, broken
from cases.law.outcomes import ANSWER_TYPE, Remedy
from cases.law.receipt import Channel
from cases.local import Services
from cases.models import Case, CaseEvent, Notice
from cases.models_clock import CaseClock
from cases.verify import verify
from tests.actions.answering import WHY
from tests.actions.bureau_of_gates import Bureau, bureau_open
from tests.actions.gate_scenarios import (
    DEPUTY,
    EVERY_ROLE,
    HANDLER,
    HEAD,
    SCENARIOS,
    Do,
    Scenario,
    conclude,
    correct,
    d,
    draft,
    examined,
    issue,
    lapse,
    letter,
    notice,
    on_the_spot,
    paid,
    search,
    serve,
    sign,
    signed,
    submit,
    withdraw,
)
from tests.actions.gate_scenarios import fee as fee_notice
from tests.law.lawful import REMEDIES

pytestmark = pytest.mark.anyio

# What no verb can do wrongly: there is nothing to stop.
UNREACHABLE: dict[str, str] = {
    "receipt_known": "收到申请之日没有确认的案件停在“待确认”，状态表没有相应办理",
    "not_ended": "办结的案件没有再次办结的办理，恢复办理的不能撤回、不再处理",
    "chain_complete": "只有“待签发”可以签发，只有签发之后可以送达",
    "extension_in_range": "延长的日数由办理动作先行核对",
    "extension_approved": "没有负责人同意的，办理动作先行拒绝",
    "consultation_in_writing": "能够登记的送达方式都是书面",
    "one_tariff": "填写页数的按量，不填的按件，不会同时计算",
    "delay_has_a_day": "延迟答复的日期由办理动作先行核对",
    "closes_with_a_paper": "送达之前应当编号用印，没有文号的不能送达",
    "basis_closed": "依据由处理结论和事由确定，不由人填写",
}


@pytest.fixture(scope="module")
async def bureau(
    running: Services, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Bureau]:
    home: Path = tmp_path_factory.mktemp("gates")
    async with bureau_open(running, home) as found:
        yield found


def rows(*keys: str) -> list[Any]:
    """The scenarios of these gates, each with its name."""
    return [
        pytest.param(key, scenario, id=f"{key}-{place}")
        for key in SCENARIOS
        if key in keys
        for place, scenario in enumerate(SCENARIOS[key], start=1)
    ]


SHOWN = [k for k, g in GATE.items() if g.strictness is Strictness.WARN and not g.reason_needed]
EXPLAINED = [k for k, g in GATE.items() if g.strictness is Strictness.WARN and g.reason_needed]
PASSABLE = [k for k, g in GATE.items() if g.authority is not Authority.NOBODY]
NEVER = [k for k in GATE if k not in (*SHOWN, *EXPLAINED, *PASSABLE)]


def test_every_gate_has_its_scenario_or_the_reason_why_there_is_none() -> None:
    assert set(SCENARIOS) | set(UNREACHABLE) == set(GATE)
    assert not set(SCENARIOS) & set(UNREACHABLE)
    assert all(SCENARIOS.values())
    assert not set(UNREACHABLE) & {*SHOWN, *EXPLAINED, *PASSABLE}  # what may be passed can be met


async def stored(bureau: Bureau) -> tuple[int | None, ...]:
    """How much of every kind is stored that a verb on a case adds."""
    async with bureau.town.office.sessions() as session:
        counted = [
            await session.scalar(select(func.count()).select_from(table))
            for table in (Case, CaseEvent, CaseClock, Notice)
        ]
    return tuple(counted)


async def refused(bureau: Bureau, case: Any, act: Do, **how: Any) -> GateClosed:
    """The refusal of an act, after which everything is as before."""
    before = await stored(bureau), await bureau.events(case)
    with pytest.raises(GateClosed) as closed:
        await bureau.do(case, act, **how)
    assert closed.value.status == 409
    assert (await stored(bureau), len(await bureau.events(case))) == (before[0], len(before[1]))
    return closed.value


@pytest.mark.parametrize(("key", "scenario"), rows(*NEVER, *EXPLAINED, *PASSABLE))
async def test_the_verb_is_stopped_until_what_is_missing_is_on_file(
    bureau: Bureau, key: str, scenario: Scenario
) -> None:
    case = await bureau.open(scenario.received, scenario.items)
    await bureau.do(case, *scenario.so_far)
    found = await refused(bureau, case, scenario.act)
    expected = {key, *scenario.also}
    assert {gate.key for gate in found.broken} == expected
    assert {fault.field for fault in found.faults} == {f"passes.{k}" for k in expected}
    [fault] = [fault for fault in found.faults if fault.field == f"passes.{key}"]
    assert fault.sentence == f"{GATE[key].sentence}（{GATE[key].basis}）"
    if key in NEVER:  # not even for somebody who may do everything, whatever is said
        reasons = dict.fromkeys(expected, WHY)
        again = await refused(bureau, case, scenario.act, who=EVERY_ROLE, passes=reasons)
        assert key in {gate.key for gate in again.broken}
        assert key not in {gate.key for gate in again.passable}
    await bureau.do(case, *scenario.mended)
    before = len(await bureau.events(case))
    await bureau.do(case, scenario.again)
    assert len(await bureau.events(case)) == before + 1
    assert "passed" not in await bureau.last(case)


@pytest.mark.parametrize(("key", "scenario"), rows(*SHOWN))
async def test_a_warning_is_shown_and_the_record_says_so(
    bureau: Bureau, key: str, scenario: Scenario
) -> None:
    case = await bureau.open(scenario.received, scenario.items)
    await bureau.do(case, *scenario.so_far, scenario.act)
    assert (await bureau.last(case))["passed"] == [{"gate": key, "reason": ""}]
    twin = await bureau.open(scenario.received, scenario.items)
    await bureau.do(twin, *scenario.so_far, *scenario.mend, scenario.again)
    assert "passed" not in await bureau.last(twin)


@pytest.mark.parametrize(("key", "scenario"), rows(*EXPLAINED))
async def test_a_warning_that_asks_for_a_reason_passes_with_it_for_anybody(
    bureau: Bureau, key: str, scenario: Scenario
) -> None:
    case = await bureau.open(scenario.received, scenario.items)
    await bureau.do(case, *scenario.so_far)
    await refused(bureau, case, scenario.act, passes={key: " "})
    await bureau.do(case, scenario.act, passes={key: WHY})
    assert (await bureau.last(case))["passed"] == [{"gate": key, "reason": WHY}]


@pytest.mark.parametrize(("key", "scenario"), rows(*PASSABLE))
async def test_head_or_leader_lets_a_gate_pass_and_the_reason_stays(
    bureau: Bureau, key: str, scenario: Scenario
) -> None:
    by_head = GATE[key].authority is Authority.HEAD
    signing = scenario.act.verb is reviewing.sign  # the leader's own verb
    proposing = scenario.act.verb is drafting.submit  # with a reason for the leader to decide on
    handler = HANDLER if by_head else DEPUTY
    case = await bureau.open(scenario.received, scenario.items, handler=handler)
    await bureau.do(case, *scenario.so_far, handler=handler)
    if not signing and not proposing:
        lower = HANDLER if by_head else HEAD
        found = await refused(bureau, case, scenario.act, who=lower, passes={key: WHY})
        assert ([gate.key for gate in found.broken], found.passable) == ([key], ())
    who = HEAD if by_head else scenario.act.who if signing else DEPUTY
    found = await refused(bureau, case, scenario.act, who=who, passes={key: " "})
    assert [gate.key for gate in found.passable] == [key]
    await bureau.do(case, scenario.act, who=who, passes={key: f"{WHY} "})
    last = (await bureau.events(case))[-1]
    assert last.data["passed"] == [{"gate": key, "reason": WHY}]
    assert (last.officer, last.officer_id) == (who, bureau.people[who].officer_id)


async def test_what_was_proposed_at_review_is_asked_again_at_the_signature(bureau: Bureau) -> None:
    """征求意见书 without proof of receipt: the handler says why, the leader decides."""
    [scenario] = SCENARIOS["third_party_receipt"]
    case = await bureau.open()
    await bureau.do(case, *scenario.so_far)
    passes = {"third_party_receipt": "邮政企业两次投递未果，附投递记录"}
    found = await refused(bureau, case, scenario.act)
    assert [gate.key for gate in found.passable] == ["third_party_receipt"]
    await bureau.do(case, scenario.act, passes=passes)
    await bureau.do(case, *examined("03-26")[1:])
    found = await refused(bureau, case, sign("03-26"))
    assert [gate.key for gate in found.passable] == ["third_party_receipt"]
    await bureau.do(case, sign("03-26"), passes=passes)
    reason = passes["third_party_receipt"]
    assert (await bureau.last(case))["passed"] == [
        {"gate": "third_party_receipt", "reason": reason}
    ]


# ---- what cannot be done wrongly, and by what


async def says(
    bureau: Bureau, case: Any, step: Do, kind: type[Any], words: str, **how: Any
) -> None:
    """The verb refuses with its own sentence, before any gate is asked."""
    before = await stored(bureau)
    with pytest.raises(kind) as refusal:
        await bureau.do(case, step, **how)
    assert not isinstance(refusal.value, GateClosed)
    assert words in refusal.value.sentence
    assert await stored(bureau) == before


ENDING = (submit(), sign(), serve(), on_the_spot(on="03-10"), lapse("03-10"))
STEPS = (letter("03-10", None), notice("03-10"), fee_notice("03-10"))


async def test_receipt_known_nothing_is_done_before_the_day_of_receipt(bureau: Bureau) -> None:
    case = await bureau.open(
        channel=Channel.ONLINE, handler=EVERY_ROLE
    )  # came in; nobody has confirmed when
    for step in (*ENDING, *STEPS):
        await says(bureau, case, step, Unlawful, "“待确认”", who=EVERY_ROLE)


async def test_not_ended_a_case_is_closed_once(bureau: Bureau) -> None:
    answered = await bureau.open()
    await bureau.do(answered, *signed(), serve())
    withdrawn = await bureau.open()
    paper = withdraw("2026年3月10日撤回申请书")
    await bureau.do(withdrawn, paper)
    for case in (answered, withdrawn):
        for step in (*ENDING, paper):
            await says(bureau, case, step, Unlawful, "“已办结”", who=EVERY_ROLE)
        assert "not_ended" in [gate.key for gate in broken(await facts_on(bureau, case, "03-20"))]


async def test_chain_complete_a_letter_is_signed_after_every_level_and_not_before(
    bureau: Bureau,
) -> None:
    case = await bureau.open()
    await bureau.do(case, conclude("A2"), draft())
    for step, level in zip(
        examined(), ("拟稿中", "保密审查", "法制审核", "公开机构审核"), strict=True
    ):
        await says(bureau, case, sign("03-17"), Unlawful, f"“{level}”", who=EVERY_ROLE)
        await says(bureau, case, serve("03-17"), Unlawful, f"“{level}”", who=EVERY_ROLE)
        assert not (await facts_on(bureau, case, "03-17")).paper.chain_complete
        await bureau.do(case, step)
    assert (await facts_on(bureau, case, "03-17")).paper.chain_complete
    await says(bureau, case, serve("03-17"), Unlawful, "“待签发”", who=EVERY_ROLE)
    await bureau.do(case, sign("03-17"), issue("03-17"), serve("03-17"))


async def test_extension_in_range_and_approved_the_verb_says_so_first(bureau: Bureau) -> None:
    case = await bureau.open()
    passes = {"extension_in_range": WHY, "extension_approved": WHY}
    told: dict[str, Any] = {"sending": Sending(d("03-10")), "reason": WHY}
    for days in (-1, 0, 21):
        step = Do("03-10", timing.extend, told | {"workdays": days, "approved_on": d("03-09")})
        await says(bureau, case, step, Unlawful, "1至20个工作日", passes=passes)
    for approved in (None, d("03-11")):
        step = Do("03-10", timing.extend, told | {"workdays": 5, "approved_on": approved})
        await says(bureau, case, step, Unlawful, "事先同意", passes=passes)


async def test_delay_has_a_day_the_verb_says_so_first(bureau: Bureau) -> None:
    case = await bureau.open()
    for until in ("03-16", "03-17"):
        said = {"sending": Sending(d("03-17")), "until": d(until)}
        await says(bureau, case, Do("03-17", timing.delay, said), BadInput, "应晚于告知的日期")


async def test_one_tariff_a_fee_is_by_pages_or_by_pieces(bureau: Bureau) -> None:
    case = await bureau.open()
    await bureau.do(case, fee_notice(pages=68))
    said = await bureau.last(case)
    # 30 pages free, 38 at 10 yuan
    assert (said["pages"], said["pieces_before"], said["amount_yuan"]) == (68, None, 380)
    other = await bureau.open()
    step = Do("03-04", fees.send_fee_notice, {"sending": Sending(d("03-04")), "amount_yuan": 381, "pages": 68})  # fmt: skip
    await says(bureau, other, step, BadInput, "应为380元")


async def test_consultation_in_writing_every_letter_on_file_is_a_paper(bureau: Bureau) -> None:
    case = await bureau.open()
    await bureau.do(case, letter())
    with pytest.raises(TypeError, match="in_writing"):
        await bureau.do(case, Do("03-04", letter().verb, letter().said | {"in_writing": False}))
    facts = await facts_on(bureau, case, "03-05")
    assert facts.open_consultations == 1


async def facts_on(bureau: Bureau, case: Any, day: str) -> Any:
    """What 签发 would be asked about on a day."""
    async with bureau.town.office.sessions() as session:
        desk = await gating.desk_of(session, await session.get_one(Case, case))
        return await gating.facts_of(session, desk, Act.ISSUE, d(day))


# ---- the issue's list, by name


async def test_basis_and_remedy_follow_from_the_outcome_and_the_day(bureau: Bureau) -> None:
    """Review first (A): 条例 14, 15, 16, from 2024-01-01 on; everything else is a free choice (B)."""
    case = await bureau.open("2023-12-04")
    for code in (f"A{n}" for n in range(1, 25)):
        part: dict[str, Any] | None = {"letters": []} if code == "A7" else None
        await bureau.do(case, conclude(code, "2023-12-29", part=part))
        before, after = [await facts_on(bureau, case, day) for day in ("2023-12-31", "2024-01-01")]
        assert before.paper.remedy is Remedy.FREE_CHOICE, code
        assert after.paper.remedy is REMEDIES[code], code
        [item] = after.items
        allowed = {*ANSWER_TYPE[code].basis, Article(Law.REGULATION, 14)}  # A3 rests on its part's
        assert item.basis
        assert allowed.issuperset(item.basis), code


async def test_a_case_that_waits_for_a_fee_lapses_for_the_fee(bureau: Bureau) -> None:
    """办法: paid after the last day it counts as abandoned all the same; a 补正 asked meanwhile has no
    effect on the clock."""
    late = await bureau.open()
    await bureau.do(late, fee_notice(), paid("04-02"), lapse("04-03"))
    asked = await bureau.open()
    await bureau.do(asked, fee_notice("03-03"), notice("03-05", "03-12"), lapse("04-03"))
    for case in (late, asked):
        assert (await bureau.last(case))["annual_row"] == "other_overdue_fee"


async def test_another_organs_answer_is_no_earlier_one(bureau: Bureau) -> None:
    case = await bureau.open()
    number = await bureau.earlier("other_organ")
    step = conclude("A17", earlier=number)
    await says(bureau, case, step, BadInput, f"本机关没有编号为“{number}”的其他申请")
    async with bureau.town.office.sessions() as session:
        own = (await session.get_one(Case, case)).number
    await says(bureau, case, conclude("A17", earlier=own), BadInput, "的其他申请")


async def test_an_answer_made_anew_by_order_is_an_earlier_answer(bureau: Bureau) -> None:
    """条例 36(六): what the 复议 annulled is none; what was answered instead of it is one."""
    case = await bureau.open("03-16")
    await bureau.do(case, conclude("A17", earlier="#annulled"), draft())
    found = await refused(bureau, case, submit())
    assert [gate.key for gate in found.broken] == ["answered_before"]
    await bureau.do(case, conclude("A17", earlier="#answered_anew"), draft(), submit())


async def test_a_case_taken_up_again_is_answered_and_not_closed_otherwise(bureau: Bureau) -> None:
    case = await bureau.open("01-05")
    await bureau.do(case, *signed("A8", "01-12"), serve("01-12"))
    told = {"kind": "reconsideration", "body": "寿光市人民政府", "notified_on": "2026-01-19",
            "procedure": "ordinary", "result": "answer_again", "concluded_on": "2026-03-02"}  # fmt: skip
    await bureau.do(
        case,
        Do("03-02", challenging.record, {}, (told,), HEAD),
        Do("03-03", archiving.reopen, {"challenge": 1, "reason": "执行复议决定"}, (), HEAD),
    )
    for step in (lapse("03-10"), withdraw("2026年3月10日撤回申请书")):
        await says(bureau, case, step, Unlawful, "本件已经答复，恢复办理", who=EVERY_ROLE)
    reopened = (await bureau.events(case))[-1]
    facts = await facts_on(bureau, case, "03-10")
    assert (
        facts.answer_due.isoformat() == reopened.data["due"]
    )  # of the order, not of the first answer
    # the first answer does not stand in the way of the one that was ordered
    await bureau.do(case, *signed("A2", "03-16"), serve("03-16"))
    assert "passed" not in await bureau.last(case)


async def test_an_item_without_an_outcome_is_what_the_refusal_speaks_of(bureau: Bureau) -> None:
    case = await bureau.open(items=(Item("验收报告"),))
    await bureau.do(case, conclude("A2"), draft(), correct((Item("验收报告"), Item("会议纪要"))))
    found = await refused(bureau, case, submit())
    assert "请补齐缺少的结论" in found.sentence
    # the second item was none: 更正登记, and nothing is missing
    await bureau.corrected(case, (Item("验收报告"),))
    await bureau.do(case, submit())
    assert (await bureau.last(case))["answer_type"] == "A2"


async def test_an_outcome_of_an_item_that_was_no_item_holds_nothing_up(bureau: Bureau) -> None:
    case = await bureau.open(items=(Item("验收报告"), Item("会议纪要")))
    await bureau.do(case, conclude("A2"), conclude("A13", item=2), draft())
    await bureau.corrected(case, (Item("验收报告"),))
    await bureau.do(case, draft("03-17"), *examined(), sign())
    assert (await bureau.last(case))["answer_type"] == "A2"


async def test_what_is_answered_and_what_is_recorded_are_one_object(bureau: Bureau) -> None:
    case = await bureau.open()
    await bureau.do(case, *signed("A8", "03-17"))
    row = "denied_process_info"
    for wrong, words in (
        (serve(answer_type="A9"), "答复类型A9与签发的A8不一致"),
        (serve(row=row), "与签发的denied_internal_affairs不一致"),
    ):
        await says(bureau, case, wrong, Unlawful, words)
    # nothing of it can be said anew once it is signed
    for step in (conclude("A2", "03-18"), draft("03-18"), search("03-18")):
        await says(bureau, case, step, Unlawful, "“待送达”")
    await bureau.do(case, serve())
    said = [
        {name: event.data[name] for name in ("answer_type", "annual_row", "basis", "remedy")}
        for event in await bureau.events(case)
        if event.kind in ("submitted", "signed", "answer")
    ]
    assert len(said) == 3
    assert said[0] == said[1] == said[2]
    assert (said[0]["answer_type"], said[0]["remedy"]) == ("A8", "A")


async def test_after_everything_the_whole_office_verifies(bureau: Bureau) -> None:
    office = bureau.town.office
    async with office.sessions() as session:
        found = [str(one) async for one in verify(session, office.vault, office.home)]
    assert found == []
