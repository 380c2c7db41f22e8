"""verify of 转主动公开: each candidate stands where its records leave it, and its files are there."""

from collections.abc import AsyncIterator, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers
from cases.conversion_file import standing
from cases.law.conversion import Stage
from cases.models_conversion import (
    CatalogueEntry,
    Conversion,
    ConversionEvent,
    ConversionFile,
)
from cases.models_published import PublishedEntry
from cases.verify_batches import in_batches

Named = tuple[str, tuple[str, str]]  # what, then where and what is wrong
NOWHERE: Final = "-"


async def of_conversions(session: AsyncSession, home: Path) -> AsyncIterator[Named]:
    """Every candidate that its records tell otherwise, and every file of one that was changed."""
    async for rows in in_batches(session, Conversion):
        ids = [row.id for row in rows]
        events = await session.scalars(
            select(ConversionEvent)
            .where(ConversionEvent.conversion_id.in_(ids))
            .order_by(ConversionEvent.conversion_id, ConversionEvent.seq)
        )
        told = {key: list(some) for key, some in groupby(events, lambda one: one.conversion_id)}
        for row in rows:
            for fault in of_records(row, told.get(row.id, [])):
                yield row.title, fault
        names = {row.id: row.title for row in rows}
        for file in await session.scalars(
            select(ConversionFile)
            .where(ConversionFile.conversion_id.in_(ids))
            .order_by(ConversionFile.conversion_id, ConversionFile.number)
        ):
            for stored in (file.stored, file.clean_stored):
                if (wrong := papers.fault(home, stored)) is not None:
                    yield names[file.conversion_id], (f"第{file.number}号文件", wrong)
        async for named in of_published(session, home, names):
            yield named


def of_records(row: Conversion, events: Sequence[ConversionEvent]) -> Iterator[tuple[str, str]]:
    """A candidate whose records have a gap, or lead elsewhere than its columns say."""
    if [one.seq for one in events] != [*range(1, len(events) + 1)] or not events:
        yield NOWHERE, "审查记录的序号不连续"
        return
    now = standing(events)
    for column in ("stage", "since", "entry_id"):
        if getattr(row, column) != getattr(now, column):
            yield f"字段{column}", "与审查记录不符"


async def of_published(
    session: AsyncSession, home: Path, names: dict[UUID, str]
) -> AsyncIterator[Named]:
    """What these candidates became on the list: withdrawn with them, the file as it was published."""
    found = await session.execute(
        select(Conversion.id, Conversion.stage, PublishedEntry.withdrawn_on, CatalogueEntry)
        .join(PublishedEntry, PublishedEntry.id == Conversion.entry_id)
        .outerjoin(CatalogueEntry, CatalogueEntry.entry_id == PublishedEntry.id)
        .where(Conversion.id.in_(names))
    )
    for identity, stage, withdrawn_on, listed in found.all():
        if stage in (Stage.PUBLISHED, Stage.WITHDRAWN):
            is_there = withdrawn_on is None
            if is_there != (stage == Stage.PUBLISHED):
                yield names[identity], ("主动公开信息", "是否撤下与审查记录不符")
        if listed is None:
            yield names[identity], ("主动公开目录", "没有目录条目")
        elif listed.file_digest and (wrong := papers.fault(home, listed.file_digest)):
            yield names[identity], ("公开的文件", wrong)
