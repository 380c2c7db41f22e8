"""Section 三 from the cases: one pass over indexed columns, and the way back from a figure."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.law.annual import (
    COLUMNS,
    FIRST_YEAR,
    OTHER_2021,
    TOTAL,
    AnnualTable,
    Form,
    form_of,
    row_in_form,
    rows_of,
)
from cases.models import Case, Organ

STOCKS_OF: Final = {
    # (received in the year, answered by its end): the rows of 一, 二, 七, 四 that a case counts in
    (True, True): ("new_received", "total_processed"),
    (True, False): ("new_received", "carried_out"),
    (False, True): ("carried_in", "total_processed"),
    (False, False): ("carried_in", "carried_out"),
}


async def annual_table(
    session: AsyncSession, organ: Organ, year: int, form: Form | None = None
) -> AnnualTable:
    """The table of an organ's year, in the form of that data year unless another is asked for."""
    form = form or form_of(year)
    sums = {row.key: [0] * len(COLUMNS) for row in rows_of(form)}
    for count in await counted(session, organ.id, year):
        figures = {
            "new_received": count.cases - count.carried_in,
            "carried_in": count.carried_in,
            "total_processed": count.done,
            "carried_out": count.cases - count.done,
        }
        if count.done:
            figures[row_in_form(count.annual_row, form)] = count.done
        for row, figure in figures.items():
            sums[row][COLUMNS.index(count.applicant_class)] += figure
            sums[row][-1] += figure
    return AnnualTable(organ.name, year, form, {row: tuple(sums[row]) for row in sums})


async def counted(session: AsyncSession, organ_id: UUID, year: int) -> list[Row[Any]]:
    """All cases at hand, by class and outcome: how many, carried in, answered by the year's end.

    Grouped by as little as can be: further keys cost more than conditions on the counts.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = await session.execute(
        select(
            Case.applicant_class,
            Case.annual_row,
            func.count().label("cases"),
            func.count().filter(Case.received_on < first).label("carried_in"),
            func.count().filter(Case.answered_on <= last).label("done"),
        )
        .where(Case.organ_id == organ_id, at_hand(first, last))
        .group_by(Case.applicant_class, Case.annual_row)
    )
    return [*rows]


def at_hand(first: date, last: date) -> ColumnElement[bool]:
    """Received by the end of the year and not answered before its beginning."""
    return and_(
        Case.received_on <= last, or_(Case.answered_on.is_(None), Case.answered_on >= first)
    )


def counts_in(row: str, column: str, year: int) -> ColumnElement[bool]:
    """The cases behind one figure of the table of a year (without their organ)."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    terms = [at_hand(first, last)]
    if column != TOTAL:
        terms.append(Case.applicant_class == column)
    match row:
        case "new_received":
            terms.append(Case.received_on >= first)
        case "carried_in":
            terms.append(Case.received_on < first)
        case "carried_out":
            terms.append(or_(Case.answered_on.is_(None), Case.answered_on > last))
        case "total_processed":
            terms.append(Case.answered_on <= last)
        case _:
            outcomes = OTHER_2021 if row == "other_handling" else (row,)
            terms += [Case.answered_on <= last, Case.annual_row.in_(outcomes)]
    return and_(*terms)


def cells_of(case: Case, today: date) -> Iterator[tuple[int, tuple[str, ...]]]:
    """For each year in which a case was at hand: the rows that it counts in, in its own column.

    A year still running is named too: its figures are those of today. Years before the first
    form have no such table.
    """
    if case.received_on is None:
        return
    last_year = (case.answered_on or today).year
    for year in range(max(case.received_on.year, FIRST_YEAR), last_year + 1):
        is_done = case.answered_on is not None and case.answered_on.year <= year
        rows = list(STOCKS_OF[case.received_on.year == year, is_done])
        if is_done:
            assert case.annual_row is not None
            rows.append(row_in_form(case.annual_row, form_of(year)))
        yield year, tuple(rows)
