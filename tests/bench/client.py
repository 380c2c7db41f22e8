"""A client of few instructions: what is measured is the server."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Self

Request = Callable[[int], bytes]


class Client:
    """One kept-alive connection to a server on the loopback."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def to(cls, port: int) -> Self:
        """A client of the server on that port."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def send(self, request: bytes) -> bytes:
        """The body of the answer; an assertion where it is no success."""
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        _, found, length = head.partition(b"content-length:")
        assert found, head
        body = await self._reader.readexactly(int(length.split(b"\r\n", 1)[0]))
        assert head[9:10] == b"2", (head, body)
        return body

    async def close(self) -> None:
        """Hang up."""
        self._writer.close()
        with suppress(ConnectionError):
            await self._writer.wait_closed()


def get(path: str, headers: dict[str, str]) -> bytes:
    """A GET request."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def post(path: str, headers: dict[str, str], body: bytes) -> bytes:
    """A POST request of JSON."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        *(f"{k}: {v}" for k, v in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def each(client: Client, requests: Sequence[bytes]) -> list[float]:
    """The milliseconds of each request, one after the other."""
    taken = []
    for request in requests:
        started = time.perf_counter()
        await client.send(request)
        taken.append(1000 * (time.perf_counter() - started))
    return taken
