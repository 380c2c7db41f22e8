"""Notices (通知): word to the heads of an organ; read one by one on the way, or all at once."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cases.errors import NotFound
from cases.models import Notice, Officer, OfficerRole, Role, new_id


async def read(session: AsyncSession, officer_id: UUID, notice_id: UUID, at: datetime) -> Notice:
    """通知已读; NotFound where it is nobody's or somebody else's."""
    notice: Notice | None = await session.scalar(
        update(Notice)
        .where(Notice.id == notice_id, Notice.officer_id == officer_id)
        .values(read_at=at)
        .returning(Notice)
    )
    if notice is None:
        raise NotFound("没有找到这条通知")
    return notice


async def read_all(session: AsyncSession, officer_id: UUID, at: datetime) -> None:
    """全部通知已读."""
    await session.execute(
        update(Notice)
        .where(Notice.officer_id == officer_id, Notice.read_at.is_(None))
        .values(read_at=at)
    )


async def tell_heads(
    session: AsyncSession, at: datetime, organ_id: UUID, text: str, link: str
) -> int:
    """A notice to every head of an organ's disclosure office (公开机构负责人); to how many."""
    return await tell(session, at, (Role.HEAD,), text, link, organ_id=organ_id)


async def tell(
    session: AsyncSession, at: datetime, roles: Collection[Role], text: str, link: str = "/",
    *, organ_id: UUID | None = None, but: UUID | None = None,
) -> int:  # fmt: skip
    """通知 everybody with one of these roles, at one organ or at any, but one; to how many."""
    query = (
        select(Officer.id)
        .join(OfficerRole, OfficerRole.officer_id == Officer.id)
        .where(OfficerRole.role.in_(roles), Officer.active)
        .distinct()
    )
    if organ_id is not None:
        query = query.where(OfficerRole.organ_id == organ_id)
    notices = [
        {"id": new_id(), "officer_id": officer, "text": text, "link": link, "at": at}
        for officer in await session.scalars(query)
        if officer != but
    ]
    if notices:
        await session.execute(insert(Notice), notices)
    return len(notices)
