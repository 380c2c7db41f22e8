"""汇总: a government's annual table as the sum of its members' tables, cell by cell.

The members are the government itself, the organs below it, and those that report from outside.
Section 二 is entered and added up apart: section_two_sum.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cases.law.annual import (
    COLUMN_LABELS,
    COLUMNS,
    OTHER_2021,
    ROW,
    AnnualTable,
    Form,
    form_of,
    rows_of,
)
from cases.law.annual_checks import NO_ROW, Violation, violations
from cases.law.section_four import FIGURE_LABELS, FIGURES, GROUPS, SectionFour

Table4 = Mapping[str, Mapping[str, int]]
OTHER_2019: Final = "other_handling"
GROUP_NAMES: Final = {group.key: "，".join(group.heads) for group in GROUPS}


@dataclass(frozen=True)
class Part:
    """What one member gives: section 三, and 四 where it has it."""

    key: str
    name: str
    table: AnnualTable
    table4: Table4 | None = None


@dataclass(frozen=True)
class Share:
    """How much of one figure is a member's."""

    key: str
    name: str
    figure: int


@dataclass(frozen=True)
class Sum:
    """The consolidated sections 三 and 四, and which members gave no section 四."""

    table: AnnualTable
    four: SectionFour
    without_four: tuple[str, ...]


def unfit(part: Part, year: int, form: Form) -> str | None:
    """Why a member's table cannot be added up in that year and form; None where it can."""
    found = part.table
    if found.year != year:
        return f"“{part.name}”的表是{found.year}年度的，不能计入{year}年度的汇总"
    if found.form is Form.FORM_2019 and form is Form.FORM_2021:
        return (
            f"“{part.name}”的表是2019年表式，没有分列“（六）其他处理”，"
            "不能计入2021年表式的汇总，请按2021年表式重新报送"
        )
    return None


def summed(organ: str, year: int, parts: Sequence[Part], form: Form | None = None) -> Sum:
    """The sum of the members' tables in the form of the year; every one of them must be fit."""
    form = form or form_of(year)
    for part in parts:
        assert unfit(part, year, form) is None, part.name
    rows = {
        row.key: tuple(
            sum(figure_of(part.table, row.key, column) for part in parts) for column in COLUMNS
        )
        for row in rows_of(form)
    }
    return Sum(
        AnnualTable(organ, year, form, rows),
        _four(organ, year, parts),
        tuple(part.name for part in parts if part.table4 is None),
    )


def figure_of(table: AnnualTable, row: str, column: str) -> int:
    """One figure as a sum counts it: （六）其他处理 of the 2019 form is three rows of the 2021 form."""
    if row == OTHER_2019 and table.form is Form.FORM_2021:
        return sum(table.cell(one, column) for one in OTHER_2021)
    return table.cell(row, column)


def shares(parts: Iterable[Part], row: str, column: str) -> list[Share]:
    """Which member gave how much of one figure of section 三, the biggest first; none of nought."""
    return _biggest_first(
        Share(part.key, part.name, figure_of(part.table, row, column)) for part in parts
    )


def shares_of_four(parts: Iterable[Part], group: str, figure: str) -> list[Share]:
    """The same of one figure of section 四."""
    return _biggest_first(
        Share(part.key, part.name, part.table4[group][figure])
        for part in parts
        if part.table4 is not None
    )


def _biggest_first(found: Iterable[Share]) -> list[Share]:
    return sorted((one for one in found if one.figure), key=lambda one: -one.figure)


def _four(organ: str, year: int, parts: Sequence[Part]) -> SectionFour:
    given = [part.table4 for part in parts if part.table4 is not None]
    return SectionFour(
        organ,
        year,
        {
            group.key: tuple(sum(one[group.key][figure] for one in given) for figure in FIGURES)
            for group in GROUPS
        },
    )


def faults(part: Part, previous: AnnualTable | None = None) -> list[Violation]:
    """A member's own broken checks, and 上年结转 where last year's table is known."""
    return violations(part.table, previous, table4=part.table4)


def in_words(found: Violation) -> str:
    """One broken check as a member is told it: what stands there, and what must hold."""
    match found.rule:
        case "balance":
            return (
                f"“{COLUMN_LABELS[found.column]}”列：第一项加第二项为{found.expected}，"
                f"第三项加第四项为{found.found}，应当相等"
            )
        case "subtotal":
            return (
                f"“{COLUMN_LABELS[found.column]}”列：各办理结果之和为{found.expected}，"
                f"“（七）总计”为{found.found}，应当相等"
            )
        case "row_total":
            return (
                f"“{ROW[found.row].label}”一行：各类申请人之和为{found.expected}，"
                f"“总计”为{found.found}，应当相等"
            )
        case "carry_over":
            return (
                f"“{COLUMN_LABELS[found.column]}”列：上年“{ROW['carried_out'].label}”为"
                f"{found.expected}，本年“{ROW['carried_in'].label}”为{found.found}，应当相等"
            )
        case "review_total":
            return (
                f"第四部分“{GROUP_NAMES[found.row]}”：各结果与尚未审结之和为{found.expected}，"
                f"“{FIGURE_LABELS[found.column]}”为{found.found}，应当相等"
            )
        case "consolidation":
            row = "" if found.row == NO_ROW else f"“{ROW[found.row].label}”一行"
            return (
                f"{row}“{COLUMN_LABELS[found.column]}”列：各成员之和为{found.expected}，"
                f"汇总表为{found.found}，应当相等"
            )
        case _:
            raise AssertionError(found)
