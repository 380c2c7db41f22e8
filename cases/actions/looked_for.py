"""按号码查找: numbers of papers and telephones that are looked for stand in no address.

An address is kept by browsers and logged by whatever stands before the server. So the words of a
search that may be such numbers (`words_sought.is_personal`) are stored instead, sealed, for the
officer who typed them, and the address names the row. They open for LIVES, and are deleted with the
next search of that officer, at the latest in the night.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.keeping import keeping
from cases.models import new_id
from cases.models_saved import LookedFor

LIVES: Final = timedelta(hours=4)  # convention: a morning's work on one list
MOST_KEPT: Final = 20  # per officer; the oldest give way
COLUMN: Final = "looked_for"


async def keep(session: AsyncSession, actor: Actor, at: datetime, numbers: str) -> UUID:
    """Store what was looked for; the number under which its officer, and nobody else, has it."""
    assert actor.officer_id is not None
    looked = LookedFor(id=new_id(), officer_id=actor.officer_id, at=at)
    looked.sealed = keeping(session).vault.seal(numbers, row=str(looked.id), column=COLUMN)
    mine = LookedFor.officer_id == actor.officer_id
    newest = select(LookedFor.id).where(mine, LookedFor.at > at - LIVES)
    newest = newest.order_by(LookedFor.at.desc(), LookedFor.id.desc()).limit(MOST_KEPT - 1)
    await session.execute(delete(LookedFor).where(mine, LookedFor.id.not_in(newest)))
    session.add(looked)
    await session.flush()
    return looked.id


async def numbers_of(
    session: AsyncSession, actor: Actor, at: datetime, looked_for: UUID
) -> str | None:
    """What this officer looked for; None once it is gone, and for everybody else."""
    sealed = await session.scalar(
        select(LookedFor.sealed).where(
            LookedFor.id == looked_for,
            LookedFor.officer_id == actor.officer_id,
            LookedFor.at > at - LIVES,
        )
    )
    if sealed is None:
        return None
    return keeping(session).vault.open(sealed, row=str(looked_for), column=COLUMN)


async def delete_old(session: AsyncSession, at: datetime) -> None:
    """What nobody can open any more is gone; at night, by the worker."""
    await session.execute(delete(LookedFor).where(LookedFor.at <= at - LIVES))
