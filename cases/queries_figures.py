"""The figures of a year (数字), and the cases behind each: a figure and its list are one row of a table."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Result,
    Row,
    Select,
    case,
    func,
    literal,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from cases.law.periods import MONTHS, Period
from cases.models import Case, Organ
from cases.models_clock import CaseClock
from cases.queries_search import CLOCKED, LISTED, PAGE, SNIPPET, Page, day_and_id

Day = InstrumentedAttribute[Any]
Term = ColumnElement[bool]


@dataclass(frozen=True, eq=False)
class Figure:
    """One figure: `day` orders its list; `terms` say what it counts within a span of days."""

    key: str
    label: str
    holds: str  # what it counts, one sentence
    day: Day
    terms: Callable[[Period], list[Term]]
    by_clock: bool = False


# as the partial index of answers that were not on time says it
NOT_TIMELY: Final[tuple[Term, ...]] = (~CaseClock.is_open, CaseClock.timely.is_not(True))


def _received(span: Period) -> list[Term]:
    return [Case.received_on.between(span.first, span.last)]


def _answered(span: Period) -> list[Term]:
    return [Case.answered_on.between(span.first, span.last)]


def _open(_: Period) -> list[Term]:
    return [Case.answered_on.is_(None), Case.received_on.is_not(None)]


def _on_time(span: Period) -> list[Term]:
    return [*_answered(span), ~CaseClock.is_open, CaseClock.timely.is_(True)]


def _late(span: Period) -> list[Term]:
    return [*_answered(span), *NOT_TIMELY, CaseClock.timely.is_(False)]


# fmt: off
FIGURES: Final = (
    # key, 名称, what it counts, the day that orders it, condition, whether the clock is asked
    Figure("received", "收到", "收到申请之日在这一期间的申请。", Case.received_on, _received),
    Figure("answered", "办结", "在这一期间答复，或者由申请人撤回的申请。", Case.answered_on, _answered),
    Figure("on_time", "按期答复", "在这一期间答复，没有超过法定期限的申请。",
           Case.answered_on, _on_time, by_clock=True),
    Figure("late_answers", "逾期答复", "在这一期间答复，超过法定期限的申请。",
           Case.answered_on, _late, by_clock=True),
    Figure("open", "在办", "已经收到、尚未答复的申请，包括上年结转的。", Case.received_on, _open),
)
# fmt: on
FIGURE: Final = {figure.key: figure for figure in FIGURES}


async def cases_of(
    session: AsyncSession,
    figure: Figure,
    organ: Organ,
    span: Period,
    annual_row: str | None = None,
    after: str | None = None,
    size: int = PAGE,
) -> Page:
    """A page of the cases behind a figure, the latest day first: one statement."""
    place = (figure.day, Case.id)
    query = (
        select(
            *LISTED, *CLOCKED, func.left(Case.request, SNIPPET).label("request"),
            figure.day.label("place"),
            literal(organ.code).label("organ_code"), literal(organ.name).label("organ_name"),
        )
        .select_from(Case)
        .outerjoin(CaseClock, CaseClock.case_id == Case.id)
        .where(Case.organ_id == organ.id, *_narrowed(figure, span, annual_row))
        .order_by(*(column.desc() for column in place))
        .limit(size + 1)
    )  # fmt: skip
    if after is not None:
        query = query.where(tuple_(*place) < tuple_(*day_and_id(after)))
    found: Result[Any] = await session.execute(query)
    rows = found.all()
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last.place}_{last.id}" if last else None)


async def count_of(
    session: AsyncSession, figure: Figure, organ: Organ, span: Period, annual_row: str | None = None
) -> int:
    """How many cases stand behind a figure: one statement."""
    query = select(func.count()).select_from(Case)
    if figure.by_clock:
        query = query.join(CaseClock, CaseClock.case_id == Case.id)
    terms = _narrowed(figure, span, annual_row)
    return await session.scalar(query.where(Case.organ_id == organ.id, *terms)) or 0


def _narrowed(figure: Figure, span: Period, annual_row: str | None) -> list[Term]:
    return figure.terms(span) + ([Case.annual_row == annual_row] if annual_row else [])


@dataclass
class Volume:
    """What came in a span of days, what was answered or withdrawn, and how much of that late."""

    received: int = 0
    answered: int = 0
    late: int = 0
    withdrawn: int = 0  # answered by nothing: neither on time nor late

    @property
    def on_time(self) -> int:
        """Answers within their limit."""
        return self.answered - self.late - self.withdrawn

    @property
    def rate(self) -> Fraction | None:
        """按期答复率: of the answers that a limit judges, those on time; None without any."""
        judged = self.on_time + self.late
        return Fraction(self.on_time, judged) if judged else None

    def add(self, row: Row[Any]) -> None:
        """Put one counted group where it belongs."""
        match row.what:
            case "received":
                self.received += row.cases
            case "answered":
                self.answered += row.cases
            case "late":
                self.late += row.cases
            case "withdrawn":
                self.withdrawn += row.cases

    @classmethod
    def sum(cls, parts: Collection["Volume"]) -> "Volume":
        """Several together."""
        return cls(*(sum(getattr(p, name) for p in parts) for name in cls.__dataclass_fields__))


@dataclass
class Year:
    """A year of an organ: its twelve months, and its outcomes by row of the annual table."""

    months: list[Volume] = field(default_factory=lambda: [Volume() for _ in range(MONTHS)])
    outcomes: dict[str, int] = field(default_factory=dict)


async def year_figures(session: AsyncSession, organ_id: UUID, year: int) -> Year:
    """The figures of a year: one statement, over the cases received or answered in it.

    They are counted by day, as the indexes stand, and put into months here: a third of the time.
    """
    made = Year()
    counted = counting([organ_id], Period(year), lambda day: day, (Case.annual_row,))
    for row in await session.execute(counted):
        made.months[row.key.month - 1].add(row)
        if row.what == "answered":
            made.outcomes[row.annual_row] = made.outcomes.get(row.annual_row, 0) + row.cases
    return made


def counting(
    organs: Collection[UUID],
    span: Period,
    key: Callable[[Day], Any],
    outcome: tuple[Day, ...] = (),
) -> CompoundSelect[Any]:
    """Counts of a span by a key of their day or case; answers also by their outcome, where asked.

    What came and what was answered are read from an index each, what was not on time from a third.
    """

    def grouped(what: Any, day: Day, more: tuple[Day, ...] = ()) -> Select[Any]:
        rows: tuple[Any, ...] = more or tuple(literal(None, column.type) for column in outcome)
        columns = [row.label(place.key) for row, place in zip(rows, outcome, strict=True)]
        return select(
            what.label("what"), key(day).label("key"), *columns, func.count().label("cases")
        ).group_by("what", "key", *more)

    not_timely = case((CaseClock.timely.is_(False), "late"), else_="withdrawn")
    here = Case.organ_id.in_(organs)
    return union_all(
        grouped(literal("received"), Case.received_on).where(here, *_received(span)),
        grouped(literal("answered"), Case.answered_on, outcome).where(here, *_answered(span)),
        grouped(not_timely, Case.answered_on)
        .select_from(CaseClock)
        .join(Case, Case.id == CaseClock.case_id)
        .where(CaseClock.organ_id.in_(organs), *NOT_TIMELY, *_answered(span)),
    )
