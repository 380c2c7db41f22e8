"""显示设置: high contrast and large type, for everybody, on every page, without a session."""

import gzip

import pytest

from cases.web.stylesheet import sheet
from tests.web.conftest import Site

pytestmark = pytest.mark.anyio


async def test_a_reader_chooses_and_stays_on_the_page(site: Site, wang: str) -> None:
    async with site.client() as client:
        page = await client.get("/sign-in")
        assert '<html lang="zh-CN" data-theme="light" data-type="usual">' in page.text
        large = await client.post("/display", data={"type": "large", "back": "/sign-in"})
        assert (large.status_code, large.headers["location"]) == (303, "/sign-in")
        await client.post("/display", data={"theme": "contrast", "back": "/sign-in"})
        page = await client.get("/sign-in")
        assert 'data-theme="contrast" data-type="large"' in page.text
        await client.post("/display", data={"type": "usual"})
        page = await client.get("/sign-in")
        assert 'data-theme="contrast" data-type="usual"' in page.text


@pytest.mark.parametrize("wrong", ["x", '"><script>', "contrast.huge", ".", "light.large.more"])
async def test_what_is_no_choice_shows_the_usual(site: Site, wang: str, wrong: str) -> None:
    async with site.client(headers={"cookie": f"display={wrong}"}) as client:
        page = await client.get("/sign-in")
    assert "<script>" not in page.text
    assert 'data-type="usual"' in page.text


async def test_nobody_is_led_elsewhere(site: Site) -> None:
    async with site.client() as client:
        for target in ("//evil.example", "https://evil.example", "/\\evil.example"):
            answer = await client.post("/display", data={"back": target})
            assert answer.headers["location"] == "/"
        headers = {"sec-fetch-site": "cross-site"}
        answer = await client.post("/display", data={"type": "large"}, headers=headers)
        assert answer.status_code == 403


async def test_the_sheet_is_sent_once_and_packed(site: Site, wang: str) -> None:
    async with site.client(headers={"accept-encoding": "gzip"}) as client:
        answer = await client.get("/assets/style.css")
        assert answer.text == sheet()
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) < len(gzip.compress(sheet().encode())) * 1.1
        again = await client.get(
            "/assets/style.css", headers={"if-none-match": answer.headers["etag"]}
        )
        assert (again.status_code, again.text) == (304, "")
        page = await client.get("/sign-in")
        assert "content-encoding" not in page.headers  # what it holds is not told by its length
