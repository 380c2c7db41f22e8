"""migrate (数据库升级): bring a database to the newest schema."""

import asyncio
from typing import Final

from asyncpg import InterfaceError, PostgresError
from sqlalchemy import pool, text
from sqlalchemy.exc import ArgumentError, DBAPIError, ProgrammingError
from sqlalchemy.ext.asyncio import create_async_engine

from cases.errors import BadInput
from cases.settings import SOURCE

VERSIONS: Final = SOURCE / "migrations" / "versions"
# What comes of an address that cannot be read, or behind which no database answers.
NO_DATABASE: Final = (
    ArgumentError, DBAPIError, InterfaceError, OSError, PostgresError, TypeError, ValueError,
)  # fmt: skip


def newest() -> str:
    """The revision of the newest migration; files are numbered in their order."""
    return max(path.name for path in VERSIONS.glob("[0-9]*.py")).split("_")[0]


def behind(url: str) -> bool:
    """Whether a database has not been brought to the newest schema; BadInput where there is none."""
    try:
        found = asyncio.run(_revision(url))
    except NO_DATABASE as failure:
        cause = failure.driver_exception if isinstance(failure, DBAPIError) else failure
        raise BadInput(
            f"不能连接数据库（{type(cause).__name__}），"
            "请核对环境变量DISCLOSURE_DATABASE_URL以及数据库是否已启动"
        ) from failure
    if found is not None and found > newest():
        raise BadInput(f"数据库结构（{found}）比本程序（{newest()}）新，请使用更新版本的程序")
    return found != newest()


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
