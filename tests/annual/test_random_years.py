"""A thousand random years: the checks hold, and every figure is the number of its cases."""

import asyncio
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import TextClause, insert, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession

from cases.annual.table import annual_table, cells_of, counts_in
from cases.law.annual import (
    COLUMNS,
    FIRST_YEAR,
    OUTCOME_ROWS,
    TOTAL,
    AnnualTable,
    ApplicantClass,
    Form,
    form_of,
    rows_of,
)
from cases.law.annual_checks import violations
from cases.law.periods import Period
from cases.models import Case, Organ, new_id
from cases.office import Office, opened
from cases.queries import Cell, Wanted, list_cases

PARTS, HISTORIES, YEARS = 4, 50, 5  # 4 × 50 histories of 5 years each: 1,000 years
LAST_FIRST_YEAR = 2021
PHASES = (Phase.generate, Phase.shrink)  # explaining a failure traces every line: far too slow
TODAY = date(LAST_FIRST_YEAR + YEARS, 6, 30)


@dataclass(frozen=True)
class Made:
    """A case as the test makes it; unconfirmed without a day of receipt."""

    kind: str
    received_on: date | None
    answered_on: date | None
    outcome: str | None

    @property
    def state(self) -> str:
        if self.answered_on is not None:
            return "closed"
        return "unconfirmed" if self.received_on is None else "handling"


def days(first: date, last: date) -> st.SearchStrategy[date]:
    """Any day, and often one beside New Year, where a case changes its year."""
    edges = [
        day
        for year in range(first.year, last.year + 1)
        for day in (date(year, 1, 1), date(year, 12, 31))
        if first <= day <= last
    ]
    return st.sampled_from(edges) | st.dates(first, last) if edges else st.dates(first, last)


@st.composite
def cases(draw: st.DrawFn, first: date, last: date) -> Made:
    kind = draw(st.sampled_from([*ApplicantClass]))
    outcome = draw(st.sampled_from(OUTCOME_ROWS))
    match draw(st.integers(0, 19)):
        case 0:  # not confirmed yet
            return Made(kind, None, None, None)
        case 1:  # withdrawn before it was confirmed: it was never received
            return Made(kind, None, draw(days(first, last)), "other_misc")
    received = draw(days(first, last))
    longest = min(last, received + timedelta(days=draw(st.sampled_from([0, 40, 400, 2000]))))
    answered = draw(st.none() | days(received, longest)) if longest >= received else None
    return Made(kind, received, answered, outcome if answered else None)


@dataclass(frozen=True)
class History:
    """Five years of an organ; its cases reach from some time before until after them."""

    first: int
    cases: list[Made]
    probe: int  # which figure's list is walked

    @property
    def years(self) -> range:
        return range(self.first, self.first + YEARS)


@st.composite
def histories(draw: st.DrawFn) -> History:
    first = draw(st.integers(FIRST_YEAR, LAST_FIRST_YEAR))
    span = (date(first - 2, 1, 1), date(first + YEARS, 6, 30))
    return History(first, draw(st.lists(cases(*span), max_size=40)), draw(st.integers(0, 10_000)))


def reference(made: list[Made], year: int, form: Form) -> dict[tuple[str, str], set[int]]:
    """The contract once more, as a plain loop: the cases in each figure that is not 0."""
    figures: dict[tuple[str, str], set[int]] = defaultdict(set)
    for n, case in enumerate(made):
        if case.received_on is None or case.received_on.year > year:
            continue
        if case.answered_on is not None and case.answered_on.year < year:
            continue
        rows = ["new_received" if case.received_on.year == year else "carried_in"]
        if case.answered_on is None or case.answered_on.year > year:
            rows.append("carried_out")
        else:
            merged = form == "2019" and str(case.outcome).startswith("other_")
            rows += ["total_processed", "other_handling" if merged else str(case.outcome)]
        for row in rows:
            figures[row, case.kind].add(n)
            figures[row, "total"].add(n)
    return figures


@pytest.mark.parametrize("part", range(PARTS))
def test_every_figure_of_a_random_year_is_the_number_of_its_cases(
    database_url: str, tmp_path: Path, part: int
) -> None:
    with asyncio.Runner() as runner, ExitStack() as ends:
        opening = opened(tmp_path, database_url)
        office = runner.run(opening.__aenter__())
        ends.callback(lambda: runner.run(opening.__aexit__(None, None, None)))

        @seed(part)
        @settings(max_examples=HISTORIES, deadline=None, database=None, phases=PHASES)
        @given(histories())
        def holds(history: History) -> None:
            runner.run(check(office, history))

        holds()


async def check(office: Office, history: History) -> None:
    """Every year of a history in both forms, then each case's own word on where it counts."""
    organ, ids = await stored(office, history.cases)
    seen: dict[UUID, set[tuple[int, str, str]]] = {case: set() for case in ids}
    async with office.sessions() as session:
        for form in Form:
            previous = await annual_table(session, organ, history.first - 1, form)
            for year in history.years:
                table = await annual_table(session, organ, year, form)
                assert violations(table, previous) == []
                expected = reference(history.cases, year, form)
                assert figures_of(table) == {cell: len(expected[cell]) for cell in expected}
                behind = {cell: {ids[n] for n in expected[cell]} for cell in expected}
                assert await counted(session, organ, year, form) == behind
                if behind:
                    some = sorted(behind)[history.probe % len(behind)]
                    assert (
                        await walked(office, session, organ, Cell(Period(year), *some))
                        == behind[some]
                    )
                if form is form_of(year):
                    for cell, cases in behind.items():
                        for case in cases:
                            seen[case].add((year, *cell))
                previous = table
        for case in await session.scalars(select(Case).where(Case.organ_id == organ.id)):
            named = {
                (year, row, column)
                for year, rows in cells_of(case, TODAY)
                for row in rows
                for column in (case.applicant_class, TOTAL)
            }
            assert {cell for cell in named if cell[0] in history.years} == seen[case.id]


async def stored(office: Office, made: list[Made]) -> tuple[Organ, list[UUID]]:
    """A new organ with these cases; their ids in the same order."""
    organ = Organ(id=new_id(), code=uuid4().hex[:32], name="测试单位")
    ids = [new_id() for _ in made]
    rows = [
        {
            "id": case_id, "organ_id": organ.id, "counted_for": organ.id, "number": str(n),
            "source": "imported",
            "state": case.state, "received_on": case.received_on,
            "listed_on": case.received_on or date(2019, 1, 1), "answered_on": case.answered_on,
            "annual_row": case.outcome, "applicant_class": case.kind, "applicant_name": "王芳",
            "request": "验收报告", "items": [], "facts": {}, "accepted": False, "events": 1, "head": b"",
        }
        for n, (case_id, case) in enumerate(zip(ids, made, strict=True))
    ]  # fmt: skip
    async with office.sessions.begin() as session:
        session.add(organ)
        await session.flush()
        if rows:
            await session.execute(insert(Case), rows)
    return organ, ids


def figures_of(table: AnnualTable) -> dict[tuple[str, str], int]:
    """The figures that are not 0, by row and column."""
    assert [*table.rows] == [row.key for row in rows_of(table.form)]
    return {
        (row, column): n
        for row, figures in table.rows.items()
        for column, n in zip(COLUMNS, figures, strict=True)
        if n
    }


async def counted(
    session: AsyncSession, organ: Organ, year: int, form: Form
) -> dict[tuple[str, str], set[UUID]]:
    """The cases behind every figure at once: the condition of each cell asked of each case."""
    cells, statement = asked(year, form)
    behind: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    for case, *found in await session.execute(statement, {"organ": organ.id}):
        for cell, is_there in zip(cells, found, strict=True):
            if is_there:
                behind[cell].add(case)
    return behind


@cache
def asked(year: int, form: Form) -> tuple[list[tuple[str, str]], TextClause]:
    """All cells of a form, and one statement with the condition of each: compiled once."""
    cells = [(row.key, column) for row in rows_of(form) for column in COLUMNS]
    conditions = [counts_in(*cell, Period(year)).label(f"cell_{n}") for n, cell in enumerate(cells)]
    statement = select(Case.id, *conditions).compile(
        dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}
    )
    return cells, text(f"{statement} WHERE organ_id = :organ")


async def walked(office: Office, session: AsyncSession, organ: Organ, cell: Cell) -> set[UUID]:
    """The list behind a figure, page by page as a reader walks it; no case comes twice."""
    found: list[UUID] = []
    wanted, after = Wanted(organs=(organ.id,), cell=cell), None
    while True:
        page = await list_cases(session, office.vault, wanted, after, size=7)
        found += [row.id for row in page.rows]
        if page.next is None:
            assert len(found) == len(set(found))
            return set(found)
        after = page.next
