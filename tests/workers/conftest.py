"""A queue for each test; the database is the one that all tests share."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.local import services
from cases.local.places import Places
from tests.workers.machine import Queue


@pytest.fixture
def queue() -> Iterator[Queue]:
    """A real Valkey in a home of its own."""
    home = Path(tempfile.mkdtemp(prefix="queue-", dir="/tmp"))
    try:
        with services(home, database_url="postgresql+asyncpg://nobody@/none") as up:
            yield Queue(home, up.redis_url)
    finally:
        shutil.rmtree(Places.of(home).sockets, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)
