"""Reads of 转主动公开: the list, one candidate with everything behind it, the settings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.conversion_rows import events_of
from cases.actor import Actor
from cases.conversion_file import ReviewFile, review_file
from cases.errors import BadInput, NotFound
from cases.kinds import Kind
from cases.law.conversion import OPEN, TO_BE_PUBLISHED, Request, Stage, persons
from cases.models import Case, CaseEvent, Organ
from cases.models_conversion import (
    CatalogueEntry,
    Conversion,
    ConversionCase,
    ConversionFile,
    ConversionSetting,
)
from cases.models_published import PublishedEntry
from cases.queries import PAGE

DUE: Final = (*OPEN, *TO_BE_PUBLISHED)
ORDER: Final = (*DUE, Stage.PUBLISHED, Stage.KEPT, Stage.WITHDRAWN)


@dataclass(frozen=True)
class Listed:
    """One line of the list: the candidate, its organ, who asked and how often."""

    row: Conversion
    organ_name: str
    requests: int
    persons: int


@dataclass(frozen=True)
class ListedPage:
    """A page of the list, and where the next one begins."""

    rows: Sequence[Listed]
    next: str | None


async def list_conversions(
    session: AsyncSession,
    organs: Collection[UUID],
    *,
    stage: str = "",
    rule: str = "",
    words: str = "",
    after: str | None = None,
    size: int = PAGE,
) -> ListedPage:
    """Candidates first, then what is under review and what is to be published, the longest waiting
    first; what is settled after them, the newest first. Two statements."""
    key = _key()
    query = (
        select(Conversion, Organ.name.label("organ_name"), *key)
        .join(Organ, Organ.id == Conversion.organ_id)
        .where(Conversion.organ_id.in_(organs), *_narrowing(stage, rule, words))
        .order_by(*key, Conversion.id)
        .limit(size + 1)
    )
    if after is not None:
        query = query.where(tuple_(*key, Conversion.id) > tuple_(*_after(after)))
    rows = (await session.execute(query)).all()
    behind = await _requests(session, [row.Conversion.id for row in rows[:size]])
    lines = [
        Listed(
            row.Conversion, row.organ_name, len(behind.get(row.Conversion.id, ())),
            persons(behind.get(row.Conversion.id, ())),
        )
        for row in rows[:size]
    ]  # fmt: skip
    following = None
    if len(rows) > size:
        last = rows[size - 1]
        following = f"{last[2]}_{last[3]}_{last.Conversion.id}"
    return ListedPage(lines, following)


FIRST_DAY: Final = date(2000, 1, 1)


def _key() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """By state, then by how long it waits, or by how new it is once it is settled."""
    rank = case({stage: place for place, stage in enumerate(ORDER)}, value=Conversion.stage)
    days = Conversion.since - FIRST_DAY
    return rank, case((Conversion.stage.in_(DUE), days), else_=-days)


def _after(after: str) -> tuple[int, int, UUID]:
    rank, _, rest = after.partition("_")
    days, _, last = rest.partition("_")
    try:
        return int(rank), int(days), UUID(last)
    except ValueError:
        raise BadInput("翻页的位置不正确，请回到第一页") from None


def _narrowing(stage: str, rule: str, words: str) -> list[ColumnElement[bool]]:
    terms = []
    if stage:
        terms.append(Conversion.stage == stage)
    if rule:
        terms.append(Conversion.rule == rule)
    terms += [Conversion.title.contains(word, autoescape=True) for word in words.split()]
    return terms


async def _requests(
    session: AsyncSession, conversions: Collection[UUID]
) -> dict[UUID, list[Request]]:
    """Who asked for what is behind these candidates."""
    rows = await session.execute(
        select(
            ConversionCase.conversion_id, Case.applicant_name, Case.id_number_index,
            Case.received_on, Case.listed_on,
        )
        .join(Case, Case.id == ConversionCase.case_id)
        .where(ConversionCase.conversion_id.in_(conversions))
        .ext(distinct_on(ConversionCase.conversion_id, Case.id))
        .order_by(ConversionCase.conversion_id, Case.id)
    )  # fmt: skip
    return {
        conversion: [
            Request(row.applicant_name, row.id_number_index, row.received_on or row.listed_on)
            for row in those
        ]
        for conversion, those in groupby(rows, lambda row: row.conversion_id)
    }


async def stage_counts(session: AsyncSession, organs: Collection[UUID]) -> dict[Stage, int]:
    """How many candidates of these organs stand in each state."""
    rows = await session.execute(
        select(Conversion.stage, func.count())
        .where(Conversion.organ_id.in_(organs))
        .group_by(Conversion.stage)
    )
    return {Stage(stage): number for stage, number in rows}


@dataclass(frozen=True)
class Candidate:
    """One candidate as its page shows it."""

    row: Conversion
    organ: Organ
    cases: Sequence[Any]
    file: ReviewFile
    files: Sequence[ConversionFile]
    entry: PublishedEntry | None
    catalogue: CatalogueEntry | None

    @property
    def persons(self) -> int:
        """How many different applicants asked, as few as there may be."""
        return persons(
            [
                Request(one.applicant_name, one.id_number_index, one.received_on or one.listed_on)
                for one in self.cases
            ]
        )


async def candidate(session: AsyncSession, actor: Actor, conversion_id: UUID) -> Candidate:
    """A candidate with everything behind it: four statements; NotFound for another organ's."""
    found = await session.execute(
        select(Conversion, Organ, PublishedEntry, CatalogueEntry)
        .join(Organ, Organ.id == Conversion.organ_id)
        .outerjoin(PublishedEntry, PublishedEntry.id == Conversion.entry_id)
        .outerjoin(CatalogueEntry, CatalogueEntry.entry_id == Conversion.entry_id)
        .where(Conversion.id == conversion_id)
    )
    row = found.one_or_none()
    if row is None or not actor.may_read(row.Conversion.organ_id):
        raise NotFound("没有找到这条转主动公开的候选，请核对")
    cases = await session.execute(
        select(
            Case.id, Case.number, Case.state, Case.applicant_name, Case.applicant_class,
            Case.id_number_index, Case.received_on, Case.listed_on, Case.answered_on,
            Case.answer_type, Case.annual_row, ConversionCase.item,
            Case.items[ConversionCase.item - 1]["text"].astext.label("text"),
        )
        .join(ConversionCase, ConversionCase.case_id == Case.id)
        .where(ConversionCase.conversion_id == conversion_id)
        .order_by(Case.listed_on, Case.id, ConversionCase.item)
    )  # fmt: skip
    return Candidate(
        row.Conversion,
        row.Organ,
        cases.all(),
        review_file(await events_of(session, conversion_id)),
        await _files(session, conversion_id),
        row.PublishedEntry,
        row.CatalogueEntry,
    )


async def _files(session: AsyncSession, conversion_id: UUID) -> Sequence[ConversionFile]:
    rows = await session.scalars(
        select(ConversionFile)
        .where(ConversionFile.conversion_id == conversion_id)
        .order_by(ConversionFile.number.desc())
    )
    return rows.all()


async def settings_of(session: AsyncSession, organ_id: UUID) -> Sequence[ConversionSetting]:
    """转主动公开的设置 of an organ, the newest first."""
    rows = await session.scalars(
        select(ConversionSetting)
        .where(ConversionSetting.organ_id == organ_id)
        .order_by(ConversionSetting.made_at.desc(), ConversionSetting.id.desc())
    )
    return rows.all()


async def attachments_behind(
    session: AsyncSession, cases: Collection[UUID]
) -> list[tuple[UUID, int, str]]:
    """The attachments of these cases that stand: case, number, title."""
    rows = await session.execute(
        select(CaseEvent.case_id, CaseEvent.kind, CaseEvent.data)
        .where(
            CaseEvent.case_id.in_(cases), CaseEvent.kind.in_((Kind.ATTACHED, Kind.DETACHED))
        )
        .order_by(CaseEvent.case_id, CaseEvent.seq)
    )  # fmt: skip
    found: dict[tuple[UUID, int], str] = {}
    for case_id, kind, data in rows:
        if kind == Kind.ATTACHED:
            found[case_id, data["number"]] = data["title"]
        else:
            found.pop((case_id, data["number"]), None)
    return [(case_id, number, title) for (case_id, number), title in found.items()]
