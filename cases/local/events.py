"""What happened to the services, one line each, written by keepers and read by `serve`."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

LONGEST_BYTES: Final = 1_000_000


def note(events: Path, sentence: str) -> None:
    """Append a sentence with its time; the file starts anew when it has grown long."""
    line = f"{datetime.now(UTC).astimezone().isoformat(timespec='seconds')}\t{sentence}\n"
    # One write in append mode, so lines of two keepers never mix.
    descriptor = os.open(events, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        if os.fstat(descriptor).st_size > LONGEST_BYTES:
            os.ftruncate(descriptor, 0)
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)


class NewEvents:
    """The sentences that are written after this was made."""

    def __init__(self, events: Path) -> None:
        self._events = events
        self._read = _size(events)

    def take(self) -> list[str]:
        """The sentences since the last call."""
        size = _size(self._events)
        if size == self._read:
            return []
        if size < self._read:  # it was started anew
            self._read = 0
        with self._events.open("rb") as file:
            file.seek(self._read)
            lines = file.read().splitlines(keepends=True)
        self._read += sum(map(len, lines))
        return [line.decode().rstrip("\n").partition("\t")[2] for line in lines]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
