"""The database: engine and sessions. One transaction per request or job, committed at its edge."""

import json
from typing import Any, Final

from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

Sessions = async_sessionmaker[AsyncSession]


def canonical(value: Any) -> str:
    """JSON that is equal for equal values: sorted keys, no blanks. Hashes are taken over it."""
    return _canonical(value)


_canonical: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":")
).encode  # made once: json.dumps makes an encoder for each call


def make_engine(url: str, *, connections: int = 10) -> AsyncEngine:
    """An engine on PostgreSQL by asyncpg; parameters never reach a log."""
    return create_async_engine(
        url,
        pool_size=connections,
        max_overflow=connections,
        pool_pre_ping=False,
        hide_parameters=True,
        json_serializer=canonical,
    )


def make_sessions(engine: AsyncEngine, info: dict[str, Any] | None = None) -> Sessions:
    """Sessions whose objects stay readable after the commit; each carries what `info` names."""
    return async_sessionmaker(engine, expire_on_commit=False, autoflush=False, info=info or {})
