"""A random walk through everything that can be done to cases, always the same for one seed."""

import random
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

import asyncpg
from sqlalchemy import make_url, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.annual_papers import write_annual_papers
from cases.actions.application import Applicant, Application, Item
from cases.actions.bring_in import bring_in
from cases.actions.intake import confirm_receipt, correct_registration, register
from cases.actor import Actor
from cases.chain import USUAL, Chain, Level
from cases.errors import Refusal
from cases.law.annual import ApplicantClass
from cases.law.receipt import Channel
from cases.models import Case, Role
from cases.models_work import Department, OrganChain
from cases.register.rows import check_rows
from cases.settings import CHINA
from cases.states import REVIEWS, State, Verb, permitted
from cases.verify import verify
from tests.actions.filing import filed
from tests.conftest import Town, connect, organ_row
from tests.history.desk import Desk
from tests.history.stepping import take
from tests.history.working import DEPARTMENT, HOUZHEN, WORKING
from tests.register.making import Value, sheet_of

PLANNING = "370783-zrzy"
REGISTER: tuple[dict[str, Value], ...] = (
    {"承办科室": "土地科", "联系电话": "13900000003"},
    {"答复日期": "2024-03-20", "答复结果": "部分公开", "申请方式": "邮寄"},
    {"登记编号": "YSQ-370783-zrzy-2024-0007", "补正告知日期": "2024-03-06"},
)
# Whoever does the work of a case; an administrator and a 主管部门 look after the office.
WORKERS: Final = tuple(role for role in Role if role not in (Role.ADMINISTRATOR, Role.SUPERVISOR))
# As usual, but that two levels may be passed by: so every verb can be done.
SKIPPING: Final = Chain(
    {**USUAL.levels, State.SECRECY_REVIEW: Level.SKIPPABLE, State.LEGAL_REVIEW: Level.SKIPPABLE}
)
# What brings a case on from each state.
AHEAD: Final[dict[State | None, tuple[Verb, ...]]] = {
    None: (Verb.REGISTER,),
    State.UNCONFIRMED: (Verb.CONFIRM_RECEIPT,),
    State.SCREENING: (Verb.SCREEN,),
    State.ASSIGNING: (Verb.ASSIGN,),
    State.HANDLING: (Verb.CONCLUDE_ITEM, Verb.CONCLUDE_ITEM, Verb.DRAFT),
    State.DRAFTING: (Verb.SUBMIT, Verb.SUBMIT, Verb.CONCLUDE_ITEM),
    **dict.fromkeys(REVIEWS, (Verb.APPROVE,)),
    State.SIGNING: (Verb.SIGN,),
    State.SERVING: (Verb.RECORD_ANSWER,),
    State.CLOSED: (Verb.ARCHIVE,),
    State.ARCHIVED: (Verb.RECORD_CHALLENGE, Verb.REOPEN, Verb.REOPEN),
}
# What often comes next on the same case.
NEXT: Final = {
    Verb.ASK_FOR_HELP: Verb.ANSWER_SLIP,
    Verb.ASK_FOR_REASONS: Verb.JUDGE_REASONS,
    Verb.JUDGE_REASONS: Verb.DELAY,
    Verb.CONSULT: Verb.END_CONSULTATION,
    Verb.END_CONSULTATION: Verb.TELL_THIRD_PARTY,
    Verb.SEND_FEE_NOTICE: Verb.RECEIVE_PAYMENT,
    Verb.CALL_CONFERENCE: Verb.GIVE_OPINION,
    Verb.GIVE_OPINION: Verb.CONCLUDE_CONFERENCE,
    Verb.REFER: Verb.RECORD_DETERMINATION,
    Verb.APPROVE_EXTENSION: Verb.EXTEND,
    Verb.CONCLUDE_ITEM: Verb.DRAFT,
    Verb.DRAFT: Verb.SUBMIT,
    Verb.ATTACH: Verb.DETACH,
    Verb.RECORD_CHALLENGE: Verb.UPDATE_CHALLENGE,
    Verb.UPDATE_CHALLENGE: Verb.REOPEN,
}
assert set(NEXT.values()) | set(NEXT) <= set(Verb)


class Walk:
    """Cases of one organ, moved at random by its people, a step a transaction."""

    def __init__(
        self, town: Town, people: tuple[Actor, ...], colleague: Actor, seed: int,
        organ: str = PLANNING,
    ) -> None:  # fmt: skip
        self.town = town
        self.people = people
        self.head = people[0]
        self.colleague = colleague
        self.organ = town.organs[organ]
        self.chance = random.Random(seed)
        self.done: list[Verb] = []
        self.refused: list[Verb] = []
        self.next: tuple[UUID, Verb] | None = None

    async def bring_in(self) -> None:
        """Begin with a register: open and answered rows, with notes, with a number of ours."""
        town = self.town
        async with town.office.sessions.begin() as session:
            checked = check_rows(sheet_of(*REGISTER), town.clock.at.date())
            vault = town.office.vault
            await bring_in(session, vault, self.head, town.clock.at, self.organ, checked)

    async def step(self) -> None:
        """One verb that is permitted, on a case drawn by lot or a new one."""
        async with self.town.office.sessions() as session:
            cases = (
                await session.scalars(
                    select(Case).where(Case.organ_id == self.organ).order_by(Case.number)
                )
            ).all()
        case, verb = self.drawn(cases)
        try:
            await self.do(verb, case)
        except Refusal:  # a step that cannot be here and now leaves no trace, which verify shows
            self.refused.append(verb)
        else:
            self.done.append(verb)
            self.next = (case.id, NEXT[verb]) if case and verb in NEXT else None
        self.town.clock.pass_by(hours=self.chance.randrange(1, 8))

    def drawn(self, cases: Sequence[Case]) -> tuple[Case | None, Verb]:
        """What comes next on the case of the last step, or any case with a permitted verb."""
        follows, self.next = self.next, None
        if follows is not None and self.chance.random() < 0.6:
            return next(case for case in cases if case.id == follows[0]), follows[1]
        case = self.chance.choice([None, *cases])
        return case, self.any_verb(case)

    def any_verb(self, case: Case | None) -> Verb:
        """A permitted verb: one that leads on, one that was not done yet, or any."""
        state = State(case.state) if case else None
        verbs = set(permitted(state, frozenset(WORKERS))) - {Verb.BRING_IN}
        if self.chance.random() < 0.4:
            return self.chance.choice(AHEAD[state])
        new = verbs - set(self.done) if self.chance.random() < 0.5 else set()
        return self.chance.choice(sorted(new or verbs))

    async def do(self, verb: Verb, case: Case | None) -> None:
        """The verb in a transaction of its own."""
        async with self.town.office.sessions.begin() as session:
            await self.within(session, verb, case)

    async def within(self, session: AsyncSession, verb: Verb, case: Case | None) -> None:
        """The verb by one of the people, with content drawn by lot."""
        town, chance, at = self.town, self.chance, self.town.clock.at
        vault, today = town.office.vault, at.astimezone(CHINA).date()
        actor = chance.choice(self.people)
        if case is None:
            assert verb is Verb.REGISTER
            await register(session, vault, actor, at, self.application(today))
            return
        days = (today - case.listed_on).days
        day = case.listed_on + timedelta(days=chance.choice((days, chance.randrange(max(1, days)))))
        desk = Desk(
            session, vault, town.office.home, actor, at, case, day, chance, self.colleague,
            logins=tuple(person.name for person in self.people),  # a town's people bear their login
        )  # fmt: skip
        match verb:
            case Verb.CONFIRM_RECEIPT:
                await confirm_receipt(session, actor, at, case.id, chance.choice((today, day)))
            case Verb.CORRECT_REGISTRATION:
                said = self.application(today)
                await correct_registration(session, vault, actor, at, case.id, said, "录入有误")
            case _ if verb in WORKING:
                await WORKING[verb](desk)
            case _:
                await take(verb, desk)

    def application(self, today: date) -> Application:
        chance = self.chance
        channel = chance.choice(
            (Channel.IN_PERSON, Channel.IN_PERSON, Channel.EMAIL, Channel.ORDINARY_MAIL)
        )
        day = today - timedelta(days=chance.randrange(5))
        name = "submitted_on" if channel is Channel.IN_PERSON else "arrived_on"
        changes: dict[str, Any] = {
            "channel": channel,
            "dates": {name: day},
            "remark": str(chance.random()),
        }
        if chance.random() < 0.3:
            kind = chance.choice(list(ApplicantClass))
            changes["applicant"] = Applicant(kind, "某人", phone="13900000008")
        if chance.random() < 0.2:
            clues = ("2024年第三次常务会议",) if chance.random() < 0.5 else ()
            changes["items"] = (Item("征地批复"), Item("验收报告", clues=clues))
        return filed(self.organ, **changes)


MOST_STEPS = 1_500


async def begun(
    town: Town, seed: int, organ: str = PLANNING, chain: Chain = SKIPPING, prefix: str = ""
) -> Walk:
    """The people, a department and the chain of an organ, before anything happened to a case."""
    people = [await town.officer(prefix + login, organ, *WORKERS) for login in ("zhou", "lin")]
    colleague = await town.officer(f"{prefix}tian", HOUZHEN, Role.HANDLER)
    async with town.office.sessions.begin() as session:
        session.add(Department(organ_id=town.organs[organ], name=DEPARTMENT))
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
    return Walk(town, tuple(people), colleague, seed, organ)


async def walked(town: Town, steps: int, seed: int = 711, every: Collection[Verb] = ()) -> Walk:
    """An office after a walk, with a stored paper; it goes on until each of these verbs was done."""
    walk = await begun(town, seed)
    await walk.bring_in()
    for number in range(MOST_STEPS):
        if number >= steps and set(every) <= set(walk.done):
            break
        await walk.step()
    organ = await organ_row(town.office, PLANNING)
    async with town.office.sessions.begin() as session:
        await write_annual_papers(session, town.clock.at, organ, 2025)
    return walk


Found = list[tuple[str, str, str]]


async def found(town: Town, *tampering: str) -> Found:
    """What verify finds: of which case, number or paper, where in it, and what.

    Before it looks, the tampering is done with triggers and foreign keys off; it is undone after.
    """
    async with town.office.sessions() as session:
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in tampering:
            done = await session.execute(text(statement.replace(":", "\\:")))
            assert done.rowcount > 0, f"nothing was changed by {statement}"  # type: ignore[attr-defined]
        differences = [
            (d.what, d.place, d.sentence)
            async for d in verify(session, town.office.vault, town.office.home)
        ]
        await session.rollback()
        return differences


async def raw(town: Town) -> asyncpg.Connection:
    """A bare connection to the office's database, as its owner."""
    name = make_url(town.database_url).database
    assert name is not None
    return await connect(town.database_url, name)
