"""Reads of the 主动公开目录: columns beside the published entries, for the office and for everybody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from cases.errors import NotFound
from cases.law.conversion import CATALOGUE_COLUMNS
from cases.models import Organ
from cases.models_conversion import CatalogueEntry
from cases.models_public import PublicDesk
from cases.models_published import PublishedEntry
from cases.queries import PAGE, Page
from cases.queries_published import holds
from cases.queries_search import day_and_id

GONE: Final = "没有找到这条主动公开信息，可能已经撤下"


async def catalogue_of(
    session: AsyncSession, entries: Collection[UUID]
) -> dict[UUID, CatalogueEntry]:
    """The columns of these entries, as far as they have any."""
    if not entries:
        return {}
    rows = await session.scalars(select(CatalogueEntry).where(CatalogueEntry.entry_id.in_(entries)))
    return {row.entry_id: row for row in rows}


def columns_of(
    entry: PublishedEntry, organ_name: str, listed: CatalogueEntry | None
) -> dict[str, str]:
    """The eight columns of an entry; of one without its own what the entry itself says."""
    if listed is not None:
        return {column.name: getattr(listed, column.name) for column in CATALOGUE_COLUMNS}
    return {
        "matter": entry.catalogue_class,
        "content": entry.summary or entry.title,
        "basis": "",
        "time_limit": "",
        "subject": organ_name,
        "way": "主动公开",
        "channel": entry.outlet,
        "audience": "",
    }


def _public() -> Any:
    """What stands published by organs whose public pages are open now."""
    newest = (
        select(PublicDesk.id)
        .ext(distinct_on(PublicDesk.organ_id))
        .order_by(PublicDesk.organ_id, PublicDesk.made_at.desc(), PublicDesk.id.desc())
    )
    return (
        select(
            PublishedEntry, CatalogueEntry, Organ.name.label("organ_name"),
            Organ.code.label("organ_code"),
        )
        .join(Organ, Organ.id == PublishedEntry.organ_id)
        .join(PublicDesk, PublicDesk.organ_id == Organ.id)
        .outerjoin(CatalogueEntry, CatalogueEntry.entry_id == PublishedEntry.id)
        .where(
            PublicDesk.id.in_(newest), PublicDesk.is_open, PublishedEntry.withdrawn_on.is_(None)
        )
        .order_by(PublishedEntry.published_on.desc(), PublishedEntry.id.desc())
    )  # fmt: skip


def _narrowing(words: str, organ: str, group: str) -> list[ColumnElement[bool]]:
    terms = [holds(word) for word in words.split()]
    if organ:
        terms.append(Organ.code == organ)
    if group:
        terms.append(PublishedEntry.catalogue_class == group)
    return terms


async def public_entries(
    session: AsyncSession,
    *,
    words: str = "",
    organ: str = "",
    group: str = "",
    after: str | None = None,
    size: int = PAGE,
) -> Page:
    """What everybody may read, the newest first: nothing withdrawn, nothing of a closed organ."""
    query = _public().where(*_narrowing(words, organ, group)).limit(size + 1)
    if after is not None:
        start = tuple_(*day_and_id(after))
        query = query.where(tuple_(PublishedEntry.published_on, PublishedEntry.id) < start)
    rows = (await session.execute(query)).all()
    last = rows[size - 1].PublishedEntry if len(rows) > size else None
    return Page(rows[:size], f"{last.published_on}_{last.id}" if last else None)


async def public_entry(session: AsyncSession, entry_id: UUID) -> Any:
    """One entry for everybody; NotFound once it is withdrawn or its organ's pages are closed."""
    rows = await session.execute(_public().where(PublishedEntry.id == entry_id))
    found = rows.one_or_none()
    if found is None:
        raise NotFound(GONE)
    return found


@dataclass(frozen=True)
class Offered:
    """What the public's search can be narrowed by."""

    organs: Sequence[tuple[str, str]]  # code, name
    groups: Sequence[str]  # catalogue classes


async def offered(session: AsyncSession) -> Offered:
    """Organs with something published, and the classes of their 目录."""
    here = _public().order_by(None).subquery()
    organs = await session.execute(
        select(here.c.organ_code, here.c.organ_name).distinct().order_by(here.c.organ_code)
    )
    groups = await session.scalars(
        select(here.c.catalogue_class)
        .where(here.c.catalogue_class != "")
        .distinct()
        .order_by(here.c.catalogue_class)
        .limit(MOST_GROUPS)
    )
    return Offered([(code, name) for code, name in organs], groups.all())


MOST_GROUPS: Final = 100
