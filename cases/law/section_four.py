"""Section 四 of the annual report (政府信息公开行政复议、行政诉讼情况): its fifteen numbers.

Both official forms print it alike: three groups, each with four results and their 总计, in one row.

Which challenges a year's table counts (convention; no national guidance is known): those concluded
in the year, under their result, and those not concluded at its end, as 尚未审结, whatever year they
came. So a challenge that is open on 31 December stands in that year's table and comes again, in the
end with its result, in a later one. It comes in with the day on which the organ had the copy.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.law.annual import FIRST_YEAR, TOTAL
from cases.law.annual_checks import Violation, review_total
from cases.law.challenge_results import COLUMN_LABELS, ChallengeKind, Column
from cases.law.challenges import Challenge

TITLE: Final = "四、政府信息公开行政复议、行政诉讼情况"
REVIEW: Final = "行政复议"
SUITS: Final = "行政诉讼"  # stands over the last two groups
FIGURES: Final = (*(column.value for column in Column), TOTAL)
FIGURE_LABELS: Final = {**{c.value: v for c, v in COLUMN_LABELS.items()}, TOTAL: "总计"}


@dataclass(frozen=True)
class Group:
    """Five numbers side by side: their key and the heads printed above them, outermost first."""

    kind: ChallengeKind
    heads: tuple[str, ...]

    @property
    def key(self) -> str:
        """As `table4` names it."""
        return self.kind.value


GROUPS: Final = (
    Group(ChallengeKind.REVIEW, (REVIEW,)),
    Group(ChallengeKind.DIRECT_SUIT, (SUITS, "未经复议直接起诉")),
    Group(ChallengeKind.SUIT_AFTER_REVIEW, (SUITS, "复议后起诉")),
)


@dataclass(frozen=True)
class SectionFour:
    """Section 四 of one organ and year: for each group five whole numbers, in printed order."""

    organ: str
    year: int
    groups: dict[str, tuple[int, ...]]

    @property
    def when(self) -> str:
        """As the heading prints it."""
        return f"{self.year}年度"

    def cell(self, group: str, figure: str) -> int:
        """One figure; KeyError or ValueError where the form has no such cell."""
        return self.groups[group][FIGURES.index(figure)]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The fifteen, as the form prints them from left to right."""
        return tuple(number for group in GROUPS for number in self.groups[group.key])

    def record(self) -> dict[str, dict[str, int]]:
        """As files hold it under `table4`."""
        return {key: dict(zip(FIGURES, row, strict=True)) for key, row in self.groups.items()}


def section_four(organ: str, year: int, challenges: Iterable[Challenge]) -> SectionFour:
    """The table of a year from all challenges of one organ, of whatever years."""
    assert year >= FIRST_YEAR, year
    counts = {kind: dict.fromkeys(Column, 0) for kind in ChallengeKind}
    for challenge in challenges:
        column = column_in(challenge, year)
        if column is not None:
            counts[challenge.kind][column] += 1
    groups = {kind.value: (*row.values(), sum(row.values())) for kind, row in counts.items()}
    return SectionFour(organ, year, groups)


def column_in(challenge: Challenge, year: int) -> Column | None:
    """The one column in which a year's table counts a challenge; None where it does not."""
    ended = challenge.concluded_on
    if challenge.notified_on.year > year or (ended is not None and ended.year < year):
        return None
    return challenge.column_on(date(year, 12, 31))


def behind(
    challenges: Iterable[Challenge], year: int, group: str, figure: str
) -> tuple[Challenge, ...]:
    """The very challenges that one number of a year counts, in the order given.

    ValueError where the form has no such cell.
    """
    kind = ChallengeKind(group)
    columns = tuple(Column) if figure == TOTAL else (Column(figure),)
    return tuple(c for c in challenges if c.kind is kind and column_in(c, year) in columns)


def violations(table: SectionFour) -> list[Violation]:
    """Every group whose 总计 is not the sum of its four results (勾稽关系)."""
    return list(review_total(table.record()))


@dataclass(frozen=True)
class Missing:
    """A warning: fewer challenges in a group than were open at the end of the year before."""

    group: Group
    year: int
    pending: int
    found: int

    @property
    def text(self) -> str:
        """One sentence for the office."""
        name = "—".join(self.group.heads)
        return (
            f"“{name}”：{self.year - 1}年尚未审结{self.pending}件，"
            f"{self.year}年各结果与尚未审结合计只有{self.found}件，应当不少于上年尚未审结数。"
        )


def missing(table: SectionFour, previous: SectionFour) -> Iterator[Missing]:
    """Per group: what was open at the end of a year is concluded in the next one or open again.

    A warning only: other organs may count by other rules.
    """
    assert table.year == previous.year + 1, (previous.year, table.year)
    for group in GROUPS:
        pending = previous.cell(group.key, Column.PENDING.value)
        found = sum(table.cell(group.key, column.value) for column in Column)
        if found < pending:
            yield Missing(group, table.year, pending, found)
