"""The relay of the outbox: each second it hands the promises that are due to the queue."""

import asyncio
import logging
from typing import Any, Final

from asyncpg import InterfaceError, PostgresError
from redis.exceptions import RedisError
from sqlalchemy.exc import DBAPIError

from cases.errors import Refusal
from cases.office import Office
from cases.outbox import BATCH, PACE, Pace, keep, note_failure, take_due

EVERY_SECONDS: Final = 1.0
# asyncpg's own too: SQLAlchemy sets up a new connection behind the wrapping of errors.
AWAY: Final = (DBAPIError, PostgresError, InterfaceError, OSError, RedisError)
log = logging.getLogger("disclosure.relay")


async def relay(office: Office, queue: Any, pace: Pace = PACE) -> None:
    """Hand on what is due, for ever; a database or queue that is away is tried again."""
    while True:
        try:
            taken = await hand_on(office, queue, pace)
        except AWAY as away:
            log.warning("任务队列或者数据库暂时不可用：%s", type(away).__name__)
            taken = 0
        if taken < BATCH:
            await asyncio.sleep(EVERY_SECONDS)


async def hand_on(office: Office, queue: Any, pace: Pace = PACE) -> int:
    """Give the promises due now to the queue, under a name that the queue takes only once.

    The queue is asked first: while it is away no attempt is counted.
    """
    await queue.ping()
    async with office.sessions.begin() as session:
        due = await take_due(session, office.now(), pace)
    for number, attempt in due:
        await queue.enqueue_job("keep_promise", number, _job_id=f"ob:{number}:{attempt}")
    return len(due)


async def keep_promise(ctx: dict[str, Any], number: int) -> bool:
    """Do one promise; False where it was done before."""
    office: Office = ctx["office"]
    try:
        async with office.sessions.begin() as session:
            return await keep(session, number, ctx["effects"], office.now())
    except BaseException as failure:
        reason = failure.sentence if isinstance(failure, Refusal) else type(failure).__name__
        async with office.sessions.begin() as session:
            await note_failure(session, number, reason)
        raise
