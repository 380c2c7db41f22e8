"""常用查找: filters of the list that an officer keeps under a name, and may share as head."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.errors import BadInput, Conflict, Fault, NotAllowed, NotFound
from cases.law.identity import masked_text
from cases.models import Organ, Role
from cases.models_saved import ListExport, SavedSearch
from cases.words_sought import is_personal, words_of

MOST_SAVED: Final = 30  # convention: of one officer
LONGEST_NAME: Final = 40  # characters
SHARERS: Final = (Role.HEAD,)


async def save(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    *,
    name: str,
    filters: Mapping[str, str],
    is_home: bool = False,
    organ: str = "",
) -> SavedSearch:
    """Keep filters under a name, behind those kept already; `organ`: with whom it is shared.

    BadInput for numbers of persons: what is kept is short-lived or free of them.
    """
    assert actor.officer_id is not None
    kept = {field: value for field, value in filters.items() if value}
    _check_words(kept)
    mine = await _own(session, actor)
    if len(mine) >= MOST_SAVED:
        raise Conflict(f"常用查找最多{MOST_SAVED}个，请先删除不再使用的")
    saved = SavedSearch(
        officer_id=actor.officer_id, organ_id=await _shared(session, actor, organ),
        name=_named(name, mine), filters=kept, is_home=False, made_at=at,
        place=max((one.place for one in mine), default=0) + 1,
    )  # fmt: skip
    session.add(saved)
    await session.flush()
    if is_home:
        await _set_home(session, actor, saved)
    return saved


async def change(
    session: AsyncSession,
    actor: Actor,
    saved_id: UUID,
    *,
    name: str,
    is_home: bool,
    organ: str,
    filters: Mapping[str, str] | None = None,
) -> SavedSearch:
    """Rename, share, set as the home list; with `filters`, what it is narrowed to from now on."""
    saved = await _mine(session, actor, saved_id)
    others = [one for one in await _own(session, actor) if one.id != saved_id]
    saved.name = _named(name, others)
    saved.organ_id = await _shared(session, actor, organ, saved.organ_id)
    if filters is not None:
        kept = {field: value for field, value in filters.items() if value}
        _check_words(kept)
        saved.filters = kept
    if is_home:
        await _set_home(session, actor, saved)
    else:
        saved.is_home = False
        await session.flush()
    return saved


async def move(session: AsyncSession, actor: Actor, saved_id: UUID, *, up: bool) -> None:
    """One place up or down among the officer's own; at the end it stays."""
    mine = await _own(session, actor)
    places = [one.id for one in mine]
    if saved_id not in places:
        raise NotFound(NONE)
    here = places.index(saved_id)
    there = here - 1 if up else here + 1
    if 0 <= there < len(mine):
        mine[here].place, mine[there].place = mine[there].place, mine[here].place
        await session.flush()


async def delete(session: AsyncSession, actor: Actor, at: datetime, saved_id: UUID) -> SavedSearch:
    """Take it off the list; until it is missed it can be brought back."""
    saved = await _mine(session, actor, saved_id)
    saved.deleted_at, saved.is_home = at, False
    await session.flush()
    return saved


async def restore(session: AsyncSession, actor: Actor, saved_id: UUID) -> SavedSearch:
    """Bring back what was deleted; Conflict where its name is taken meanwhile."""
    saved = await _mine(session, actor, saved_id, deleted=True)
    if saved.deleted_at is not None:
        mine = await _own(session, actor)
        if len(mine) >= MOST_SAVED:
            raise Conflict(f"常用查找最多{MOST_SAVED}个，请先删除不再使用的")
        if any(one.name == saved.name for one in mine):
            raise Conflict(f"已有名为“{saved.name}”的常用查找，请先给它改名")
        saved.deleted_at = None
        await session.flush()
    return saved


async def record_export(
    session: AsyncSession, actor: Actor, at: datetime, organs: list[UUID], filters: str, lines: int
) -> None:
    """导出记录: that a list was taken away; numbers of persons are masked in what it says."""
    session.add(
        ListExport(
            officer_id=actor.officer_id, officer=actor.name, organs=organs,
            filters=masked_text(filters), lines=lines, at=at,
        )
    )  # fmt: skip
    await session.flush()


async def _own(session: AsyncSession, actor: Actor) -> list[SavedSearch]:
    """The officer's own, in their order; locked, so that two windows do not number alike."""
    rows = await session.scalars(
        select(SavedSearch)
        .where(SavedSearch.officer_id == actor.officer_id, SavedSearch.deleted_at.is_(None))
        .order_by(SavedSearch.place, SavedSearch.id)
        .with_for_update()
    )
    return list(rows)


async def _mine(
    session: AsyncSession, actor: Actor, saved_id: UUID, *, deleted: bool = False
) -> SavedSearch:
    saved = await session.get(SavedSearch, saved_id, with_for_update=True)
    if saved is None or saved.officer_id != actor.officer_id:
        raise NotFound(NONE)
    if saved.deleted_at is not None and not deleted:
        raise NotFound(NONE)
    return saved


NONE: Final = "没有找到这个常用查找，可能已经删除"


async def _set_home(session: AsyncSession, actor: Actor, saved: SavedSearch) -> None:
    """The one home list of an officer."""
    await session.execute(
        update(SavedSearch)
        .where(SavedSearch.officer_id == actor.officer_id, SavedSearch.id != saved.id)
        .values(is_home=False)
    )
    saved.is_home = True
    await session.flush()


async def _shared(
    session: AsyncSession, actor: Actor, code: str, before: UUID | None = None
) -> UUID | None:
    """With whom it is shared: an organ that the officer heads; nobody without a code."""
    if not code:
        return None
    organ_id = await session.scalar(select(Organ.id).where(Organ.code == code))
    if organ_id is None:
        raise NotFound(f"没有找到代码为“{code}”的单位")
    if organ_id != before and not actor.has(organ_id, SHARERS):
        raise NotAllowed("常用查找应由本单位公开机构负责人共享")
    return organ_id


def _named(name: str, others: list[SavedSearch]) -> str:
    if not name:
        raise BadInput.of([Fault("name", "请填写名称，如“本月到期”")])
    if len(name) > LONGEST_NAME:
        raise BadInput.of([Fault("name", f"名称过长，最多{LONGEST_NAME}个字")])
    if any(is_personal(word) for word in words_of(name)):
        raise BadInput.of([Fault("name", "名称中不得有证件号码、电话")])
    if any(one.name == name for one in others):
        raise BadInput.of([Fault("name", f"已有名为“{name}”的常用查找，请换一个名称")])
    return name


def _check_words(filters: Mapping[str, str]) -> None:
    if any(
        is_personal(word) for value in ("q", "tag") for word in words_of(filters.get(value, ""))
    ):
        raise BadInput("证件号码、电话不能存入常用查找，请去掉后再保存")
