"""A random walk through everything that can be done to cases, always the same for one seed."""

import random
from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

import asyncpg
from sqlalchemy import make_url, select, text

from cases.actions.annual_papers import write_annual_papers
from cases.actions.application import Application
from cases.actions.bring_in import bring_in
from cases.actions.closing import record_answer, record_withdrawal, strike_closing
from cases.actions.intake import (
    confirm_receipt,
    correct_registration,
    register,
    show_personal_data,
)
from cases.actions.steps import Sending
from cases.actor import Actor
from cases.errors import Refusal
from cases.law.receipt import Channel
from cases.models import Case, Role
from cases.register.rows import check_rows
from cases.states import State, Verb, permitted
from cases.verify import verify
from tests.actions.filing import filed
from tests.conftest import Town, connect, organ_row
from tests.history.stepping import take
from tests.register.making import Value, sheet_of

PLANNING = "370783-zrzy"
REGISTER: tuple[dict[str, Value], ...] = (
    {"承办科室": "土地科", "联系电话": "13900000003"},
    {"答复日期": "2024-03-20", "答复结果": "部分公开", "申请方式": "邮寄"},
    {"登记编号": "YSQ-370783-zrzy-2024-0007", "补正告知日期": "2024-03-06"},
)


class Walk:
    """Cases of one organ, moved at random by its head, a step a transaction."""

    def __init__(self, town: Town, head: Actor, seed: int) -> None:
        self.town = town
        self.head = head
        self.chance = random.Random(seed)
        self.done: list[Verb] = []
        self.refused: list[Verb] = []

    async def bring_in(self) -> None:
        """Begin with a register: open and answered rows, with notes, with a number of ours."""
        town = self.town
        async with town.office.sessions.begin() as session:
            checked = check_rows(sheet_of(*REGISTER), town.clock.at.date())
            vault, organ = town.office.vault, town.organs[PLANNING]
            await bring_in(session, vault, self.head, town.clock.at, organ, checked)

    async def step(self) -> None:
        """One verb that is permitted, on a case drawn by lot or a new one."""
        town, chance = self.town, self.chance
        async with town.office.sessions() as session:
            cases = (await session.scalars(select(Case).order_by(Case.number))).all()
        case = chance.choice([None, *cases])
        state = State(case.state) if case else None
        verbs = set(permitted(state, self.head.roles[town.organs[PLANNING]])) - {Verb.BRING_IN}
        new = verbs - set(self.done) if chance.random() < 0.5 else set()
        verb = chance.choice(sorted(new or verbs))
        try:
            await self.do(verb, case)
        except Refusal:  # a step that cannot be here and now leaves no trace, which verify shows
            self.refused.append(verb)
        else:
            self.done.append(verb)
        town.clock.pass_by(hours=chance.randrange(1, 8))

    async def do(self, verb: Verb, case: Case | None) -> None:
        town, chance, head, at = self.town, self.chance, self.head, self.town.clock.at
        vault, today = town.office.vault, self.town.clock.at.date()
        organ = town.organs[PLANNING]
        async with town.office.sessions.begin() as session:
            if case is None:
                assert verb is Verb.REGISTER
                await register(session, vault, head, at, self.application(organ, today))
                return
            day = case.listed_on + timedelta(
                days=chance.randrange(max(1, (today - case.listed_on).days))
            )
            match verb:
                case Verb.CONFIRM_RECEIPT:
                    await confirm_receipt(session, head, at, case.id, today)
                case Verb.CORRECT_REGISTRATION:
                    said = self.application(organ, today)
                    await correct_registration(session, vault, head, at, case.id, said, "录入有误")
                case Verb.RECORD_ANSWER:
                    kind = chance.choice(("A1", "A2", "A4", "A12", "A16"))
                    await record_answer(
                        session, head, at, case.id, answer_type=kind, sending=Sending(day)
                    )
                case Verb.RECORD_WITHDRAWAL:
                    await record_withdrawal(session, head, at, case.id, withdrawn_on=day)
                case Verb.STRIKE_CLOSING:
                    await strike_closing(session, head, at, case.id, "误录")
                case Verb.SHOW_PERSONAL_DATA:
                    await show_personal_data(session, vault, head, at, case.id, "核对地址")
                case _:
                    await take(verb, session, head, at, case, day, chance)

    def application(self, organ: UUID, today: date) -> Application:
        channel = self.chance.choice((Channel.IN_PERSON, Channel.EMAIL, Channel.ORDINARY_MAIL))
        day = today - timedelta(days=self.chance.randrange(5))
        name = "submitted_on" if channel is Channel.IN_PERSON else "arrived_on"
        return filed(organ, channel=channel, dates={name: day}, remark=str(self.chance.random()))


MOST_STEPS = 600


async def walked(town: Town, steps: int, seed: int = 711, every: Collection[Verb] = ()) -> Walk:
    """An office after a walk, with a stored paper; it goes on until each of these verbs was done."""
    walk = Walk(town, await town.officer("zhou", PLANNING, Role.HEAD), seed)
    await walk.bring_in()
    for number in range(MOST_STEPS):
        if number >= steps and set(every) <= set(walk.done):
            break
        await walk.step()
    organ = await organ_row(town.office, PLANNING)
    async with town.office.sessions.begin() as session:
        await write_annual_papers(session, town.office.home, town.clock.at, organ, 2025)
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
