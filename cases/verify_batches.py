"""verify reads a table whole, and never all of it at once."""

from collections.abc import AsyncIterator
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.models import Case
from cases.models_conversion import Conversion

BATCH: Final = 500  # rows read at once
Kept = TypeVar("Kept", Case, Conversion)


async def in_batches(session: AsyncSession, table: type[Kept]) -> AsyncIterator[list[Kept]]:
    """Every row in the order of its key; what was loaded with a batch is let go after it."""
    query = select(table).order_by(table.id).limit(BATCH)
    rows = list(await session.scalars(query))
    while rows:
        after = rows[-1].id
        yield rows
        session.expunge_all()
        rows = list(await session.scalars(query.where(table.id > after)))
