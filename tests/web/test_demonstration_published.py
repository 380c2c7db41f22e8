"""The demonstration at the front desk: of what its stories ask for, some is public already."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import select

from cases.demonstration import ACTOR, add_organs
from cases.demonstration.invented import PLANNING
from cases.demonstration.published import ENTRIES, publish
from cases.demonstration.stories_more import STORY
from cases.errors import Conflict
from cases.models import Role
from cases.models_published import PublishedEntry
from cases.office import Office
from tests.conftest import Clock, Town
from tests.web.conftest import Site

pytestmark = pytest.mark.anyio
TITLES = {entry.title: entry for entry in ENTRIES}
FITTING = {
    # story: what is found while its request is typed
    "on_the_spot": "2026年度城乡规划公示",
    "not_ours": "关于公布2025年度城镇居民医疗保险缴费标准的通知",  # the government's, beside the bureau
    "partial": "某某片区规划调整方案公示",
    "agreed": "某某地块土地出让成交结果公示",
}


@pytest.fixture
async def town(office: Office, database_url: str, clock: Clock) -> Town:
    """The demonstration's organs with what they have published."""
    async with office.sessions.begin() as session:
        organs = await add_organs(session)
        await publish(session, ACTOR, clock.at, organs)
    return Town(office, database_url, clock, organs)


@pytest.fixture
async def desk(site: Site, town: Town) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody at the counter of the bureau."""
    await town.officer("desk", PLANNING, Role.REGISTRAR)
    async with site.program("desk") as client:
        yield client


async def found(desk: httpx.AsyncClient, asked: str) -> str:
    """What stands beside the form while this is typed."""
    typed = {"desk": "counter", "organ": PLANNING, "channel": "in_person", "items.0.text": asked}
    answer = await desk.post("/cases/new/check", data=typed, headers={"hx-request": "true"})
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize("story", FITTING)
async def test_what_a_story_asks_for_is_found_while_it_is_typed(
    desk: httpx.AsyncClient, story: str
) -> None:
    shown = await found(desk, STORY[story].item["text"])
    entry = TITLES[FITTING[story]]
    assert "可能已主动公开" in shown
    assert entry.title in shown
    assert f'href="{entry.address}"' in shown


@pytest.mark.parametrize("story", ["withdrawn", "petition", "not_held"])
async def test_what_is_nowhere_public_is_not_found(desk: httpx.AsyncClient, story: str) -> None:
    assert "可能已主动公开" not in await found(desk, STORY[story].item["text"])


async def test_every_entry_stands_once_and_leads_nowhere(town: Town) -> None:
    async with town.office.sessions() as session:
        stored = list(await session.scalars(select(PublishedEntry)))
    assert len(ENTRIES) >= 15
    assert sorted(entry.title for entry in stored) == sorted(TITLES)
    hosts = [urlsplit(entry.address).hostname for entry in stored if "://" in entry.address]
    assert hosts
    assert all(host.endswith(".example") for host in hosts if host)  # RFC 2606: never registered
    async with town.office.sessions() as session:
        with pytest.raises(Conflict, match="已经登记过"):
            await publish(session, ACTOR, town.clock.at, town.organs)
