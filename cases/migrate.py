"""migrate (数据库升级): bring a database to the newest schema."""

import asyncio
from typing import Final

from sqlalchemy import pool, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import create_async_engine

from cases.settings import SOURCE

VERSIONS: Final = SOURCE / "migrations" / "versions"


def newest() -> str:
    """The revision of the newest migration; files are numbered in their order."""
    return max(path.name for path in VERSIONS.glob("[0-9]*.py")).split("_")[0]


def behind(url: str) -> bool:
    """Whether a database has not been brought to the newest schema."""
    return asyncio.run(_revision(url)) != newest()


async def _revision(url: str) -> str | None:
    engine = create_async_engine(url, poolclass=pool.NullPool)
    try:
        async with engine.connect() as connection:
            found = await connection.execute(text("SELECT version_num FROM alembic_version"))
            return found.scalar_one_or_none()
    except ProgrammingError:
        return None  # no such table: an empty database
    finally:
        await engine.dispose()


def upgrade(url: str) -> None:
    """Run every migration that the database has not seen, in one transaction."""
    from alembic import command  # half a second to import: only where there is something to do
    from alembic.config import Config

    config = Config(toml_file=SOURCE / "pyproject.toml")
    config.attributes["url"] = url
    command.upgrade(config, "head")
