"""A bureau whose people each have one post, and one case on its way through their hands."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from cases.actions import drafting
from cases.actions.assignment import accept, assign, screen
from cases.actor import Actor
from cases.models import Case, CaseEvent, Role
from cases.queries import history
from tests.actions.answering import particulars
from tests.actions.filing import registered
from tests.conftest import Town

PLANNING = "370783-zrzy"
POSTS = {
    "wang": Role.REGISTRAR,
    "zhao": Role.HANDLER,
    "bao": Role.SECRECY,
    "sun": Role.REVIEWER,
    "zhou": Role.HEAD,
    "song": Role.LEADER,
    "gui": Role.ARCHIVIST,
}
Verb = Callable[..., Awaitable[Any]]


@dataclass
class Bureau:
    """Verbs on one case, each in a transaction of its own and by one of the people."""

    town: Town
    people: dict[str, Actor]
    case: Case

    async def do(self, who: str | Actor, verb: Verb, *args: Any, **said: Any) -> Any:
        actor = self.people[who] if isinstance(who, str) else who
        async with self.town.office.sessions.begin() as session:
            return await verb(session, actor, self.town.clock.at, self.case.id, *args, **said)

    async def events(self) -> list[CaseEvent]:
        async with self.town.office.sessions() as session:
            return list(await history(session, self.case.id))

    async def state(self) -> str:
        async with self.town.office.sessions() as session:
            return (await session.get_one(Case, self.case.id)).state

    async def to_handling(self) -> None:
        """Assigned to zhao, who has accepted it."""
        await self.do("wang", screen, clear=True, is_application=True, ours=True)
        await self.do("wang", assign, handler="zhao")
        await self.do("zhao", accept)

    async def submitted(self, outcome: str = "A2") -> None:
        """Concluded and drafted by zhao, and sent for review."""
        await self.to_handling()
        said = particulars(outcome, self.town.clock.at.date())
        await self.do("zhao", drafting.conclude_item, 1, outcome=outcome, particulars=said)
        await self.do("zhao", drafting.draft)
        await self.do("zhao", drafting.submit)

    def standing_in(self, who: str, absent: str) -> Actor:
        """The one, today in the place of the other."""
        away = self.people[absent].officer_id
        assert isinstance(away, UUID)
        return replace(self.people[who], stands_in_for=frozenset({away}))


async def bureau_of(town: Town) -> Bureau:
    """The bureau with an application that its window has registered."""
    people = {login: await town.officer(login, PLANNING, role) for login, role in POSTS.items()}
    return Bureau(town, people, await registered(town, people["wang"], PLANNING))
