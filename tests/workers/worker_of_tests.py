"""The worker as `disclosure worker` runs it, with two jobs more whose effects a test can count.

    python -m tests.workers.worker_of_tests SECONDS_AHEAD FIRST_WAIT LONGEST_WAIT ATTEMPTS LINGER

Its clock runs so many seconds ahead; a job lingers so long between its effect and its commit.
"""

import asyncio
import sys
from datetime import datetime, timedelta
from typing import Any, cast

from arq import run_worker
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from cases.office import Office, china_now
from cases.outbox import Effect, Pace
from cases.settings import read_settings
from workers.jobs import effects
from workers.settings import WorkerSettings, redis_settings


async def write_row(session: AsyncSession, payload: dict[str, Any]) -> None:
    """The countable effect: one row."""
    await session.execute(text("INSERT INTO effects (number) VALUES (:number)"), payload)
    await asyncio.sleep(0.02)


async def fail(session: AsyncSession, payload: dict[str, Any]) -> None:
    """An effect that is undone each time."""
    await write_row(session, payload)
    raise ZeroDivisionError


def main(ahead: str, first: str, longest: str, attempts: str, linger: str) -> None:
    """Run until told to end, or until the queue is lost."""

    def now() -> datetime:
        return china_now() + timedelta(seconds=float(ahead))

    def lingering(effect: Effect) -> Effect:
        async def done_slowly(session: AsyncSession, payload: dict[str, Any]) -> None:
            await effect(session, payload)
            await asyncio.sleep(float(linger))

        return done_slowly

    def jobs(office: Office) -> dict[str, Effect]:
        known = effects(office) | {"write_row": write_row, "fail": fail}
        return {name: lingering(effect) for name, effect in known.items()}

    pace = Pace(timedelta(seconds=float(first)), timedelta(seconds=float(longest)), int(attempts))
    url = read_settings().redis_url
    assert url is not None
    run_worker(
        cast(Any, WorkerSettings),
        redis_settings=redis_settings(url),
        ctx={"now": now, "jobs": jobs, "pace": pace},
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
