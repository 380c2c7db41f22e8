"""关口的办理: a gate that does not hold stops the act with its sentence and its article, and opens to
nobody but whom the table names, and to him for a reason, which is recorded.

The facts that break each gate are those of tests/law; on real cases: test_gates_on_file.py.
"""

from collections.abc import Iterator
from uuid import UUID

import pytest

from cases.actions.gating import BY_THE_CHAIN, ask, authority_of
from cases.actor import Actor, system
from cases.errors import GateClosed
from cases.law.gate_facts import Act, GateFacts
from cases.law.gate_row import Authority, Strictness
from cases.law.gates import GATE, broken
from cases.models import Case, Role
from tests.law.lawful import lawful, release, step
from tests.law.test_gates import MISSING, NO_RECORD, with_item, with_paper

HERE, THERE = UUID(int=1), UUID(int=2)
CASE = Case(organ_id=HERE, number="370783-2026-0001")
WHY = "申请人急需，已经当面核对并记录"


def officer(number: int, *roles: Role, organ: UUID = HERE) -> Actor:
    return Actor(
        UUID(int=number), f"办理人员{number}", {organ: frozenset(roles)}, frozenset({organ})
    )


HANDLER = officer(1, Role.HANDLER, Role.REGISTRAR, Role.REVIEWER, Role.SECRECY, Role.ADMINISTRATOR)
HEAD = officer(2, Role.HEAD)
LEADER = officer(3, Role.LEADER)
LEADER_THERE = officer(4, *Role, organ=THERE)
EVERYBODY = (HANDLER, HEAD, LEADER, LEADER_THERE, officer(5, *Role), system("系统"))

BROKEN: list[tuple[str, GateFacts]] = [
    *((key, facts) for key, listed in MISSING.items() for facts in listed),
    *((key, facts) for key, listed in NO_RECORD.items() for facts, _ in listed),
]
FIRST = dict(reversed(BROKEN))  # of each gate, the plainest
NEVER = [
    (key, facts)
    for key, facts in BROKEN
    if GATE[key].strictness is Strictness.BLOCK and GATE[key].authority is Authority.NOBODY
]
PASSABLE = [(key, facts) for key, facts in BROKEN if GATE[key].authority is not Authority.NOBODY]
WARNING = [(key, facts) for key, facts in BROKEN if GATE[key].strictness is Strictness.WARN]
STOPPING = [(key, facts) for key, facts in BROKEN if GATE[key].strictness is Strictness.BLOCK]
STEPS = (Act.SEND_SUPPLEMENT_NOTICE, Act.EXTEND, Act.CONSULT, Act.SEND_FEE_NOTICE, Act.DELAY)


def named(value: object) -> str:
    return value if isinstance(value, str) else ""


def twin(facts: GateFacts) -> GateFacts:
    """The same act done lawfully."""
    if facts.act in STEPS:
        return step(facts.act)
    if facts.act is Act.RELEASE_TO_APPLICANT or (facts.items and facts.items[0].consultations):
        return release()
    return lawful(facts.answer_type or "A2")


def reasons(facts: GateFacts) -> dict[str, str]:
    """A reason for every gate that does not hold."""
    return {found.key: WHY for found in broken(facts)}


def test_every_gate_is_asked_here() -> None:
    assert {key for key, _ in BROKEN} == set(GATE)
    split = {key for key, _ in (*NEVER, *PASSABLE, *WARNING)}
    assert split == set(GATE)


@pytest.mark.parametrize(("key", "facts"), STOPPING, ids=named)
def test_who_has_no_authority_is_stopped_with_sentence_and_article(
    key: str, facts: GateFacts
) -> None:
    gate = GATE[key]
    for actor in (HANDLER, LEADER_THERE):  # who leads elsewhere leads nothing here
        with pytest.raises(GateClosed) as refused:
            ask(actor, CASE, facts, reasons(facts))
        assert refused.value.status == 409
        [fault] = [f for f in refused.value.faults if f.field == f"passes.{key}"]
        assert fault.sentence == f"{gate.sentence}（{gate.basis}）"
        assert not [found for found in refused.value.passable if found.key == key]


@pytest.mark.parametrize("key", [k for k, f in FIRST.items() if len(broken(f)) == 1])
def test_the_only_closed_gate_is_the_refusal_itself(key: str) -> None:
    gate = GATE[key]
    if gate.strictness is Strictness.WARN and not gate.reason_needed:
        assert ask(HANDLER, CASE, FIRST[key], {}) == [{"gate": key, "reason": ""}]
        return
    with pytest.raises(GateClosed) as refused:
        ask(HANDLER, CASE, FIRST[key], {})
    assert refused.value.sentence == gate.sentence[:-1]  # a title ends without 。
    assert refused.value.article == gate.articles[0]
    assert [found.key for found in refused.value.broken] == [key]


@pytest.mark.parametrize(("key", "facts"), BROKEN, ids=named)
def test_the_lawful_twin_passes_and_nothing_is_recorded(key: str, facts: GateFacts) -> None:
    same = twin(facts)
    assert same.act is facts.act or facts.act in (Act.ANSWER, Act.CLOSE_AS_WITHDRAWN)
    for actor in EVERYBODY:
        assert ask(actor, CASE, same, {}) == []
        assert ask(actor, CASE, same, {key: WHY}) == []  # a reason for what holds passes nothing


@pytest.mark.parametrize(("key", "facts"), NEVER, ids=named)
def test_what_nobody_may_pass_is_passed_by_nobody(key: str, facts: GateFacts) -> None:
    for actor in EVERYBODY:
        with pytest.raises(GateClosed) as refused:
            ask(actor, CASE, facts, reasons(facts))
        assert key in [found.key for found in refused.value.broken]
        assert key not in [found.key for found in refused.value.passable]


def may(key: str) -> Iterator[Actor]:
    """Who may let a gate pass, by the table's column 处理 as the law's tests have it."""
    yield LEADER
    yield officer(5, *Role)
    if GATE[key].authority is Authority.HEAD:
        yield HEAD


@pytest.mark.parametrize(("key", "facts"), PASSABLE, ids=named)
def test_who_has_the_authority_passes_with_a_reason_that_is_recorded(
    key: str, facts: GateFacts
) -> None:
    for actor in may(key):
        assert ask(actor, CASE, facts, {key: f" {WHY}\n"}) == [{"gate": key, "reason": WHY}]


@pytest.mark.parametrize(("key", "facts"), PASSABLE, ids=named)
def test_who_has_the_authority_does_not_pass_without_a_reason(key: str, facts: GateFacts) -> None:
    for actor in may(key):
        for said in ({}, {key: ""}, {key: " \n\u3000"}, {"searched": WHY}):
            with pytest.raises(GateClosed) as refused:
                ask(actor, CASE, facts, said)
            assert [found.key for found in refused.value.passable] == [key]


LEADERS = [(key, facts) for key, facts in PASSABLE if GATE[key].authority is Authority.LEADER]


@pytest.mark.parametrize(("key", "facts"), LEADERS, ids=named)
def test_the_head_does_not_pass_what_is_the_leaders(key: str, facts: GateFacts) -> None:
    with pytest.raises(GateClosed) as refused:
        ask(HEAD, CASE, facts, {key: WHY})
    assert refused.value.passable == ()


@pytest.mark.parametrize(("key", "facts"), WARNING, ids=named)
def test_a_warning_stops_nobody_and_the_record_says_that_it_was_shown(
    key: str, facts: GateFacts
) -> None:
    for actor in EVERYBODY:
        assert ask(actor, CASE, facts, {key: WHY}) == [{"gate": key, "reason": WHY}]
        if GATE[key].reason_needed:
            with pytest.raises(GateClosed) as refused:
                ask(actor, CASE, facts, {key: " "})
            assert [found.key for found in refused.value.passable] == [key]
        else:
            assert ask(actor, CASE, facts, {}) == [{"gate": key, "reason": ""}]


def test_a_reason_passes_its_own_gate_and_no_other() -> None:
    # a refusal that nobody examined, without an answer whether it could be severed
    facts = with_item(with_paper("A8", legal_reviewed_on=None), severable=None)
    said = {"legally_reviewed": WHY, "severability_answered": WHY}
    with pytest.raises(GateClosed) as refused:
        ask(LEADER, CASE, facts, said)
    assert [found.key for found in refused.value.broken] == ["severability_answered"]
    with pytest.raises(GateClosed, match="（共2处）") as refused:
        ask(LEADER, CASE, facts, {})
    assert [f.field for f in refused.value.faults] == [
        "passes.legally_reviewed", "passes.severability_answered",
    ]  # fmt: skip
    assert [found.key for found in refused.value.passable] == ["legally_reviewed"]


def test_what_only_the_chain_can_fulfil_is_not_asked_when_a_draft_is_sent_for_review() -> None:
    # 条例 17, 45: the reviews and the signature come after 送审; everything else is asked before
    assert set(BY_THE_CHAIN) == {
        "secrecy_reviewed", "legally_reviewed", "chain_complete", "drafter_not_approver",
    }  # fmt: skip
    facts = with_paper(
        "A3", secrecy_reviewed_on=None, legal_reviewed_on=None, chain_complete=False, approver="",
    )  # fmt: skip
    assert {found.key for found in broken(facts)} == set(BY_THE_CHAIN)
    assert ask(HANDLER, CASE, facts, {}, BY_THE_CHAIN) == []
    with pytest.raises(GateClosed) as refused:
        ask(HANDLER, CASE, with_item(facts, enclosures=0), {}, BY_THE_CHAIN)
    assert [found.key for found in refused.value.broken] == ["enclosed"]


def test_authority_is_held_at_the_organ_of_the_case() -> None:
    held = {actor.name: authority_of(actor, CASE) for actor in EVERYBODY[:5]}
    assert list(held.values()) == [
        Authority.NOBODY, Authority.HEAD, Authority.LEADER, Authority.NOBODY, Authority.LEADER,
    ]  # fmt: skip
