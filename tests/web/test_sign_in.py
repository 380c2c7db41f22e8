"""Signing in: nobody guesses in, nobody is planted in, and who is out stays out."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import func, select

from cases.actions import officers
from cases.models import Officer, Role, SignIn, SignInFailure
from cases.web.pages_people import own_address
from cases.web.sign_in import COOKIE, IDLE, LONGEST, digest_of, sign_in
from tests.conftest import Town, connect
from tests.web.conftest import HOME, Site

pytestmark = pytest.mark.anyio

PASSWORD = "清水出芙蓉天然去雕饰"  # ten characters
WRONG = "用户名或者密码不正确"


@pytest.fixture(autouse=True)
def quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hash at its least cost: these tests sign in a hundred times."""
    if request.node.get_closest_marker("slow") is None:
        cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
        monkeypatch.setattr(officers, "HASH", cheap)
        monkeypatch.setattr(officers, "NOBODY", cheap.hash("nobody"))


@pytest.fixture
async def wang(town: Town) -> str:
    await town.officer("wang", HOME, Role.REGISTRAR, password=PASSWORD)
    return "wang"


async def try_in(
    client: httpx.AsyncClient, login: str, password: str, **fields: str
) -> httpx.Response:
    return await client.post("/sign-in", data={"login": login, "password": password} | fields)


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


async def test_session_is_new_at_each_sign_in_and_a_planted_one_is_not_kept(
    site: Site, wang: str
) -> None:
    planted = "planted-by-the-attacker"
    tokens = []
    for _ in range(2):
        async with site.client(cookies={COOKIE: planted}) as client:
            answer = await try_in(client, wang, PASSWORD)
            tokens.append(answer.cookies[COOKIE])
    assert len({planted, *tokens}) == 3
    async with site.client(cookies={COOKIE: planted}) as client:
        assert (await client.get("/")).status_code == 302
    async with site.client(cookies={COOKIE: tokens[0]}) as client:
        assert (await client.get("/")).status_code == 200


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


async def test_session_ends_after_an_hour_without_use(site: Site, town: Town, wang: str) -> None:
    async with site.browser(wang) as (client, _):
        for _ in range(3):
            town.clock.pass_by(minutes=59)
            assert (await client.get("/")).status_code == 200  # and so it is used again
        town.clock.pass_by(seconds=IDLE.total_seconds())
        assert (await client.get("/")).status_code == 302
        town.clock.pass_by(seconds=-60)
        assert (await client.get("/")).status_code == 200  # it ended at the hour, not before


async def test_session_ends_after_twelve_hours_in_any_case(
    site: Site, town: Town, wang: str
) -> None:
    begun = town.clock.at
    async with site.browser(wang) as (client, _):
        while town.clock.at < begun + LONGEST:
            assert (await client.get("/")).status_code == 200
            town.clock.pass_by(minutes=30)
        assert town.clock.at - begun == LONGEST
        assert (await client.get("/")).status_code == 302


async def test_sign_out_ends_the_session_for_whoever_copied_it(site: Site, wang: str) -> None:
    async with site.browser(wang) as (client, form_token):
        copied = client.cookies[COOKIE]
        answer = await client.post("/sign-out", data={"form_token": form_token})
        assert answer.headers["location"] == "/sign-in"
        assert 'disclosure=""' in answer.headers["set-cookie"] or "Max-Age=0" in str(answer.headers)
    async with site.client(cookies={COOKIE: copied}) as client:
        assert (await client.get("/")).status_code == 302


async def test_new_password_ends_every_session_and_replaces_the_old(site: Site, wang: str) -> None:
    new = "小荷才露尖尖角早有"
    async with site.browser(wang) as (desk, form_token), site.browser(wang) as (home, _):
        sent = {"form_token": form_token, "old": PASSWORD, "password": new, "password_again": new}
        short = await desk.post("/password", data=sent)
        assert short.status_code == 422  # nine characters
        wrong = await desk.post("/password", data=sent | {"old": "不对"})
        assert wrong.status_code == 422
        assert (await home.get("/")).status_code == 200
        longer = {"password": new + "蜻蜓", "password_again": new + "蜻蜓"}
        assert (await desk.post("/password", data=sent | longer)).status_code == 303
        assert (await desk.get("/")).status_code == 302
        assert (await home.get("/")).status_code == 302
        assert (await try_in(home, wang, PASSWORD)).status_code == 401
        assert (await try_in(home, wang, new + "蜻蜓")).status_code == 303


async def test_stopped_officer_is_out_at_once_and_cannot_come_back_in(
    site: Site, town: Town, wang: str
) -> None:
    await town.officer("boss", HOME, Role.ADMINISTRATOR)
    async with site.browser(wang) as (client, _), site.program("boss") as boss:
        address = f"/office/{HOME}/officers/wang/active"
        assert (await boss.post(address, data={"active": "no"})).status_code == 303
        assert (await client.get("/")).status_code == 302
        assert (await try_in(client, wang, PASSWORD)).status_code == 401
        assert (await boss.post(address, data={"active": "yes"})).status_code == 303
        assert (await client.get("/")).status_code == 302  # the old session stays ended
        assert (await try_in(client, wang, PASSWORD)).status_code == 303


ELSEWHERE = (
    "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "evil.example",
    "/\t/evil.example", "/\n/evil.example", "\t//evil.example", "///evil.example", "/\\/evil",
    "javascript:alert(1)", "http:evil", "", " //evil.example", "/\r\n/evil.example", "/\x00/evil",
)  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_next_never_leaves_the_site(target: str) -> None:
    assert own_address(target) == "/"


@pytest.mark.parametrize("target", ["/", "/cases?q=征地&year=2026", "/cases/new", "/annual-tables"])
def test_next_goes_back_to_where_one_was(target: str) -> None:
    assert own_address(target) == target


async def test_signing_in_leads_back_to_the_page_and_nowhere_else(site: Site, wang: str) -> None:
    async with site.client() as client:
        asked = await client.get("/cases", params={"q": "征地 补偿", "year": "2026"})
        shown = await client.get(asked.headers["location"])
        assert 'name="next" value="/cases?q=' in shown.text
        for target in ELSEWHERE:
            answer = await try_in(client, wang, PASSWORD, next=target)
            assert (answer.status_code, answer.headers["location"]) == (303, "/"), target
            if not any(c in target for c in "\x00\r"):
                page = await client.get("/sign-in", params={"next": target})
                assert 'name="next" value="/"' in page.text, target
        answer = await try_in(client, wang, PASSWORD, next="/cases/new")
        assert answer.headers["location"] == "/cases/new"


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
async def test_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    site: Site, wang: str, scheme: str, secure: bool
) -> None:
    async with site.client(base_url=f"{scheme}://office.example") as client:
        answer = await try_in(client, wang, PASSWORD)
    said = answer.headers["set-cookie"].lower().split("; ")
    assert {"httponly", "samesite=lax", "path=/", "max-age=43200"} <= set(said)  # 12 hours
    assert ("secure" in said) is secure
    assert not any(part.startswith("domain") for part in said)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},  # an older browser
        {"origin": "null"},
    ],
)
async def test_another_site_cannot_sign_somebody_in(
    site: Site, town: Town, wang: str, headers: dict[str, str]
) -> None:
    async with site.client(headers=headers) as client:
        answer = await try_in(client, wang, PASSWORD)
        assert answer.status_code == 403
        assert COOKIE not in answer.cookies
        assert "其他网站" in answer.text
    async with town.office.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(SignIn)) == 0


@pytest.mark.parametrize("login", ["wa\x00ng", "x" * 65, "", "a\nb"])
async def test_name_that_cannot_be_one_is_refused_beside_its_field(site: Site, login: str) -> None:
    async with site.client() as client:
        answer = await try_in(client, login, PASSWORD)
        assert answer.status_code == 422
        assert COOKIE not in answer.cookies
