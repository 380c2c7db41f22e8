"""Servers as they are run in earnest: processes of their own, listening on the loopback."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.bench.ground import Ground

START_SECONDS = 90


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def office_server(ground: Ground, database: str) -> AsyncIterator[int]:
    """The whole application on a database, as `disclosure serve` runs it; its port."""
    port = free_port()
    program = ["-m", "cases.cli", "serve", "--web-only", "--port", str(port)]
    environment = {
        "DISCLOSURE_HOME": str(ground.home),
        "DISCLOSURE_DATABASE_URL": ground.named(database),
    }
    async with _running(port, program, environment):
        yield port


@asynccontextmanager
async def bare_server(ground: Ground, database: str) -> AsyncIterator[int]:
    """A handler with one INSERT behind the same server; its port."""
    port = free_port()
    program = ["-m", "tests.bench.bare", str(port), ground.named(database)]
    async with _running(port, program, {}):
        yield port


@asynccontextmanager
async def _running(
    port: int, program: list[str], environment: dict[str, str]
) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, *program, env=os.environ | environment
    )
    try:
        for _ in range(START_SECONDS * 20):
            assert process.returncode is None, "the server ended"
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            break
        yield
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), START_SECONDS)
