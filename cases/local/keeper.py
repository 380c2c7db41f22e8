"""The keeper: parent of one service of one home, up while anybody uses it, gone soon after.

    python -m cases.local.keeper HOME KIND LOCK

Who uses the service holds its users' lock, shared. The keeper waits for that lock alone and so
learns from the kernel, in every case, that the last user is gone. LOCK is the descriptor of the
keeper's own lock, taken by the starter and inherited, so there is never a gap between the two.
"""

import json
import os
import signal
import sys
import time
from fcntl import LOCK_EX, flock
from pathlib import Path
from subprocess import Popen
from threading import Event, Thread
from types import FrameType
from typing import Final

from cases.local.backoff import Backoff
from cases.local.errors import LocalServicesError
from cases.local.events import note
from cases.local.locks import open_lock
from cases.local.logs import shorten
from cases.local.places import Kind, Places
from cases.local.postgres import Postgres
from cases.local.server import Server, Unwanted, end, start
from cases.local.valkey import Valkey

LOOK_SECONDS: Final = 0.2
SHORTEN_SECONDS: Final = 60.0
# After a killed keeper the server may still be stopping in order; after a killed server only
# its remains are left.
PATIENCE_AT_FIRST_SECONDS: Final = 30.0
PATIENCE_AGAIN_SECONDS: Final = 2.0


def main(home: str, kind: str, lock: str) -> int:
    """Keep one service up until it has no user; 1 when it cannot be started."""
    if os.fork():
        return 0  # the starter is a parent that need not be there, so it is not ours
    os.setsid()  # Ctrl-C in the starter's terminal is not meant for us
    os.set_inheritable(int(lock), False)
    os.umask(0o077)
    os.chdir("/")
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]  # an operator's PGDATA or PGPORT is about another server
    return keep(Places.of(Path(home)), Kind(kind), int(lock))


def keep(places: Places, kind: Kind, lock: int) -> int:
    """Start the service, tell its users, and hold it up until nobody is left."""
    stop = Event()

    def asked_to_end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, asked_to_end)
    # Handled and not ignored: what is ignored stays ignored in PostgreSQL until it is half up.
    signal.signal(signal.SIGINT, asked_to_end)
    shorten(places.log(kind))
    shorten(places.keeper_log)
    try:
        server: Server = Postgres.of(places) if kind is Kind.POSTGRES else Valkey.of(places)
        # From here on there is a second thread, so no more forks without exec.
        Thread(target=_wait_for_last_user, args=(places, kind, stop), daemon=True).start()
        process = start(server, stop, PATIENCE_AT_FIRST_SECONDS)
    except LocalServicesError as error:
        publish(places.facts(kind), {"error": str(error)})
        return 1
    except Unwanted:
        return 0
    publish(places.facts(kind), server.facts())
    last: Popen[bytes] | None = process
    try:
        last = _hold_up(server, process, stop)
    finally:
        places.facts(kind).unlink(missing_ok=True)
        if last is not None:
            end(server, last)
        # Before the users' lock, which goes with the process: who comes next finds no keeper.
        os.close(lock)
    return 0


def publish(file: Path, facts: dict[str, str]) -> None:
    """Write the facts for the users, whole or not at all."""
    new = file.with_suffix(".new")
    new.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    new.replace(file)


def _wait_for_last_user(places: Places, kind: Kind, stop: Event) -> None:
    # Kept open until the process ends: a new user waits for that and then starts a new keeper.
    users = open_lock(places.users_lock(kind))
    flock(users, LOCK_EX)
    stop.set()


def _hold_up(server: Server, process: "Popen[bytes]", stop: Event) -> "Popen[bytes] | None":
    """Start the server again as often as it dies; the one that runs when the time has come."""
    backoff = Backoff()
    started = time.monotonic()
    shortened = started
    while not stop.wait(LOOK_SECONDS):
        if process.poll() is not None:
            again = _start_again(
                server, process.returncode, time.monotonic() - started, backoff, stop
            )
            if again is None:
                return None
            process, started = again, time.monotonic()
        if time.monotonic() - shortened > SHORTEN_SECONDS:
            shorten(server.places.log(server.kind))
            shortened = time.monotonic()
    return process


def _start_again(
    server: Server, code: int, lived: float, backoff: Backoff, stop: Event
) -> "Popen[bytes] | None":
    name = server.kind.shown
    while not stop.wait(backoff.died_after(lived)):
        if backoff.first_hopeless:
            note(
                server.places.events,
                f"{name}反复意外退出，将继续尝试启动，日志见“{server.places.log(server.kind)}”。",
            )
        try:
            process = start(server, stop, PATIENCE_AGAIN_SECONDS)
        except LocalServicesError as error:
            sys.stderr.write(f"{error}\n")  # into the keepers' log
            sys.stderr.flush()
            lived = 0.0
            continue
        except Unwanted:
            return None
        if not backoff.hopeless:
            note(server.places.events, f"{name}意外退出（代码 {code}），已重新启动。")
        return process
    return None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
