"""版本的比较: what two editions of a year's table count differently, cell by cell and case by case.

Also 上年结转: the cases carried in are matched one by one with those that the year before carried out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cases.law.annual import (
    CLASS_LABELS,
    COLUMN_LABELS,
    COLUMNS,
    ROW,
    AnnualTable,
    ApplicantClass,
    rows_of,
)


@dataclass(frozen=True)
class Counted:
    """One case as a table counts it: what decides its cells, and nothing else."""

    number: str
    applicant_class: str
    received_on: date
    answered_on: date | None
    annual_row: str | None

    def is_done(self, year: int) -> bool:
        """办结: answered by the end of the year."""
        return self.answered_on is not None and self.answered_on.year <= year


@dataclass(frozen=True)
class CellChange:
    """One figure that two tables have differently."""

    row: str
    column: str
    before: int
    after: int

    @property
    def label(self) -> str:
        """The row as printed, and its column."""
        return f"“{ROW[self.row].label}”的“{COLUMN_LABELS[self.column]}”"


@dataclass(frozen=True)
class CaseChange:
    """One case that two tables count differently, and how, in words."""

    number: str
    words: str


def cell_changes(before: AnnualTable, after: AnnualTable) -> list[CellChange]:
    """Every figure that differs, in the order of the form; both tables are of one form."""
    assert before.form is after.form, (before.form, after.form)
    return [
        CellChange(row, column, was, now)
        for row in (printed.key for printed in rows_of(after.form))
        for column, was, now in zip(COLUMNS, before.rows[row], after.rows[row], strict=True)
        if was != now
    ]


def case_changes(
    before: Mapping[str, Counted], after: Mapping[str, Counted], year: int
) -> list[CaseChange]:
    """Every case, by its number, that is counted in one only or otherwise than in the other."""
    return [
        CaseChange(number, words)
        for number in sorted(before.keys() | after.keys())
        if (words := "；".join(_changes(before.get(number), after.get(number), year)))
    ]


def _changes(was: Counted | None, now: Counted | None, year: int) -> Iterator[str]:
    if was is None:
        assert now is not None
        yield f"新列入，{_class(now)}，{_standing(now, year)}"
        return
    if now is None:
        yield f"不再列入，原为{_class(was)}，{_standing(was, year)}"
        return
    if was.applicant_class != now.applicant_class:
        yield f"申请人类别由{_class(was)}改为{_class(now)}"
    if was.received_on != now.received_on:
        yield f"收到申请之日由{was.received_on}改为{now.received_on}"
    if (was.answered_on, was.annual_row) != (now.answered_on, now.annual_row):
        yield f"由{_standing(was, year)}改为{_standing(now, year)}"


def _class(case: Counted) -> str:
    return CLASS_LABELS[ApplicantClass(case.applicant_class)]


def _standing(case: Counted, year: int) -> str:
    if not case.is_done(year):
        return "结转下年度继续办理"
    assert case.annual_row is not None
    return f"{case.answered_on}办结“{ROW[case.annual_row].label}”"


@dataclass(frozen=True)
class CarryFault:
    """上年结转 that does not match, of one case: its number, and what is wrong with it."""

    number: str
    words: str


def carry_faults(
    carried_out: Iterable[Counted], carried_in: Iterable[Counted], year: int
) -> list[CarryFault]:
    """结转 of the year before against 上年结转 of this one, case by case and class by class."""
    out, taken = ({one.number: one for one in some} for some in (carried_out, carried_in))
    found = []
    for number in sorted(out.keys() | taken.keys()):
        was, now = out.get(number), taken.get(number)
        if was is None:
            words = f"列入{year}年“上年结转”，{year - 1}年的版本没有列入“结转下年度”"
        elif now is None:
            words = f"{year - 1}年的版本列入“结转下年度”，没有列入{year}年“上年结转”"
        elif was.applicant_class != now.applicant_class:
            words = f"{year - 1}年列在“{_class(was)}”，{year}年列在“{_class(now)}”"
        else:
            continue
        found.append(CarryFault(number, words))
    return found
