"""待办作业 step by step: promised with the work that needs it, handed on later and later, done once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from redis.exceptions import ConnectionError as QueueIsAway
from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from cases.models import Promise
from cases.outbox import PACE, counts, keep, promise, revive, take_due
from tests.conftest import Town
from workers.relay import hand_on, keep_promise

pytestmark = pytest.mark.anyio


class NoQueue:
    """A queue that is away."""

    async def ping(self) -> None:
        raise QueueIsAway


async def note(session: AsyncSession, payload: dict[str, Any]) -> None:
    await session.execute(text("INSERT INTO effects VALUES (:number)"), payload)


async def break_down(session: AsyncSession, payload: dict[str, Any]) -> None:
    await note(session, payload)
    raise ZeroDivisionError


EFFECTS = {"note": note, "break_down": break_down}


@pytest.fixture
async def promised(town: Town) -> int:
    """One promise, due when it was made."""
    async with town.office.sessions.begin() as session:
        await session.execute(text("CREATE TABLE effects (number int)"))
        await promise(session, "note", {"number": 7})
        await session.execute(update(Promise).values(next_at=town.clock.at))
        number = await session.scalar(select(Promise.id))
        assert number is not None
        return number


async def effects(town: Town) -> list[int]:
    async with town.office.sessions() as session:
        return list(await session.scalars(text("SELECT number FROM effects")))


async def row(town: Town) -> Promise:
    async with town.office.sessions() as session:
        return (await session.scalars(select(Promise))).one()


async def test_a_promise_goes_with_the_transaction_that_made_it(town: Town) -> None:
    class Undone(Exception):
        pass

    async def undone() -> None:
        async with town.office.sessions.begin() as session:
            await promise(session, "note", {})
            raise Undone

    with pytest.raises(Undone):
        await undone()
    async with town.office.sessions() as session:
        assert await counts(session) == (0, 0)


async def test_a_second_promise_of_the_same_key_is_the_first(town: Town) -> None:
    async def once() -> None:
        async with town.office.sessions.begin() as session:
            await promise(session, "note", {}, unique_key="the very same")

    await asyncio.gather(*(once() for _ in range(5)))
    async with town.office.sessions() as session:
        assert await counts(session) == (1, 0)


async def test_waits_double_up_to_an_hour_and_the_thirteenth_time_it_is_dead(
    town: Town, promised: int
) -> None:
    """10 s, 20 s, 40 s … 2,560 s after nine attempts; 5,120 s would be more than an hour."""
    waits = []
    for attempt in range(1, 13):
        async with town.office.sessions.begin() as session:
            assert await take_due(session, town.clock.at) == [(promised, attempt)]
            assert await take_due(session, town.clock.at) == []  # not due again yet
        waits.append((await row(town)).next_at - town.clock.at)
        town.clock.at = (await row(town)).next_at
    assert waits == [timedelta(seconds=10 * 2**n) for n in range(9)] + [timedelta(hours=1)] * 3
    async with town.office.sessions.begin() as session:
        assert await take_due(session, town.clock.at) == []
        assert await counts(session) == (0, 1)
        await revive(session, promised, town.clock.at)
        assert await counts(session) == (1, 0)
        assert await take_due(session, town.clock.at) == [(promised, 1)]


async def test_two_relays_never_take_the_same_promise(town: Town) -> None:
    async with town.office.sessions.begin() as session:
        for _ in range(40):
            await promise(session, "note", {})
        await session.execute(update(Promise).values(next_at=town.clock.at))

    async def take() -> list[tuple[int, int]]:
        async with town.office.sessions.begin() as session:
            return await take_due(session, town.clock.at)

    taken = [one for some in await asyncio.gather(*(take() for _ in range(4))) for one in some]
    assert len(taken) == len(set(taken)) == 40


async def test_a_promise_is_kept_once_however_often_it_is_handed_on(
    town: Town, promised: int
) -> None:
    ctx = {"office": town.office, "effects": EFFECTS}
    done = await asyncio.gather(*(keep_promise(ctx, promised) for _ in range(6)))
    assert sorted(done) == [False] * 5 + [True]
    assert await effects(town) == [7]
    assert not await keep_promise(ctx, promised + 1)  # there is no such promise


async def test_an_effect_that_fails_is_undone_and_why_is_kept(town: Town, promised: int) -> None:
    async with town.office.sessions.begin() as session:
        await session.execute(update(Promise).values(job="break_down"))
    with pytest.raises(ZeroDivisionError):
        await keep_promise({"office": town.office, "effects": EFFECTS}, promised)
    assert await effects(town) == []
    failed = await row(town)
    assert (failed.last_error, failed.done_at) == ("ZeroDivisionError", None)


async def test_a_job_that_is_being_done_is_not_handed_on_again(town: Town, promised: int) -> None:
    """One that takes hours would be dead before it is done, were its attempts counted on."""
    async with town.office.sessions.begin() as doing:

        async def meanwhile(_: AsyncSession, __: dict[str, Any]) -> None:
            town.clock.pass_by(days=1)
            async with town.office.sessions.begin() as session:
                assert await take_due(session, town.clock.at, PACE) == []

        assert await keep(doing, promised, {"note": meanwhile}, town.clock.at)
    assert (await row(town)).attempts == 0


async def test_while_the_queue_is_away_no_attempt_is_counted(town: Town, promised: int) -> None:
    for _ in range(20):
        with pytest.raises(QueueIsAway):
            await hand_on(town.office, NoQueue())
        town.clock.pass_by(hours=1)
    assert (await row(town)).attempts == 0
    assert promised
