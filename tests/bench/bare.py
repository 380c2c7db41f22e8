"""The reference of POST /api/cases: a bare handler that inserts the same text."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import asyncpg
import uvicorn
from litestar import Litestar, Request, post

TABLE = "CREATE TABLE IF NOT EXISTS plain (id uuid, said text)"


@post("/cases")
async def take(request: Request) -> dict[str, str]:  # type: ignore[type-arg]
    """Insert what was sent."""
    said = (await request.body()).decode()
    pool: asyncpg.Pool = request.app.state.pool
    number = uuid4()
    await pool.execute("INSERT INTO plain (id, said) VALUES ($1, $2)", number, said)
    return {"id": str(number)}


def make(url: str) -> Litestar:
    """The application on a database."""
    parts = urlsplit(url)

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        async with asyncpg.create_pool(
            user="postgres", host=parse_qs(parts.query)["host"][0], database=parts.path[1:]
        ) as pool:
            await pool.execute(TABLE)
            app.state.pool = pool
            yield

    return Litestar([take], lifespan=[lifespan], logging_config=None, openapi_config=None)


if __name__ == "__main__":
    uvicorn.run(
        make(sys.argv[2]),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        log_level="warning",
        access_log=False,
        server_header=False,
    )
