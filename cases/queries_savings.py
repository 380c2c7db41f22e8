"""已节省的申请: how many requests were answered with what is published, since it was published.

An answer 已主动公开 (A1) names the entry by its title or its web address: it is counted by that name,
through the index of such names alone (migration 0015), at the organs of the same government.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, extract, func, or_, select, text
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from cases.kinds import Kind
from cases.models import Case, CaseEvent, Organ
from cases.models_conversion import CatalogueEntry
from cases.models_published import PublishedEntry

TELLING: Final = text(
    "case_events.kind IN ('item_concluded', 'answer', 'answered_anew')"
    " AND cardinality(named_as_public(case_events.data)) > 0"
)


def _answered_with(*which: ColumnElement[bool]) -> Subquery:
    """Of these entries each answered case that named one, as often as it did: entry, case, day.

    What was said is found first, through the index, and the cases then by their keys: the other way
    round every answered case would be read.
    """
    web = case((PublishedEntry.address.contains("://"), PublishedEntry.address), else_="")
    names = func.named_as_public(CaseEvent.data)
    named = (
        select(
            PublishedEntry.id.label("entry"), PublishedEntry.organ_id, PublishedEntry.published_on,
            CaseEvent.case_id, CaseEvent.seq, CaseEvent.kind, CaseEvent.data["item"].label("item"),
        )
        .select_from(PublishedEntry)
        .join(CaseEvent, names.bool_op("&&")(array([PublishedEntry.title, web])))
        .where(TELLING, *which)
        .cte("named")
        .prefix_with("MATERIALIZED")
    ).c  # fmt: skip
    own, of_case, later = aliased(Organ), aliased(Organ), aliased(CaseEvent)
    taken_back = exists().where(
        later.case_id == named.case_id,
        later.seq > named.seq,
        or_(
            later.kind == Kind.REOPENED,
            and_(later.kind == Kind.ITEM_CONCLUDED, later.data["item"] == named.item),
            and_(later.kind == Kind.CLOSING_STRUCK, named.kind != Kind.ITEM_CONCLUDED),
        ),
    )
    return (
        select(named.entry, Case.id.label("case_id"), Case.answered_on)
        .join(Case, Case.id == named.case_id)
        .join(own, own.id == named.organ_id)
        .join(of_case, of_case.id == Case.organ_id)
        .where(
            Case.answered_on >= named.published_on,
            or_(
                of_case.id == own.id,
                of_case.parent_id == own.id,
                own.parent_id == of_case.id,
                of_case.parent_id == own.parent_id,
            ),
            ~taken_back,
        )
        .subquery()
    )


async def saved_by(session: AsyncSession, entries: Collection[UUID]) -> dict[UUID, int]:
    """本条已节省: of each of these entries, how many requests were answered with it."""
    if not entries:
        return {}
    found = _answered_with(PublishedEntry.id.in_(entries)).c
    rows = await session.execute(
        select(found.entry, func.count(found.case_id.distinct())).group_by(found.entry)
    )
    return {entry: number for entry, number in rows}  # noqa: C416  # rows are no pairs to mypy


@dataclass(frozen=True)
class YearOfConversions:
    """One year: how much was converted, and how many requests conversions answered in it."""

    year: int
    converted: int
    saved: int


async def years_of_conversions(
    session: AsyncSession, organs: Collection[UUID]
) -> list[YearOfConversions]:
    """Of these organs, year by year, the newest first: two statements."""
    if not organs:
        return []
    converted_here = (
        PublishedEntry.organ_id.in_(organs),
        exists().where(
            CatalogueEntry.entry_id == PublishedEntry.id, CatalogueEntry.conversion_id.is_not(None)
        ),
    )
    published = extract("year", PublishedEntry.published_on)
    rows = await session.execute(
        select(published, func.count()).where(*converted_here).group_by(published)
    )
    converted: Mapping[int, int] = {int(year): number for year, number in rows}
    found = _answered_with(*converted_here).c
    answered = extract("year", found.answered_on)
    rows = await session.execute(
        select(answered, func.count(found.case_id.distinct())).group_by(answered)
    )
    saved: Mapping[int, int] = {int(year): number for year, number in rows}
    return [
        YearOfConversions(year, converted.get(year, 0), saved.get(year, 0))
        for year in sorted({*converted, *saved}, reverse=True)
    ]
