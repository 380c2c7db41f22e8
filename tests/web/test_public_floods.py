"""限流: floods are met with one sentence, honest people with none, and what they typed is kept."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import httpx
import pytest
from litestar import Request
from sqlalchemy import func, select

from cases import floods
from cases.floods import Counters, InProcess, counting
from cases.local import Services
from cases.models import Case
from cases.web import public_limits
from cases.web.public_limits import OF_ORGAN, PAGES, SUBMISSIONS, WRONG_CODES, address_of
from tests.conftest import Town, app_of
from tests.web.conftest import HOME, Site
from tests.web.publicly import entered, opened_desk, sent, slip

pytestmark = pytest.mark.anyio
HOUR = timedelta(hours=1)


@pytest.fixture
async def site(town: Town, running: Services) -> AsyncIterator[Site]:
    """The application with the office's Valkey, as it runs in an office."""
    app = app_of(town)
    usual, app.state.counting = app.state.counting, partial(counting, running.redis_url)
    async with app.lifespan():
        yield Site(app, town)
    app.state.counting = usual


@asynccontextmanager
async def at(site: Site, address: str) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody at that address."""
    transport = httpx.ASGITransport(site.app, client=(address, 50000))
    async with httpx.AsyncClient(transport=transport, base_url="http://gk.example.cn") as client:
        yield client


async def cases_of(town: Town) -> int:
    async with town.office.sessions() as session:
        return await session.scalar(select(func.count()).select_from(Case)) or 0


def refused(answer: httpx.Response, sentence: str) -> None:
    """429, when to come again, and one clear sentence."""
    assert answer.status_code == 429, answer.text
    assert 1 <= int(answer.headers["retry-after"]) <= 3600
    assert sentence in answer.text
    assert "分钟后再试" in answer.text


async def test_one_address_sends_ten_applications_an_hour(site: Site, town: Town) -> None:
    await opened_desk(town)
    async with at(site, "203.0.113.7") as client, at(site, "203.0.113.8") as neighbour:
        for _ in range(SUBMISSIONS.most):
            slip(await sent(client))
        too_many = await sent(client, help_needed="大字材料")
        refused(too_many, "提交申请过于频繁")
        assert 'name="help_needed" value="大字材料"' in too_many.text  # looked over, as it was
        assert 'name="step" value="send"' in too_many.text
        slip(await sent(neighbour))
    assert await cases_of(town) == SUBMISSIONS.most + 1


async def test_many_at_once_are_counted_one_by_one(site: Site, town: Town) -> None:
    await opened_desk(town)
    async with at(site, "203.0.113.9") as client:
        answers = await asyncio.gather(*(sent(client) for _ in range(SUBMISSIONS.most + 5)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200] * SUBMISSIONS.most + [429] * 5
    assert await cases_of(town) == SUBMISSIONS.most


async def test_a_mistake_in_the_form_costs_nothing(site: Site, town: Town) -> None:
    await opened_desk(town)
    async with at(site, "203.0.113.10") as client:
        for _ in range(SUBMISSIONS.most + 5):
            wrong = await sent(client, **{"applicant.name": ""})
            assert wrong.status_code == 422
        slip(await sent(client))


async def test_one_organ_takes_so_many_and_another_is_not_held_up(
    site: Site, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = public_limits.Limit(OF_ORGAN.key, 3, OF_ORGAN.within, OF_ORGAN.what)
    monkeypatch.setattr("cases.web.public_apply.OF_ORGAN", few)
    await opened_desk(town)
    await opened_desk(town, "371702")
    for place in range(3):
        async with at(site, f"198.51.100.{place}") as client:
            slip(await sent(client))
    async with at(site, "198.51.100.99") as client:
        refused(await sent(client), "此刻提交申请的人较多")
        slip(await sent(client, "371702"))


async def test_twenty_wrong_codes_and_an_address_waits_whatever_it_tries(
    site: Site, town: Town
) -> None:
    await opened_desk(town)
    async with at(site, "203.0.113.20") as client, at(site, "203.0.113.21") as other:
        number, code = slip(await sent(client))
        for place in range(WRONG_CODES.most):
            guess = {"number": f"YSQ-{HOME}-2026-{place + 100:04}", "query_code": code}
            assert (await client.post("/public/follow", data=guess)).status_code == 404
        right = {"number": number, "query_code": code}
        told = await client.post("/public/follow", data=right)
        refused(told, "多次输入错误")
        assert f'value="{number}"' in told.text
        assert code not in told.text
        assert (await entered(other, number, code)).status_code == 200
        # nor by the other page that takes the same code
        status = {"number": number, "code": code}
        assert (await client.post("/status", data=status)).status_code == 429
        assert (await other.post("/status", data=status)).status_code == 200


async def test_the_page_of_the_progress_tells_no_number_from_another(
    site: Site, town: Town
) -> None:
    await opened_desk(town)
    async with at(site, "203.0.113.22") as client:
        number, _ = slip(await sent(client))
        answers = set()
        for asked in (*(number,) * 6, f"YSQ-{HOME}-2026-9999"):
            answer = await client.post("/status", data={"number": asked, "code": "ABCDEFGHJK"})
            answers.add((answer.status_code, answer.text.replace(asked, "N")))
    assert len(answers) == 1


async def test_pages_are_generous_and_end_all_the_same(
    site: Site, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert PAGES.most >= 600
    few = public_limits.Limit(PAGES.key, 4, PAGES.within, PAGES.what)
    monkeypatch.setattr("cases.web.public_frame.PAGES", few)
    await opened_desk(town)
    async with at(site, "203.0.113.30") as client:
        for _ in range(4):
            assert (await client.get(f"/public/{HOME}")).status_code == 200
        refused(await client.get("/public"), "打开网页过于频繁")


async def test_web_processes_count_together(running: Services) -> None:
    key = uuid4().hex
    async with counting(running.redis_url) as one, counting(running.redis_url) as two:
        for place in range(1, 6):
            count = await (one if place % 2 else two).add(key, HOUR)
            assert count.number == place
            assert 3590 <= count.again_in <= 3600
        assert (await two.read(key)).number == 5
        assert await one.read(uuid4().hex) == floods.NEVER


async def test_without_valkey_each_process_counts_for_itself(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with counting("unix:///nowhere/valkey.sock") as counters:
        assert [(await counters.add("a", HOUR)).number for _ in range(3)] == [1, 2, 3]
        assert (await counters.read("a")).number == 3
    assert "任务队列没有响应" in caplog.text


@pytest.mark.parametrize("shared", [True, False])
async def test_a_count_begins_anew_after_its_time(running: Services, shared: bool) -> None:
    async with counting(running.redis_url if shared else None) as counters:
        await begins_anew(counters)


async def begins_anew(counters: Counters) -> None:
    key, second = uuid4().hex, timedelta(seconds=1)
    assert [(await counters.add(key, second)).number for _ in range(2)] == [1, 2]
    await asyncio.sleep(1.1)
    assert await counters.read(key) == floods.NEVER
    assert (await counters.add(key, second)).number == 1


async def test_a_flood_of_addresses_fills_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floods, "MOST_KEYS", 100)
    counters = InProcess()
    for place in range(250):
        await counters.add(str(place), HOUR)
    assert len(counters.held) <= 100
    assert (await counters.read("249")).number == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # a house has 64 bits of IPv6 to itself (RFC 6177, 4291), and one IPv4 address
        ("2001:db8:1:1::1", "2001:db8:1:1:ffff::9", True),
        ("2001:db8:1:1::1", "2001:db8:1:2::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
    ],
)
def test_what_counts_as_one_address(one: str, other: str, same: bool) -> None:
    assert (address_of(coming(one)) == address_of(coming(other))) is same


def coming(address: str) -> Request[Any, Any, Any]:
    return Request({"type": "http", "client": (address, 1), "headers": []})  # type: ignore[arg-type]
