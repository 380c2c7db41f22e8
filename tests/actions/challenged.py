"""Cases with 复议 and 诉讼 for tests: an answer of March 2026, and what became of it.

Working days of 2026 by the published schedule: 4 to 6 April, 1 to 5 May and 19 June are rest, Saturday
9 May is worked.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from cases.actions import (
    archiving,
    challenging,
    closing,
    issuing,
)
from cases.actions.steps import Sending
from cases.actor import Actor
from cases.law.retention import Retention
from cases.models import Case, Role
from cases.models_work import ChallengeRow
from cases.settings import CHINA
from tests.actions.answering import answered, signed
from tests.actions.filing import registered
from tests.conftest import Town

PLANNING = "370783-zrzy"
FILED, ANSWERED, NOTIFIED = date(2026, 3, 2), date(2026, 3, 10), date(2026, 4, 1)
ORDERED, AGAIN = date(2026, 5, 20), date(2026, 6, 1)
REVIEW: dict[str, Any] = {
    "kind": "reconsideration", "body": "寿光市人民政府", "notified_on": "2026-04-01",
    "procedure": "ordinary",
}  # fmt: skip
SUIT: dict[str, Any] = REVIEW | {"kind": "litigation_direct", "body": "寿光市人民法院"}
ORDER: dict[str, Any] = {"result": "answer_again", "concluded_on": "2026-05-20"}
UPHELD: dict[str, Any] = {"result": "upheld", "concluded_on": "2026-05-20"}


class Bureau:
    """The natural resources bureau: one officer who may do everything, on the day the clock shows."""

    def __init__(self, town: Town, actor: Actor) -> None:
        self.town, self.actor = town, actor

    async def open(self, on: date = FILED) -> UUID:
        """A case that came in on a day."""
        self.go_to(on)
        dates = {"submitted_on": on}
        return (await registered(self.town, self.actor, PLANNING, dates=dates)).id

    async def answered(self, filed: date = FILED, on: date = ANSWERED) -> UUID:
        """A case that was answered: 不予公开, so that a review comes first."""
        case_id = await self.open(filed)
        self.go_to(on)
        async with self.town.office.sessions.begin() as session:
            await answered(
                session, self.actor, self.at, case_id, answer_type="A8", sending=Sending(on)
            )
        return case_id

    async def challenged(self, case_id: UUID, on: date = NOTIFIED, **facts: Any) -> int:
        """A review of which the organ had the copy on a day; gives its number."""
        self.go_to(max(on, self.at.date()))
        said = REVIEW | {"notified_on": str(on)} | facts
        async with self.town.office.sessions.begin() as session:
            return (await challenging.record(session, self.actor, self.at, case_id, said))[1]

    async def told(self, case_id: UUID, number: int = 1, **facts: Any) -> Case:
        """What is told later of a challenge."""
        async with self.town.office.sessions.begin() as session:
            return await challenging.update(session, self.actor, self.at, case_id, number, facts)

    async def struck(self, case_id: UUID, number: int = 1) -> Case:
        async with self.town.office.sessions.begin() as session:
            return await challenging.strike(
                session, self.actor, self.at, case_id, number, "登记到了另一件"
            )

    async def archived(self, case_id: UUID) -> Case:
        async with self.town.office.sessions.begin() as session:
            return await archiving.archive(
                session, self.actor, self.at, case_id, retention=Retention.TEN_YEARS
            )

    async def reopened(self, case_id: UUID, number: int = 1) -> Case:
        async with self.town.office.sessions.begin() as session:
            return await archiving.reopen(session, self.actor, self.at, case_id, challenge=number)

    async def answered_anew(self, case_id: UUID, on: date = AGAIN) -> Case:
        """The whole chain again, with everything given this time."""
        self.go_to(on)
        async with self.town.office.sessions.begin() as session:
            await signed(session, self.actor, self.at, case_id, "A2")
            await issuing.issue(session, self.actor, self.at, case_id)
            return await closing.record_answer(
                session, self.actor, self.at, case_id, sending=Sending(on), proof="送达回证"
            )

    async def struck_closing(self, case_id: UUID) -> Case:
        async with self.town.office.sessions.begin() as session:
            return await closing.strike_closing(session, self.actor, self.at, case_id, "误录")

    async def rows(self) -> list[tuple[int, date | None, str | None]]:
        """Every challenge: its number, and what is owed next."""
        async with self.town.office.sessions() as session:
            found = await session.execute(
                select(ChallengeRow.number, ChallengeRow.next_due, ChallengeRow.next_what).order_by(
                    ChallengeRow.case_id, ChallengeRow.number
                )
            )
            return [(number, due, what) for number, due, what in found]

    async def case(self, case_id: UUID) -> Case:
        async with self.town.office.sessions() as session:
            return await session.get_one(Case, case_id)

    def go_to(self, day: date) -> None:
        self.town.clock.go_to(day.year, day.month, day.day)

    @property
    def at(self) -> datetime:
        return self.town.clock.at.astimezone(CHINA)


async def bureau_of(town: Town) -> Bureau:
    """The bureau with its officer."""
    return Bureau(town, await town.officer("zhou", PLANNING, *Role))
