"""One bureau for the gates' scenarios: its people, its cases, and each verb on its day."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from cases.actions import archiving, challenging, intake
from cases.actions.application import Applicant, Item
from cases.actions.chain_setting import set_chain
from cases.actor import Actor, system
from cases.chain import USUAL, Level
from cases.history import breaks
from cases.law.annual import ApplicantClass
from cases.models import Case, CaseEvent, Role
from cases.office import opened
from cases.settings import CHINA
from cases.states import State
from tests.actions.answering import brought_to
from tests.actions.challenged import ORDER, REVIEW
from tests.actions.filing import filed
from tests.actions.gate_scenarios import (
    CLERK,
    DEPUTY,
    EVERY_ROLE,
    HANDLER,
    HEAD,
    LEADER,
    REVIEWER,
    Do,
    Scenario,
    d,
    lapse,
    notice,
    serve,
    signed,
    withdraw,
)
from tests.conftest import TEMPLATE, Clock, Town, copied

PLANNING, TOWNSHIP = "370783-zrzy", "370783-houzhen"
ROLES: dict[str, tuple[Role, ...]] = {
    CLERK: (Role.REGISTRAR,),
    HANDLER: (Role.HANDLER,),
    HEAD: (Role.HEAD,),
    LEADER: (Role.LEADER,),
    DEPUTY: (Role.HANDLER, Role.LEADER),
    EVERY_ROLE: tuple(Role),
}
OTHER = Applicant(ApplicantClass.NATURAL_PERSON, "李堃")


class Bureau:
    """Cases in the hands of one bureau; every verb in a transaction of its own."""

    def __init__(self, town: Town, people: Mapping[str, Actor]) -> None:
        self.town, self.people = town, {**people, REVIEWER: system("审核人")}
        self.numbers: dict[str, str] = {}  # of the cases answered before, by what became of them

    async def open(
        self, received: str = "03-02", items: tuple[Item, ...] = Scenario.items,
        handler: str = HANDLER, organ: str = PLANNING, **more: Any,
    ) -> UUID:  # fmt: skip
        """A case that came in on a day and is being handled by an officer."""
        at = moment(received)
        filing = filed(
            self.town.organs[organ], dates={"submitted_on": d(received)}, items=items, **more
        )
        async with self.town.office.sessions.begin() as session:
            case = await intake.register(
                session, self.town.office.vault, self.people[REVIEWER], at, filing
            )
            await brought_to(session, self.people[handler], at, case.id, State.HANDLING)
            return case.id

    async def do(
        self, case: UUID, *steps: Do, handler: str = HANDLER, who: str | None = None,
        passes: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """The steps, one after another; `who` and `passes` are for a step that is told alone."""
        for step in steps:
            actor = self.people[who or (handler if step.who == HANDLER else step.who)]
            args = [await self.place(case, arg) for arg in step.args]
            said = step.said if passes is None else {**step.said, "passes": passes}
            if said.get("particulars", {}).get("earlier", "").startswith("#"):
                earlier = await self.earlier(said["particulars"]["earlier"][1:])
                said = {**said, "particulars": {**said["particulars"], "earlier": earlier}}
            async with self.town.office.sessions.begin() as session:
                await step.verb(session, actor, moment(step.day), case, *args, **said)

    async def place(self, case: UUID, arg: Any) -> Any:
        """The place of the last event of a kind, where an argument asks for it."""
        if not isinstance(arg, str) or not arg.startswith("@"):
            return arg
        return max(e.seq for e in await self.events(case) if e.kind == arg[1:])

    async def events(self, case: UUID) -> list[CaseEvent]:
        """The history of a case, whose chain holds."""
        async with self.town.office.sessions() as session:
            found = await session.scalars(
                select(CaseEvent).where(CaseEvent.case_id == case).order_by(CaseEvent.seq)
            )
            rows = list(found)
        assert breaks(rows) == []
        return rows

    async def last(self, case: UUID) -> dict[str, Any]:
        """What the last event of a case says."""
        return (await self.events(case))[-1].data

    async def earlier(self, name: str) -> str:
        """The number of a case of this bureau that ended so, made when it is first asked for."""
        if name not in self.numbers:
            case = await getattr(self, f"_{name}")()
            async with self.town.office.sessions() as session:
                self.numbers[name] = (await session.get_one(Case, case)).number
        return self.numbers[name]

    async def _answered(self) -> UUID:
        case = await self.open("01-05")
        await self.do(case, *signed("A2", "01-12"), serve("01-12"))
        return case

    async def _withdrawn(self) -> UUID:
        case = await self.open("01-05")
        await self.do(case, withdraw("2026年3月10日撤回申请书"))
        return case

    async def _lapsed(self) -> UUID:
        case = await self.open("01-05")
        await self.do(case, notice("01-06", "01-12"), lapse("01-13"))
        return case

    async def _waiting(self) -> UUID:
        return await self.open("01-05")

    async def _other_applicant(self) -> UUID:
        case = await self.open("01-05", applicant=OTHER)
        await self.do(case, *signed("A2", "01-12"), serve("01-12"))
        return case

    async def _other_organ(self) -> UUID:
        return await self.open("01-05", handler=REVIEWER, organ=TOWNSHIP)

    async def _annulled(self) -> UUID:
        """Answered, and the 复议 of March orders another answer, which has not come."""
        case = await self.open("01-05")
        await self.do(case, *signed("A8", "01-12"), serve("01-12"))
        facts = REVIEW | {"notified_on": "2026-01-19"}
        await self.do(
            case,
            Do("01-19", challenging.record, {}, (facts,), HEAD),
            Do("03-02", challenging.update, {}, (1, ORDER | {"concluded_on": "2026-03-02"}), HEAD),
        )
        return case

    async def _answered_anew(self) -> UUID:
        """Annulled like that, taken up again and answered: that answer stands."""
        case = await self._annulled()
        await self.do(
            case,
            Do("03-03", archiving.reopen, {"challenge": 1, "reason": "执行复议决定"}, (), HEAD),
            *signed("A2", "03-04"),
            serve("03-04"),
        )
        return case

    async def corrected(self, case: UUID, items: tuple[Item, ...]) -> None:
        """更正登记: what was asked for is said anew."""
        filing = filed(self.town.organs[PLANNING], dates={"submitted_on": d("03-02")}, items=items)
        async with self.town.office.sessions.begin() as session:
            await intake.correct_registration(
                session, self.town.office.vault, self.people[CLERK], moment("03-17"), case, filing,
                "多录一项",
            )  # fmt: skip


def moment(day: str) -> datetime:
    """Nine o'clock of a day in China."""
    return datetime.combine(d(day), time(9), CHINA)


@asynccontextmanager
async def bureau_open(running: Any, home: Path) -> AsyncIterator[Bureau]:
    """The bureau on a database of its own; 保密审查 and 法制审核 may be skipped there."""
    with contextmanager(copied)(running, TEMPLATE) as url:
        clock = Clock(datetime.combine(date(2026, 6, 1), time(9), CHINA))
        async with opened(home, url, clock) as office:
            town = Town(office, url, clock)
            await town.organ("370783", "寿光市人民政府")
            await town.organ(PLANNING, "寿光市自然资源和规划局", "370783")
            await town.organ(TOWNSHIP, "寿光市侯镇人民政府", "370783")
            people = {
                login: await town.officer(login, PLANNING, *roles) for login, roles in ROLES.items()
            }
            people = {login: replace(actor, where="网页") for login, actor in people.items()}
            skippable = {State.SECRECY_REVIEW: Level.SKIPPABLE, State.LEGAL_REVIEW: Level.SKIPPABLE}
            async with office.sessions.begin() as session:
                await set_chain(
                    session, people[HEAD], moment("2023-01-03"), town.organs[PLANNING],
                    levels={**USUAL.levels, **skippable}, one_person=False, reason="测试",
                )  # fmt: skip
            yield Bureau(town, people)
