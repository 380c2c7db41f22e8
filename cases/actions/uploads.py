"""待确认的台账: an uploaded register, kept sealed until it is brought in or put away."""

import base64
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.errors import NotFound
from cases.models import RegisterUpload, new_id
from cases.vault import Vault

KEPT_FOR: Final = timedelta(days=1)


async def keep(
    session: AsyncSession,
    vault: Vault,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    name: str,
    content: bytes,
) -> RegisterUpload:
    """Keep a register, sealed; those kept too long are put away."""
    assert actor.officer_id is not None
    await session.execute(delete(RegisterUpload).where(RegisterUpload.at < at - KEPT_FOR))
    upload_id = new_id()
    kept = RegisterUpload(
        id=upload_id,
        organ_id=organ_id,
        officer_id=actor.officer_id,
        name=name[:200],
        content=vault.seal(base64.b64encode(content).decode(), row=str(upload_id), column="upload"),
        at=at,
    )
    session.add(kept)
    await session.flush()
    return kept


async def find(session: AsyncSession, actor: Actor, upload_id: UUID) -> RegisterUpload:
    """A register that this officer uploaded; NotFound otherwise."""
    kept = await session.scalar(select(RegisterUpload).where(RegisterUpload.id == upload_id))
    if kept is None or kept.officer_id != actor.officer_id:
        raise NotFound("没有找到待导入的台账，可能已导入或者已超过一天，请重新上传")
    return kept


def content(vault: Vault, upload: RegisterUpload) -> bytes:
    """The file as it was uploaded."""
    return base64.b64decode(vault.open(upload.content, row=str(upload.id), column="upload"))


async def put_away(session: AsyncSession, upload: RegisterUpload) -> None:
    """The upload is needed no more."""
    await session.execute(delete(RegisterUpload).where(RegisterUpload.id == upload.id))
