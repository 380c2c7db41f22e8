"""The worker (后台任务进程): its jobs and its schedule on one screen."""

import asyncio
import logging
import os
import signal
from contextlib import AsyncExitStack
from datetime import date
from typing import Any, ClassVar, Final

from arq import cron
from arq.connections import RedisSettings
from sqlalchemy import select

from cases.models import Organ
from cases.office import Office, opened
from cases.outbox import PACE, promise
from cases.settings import CHINA, read_settings
from workers.jobs import DELETE_OLD, VERIFY_HISTORY, WRITE_ANNUAL_PAPERS, effects
from workers.relay import keep_promise, relay

VERIFY_AT: Final = (2, 0)  # hour, minute
DELETE_AT: Final = (3, 0)
# The tables are written on 1 January; a worker that was down then makes up for it until the
# reports are due (条例第四十九条: 31 January and 31 March).
MAKE_UP_UNTIL: Final = (3, 31)
log = logging.getLogger("disclosure.worker")


async def promise_verification(ctx: dict[str, Any]) -> None:
    """Tonight's verify, once however many workers run."""
    office: Office = ctx["office"]
    async with office.sessions.begin() as session:
        key = f"{VERIFY_HISTORY}:{office.now().astimezone(CHINA).date()}"
        await promise(session, VERIFY_HISTORY, {}, unique_key=key)


async def promise_deletion(ctx: dict[str, Any]) -> None:
    """Tonight's deletion of what is kept for a while only, once however many workers run."""
    office: Office = ctx["office"]
    async with office.sessions.begin() as session:
        key = f"{DELETE_OLD}:{office.now().astimezone(CHINA).date()}"
        await promise(session, DELETE_OLD, {}, unique_key=key)


async def promise_annual_papers(ctx: dict[str, Any]) -> None:
    """From 1 January: last year's table of every organ, once."""
    office: Office = ctx["office"]
    today = office.now().astimezone(CHINA).date()
    if today > date(today.year, *MAKE_UP_UNTIL):
        return
    year = today.year - 1
    async with office.sessions.begin() as session:
        for organ in await session.scalars(select(Organ.id).order_by(Organ.code)):
            await promise(
                session,
                WRITE_ANNUAL_PAPERS,
                {"organ": str(organ), "year": year},
                unique_key=f"{WRITE_ANNUAL_PAPERS}:{organ}:{year}",
            )


async def start(ctx: dict[str, Any]) -> None:
    """Open the office and begin to relay; clock, jobs and pace may have been given in advance."""
    settings = read_settings()
    assert settings.database_url is not None
    stack = ctx["stack"] = AsyncExitStack()
    clock = {"now": ctx["now"]} if "now" in ctx else {}
    office = await stack.enter_async_context(opened(settings.home, settings.database_url, **clock))
    ctx["office"] = office
    ctx["effects"] = ctx.get("jobs", effects)(office)
    ctx["relay"] = asyncio.create_task(relay(office, ctx["redis"], ctx.get("pace", PACE)))
    ctx["relay"].add_done_callback(end_with_the_relay)


def end_with_the_relay(relaying: "asyncio.Task[None]") -> None:
    """A worker whose relay broke hands on nothing any more: it ends, and is started again."""
    if not relaying.cancelled():
        log.error("待办作业的转发意外停止，后台任务进程将重新启动", exc_info=relaying.exception())
        os.kill(os.getpid(), signal.SIGTERM)


async def stop(ctx: dict[str, Any]) -> None:
    """Let go of everything."""
    ctx["relay"].cancel()
    await ctx["stack"].aclose()


class WorkerSettings:
    """What arq reads. Redis only carries the nudge: nothing is kept in it, nothing retried by it."""

    functions: ClassVar = [keep_promise]
    cron_jobs: ClassVar = [
        cron(promise_verification, hour=VERIFY_AT[0], minute=VERIFY_AT[1], max_tries=1),
        cron(promise_deletion, hour=DELETE_AT[0], minute=DELETE_AT[1], max_tries=1),
        cron(promise_annual_papers, hour=0, minute=5, run_at_startup=True, max_tries=1),
    ]
    on_startup = start
    on_shutdown = stop
    timezone = CHINA
    keep_result = 0
    max_tries = 1
    max_jobs = 8  # taken at each look: with arq's half second that would be sixteen a second
    poll_delay = 0.1
    job_timeout = 3600
    health_check_interval = 15  # seconds; what `disclosure worker --check` looks for
    handle_signals = True


def redis_settings(url: str) -> RedisSettings:
    """The queue's address as arq takes it."""
    return RedisSettings.from_dsn(url)
