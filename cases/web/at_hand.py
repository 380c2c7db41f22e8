"""What the handlers are given: the office, one transaction, the officer, the moment."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, Final

from litestar import Request
from litestar.datastructures import State
from litestar.types import Scope
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.office import Office
from cases.web.kept_forms import ONLY_SHOWS

READ_ONLY: Final = text("SET TRANSACTION READ ONLY")


async def provide_office(state: State) -> Office:
    """The office of this application."""
    office: Office = state.office
    return office


async def provide_session(state: State, scope: Scope) -> AsyncIterator[AsyncSession]:
    """One transaction: committed before the answer goes out, rolled back by any refusal.

    A form that is only to be shown again is read by one that can write nothing.
    """
    office: Office = state.office
    async with office.sessions.begin() as session:
        if scope.get("state", {}).get(ONLY_SHOWS):
            await session.execute(READ_ONLY)
        try:
            yield session
        except BaseException:
            session.expunge_all()  # a refused form still shows what was read
            raise


async def provide_actor(request: Request[Any, Any, Any]) -> Actor:
    """The officer that the guard has let in."""
    actor: Actor = request.scope["user"]
    return actor


async def provide_at(state: State) -> datetime:
    """The moment of this request: the same for everything done in it."""
    office: Office = state.office
    return office.now()
