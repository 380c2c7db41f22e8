"""审核环节: what an organ may set within the law, and the way of a case through what it has set."""

from itertools import product

import pytest

from cases.actions.steps import Sending
from cases.chain import RULE, RULES, USUAL, Chain, Level
from cases.models import Case, Role
from cases.models_work import OrganChain
from cases.queries import history
from cases.states import IN_PROGRESS, State
from tests.actions.answering import answered
from tests.actions.filing import registered
from tests.conftest import Town

S = State
Q, K, N = Level.REQUIRED, Level.SKIPPABLE, Level.ABSENT
# A 镇街 of two people: what the law lets go is not there
SHORT = Chain(
    {S.SCREENING: N, S.ASSIGNING: N, S.SECRECY_REVIEW: K, S.LEGAL_REVIEW: K, S.OFFICE_REVIEW: N},
    one_person=True,
)


def test_the_usual_chain_has_every_level_and_none_may_be_skipped() -> None:
    assert all(USUAL.has(state) for state in IN_PROGRESS)
    assert not any(USUAL.may_skip(state) for state in State)
    assert (USUAL.first(), USUAL.one_person) == (S.SCREENING, False)
    assert USUAL.review_levels() == (S.SECRECY_REVIEW, S.LEGAL_REVIEW, S.OFFICE_REVIEW)


def test_a_chain_without_levels_leads_past_them() -> None:
    assert SHORT.first() is S.HANDLING
    assert SHORT.onward(S.DRAFTING) is S.SECRECY_REVIEW
    assert SHORT.onward(S.LEGAL_REVIEW) is S.SIGNING  # past 公开机构审核
    assert SHORT.onward(S.SIGNING) is S.SERVING
    assert SHORT.review_levels() == (S.SECRECY_REVIEW, S.LEGAL_REVIEW)
    assert [state for state in State if SHORT.may_skip(state)] == [S.SECRECY_REVIEW, S.LEGAL_REVIEW]


def test_what_the_law_asks_for_cannot_be_set_away() -> None:
    """条例 17: 保密审查 is always there; 办理, 拟稿, 签发 and 送达 are no setting at all."""
    assert set(RULE) == {
        S.SCREENING, S.ASSIGNING, S.SECRECY_REVIEW, S.LEGAL_REVIEW, S.OFFICE_REVIEW,
    }  # fmt: skip
    assert N not in RULE[S.SECRECY_REVIEW].choices
    assert N not in RULE[S.LEGAL_REVIEW].choices
    for state, level in product(RULE, Level):
        levels = {**USUAL.levels, state: level}
        if level in RULE[state].choices:
            assert Chain(levels).has(state) is (level is not N)
        else:
            with pytest.raises(AssertionError):
                Chain(levels)


@pytest.mark.parametrize("levels", list(product(*(rule.choices for rule in RULES))))
def test_every_chain_that_may_be_set_leads_from_its_first_level_to_serving(
    levels: tuple[Level, ...],
) -> None:
    chain = Chain(dict(zip(RULE, levels, strict=True)))
    state, passed = chain.first(), [chain.first()]
    while state is not S.SERVING:
        state = chain.onward(state)
        passed.append(state)
    assert passed == [state for state in IN_PROGRESS if chain.has(state)]
    assert {S.HANDLING, S.DRAFTING, S.SECRECY_REVIEW, S.LEGAL_REVIEW, S.SIGNING} <= set(passed)


async def states_of(town: Town, case: Case) -> list[str]:
    """The states that a case went through, as its history tells them."""
    async with town.office.sessions() as session:
        rows = await history(session, case.id)
    told = [row.data["to"] for row in rows if "to" in row.data]
    return [to for place, to in enumerate(told) if place == 0 or told[place - 1] != to]


@pytest.mark.anyio
@pytest.mark.parametrize(("chain", "expected"), [
    (None, [*IN_PROGRESS, S.CLOSED]),
    (SHORT, [S.HANDLING, S.DRAFTING, S.SECRECY_REVIEW, S.LEGAL_REVIEW, S.SIGNING, S.SERVING,
             S.CLOSED]),
])  # fmt: skip
async def test_a_case_passes_the_levels_that_its_organ_has(
    town: Town, chain: Chain | None, expected: list[State]
) -> None:
    actor = await town.officer("zhao", "370783-zrzy", Role.REGISTRAR, Role.HANDLER)
    if chain is not None:
        await chain_set(town, "370783-zrzy", chain)
    case = await registered(town, actor, "370783-zrzy")
    async with town.office.sessions.begin() as session:
        today = town.clock.at.date()
        await answered(session, actor, town.clock.at, case.id, sending=Sending(today))
    assert await states_of(town, case) == expected


@pytest.mark.anyio
async def test_the_chain_of_one_organ_is_no_others(town: Town) -> None:
    await chain_set(town, "370783-houzhen", SHORT)
    for code, first in (("370783-houzhen", S.HANDLING), ("370783-zrzy", S.SCREENING)):
        clerk = await town.officer(f"clerk-{code}", code, Role.REGISTRAR)
        assert (await registered(town, clerk, code)).state == first


@pytest.mark.anyio
async def test_the_newest_setting_holds(town: Town) -> None:
    clerk = await town.officer("wang", "370783-zrzy", Role.REGISTRAR)
    await chain_set(town, "370783-zrzy", SHORT)
    town.clock.pass_by(minutes=1)
    await chain_set(town, "370783-zrzy", USUAL)
    assert (await registered(town, clerk, "370783-zrzy")).state == S.SCREENING


async def chain_set(town: Town, organ: str, chain: Chain) -> None:
    """The chain of an organ, as its setting would store it."""
    async with town.office.sessions.begin() as session:
        session.add(
            OrganChain(
                organ_id=town.organs[organ],
                levels={state.value: level.value for state, level in chain.levels.items()},
                one_person=chain.one_person,
                reason="按本单位工作制度",
                made_by="zhou",
                made_at=town.clock.at,
            )
        )
