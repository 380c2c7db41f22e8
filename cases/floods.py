"""限流: how often something was done within a while, counted in Valkey for all web processes together.

Counters can be lost without harm. While Valkey is away each process counts for itself: nobody is
kept out by that, and nothing is without a limit.
"""

import logging
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Protocol

from redis.asyncio import Redis
from redis.exceptions import RedisError

log = logging.getLogger("disclosure.floods")
WAIT: Final = 0.5  # seconds for Valkey to answer: a page is not held up by it
MOST_KEYS: Final = 50_000  # of one process, when it counts for itself
PREFIX: Final = "flood:"


@dataclass(frozen=True)
class Count:
    """How often, and in how many seconds it begins anew."""

    number: int
    again_in: int


NEVER: Final = Count(0, 0)


class Counters(Protocol):
    """Counters that begin anew some time after their first count."""

    async def add(self, key: str, within: timedelta) -> Count:
        """Count once more."""

    async def read(self, key: str) -> Count:
        """The count as it stands."""


@dataclass
class InProcess:
    """Counters of this process alone."""

    held: dict[str, tuple[int, float]] = field(default_factory=dict)  # number, end (monotonic)

    async def add(self, key: str, within: timedelta) -> Count:
        """Count once more."""
        now = time.monotonic()
        number, end = self.held.get(key, (0, 0.0))
        if end <= now:
            number, end = 0, now + within.total_seconds()
        if key not in self.held and len(self.held) >= MOST_KEYS:
            self._make_room(now)
        self.held[key] = number + 1, end
        return Count(number + 1, math.ceil(end - now))

    async def read(self, key: str) -> Count:
        """The count as it stands."""
        now = time.monotonic()
        number, end = self.held.get(key, (0, 0.0))
        return Count(number, math.ceil(end - now)) if end > now else NEVER

    def _make_room(self, now: float) -> None:
        """What is over goes; where nothing is, the oldest go: the newest flood stays counted."""
        self.held = {key: held for key, held in self.held.items() if held[1] > now}
        while len(self.held) >= MOST_KEYS:
            del self.held[next(iter(self.held))]


@dataclass
class InValkey:
    """Counters of all web processes of the office."""

    client: Redis
    alone: InProcess = field(default_factory=InProcess)

    async def add(self, key: str, within: timedelta) -> Count:
        """Count once more; in this process alone where Valkey does not answer."""
        name, seconds = PREFIX + key, math.ceil(within.total_seconds())
        try:
            async with self.client.pipeline(transaction=True) as together:
                together.set(name, 0, ex=seconds, nx=True)
                together.incr(name)
                together.ttl(name)
                _, number, left = await together.execute()
        except (RedisError, OSError) as away:
            log.warning("任务队列没有响应（%s），本进程自行计数", type(away).__name__)
            return await self.alone.add(key, within)
        return Count(int(number), max(int(left), 1))

    async def read(self, key: str) -> Count:
        """The count as it stands."""
        name = PREFIX + key
        try:
            async with self.client.pipeline(transaction=True) as together:
                together.get(name)
                together.ttl(name)
                number, left = await together.execute()
        except (RedisError, OSError) as away:
            log.warning("任务队列没有响应（%s），本进程自行计数", type(away).__name__)
            return await self.alone.read(key)
        return Count(int(number), max(int(left), 1)) if number is not None else NEVER


@asynccontextmanager
async def counting(url: str | None) -> AsyncIterator[Counters]:
    """The counters of an office; of one process alone where it was given no queue."""
    if url is None:
        yield InProcess()
        return
    client = Redis.from_url(
        url, socket_timeout=WAIT, socket_connect_timeout=WAIT, decode_responses=True
    )
    try:
        yield InValkey(client)
    finally:
        await client.aclose()
