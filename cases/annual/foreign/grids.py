"""Tables of any document as grids: every cell of a merged range shows the one that it belongs to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from cases.annual.foreign_json import fault

MOST_LINES: Final = 2_000  # a report's longest table has some thirty
MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 100_000  # of all tables together, merged ranges spread out
MOST_TEXTS: Final = 20_000
LONGEST_TEXT: Final = 2_000  # signs of a cell or paragraph that are looked at


@dataclass(frozen=True)
class Spot:
    """A cell as written: its text, and the line and column where it begins, from 0."""

    text: str
    line: int
    column: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing but white space stands in it."""
        return not self.text.strip()


@dataclass(frozen=True)
class Written:
    """A cell of a line before its place is known, with the lines and columns that it covers."""

    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Grid:
    """A table: its name in sentences (第2个表格), and its lines, all of the same width."""

    name: str
    lines: tuple[tuple[Spot, ...], ...]

    def distinct(self, line: int, start: int = 0) -> list[Spot]:
        """The cells of a line from a column on, each once."""
        return list(dict.fromkeys(self.lines[line][start:]))

    def place(self, line: int) -> str:
        """第2个表格第12行."""
        return f"{self.name}第{line + 1}行"


@dataclass(frozen=True)
class Sighted:
    """A document as it is read here: its texts outside tables in their order, and its tables."""

    texts: tuple[str, ...]
    grids: tuple[Grid, ...]


def grid_of_spans(name: str, rows: Iterable[Iterable[Written]], source: str) -> Grid:
    """The grid that cells with spans make, as a browser lays them out."""
    taken: dict[tuple[int, int], Spot] = {}
    height = 0
    for line, row in enumerate(rows):
        height, column = line + 1, 0
        for cell in row:
            while (line, column) in taken:
                column += 1
            spot = Spot(cell.text[:LONGEST_TEXT], line, column)
            _check_size(line, column + cell.colspan, len(taken), source)
            for below in range(cell.rowspan):
                for right in range(cell.colspan):
                    taken.setdefault((line + below, column + right), spot)
            _check_size(line, column, len(taken), source)
    return _filled(name, taken, height)


def _filled(name: str, taken: dict[tuple[int, int], Spot], height: int) -> Grid:
    """Lines of one width; where no cell is, a blank one."""
    width = 1 + max((column for line, column in taken if line < height), default=-1)
    return Grid(
        name,
        tuple(
            tuple(taken.get((line, c)) or Spot("", line, c) for c in range(width))
            for line in range(height)
        ),
    )


def _check_size(lines: int, columns: int, cells: int, source: str) -> None:
    if lines >= MOST_LINES or columns > MOST_COLUMNS or cells > MOST_CELLS:
        raise fault(source, "中的表格过大，不是政府信息公开工作年度报告")


def checked(sighted: Sighted, source: str) -> Sighted:
    """The document, where it is no larger than a report can be; BadInput otherwise."""
    cells = sum(len(line) for grid in sighted.grids for line in grid.lines)
    if cells > MOST_CELLS or len(sighted.texts) > MOST_TEXTS:
        raise fault(source, "内容过多，不是政府信息公开工作年度报告")
    return Sighted(tuple(text[:LONGEST_TEXT] for text in sighted.texts), sighted.grids)


def titled(grid: Grid, before: int) -> Iterator[str]:
    """What stands in the lines above the first one of the figures."""
    for line in range(before):
        yield from (spot.text for spot in grid.distinct(line) if not spot.is_blank)
