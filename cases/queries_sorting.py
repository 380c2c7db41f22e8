"""The ways to sort a list of cases (排列): one table; each with its index, both ways, page by page.

What lacks the day of a list stands behind what has it, whichever way it is sorted: such a list is
two parts, one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, literal, select, tuple_, union_all

from cases.errors import BadInput
from cases.models import Case
from cases.models_clock import CaseClock

BEHIND: Final = "~"  # what the position of a part begins with that stands behind another


@dataclass(frozen=True, eq=False)
class Keyed:
    """One part of a list: by what it is ordered, and what belongs to it.

    `key` is None where only the moment of registration orders it.
    """

    key: Any
    identity: Any
    descending: bool
    terms: tuple[ColumnElement[bool], ...] = ()
    behind: bool = False
    by_clock: bool = False

    @property
    def labelled(self) -> tuple[Any, ...]:
        """What every line carries for its position."""
        key = literal(NO_DAY) if self.key is None else self.key
        return key.label("sort_key"), literal(int(self.behind)).label("part")

    @property
    def inner(self) -> list[Any]:
        """The order within one organ, by the words of its index."""
        return self._turned([c for c in (self.key, self.identity) if c is not None])

    def outer(self, columns: Any) -> list[Any]:
        """The same order over the lines of several organs."""
        return self._turned([columns.sort_key, columns.id])

    def _turned(self, columns: Sequence[Any]) -> list[Any]:
        return [c.desc() for c in columns] if self.descending else [*columns]

    def may_follow(self, after: str) -> bool:
        """Whether lines of this part may stand behind a position."""
        return self.behind or not after.startswith(BEHIND)

    def following(self, after: str | None) -> list[ColumnElement[bool]]:
        """The condition of what stands behind a position; all of it where that is another part's."""
        if after is None or (self.behind and not after.startswith(BEHIND)):
            return []
        key, identity = self._read(after.removeprefix(BEHIND) if self.behind else after)
        place: Any = self.identity
        start: Any = literal(identity)
        if self.key is not None:
            place, start = tuple_(self.key, place), tuple_(key, identity)
        return [place < start if self.descending else place > start]

    def _read(self, position: str) -> tuple[date | str, UUID]:
        key, _, identity = position.rpartition("_")
        try:
            if self.key is Case.number:
                if not key:
                    raise ValueError(position)
                return key, UUID(identity)
            return date.fromisoformat(key), UUID(identity)
        except ValueError:
            raise BadInput("翻页位置无效，请从第一页重新打开列表") from None


NO_DAY: Final = date(1, 1, 1)


def _received(descending: bool) -> tuple[Keyed, ...]:
    return (Keyed(Case.listed_on, Case.id, descending),)


def _number(descending: bool) -> tuple[Keyed, ...]:
    return (Keyed(Case.number, Case.id, descending),)


def _answered(descending: bool) -> tuple[Keyed, ...]:
    has_day, none = Case.answered_on.is_not(None), Case.answered_on.is_(None)
    return (
        Keyed(Case.answered_on, Case.id, descending, (has_day,)),
        Keyed(Case.listed_on, Case.id, descending, (none,), behind=True),
    )


def _due(descending: bool) -> tuple[Keyed, ...]:
    due, identity = CaseClock.answer_due, CaseClock.case_id
    return (
        Keyed(due, identity, descending, (due.is_not(None),), by_clock=True),
        Keyed(None, identity, descending, (due.is_(None),), behind=True, by_clock=True),
    )


# fmt: off
SORTS: Final = {
    # as addresses say it: what it is called, its parts
    "received":  ("最新收到的在前", _received(True)),
    "oldest":    ("最早收到的在前", _received(False)),
    "due":       ("答复期限最近的在前", _due(False)),
    "-due":      ("答复期限最远的在前", _due(True)),
    "-answered": ("最新答复的在前", _answered(True)),
    "answered":  ("最早答复的在前", _answered(False)),
    "number":    ("登记编号由小到大", _number(False)),
    "-number":   ("登记编号由大到小", _number(True)),
}
# fmt: on
SORT_LABELS: Final = {name: label for name, (label, _) in SORTS.items()}


def keyed_parts(sort: str) -> tuple[Keyed, ...]:
    """The parts of a list in this order; BadInput for one that is none."""
    if sort not in SORTS:
        raise BadInput("排列方式不在可选范围内，请从列表的表头选择")
    return SORTS[sort][1]


def merged(parts: Sequence[Select[Any]], sort: str, size: int) -> Any:
    """The parts one after the other, as many lines as asked for."""
    if len(parts) == 1:
        return parts[0]
    whole = union_all(*(select(part.subquery()) for part in parts)).subquery("whole")
    first = keyed_parts(sort)[0]
    return select(whole).order_by(whole.c.part, *first.outer(whole.c)).limit(size)


def position_of(row: Any) -> str:
    """Where the next page begins behind this line."""
    mark = BEHIND if row.part else ""
    return f"{mark}{row.sort_key}_{row.id}"
