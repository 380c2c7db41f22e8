"""What tests stand on: real PostgreSQL and Valkey of one home, a fresh database for each test."""

import asyncio
import fcntl
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import select

from cases.actions.officers import add_officer, give_token
from cases.actions.organs import add_organ
from cases.actor import Actor, system
from cases.app import make_app
from cases.local import Services, services
from cases.migrate import upgrade
from cases.models import Officer, OfficerRole, Organ, Role
from cases.office import Office, opened
from cases.settings import CHINA
from tests.actions.lettering import lettered

SETTER = system("测试")
TEMPLATE = "disclosure_template"
T = TypeVar("T")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """One home's services, shared by all workers: each is one more user of its keepers."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    with services(shared / "home") as found:
        with (shared / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            aside(lambda: asyncio.run(make_template(found.database_url)))
        yield found


async def make_template(url: str) -> None:
    """The migrated database that every test's own is copied from."""
    server = await connect(url)
    try:
        if await server.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", TEMPLATE):
            return
        await server.execute(f"CREATE DATABASE {TEMPLATE}_new")
        await asyncio.to_thread(upgrade, named(url, f"{TEMPLATE}_new"))
        await server.execute(f"ALTER DATABASE {TEMPLATE}_new RENAME TO {TEMPLATE}")
    finally:
        await server.close()


def named(url: str, database: str) -> str:
    return url.replace("/disclosure?", f"/{database}?")


async def connect(url: str, database: str = "postgres") -> asyncpg.Connection:
    """A bare connection, beside SQLAlchemy: for what the program itself never does."""
    host = parse_qs(urlsplit(url).query)["host"][0]
    return await asyncpg.connect(user="postgres", host=host, database=database)


@pytest.fixture
def database_url(running: Services) -> Iterator[str]:
    """A fresh migrated database."""
    yield from copied(running, TEMPLATE)


def copied(running: Services, template: str) -> Iterator[str]:
    """A database of its own, copied from another that nobody is connected to."""
    name = f"test_{uuid4().hex}"

    async def run(statement: str) -> None:
        server = await connect(running.database_url)
        try:
            await server.execute(statement)
        finally:
            await server.close()

    aside(lambda: asyncio.run(run(f"CREATE DATABASE {name} TEMPLATE {template}")))
    yield named(running.database_url, name)
    aside(lambda: asyncio.run(run(f"DROP DATABASE {name} WITH (FORCE)")))


def aside(work: Callable[[], T]) -> T:
    """Do something in a thread of its own: the browser's library keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


@dataclass
class Clock:
    """The clock on the wall, moved by the test."""

    at: datetime = datetime(2026, 11, 22, 10, 0, tzinfo=CHINA)

    def __call__(self) -> datetime:
        return self.at

    def go_to(self, year: int, month: int, day: int, hour: int = 10) -> None:
        self.at = datetime(year, month, day, hour, tzinfo=CHINA)

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def office(database_url: str, tmp_path: Path, clock: Clock) -> AsyncIterator[Office]:
    """An empty office on a fresh database."""
    async with opened(tmp_path, database_url, clock) as found:
        yield found


@dataclass
class Town:
    """An office with organs and people to work with."""

    office: Office
    database_url: str
    clock: Clock
    organs: dict[str, UUID] = field(default_factory=dict)

    async def organ(self, code: str, name: str, parent: str | None = None) -> UUID:
        async with self.office.sessions.begin() as session:
            organ = await add_organ(session, SETTER, code=code, name=name, parent=parent)
            await lettered(session, organ.id)
        self.organs[code] = organ.id
        return organ.id

    async def officer(
        self, login: str, organ: str, *roles: Role, password: str | None = None
    ) -> Actor:
        """A new officer, as the actor that a verb takes."""
        async with self.office.sessions.begin() as session:
            await add_officer(
                session, SETTER, login=login, name=login, organ=organ, roles=roles,
                password=password,
            )  # fmt: skip
        return await self.actor(login)

    async def actor(self, login: str) -> Actor:
        """An officer who reads the own organs (a supervisor's reach is the guard's to find)."""
        async with self.office.sessions() as session:
            officer = await session.scalar(select(Officer).where(Officer.login == login))
            assert officer is not None
            held: dict[UUID, set[Role]] = {}
            for row in await session.scalars(
                select(OfficerRole).where(OfficerRole.officer_id == officer.id)
            ):
                held.setdefault(row.organ_id, set()).add(Role(row.role))
        roles = {organ: frozenset(these) for organ, these in held.items()}
        return Actor(officer.id, officer.name, roles, frozenset(roles))

    async def token(self, login: str) -> str:
        async with self.office.sessions.begin() as session:
            return await give_token(session, self.clock.at, login, "测试")

    @asynccontextmanager
    async def api(self, token: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
        """The whole application on this database, spoken to as a program or a browser does."""
        app = app_of(self)
        async with AsyncTestClient(app, raise_server_exceptions=True) as client:
            if token is not None:
                client.headers["authorization"] = f"Bearer {token}"
            yield client


@cache
def application() -> Litestar:
    """The application, made once for all tests of this process: that alone takes a second."""
    return make_app(Path("nowhere"), "postgresql+asyncpg://nowhere/nothing")


def app_of(town: Town) -> Litestar:
    """The application serving this town, from its next start on."""
    app = application()
    app.state.opening = partial(opened, town.office.home, town.database_url, town.clock)
    return app


@pytest.fixture
async def town(office: Office, database_url: str, clock: Clock) -> Town:
    """A city with a department and a township, and another city that is none of its business."""
    town = Town(office, database_url, clock)
    await town.organ("370783", "寿光市人民政府")
    await town.organ("370783-zrzy", "寿光市自然资源和规划局", "370783")
    await town.organ("370783-houzhen", "寿光市侯镇人民政府", "370783")
    await town.organ("371702", "菏泽市牡丹区人民政府")
    return town


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; browser tests are skipped, and say so, where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("没有找到Chromium，浏览器测试未运行；Debian可安装chromium软件包")
    return found


async def organ_row(office: Office, code: str) -> Organ:
    """An organ by its code."""
    async with office.sessions() as session:
        organ = await session.scalar(select(Organ).where(Organ.code == code))
        assert organ is not None
        return organ
