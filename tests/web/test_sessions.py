"""Sessions (会话): new at each sign-in, ended when they should, and leading to our own pages only."""

import pytest

from cases.models import Role
from cases.web.addresses import own_address
from cases.web.sign_in import COOKIE, IDLE, LONGEST
from tests.conftest import Town
from tests.web.conftest import HOME, PASSWORD, Site, try_in

pytestmark = pytest.mark.anyio


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
