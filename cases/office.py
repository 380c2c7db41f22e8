"""What every door needs at hand: the home, its keys, its database, and the clock on the wall."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from cases.db import Sessions, make_engine, make_sessions
from cases.keeping import KEEPING, Keeping
from cases.settings import CHINA, public_url
from cases.vault import Vault, open_vault


def china_now() -> datetime:
    """This moment, in the legal time of China."""
    return datetime.now(CHINA)


@dataclass(frozen=True)
class Office:
    """One running installation."""

    home: Path
    engine: AsyncEngine
    sessions: Sessions
    vault: Vault
    now: Callable[[], datetime] = field(default=china_now)

    @cached_property
    def reading(self) -> AsyncEngine:
        """The same database for single statements, without a transaction around them."""
        return self.engine.execution_options(isolation_level="AUTOCOMMIT")


@asynccontextmanager
async def opened(
    home: Path, database_url: str, now: Callable[[], datetime] = china_now
) -> AsyncIterator[Office]:
    """An office on a database, for as long as the block runs."""
    engine = make_engine(database_url)
    try:
        vault = open_vault(home)
        sessions = make_sessions(engine, {KEEPING: Keeping(home, vault, public_url())})
        yield Office(home, engine, sessions, vault, now)
    finally:
        await engine.dispose()
