"""The official layout of section 三, described once for spreadsheet, document and page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final

from cases.law.annual import (
    APPLICANTS,
    COLUMN_LABELS,
    CORNER,
    HANDLED,
    ORGANISATIONS,
    ROW,
    TITLE,
    TOTAL,
    ApplicantClass,
    Form,
    Row,
    rows_of,
)

LABEL_COLUMNS: Final = 3  # the corner cell stands over them
HEADER_LINES: Final = 3
COLUMN_COUNT: Final = LABEL_COLUMNS + len(COLUMN_LABELS)
TOTAL_ROW: Final = "total_processed"  # （七）总计


@dataclass(frozen=True)
class Label:
    """One printed cell of text and how many lines and columns it covers."""

    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class GridRow:
    """One line: the labels that begin in it, and the key of its seven figures, None in the head."""

    labels: tuple[Label, ...]
    key: str | None = None

    @property
    def is_total(self) -> bool:
        """（七）总计: the line that pages emphasise."""
        return self.key == TOTAL_ROW


@dataclass(frozen=True)
class Placed:
    """A label with its place in the grid; line and column count from 0."""

    label: Label
    line: int
    column: int

    @property
    def last_line(self) -> int:
        """The lowest line that the label covers."""
        return self.line + self.label.rowspan - 1

    @property
    def last_column(self) -> int:
        """The rightmost column that the label covers."""
        return self.column + self.label.colspan - 1


@dataclass(frozen=True)
class Grid:
    """表样: the whole table of one form, a head of three lines and one line a row with numbers."""

    form: Form
    header: tuple[GridRow, ...]
    body: tuple[GridRow, ...]

    title: ClassVar = TITLE
    total: ClassVar = TOTAL  # the key of the last column
    total_label: ClassVar = COLUMN_LABELS[TOTAL]

    @property
    def lines(self) -> tuple[GridRow, ...]:
        """Head and body together, from the top."""
        return self.header + self.body

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The seven figures of a line: key and printed name, from the left."""
        return tuple(COLUMN_LABELS.items())

    def placed(self) -> Iterator[Placed]:
        """Every label with its place, as a page would find it from the spans alone."""
        yield from placed(self.lines)

    def figures(self) -> Iterator[tuple[int, int, str, str]]:
        """Every figure cell: line, column, and the keys of its row and column."""
        for line, row in enumerate(self.lines):
            if row.key is not None:
                for offset, (key, _) in enumerate(self.columns):
                    yield line, LABEL_COLUMNS + offset, row.key, key


def placed(lines: Iterable[GridRow]) -> Iterator[Placed]:
    """Every label of these lines with its place."""
    taken: set[tuple[int, int]] = set()
    for line, row in enumerate(lines):
        column = 0
        for label in row.labels:
            while (line, column) in taken:
                column += 1
            spot = Placed(label, line, column)
            taken |= set(_cells(spot))
            yield spot


def _cells(spot: Placed) -> Iterator[tuple[int, int]]:
    for line in range(spot.line, spot.last_line + 1):
        for column in range(spot.column, spot.last_column + 1):
            yield line, column


@cache
def grid_of(form: Form) -> Grid:
    """The layout of a form (国办公开办函〔2019〕60号, 〔2021〕30号)."""
    return Grid(form, _header(), tuple(_body(form)))


def label_path(key: str) -> tuple[str, ...]:
    """The labels that lead to a row, outermost first: 三、…, （三）不予公开, 1.属于国家秘密."""
    row = ROW[key]
    return tuple(label for label in (HANDLED if row.handled else "", row.group, row.label) if label)


def _header() -> tuple[GridRow, ...]:
    person, *organisations = (kind.label for kind in ApplicantClass)
    return (
        GridRow((Label(CORNER, HEADER_LINES, LABEL_COLUMNS), Label(APPLICANTS, 1, 7))),
        GridRow(
            (Label(person, 2), Label(ORGANISATIONS, 1, 5), Label(COLUMN_LABELS[TOTAL], 2)),
        ),
        GridRow(tuple(Label(name) for name in organisations)),
    )


def _body(form: Form) -> Iterator[GridRow]:
    rows = rows_of(form)
    inside = [row for row in rows if row.handled]
    for row in rows:
        labels = []
        if row.handled and row == inside[0]:
            labels.append(Label(HANDLED, len(inside)))
        members = [other for other in inside if row.group and other.group == row.group]
        if members and row == members[0]:
            labels.append(Label(row.group, len(members)))
        labels.append(Label(row.label, 1, _label_width(row)))
        yield GridRow(tuple(labels), row.key)


def _label_width(row: Row) -> int:
    """How many label columns a row's own label covers: 3 outside 三, 2 without a group, else 1."""
    if not row.handled:
        return LABEL_COLUMNS
    return 1 if row.group else LABEL_COLUMNS - 1
