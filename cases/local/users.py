"""Use the services of a home: join those that run, start those that do not, be last to leave."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fcntl import LOCK_SH, LOCK_UN, flock
from pathlib import Path
from typing import Final

from cases.local.binaries import postgres_folder
from cases.local.errors import LocalServicesError
from cases.local.events import NewEvents
from cases.local.locks import held, open_lock, try_lock
from cases.local.logs import open_log
from cases.local.places import Kind, Places

CODE: Final = Path(__file__).resolve().parents[2]  # the folder that has the package `cases`
POLL_SECONDS: Final = 0.01
LOOK_FOR_KEEPER_SECONDS: Final = 0.1
KEEPERS_TO_TRY: Final = 3
LEAVE_SECONDS: Final = 60.0


@dataclass(frozen=True)
class Services:
    """The services to use, and the folder of PostgreSQL's programs, such as pg_dump."""

    database_url: str
    redis_url: str
    bin_dir: Path


@contextmanager
def services(
    home: Path, *, database_url: str | None = None, redis_url: str | None = None
) -> Iterator[Services]:
    """Running services for that home while the block lasts; one with an outside URL is not started.

    Leaving as the last user waits until the home's services are stopped. Raises LocalServicesError.
    """
    places = Places.of(home)
    wanted = [kind for kind, url in _by_kind(database_url, redis_url) if url is None]
    if not wanted:
        assert database_url is not None
        assert redis_url is not None
        yield Services(database_url, redis_url, postgres_folder())
        return
    if sys.platform != "linux":
        raise LocalServicesError(
            "内置的数据库和任务队列只能在 Linux 上运行，"
            "请设置环境变量 DISCLOSURE_DATABASE_URL 和 DISCLOSURE_REDIS_URL。"
        )
    places.make()
    events = NewEvents(places.events)
    with ExitStack() as stack:
        for kind in wanted:
            stack.enter_context(_as_user(places, kind))
        facts = _join(places, wanted)
        for sentence in events.take():
            sys.stderr.write(f"{sentence}\n")
        own = facts.get(Kind.POSTGRES)
        yield Services(
            database_url or facts[Kind.POSTGRES]["url"],
            redis_url or facts[Kind.VALKEY]["url"],
            Path(own["bin_dir"]) if own is not None else postgres_folder(),
        )


def keep_alive(home: Path, used: Services) -> list[str]:
    """Start again the keepers of a home's own services that died; a sentence for each of them.

    For a user who stays long, inside the block of `services`; returns without waiting until the
    services answer, and their addresses stay the same.
    """
    places = Places.of(home)
    own = [
        kind for kind, url in _by_kind(used.database_url, used.redis_url) if url == places.url(kind)
    ]
    return [f"{kind.shown}的守护进程意外退出，已重新启动。" for kind in _start_keepers(places, own)]


def _by_kind(database_url: str | None, redis_url: str | None) -> list[tuple[Kind, str | None]]:
    return [(Kind.POSTGRES, database_url), (Kind.VALKEY, redis_url)]


@contextmanager
def _as_user(places: Places, kind: Kind) -> Iterator[None]:
    """Hold the users' lock, shared; waits while a keeper is stopping the service."""
    lock = open_lock(places.users_lock(kind))
    try:
        flock(lock, LOCK_SH)
        try:
            yield
        finally:
            flock(lock, LOCK_UN)
            _see_off(places, kind, lock)
    finally:
        os.close(lock)


def _see_off(places: Places, kind: Kind, users: int) -> None:
    """Wait until the keeper is gone, unless somebody else uses the service."""
    keeper = open_lock(places.keeper_lock(kind))
    try:
        deadline = time.monotonic() + LEAVE_SECONDS
        while time.monotonic() < deadline and not try_lock(keeper, LOCK_SH):
            if try_lock(users):
                flock(users, LOCK_UN)  # nobody: the keeper is about to take it
            elif try_lock(users, LOCK_SH):
                return  # another user; the keeper would hold it alone
            time.sleep(POLL_SECONDS)
        flock(users, LOCK_SH)  # to be had again when the keeper's process is gone altogether
    finally:
        os.close(keeper)


def _join(places: Places, wanted: Sequence[Kind]) -> dict[Kind, dict[str, str]]:
    """The facts that the keepers tell, once all services answer; keepers are started if need be."""
    facts: dict[Kind, dict[str, str]] = {}
    keepers_left = KEEPERS_TO_TRY
    look_at = 0.0
    while missing := [kind for kind in wanted if kind not in facts]:
        if time.monotonic() >= look_at:
            if _start_keepers(places, missing):
                keepers_left -= 1
            if keepers_left < 0:
                raise LocalServicesError(f"守护进程反复意外退出，日志见“{places.keeper_log}”。")
            look_at = time.monotonic() + LOOK_FOR_KEEPER_SECONDS
        for kind in missing:
            told = _told(places.facts(kind))
            if told is not None:
                facts[kind] = told
        time.sleep(POLL_SECONDS)
    return facts


def _told(file: Path) -> dict[str, str] | None:
    try:
        facts: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if "error" in facts:
        raise LocalServicesError(facts["error"])
    return facts


def _start_keepers(places: Places, kinds: Sequence[Kind]) -> list[Kind]:
    """Start the keepers that are not there and say which.

    Whoever looks or starts holds the start lock, and a starter removes what an earlier keeper told
    before anybody else can look. So, behind this call, what is told is told by a living keeper.
    """
    with held(places.start_lock):
        started: list[tuple[Kind, subprocess.Popen[bytes]]] = []
        for kind in kinds:
            lock = open_lock(places.keeper_lock(kind))
            try:
                if try_lock(lock):
                    places.facts(kind).unlink(missing_ok=True)
                    started.append((kind, _start_keeper(places, kind, lock)))
            finally:
                os.close(lock)  # the keeper has inherited the lock
        for _, starter in started:
            starter.wait()  # it leaves at once, and leaves the keeper behind
        return [kind for kind, _ in started]


def _start_keeper(places: Places, kind: Kind, lock: int) -> "subprocess.Popen[bytes]":
    log = open_log(places.keeper_log)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "cases.local.keeper", str(places.home), kind.value, str(lock)],
            cwd=CODE,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(lock,),
        )
    finally:
        os.close(log)
