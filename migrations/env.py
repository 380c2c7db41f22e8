"""Alembic's entry: brings the database at DISCLOSURE_DATABASE_URL (or the given one) up to date."""

import asyncio

from alembic import context
from sqlalchemy import Connection, pool
from sqlalchemy.ext.asyncio import create_async_engine

from cases.models import Table
from cases.settings import read_settings


def migrate(connection: Connection) -> None:
    """Run what is due in one transaction, alone: two starting programs do it one after the other."""
    context.configure(connection=connection, target_metadata=Table.metadata)
    with context.begin_transaction():
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(711)")
        context.run_migrations()


async def connect() -> None:
    """Open the connection that a command line gives no object for."""
    url = context.config.attributes.get("url") or read_settings().database_url
    if url is None:
        raise SystemExit("请设置DISCLOSURE_DATABASE_URL，或者使用 disclosure migrate")
    engine = create_async_engine(url, poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
        await connection.commit()
    await engine.dispose()


asyncio.run(connect())
