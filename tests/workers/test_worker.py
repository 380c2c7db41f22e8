"""待办作业 under fire: every promise is kept, and once, whatever is killed meanwhile."""

import pytest
from sqlalchemy import text

from cases.outbox import promise, revive
from tests.conftest import Town
from tests.workers.machine import Queue, Worker, until, value

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

EFFECTS = "SELECT count(*) FROM effects"
DONE = "SELECT count(*) FROM outbox WHERE done_at IS NOT NULL"


async def promised(town: Town, count: int, job: str = "write_row") -> None:
    """So many promises of one row each, beside the table for the rows."""
    async with town.office.sessions.begin() as session:
        await session.execute(text("CREATE TABLE IF NOT EXISTS effects (number int NOT NULL)"))
        for number in range(count):
            await promise(session, job, {"number": number})


async def all_kept_once(town: Town, count: int) -> None:
    """As many effects as promises, none twice, and no promise left."""
    assert await value(town, EFFECTS) == count
    assert await value(town, "SELECT count(DISTINCT number) FROM effects") == count
    assert await value(town, "SELECT count(*) FROM outbox WHERE done_at IS NULL") == 0
    assert await value(town, "SELECT count(*) FROM outbox WHERE dead_at IS NOT NULL") == 0


async def test_five_hundred_promises_are_kept_though_queue_is_wiped_and_worker_killed(
    town: Town, queue: Queue
) -> None:
    await promised(town, 500)

    async def done(count: int) -> bool:
        return await value(town, DONE) >= count

    with Worker(town, queue) as worker:
        await until(lambda: done(60), worker)
        queue.wipe()
        worker.kill()
        await until(lambda: done(250), worker)
        queue.wipe()
        await until(lambda: done(500), worker)
    await all_kept_once(town, 500)


async def test_two_workers_at_once_and_a_killed_queue_keep_each_promise_once(
    town: Town, queue: Queue
) -> None:
    await promised(town, 200)

    async def done(count: int) -> bool:
        return await value(town, DONE) >= count

    with Worker(town, queue) as one, Worker(town, queue) as two:
        await until(lambda: done(40), one, two)
        queue.kill()
        await until(lambda: done(200), one, two)
    await all_kept_once(town, 200)


async def test_a_job_that_always_fails_is_dead_after_its_attempts_and_can_be_revived(
    town: Town, queue: Queue
) -> None:
    await promised(town, 1, "fail")
    await promised(town, 1)

    async def dead() -> bool:
        return bool(await value(town, "SELECT count(*) FROM outbox WHERE dead_at IS NOT NULL"))

    async def tried_again() -> bool:
        query = (
            "SELECT count(*) FROM outbox WHERE dead_at IS NULL AND attempts > 0 AND job = 'fail'"
        )
        return bool(await value(town, query))

    with Worker(town, queue, first_wait=0.1, longest_wait=0.2, attempts=3) as worker:
        await until(dead, worker)
        assert await value(town, "SELECT attempts FROM outbox WHERE job = 'fail'") == 3
        assert await value(town, EFFECTS) == 1  # of the other job; what failed was undone each time
        async with town.office.sessions.begin() as session:
            reason = "SELECT last_error FROM outbox WHERE job = 'fail'"
            assert await session.scalar(text(reason)) == "ZeroDivisionError"
            number = await session.scalar(text("SELECT id FROM outbox WHERE job = 'fail'"))
            assert number is not None
            await revive(session, number, town.clock.at)
        await until(tried_again, worker)
        await until(dead, worker)
