"""The gates: each blocks with its one fact missing, its lawful twin passes, and the table is as the
rulebook has it (letters.md §10, law.md §14); then 28 answer types × clock states × applicants.
"""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from cases.law.annual import ApplicantClass
from cases.law.articles import Standing
from cases.law.clock_facts import Recipient
from cases.law.clock_rules import ClockState
from cases.law.delivery import Way
from cases.law.gate_checks_steps import remedy_of
from cases.law.gate_facts import Act, FeeProposal, GateFacts, NamedRule, Opinion
from cases.law.gate_row import Authority, Gate, Strictness
from cases.law.gates import GATE, GATES, as_markdown, broken
from cases.law.grounds import RuleLevel, SubKind
from cases.law.outcomes import ANSWER_TYPE, ANSWER_TYPES, Remedy, remedy_on
from tests.law.lawful import (
    ASKED,
    DUE,
    EARLIER,
    EXTENDED,
    ON,
    PAPER,
    REASONS,
    SUPPLEMENTED,
    UNANSWERED,
    UNPAID,
    D,
    act_of,
    item,
    lawful,
    part,
    release,
    step,
)

ONE_DAY = timedelta(days=1)


def keys(facts: GateFacts) -> list[str]:
    return [gate.key for gate in broken(facts)]


def with_item(facts: GateFacts, **changes: Any) -> GateFacts:
    """The same, but for facts of its first item."""
    return replace(facts, items=(replace(facts.items[0], **changes), *facts.items[1:]))


def with_part(facts: GateFacts, **changes: Any) -> GateFacts:
    """The same, but for facts of what its first item keeps back."""
    return with_item(facts, withheld=(replace(facts.items[0].withheld[0], **changes),))


def with_letter(facts: GateFacts, **changes: Any) -> GateFacts:
    """The same, but for facts of the consultation about what is kept back."""
    return with_part(facts, consultations=(replace(ASKED, **changes),))


def with_given(facts: GateFacts, **changes: Any) -> GateFacts:
    """The same, but for facts of the consultation about what is given."""
    letter = replace(facts.items[0].consultations[0], **changes)
    return with_item(facts, consultations=(letter,))


def with_search(**changes: Any) -> GateFacts:
    facts = lawful("A12")
    assert facts.items[0].search is not None
    return with_item(facts, search=replace(facts.items[0].search, **changes))


def with_earlier(**changes: Any) -> GateFacts:
    return with_item(lawful("A17"), earlier=replace(EARLIER, **changes))


def with_paper(code: str = "A2", **changes: Any) -> GateFacts:
    facts = lawful(code)
    return replace(facts, paper=replace(facts.paper, **changes))


def rule(level: RuleLevel) -> NamedRule:
    return NamedRule(level=level, name="《某某办法》", place="第八条")


def sent_online(on: str) -> GateFacts:
    """已主动公开, told by e-mail at the turn of 2024 without a word of review online."""
    facts = with_item(with_paper("A1", way=Way.ELECTRONIC), place_checked_on=D("2023-12-29"))
    return replace(facts, on=D(on), received_on=D("2023-12-28"))


UNSETTLED = replace(REASONS, replied_on=None, reasonable=False)
LAPSED_FEE = lawful("A28", row="other_overdue_fee")
OWNER = item("A13").owner
TRANSFER = item("A22").transfer
assert OWNER is not None
assert TRANSFER is not None
NOBODY_NAMED = replace(OWNER, whose="")
OURS = replace(OWNER, ours=True)
NOT_LISTED = replace(TRANSFER, reference="")

# Each gate: facts that lack the one fact it asks for, and nothing else.
# fmt: off
MISSING: dict[str, list[GateFacts]] = {
    "receipt_known": [
        replace(lawful("A2"), received_on=None),
        lawful("A2", ClockState.UNCONFIRMED)],
    "not_before_receipt": [replace(step(Act.CONSULT), on=D("2024-03-03"))],
    "not_ended": [lawful("A2", ClockState.ANSWERED), lawful("A27", ClockState.WITHDRAWN)],
    "nothing_awaited": [
        lawful("A2", ClockState.AWAITING_SUPPLEMENT), lawful("A12", ClockState.AWAITING_FEE)],
    "not_lapsed": [lawful("A2", ClockState.LAPSED)],
    "no_consultation_open": [lawful("A2", ClockState.PAUSED)],
    # 条例 17; what is given only: A2, A3, and A26 with such an item
    "secrecy_reviewed": [
        *(with_paper(code, secrecy_reviewed_on=None) for code in ("A2", "A3", "A26")),
        with_paper("A2", secrecy_reviewed_on=ON + ONE_DAY),
        replace(with_paper("A2", secrecy_reviewed_on=None), act=Act.RELEASE_TO_APPLICANT)],
    "legally_reviewed": [with_paper(code, legal_reviewed_on=None) for code in ("A3", "A7", "A12")],
    "chain_complete": [with_paper(chain_complete=False)],
    "drafter_not_approver": [
        with_paper(approver=PAPER.drafter), with_paper(drafter=""), with_paper(approver=" ")],
    "signed_by_organ": [with_paper(by_organ=False)],
    "remedy_agrees": [
        with_paper("A7", remedy=Remedy.FREE_CHOICE),  # art. 15, from 2024: review first
        with_paper("A11", remedy=Remedy.REVIEW_FIRST),  # 36(七), though printed under 不予公开
        with_paper("A12", remedy=Remedy.REVIEW_FIRST),
        with_paper("A2", remedy=None),
        with_paper("A28", remedy=Remedy.REVIEW_FIRST)],
    # 复议法 22(2)
    "online_review_named": [with_paper(way=Way.ELECTRONIC), sent_online("2024-01-01")],
    "sent_by_the_post": [with_paper(way=Way.COURIER)],
    "post_can_be_tracked": [with_paper(tracking_no="")],
    # dated on the due day, posted the day after: 顾某诉规划局 2017
    "sent_in_its_term": [replace(with_paper(dated_on=DUE), on=DUE + ONE_DAY)],
    "closes_with_a_paper": [with_paper(number="")],
    "delivery_proved": [with_paper(proof=""), with_paper("A25", proof="")],
    "lapse_was_awaited": [
        replace(lawful("A28"), supplements=()),
        replace(lawful("A28"), supplements=(replace(UNANSWERED, sent_on=D("2024-03-14")),)),  # 8th
        replace(lawful("A28"), supplements=(SUPPLEMENTED,)),  # it came: in time, or late
        replace(LAPSED_FEE, fees=()),
        replace(LAPSED_FEE, fees=(replace(UNPAID, paid_on=D("2024-04-02")),)),
        replace(LAPSED_FEE, fees=(replace(UNPAID, in_time=False),))],
    "lapse_day_over": [
        replace(lawful("A28"), on=D("2024-03-20")),  # its last day
        replace(lawful("A28"), state=ClockState.AWAITING_SUPPLEMENT, on=D("2024-03-20")),
        replace(LAPSED_FEE, on=D("2024-04-02"))],
    "lapse_notice_delivered": [
        replace(lawful("A28"), supplements=(replace(UNANSWERED, delivered_on=None),)),
        replace(LAPSED_FEE, fees=(replace(UNPAID, delivered_on=None),))],
    # 条例 30: 无正当理由
    "lapse_not_excused": [
        replace(lawful("A28"), supplements=(replace(UNANSWERED, excused=True),))],
    "withdrawn_in_writing": [replace(lawful("A27"), withdrawal="")],
    "supplement_notice_first": [
        replace(step(Act.SEND_SUPPLEMENT_NOTICE), supplements=(SUPPLEMENTED,))],
    "supplement_notice_in_time": [step(Act.SEND_SUPPLEMENT_NOTICE, on="2024-03-14")],  # 8th day
    "clock_heeds_steps": [
        step(act, state)
        for act in (Act.EXTEND, Act.CONSULT, Act.SEND_FEE_NOTICE, Act.DELAY)
        for state in (ClockState.AWAITING_SUPPLEMENT, ClockState.AWAITING_FEE, ClockState.LAPSED)],
    "extension_in_range": [
        replace(step(Act.EXTEND), extension=replace(EXTENDED, workdays=n)) for n in (0, 21)],
    "extension_approved": [
        replace(step(Act.EXTEND), extension=replace(EXTENDED, approved_on=day))
        for day in (None, D("2024-03-13"))],  # told on 03-12
    "extension_reasoned": [replace(step(Act.EXTEND), extension=replace(EXTENDED, reason="案情复杂"))],
    "extension_once": [replace(step(Act.EXTEND), extension=replace(EXTENDED, repeated=True))],
    "extension_in_time": [step(Act.EXTEND, on="2024-04-02")],
    "consultation_in_writing": [
        replace(step(Act.CONSULT), consultation=replace(ASKED, in_writing=False))],
    # clock.md rule 4: on or after the day the answer was due
    "consultation_in_time": [step(Act.CONSULT, on="2024-04-01"), step(Act.CONSULT, on="2024-04-02")],
    "fee_notice_in_time": [step(Act.SEND_FEE_NOTICE, on="2024-04-02")],
    # 办法第三条: 不得同时按照两种标准重复计算. 11 pieces cost 100
    "one_tariff": [
        replace(step(Act.SEND_FEE_NOTICE), fee=FeeProposal(pieces=11, pages=68, yuan=100))],
    "fee_recomputed": [
        replace(step(Act.SEND_FEE_NOTICE), fee=fee)
        for fee in (
            FeeProposal(pages=68, yuan=381),
            FeeProposal(pages=30, yuan=0),  # free: nothing to notify
            FeeProposal(pieces=1, pieces_before=10, yuan=0))],  # the 11th costs 100
    "delay_in_time": [step(Act.DELAY, on="2024-04-02")],
    "delay_has_a_day": [
        replace(step(Act.DELAY), delay_until=None),
        replace(step(Act.DELAY), delay_until=D("2024-03-12"))],
    "act_fits_type": [
        replace(lawful("A4"), act=Act.RELEASE_TO_APPLICANT)],
    "one_outcome_each": [
        replace(lawful("A2"), items=(item("A2"), item("A2"))),  # one item twice
        replace(lawful("A2"), requested=2),  # one item without
        with_item(lawful("A26"), number=3)],
    "outcomes_agree": [
        replace(lawful("A12"), items=(item("A13"),)),
        replace(with_paper("A26", remedy=Remedy.FREE_CHOICE), items=(item("A2"), item("A2", 2))),
        with_item(lawful("A2"), withheld=(part("A8"),))],
    "row_fits": [
        replace(lawful("A2"), row="granted_partial"), replace(lawful("A12"), row=None),
        replace(lawful("A26"), row="denied_third_party"),  # 部分公开 swallows the withheld reason
        replace(lawful("A25"), row="unable_not_held")],
    "basis_closed": [
        with_item(lawful("A2"), basis=()),
        with_item(lawful("A8"), basis=ANSWER_TYPE["A9"].basis)],  # 16(2) for internal affairs
    "reason_given": [with_item(lawful("A12"), reason="没有"), with_item(lawful("A16"), reason="")],
    "kinds_named": [
        *(with_part(lawful(code), kinds=()) for code in ("A3", "A6", "A7", "A8", "A9")),
        with_part(lawful("A8"), kinds=(SubKind.DRAFT,)),
        with_item(lawful("A16"), kinds=())],
    "refusal_on_its_ground": [
        with_item(lawful("A8"), withheld=()),
        with_item(lawful("A8"), withheld=(part("A9"),))],
    "withheld_parts_named": [
        with_item(with_paper("A3", remedy=Remedy.FREE_CHOICE), withheld=()), with_part(lawful("A3"), what=" ")],
    "withheld_reasoned": [
        with_part(lawful(code), reason="") for code in ("A3", *(f"A{n}" for n in range(4, 11)))],
    "severability_answered": [
        *(with_item(lawful(f"A{n}"), severable=None) for n in range(4, 11)),
        with_item(lawful("A7"), why_not_severable="不能")],
    "severable_is_partial": [with_item(lawful(f"A{n}"), severable=True) for n in range(4, 11)],
    "secret_classified": [with_part(lawful("A4"), classification="")],
    # 条例 14: 法律、行政法规
    "prohibition_named": [
        with_part(lawful("A5"), rule=named)
        for named in (None, rule(RuleLevel.RULE), rule(RuleLevel.LOCAL_REGULATION),
                      replace(rule(RuleLevel.LAW), place=""))],
    "discretion_weighed": [with_part(lawful(code), weighed="") for code in ("A8", "A9", "A10")],
    "no_rule_opens_it": [with_part(lawful(c), prevailing_checked=False) for c in ("A9", "A10")],
    "internal_affairs_rules": [with_part(lawful("A8"), prevailing_checked=False)],
    "third_party_asked": [
        with_part(lawful("A7"), consultations=()),
        with_part(lawful("A3"), consultations=()),
        with_letter(lawful("A7"), in_writing=False),  # asked orally
        with_letter(lawful("A7"), recipient=Recipient.ORGAN)],
    "third_party_receipt": [  # silent, its days are over, and nobody knows whether it had the letter
        with_letter(lawful("A7"), received_on=None, replied_on=None, opinion=None)],
    "third_party_heard": [  # the 15th day is the day of the answer
        with_letter(lawful("A7"), replied_on=None, opinion=None, last_day=ON)],
    "third_party_agreed": [with_letter(lawful("A7"), opinion=Opinion.AGREES)],
    "public_interest_weighed": [with_part(lawful("A7"), public_interest_weighed=False)],
    "heard_before_release": [with_given(release(None), last_day=ON)],
    "overriding_reasoned": [with_given(release(), release_reason="")],
    "objector_told": [
        release(told=False), release(Opinion.AGREES_IN_PART, told=False),
        with_given(release(), notified_on=ON + ONE_DAY),
        replace(release(told=False), act=Act.ANSWER)],
    "silent_party_told": [release(None, told=False)],
    "place_checked": [with_item(lawful("A1"), place_checked_on=None)],
    "enclosed": [with_item(lawful(code), enclosures=0) for code in ("A2", "A3")],
    "special_rule_named": [
        with_item(lawful("A11"), rule=named) for named in (None, rule(RuleLevel.RULE))],
    "searched": [
        with_search(places=()), with_search(how=""), with_search(searched_on=None),
        with_search(searched_on=ON + ONE_DAY)],
    "searched_by_two": [with_search(recorder=""), with_search(recorder="甲")],
    "clues_answered": [with_search(findings=("已查明", None)), with_search(findings=(" ",))],
    "loss_is_no_outcome": [with_search(lost=True)],
    "owner_found": [with_item(lawful(code), owner=owner)
                    for code in ("A13", "A23") for owner in (None, NOBODY_NAMED)],
    # 14号: 不得以相关政府信息尚未划转为由拒绝
    "power_is_elsewhere": [with_item(lawful(code), owner=OURS) for code in ("A12", "A13", "A23")],
    "transfer_listed": [with_item(lawful("A22"), transfer=NOT_LISTED)],
    # 档案法 15(2): until the period ends the organ stays answerable
    "transfer_period_over": [
        with_item(lawful("A22"), transfer=replace(TRANSFER, period_ends_on=day))
        for day in (None, ON)],
    "supplement_asked": [  # sent on the 8th working day
        replace(lawful("A15"), supplements=(replace(SUPPLEMENTED, sent_on=D("2024-03-14")),))],
    "supplement_came": [replace(lawful("A15"), supplements=(UNANSWERED,))],
    "unclear_part_named": [with_item(lawful("A15"), still_unclear="")],
    "answered_before": [
        with_item(lawful("A17"), earlier=None),
        with_earlier(same_organ=False), with_earlier(same_applicant=False),
        with_earlier(same_information=False), with_earlier(revoked=True),
        with_earlier(state=ClockState.WITHDRAWN, answer_type="A27"),
        with_earlier(state=ClockState.LAPSED, answer_type=None),
        with_earlier(answer_type="A28"), with_earlier(answer_type="A27"),
        with_earlier(answer_type=None, row="other_overdue_fee"),
        with_earlier(answer_type=None, row=None), with_earlier(answered_on=ON + ONE_DAY)],
    "reasons_over": [
        replace(lawful("A19"), reasons=replace(UNSETTLED, last_day=ON)),
        replace(step(Act.DELAY), reasons=replace(REASONS, replied_on=None, reasonable=True))],
    "reasons_unreasonable": [
        replace(lawful("A19"), reasons=replace(REASONS, reasonable=value)) for value in (None, True)],
    "reasons_reasonable": [
        replace(step(Act.DELAY), reasons=replace(REASONS, reasonable=value))
        for value in (None, False)],
    "held_already": [with_item(lawful("A20"), held_already="")],
}
# Where a missing record leaves more than one question without an answer.
NO_RECORD: dict[str, list[tuple[GateFacts, set[str]]]] = {
    "reasons_asked": [
        (replace(lawful("A19"), reasons=None),
         {"reasons_asked", "reasons_over", "reasons_unreasonable"}),
        (replace(step(Act.DELAY), reasons=None),
         {"reasons_asked", "reasons_over", "reasons_reasonable"})],
    "searched": [(with_item(lawful("A12"), search=None), {"searched", "searched_by_two"})],
    "transfer_listed": [
        (with_item(lawful("A22"), transfer=None), {"transfer_listed", "transfer_period_over"})],
    "supplement_asked": [
        (replace(lawful("A15"), supplements=()), {"supplement_asked", "supplement_came"})],
    "row_fits": [
        (replace(lawful("A28"), row="other_misc"), {"row_fits", "lapse_was_awaited"})],
    # answering with what is no answer: neither the lapse's gates nor the withdrawal's would be asked
    "act_fits_type": [
        (replace(lawful("A28"), act=Act.ANSWER), {"act_fits_type", "not_lapsed"}),
        (replace(lawful("A27"), act=Act.ANSWER), {"act_fits_type", "remedy_agrees"}),
        (replace(lawful("A28"), act=Act.CLOSE_AS_WITHDRAWN), {"act_fits_type", "withdrawn_in_writing"}),
        (replace(lawful("A2"), answer_type=None), {"act_fits_type", "row_fits"})],
}
# fmt: on
ALONE = [(key, facts) for key, listed in MISSING.items() for facts in listed]
TOGETHER = [(key, *pair) for key, listed in NO_RECORD.items() for pair in listed]


def named(value: object) -> str:
    return value if isinstance(value, str) else ""


def test_every_gate_has_facts_that_break_it() -> None:
    assert set(MISSING) | set(NO_RECORD) == set(GATE)


@pytest.mark.parametrize(("key", "facts"), ALONE, ids=named)
def test_a_gate_is_broken_by_its_one_fact_and_no_other_gate_is(key: str, facts: GateFacts) -> None:
    assert keys(facts) == [key]


@pytest.mark.parametrize(("key", "facts", "expected"), TOGETHER, ids=named)
def test_a_record_that_is_not_there_breaks_every_gate_that_asks_for_it(
    key: str, facts: GateFacts, expected: set[str]
) -> None:
    assert key in expected
    assert set(keys(facts)) == expected


# What is known only once an answer was sent: how, when, with which number and proof
ONCE_SENT = {
    "sent_by_the_post", "post_can_be_tracked", "sent_in_its_term", "closes_with_a_paper",
    "delivery_proved",
}  # fmt: skip
ANSWERED = [(key, facts) for key, facts in ALONE if facts.act is Act.ANSWER]


@pytest.mark.parametrize(("key", "facts"), ANSWERED, ids=named)
def test_what_cannot_be_answered_cannot_be_signed(key: str, facts: GateFacts) -> None:
    assert keys(replace(facts, act=Act.ISSUE)) == ([] if key in ONCE_SENT else [key])


# About the answer as a whole: what one of several items lacks is another matter
OF_THE_WHOLE = {
    "act_fits_type", "one_outcome_each", "outcomes_agree", "row_fits", "remedy_agrees",
    "online_review_named",
}  # fmt: skip
ONE_OF_TWO = [
    (key, facts)
    for key, facts in ANSWERED
    if key not in OF_THE_WHOLE and len(facts.items) == 1 and facts.answer_type != "A25"
]


@pytest.mark.parametrize(("key", "facts"), ONE_OF_TWO, ids=named)
def test_what_one_item_lacks_is_missed_in_an_answer_item_by_item(
    key: str, facts: GateFacts
) -> None:
    first = item("A12" if facts.answer_type in ("A1", "A2") else "A2")
    mixed = replace(
        facts,
        answer_type="A26",
        row="granted_partial",
        requested=2,
        items=(first, replace(facts.items[0], number=2)),
    )
    mixed = replace(mixed, paper=replace(mixed.paper, remedy=remedy_of(mixed)))
    assert keys(mixed) == [key]


# ---- the table: weights as the rulebook has them

# letters.md §10: warn. P5 after its 7th day; a private courier; dated inside, posted outside. The
# clock's contract: an answer while something is awaited is an answer. Nothing else lets pass unasked.
WARNINGS = {
    "nothing_awaited", "not_lapsed", "no_consultation_open", "sent_by_the_post",
    "post_can_be_tracked", "sent_in_its_term", "supplement_notice_in_time", "internal_affairs_rules",
}  # fmt: skip
WITH_REASON = {"nothing_awaited", "not_lapsed"}
# What came late happened all the same (clock.md: a warning, no effect): the head lets it be recorded
THE_HEAD_MAY = {
    "place_checked", "clock_heeds_steps", "extension_in_time", "consultation_in_time",
    "fee_notice_in_time", "delay_in_time",
}  # fmt: skip
# Proof and form that only convention or practice asks for
THE_LEADER_MAY = {
    "legally_reviewed", "lapse_notice_delivered", "third_party_receipt", "silent_party_told",
    "searched_by_two", "loss_is_no_outcome",
}  # fmt: skip


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.key)
def test_strictness_authority_and_reason_are_as_tabled(gate: Gate) -> None:
    if gate.key in WARNINGS:
        expected = (Strictness.WARN, Authority.NOBODY, gate.key in WITH_REASON)
    elif gate.key in THE_HEAD_MAY:
        expected = (Strictness.BLOCK, Authority.HEAD, True)
    elif gate.key in THE_LEADER_MAY:
        expected = (Strictness.BLOCK, Authority.LEADER, True)
    else:
        expected = (Strictness.BLOCK, Authority.NOBODY, False)
    assert (gate.strictness, gate.authority, gate.reason_needed) == expected
    may = {authority for authority in Authority if gate.may_be_passed_by(authority)}
    head, leader = gate.key in THE_HEAD_MAY, gate.key in THE_HEAD_MAY | THE_LEADER_MAY
    assert may == {a for a, yes in ((Authority.HEAD, head), (Authority.LEADER, leader)) if yes}


def test_the_lists_of_weights_name_gates_that_there_are() -> None:
    assert set(GATE) >= WARNINGS | THE_HEAD_MAY | THE_LEADER_MAY


def test_nobody_passes_what_a_statute_asks_of_the_answer() -> None:
    # 2 of 6 that the head may pass rest on a statute or 109号: a step that came late has no effect
    late = {"consultation_in_time", "fee_notice_in_time"}
    for gate in GATES:
        if gate.standing is Standing.STATUTE and gate.strictness is Strictness.BLOCK:
            assert gate.authority is Authority.NOBODY or gate.key in late, gate.key


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.key)
def test_a_gate_says_in_one_chinese_sentence_what_it_rests_on(gate: Gate) -> None:
    assert gate.sentence.endswith("。")
    assert gate.sentence.count("。") == 1
    assert gate.sentence.isprintable()
    assert not set(gate.sentence) & set(",;:!?()[]{}\"'")
    assert gate.articles or gate.source
    assert set(gate.types) <= set(ANSWER_TYPE)
    assert gate.acts


def test_the_table_prints_one_line_a_gate() -> None:
    lines = as_markdown().splitlines()
    assert len(lines) == 2 + len(GATES)
    columns = {line.count("|") for line in lines}
    assert columns == {8}
    assert (
        "| third_party_heard | 第三方没有回复意见，征求意见的15个工作日也没有届满，不能以此为由不予公开。"
        " | 条例第三十二条 | 法律法规 | 阻止，任何人不得突破 | 签发、作出答复 | A3、A7、A25–A26 |"
    ) in lines


def test_broken_gates_come_in_table_order_with_what_they_say() -> None:
    # nothing at all was done for a third-party refusal
    facts = with_paper("A7", legal_reviewed_on=None, way=Way.COURIER)
    facts = with_item(with_part(facts, consultations=()), severable=None)
    found = broken(facts)
    expected = [
        "legally_reviewed",
        "sent_by_the_post",
        "severability_answered",
        "third_party_asked",
    ]
    assert [gate.key for gate in found] == expected
    assert [gate.key for gate in GATES if gate.key in expected] == expected
    assert [gate.blocks for gate in found] == [True, False, True, True]
    assert found[3].sentence == GATE["third_party_asked"].sentence


# ---- lawful twins


@pytest.mark.parametrize("act", [Act.SEND_SUPPLEMENT_NOTICE, Act.EXTEND, Act.CONSULT,
                                 Act.SEND_FEE_NOTICE, Act.DELAY])  # fmt: skip
@pytest.mark.parametrize("state", [ClockState.RUNNING, ClockState.PAUSED])
def test_a_lawful_step_passes(act: Act, state: ClockState) -> None:
    assert keys(step(act, state)) == []


# fmt: off
LAWFUL = {
    "A7 after silence, the day after the 15th": with_letter(
        lawful("A7"), replied_on=None, opinion=None, last_day=ON - ONE_DAY),
    "A7 where one of two agreed": with_part(
        lawful("A7"), consultations=(ASKED, replace(ASKED, opinion=Opinion.AGREES))),
    "A3 that keeps back what is no government information": with_item(  # 37: no ground of 14–16
        with_paper("A3", remedy=Remedy.FREE_CHOICE), withheld=(part("A3"),)),
    "A3 with two parts": with_item(lawful("A3"), withheld=(part("A8"), part("A10"))),
    "A5 on an administrative regulation": with_part(
        lawful("A5"), rule=rule(RuleLevel.ADMINISTRATIVE_REGULATION),
        kinds=(SubKind.PROHIBITED_BY_REGULATION,)),
    "A12 without a clue": with_search(findings=()),
    "A15 after two notices, the first valid": replace(
        lawful("A15"), supplements=(SUPPLEMENTED, UNANSWERED)),
    "A17 after 不存在": with_earlier(answer_type="A12"),  # an answer is what art. 36(六) asks for
    "A17 after a case of an imported register": with_earlier(answer_type=None, row="granted_full"),
    "A19 without reasons, after their day": replace(lawful("A19"), reasons=UNSETTLED),
    "A22, the day after its period": with_item(
        lawful("A22"), transfer=replace(TRANSFER, period_ends_on=ON - ONE_DAY)),
    "A26 of one item not held and one not ours": replace(
        lawful("A26"), items=(item("A12"), item("A13", 2)), row="unable_not_held",
        paper=replace(PAPER, remedy=Remedy.FREE_CHOICE)),
    "A28, the day after the last day": replace(lawful("A28"), on=D("2024-03-21")),
    "A28 for a fee, paid too late": replace(  # 109号: a later payment changes nothing
        LAPSED_FEE, fees=(replace(UNPAID, paid_on=D("2024-04-03")),)),
    "A28 without a letter": with_paper("A28", remedy=None),
    "one person, by the organ's setting": replace(with_paper(approver=PAPER.drafter), one_person=True),
    "sent online, with the online channel": with_paper(way=Way.ELECTRONIC, online_review=True),
    "sent online the day before 复议法 (2023) was in force": sent_online("2023-12-31"),
    "dated and posted on the due day": replace(with_paper(dated_on=DUE), on=DUE),
    "A28 after a notice on the 7th working day": replace(
        lawful("A28"), supplements=(replace(UNANSWERED, sent_on=D("2024-03-13")),)),
    "notice on the day of receipt": step(Act.SEND_SUPPLEMENT_NOTICE, on="2024-03-04"),
    "handed over, without a tracking number": with_paper(way=Way.IN_PERSON, tracking_no=""),
    "dated and posted after the term": replace(  # late, and dated so: nothing to flag
        with_paper(dated_on=DUE + ONE_DAY), on=DUE + ONE_DAY),
    "given with consent": with_given(release(Opinion.AGREES, told=False), release_reason=""),
    "given after objection, told": release(),
    "given after silence, told": release(None),
    "given later than the answer": replace(release(), state=ClockState.ANSWERED),
    "extended by 1": replace(step(Act.EXTEND), extension=replace(EXTENDED, workdays=1)),
    "extended on the due day": step(Act.EXTEND, on="2024-04-01"),
    "third party asked the day before the due day": step(Act.CONSULT, on="2024-03-29"),
    "another organ asked by telephone": replace(  # 条例 34 asks for no form
        step(Act.CONSULT), consultation=replace(ASKED, recipient=Recipient.ORGAN, in_writing=False)),
    "fee notice on the due day": step(Act.SEND_FEE_NOTICE, on="2024-04-01"),
    # the 10th is free, the 11th and 12th cost 100 each
    "fee for the 10th to the 12th piece": replace(
        step(Act.SEND_FEE_NOTICE), fee=FeeProposal(pieces=3, pieces_before=9, yuan=200)),
    "notice on the 7th working day": step(Act.SEND_SUPPLEMENT_NOTICE, on="2024-03-13"),
}
# fmt: on


@pytest.mark.parametrize("facts", LAWFUL.values(), ids=LAWFUL)
def test_a_lawful_twin_passes_every_gate(facts: GateFacts) -> None:
    assert keys(facts) == []


# ---- the remedy: 复议法 23(1)(四), 条例 14–16, from 2024-01-01


@pytest.mark.parametrize("on", ["2023-12-31", "2024-01-01", "2024-12-31", "2025-06-01"])
def test_the_remedy_of_an_answer_is_the_one_of_its_type_and_day(on: str) -> None:
    for code in (f"A{n}" for n in range(1, 25)):
        assert remedy_of(replace(lawful(code), on=D(on))) is remedy_on(code, D(on)), code
    assert remedy_of(replace(lawful("A27"), on=D(on))) is remedy_on("A27", D(on)) is Remedy.NONE


@pytest.mark.parametrize(
    ("codes", "remedy"),
    [
        (("A4", "A8"), Remedy.REVIEW_FIRST),  # every item on arts 14–16
        (("A2", "A7"), Remedy.WITHHELD_FIRST),
        (("A3", "A12"), Remedy.WITHHELD_FIRST),
        (("A2", "A12"), Remedy.FREE_CHOICE),
        (("A11", "A17"), Remedy.FREE_CHOICE),  # 36(七) and 36(六)
    ],
)
def test_an_answer_item_by_item_has_the_remedy_of_its_grounds(
    codes: tuple[str, str], remedy: Remedy
) -> None:
    items = (item(codes[0]), item(codes[1], 2))
    assert remedy_of(replace(lawful("A26"), items=items)) is remedy
    before = replace(lawful("A26"), items=items, on=D("2023-12-31"))
    assert remedy_of(before) is Remedy.FREE_CHOICE


def test_review_first_before_2024_blocks() -> None:
    facts = replace(lawful("A8"), on=D("2023-12-31"), received_on=D("2023-12-04"))
    assert "remedy_agrees" in keys(facts)
    free = replace(facts, paper=replace(facts.paper, remedy=Remedy.FREE_CHOICE))
    assert "remedy_agrees" not in keys(free)


# ---- 28 answer types × every clock state × every applicant class

OPEN = (ClockState.RUNNING, ClockState.PAUSED)
AWAITING = (ClockState.AWAITING_SUPPLEMENT, ClockState.AWAITING_FEE)
ENDED = (ClockState.ANSWERED, ClockState.WITHDRAWN)


def expected_blocks(code: str, state: ClockState) -> set[str]:
    """What stops this ending in this state, by the statute: an empty set where it is lawful."""
    if state in ENDED:  # ended once already
        ended = {"not_ended"}
        return ended | {"lapse_was_awaited", "lapse_day_over"} if code == "A28" else ended
    match code:
        case "A27":  # 撤回: as long as the case is open, be receipt confirmed or not
            return set()
        case "A28" if state is ClockState.LAPSED:  # 条例 30, 109号: from the day after its last day
            return set()
        case "A28" if state is ClockState.AWAITING_SUPPLEMENT:  # awaited, its last day not past
            return {"lapse_day_over"}
        case "A28":  # no supplement was awaited; 条例 31: without receipt no period ever ran
            unknown = {"receipt_known"} if state is ClockState.UNCONFIRMED else set()
            return unknown | {"lapse_was_awaited", "lapse_day_over"}
        case "A15" if (
            state is ClockState.AWAITING_SUPPLEMENT
        ):  # 条例 30: there is no supplement yet
            return {"supplement_came"}
        case _:
            return {"receipt_known"} if state is ClockState.UNCONFIRMED else set()


def expected_warnings(code: str, state: ClockState) -> set[str]:
    if code in ("A27", "A28"):
        return set()
    if state in AWAITING:
        return {"nothing_awaited"}
    shown = {ClockState.LAPSED: {"not_lapsed"}, ClockState.PAUSED: {"no_consultation_open"}}
    return shown.get(state, set())


@pytest.mark.parametrize("state", ClockState)
@pytest.mark.parametrize("code", [kind.code for kind in ANSWER_TYPES])
def test_every_answer_type_in_every_state_for_every_applicant(code: str, state: ClockState) -> None:
    for applicant in ApplicantClass:  # 条例 27 and 29 make no difference between applicants
        found = broken(lawful(code, state, applicant))
        assert {gate.key for gate in found if gate.blocks} == expected_blocks(code, state)
        assert {gate.key for gate in found if not gate.blocks} == expected_warnings(code, state)


@pytest.mark.parametrize("state", ClockState)
def test_unpaid_fees_lapse_in_one_state_only(state: ClockState) -> None:
    blocks = {gate.key for gate in broken(lawful("A28", state, row="other_overdue_fee"))}
    assert (blocks == set()) == (state is ClockState.LAPSED)
    assert ("lapse_was_awaited" in blocks) == (
        state not in (ClockState.LAPSED, ClockState.AWAITING_FEE)
    )


def test_what_may_be_issued_may_be_answered() -> None:
    """签发 asks nothing that 作出答复 would not ask again: what changed between them is seen."""
    for gate in GATES:
        assert Act.ANSWER in gate.acts or Act.ISSUE not in gate.acts, gate.key
    for kind, applicant in product(ANSWER_TYPES, ApplicantClass):
        if act_of(kind.code) is Act.ANSWER:
            assert keys(replace(lawful(kind.code, None, applicant), act=Act.ISSUE)) == []
