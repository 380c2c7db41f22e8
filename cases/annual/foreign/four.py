"""Section 四 in a foreign document: fifteen figures under their heads, in the form's order."""

from typing import Final

from cases.annual.foreign.figures import Marks, figure, is_number
from cases.annual.foreign.grids import Grid, Spot
from cases.annual.foreign.labels import LIKE, Expected, likeness, plain, squeezed
from cases.annual.foreign_json import fault, shown
from cases.annual.layout_four import COLUMNS, NAMES
from cases.law.section_four import FIGURE_LABELS, FIGURES, REVIEW, TITLE

Table4 = dict[str, dict[str, int]]
NUMBERS: Final = len(COLUMNS)  # fifteen
OTHER_NAMES: Final = {
    "upheld": ("维持",),
    "corrected": ("纠正",),
    "other_result": ("其他", "其它结果"),
    "pending": ("未审结", "尚未办结"),
    "total": ("合计",),
}
EXPECTED: Final = {key: Expected(key, (FIGURE_LABELS[key], *OTHER_NAMES[key])) for key in FIGURES}
RESULTS: Final = ("upheld", "corrected", "pending")  # heads that no other table has together


def is_four(grid: Grid) -> bool:
    """Whether a table has the heads of section 四 and so many columns."""
    texts = [spot.text for line in range(len(grid.lines)) for spot in grid.distinct(line)]
    return any(plain(REVIEW) in plain(text) for text in texts) and all(
        any(likeness(text, EXPECTED[key]) >= LIKE for text in texts) for key in RESULTS
    )


def read_four(grid: Grid, marks: Marks, source: str) -> tuple[Table4, list[str]]:
    """The fifteen figures with what was read loosely; BadInput where they are not to be found."""
    line = _line_of_figures(grid, source)
    cells = _own(grid, line)[-NUMBERS:]
    heads = [_head(grid, line, cell) for cell in cells]
    notes: list[str] = []
    found: Table4 = {}
    for first in range(0, NUMBERS, len(FIGURES)):
        group = COLUMNS[first].group
        keys, said = _keys(grid, heads[first : first + len(FIGURES)], source)
        notes += said
        five = zip(keys, cells[first : first + len(FIGURES)], strict=True)
        found[group] = {
            key: figure(cell.text, f"{grid.place(line)}的“{NAMES[group, key]}”一栏", marks, source)
            for key, cell in five
        }
    return {group: {key: row[key] for key in FIGURES} for group, row in found.items()}, notes


def _line_of_figures(grid: Grid, source: str) -> int:
    """The one line of fifteen cells that are no heads."""
    lines = [line for line in range(len(grid.lines)) if _is_figures(grid, line)]
    if len(lines) != 1:
        many = f"有{len(lines)}行数" if lines else f"没有找到{NUMBERS}个数的一行"
        raise fault(source, f"{grid.name}（{TITLE}）{many}，应当只有一行，共{NUMBERS}个数")
    return lines[0]


def _is_figures(grid: Grid, line: int) -> bool:
    """Fifteen cells or more begin in the line, most of them numbers or blank."""
    cells = _own(grid, line)[-NUMBERS:]
    numbers = [spot for spot in cells if spot.is_blank or is_number(spot.text)]
    return len(cells) == NUMBERS and len(numbers) > NUMBERS // 2


def _own(grid: Grid, line: int) -> list[Spot]:
    return [spot for spot in grid.distinct(line) if spot.line == line]


def _head(grid: Grid, line: int, cell: Spot) -> str:
    above = (grid.lines[higher][cell.column] for higher in range(line - 1, -1, -1))
    return next((spot.text.replace("\n", "") for spot in above if not spot.is_blank), "")


def _keys(grid: Grid, heads: list[str], source: str) -> tuple[list[str], list[str]]:
    """The figures of a group from their heads, in whatever order; 总计 twice is nobody's guess."""
    likest = [max(FIGURES, key=lambda key: likeness(head, EXPECTED[key])) for head in heads]
    good = all(
        likeness(head, EXPECTED[key]) >= LIKE for head, key in zip(heads, likest, strict=True)
    )
    if not good or set(likest) != set(FIGURES):
        names = "、".join(f"“{FIGURE_LABELS[key]}”" for key in FIGURES)
        there = "、".join(f"“{shown(head)}”" for head in heads)
        raise fault(source, f"{grid.name}（{TITLE}）的栏{there}不是表式的栏，应当依次是{names}")
    notes = [
        f"{grid.name}的栏“{shown(head)}”读作“{FIGURE_LABELS[key]}”"
        for head, key in zip(heads, likest, strict=True)
        if squeezed(head) != squeezed(FIGURE_LABELS[key])
    ]
    return likest, notes
