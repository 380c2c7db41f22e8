"""定期分析: what was asked and answered in a span, by topic, organ, applicant and month.

Counted by the rules of the annual table, so that the figures agree: what came by 收到申请之日, what was
done by the day of its answer, under its row; each case for the organ whose table counts it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Integer,
    Row,
    Select,
    case,
    cast,
    extract,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from cases.challenges import challenge_of
from cases.law.annual import DENIED, OTHER, OUTCOME_ROWS, REFUSED, ROW, UNABLE
from cases.law.challenge_results import Column, Forum
from cases.law.periods import Period
from cases.models import Case
from cases.models_clock import CaseClock
from cases.models_topics import CaseTopic
from cases.models_work import ChallengeRow

NO_TOPIC: Final = ""  # none computed yet
TOPIC, ORGAN, CLASS, MONTH = "topic", "organ", "class", "month"
RECEIVED, ANSWERED, BEFORE, YEAR_BEFORE = "received", "answered", "before", "year_before"
THEN: Final = (BEFORE, YEAR_BEFORE)
# 办理结果 in six columns, each the sum of its rows of the annual table
OUTCOMES: Final[Mapping[str, tuple[str, ...]]] = {
    "予以公开": ("granted_full",),
    "部分公开": ("granted_partial",),
    **{
        group[len("（三）") :]: tuple(row for row in OUTCOME_ROWS if ROW[row].group == group)
        for group in (DENIED, UNABLE, REFUSED, OTHER)
    },
}


@dataclass
class Slice:
    """The figures of one topic, organ, class or month, or of all of them."""

    received: int = 0
    answered: int = 0
    on_time: int = 0
    late: int = 0
    rows: dict[str, int] = field(default_factory=dict)  # answered, by row of the annual table
    before: int = 0  # received in the span before
    year_before: int = 0  # received in the same span of the year before
    reviews: int = 0  # 行政复议 whose notice came in the span
    suits: int = 0  # 行政诉讼
    corrected: int = 0  # 纠错: concluded in the span with 结果纠正

    @property
    def rate(self) -> Fraction | None:
        """按期答复率: of the answers that a limit judges, those on time; None without any."""
        judged = self.on_time + self.late
        return Fraction(self.on_time, judged) if judged else None

    @property
    def outcomes(self) -> dict[str, int]:
        """办理结果 in six columns."""
        return {
            label: sum(self.rows.get(row, 0) for row in rows) for label, rows in OUTCOMES.items()
        }

    def change(self, then: int) -> Fraction | None:
        """How much more or less than then was received; None where there was nothing then."""
        return Fraction(self.received - then, then) if then else None


@dataclass
class Analysis:
    """A span of some organs: all of it, and its parts by each dimension."""

    period: Period
    total: Slice = field(default_factory=Slice)
    parts: dict[str, dict[Any, Slice]] = field(
        default_factory=lambda: {TOPIC: {}, ORGAN: {}, CLASS: {}, MONTH: {}}
    )

    def of(self, dimension: str, key: Any) -> Slice:
        """The figures of one part, empty where nothing was counted for it yet."""
        return self.parts[dimension].setdefault(key, Slice())

    @property
    def uncomputed(self) -> int:
        """How many that came in the span have no topic yet."""
        return self.parts[TOPIC].get(NO_TOPIC, Slice()).received


async def analysis(
    session: AsyncSession, organs: Collection[UUID], period: Period, today: date
) -> Analysis:
    """The figures of a span: two statements, over the cases received or answered in it.

    Received before it only those of the span before and of the year before, by topic, organ, class;
    of a span that still runs, up to the same day of each.
    """
    made = Analysis(period)
    for row in await session.execute(_counting(organs, period, today)):
        if row.dimension == MONTH and row.what in THEN and not period.is_year:
            continue  # months of another quarter
        _add(made.of(row.dimension, getattr(row, row.dimension) or NO_TOPIC), row)
        if row.dimension == TOPIC:
            _add(made.total, row)
    for row in await session.execute(_challenged(organs, period)):
        for figure, day in _figures_of(row.ChallengeRow).items():
            if day is None or not period.first <= day <= period.last:
                continue
            keys = {
                TOPIC: row.topic or NO_TOPIC,
                ORGAN: row.organ,
                CLASS: row.kind,
                MONTH: day.month,
            }
            for part in (made.total, *(made.of(*key) for key in keys.items())):
                setattr(part, figure, getattr(part, figure) + 1)
    return made


def _figures_of(row: ChallengeRow) -> dict[str, date | None]:
    """Which figures a challenge counts in, and the day that decides whether it is in the span."""
    told = challenge_of(row.case_id, row.number, row.facts)
    ended = row.concluded_on
    is_corrected = ended is not None and told.column_on(ended) is Column.CORRECTED
    came = "reviews" if told.kind.forum is Forum.REVIEW else "suits"
    return {came: row.notified_on, "corrected": ended if is_corrected else None}


def _add(part: Slice, row: Row[Any]) -> None:
    match row.what:
        case "received":
            part.received += row.cases
        case "before":
            part.before += row.cases
        case "year_before":
            part.year_before += row.cases
        case "answered":
            part.answered += row.cases
            part.on_time += row.on_time
            part.late += row.late
            part.rows[row.annual_row] = part.rows.get(row.annual_row, 0) + row.cases


def _counting(organs: Collection[UUID], period: Period, today: date) -> Any:
    """Counts of each leg by one dimension at a time, all in one statement (GROUPING SETS)."""
    legs = [_leg(what, organs, period.first, period.last) for what in (RECEIVED, ANSWERED)]
    for what, then in ((BEFORE, period.previous()), (YEAR_BEFORE, period.year_before())):
        last = period.same_day_in(then, today) if period.first <= today < period.last else then.last
        legs.append(_leg(what, organs, then.first, last))
    return union_all(*legs)


def _leg(what: str, organs: Collection[UUID], first: date, last: date) -> Select[Any]:
    """What was received, or answered, in a span: each leg by its own index."""
    answered = what == ANSWERED
    day = Case.answered_on if answered else Case.received_on
    here = (
        select(
            CaseTopic.topic.label(TOPIC),
            Case.counted_for.label(ORGAN),
            Case.applicant_class.label(CLASS),
            cast(extract("month", day), Integer).label(MONTH),
            (Case.annual_row if answered else literal("")).label("annual_row"),
            (CaseClock.timely if answered else cast(null(), Boolean)).label("timely"),
        )
        .select_from(Case)
        .outerjoin(CaseTopic, CaseTopic.case_id == Case.id)
        .where(Case.counted_for.in_(organs), day.between(first, last))
    )
    if answered:
        here = here.outerjoin(CaseClock, CaseClock.case_id == Case.id)
    some = here.subquery(f"of_{what}").columns
    by = [some[dimension] for dimension in (TOPIC, ORGAN, CLASS, MONTH)]
    # GROUPING sets a bit for each of them that a row is not grouped by
    bits = {0b0111: TOPIC, 0b1011: ORGAN, 0b1101: CLASS, 0b1110: MONTH}
    return select(
        literal(what).label("what"),
        case(bits, value=func.grouping(*by)).label("dimension"),
        *by,
        some.annual_row,
        func.count().label("cases"),
        func.count().filter(some.timely.is_(True)).label("on_time"),
        func.count().filter(some.timely.is_(False)).label("late"),
    ).group_by(func.grouping_sets(*(tuple_(one, some.annual_row) for one in by)))


def _challenged(organs: Collection[UUID], period: Period) -> Any:
    """复议诉讼 whose notice came, or which ended, in the span."""
    return (
        select(
            ChallengeRow, Case.counted_for.label(ORGAN), Case.applicant_class.label("kind"),
            CaseTopic.topic,
        )
        .join(Case, Case.id == ChallengeRow.case_id)
        .outerjoin(CaseTopic, CaseTopic.case_id == Case.id)
        .where(
            Case.counted_for.in_(organs),
            or_(
                ChallengeRow.notified_on.between(period.first, period.last),
                ChallengeRow.concluded_on.between(period.first, period.last),
            ),
        )
    )  # fmt: skip
