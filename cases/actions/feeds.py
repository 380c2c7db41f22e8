"""日历订阅: the secret address from which an officer's deadlines are read; made anew, revoked."""

import hashlib
import secrets
from datetime import datetime
from typing import Final

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.errors import NotAllowed
from cases.models_clock import CalendarFeed

TOKEN_BYTES: Final = 32  # 256 bits by chance: nobody guesses the address


def digest_of(token: str) -> bytes:
    """What is stored of a secret address: nothing that lets one read the feed."""
    return hashlib.sha256(token.encode()).digest()


async def make_feed(session: AsyncSession, actor: Actor, at: datetime) -> str:
    """生成订阅地址: its secret part, told once and never stored; the former address ends."""
    if actor.officer_id is None:
        raise NotAllowed("日历订阅由工作人员本人生成")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = {"digest": digest_of(token), "made_at": at}
    put = insert(CalendarFeed.__table__).values(officer_id=actor.officer_id, **row)
    await session.execute(put.on_conflict_do_update(index_elements=["officer_id"], set_=row))
    return token


async def revoke_feed(session: AsyncSession, actor: Actor) -> None:
    """撤销订阅地址: the feed is gone; calendars that read it find nothing there."""
    await session.execute(delete(CalendarFeed).where(CalendarFeed.officer_id == actor.officer_id))
