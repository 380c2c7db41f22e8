"""Section 三 in a foreign table: its columns by their heads, its rows by their labels and order."""

from dataclasses import dataclass
from typing import Final

from cases.annual.foreign import three_columns
from cases.annual.foreign.figures import Marks, figure
from cases.annual.foreign.grids import Grid, Spot
from cases.annual.foreign.labels import (
    BY_POSITION,
    LIKE,
    SUBTOTAL,
    SURE,
    Expected,
    aligned,
    gap_of,
    likeness,
    unnumbered,
)
from cases.annual.foreign_json import fault, shown
from cases.annual.layout import label_path
from cases.errors import BadInput
from cases.law.annual import COLUMN_LABELS, COLUMNS, ROW, Form, rows_of

FIRST: Final = Expected("new_received", (ROW["new_received"].label, "本年新收", "新收申请数量"))
NAMED: Final = 0.8  # 上年结转政府信息公开申请数量 is 0.79 like 本年新收…, and another row
LAST: Final = Expected("carried_out", (ROW["carried_out"].label, "结转下年度", "结转下年"))
SHORT: Final = {  # names in use beside those of the form
    "new_received": FIRST.names[1:],
    "carried_out": LAST.names[1:],
    "carried_in": ("上年结转", "上年度结转政府信息公开申请数量"),
    "granted_partial": ("部分公开",),
    "granted_full": ("公开",),
    "other_overdue_correction": ("申请人无正当理由逾期不补正",),
    "other_overdue_fee": ("申请人逾期未按收费通知要求缴纳费用",),
    "total_processed": ("合计",),
    "unable_not_held": ("本机关不掌握",),
}


@dataclass(frozen=True)
class Line:
    """A line of the body: where it stands, its innermost label, whether anything is in its cells."""

    line: int
    text: str
    has_figures: bool


@dataclass(frozen=True)
class Reading:
    """A form laid over the lines: which line is which row, and what is left on either side."""

    form: Form
    expected: tuple[Expected, ...]
    rows: dict[int, int]  # place in lines -> place in expected
    unknown: tuple[int, ...]  # places in lines
    missing: tuple[int, ...]  # places in expected


@dataclass(frozen=True)
class Three:
    """Section 三 as found: form, figures, and what was read loosely or ignored."""

    form: Form
    rows: dict[str, tuple[int, ...]]
    notes: tuple[str, ...]
    first_line: int  # of the figures: what stands above is title and head


def is_three(grid: Grid) -> bool:
    """Whether a table has the first row of section 三, and its last."""
    return bool(lines_like(grid, FIRST)) and bool(lines_like(grid, LAST))


def lines_like(grid: Grid, wanted: Expected) -> list[int]:
    """The lines in which a cell is called so."""
    return [
        line
        for line in range(len(grid.lines))
        if any(
            not spot.is_blank and spot.line == line and likeness(spot.text, wanted) >= NAMED
            for spot in grid.distinct(line)
        )
    ]


def read_three(grid: Grid, marks: Marks, source: str) -> Three:
    """The figures of section 三; BadInput says where they are not what the form asks."""
    first = lines_like(grid, FIRST)[0]
    heads = three_columns.read_heads(grid, first, source)
    lines = [
        Line(number, *_label(grid, number, heads.start))
        for number in range(first, len(grid.lines))
        if not three_columns.is_head_again(grid, number, heads)
    ]
    lines = [line for line in lines if line.text or line.has_figures]
    reading = min(
        (_laid_over(lines, form) for form in reversed(Form)),
        key=lambda one: len(one.missing) + len(one.unknown),
    )
    reading = _by_position(lines, reading)
    notes = _check_unknown(grid, lines, reading, source)
    if reading.missing:
        names = "、".join(f"“{ROW[reading.expected[j].key].label}”" for j in reading.missing)
        raise fault(source, f"{grid.name}缺少{reading.form}年表式的行{names}")
    rows = {}
    for place, there in sorted(reading.rows.items()):
        expected, line = reading.expected[there], lines[place]
        if expected.needed:
            rows[expected.key] = _figures(grid, line, heads, marks, source)
        elif line.has_figures:
            notes.append(f"忽略了{grid.place(line.line)}“{shown(line.text)}”的数（表式没有小计行）")
    renamed = _renamed(grid, lines, reading)
    return Three(reading.form, rows, (*heads.notes, *renamed, *notes), first)


def _label(grid: Grid, line: int, start: int) -> tuple[str, bool]:
    """The innermost label of a line, and whether a cell right of the labels holds anything."""
    labels = [s for s in grid.distinct(line) if s.column < start and not s.is_blank]
    cells = [s for s in grid.distinct(line, start) if s.column >= start and not s.is_blank]
    own = [s for s in labels if s.line == line] or labels
    return (own[-1].text.replace("\n", "") if own else ""), bool(cells)


def _expected(form: Form) -> tuple[Expected, ...]:
    """Rows and headings of a form in their printed order; headings may be lines of their own."""
    found: list[Expected] = []
    said: set[str] = set()
    for row in rows_of(form):
        for heading in label_path(row.key)[:-1]:
            if heading not in said:
                said.add(heading)
                found.append(Expected(heading, (heading,), needed=False))
        found.append(Expected(row.key, (row.label, *SHORT.get(row.key, ()))))
    return tuple(found)


def _laid_over(lines: list[Line], form: Form) -> Reading:
    expected = _expected(form)
    rows = aligned([line.text for line in lines], expected)
    missing = {j for j, one in enumerate(expected) if one.needed} - set(rows.values())
    unknown = [i for i, line in enumerate(lines) if i not in rows and line.has_figures]
    return Reading(form, expected, rows, tuple(unknown), tuple(sorted(missing)))


def _by_position(lines: list[Line], reading: Reading) -> Reading:
    """The one unknown line in a gap where one row is missing is that row, its label hardly alike."""
    rows = dict(reading.rows)
    for i in reading.unknown:
        gap = gap_of(i, reading.rows, len(reading.expected))
        wanted = [j for j in gap if j in reading.missing]
        others = [
            other
            for other in reading.unknown
            if gap_of(other, reading.rows, len(reading.expected)) == gap
        ]
        if len(wanted) != 1 or len(others) != 1 or SUBTOTAL.search(lines[i].text):
            continue
        one = reading.expected[wanted[0]]
        if not lines[i].text or likeness(lines[i].text, one) >= BY_POSITION:
            rows[i] = wanted[0]
    unknown = tuple(i for i in reading.unknown if i not in rows)
    missing = tuple(j for j in reading.missing if j not in rows.values())
    return Reading(reading.form, reading.expected, rows, unknown, missing)


def _check_unknown(grid: Grid, lines: list[Line], reading: Reading, source: str) -> list[str]:
    """Subtotals are ignored and named; any other line with figures is refused."""
    notes = []
    after = max(reading.rows)
    for i in reading.unknown:
        line = lines[i]
        place = f"{grid.place(line.line)}“{shown(line.text)}”"
        twice = [
            reading.expected[j]
            for j in reading.rows.values()
            if reading.expected[j].needed and likeness(line.text, reading.expected[j]) >= SURE
        ]
        if twice and not SUBTOTAL.search(line.text):
            raise fault(source, f"{place}出现两次，每行应当只有一次")
        if _is_subtotal(line.text, reading.expected):
            notes.append(f"忽略了{place}的数（表式没有小计行）")
        elif i < after:
            raise fault(source, f"{place}不是{reading.form}年表式的行，应当按表式填写")
    return notes


def _is_subtotal(text: str, expected: tuple[Expected, ...]) -> bool:
    if SUBTOTAL.search(text):
        return True
    headings = [one for one in expected if not one.needed]
    return any(likeness(text, heading) >= LIKE for heading in headings)


def _figures(
    grid: Grid, line: Line, heads: three_columns.Heads, marks: Marks, source: str
) -> tuple[int, ...]:
    name = f"{grid.place(line.line)}“{shown(line.text)}”"
    cells = _cells(grid, line.line, heads)
    if cells is None:
        raise fault(source, f"{name}应当有{len(COLUMNS)}个数，各在一格，请核对合并的单元格")
    return tuple(
        figure(cells[key].text, f"{name}的“{COLUMN_LABELS[key]}”一栏", marks, source)
        for key in COLUMNS
    )


def _cells(grid: Grid, line: int, heads: three_columns.Heads) -> dict[str, Spot] | None:
    """The cell of each column: below its head, or else, where a line has as many, in their order."""
    below = {key: grid.lines[line][column] for key, column in heads.columns.items()}
    spots = list(below.values())
    if len(set(spots)) == len(spots) and all(spot.line == line for spot in spots):
        return below
    own = [s for s in grid.distinct(line, heads.start) if s.line == line]
    if len(own) != len(heads.order):
        return None
    return {key: spot for key, spot in zip(heads.order, own, strict=True) if key}


def _renamed(grid: Grid, lines: list[Line], reading: Reading) -> list[str]:
    """Every row whose label is not the form's: as written, and as it was read."""
    notes = []
    for i, j in sorted(reading.rows.items()):
        one, line = reading.expected[j], lines[i]
        if not one.needed:
            continue
        label = ROW[one.key].label
        if unnumbered(line.text) != unnumbered(label):
            notes.append(f"{grid.place(line.line)}“{shown(line.text)}”读作“{label}”")
    return notes


def two_tables(grid: Grid) -> bool:
    """Whether the first row and the last row of section 三 both stand twice in one table."""
    return len(lines_like(grid, FIRST)) > 1 and len(lines_like(grid, LAST)) > 1


def no_table(source: str) -> BadInput:
    """The refusal of a document without section 三."""
    rows = f"“{ROW['new_received'].label}”至“{ROW['carried_out'].label}”"
    return fault(source, f"中没有找到“收到和处理政府信息公开申请情况”的表，应当有{rows}各行")
