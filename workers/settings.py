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

from cases.actions.conversion_finding import organ_ids
from cases.law.periods import quarter_before
from cases.models import Organ
from cases.office import Office, opened
from cases.outbox import PACE, promise
from cases.settings import CHINA, read_settings
from workers.jobs import (
    COMPUTE_TOPICS,
    DELETE_OLD,
    FIND_CANDIDATES,
    REMIND_OF_REPORTS,
    VERIFY_HISTORY,
    WRITE_ANNUAL_PAPERS,
    WRITE_BRIEF,
    effects,
)
from workers.relay import keep_promise, relay

VERIFY_AT: Final = (2, 0)  # hour, minute
DELETE_AT: Final = (3, 0)
TOPICS_AT: Final = (3, 30)
CANDIDATES_AT: Final = (4, 0)
BRIEFS_AT: Final = (4, 30)
REMIND_AT: Final = (8, 0)
# The tables are written on 1 January; a worker that was down then makes up for it until the
# reports are due (条例第四十九条: 31 January and 31 March).
MAKE_UP_UNTIL: Final = (3, 31)
log = logging.getLogger("disclosure.worker")


def daily(job: str) -> Any:
    """A job of the whole office, promised once a day however many workers run."""

    async def promise_today(ctx: dict[str, Any]) -> None:
        office: Office = ctx["office"]
        async with office.sessions.begin() as session:
            key = f"{job}:{office.now().astimezone(CHINA).date()}"
            await promise(session, job, {}, unique_key=key)

    return promise_today


promise_verification: Final = daily(VERIFY_HISTORY)
promise_deletion: Final = daily(DELETE_OLD)
promise_topics: Final = daily(COMPUTE_TOPICS)
promise_reminders: Final = daily(REMIND_OF_REPORTS)


async def promise_candidates(ctx: dict[str, Any]) -> None:
    """Tonight's look for what many asked for (条例第四十四条), organ by organ."""
    office: Office = ctx["office"]
    today = office.now().astimezone(CHINA).date()
    async with office.sessions.begin() as session:
        for organ in await organ_ids(session):
            key = f"{FIND_CANDIDATES}:{organ}:{today}"
            await promise(session, FIND_CANDIDATES, {"organ": str(organ)}, unique_key=key)


async def promise_briefs(ctx: dict[str, Any]) -> None:
    """The brief of the quarter that is over, of every organ, once."""
    office: Office = ctx["office"]
    period = quarter_before(office.now().astimezone(CHINA).date())
    async with office.sessions.begin() as session:
        for organ in await organ_ids(session):
            await promise(
                session,
                WRITE_BRIEF,
                {"organ": str(organ), "period": period.key},
                unique_key=f"{WRITE_BRIEF}:{organ}:{period.key}",
            )


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
        cron(
            promise_verification,
            name="cron:verification",
            hour=VERIFY_AT[0],
            minute=VERIFY_AT[1],
            max_tries=1,
        ),
        cron(
            promise_deletion,
            name="cron:deletion",
            hour=DELETE_AT[0],
            minute=DELETE_AT[1],
            max_tries=1,
        ),
        cron(promise_annual_papers, hour=0, minute=5, run_at_startup=True, max_tries=1),
        cron(
            promise_topics, name="cron:topics", hour=TOPICS_AT[0], minute=TOPICS_AT[1], max_tries=1
        ),
        cron(promise_candidates, hour=CANDIDATES_AT[0], minute=CANDIDATES_AT[1], max_tries=1),
        cron(promise_briefs, hour=BRIEFS_AT[0], minute=BRIEFS_AT[1], max_tries=1),
        cron(
            promise_reminders,
            name="cron:reminders",
            hour=REMIND_AT[0],
            minute=REMIND_AT[1],
            max_tries=1,
        ),
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
