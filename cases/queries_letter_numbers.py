"""Reads of numbers (文号): an organ's settings, what comes next, and the register of what was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from cases.errors import BadInput
from cases.law.letter_numbers import Numbering, Series
from cases.letter_numbers import read
from cases.models import Case
from cases.models_letters import LetterCounter, LetterNumber, OrganNumbering
from cases.queries import PAGE, Page


@dataclass(frozen=True)
class NumberingShown:
    """文号的设置: one row of its history."""

    numbering: Numbering
    reason: str
    made_by: str
    made_at: datetime


async def numberings_of(session: AsyncSession, organ_id: UUID) -> Sequence[NumberingShown]:
    """文号的设置 of an organ, the one in force first; none where nothing was ever set."""
    rows = await session.scalars(
        select(OrganNumbering)
        .where(OrganNumbering.organ_id == organ_id)
        .order_by(OrganNumbering.made_at.desc(), OrganNumbering.id.desc())
        .limit(PAGE)
    )
    return [
        NumberingShown(read(row.pattern, row.series), row.reason, row.made_by, row.made_at)
        for row in rows
    ]


@dataclass(frozen=True)
class SeriesOfYear:
    """One series of an organ's year: how many numbers it has given, and how many were voided."""

    year: int
    series: Series
    last: int
    voided: int


async def series_of(session: AsyncSession, organ_id: UUID) -> Sequence[SeriesOfYear]:
    """Every series of every year, the latest first; what is counted are the voided lines alone."""
    voided = (
        select(func.count())
        .where(
            LetterNumber.organ_id == LetterCounter.organ_id,
            LetterNumber.year == LetterCounter.year,
            LetterNumber.series == LetterCounter.series,
            LetterNumber.voided_at.is_not(None),
        )
        .correlate(LetterCounter)
        .scalar_subquery()
    )
    rows = await session.execute(
        select(
            LetterCounter.year, LetterCounter.series, LetterCounter.last, voided.label("voided")
        )
        .where(LetterCounter.organ_id == organ_id)
        .order_by(LetterCounter.year.desc(), LetterCounter.series)
    )  # fmt: skip
    return [SeriesOfYear(row.year, Series(row.series), row.last, row.voided) for row in rows]


def next_numbers(
    numbering: Numbering, series: Sequence[SeriesOfYear], year: int
) -> Mapping[Series, str]:
    """What a paper of each kind would be numbered, were it issued now: nothing is reserved."""
    last = {each.series: each.last for each in series if each.year == year}
    return {
        kind: numbering.written(kind, year, last.get(numbering.series_of(kind), 0) + 1)
        for kind in Series
    }


@dataclass(frozen=True)
class Asked:
    """What the register is asked for: an organ's year, one series of it or all."""

    organ_id: UUID
    year: int
    series: Series | None = None
    latest_first: bool = False


LISTED: Final = (
    LetterNumber.series, LetterNumber.seq, LetterNumber.text, LetterNumber.case_id,
    LetterNumber.paper, LetterNumber.code, LetterNumber.title, LetterNumber.issued_on,
    LetterNumber.issued_at, LetterNumber.issued_by, LetterNumber.voided_at,
    LetterNumber.void_reason,
)  # fmt: skip


async def list_of(
    session: AsyncSession, asked: Asked, after: str | None = None, size: int = PAGE
) -> Page:
    """A page of the register, series by series in the order of the numbers or against it.

    One statement, which reads as much of one unique index as it shows.
    """
    way = (LetterNumber.series, LetterNumber.seq)
    query = (
        select(*LISTED, Case.number.label("case_number"))
        .join(Case, Case.id == LetterNumber.case_id)
        .where(LetterNumber.organ_id == asked.organ_id, LetterNumber.year == asked.year)
    )
    if asked.series is not None:
        query = query.where(LetterNumber.series == asked.series)
    if after is not None:
        place, start = tuple_(*way), tuple_(*_position(after))
        query = query.where(place < start if asked.latest_first else place > start)
    order = [column.desc() for column in way] if asked.latest_first else [*way]
    found = await session.execute(query.order_by(*order).limit(size + 1))
    rows: Sequence[Any] = found.all()
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last.series}_{last.seq}" if last else None)


def _position(after: str) -> tuple[str, int]:
    series, _, seq = after.partition("_")
    if series not in list(Series) or not (seq.isascii() and seq.isdigit() and len(seq) <= LONGEST):
        raise BadInput("翻页位置无效，请从第一页重新打开列表")
    return series, int(seq)


LONGEST: Final = 9  # digits of a serial
