"""Ten thousand steps by lot: no state outside the table, verify clean, the annual checks hold."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import groupby
from time import monotonic
from typing import Final
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.annual.table import annual_table
from cases.chain import Chain, Level
from cases.errors import Refusal
from cases.facts import Standing, after, event_of, stand
from cases.history import Kind
from cases.law.annual_checks import violations
from cases.models import Case, CaseEvent
from cases.states import WORK, Goes, State, Verb, row
from tests.conftest import Town, organ_row
from tests.history.walking import NEXT, PLANNING, SKIPPING, Walk, begun, found

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

STEPS: Final = 10_000
AT_ONCE: Final = 100  # steps of one transaction, each behind a savepoint of its own
ON_THE_DESK: Final = 40  # cases that are worked on at a time
FIRST_YEAR: Final = 2024  # the walk begins in its December, a register of its March before that

# A bureau with every level, a 镇街 of two people with none that may be missing, and between them.
CHAINS: Final = {
    PLANNING: SKIPPING,
    "370783-houzhen": Chain(
        {
            State.SCREENING: Level.ABSENT,
            State.ASSIGNING: Level.ABSENT,
            State.SECRECY_REVIEW: Level.SKIPPABLE,
            State.LEGAL_REVIEW: Level.SKIPPABLE,
            State.OFFICE_REVIEW: Level.ABSENT,
        },
        one_person=True,
    ),
    "370783": Chain(
        {
            State.SCREENING: Level.ABSENT,
            State.ASSIGNING: Level.REQUIRED,
            State.SECRECY_REVIEW: Level.REQUIRED,
            State.LEGAL_REVIEW: Level.REQUIRED,
            State.OFFICE_REVIEW: Level.SKIPPABLE,
        }
    ),
}
# By which verb a history comes to tell something; an answer by one of three, see `verb_of`.
TOLD_BY: Final = {
    Kind.REGISTERED: Verb.REGISTER,
    Kind.BROUGHT_IN: Verb.BRING_IN,
    Kind.RECEIPT_CONFIRMED: Verb.CONFIRM_RECEIPT,
    Kind.REGISTRATION_CORRECTED: Verb.CORRECT_REGISTRATION,
    Kind.SCREENED: Verb.SCREEN,
    Kind.ASSIGNED: Verb.ASSIGN,
    Kind.ACCEPTED: Verb.ACCEPT,
    Kind.NAME_SETTLED: Verb.SETTLE_NAME,
    Kind.ASSIGNMENT_RETURNED: Verb.RETURN_ASSIGNMENT,
    Kind.HANDED_OVER: Verb.HAND_OVER,
    Kind.SUPPLEMENT_NOTICE: Verb.SEND_SUPPLEMENT_NOTICE,
    Kind.SUPPLEMENT: Verb.RECEIVE_SUPPLEMENT,
    Kind.CONSULTATION: Verb.CONSULT,
    Kind.CONSULTATION_REPLY: Verb.END_CONSULTATION,
    Kind.THIRD_PARTY_TOLD: Verb.TELL_THIRD_PARTY,
    Kind.EXTENSION_APPROVED: Verb.APPROVE_EXTENSION,
    Kind.EXTENSION: Verb.EXTEND,
    Kind.FEE_NOTICE: Verb.SEND_FEE_NOTICE,
    Kind.FEE_PAYMENT: Verb.RECEIVE_PAYMENT,
    Kind.REASONS_ASKED: Verb.ASK_FOR_REASONS,
    Kind.REASONS_JUDGED: Verb.JUDGE_REASONS,
    Kind.DELAY: Verb.DELAY,
    Kind.LETTER_RECEIVED: Verb.RECORD_LETTER_RECEIPT,
    Kind.STEP_CORRECTED: Verb.CORRECT_STEP,
    Kind.STEP_STRUCK: Verb.STRIKE_STEP,
    Kind.SEARCHED: Verb.RECORD_SEARCH,
    Kind.HELP_ASKED: Verb.ASK_FOR_HELP,
    Kind.SLIP_ANSWERED: Verb.ANSWER_SLIP,
    Kind.CONFERENCE_CALLED: Verb.CALL_CONFERENCE,
    Kind.OPINION_GIVEN: Verb.GIVE_OPINION,
    Kind.CONFERENCE_CONCLUDED: Verb.CONCLUDE_CONFERENCE,
    Kind.REFERRED: Verb.REFER,
    Kind.DETERMINED: Verb.RECORD_DETERMINATION,
    Kind.ITEM_CONCLUDED: Verb.CONCLUDE_ITEM,
    Kind.DRAFTED: Verb.DRAFT,
    Kind.SUBMITTED: Verb.SUBMIT,
    Kind.RECALLED: Verb.RECALL,
    Kind.APPROVED: Verb.APPROVE,
    Kind.SKIPPED: Verb.SKIP,
    Kind.SENT_BACK: Verb.SEND_BACK,
    Kind.SIGNED: Verb.SIGN,
    Kind.PAPER_ISSUED: Verb.MAKE_PAPER,  # and of an answer 编号用印
    Kind.PAPER_VOIDED: Verb.VOID_PAPER,  # or 退回, of what was numbered
    Kind.PAPER_DELIVERED: Verb.RECORD_DELIVERY,
    Kind.ANSWER: Verb.RECORD_ANSWER,
    Kind.ANSWERED_ANEW: Verb.RECORD_ANSWER,
    Kind.WITHDRAWAL: Verb.RECORD_WITHDRAWAL,
    Kind.CLOSING_STRUCK: Verb.STRIKE_CLOSING,
    Kind.ATTACHED: Verb.ATTACH,
    Kind.DETACHED: Verb.DETACH,
    Kind.TAGGED: Verb.TAG,
    Kind.ARCHIVED: Verb.ARCHIVE,
    Kind.CHALLENGED: Verb.RECORD_CHALLENGE,
    Kind.CHALLENGE_UPDATED: Verb.UPDATE_CHALLENGE,
    Kind.CHALLENGE_STRUCK: Verb.STRIKE_CHALLENGE,
    Kind.REOPENED: Verb.REOPEN,
    Kind.PERSONAL_DATA_SHOWN: Verb.SHOW_PERSONAL_DATA,
    Kind.TAKEN_OUT: Verb.TAKE_OUT,
}
ANSWERED_BY: Final = {"A25": Verb.ANSWER_ON_THE_SPOT, "A28": Verb.CLOSE_AS_LAPSED}


class LongWalk:
    """Several organs walk at once, many steps a transaction; a refused one leaves no trace."""

    def __init__(self, walks: Sequence[Walk]) -> None:
        self.walks = walks
        self.known: dict[UUID, list[UUID]] = {walk.organ: [] for walk in walks}

    async def steps(self, session: AsyncSession, count: int) -> None:
        for _ in range(count):
            walk = self.walks[0].chance.choice(self.walks)
            await self.step(session, walk)
            walk.town.clock.pass_by(minutes=walk.chance.randrange(120))

    async def step(self, session: AsyncSession, walk: Walk) -> None:
        chance, known = walk.chance, self.known[walk.organ]
        follows, walk.next = walk.next, None
        verb: Verb | None = None
        case_id: UUID | None
        if follows is not None and chance.random() < 0.6:
            case_id, verb = follows
        elif not known or chance.random() < 0.05:
            case_id = None
        else:
            case_id = chance.choice(known[-ON_THE_DESK:] if chance.random() < 0.9 else known)
        case = await session.get(Case, case_id) if case_id else None
        verb = verb or walk.any_verb(case)
        try:
            async with session.begin_nested():
                await walk.within(session, verb, case)
        except Refusal:
            walk.refused.append(verb)
            return
        walk.done.append(verb)
        if case_id is not None and verb in NEXT:
            walk.next = (case_id, NEXT[verb])
        if verb is Verb.REGISTER:
            newest = select(Case.id).where(Case.organ_id == walk.organ).order_by(Case.id.desc())
            known.append((await session.scalars(newest.limit(1))).one())


async def test_ten_thousand_steps_stay_within_the_table(town: Town) -> None:
    town.clock.go_to(FIRST_YEAR, 12, 2)
    walks = [
        await begun(town, seed, organ, chain, prefix=f"{seed}")
        for seed, (organ, chain) in enumerate(CHAINS.items(), start=20)
    ]
    await walks[0].bring_in()
    long = LongWalk(walks)
    began = monotonic()
    for _ in range(STEPS // AT_ONCE):
        async with town.office.sessions.begin() as session:
            await long.steps(session, AT_ONCE)
    took = monotonic() - began
    done = Counter(verb for walk in walks for verb in walk.done)
    refused = Counter(verb for walk in walks for verb in walk.refused)
    assert done.total() + refused.total() == STEPS
    print(f"\n{STEPS / took:.0f} steps/s; {done.total()} done, {refused.total()} refused")
    assert set(done) == set(Verb) - {Verb.BRING_IN}
    moves = set[tuple[State | None, State]]()
    for organ, chain in CHAINS.items():
        async with town.office.sessions() as session:
            moves |= await moves_of(session, town.organs[organ], chain)
    assert {to for _, to in moves} == set(State)  # every state was reached
    assert {before for before, _ in moves} == {None, *State}  # and every one was left
    assert await found(town) == []
    for organ in CHAINS:
        await check_years(town, organ, range(FIRST_YEAR, town.clock.at.year + 1))


async def moves_of(
    session: AsyncSession, organ: UUID, chain: Chain
) -> set[tuple[State | None, State]]:
    """From which state to which other the organ's cases went, each move checked with the table."""
    rows = await session.scalars(
        select(CaseEvent)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(Case.organ_id == organ)
        .order_by(CaseEvent.case_id, CaseEvent.seq)
    )
    moves = set[tuple[State | None, State]]()
    for _, history in groupby(rows, lambda told: told.case_id):
        trail: list[State] = []
        now: Standing | None = None
        for told in history:
            now = stand([event_of(told)]) if now is None else after(now, event_of(told))
            to = State(now.state)
            assert to in allowed(told, trail, now, chain), (told.case_id, told.seq, told.kind, to)
            before = trail[-1] if trail else None
            if to is not before:
                moves.add((before, to))
            trail.append(to)
    return moves


def allowed(
    told: CaseEvent, trail: Sequence[State], now: Standing, chain: Chain
) -> Collection[State]:
    """Where the row of the table leads, that lets this happen in the state before; none: nowhere."""
    before = trail[-1] if trail else None
    verb = verb_of(told)
    if verb is Verb.BRING_IN and trail:
        return (State.CLOSED,)  # a register tells of cases that were answered long ago
    move = row(before, verb)
    if move is None:
        return ()
    match move.to:
        case Goes.AS_CONFIRMED if now.received_on is None:  # 条例 31: then it has not begun
            return (State.UNCONFIRMED,)
        case Goes.AS_CONFIRMED:
            return (chain.first(),) if before is State.UNCONFIRMED else trail[-1:]
        case State() as named:
            return (named,)
        case Goes.FIRST:
            return (chain.first() if now.received_on else State.UNCONFIRMED,)
        case Goes.ONWARD:
            return (chain.onward(trail[-1]),)
        case Goes.BACK:
            return WORK
        case Goes.BEFORE:  # the closing that is struck is the last there was
            return [state for state in trail if state is not State.CLOSED][-1:]
        case Goes.NOWHERE:
            return trail[-1:]


def verb_of(told: CaseEvent) -> Verb:
    """What was done: an answer says by its type how it was given, and a register's has none."""
    kind = Kind(told.kind)
    if kind is Kind.PAPER_ISSUED and told.data["answers"]:
        return Verb.ISSUE
    if kind not in (Kind.ANSWER, Kind.ANSWERED_ANEW):
        return TOLD_BY[kind]
    answer_type = told.data["answer_type"]
    return Verb.BRING_IN if answer_type is None else ANSWERED_BY.get(answer_type, TOLD_BY[kind])


async def check_years(town: Town, code: str, years: range) -> None:
    """The checks of the form in every year, and 上年结转 from one to the next."""
    organ = await organ_row(town.office, code)
    async with town.office.sessions() as session:
        previous = await annual_table(session, organ, years[0] - 1)
        for year in years:
            table = await annual_table(session, organ, year)
            assert violations(table, previous) == [], (code, year)
            previous = table
        last = table
    assert last.cell("new_received", "total") > 0
    assert last.cell("carried_in", "total") > 0  # the walk went over a New Year with open cases


def test_every_kind_of_record_has_its_verb() -> None:
    assert set(TOLD_BY) == set(Kind)
    assert {*TOLD_BY.values(), *ANSWERED_BY.values(), Verb.ISSUE} == set(Verb)
