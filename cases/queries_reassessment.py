"""Reads of 定期评估 (条例第十八条): what was refused before a year began, and what was said of it since."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from cases.law.conversion import REFUSALS, Verdict
from cases.models import Case
from cases.models_conversion import Reassessment
from cases.queries import PAGE, Page
from cases.queries_search import day_and_id


async def refusals(
    session: AsyncSession,
    organ_id: UUID,
    year: int,
    *,
    ground: str = "",
    undone: bool = False,
    after: str | None = None,
    size: int = PAGE,
) -> Page:
    """What this organ had refused before a year began, the newest first, with its 评估 of that year."""
    newest = (
        select(Reassessment)
        .ext(distinct_on(Reassessment.case_id))
        .where(Reassessment.organ_id == organ_id, Reassessment.year == year)
        .order_by(Reassessment.case_id, Reassessment.made_at.desc(), Reassessment.id.desc())
        .subquery()
    )
    query = (
        select(
            Case.id, Case.number, Case.annual_row, Case.answer_type, Case.received_on,
            Case.answered_on, func.left(Case.request, 200).label("request"),
            newest.c.verdict, newest.c.reason, newest.c.made_by, newest.c.made_at,
        )
        .outerjoin(newest, newest.c.case_id == Case.id)
        .where(*_refused_before(organ_id, year, ground))
        .order_by(Case.answered_on.desc(), Case.id.desc())
        .limit(size + 1)
    )  # fmt: skip
    if undone:
        query = query.where(newest.c.verdict.is_(None))
    if after is not None:
        query = query.where(tuple_(Case.answered_on, Case.id) < tuple_(*day_and_id(after)))
    rows = (await session.execute(query)).all()
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last.answered_on}_{last.id}" if last else None)


def _refused_before(organ_id: UUID, year: int, ground: str) -> list[ColumnElement[bool]]:
    rows = [ground] if ground in REFUSALS else list(REFUSALS)
    return [
        Case.organ_id == organ_id, Case.annual_row.in_(rows), Case.answered_on < date(year, 1, 1)
    ]  # fmt: skip


@dataclass(frozen=True)
class GroundCount:
    """One ground of refusal: how many there are, and how many were looked at in the year."""

    annual_row: str
    all: int
    assessed: int
    may: int


async def grounds_of(session: AsyncSession, organ_id: UUID, year: int) -> list[GroundCount]:
    """The refusals before a year by their ground, in the order of the annual table."""
    newest = (
        select(Reassessment.case_id, Reassessment.verdict)
        .ext(distinct_on(Reassessment.case_id))
        .where(Reassessment.organ_id == organ_id, Reassessment.year == year)
        .order_by(Reassessment.case_id, Reassessment.made_at.desc(), Reassessment.id.desc())
        .subquery()
    )
    rows = await session.execute(
        select(
            Case.annual_row, func.count(), func.count(newest.c.verdict),
            func.count().filter(newest.c.verdict == Verdict.MAY),
        )
        .outerjoin(newest, newest.c.case_id == Case.id)
        .where(*_refused_before(organ_id, year, ""))
        .group_by(Case.annual_row)
    )  # fmt: skip
    found = {row: GroundCount(str(row), *numbers) for row, *numbers in rows}
    return [found[row] for row in REFUSALS if row in found]
