"""The pages of one case in a browser without scripts: read without faults, their forms sent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from tests.pages.reading import Read, wrong
from tests.web.conftest import Site
from tests.web.worked import Office


@asynccontextmanager
async def at_the_case(
    site: Site, bureau: Office, login: str = "zhaoming"
) -> AsyncIterator[tuple[httpx.AsyncClient, str]]:
    """Signed in, with the case as the base of every address, and the token of its forms."""
    async with site.browser(login) as (client, token):
        client.base_url = httpx.URL(f"http://127.0.0.1/cases/{bureau.case_id}")
        yield client, token


async def shown(site: Site, bureau: Office, path: str = "", login: str = "zhaoming") -> Read:
    """A page of the case without faults of ours."""
    async with at_the_case(site, bureau, login) as (client, _):
        answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    page = Read(answer.text)
    assert wrong(page) == []
    return page


async def posted(
    site: Site, bureau: Office, path: str, login: str = "zhaoming", **typed: Any
) -> httpx.Response:
    """A form sent as the browser sends it; `files` and `headers` are httpx's."""
    extra = {name: typed.pop(name) for name in ("files", "headers") if name in typed}
    seen = str(len(await bureau.events()))
    async with at_the_case(site, bureau, login) as (client, token):
        form = {"form_token": token, "seen": seen} | typed
        return await client.post(path, data=form, **extra)
