"""The log files of the services: what was said last, and not growing without limit."""

import os
import shutil
from pathlib import Path
from typing import Final

LONGEST_BYTES: Final = 4_000_000


def open_log(log: Path) -> int:
    """A descriptor that appends to the log."""
    return os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)


def said_since(log: Path, position: int) -> str:
    """What stands in the log behind that position."""
    with log.open("rb") as file:
        file.seek(position)
        return file.read().decode(errors="replace")


def last_line(said: str) -> str:
    """The last line that is not empty, or that there is none."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "日志中没有记录"


def shorten(log: Path) -> None:
    """Keep a long log as the one before and go on with an empty one.

    The writer appends through its own descriptor, so the file is emptied and not replaced.
    """
    if log.exists() and log.stat().st_size > LONGEST_BYTES:
        shutil.copyfile(log, log.with_name(log.name + ".1"))
        os.truncate(log, 0)
