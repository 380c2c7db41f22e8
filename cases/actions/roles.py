"""任职: the roles that an officer holds now, for work that is done outside a sign-in."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.models import OfficerRole, Role


async def roles_held(session: AsyncSession, officer_id: UUID) -> dict[UUID, frozenset[Role]]:
    """The roles of an officer by organ."""
    held: dict[UUID, set[Role]] = {}
    rows = select(OfficerRole).where(OfficerRole.officer_id == officer_id)
    for row in await session.scalars(rows):
        held.setdefault(row.organ_id, set()).add(Role(row.role))
    return {organ: frozenset(these) for organ, these in held.items()}
