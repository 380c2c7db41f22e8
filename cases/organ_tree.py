"""单位的层级: an organ and everything below it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from cases.models import Organ


async def with_those_below(session: AsyncSession, roots: Collection[UUID]) -> Sequence[Organ]:
    """These organs and all below them, by their codes: one statement."""
    here = select(Organ.id).where(Organ.id.in_(roots)).cte(recursive=True)
    child = aliased(Organ)
    tree = here.union(select(child.id).join(here, child.parent_id == here.c.id))
    found = await session.scalars(
        select(Organ).where(Organ.id.in_(select(tree.c.id))).order_by(Organ.code)
    )
    return found.all()
