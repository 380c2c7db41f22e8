"""Signing in: nobody guesses in, nobody is planted in, and who is out stays out."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from cases.actions import officers
from cases.models import Officer, Role, SignIn, SignInFailure
from cases.web.sign_in import COOKIE, digest_of, sign_in
from tests.conftest import Town, connect
from tests.web.conftest import HOME, PASSWORD, Site, try_in

pytestmark = pytest.mark.anyio

WRONG = "用户名或者密码不正确"


class Counting:
    """The real hash, with a count of how often a password was compared."""

    def __init__(self, real: Any) -> None:
        self.real, self.compared = real, 0

    def hash(self, password: str) -> str:
        return str(self.real.hash(password))

    def verify_and_update(self, password: str, stored: str) -> Any:
        self.compared += 1
        return self.real.verify_and_update(password, stored)


async def test_wrong_password_unknown_name_and_stopped_officer_are_told_the_same(
    site: Site, town: Town, wang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same sentence, and the slow comparison is made for all three: time tells nothing either."""
    await town.officer("gone", HOME, Role.REGISTRAR, password=PASSWORD)
    async with town.office.sessions.begin() as session:
        boss = await town.officer("boss", HOME, Role.ADMINISTRATOR)
        await officers.set_active(session, boss, "gone", active=False)
    counting = Counting(officers.HASH)
    monkeypatch.setattr(officers, "HASH", counting)
    told = []
    async with site.client() as client:
        for login, password in ((wang, "x" * 10), ("nobody", PASSWORD), ("gone", PASSWORD)):
            answer = await try_in(client, login, password)
            assert answer.status_code == 401
            assert WRONG in answer.text
            assert COOKIE not in answer.cookies
            told.append(answer.text.replace(login, "…"))
    assert counting.compared == 3
    assert told[0] == told[1] == told[2]


@pytest.mark.slow
async def test_password_of_nobody_costs_as_much_as_a_real_one(town: Town, wang: str) -> None:
    """Argon2id with the recommended cost, for both: $argon2id$v=19$m=…,t=…,p=…$…"""
    of_nobody, of_wang = officers.NOBODY.split("$"), (await hash_of(town, wang)).split("$")
    assert of_nobody[:4] == of_wang[:4] == ["", "argon2id", "v=19", "m=65536,t=3,p=4"]


async def hash_of(town: Town, login: str) -> str:
    async with town.office.sessions() as session:
        stored = await session.scalar(select(Officer.password_hash).where(Officer.login == login))
    assert stored is not None
    return stored


async def test_officer_without_a_password_never_signs_in_by_one(site: Site, town: Town) -> None:
    await town.officer("program", HOME, Role.REGISTRAR)
    async with site.client() as client:
        for password in ("", "None", " "):
            assert (await try_in(client, "program", password)).status_code in (401, 422)


async def test_after_five_failures_that_name_waits_and_no_other(
    site: Site, town: Town, wang: str
) -> None:
    await town.officer("li", HOME, Role.REGISTRAR, password=PASSWORD)
    async with site.client() as client:
        for login in (wang, "unknown"):
            for _ in range(5):
                assert (await try_in(client, login, "x" * 10)).status_code == 401
            locked = await try_in(client, login, PASSWORD)  # the right one for wang
            assert locked.status_code == 429
            assert "15分钟" in locked.text
        assert (await try_in(client, "li", PASSWORD)).status_code == 303
        town.clock.pass_by(minutes=14, seconds=59)
        assert (await try_in(client, wang, PASSWORD)).status_code == 429
        town.clock.pass_by(seconds=1)
        assert (await try_in(client, wang, PASSWORD)).status_code == 303


async def test_success_forgets_earlier_failures(site: Site, wang: str) -> None:
    async with site.client() as client:
        for _ in range(3):
            for _ in range(4):
                assert (await try_in(client, wang, "x" * 10)).status_code == 401
            assert (await try_in(client, wang, PASSWORD)).status_code == 303


async def test_of_many_guesses_at_once_five_are_told(site: Site, town: Town, wang: str) -> None:
    async with site.client() as client:
        answers = await asyncio.gather(*(try_in(client, wang, "x" * 10) for _ in range(12)))
    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 7
    async with town.office.sessions() as session:
        count = await session.scalar(select(func.count()).select_from(SignInFailure))
    assert count == 5


async def test_many_sign_ins_of_one_officer_at_once_all_succeed(site: Site, wang: str) -> None:
    async with site.client() as client:
        answers = await asyncio.gather(*(try_in(client, wang, PASSWORD) for _ in range(8)))
    assert [answer.status_code for answer in answers] == [303] * 8


async def test_database_holds_digests_and_no_token(site: Site, town: Town, wang: str) -> None:
    session_token, _ = await sign_in(town.office, wang, PASSWORD)
    program_token = await town.token(wang)
    raw = await connect(town.database_url, urlsplit(town.database_url).path[1:])
    try:
        for table in ("sign_ins", "api_tokens"):
            rows = [str(tuple(row)) for row in await raw.fetch(f"SELECT * FROM {table}")]
            for token in (session_token, program_token):
                assert not any(token in row for row in rows)
        digests = {row["digest"] for row in await raw.fetch("SELECT digest FROM sign_ins")}
        assert digest_of(session_token) in digests
    finally:
        await raw.close()
    assert PASSWORD not in await hash_of(town, wang)
    assert (await hash_of(town, wang)).startswith("$argon2id$")


FROM_ELSEWHERE = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://evil.example"},  # all that an older browser says
    {"origin": "null"},
)


async def test_another_site_cannot_sign_somebody_in(site: Site, town: Town, wang: str) -> None:
    for headers in FROM_ELSEWHERE:
        async with site.client(headers=headers) as client:
            answer = await try_in(client, wang, PASSWORD)
            assert answer.status_code == 403, headers
            assert COOKIE not in answer.cookies
            assert "其他网站" in answer.text
    async with town.office.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(SignIn)) == 0
    for headers in ({"sec-fetch-site": "same-origin"}, {"origin": "http://127.0.0.1"}):
        async with site.client(headers=headers) as client:
            assert (await try_in(client, wang, PASSWORD)).status_code == 303, headers


async def test_name_that_cannot_be_one_is_refused_beside_its_field(site: Site, wang: str) -> None:
    async with site.client() as client:
        for login in ("wa\x00ng", "x" * 65, "", "a\nb"):
            answer = await try_in(client, login, PASSWORD)
            assert answer.status_code == 422, login
            assert COOKIE not in answer.cookies


async def test_first_administrator_is_made_at_the_server_itself_only(
    site: Site, town: Town
) -> None:
    """Not through a proxy, not by another site, and not by a name that points here (rebinding)."""
    form = {
        "code": "370784", "organ": "安丘市人民政府", "login": "first", "name": "首任",
        "password": PASSWORD, "password_again": PASSWORD,
    }  # fmt: skip
    elsewhere = ({"x-forwarded-for": "10.0.0.1"}, {"host": "evil.example"}, *FROM_ELSEWHERE)
    for headers in elsewhere:
        async with site.client(headers=headers) as client:
            assert (await client.post("/setup", data=form)).status_code == 403, headers
    async with site.client() as client:
        assert (await client.post("/setup", data=form | {"password": "short"})).status_code == 422
        assert (await client.post("/setup", data=form)).status_code == 303
        assert (await client.post("/setup", data=form | {"code": "x"})).status_code == 403
        assert (await try_in(client, "first", PASSWORD)).status_code == 303
