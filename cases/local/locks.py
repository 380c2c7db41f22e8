"""Locks between processes. The kernel gives them back however a process ends, so they never lie."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cases.local.errors import cannot_write

POLL_SECONDS = 0.01


def open_lock(path: Path) -> int:
    """A descriptor of the lock file; programs started from here do not inherit it."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise cannot_write(path, error) from error


def try_lock(descriptor: int, kind: int = fcntl.LOCK_EX) -> bool:
    """Take the lock now or say that somebody else has it."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def try_lock_for(descriptor: int, seconds: float) -> bool:
    """Take the lock alone within so many seconds, or say that it stayed with somebody else."""
    deadline = time.monotonic() + seconds
    while not try_lock(descriptor):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


@contextmanager
def held(path: Path) -> Iterator[None]:
    """The lock, alone, for as long as the block lasts; waits for it."""
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
