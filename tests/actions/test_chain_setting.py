"""审核环节的设置: every choice of letters.md §6 by the table, nothing beyond it, nothing forgotten."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from cases.actions.chain_setting import set_chain
from cases.actions.door import chain_of
from cases.actions.organs import set_own_name
from cases.actor import Actor
from cases.chain import RULE, RULES, STEP_LABELS, USUAL, Chain, Level
from cases.errors import BadInput, NotAllowed
from cases.law.articles import regulation
from cases.models import Organ, Role
from cases.models_work import OrganChain
from cases.queries_office import chains_of
from cases.states import IN_PROGRESS, State
from tests.actions.filing import registered
from tests.conftest import Town

pytestmark = pytest.mark.anyio

BUREAU, TOWNSHIP = "370783-zrzy", "370783-houzhen"
Q, K, N = Level.REQUIRED, Level.SKIPPABLE, Level.ABSENT
SMALLEST = {
    State.SCREENING: N, State.ASSIGNING: N, State.SECRECY_REVIEW: K, State.LEGAL_REVIEW: K,
    State.OFFICE_REVIEW: N,
}  # fmt: skip
# what the law leaves: 条例 17 no answer without 保密审查; 法制审核 may be passed by, never struck
FORBIDDEN = {
    (State.SCREENING, K), (State.ASSIGNING, K), (State.SECRECY_REVIEW, N), (State.LEGAL_REVIEW, N),
}  # fmt: skip


@pytest.fixture
async def head(town: Town) -> Actor:
    return await town.officer("head", BUREAU, Role.HEAD)


async def chosen(
    town: Town, actor: Actor, levels: dict[State, Level], *, one_person: bool = False,
    reason: str = "机构改革", organ: str = BUREAU,
) -> None:  # fmt: skip
    async with town.office.sessions.begin() as session:
        await set_chain(
            session, actor, town.clock.at, town.organs[organ],
            levels=levels, one_person=one_person, reason=reason,
        )  # fmt: skip


async def in_force(town: Town, organ: str = BUREAU) -> Chain:
    async with town.office.sessions() as session:
        return await chain_of(session, town.organs[organ])


def test_the_table_of_rules_leaves_what_the_law_leaves() -> None:
    every = set(product(RULE, Level))
    assert {(s, c) for s, c in every if c not in RULE[s].choices} == FORBIDDEN
    assert set(STEP_LABELS) == set(IN_PROGRESS)


async def test_every_choice_within_the_rules_is_set_and_read_back(town: Town, head: Actor) -> None:
    for rule in RULES:
        for level in rule.choices:
            levels = {**USUAL.levels, rule.state: level}
            await chosen(town, head, levels, one_person=level is not Q)
            chain = await in_force(town)
            assert chain == Chain(levels, level is not Q), (rule.state, level)
    assert await in_force(town, TOWNSHIP) == USUAL  # each organ its own


@pytest.mark.parametrize(("state", "level"), sorted(FORBIDDEN))
async def test_a_level_beyond_its_choices_is_refused_with_article_and_note(
    town: Town, head: Actor, state: State, level: Level
) -> None:
    with pytest.raises(BadInput) as refused:
        await chosen(town, head, {**USUAL.levels, state: level})
    (fault,) = refused.value.faults
    assert fault.field == f"levels.{state}"
    assert fault.sentence.startswith(f"{STEP_LABELS[state]}不能设为“{level.label}”，应为“必经”")
    assert RULE[state].note in fault.sentence
    assert refused.value.article == RULE[state].article
    assert await in_force(town) == USUAL


async def test_every_level_that_is_wrong_is_named(town: Town, head: Actor) -> None:
    wrong = dict(FORBIDDEN)
    with pytest.raises(BadInput) as refused:
        await chosen(town, head, {**SMALLEST, **wrong})
    fields = [fault.field for fault in refused.value.faults]
    assert fields == [f"levels.{s}" for s in RULE if s in wrong]
    assert "（共4处需要更正）" in refused.value.sentence


async def test_secrecy_review_stands_on_article_17(town: Town, head: Actor) -> None:
    with pytest.raises(BadInput, match="应当经过保密审查，因此不能不设") as refused:
        await chosen(town, head, {**USUAL.levels, State.SECRECY_REVIEW: N})
    assert refused.value.article == regulation(17)


async def test_who_may_set_it(town: Town) -> None:
    for role in Role:
        actor = await town.officer(f"one-{role}", BUREAU, role)
        if role in (Role.ADMINISTRATOR, Role.HEAD):
            await chosen(town, actor, SMALLEST, reason=str(role))
        else:
            with pytest.raises(NotAllowed, match="应由本单位管理员或者公开机构负责人设置"):
                await chosen(town, actor, SMALLEST)
    stranger = await town.officer("stranger", TOWNSHIP, *Role)
    with pytest.raises(NotAllowed):
        await chosen(town, stranger, SMALLEST)
    async with town.office.sessions() as session:
        rows = await chains_of(session, town.organs[BUREAU])
    assert [row.reason for row in rows] == ["administrator", "head"]


async def test_settings_follow_one_another_and_none_is_changed(town: Town, head: Actor) -> None:
    await chosen(town, head, SMALLEST, one_person=True, reason="只有两人")
    town.clock.pass_by(days=1)
    await chosen(town, head, dict(USUAL.levels), reason="增加人员")
    async with town.office.sessions() as session:
        rows = await chains_of(session, town.organs[BUREAU])
        assert [(r.reason, r.chain.one_person, r.made_by) for r in rows] == [
            ("增加人员", False, "head"), ("只有两人", True, "head"),
        ]  # fmt: skip
        assert rows[0].chain == await chain_of(session, town.organs[BUREAU])
        assert rows[0].made_at - rows[1].made_at == timedelta(days=1)
    for statement in ("UPDATE organ_chains SET reason = ''", "DELETE FROM organ_chains"):
        with pytest.raises(DBAPIError):
            async with town.office.sessions.begin() as session:
                await session.execute(text(statement))
    async with town.office.sessions() as session:
        assert len((await session.scalars(select(OrganChain))).all()) == 2


async def test_a_case_goes_by_the_chain_that_is_set_when_it_goes_on(
    town: Town, head: Actor
) -> None:
    desk = await town.officer("desk", BUREAU, Role.REGISTRAR)
    before = await registered(town, desk, BUREAU)
    await chosen(town, head, SMALLEST)
    after = await registered(town, desk, BUREAU)
    assert (before.state, after.state) == (State.SCREENING, State.HANDLING)


@pytest.mark.parametrize("role", Role)
async def test_only_the_administrator_says_in_whose_name_it_answers(town: Town, role: Role) -> None:
    actor = await town.officer("one", BUREAU, role)
    organ = town.organs[BUREAU]
    if role is Role.ADMINISTRATOR:
        async with town.office.sessions.begin() as session:
            await set_own_name(session, actor, organ, own_name=False)
    else:
        with pytest.raises(NotAllowed, match="管理员") as refused:
            async with town.office.sessions.begin() as session:
                await set_own_name(session, actor, organ, own_name=False)
        assert refused.value.article == regulation(27)
    async with town.office.sessions() as session:
        assert (await session.get_one(Organ, organ)).own_name is (role is not Role.ADMINISTRATOR)
