"""The official layout of section 四, described once for spreadsheet, document and page."""

from dataclasses import dataclass
from typing import Final

from cases.annual.layout import GridRow, Label
from cases.law.section_four import FIGURE_LABELS, FIGURES, GROUPS, REVIEW, SUITS


@dataclass(frozen=True)
class FigureOfFour:
    """One of the fifteen numbers: the keys of its group and figure, and their names in words."""

    group: str
    figure: str
    group_label: str
    figure_label: str


_EACH: Final = tuple(Label(FIGURE_LABELS[figure]) for figure in FIGURES)
_SUITS: Final = tuple(group for group in GROUPS if len(group.heads) > 1)
# 行政复议 has no head of its own below, so that its five results stand over two lines.
HEADER: Final = (
    GridRow((Label(REVIEW, 1, len(FIGURES)), Label(SUITS, 1, len(FIGURES) * len(_SUITS)))),
    GridRow(
        (
            *(Label(head.text, 2) for head in _EACH),
            *(Label(group.heads[-1], 1, len(FIGURES)) for group in _SUITS),
        )
    ),
    GridRow(_EACH * len(_SUITS)),
)
COLUMNS: Final = tuple(
    FigureOfFour(group.key, figure, "，".join(group.heads), FIGURE_LABELS[figure])
    for group in GROUPS
    for figure in FIGURES
)
NAMES: Final = {
    (column.group, column.figure): f"{column.group_label}，{column.figure_label}"
    for column in COLUMNS
}
