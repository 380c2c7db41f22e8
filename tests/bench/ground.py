"""What benchmarks stand on: a PostgreSQL of their own in a temporary home, gone afterwards."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import asyncpg

from cases.actions.officers import add_officer, give_token
from cases.actions.organs import add_organ
from cases.actor import system
from cases.local import services
from cases.migrate import upgrade
from cases.models import Role
from cases.office import Office, opened

SETTER = system("测算")
ORGAN = "370783"
LOGIN = "bench"
PASSWORD = "bench-bench-bench"
NO_QUEUE = "unix:///nonexistent"


@dataclass(frozen=True)
class Ground:
    """A running home."""

    home: Path
    url: str

    def named(self, database: str) -> str:
        """The address of one of its databases."""
        return self.url.replace("/disclosure?", f"/{database}?")

    async def connect(self, database: str) -> asyncpg.Connection:
        """A bare connection, beside SQLAlchemy."""
        host = parse_qs(urlsplit(self.url).query)["host"][0]
        return await asyncpg.connect(user="postgres", host=host, database=database)

    @asynccontextmanager
    async def connected(self, database: str) -> AsyncIterator[asyncpg.Connection]:
        """A bare connection while the block lasts."""
        connection = await self.connect(database)
        try:
            yield connection
        finally:
            await connection.close()

    async def make(self, database: str) -> None:
        """A new migrated database."""
        async with self.connected("postgres") as server:
            await server.execute(f"CREATE DATABASE {database}")
        await asyncio.to_thread(upgrade, self.named(database))

    async def drop(self, database: str) -> None:
        """Away with a database."""
        async with self.connected("postgres") as server:
            await server.execute(f"DROP DATABASE {database} WITH (FORCE)")

    @asynccontextmanager
    async def office(self, database: str) -> AsyncIterator[Office]:
        """The office on one of the databases."""
        async with opened(self.home, self.named(database)) as found:
            yield found


@contextmanager
def ground() -> Iterator[Ground]:
    """A fresh home with its PostgreSQL while the block lasts."""
    home = Path(tempfile.mkdtemp(prefix="disclosure-bench-"))
    try:
        with services(home, redis_url=NO_QUEUE) as running:
            yield Ground(home, running.database_url)
    finally:
        shutil.rmtree(home, ignore_errors=True)


async def settle_in(office: Office) -> tuple[UUID, str]:
    """One organ with one officer of every role: the organ's id and the officer's token."""
    async with office.sessions.begin() as session:
        organ = await add_organ(session, SETTER, code=ORGAN, name="寿光市人民政府")
        await add_officer(
            session, SETTER, login=LOGIN, name="测算", organ=ORGAN, roles=tuple(Role),
            password=PASSWORD,
        )  # fmt: skip
    async with office.sessions.begin() as session:
        return organ.id, await give_token(session, office.now(), LOGIN, "测算")
