"""Hold up the parts of one installation, web and worker, until Ctrl-C, and say what happens."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Final

from cases.local import launch
from cases.local.backoff import DEATHS_TO_GIVE_UP_ON, LONGEST_WAIT_SECONDS, Backoff
from cases.local.events import NewEvents
from cases.local.places import Places
from cases.local.users import Services, keep_alive

LOOK_SECONDS: Final = 0.1
LOOK_FOR_KEEPERS_SECONDS: Final = 1.0
STOP_SECONDS: Final = 10.0
# Wrappers such as make and timeout pass on a signal that the terminal has sent us already.
SAME_PRESS_SECONDS: Final = 0.5
STOPPED_IN_ORDER: Final = 0
KILLED_BY_CTRL_C: Final = 130

Say = Callable[[str], None]


@dataclass(frozen=True)
class Part:
    """A program to hold up: its name on the terminal and its command line.

    `answers`, where given, is asked after the start until it says that the part does its work.
    """

    name: str
    argv: list[str]
    answers: Callable[[], bool] | None = None


def supervise(
    parts: Sequence[Part],
    services: Services,
    *,
    home: Path,
    say: Say,
    ready: Callable[[], None] | None = None,
) -> int:
    """Run the parts on these services until SIGINT, SIGTERM or SIGHUP; the exit status.

    To be called in the main thread inside the block of `services`. Parts find the services by
    environment and so start none themselves. `ready` is called once, when every part was started
    and every one that can be asked has answered. 0 when stopped in order, 130 when a second
    Ctrl-C killed the parts.
    """
    environment = os.environ | {
        "DISCLOSURE_HOME": str(Places.of(home).home),
        "DISCLOSURE_DATABASE_URL": services.database_url,
        "DISCLOSURE_REDIS_URL": services.redis_url,
    }
    children = [_Child(part, environment, say) for part in parts]
    events = NewEvents(Places.of(home).events)
    keepers = _Keepers(home, services, say)
    with _signals() as asked:
        try:
            while not asked.stop.wait(LOOK_SECONDS):
                for child in children:
                    child.look()
                keepers.look()
                for sentence in events.take():
                    say(sentence)
                if ready is not None and all(child.answers() for child in children):
                    ready()
                    ready = None
        finally:
            _stop(children, asked.kill)
    return KILLED_BY_CTRL_C if asked.kill.is_set() else STOPPED_IN_ORDER


@dataclass
class _Asked:
    """What the signals have asked for so far."""

    stop: Event = field(default_factory=Event)
    kill: Event = field(default_factory=Event)
    first_at: float = 0.0


class _Child:
    """One part and the process that runs it at present, if any."""

    def __init__(self, part: Part, environment: dict[str, str], say: Say) -> None:
        self._part = part
        self._environment = environment
        self._say = say
        self._backoff = Backoff()
        self._start_at = 0.0
        self._started_at = 0.0
        self._last_code: int | None = None
        self.process: subprocess.Popen[bytes] | None = None
        self._answered = False

    def look(self) -> None:
        """Start it when its time has come; note its death."""
        if self.process is None:
            if time.monotonic() >= self._start_at:
                self._start()
        elif self.has_ended():
            lived = time.monotonic() - self._started_at
            self._last_code, self.process = self.process.returncode, None
            self._start_at = time.monotonic() + self._backoff.died_after(lived)

    def answers(self) -> bool:
        """Whether it has been started and, if it can be asked, has answered once."""
        if self.process is not None and not self._answered:
            self._answered = self._part.answers is None or self._part.answers()
        return self._answered

    def has_ended(self) -> bool:
        """Whether its process is over; what that left behind in its group is killed."""
        assert self.process is not None
        if self.process.returncode is not None:
            return True
        # Looked at before it is reaped: until then no other group can have its number.
        if os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            return False
        self.kill()
        self.process.wait()
        return True

    def kill(self) -> None:
        """Kill its process and all that stayed in its group."""
        if self.process is not None and self.process.returncode is None:
            os.killpg(self.process.pid, signal.SIGKILL)

    def _start(self) -> None:
        self.process = subprocess.Popen(
            launch.command(self._part.argv, signal.SIGTERM),
            env=self._environment,
            stdin=subprocess.DEVNULL,
            process_group=0,  # Ctrl-C in the terminal reaches us alone; we stop the parts
        )
        self._started_at = time.monotonic()
        if self._last_code is None:
            return
        if self._backoff.first_hopeless:
            self._say(
                f"{self._part.name}进程连续 {DEATHS_TO_GIVE_UP_ON} 次启动后随即退出"
                f"（代码 {self._last_code}），将每隔 {LONGEST_WAIT_SECONDS:.0f} 秒再试一次。"
            )
        elif not self._backoff.hopeless:
            self._say(f"{self._part.name}进程意外退出（代码 {self._last_code}），已重新启动。")


class _Keepers:
    """The watch over the keepers of the home's own services."""

    def __init__(self, home: Path, used: Services, say: Say) -> None:
        self._home = home
        self._used = used
        self._say = say
        self._backoff = Backoff()
        self._look_at = 0.0
        self._started_at = time.monotonic()

    def look(self) -> None:
        """Start keepers again that have died, less often when they keep dying."""
        now = time.monotonic()
        if now < self._look_at:
            return
        sentences = keep_alive(self._home, self._used)
        self._look_at = now + LOOK_FOR_KEEPERS_SECONDS
        if sentences:
            wait = self._backoff.died_after(now - self._started_at)
            self._started_at = now
            self._look_at = now + max(wait, LOOK_FOR_KEEPERS_SECONDS)
        if self._backoff.first_hopeless and sentences:
            log = Places.of(self._home).keeper_log
            self._say(f"数据库或任务队列反复未能启动，将继续尝试，日志见“{log}”。")
        elif not self._backoff.hopeless:
            for sentence in sentences:
                self._say(sentence)


@contextmanager
def _signals() -> Iterator[_Asked]:
    """Signals become wishes while the block lasts; a second Ctrl-C is one to kill."""
    asked = _Asked()

    def handle(number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if not asked.stop.is_set():
            asked.first_at = now
            asked.stop.set()
        elif number == signal.SIGINT and now - asked.first_at > SAME_PRESS_SECONDS:
            asked.kill.set()

    numbers = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup means what it says
        numbers.append(signal.SIGHUP)
    before = {number: signal.signal(number, handle) for number in numbers}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(children: Sequence[_Child], kill: Event) -> None:
    """Ask every part to end; kill those that have not ended in time or when told to."""
    running = [child for child in children if child.process is not None]
    for child in running:
        if child.process is not None and not child.has_ended():
            child.process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    while running := [child for child in running if not child.has_ended()]:
        if time.monotonic() > deadline or kill.is_set():
            for child in running:
                child.kill()
        kill.wait(LOOK_SECONDS)
