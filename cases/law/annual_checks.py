"""The checks of an annual table (勾稽关系), each naming row, column, expected and found figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cases.law.annual import COLUMNS, TOTAL, AnnualTable, outcome_rows_of, row_in_form

NO_ROW: Final = "-"
REVIEW_GROUPS: Final = (  # section 四: 行政复议 · 未经复议直接起诉 · 复议后起诉
    "reconsideration",
    "litigation_direct",
    "litigation_after_reconsideration",
)
REVIEW_RESULTS: Final = ("upheld", "corrected", "other_result", "pending")  # 维持 纠正 其他 未审结


@dataclass(frozen=True)
class Violation:
    """One broken check; `row` is `-` where the rule speaks of a column as a whole."""

    rule: str
    row: str
    column: str
    expected: int
    found: int

    def __str__(self) -> str:
        """One line of `disclosure check-annual-table`, its fields parted by tabs."""
        return "\t".join(map(str, (self.rule, self.row, self.column, self.expected, self.found)))


def balance(table: AnnualTable) -> Iterable[Violation]:
    """Per column: 一 + 二 = 三（七）总计 + 四."""
    for column in COLUMNS:
        taken_in = table.cell("new_received", column) + table.cell("carried_in", column)
        accounted = table.cell("total_processed", column) + table.cell("carried_out", column)
        if taken_in != accounted:
            yield Violation("balance", NO_ROW, column, taken_in, accounted)


def subtotal(table: AnnualTable) -> Iterable[Violation]:
    """Per column: （七）总计 = the sum of the outcome rows."""
    for column in COLUMNS:
        outcomes = sum(table.cell(row, column) for row in outcome_rows_of(table.form))
        if outcomes != table.cell("total_processed", column):
            yield Violation(
                "subtotal", NO_ROW, column, outcomes, table.cell("total_processed", column)
            )


def row_total(table: AnnualTable) -> Iterable[Violation]:
    """Per row: 总计 = the sum of the six applicant columns."""
    for row, figures in table.rows.items():
        *classes, total = figures
        if sum(classes) != total:
            yield Violation("row_total", row, TOTAL, sum(classes), total)


def carry_over(table: AnnualTable, previous: AnnualTable) -> Iterable[Violation]:
    """Per column: 二 of a year = 四 of the year before, of the same organ."""
    for column in COLUMNS:
        expected, found = previous.cell("carried_out", column), table.cell("carried_in", column)
        if expected != found:
            yield Violation("carry_over", NO_ROW, column, expected, found)


def consolidation(table: AnnualTable, members: Iterable[AnnualTable]) -> Iterable[Violation]:
    """Per cell: the government's table = the sum of its members' tables."""
    sums = {row: [0] * len(COLUMNS) for row in table.rows}
    for member in members:
        for row, figures in member.rows.items():
            target = row if row in sums else row_in_form(row, table.form)
            sums[target] = [a + b for a, b in zip(sums[target], figures, strict=True)]
    for row, figures in table.rows.items():
        for column, expected, found in zip(COLUMNS, sums[row], figures, strict=True):
            if expected != found:
                yield Violation("consolidation", row, column, expected, found)


def review_total(table4: Mapping[str, Mapping[str, int]]) -> Iterable[Violation]:
    """Section 四, per group: 总计 = 维持 + 纠正 + 其他结果 + 尚未审结."""
    for group in REVIEW_GROUPS:
        expected = sum(table4[group][result] for result in REVIEW_RESULTS)
        if expected != table4[group][TOTAL]:
            yield Violation("review_total", group, TOTAL, expected, table4[group][TOTAL])


def violations(
    table: AnnualTable,
    previous: AnnualTable | None = None,
    members: Iterable[AnnualTable] | None = None,
    table4: Mapping[str, Mapping[str, int]] | None = None,
) -> list[Violation]:
    """Every broken check, rule by rule in the order of the form; empty where all hold."""
    found = [*balance(table), *subtotal(table), *row_total(table)]
    if previous is not None:
        found += carry_over(table, previous)
    if members is not None:
        found += consolidation(table, members)
    if table4 is not None:
        found += review_total(table4)
    return found
