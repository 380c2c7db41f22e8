"""What the tests of the embedded services need to see and do on the machine."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import asyncpg

PROJECT = Path(__file__).resolve().parents[2]
USER_PROGRAM = """
import json, signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
from cases.local import LocalServicesError, services
try:
    with services(Path(sys.argv[1])) as up:
        print(json.dumps([up.database_url, up.redis_url, str(up.bin_dir)]), flush=True)
        sys.stdin.read()
except LocalServicesError as error:
    print(json.dumps({"error": str(error)}), flush=True)
    sys.exit(2)
"""


class User:
    """A process that uses the services of a home until it is told to leave."""

    def __init__(
        self,
        home: Path,
        *,
        python: Sequence[str] = (sys.executable,),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.process = subprocess.Popen(
            [*python, "-c", USER_PROGRAM, str(home)],
            cwd=PROJECT,
            env=os.environ | (environment or {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._told: Any = None

    def told(self) -> Any:
        """The addresses, or the error, once the services answer."""
        if self._told is None:
            assert self.process.stdout is not None
            self._told = json.loads(self.process.stdout.readline())
        return self._told

    @property
    def database_url(self) -> str:
        told = self.told()
        assert isinstance(told, list), told
        return str(told[0])

    @property
    def redis_socket(self) -> str:
        return str(self.told()[1]).removeprefix("unix://")

    def leave(self) -> int:
        """End in order; the exit status."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self._ended()

    def signal(self, number: signal.Signals) -> int:
        """Send it a signal and wait for its end; the exit status."""
        self.process.send_signal(number)
        return self._ended()

    def _ended(self) -> int:
        status = self.process.wait(60)
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            if not stream.closed:
                stream.close()
        return status


def processes_of(home: Path) -> dict[int, str]:
    """Every process that has a file below the home open or names it, with its command line."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        pid = int(folder.name)
        try:
            words = (folder / "cmdline").read_bytes().decode(errors="replace")
            links = [str(link.readlink()) for link in (folder / "fd").iterdir()]
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue  # it ended meanwhile, or is not to be looked into and so not ours
        touched = any(link.startswith(f"{home}/") for link in links)
        if pid != os.getpid() and (touched or str(home) in words):
            found[pid] = words.replace("\0", " ").strip()
    return found


def pids_of(home: Path, word: str) -> list[int]:
    """The processes of the home whose command line has that word."""
    return [pid for pid, words in processes_of(home).items() if word in words]


def postmaster(home: Path) -> int:
    """The process number of the home's PostgreSQL."""
    return int((home / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def wait_until(holds: Callable[[], object], seconds: float = 20) -> None:
    """Fail unless it holds within so many seconds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.05)


def ask(database_url: str, statement: str) -> Any:
    """The single value that the database answers."""
    return asyncio.run(_ask(database_url, statement))


async def _ask(database_url: str, statement: str) -> Any:
    connection = await connect(database_url)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def connect(database_url: str) -> Any:
    """A connection to the database as the application makes it."""
    address = urlsplit(database_url)
    return await asyncpg.connect(
        host=parse_qs(address.query)["host"][0], database=address.path[1:], user=address.username
    )


def answers(database_url: str) -> bool:
    """Whether the database can be used now."""
    try:
        return bool(ask(database_url, "SELECT 1") == 1)
    except (OSError, asyncpg.PostgresError):
        return False
