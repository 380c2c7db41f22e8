"""Start and stop one server so that never two of them work on the same data."""

import os
import signal
import subprocess
import time
from pathlib import Path
from threading import Event
from typing import Final

from cases.local.errors import LocalServicesError, cannot_write
from cases.local.events import note
from cases.local.locks import open_lock, try_lock_for
from cases.local.logs import last_line, open_log, said_since
from cases.local.places import make_private
from cases.local.postgres import Postgres
from cases.local.valkey import Valkey

Server = Postgres | Valkey

POLL_SECONDS: Final = 0.01
START_SECONDS: Final = 600  # crash recovery of a large database takes minutes
STOP_SECONDS: Final = 60
KILLED_SECONDS: Final = 10


class Unwanted(Exception):
    """The service is not wanted any more while it was still starting."""


def start(server: Server, stop: Event, patience: float) -> "subprocess.Popen[bytes]":
    """A server that answers; processes of an earlier one get `patience` seconds to end.

    Raises LocalServicesError when it cannot be started and Unwanted when `stop` was set meanwhile.
    """
    while True:
        process, log_position = _spawn(server, patience)
        try:
            if _comes_up(server, process, stop):
                server.settle()
                return process
        except (LocalServicesError, Unwanted):
            end(server, process)
            raise
        said = said_since(server.places.log(server.kind), log_position)
        mended = server.mend(said)
        if mended is None:
            raise LocalServicesError(
                f"{server.kind.shown}未能启动（{last_line(said)}），"
                f"日志见“{server.places.log(server.kind)}”。"
            )
        note(server.places.events, mended)


def end(server: Server, process: "subprocess.Popen[bytes]") -> None:
    """The server stopped in order, or by force when it takes too long."""
    process.send_signal(server.ending)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _spawn(server: Server, patience: float) -> tuple["subprocess.Popen[bytes]", int]:
    # The lock goes to the server and, by fork, to each of its own processes, and to nobody else:
    # it is free when the last of them is gone, whatever became of their parents.
    lock = open_lock(server.places.server_lock(server.kind))
    try:
        if not try_lock_for(lock, patience):
            _kill_holders(server.places.server_lock(server.kind))
            if not try_lock_for(lock, KILLED_SECONDS):
                raise LocalServicesError(f"上一次运行的{server.kind.shown}仍未退出，请稍后重试。")
        make_private(server.places.sockets)
        server.prepare(lock)
        log = open_log(server.places.log(server.kind))
        try:
            position = os.fstat(log).st_size
            process = subprocess.Popen(
                server.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(lock,),
            )
        finally:
            os.close(log)
    except OSError as error:
        raise cannot_write(server.places.home, error) from error
    finally:
        os.close(lock)
    return process, position


def _comes_up(server: Server, process: "subprocess.Popen[bytes]", stop: Event) -> bool:
    """Wait until it answers; False when it ended instead."""
    deadline = time.monotonic() + START_SECONDS
    while not server.answers():
        if process.poll() is not None:
            return False
        if stop.wait(POLL_SECONDS):
            raise Unwanted
        if time.monotonic() > deadline:
            raise LocalServicesError(
                f"{server.kind.shown}在 {START_SECONDS} 秒内未能启动，"
                f"日志见“{server.places.log(server.kind)}”。"
            )
    return True


def _kill_holders(lock: Path) -> None:
    """Kill every process but this one that has the lock file open."""
    wanted = lock.stat()
    for folder in Path("/proc").glob("[0-9]*"):
        if int(folder.name) != os.getpid() and _has_open(folder, wanted):
            try:
                os.kill(int(folder.name), signal.SIGKILL)
            except ProcessLookupError:
                continue  # it ended meanwhile


def _has_open(process: Path, wanted: os.stat_result) -> bool:
    try:
        for descriptor in (process / "fd").iterdir():
            try:
                if os.path.samestat(descriptor.stat(), wanted):
                    return True
            except FileNotFoundError:
                continue  # closed meanwhile, or a socket that has no file
    except (FileNotFoundError, PermissionError):
        return False  # it ended meanwhile, or is another user's
    return False
