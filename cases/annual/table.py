"""Section 三 from the cases: one pass over indexed columns, and the way back from a figure."""

from collections.abc import Collection, Iterator, Sequence
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
from cases.law.periods import Period
from cases.models import Case, Organ
from cases.models_annual import EditionCase

Counted = type[Case] | type[EditionCase]
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
    return (await annual_tables(session, [organ], Period(year), form))[organ.id]


async def annual_tables(
    session: AsyncSession, organs: Sequence[Organ], period: Period, form: Form | None = None
) -> dict[UUID, AnnualTable]:
    """The table of each of these organs for a year, a quarter or a month: one statement."""
    form = form or form_of(period.year)
    sums = {one.id: _empty(form) for one in organs}
    for count in await counted(session, sums, period, Case.counted_for):
        _add(sums[count.counted_for], count, form)
    return {one.id: _table(one.name, period, form, sums[one.id]) for one in organs}


async def table_of_all(
    session: AsyncSession, name: str, organs: Collection[UUID], period: Period
) -> AnnualTable:
    """These organs added up under one name, for a year, a quarter or a month: one statement."""
    form = form_of(period.year)
    sums = _empty(form)
    for count in await counted(session, organs, period):
        _add(sums, count, form)
    return _table(name, period, form, sums)


def _empty(form: Form) -> dict[str, list[int]]:
    return {row.key: [0] * len(COLUMNS) for row in rows_of(form)}


def _add(sums: dict[str, list[int]], count: Row[Any], form: Form) -> None:
    """Put one counted group into the rows that it counts in."""
    place = COLUMNS.index(count.applicant_class)
    figures = {
        "new_received": count.cases - count.carried_in,
        "carried_in": count.carried_in,
        "total_processed": count.done,
        "carried_out": count.cases - count.done,
    }
    if count.done:
        figures[row_in_form(count.annual_row, form)] = count.done
    for row, figure in figures.items():
        sums[row][place] += figure
        sums[row][-1] += figure


def _table(name: str, period: Period, form: Form, sums: dict[str, list[int]]) -> AnnualTable:
    rows = {row: tuple(figures) for row, figures in sums.items()}
    return AnnualTable(name, period.year, form, rows, "" if period.is_year else period.label)


async def counted(
    session: AsyncSession, organs: Collection[UUID], period: Period, *by: Any
) -> list[Row[Any]]:
    """All cases at hand, by class and outcome: how many, carried in, answered by the end.

    Grouped by as little as can be: further keys cost more than conditions on the counts.
    """
    keys = (*by, Case.applicant_class, Case.annual_row)
    rows = await session.execute(
        select(
            *keys,
            func.count().label("cases"),
            func.count().filter(Case.received_on < period.first).label("carried_in"),
            func.count().filter(Case.answered_on <= period.last).label("done"),
        )
        .where(Case.counted_for.in_(organs), at_hand(period))
        .group_by(*keys)
    )
    return [*rows]


def at_hand(period: Period, of: Counted = Case) -> ColumnElement[bool]:
    """Received by the end of the period and not answered before its beginning."""
    return and_(
        of.received_on <= period.last,
        or_(of.answered_on.is_(None), of.answered_on >= period.first),
    )


def counts_in(row: str, column: str, period: Period, of: Counted = Case) -> ColumnElement[bool]:
    """The cases, or the lines of an edition, behind one figure of a period (without their organ)."""
    terms = [at_hand(period, of)]
    if column != TOTAL:
        terms.append(of.applicant_class == column)
    match row:
        case "new_received":
            terms.append(of.received_on >= period.first)
        case "carried_in":
            terms.append(of.received_on < period.first)
        case "carried_out":
            terms.append(or_(of.answered_on.is_(None), of.answered_on > period.last))
        case "total_processed":
            terms.append(of.answered_on <= period.last)
        case _:
            outcomes = OTHER_2021 if row == "other_handling" else (row,)
            terms += [of.answered_on <= period.last, of.annual_row.in_(outcomes)]
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
        yield year, rows_of_case(case.received_on, case.answered_on, case.annual_row, year)


def rows_of_case(
    received_on: date, answered_on: date | None, annual_row: str | None, year: int
) -> tuple[str, ...]:
    """The rows of a year's table, in its own form, in which a case at hand in it counts."""
    is_done = answered_on is not None and answered_on.year <= year
    rows = STOCKS_OF[received_on.year == year, is_done]
    if not is_done:
        return rows
    assert annual_row is not None
    return (*rows, row_in_form(annual_row, form_of(year)))
