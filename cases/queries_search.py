"""Search (查找): the list of cases, narrowed, sorted, page by page, counted up to a cap.

Every statement of it grows with the page and the number of organs, not with the cases: each filter
and each way to sort has its index. Of several filters together it may read what the rarest leaves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncSession

from cases.annual.table import counts_in
from cases.errors import BadInput
from cases.law.periods import Period
from cases.models import Case, Organ
from cases.models_clock import CaseClock
from cases.queries_sorting import Keyed, keyed_parts, merged, position_of
from cases.queries_words import SNIPPET as SNIPPET
from cases.queries_words import handlers_named, matching, snippet, within_words
from cases.vault import Vault

PAGE: Final = 50
MOST_COUNTED: Final = 1000  # convention: a list is counted no further
MOST_FOUND: Final = 200  # convention: by words, each line of which is read for them
LISTED: Final = (
    Case.id, Case.organ_id, Case.number, Case.state, Case.channel, Case.received_on,
    Case.listed_on, Case.answered_on, Case.answer_type, Case.annual_row, Case.applicant_class,
    Case.applicant_name, Case.tags, Case.handler_id,
)  # fmt: skip

CLOCKED: Final = (
    CaseClock.answer_due, CaseClock.paused_until, CaseClock.awaiting, CaseClock.awaited_until,
    CaseClock.timely, CaseClock.provisional,
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One figure of an annual table, whose cases are wanted."""

    period: Period
    row: str
    column: str


@dataclass(frozen=True)
class Days:
    """自……至……: both days included; None is without end."""

    first: date | None = None
    last: date | None = None

    def terms(self, column: Any) -> list[ColumnElement[bool]]:
        """The conditions that a column lies within."""
        ends = ((self.first, column.__ge__), (self.last, column.__le__))
        return [within(day) for day, within in ends if day is not None]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list is asked for; every part narrows it.

    `text` may hold numbers of papers and telephones: they are looked for by their blind indexes.
    `is_open`: in work, its `due` the 办理期限; `overdue_on`: open and past its limit on that day.
    """

    organs: tuple[UUID, ...]
    text: str = ""
    state: str | None = None
    annual_row: str | None = None
    applicant_class: str | None = None
    channel: str | None = None
    year: int | None = None
    received: Days = field(default_factory=Days)
    answered: Days = field(default_factory=Days)
    due: Days = field(default_factory=Days)
    is_open: bool = False
    overdue_on: date | None = None
    due_soon: Days = field(default_factory=Days)
    answered_late: bool = False
    handler: UUID | None = None
    department: UUID | None = None
    tag: str | None = None
    cell: Cell | None = None
    sort: str = ""

    @property
    def order(self) -> str:
        """How the list is sorted: as asked for, else by the day that it was narrowed by."""
        if self.sort:
            return self.sort
        if self.overdue_on or any((*vars(self.due).values(), *vars(self.due_soon).values())):
            return "due"
        return "-answered" if any(vars(self.answered).values()) else "received"

    @property
    def counted_to(self) -> int:
        """The number from which on only “or more” is said."""
        return MOST_FOUND if self.text else MOST_COUNTED

    @property
    def needs_clock(self) -> bool:
        """Whether a condition of it is about the dates of the clock."""
        days = (*vars(self.due).values(), *vars(self.due_soon).values())
        return any((*days, self.is_open, self.overdue_on, self.answered_late))


@dataclass(frozen=True)
class Page:
    """A page of a list, and where the next one begins; `total` where it was counted."""

    rows: Sequence[Row[Any]]
    next: str | None
    total: int | None = None


def day_and_id(after: str) -> tuple[date, UUID]:
    """The position behind which a page begins that is ordered by day; BadInput where it is none."""
    day, _, identity = after.partition("_")
    try:
        return date.fromisoformat(day), UUID(identity)
    except ValueError:
        raise BadInput("翻页位置无效，请从第一页重新打开列表") from None


async def list_cases(
    session: AsyncSession,
    vault: Vault | None,
    wanted: Wanted,
    after: str | None = None,
    size: int = PAGE,
    *,
    counted: bool = False,
) -> Page:
    """A page of cases in the order asked for; the next page begins where this one ends.

    One statement, and one before it where words are looked for (who is named so). `counted`: with the number of all,
    at most one more than `counted_to`. Without a vault no personal number may be looked for.
    """
    terms = narrowing(vault, wanted, await handlers_named(session, [wanted.text]))
    # a request in full would be too much; cut where its first word is found
    request = snippet(wanted.text).label("request")
    columns = (*LISTED, request, Case.words if wanted.text else literal("").label("words"))
    total = _count(wanted, terms, wanted.counted_to) if counted else literal(None)
    parts = []
    for keyed in keyed_parts(wanted.order):
        if after is not None and not keyed.may_follow(after):
            continue
        here = select(*columns, *keyed.labelled).where(_owner(wanted) == Organ.id, *terms)
        here = _with_clock(here, wanted, keyed)
        here = here.where(*keyed.terms, *keyed.following(after))
        here = here.order_by(*keyed.inner).limit(size + 1).correlate(Organ)
        listed = here.lateral("listed")
        part = select(
            listed, *CLOCKED, Organ.code.label("organ_code"), Organ.name.label("organ_name"),
            total.label("total"),
        )  # fmt: skip
        part = part.select_from(Organ).join(listed, true())
        part = part.outerjoin(CaseClock, CaseClock.case_id == listed.c.id)
        part = part.where(Organ.id.in_(wanted.organs))
        parts.append(part.order_by(*keyed.outer(listed.c)).limit(size + 1))
    found = await session.execute(merged(parts, wanted.order, size + 1))
    rows = found.all()
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], position_of(last) if last else None, rows[0].total if rows else 0)


def _owner(wanted: Wanted) -> Any:
    """By whom a case is handled; for a figure of an annual table, in whose name it is answered."""
    return Case.counted_for if wanted.cell else Case.organ_id


def _with_clock(query: Any, wanted: Wanted, keyed: Keyed) -> Any:
    if wanted.needs_clock or keyed.by_clock:
        return query.join(CaseClock, CaseClock.case_id == Case.id).where(
            CaseClock.organ_id == Organ.id
        )
    return query


def _count(wanted: Wanted, terms: Iterable[Any], most: int) -> Any:
    """How many there are, at most one more than `most`, organ by organ through its indexes."""
    here = select(literal(1).label("one")).select_from(Case)
    here = here.where(_owner(wanted) == Organ.id, *terms)
    if wanted.needs_clock:
        here = here.join(CaseClock, CaseClock.case_id == Case.id)
        here = here.where(CaseClock.organ_id == Organ.id)
    each = here.limit(most + 1).correlate(Organ).lateral("each")
    some = select(each.c.one).select_from(Organ).join(each, true())
    some = some.where(Organ.id.in_(wanted.organs)).limit(most + 1)
    return select(func.count()).select_from(some.subquery("some")).scalar_subquery()


async def counts_of(
    session: AsyncSession, asked: Mapping[str, Wanted], most: int
) -> dict[str, int]:
    """How many cases each of these lists holds, at most one more than `most`: one statement."""
    if not asked:
        return {}
    named = await handlers_named(session, [wanted.text for wanted in asked.values()])
    columns = [
        _count(wanted, narrowing(None, wanted, named), most).label(name)
        for name, wanted in asked.items()
    ]
    found = await session.execute(select(*columns))
    return dict(found.one()._mapping)  # the documented way


OPEN: Final[Any] = (
    CaseClock.is_open
)  # as it stands: IS TRUE is none of the words of a partial index


def narrowing(
    vault: Vault | None, wanted: Wanted, named: Mapping[str, Sequence[UUID]]
) -> list[ColumnElement[bool]]:
    """The conditions of a list, but for its organs; `named`: officers by names among its words."""
    terms = [
        *_received(wanted.received),
        *wanted.answered.terms(Case.answered_on),
        *wanted.due.terms(CaseClock.owed_by if wanted.is_open else CaseClock.answer_due),
        *(matching(vault, word, named.get(word, ())) for word in wanted.text.split()),
    ]
    for column, value in (
        (Case.state, wanted.state), (Case.annual_row, wanted.annual_row),
        (Case.applicant_class, wanted.applicant_class), (Case.channel, wanted.channel),
        (Case.handler_id, wanted.handler), (Case.department_id, wanted.department),
    ):  # fmt: skip
        if value is not None:
            terms.append(column == value)
    if wanted.tag:
        terms.append(within_words(f"#{wanted.tag}#"))
    if wanted.year:
        terms.append(Case.listed_on.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.is_open:
        terms.append(CaseClock.owed_by.is_not(None))
    if wanted.overdue_on:
        terms += [OPEN, CaseClock.answer_due < wanted.overdue_on]
    if any(vars(wanted.due_soon).values()):
        terms += [OPEN, *wanted.due_soon.terms(CaseClock.answer_due)]
    if wanted.answered_late:
        terms.append(CaseClock.timely.is_(False))
    if wanted.cell:
        terms.append(counts_in(wanted.cell.row, wanted.cell.column, wanted.cell.period))
    return terms


def _received(days: Days) -> list[ColumnElement[bool]]:
    """By the day that the list is ordered by: it is that of receipt once there is one."""
    terms = days.terms(Case.listed_on)
    return [*terms, Case.received_on.is_not(None)] if terms else []
