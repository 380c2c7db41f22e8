"""Who is let in: every route says it, and one that says nothing lets in nobody."""

from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar, get
from litestar.routes import HTTPRoute
from sqlalchemy import update

from cases.app import make_app
from cases.models import ApiToken, Officer, Role
from cases.web.policy import KEY, Policy
from tests.conftest import Town
from tests.web.conftest import HOME, Site, stored
from tests.web.doors import DOORS, Of, Things, address, call, uncovered

pytestmark = pytest.mark.anyio

OPEN = [door for door in DOORS if door.of is Of.NOBODY]
GUARDED = [door for door in DOORS if door.of is not Of.NOBODY]


def test_every_route_has_its_row_in_the_table_of_these_tests(bare: Litestar) -> None:
    found = uncovered(bare)
    assert found.missing == set(), "say in tests/web/doors.py whose things these routes touch"
    assert found.gone == set()


def test_every_route_names_to_whom_it_is_open(bare: Litestar) -> None:
    for route in bare.routes:
        assert isinstance(route, HTTPRoute)
        for handler in route.route_handlers:
            if handler.http_methods != {"OPTIONS"}:
                assert isinstance(handler.opt.get(KEY), Policy), (
                    f"{handler.http_methods} {route.path}"
                )


def test_only_these_routes_are_public(bare: Litestar) -> None:
    public = {
        route.path
        for route in bare.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if handler.http_methods != {"OPTIONS"} and handler.opt[KEY].public
    }
    assert public == {door.path for door in OPEN}


@get("/forgotten", sync_to_thread=False)
def forgotten() -> str:
    return "nobody said who may read this"


@pytest.fixture
async def forgetful(town: Town) -> AsyncIterator[Litestar]:
    """The application with one more route, whose author forgot to say who may open it."""
    app = make_app(town.office.home, town.database_url, town.clock)
    app.register(forgotten)
    async with app.lifespan():
        yield app


async def test_route_without_a_policy_opens_to_nobody(forgetful: Litestar, town: Town) -> None:
    await town.officer("owner", HOME, *Role)
    token = await town.token("owner")
    transport = httpx.ASGITransport(forgetful)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        for headers in ({}, {"authorization": f"Bearer {token}"}):
            answer = await client.get("/forgotten", headers=headers)
            assert answer.status_code == 403
            assert "nobody said" not in answer.text


async def test_who_is_not_signed_in_gets_nothing_and_changes_nothing(
    site: Site, town: Town, things: Things
) -> None:
    before = await stored(town)
    async with site.client() as client:
        for door in GUARDED:
            answer = await call(client, door, things)
            if door.is_api:
                assert answer.status_code == 401, door
                assert answer.json()["detail"].startswith("请先登录"), door
                assert answer.headers["www-authenticate"] == "Bearer", door
            else:
                assert answer.status_code == 302, door
                assert answer.headers["location"].startswith("/sign-in"), door
    assert await stored(town) == before


async def test_wrong_token_is_refused_even_beside_a_valid_session(
    site: Site, things: Things
) -> None:
    async with site.browser("owner") as (client, _):
        for authorization in ("Bearer ", "Bearer x", "Bearer null", "bearer \x7f"):
            headers = {"authorization": authorization}
            answer = await client.get(f"/api/cases/{things.case_id}", headers=headers)
            assert answer.status_code == 401


async def test_revoked_token_and_token_of_a_stopped_officer_are_refused(
    site: Site, town: Town, things: Things
) -> None:
    async with site.program("owner") as client:
        assert (await client.get("/api/organs")).status_code == 200
        for statement in (
            update(Officer).where(Officer.login == "owner").values(active=False),
            update(ApiToken).values(revoked_at=town.clock.at),
        ):
            async with town.office.sessions.begin() as session:
                await session.execute(statement)
            assert (await client.get("/api/organs")).status_code == 401
            async with town.office.sessions.begin() as session:
                await session.execute(update(Officer).values(active=True))


async def test_other_methods_do_nothing(site: Site, town: Town, things: Things) -> None:
    before = await stored(town)
    paths = {address(door, things) for door in GUARDED}
    async with site.program("owner") as client:
        for method in ("OPTIONS", "HEAD", "PUT", "PATCH", "DELETE", "TRACE"):
            for path in sorted(paths):
                answer = await client.request(method, path)
                assert answer.status_code in (204, 403, 405), (method, path)
                if answer.status_code == 405:
                    assert answer.headers["allow"], path
    assert await stored(town) == before
