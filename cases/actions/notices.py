"""Notices (通知) of an officer: read one by one on the way to what they speak of, or all at once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from cases.errors import NotFound
from cases.models import Notice


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
