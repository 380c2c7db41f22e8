"""Work for later (待办作业): promised in the transaction that needs it, done once after it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from cases.models import Promise

BATCH: Final = 100  # promises handed on at once


@dataclass(frozen=True)
class Pace:
    """How soon a promise is handed on again, twice as late each time, and how often at most."""

    first_wait: timedelta = timedelta(seconds=10)
    longest_wait: timedelta = timedelta(hours=1)
    most_attempts: int = 12  # then it is dead, and shown to a person

    def wait(self, attempt: int) -> timedelta:
        """From an attempt to the next."""
        return min(self.first_wait * (1 << (attempt - 1)), self.longest_wait)


PACE: Final = Pace()
Effect = Callable[[AsyncSession, dict[str, Any]], Awaitable[None]]


async def promise(
    session: AsyncSession, job: str, payload: dict[str, Any], *, unique_key: str | None = None
) -> None:
    """Promise a job in this transaction; a second promise of the same key is the first one."""
    row = insert(Promise).values(job=job, payload=payload, unique_key=unique_key, attempts=0)
    await session.execute(row.on_conflict_do_nothing(index_elements=[Promise.unique_key]))


async def take_due(
    session: AsyncSession, now: datetime, pace: Pace = PACE
) -> list[tuple[int, int]]:
    """Number and attempt of the promises due now, each given to one taker only.

    One that has been tried too often is marked dead instead.
    """
    due = await session.scalars(
        select(Promise)
        .where(Promise.done_at.is_(None), Promise.dead_at.is_(None), Promise.next_at <= now)
        .order_by(Promise.next_at, Promise.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    taken: list[tuple[int, int]] = []
    for row in due:
        if row.attempts >= pace.most_attempts:
            row.dead_at = now
            continue
        row.attempts += 1
        row.next_at = now + pace.wait(row.attempts)
        taken.append((row.id, row.attempts))
    await session.flush()
    return taken


async def keep(
    session: AsyncSession, number: int, effects: dict[str, Effect], now: datetime
) -> bool:
    """Do a promise: its effect and its mark in one transaction; False where it was done before."""
    row = await session.scalar(select(Promise).where(Promise.id == number).with_for_update())
    if row is None or row.done_at is not None:
        return False
    await effects[row.job](session, row.payload)
    row.done_at, row.last_error, row.dead_at = now, None, None
    await session.flush()
    return True


async def note_failure(session: AsyncSession, number: int, sentence: str) -> None:
    """Keep why the last attempt failed."""
    row = await session.get(Promise, number)
    if row is not None and row.done_at is None:
        row.last_error = sentence[:500]
        await session.flush()


async def revive(session: AsyncSession, number: int, now: datetime) -> None:
    """Try a dead promise again from the beginning."""
    row = await session.scalar(select(Promise).where(Promise.id == number).with_for_update())
    if row is not None and row.dead_at is not None:
        row.dead_at, row.attempts, row.next_at = None, 0, now
        await session.flush()


async def counts(session: AsyncSession) -> tuple[int, int]:
    """How many promises wait, and how many are dead."""
    row = await session.execute(
        select(
            func.count().filter(Promise.done_at.is_(None), Promise.dead_at.is_(None)),
            func.count().filter(Promise.dead_at.is_not(None)),
        )
    )
    waiting, dead = row.one()
    return waiting, dead
