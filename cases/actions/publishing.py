"""主动公开信息: what is public already is entered with its address, and withdrawn with a reason."""

from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.steps import wrong
from cases.actor import Actor
from cases.errors import Conflict, NotAllowed, NotFound
from cases.law.articles import regulation
from cases.models import ROLE_LABELS, Organ, new_id
from cases.models_published import PublishedEntry
from cases.states import DISCLOSURE_OFFICE

ARTICLE: Final = regulation(4)  # 政府信息公开工作机构: 维护和更新本行政机关公开的政府信息
PUBLISHERS: Final = DISCLOSURE_OFFICE
WEB: Final = ("http", "https")


def check_publisher(actor: Actor, organ_id: UUID) -> None:
    """NotAllowed unless the actor keeps what this organ has published."""
    if not actor.has(organ_id, PUBLISHERS):
        who = "、".join(ROLE_LABELS[role] for role in PUBLISHERS)
        raise NotAllowed(f"主动公开信息应由本单位{who}岗位人员登记、撤下", article=ARTICLE)


async def add_entry(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    title: str,
    address: str,
    outlet: str,
    published_on: date,
    index_number: str = "",
    catalogue_class: str = "",
    keywords: str = "",
    summary: str = "",
    entry_id: UUID | None = None,
) -> PublishedEntry:
    """登记一条主动公开信息, so that whoever asks for it can be told where it is.

    `entry_id`: where its own address names it, the one that it shall have.
    BadInput for a day in the future or a web address that is none; Conflict where the same title
    stands at the same address already.
    """
    check_publisher(actor, organ_id)
    today = door.today(at)
    if published_on > today:
        sentence = f"公开日期{published_on}晚于今天（{today}），应为今天或者以前的日期"
        raise wrong("published_on", sentence, ARTICLE)
    check_address(address)
    await session.get_one(Organ, organ_id, with_for_update={"key_share": True})  # one at a time
    there = await session.scalar(
        select(PublishedEntry.id).where(
            PublishedEntry.organ_id == organ_id,
            PublishedEntry.title == title,
            PublishedEntry.address == address,
            PublishedEntry.withdrawn_on.is_(None),
        )
    )
    if there is not None:
        raise Conflict("这条信息已经登记过，名称和地址都相同")
    entry = PublishedEntry(
        id=entry_id or new_id(), organ_id=organ_id, title=title, address=address, outlet=outlet,
        published_on=published_on, index_number=index_number, catalogue_class=catalogue_class,
        keywords=keywords, summary=summary, made_by=actor.name, made_at=at,
    )  # fmt: skip
    session.add(entry)
    await session.flush()
    return entry


def check_address(address: str) -> None:
    """BadInput for a web address that leads nowhere; a place in words is taken as it is."""
    if "://" not in address:
        return
    try:
        parts = urlsplit(address)
        is_web = parts.scheme.lower() in WEB and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or " " in address:
        sentence = "网址应以“http”或者“https”加“://”开头，并且写明网站，不含空格"
        raise wrong("address", sentence, ARTICLE)


async def withdraw_entry(
    session: AsyncSession, actor: Actor, at: datetime, entry_id: UUID, reason: str
) -> PublishedEntry:
    """撤下: nobody is referred to it any more; that it stood there, and why not now, stays."""
    entry = await session.get(
        PublishedEntry, entry_id, with_for_update=True, populate_existing=True
    )
    if entry is None or not actor.may_read(entry.organ_id):
        raise NotFound("没有找到这条主动公开信息")
    check_publisher(actor, entry.organ_id)
    if entry.withdrawn_on is not None:
        raise Conflict(f"这条信息已于{entry.withdrawn_on}撤下")
    entry.withdrawn_on, entry.withdrawn_at = door.today(at), at
    entry.withdrawn_by, entry.withdraw_reason = actor.name, reason
    await session.flush()
    return entry
