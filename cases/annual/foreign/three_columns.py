"""The head of section 三 in a foreign table: which column is whose, subtotals apart."""

from dataclasses import dataclass
from typing import Final

from cases.annual.foreign.grids import Grid, Spot
from cases.annual.foreign.labels import (
    SUBTOTAL,
    SURE,
    Expected,
    aligned,
    gap_of,
    likeness,
    plain,
    squeezed,
)
from cases.annual.foreign_json import fault, shown
from cases.law.annual import APPLICANTS, COLUMN_LABELS, COLUMNS, CORNER, ORGANISATIONS, TOTAL

OTHER_NAMES: Final = {
    TOTAL: ("合计", "总数"),
    "natural_person": ("个人", "公民"),
    "other_org": ("其他组织", "其它"),
    "business": ("企业", "商业组织"),
    "public_welfare": ("公益组织", "社会公益"),
    "legal_service": ("法律服务",),
}
EXPECTED: Final = tuple(
    Expected(key, (COLUMN_LABELS[key], *OTHER_NAMES.get(key, ()))) for key in COLUMNS
)
PERSON: Final = EXPECTED[0]
HEADING: Final = Expected("", (CORNER, APPLICANTS, ORGANISATIONS))
AGAIN: Final = 4  # so many heads in a line of the body make it a head printed again


@dataclass(frozen=True)
class Heads:
    """Where the figures begin, the column of each key, and the keys from the left (None: ignored)."""

    start: int
    columns: dict[str, int]
    order: tuple[str | None, ...]
    notes: tuple[str, ...]


def read_heads(grid: Grid, first: int, source: str) -> Heads:
    """The columns by the lowest head above the first row; BadInput where one is missing or twice."""
    lowest = [_lowest(grid, first, column) for column in range(len(grid.lines[0]))]
    start = next(
        (c for c, head in enumerate(lowest) if head and likeness(head.text, PERSON) >= 0.75), None
    )
    if start is None:
        raise fault(source, f"{grid.name}没有找到“自然人”一栏的表头，应当有{_names(COLUMNS)}各栏")
    person, heads = lowest[start], dict[Spot, int]()
    assert person is not None
    for column in range(start, len(lowest)):
        head = lowest[column]
        if head is not None and (head.line >= person.line or _is_known(head)):
            heads.setdefault(head, column)
    return _matched(grid, start, list(heads.items()), source)


def _is_known(head: Spot) -> bool:
    """Whether a head that begins above 自然人 is one of a column, not a title over all of them."""
    return any(likeness(head.text, one) >= SURE for one in EXPECTED)


def _lowest(grid: Grid, first: int, column: int) -> Spot | None:
    """The lowest head of a column that is not blank."""
    spots = (grid.lines[line][column] for line in range(first - 1, -1, -1))
    return next((spot for spot in spots if not spot.is_blank), None)


def _matched(grid: Grid, start: int, heads: list[tuple[Spot, int]], source: str) -> Heads:
    texts = [spot.text.replace("\n", "") for spot, _ in heads]
    matched = aligned(texts, EXPECTED)
    notes = []
    for place, text in enumerate(texts):
        if place in matched:
            key = EXPECTED[matched[place]].key
            if squeezed(text) != squeezed(COLUMN_LABELS[key]):
                notes.append(f"{grid.name}的栏“{shown(text)}”读作“{COLUMN_LABELS[key]}”")
        elif SUBTOTAL.search(text) or likeness(text, Expected("", (ORGANISATIONS,))) >= 0.75:
            notes.append(f"忽略了{grid.name}的栏“{shown(text)}”（表式没有小计栏）")
        elif (only := _only(place, texts, matched)) is not None:
            matched[place] = only
            label = COLUMN_LABELS[EXPECTED[only].key]
            notes.append(f"{grid.name}的栏“{shown(text)}”按位置读作“{label}”")
        else:
            raise fault(
                source, f"{grid.name}的栏“{shown(text)}”不是表式的栏，应当有{_names(COLUMNS)}各栏"
            )
    missing = [one.key for j, one in enumerate(EXPECTED) if j not in matched.values()]
    if missing:
        raise fault(source, f"{grid.name}缺少{_names(missing)}一栏，应当有{_names(COLUMNS)}各栏")
    order = tuple(
        EXPECTED[matched[place]].key if place in matched else None for place in range(len(heads))
    )
    columns = {key: heads[place][1] for place, key in enumerate(order) if key is not None}
    return Heads(start, columns, order, tuple(notes))


def _only(place: int, texts: list[str], matched: dict[int, int]) -> int | None:
    """The one key that is left for a head between its neighbours, if it is the only head there."""
    gap = gap_of(place, matched, len(EXPECTED))
    rivals = [
        other
        for other in range(len(texts))
        if other not in matched and gap_of(other, matched, len(EXPECTED)) == gap
        and not SUBTOTAL.search(texts[other])
    ]  # fmt: skip
    return gap[0] if len(gap) == 1 and rivals == [place] else None


def is_head_again(grid: Grid, line: int, heads: Heads) -> bool:
    """Whether a line of the body is one of the head's, printed again on the next page."""
    if any(likeness(spot.text, HEADING) >= SURE for spot in grid.distinct(line)):
        return True
    cells = [spot.text for spot in grid.distinct(line, heads.start)]
    known = {plain(label) for label in COLUMN_LABELS.values()}
    return sum(plain(text) in known for text in cells) >= AGAIN


def _names(keys: tuple[str, ...] | list[str]) -> str:
    return "、".join(f"“{COLUMN_LABELS[key]}”" for key in keys)
