"""Headers: on every kind of answer, those of pages, programs, files, refusals and accidents."""

from urllib.parse import urlsplit

import httpx
import pytest

from tests.conftest import Town, connect
from tests.web.conftest import Site
from tests.web.doors import DOORS, Of, Things, call

pytestmark = pytest.mark.anyio

EXPECTED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


def guarded(answer: httpx.Response, what: str) -> None:
    """Each header stands there once; only assets may be kept by a cache."""
    said = f"{what}: {answer.status_code}"
    for name, value in EXPECTED.items():
        assert answer.headers.get_list(name) == [value], said
    policies = answer.headers.get_list("content-security-policy")
    assert len(policies) == 1, said
    parts = (part.strip().partition(" ") for part in policies[0].split(";"))
    assert {name: value for name, _, value in parts} == SOURCES, said
    if not urlsplit(str(answer.request.url)).path.startswith("/assets/"):
        assert answer.headers.get_list("cache-control") == ["no-store"], said
    assert not {"server", "x-powered-by"} & set(answer.headers), said
    assert "access-control-allow-origin" not in answer.headers, said


async def test_every_answer_carries_them(site: Site, town: Town, things: Things) -> None:
    statuses = set()
    async with (
        site.client() as nobody,
        site.program("owner") as owner,
        site.browser("owner") as (
            browser,
            _,
        ),
    ):
        for door in DOORS:
            for client in (nobody, browser, owner):
                if client is owner and door.of is Of.OFFICER and door.writes:
                    continue
                answer = await call(client, door, things, {"origin": "https://evil.example"})
                guarded(answer, str(door))
                statuses.add(answer.status_code)
        for method, path in (
            ("GET", "/nowhere"), ("GET", "/api/nowhere"), ("PUT", "/cases"), ("DELETE", "/api/cases"),
            ("OPTIONS", "/api/cases"), ("OPTIONS", "/cases"), ("GET", "/assets/nothing"),
            ("GET", "/assets/..%2f..%2fpyproject.toml"), ("POST", "/assets/style.css"),
            ("GET", "/%00"), ("GET", "/cases?q=%00"), ("GET", "/schema/nothing"),
        ):  # fmt: skip
            answer = await owner.request(method, path)
            guarded(answer, f"{method} {path}")
            statuses.add(answer.status_code)
        large = await owner.post("/api/cases", content=b"x" * 2_000_001)
        guarded(large, "too large")
        raw = await connect(town.database_url, urlsplit(town.database_url).path[1:])
        await raw.execute("DROP TABLE notices; DROP TABLE organ_remedies")
        await raw.close()
        for path in ("/", f"/api/organs/{things.code}/remedy-bodies"):
            broken = await owner.get(path)
            assert broken.status_code == 500
            guarded(broken, path)
    assert {200, 201, 204, 302, 303, 401, 403, 404, 405, 422} <= statuses


async def test_nothing_outside_the_assets_is_served_as_one(site: Site) -> None:
    async with site.client() as client:
        for path in (
            "/assets/../pages/case.html", "/assets/..%2fpages%2fcase.html", "/assets/%2e%2e/pages/case.html",
            "/assets//etc/passwd", "/assets/%2fetc%2fpasswd", "/assets/....//pages/case.html",
            "/assets/..%5cpages", "/assets/style.css%00.html", "/assets/", "/assets",
        ):  # fmt: skip
            answer = await client.get(path)
            assert answer.status_code in (302, 404), path
            assert "{%" not in answer.text
            assert "root:" not in answer.text


async def test_downloads_are_downloads_and_not_shown(site: Site, things: Things) -> None:
    async with site.program("owner") as client:
        for path in (
            f"/documents/{things.document_id}", f"/api/documents/{things.document_id}",
            f"/annual-tables/{things.code}/2026/file.xlsx",
            f"/api/organs/{things.code}/annual-tables/2026/file?ending=csv",
        ):  # fmt: skip
            answer = await client.get(path)
            assert answer.status_code == 200
            assert answer.headers["content-disposition"].startswith("attachment")
