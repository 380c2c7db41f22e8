"""Reads of published information (主动公开信息): the list, one entry, what is like a request."""

from collections.abc import Collection, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Result, Row, Select, func, literal, or_, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from cases.errors import BadInput, NotFound
from cases.models import Organ
from cases.models_published import PublishedEntry
from cases.queries import PAGE, Page
from cases.queries_desk import sought_of
from cases.queries_search import day_and_id

SHOWN: Final = 5
# Of the trigrams of what is asked for, found in a title (convention): 城南片区征地补偿安置方案 and
# 城南片区征收土地补偿安置方案的公告 have 0.71 in common, with 城北片区征地补偿款发放明细 it is 0.40.
ALIKE: Final = 0.45
MOST_COMPARED: Final = 500  # titles that are like enough, of which the likest are shown
SHORTEST_WORD: Final = 2


async def similar_published(
    session: AsyncSession, organs: Collection[UUID], asked: Sequence[str], numbers: Sequence[str]
) -> list[Row[Any]]:
    """What the governments of these organs have published that is like an item asked for.

    Own entries first, then those of organs under the same government. `item`: which one it is like,
    from 0. Numbers are those that the applicant named: 索引号 finds its entry whatever it is called.
    """
    sought = [(place, text) for place, said in enumerate(asked) if (text := sought_of(said))]
    named = [number for number in numbers if number]
    if not organs or (not sought and not named):
        return []
    await session.execute(AT_LEAST, {"least": str(ALIKE)})
    own = PublishedEntry.organ_id.in_(organs)
    found: dict[UUID, Row[Any]] = {}
    for place, said in sought:
        likeness = func.word_similarity(literal(said), PublishedEntry.title_key)
        here = _entries(literal(place), likeness, own).where(
            PublishedEntry.title_key.bool_op("%>")(said), _same_government(organs)
        )
        rows = await session.execute(_likest(here))
        for row in rows:
            found.setdefault(row.id, row)
    if named:
        here = _entries(literal(0), literal(1.0), own)
        here = here.where(PublishedEntry.index_number.in_(named), _same_government(organs))
        for row in await session.execute(here.limit(SHOWN)):
            found[row.id] = row
    ranked = sorted(found.values(), key=lambda row: (not row.own, -row.likeness, row.title))
    return ranked[:SHOWN]


AT_LEAST: Final = text("SELECT set_config('pg_trgm.word_similarity_threshold', :least, true)")


def _entries(place: Any, likeness: Any, own: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            PublishedEntry.id, PublishedEntry.title, PublishedEntry.address, PublishedEntry.outlet,
            PublishedEntry.index_number, PublishedEntry.published_on,
            Organ.name.label("organ_name"), own.label("own"), place.label("item"),
            likeness.label("likeness"),
        )
        .join(Organ, Organ.id == PublishedEntry.organ_id)
        .where(PublishedEntry.withdrawn_on.is_(None))
    )  # fmt: skip


def _likest(query: Select[Any]) -> Select[Any]:
    some = query.limit(MOST_COMPARED).subquery()
    return select(some).order_by(some.c.own.desc(), some.c.likeness.desc(), some.c.id).limit(SHOWN)


def _same_government(organs: Collection[UUID]) -> ColumnElement[bool]:
    """Entries of these organs, of the one above each, and of that one's others: 本级政府及其部门."""
    above = select(Organ.parent_id).where(Organ.id.in_(organs), Organ.parent_id.is_not(None))
    near = select(Organ.id).where(
        or_(Organ.id.in_(organs), Organ.id.in_(above), Organ.parent_id.in_(above))
    )
    return PublishedEntry.organ_id.in_(near)


async def published(
    session: AsyncSession,
    organs: Collection[UUID],
    words: str,
    after: str | None = None,
    size: int = PAGE,
) -> Page:
    """The list, the newest first, withdrawn entries among it; every word must stand in an entry."""
    query = (
        select(PublishedEntry, Organ.name.label("organ_name"))
        .join(Organ, Organ.id == PublishedEntry.organ_id)
        .where(_same_government(organs), *map(holds, words.split()))
        .order_by(PublishedEntry.published_on.desc(), PublishedEntry.id.desc())
        .limit(size + 1)
    )
    if after is not None:
        start = tuple_(*day_and_id(after))
        query = query.where(tuple_(PublishedEntry.published_on, PublishedEntry.id) < start)
    found: Result[Any] = await session.execute(query)
    rows = found.all()
    last = rows[size - 1].PublishedEntry if len(rows) > size else None
    return Page(rows[:size], f"{last.published_on}_{last.id}" if last else None)


def holds(word: str) -> ColumnElement[bool]:
    """Whether an entry holds a word; BadInput for one that is too short to look for."""
    if len(word) < SHORTEST_WORD:
        raise BadInput(f"查询词“{word}”过短，请至少输入{SHORTEST_WORD}个字")
    twice = "".join(2 * (f"\\{c}" if c in "%_\\" else c) for c in word.lower())
    return PublishedEntry.found_by.like(f"%{twice}%", escape="\\")


async def entry_for(
    session: AsyncSession, organs: Collection[UUID], entry_id: UUID
) -> PublishedEntry:
    """An entry that stands and that these organs may answer with; NotFound otherwise."""
    found = await session.scalar(
        select(PublishedEntry).where(
            PublishedEntry.id == entry_id,
            PublishedEntry.withdrawn_on.is_(None),
            _same_government(organs),
        )
    )
    if found is None:
        raise NotFound("没有找到这条主动公开信息，可能已经撤下")
    return found


async def usual_outlet(session: AsyncSession, organs: Collection[UUID]) -> str:
    """公开渠道 of the newest entry of these organs: what a new entry begins with."""
    newest = select(PublishedEntry.outlet).where(PublishedEntry.organ_id.in_(organs))
    newest = newest.order_by(PublishedEntry.published_on.desc(), PublishedEntry.id.desc()).limit(1)
    return await session.scalar(newest) or ""
