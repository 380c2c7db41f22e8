"""A queue of its own for each test, and worker processes that a test kills and starts again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType

import anyio
import redis
from sqlalchemy import text

from tests.conftest import Town
from tests.local.machine import PROJECT, pids_of


class Queue:
    """The Valkey of a home."""

    def __init__(self, home: Path, url: str) -> None:
        self.home = home
        self.url = url

    def wipe(self) -> None:
        """Lose every nudge."""
        with redis.Redis.from_url(self.url) as client:
            client.flushall()

    def kill(self) -> None:
        """End its process; the keeper starts another."""
        [pid] = pids_of(self.home, "valkey-server")
        os.kill(pid, signal.SIGKILL)


class Worker:
    """One worker process on a town's database and a queue, started again when it ends by itself."""

    def __init__(
        self,
        town: Town,
        queue: Queue,
        *,
        ahead: float = 0.0,
        first_wait: float = 2.0,
        longest_wait: float = 2.0,
        attempts: int = 200,
        linger: float = 0.0,
    ) -> None:
        settings = (ahead, first_wait, longest_wait, attempts, linger)
        self._command = [sys.executable, "-m", "tests.workers.worker_of_tests", *map(str, settings)]
        self._environment = os.environ | {
            "DISCLOSURE_HOME": str(town.office.home),
            "DISCLOSURE_DATABASE_URL": town.database_url,
            "DISCLOSURE_REDIS_URL": queue.url,
        }
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            self._command,
            cwd=PROJECT,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def hold_up(self) -> None:
        """What the supervisor does: start it again if it has ended."""
        if self.process.poll() is not None:
            self.process = self._start()

    def kill(self) -> None:
        """End it in the middle of whatever it does, and start another."""
        self.process.kill()
        self.process.wait()
        self.process = self._start()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()


async def value(town: Town, query: str) -> int:
    """The single number that a query gives."""
    async with town.office.sessions() as session:
        found: int = await session.scalar(text(query)) or 0
        return found


async def until(
    holds: Callable[[], Awaitable[bool]], *workers: Worker, seconds: float = 60
) -> None:
    """Wait until it holds, holding the workers up meanwhile."""
    deadline = time.monotonic() + seconds
    while not await holds():
        assert time.monotonic() < deadline, "it did not come about in time"
        for worker in workers:
            worker.hold_up()
        await anyio.sleep(0.05)
