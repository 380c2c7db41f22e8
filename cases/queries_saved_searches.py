"""Reads of 常用查找: an officer's saved filters with their counts, and what was exported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries
from cases.actions.saved_searches import SHARERS
from cases.actor import Actor
from cases.errors import Refusal
from cases.list_filters import Reader, chosen_of, wanted_of
from cases.models import Organ
from cases.models_saved import ListExport, SavedSearch
from cases.queries_search import Wanted, counts_of

MOST_COUNTED: Final = 99  # convention: beside a link; the list itself counts further
MOST_SHOWN: Final = 60  # saved filters, shared ones among them
EXPORTS_SHOWN: Final = 50


@dataclass(frozen=True)
class Saved:
    """One saved filter as pages link it; `count` is None where it makes no sense any more."""

    id: UUID
    name: str
    filters: dict[str, str]
    is_home: bool
    is_own: bool
    organ: str  # code of the organ with which it is shared; empty where with none
    organ_name: str
    count: int | None

    @property
    def address(self) -> str:
        """Where its list is."""
        return f"/cases?{urlencode(self.filters | {'saved': str(self.id)})}"

    @property
    def counted(self) -> str:
        """Its count as a link prints it: capped."""
        if self.count is None:
            return "条件已失效"
        return f"{MOST_COUNTED}+" if self.count > MOST_COUNTED else str(self.count)


async def of(session: AsyncSession, actor: Actor, today: date) -> list[Saved]:
    """The saved filters of an officer in their order, then those shared with an organ of his.

    Two statements of its own, and one each for organs and calendar; counts stop at MOST_COUNTED.
    """
    organs = await queries.organs_of(session, actor)
    calendar = (await calendars.newest(session)).calendar
    return await of_reader(session, Reader(actor, organs, today, calendar))


async def of_reader(session: AsyncSession, reader: Reader) -> list[Saved]:
    """The same for somebody whose organs and calendar are at hand."""
    shared = SavedSearch.organ_id.in_([*reader.actor.roles])
    return await _of(session, reader, or_(_mine(reader.actor), shared))


async def at_home(session: AsyncSession, reader: Reader) -> list[Saved]:
    """What the officer wants on the first page: one statement, and its count where there is any."""
    return await _of(session, reader, and_(_mine(reader.actor), SavedSearch.is_home))


async def _of(session: AsyncSession, reader: Reader, wanted: ColumnElement[bool]) -> list[Saved]:
    rows = await _rows(session, reader.actor, wanted)
    asked = {str(row.SavedSearch.id): _wanted(reader, row.SavedSearch) for row in rows}
    counts = await counts_of(session, {k: w for k, w in asked.items() if w}, MOST_COUNTED)
    return [
        Saved(
            id=row.SavedSearch.id,
            name=row.SavedSearch.name,
            filters=row.SavedSearch.filters,
            is_home=row.SavedSearch.is_home and _is_own(reader.actor, row.SavedSearch),
            is_own=_is_own(reader.actor, row.SavedSearch),
            organ=row.code or "",
            organ_name=row.organ_name or "",
            count=counts.get(str(row.SavedSearch.id)),
        )
        for row in rows
    ]


async def _rows(session: AsyncSession, actor: Actor, wanted: ColumnElement[bool]) -> Sequence[Any]:
    found = await session.execute(
        select(SavedSearch, Organ.code, Organ.name.label("organ_name"))
        .outerjoin(Organ, Organ.id == SavedSearch.organ_id)
        .where(SavedSearch.deleted_at.is_(None), wanted)
        .order_by(_mine(actor).desc(), SavedSearch.place, SavedSearch.name, SavedSearch.id)
        .limit(MOST_SHOWN)
    )
    return found.all()


def _mine(actor: Actor) -> ColumnElement[bool]:
    return SavedSearch.officer_id == actor.officer_id


def _is_own(actor: Actor, saved: SavedSearch) -> bool:
    return saved.officer_id == actor.officer_id


def _wanted(reader: Reader, saved: SavedSearch) -> Wanted | None:
    """None where a filter makes no sense any more, as an organ that is not read by this officer."""
    try:
        return wanted_of(reader, chosen_of(saved.filters))
    except Refusal:
        return None


async def deleted(session: AsyncSession, actor: Actor, saved_id: UUID) -> SavedSearch | None:
    """One that this officer has deleted, to be brought back."""
    found: SavedSearch | None = await session.scalar(
        select(SavedSearch).where(
            SavedSearch.id == saved_id,
            SavedSearch.officer_id == actor.officer_id,
            SavedSearch.deleted_at.is_not(None),
        )
    )
    return found


async def exports(session: AsyncSession, actor: Actor) -> Sequence[ListExport]:
    """What was exported by this officer, and of the organs that this officer heads; newest first."""
    shown = or_(
        ListExport.officer_id == actor.officer_id,
        ListExport.organs.overlap(actor.organs_with(SHARERS)),
    )
    rows = await session.scalars(
        select(ListExport)
        .where(shown)
        .order_by(ListExport.at.desc(), ListExport.id.desc())
        .limit(EXPORTS_SHOWN)
    )
    return rows.all()
