"""The supervisor: parts are held up, deaths are said aloud, and Ctrl-C leaves nothing behind."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cases.local.backoff import Backoff
from tests.local.machine import PROJECT, pids_of, processes_of, wait_until

SUPERVISOR = """
import sys
from pathlib import Path
from cases.local import services
from cases.local.supervisor import Part, supervise
home = Path(sys.argv[1])
parts = [Part(name, [sys.executable, "-c", text, str(home)])
         for name, text in zip(sys.argv[2::2], sys.argv[3::2])]
def say(sentence):
    print(sentence, flush=True)
with services(home) as up:
    status = supervise(parts, up, home=home, say=say, ready=lambda: say("ready"))
sys.exit(status)
"""
SLEEPER = "import time; time.sleep(1000)"
STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True)\n\
while True: time.sleep(1)"
HOPELESS = "raise SystemExit(7)"
WITH_CHILD = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', '{SLEEPER}', \
sys.argv[1]]); time.sleep(1000)"
# Connects anew for each row, as a part does after a lost connection.
WRITER = """
import asyncio, os, asyncpg, time
from urllib.parse import parse_qs, urlsplit
async def write():
    host = parse_qs(urlsplit(os.environ["DISCLOSURE_DATABASE_URL"]).query)["host"][0]
    connection = await asyncpg.connect(host=host, user="postgres", database="disclosure")
    await connection.execute("CREATE TABLE IF NOT EXISTS rows (at timestamptz)")
    await connection.execute("INSERT INTO rows VALUES (now())")
    count = await connection.fetchval("SELECT count(*) FROM rows")
    await connection.close()
    print(f"row {count}", flush=True)
while True:
    asyncio.run(write())
    time.sleep(0.2)
"""


class Supervisor:
    """A running supervisor and what it and its parts say."""

    def __init__(self, home: Path, parts: dict[str, str]) -> None:
        words = [word for part in parts.items() for word in part]
        self.home = home
        self.said: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, str(home), *words],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.strip())

    def wait_for(self, word: str, seconds: float = 30) -> str:
        """The next line that has the word."""
        deadline = time.monotonic() + seconds
        while True:
            line = self._lines.get(timeout=max(0.01, deadline - time.monotonic()))
            self.said.append(line)
            if word in line:
                return line

    def part(self) -> int:
        """The process number of its only part, once it can be told.

        While a process turns into another program the kernel shows no command line of it.
        """
        wait_until(self._parts)
        [pid] = self._parts()
        return pid

    def _parts(self) -> list[int]:
        return [pid for pid in pids_of(self.home, "") if parent(pid) == self.process.pid]

    def ctrl_c(self) -> None:
        os.killpg(self.process.pid, signal.SIGINT)

    def status(self) -> int:
        """Its exit status, once it has ended."""
        status = self.process.wait(30)
        self.close()
        return status

    def close(self) -> None:
        self._reader.join(10)
        assert self.process.stdout is not None
        self.process.stdout.close()


def parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except FileNotFoundError:
        return 0


@contextmanager
def supervisor(home: Path, parts: dict[str, str]) -> Iterator[Supervisor]:
    running = Supervisor(home, parts)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.kill()
            running.process.wait()
            running.close()


def test_ctrl_c_stops_everything_and_is_a_success(home: Path) -> None:
    with supervisor(home, {"网页服务": SLEEPER, "后台任务": WITH_CHILD}) as running:
        running.wait_for("ready")
        running.ctrl_c()
        assert running.status() == 0
    assert processes_of(home) == {}


def test_sigterm_stops_everything_too(home: Path) -> None:
    with supervisor(home, {"后台任务": SLEEPER}) as running:
        running.wait_for("ready")
        running.process.terminate()
        assert running.status() == 0
    assert processes_of(home) == {}


def test_a_part_that_dies_is_started_again_and_it_is_said(home: Path) -> None:
    with supervisor(home, {"后台任务": SLEEPER}) as running:
        running.wait_for("ready")
        before = running.part()
        os.kill(before, signal.SIGKILL)
        assert running.wait_for("意外") == "后台任务进程意外退出（代码 -9），已重新启动。"
        assert running.part() != before
        running.ctrl_c()
        assert running.status() == 0


def test_nothing_is_left_after_the_supervisor_was_killed(home: Path) -> None:
    with supervisor(home, {"网页服务": SLEEPER, "后台任务": SLEEPER}) as running:
        running.wait_for("ready")
        running.process.kill()
        running.status()
        wait_until(lambda: not processes_of(home), seconds=10)


def test_a_part_that_does_not_listen_is_killed_by_a_second_ctrl_c(home: Path) -> None:
    with supervisor(home, {"后台任务": STUBBORN}) as running:
        running.wait_for("deaf")
        running.ctrl_c()
        time.sleep(1)
        assert running.process.poll() is None
        begin = time.monotonic()
        running.ctrl_c()
        assert running.status() == 130
        assert time.monotonic() - begin < 5
    assert processes_of(home) == {}


def test_database_and_queue_that_die_are_spoken_of_and_work_goes_on(home: Path) -> None:
    with supervisor(home, {"后台任务": WRITER}) as running:
        running.wait_for("row")
        os.kill(pids_of(home, "/postgres -D")[0], signal.SIGKILL)
        running.wait_for("数据库意外退出（代码 -9），已重新启动。")
        running.wait_for("row")
        os.kill(pids_of(home, "valkey-server")[0], signal.SIGKILL)
        running.wait_for("任务队列意外退出（代码 -9），已重新启动。")
        running.wait_for("row")
        running.ctrl_c()
        assert running.status() == 0


def test_killed_keepers_are_replaced_and_a_part_finds_the_new_services(home: Path) -> None:
    with supervisor(home, {"后台任务": WRITER}) as running:
        running.wait_for("row")
        for pid in pids_of(home, "cases.local.keeper"):
            os.kill(pid, signal.SIGKILL)
        running.wait_for("数据库的守护进程意外退出，已重新启动。")
        running.wait_for("row")
        assert len(pids_of(home, "cases.local.keeper")) == 2
        running.ctrl_c()
        assert running.status() == 0
    assert processes_of(home) == {}


@pytest.mark.slow
def test_a_part_that_cannot_stay_up_is_tried_slowly_and_spoken_of_once(home: Path) -> None:
    with supervisor(home, {"网页服务": HOPELESS}) as running:
        running.wait_for("网页服务进程连续 5 次启动后随即退出（代码 7），将每隔 5 秒再试一次。")
        assert running.said.count("网页服务进程意外退出（代码 7），已重新启动。") == 4
        running.ctrl_c()
        assert running.status() == 0


def test_waits_grow_while_deaths_come_at_once_and_are_short_again_after_a_good_life() -> None:
    backoff = Backoff()
    waits = [backoff.died_after(0.1) for _ in range(7)]
    assert waits == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0]
    assert backoff.hopeless
    assert backoff.died_after(10) == 5.0  # neither at once nor well
    assert not backoff.hopeless
    assert backoff.died_after(30) == 0.2


def test_it_is_said_once_that_something_cannot_stay_up() -> None:
    backoff = Backoff()
    said = []
    for _ in range(20):
        backoff.died_after(0.1)
        said.append(backoff.first_hopeless)
    assert said == [False] * 4 + [True] + [False] * 15
