"""定期分析 as its pages and files show it: how a table is sorted, charts, choices, cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cases.analysis_lines import Line, class_lines, month_lines, organ_lines, topic_lines
from cases.law.annual import FIRST_YEAR
from cases.law.periods import months, quarters
from cases.models import Organ
from cases.percentages import percent
from cases.queries_analysis import OUTCOMES, Analysis
from cases.web.charts import Columns, columns
from cases.web.spreadsheet import Cell

TOPIC_KEYS: Final[Mapping[str, Callable[[Line], Any]]] = {
    "topic": lambda line: line.label,
    "received": lambda line: line.figures.received,
    "change": lambda line: line.figures.received - line.figures.before,
    "year": lambda line: line.figures.received - line.figures.year_before,
    "answered": lambda line: line.figures.answered,
    "rate": lambda line: 2 if line.figures.rate is None else line.figures.rate,  # unjudged: last
    "challenged": lambda line: line.figures.reviews + line.figures.suits,
    "corrected": lambda line: line.figures.corrected,
}
USUAL: Final = "-received"


def month_chart(lines: Sequence[Line]) -> Columns | None:
    """收到 and 办结 month by month; none where there is but one."""
    if len(lines) < 2:
        return None
    received = [line.figures.received for line in lines]
    answered = [line.figures.answered for line in lines]
    return columns([received, answered], [str(line.month) for line in lines])


def parts_of(year: int) -> list[tuple[str, str]]:
    """全年, quarters and months, as they are chosen: what the address says, and the name."""
    spans = [*quarters(year), *months(year)]
    return [("", "全年"), *((one.key[4:], one.label.removeprefix(f"{year}年")) for one in spans)]


def years_to(year: int) -> list[int]:
    """The years that can be chosen, the newest first."""
    return list(range(year, FIRST_YEAR - 1, -1))


HEADINGS: Final = (
    # heading, width in characters
    ("新收", 8), ("占比", 8), ("上期新收", 10), ("较上期", 10), ("上年同期", 10), ("较上年同期", 12), ("办结", 8),
    *((label, 10) for label in OUTCOMES), ("按期答复", 10), ("逾期答复", 10), ("按期答复率", 12),
    ("行政复议", 10), ("行政诉讼", 10), ("纠错", 8),
)  # fmt: skip


def cells(line: Line) -> tuple[Cell, ...]:
    """One line in the order of HEADINGS, after its name."""
    one = line.figures
    return (
        line.label, one.received, percent(line.share), one.before, line.change, one.year_before,
        line.change_on_year, one.answered, *one.outcomes.values(), one.on_time, one.late,
        percent(one.rate), one.reviews, one.suits, one.corrected,
    )  # fmt: skip


@dataclass(frozen=True)
class Tables:
    """Every table of an analysis: its name, the heading of its first column, its lines."""

    tables: tuple[tuple[str, str, list[Line]], ...]

    @classmethod
    def of(cls, found: Analysis, organs: Sequence[Organ]) -> "Tables":
        """By topic, month, organ and applicant; those that say nothing are left out."""
        every = (
            ("主题", "主题", topic_lines(found)),
            ("月份", "月份", month_lines(found)),
            ("单位", "单位", organ_lines(found, organs) if len(organs) > 1 else []),
            ("申请人类别", "申请人类别", class_lines(found)),
        )
        return cls(tuple(table for table in every if table[2]))
