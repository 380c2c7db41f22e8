"""期限工作清单 (worklists): which open cases wait for what, the nearest date first. Reads only."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    cast,
    exists,
    func,
    select,
    true,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from cases import calendars
from cases.history import Kind
from cases.law.articles import Article
from cases.law.calendar import Calendar
from cases.law.clock_rules import ANSWER, CONSULTATION, FEE, RECEIPT, SUPPLEMENT
from cases.models import Case, CaseEvent, Organ
from cases.models_clock import CaseClock
from cases.queries import PAGE, Page
from cases.queries_search import day_and_id
from cases.states import State

NOTICE_SOON: Final = (
    3  # convention: working days before the limit of 补正告知 at which it is listed
)
ONE_DAY: Final = timedelta(days=1)

Window = tuple[date | None, date | None]  # first and last day; None is without end
When = Callable[[date, Calendar], Window]
Term = ColumnElement[bool] | InstrumentedAttribute[bool]


def _past(today: date, _: Calendar) -> Window:
    return None, today - ONE_DAY


def _from_today(today: date, _: Calendar) -> Window:
    return today, None


def _after_today(today: date, _: Calendar) -> Window:
    return today + ONE_DAY, None


def _whenever(_: date, __: Calendar) -> Window:
    return None, None


def _within(workdays: int) -> When:
    return lambda today, calendar: (today, calendar.after(today, workdays))


@dataclass(frozen=True, eq=False)
class Worklist:
    """清单: one row of the table; `day` orders it and lies within `when`, asked today."""

    key: str
    label: str
    holds: str  # what stands in it, one sentence
    articles: tuple[Article, ...]
    day: ColumnElement[date] | InstrumentedAttribute[Any]
    day_label: str
    terms: tuple[Term, ...]  # what the partial index behind it says
    when: When
    of: type[CaseClock] | type[Case] = CaseClock  # the table whose index is read
    is_limit: bool = True  # whether working days are counted to `day`
    on_first_page: bool = True


def _standing_notice() -> ColumnElement[bool]:
    """补正告知 was sent, and the record of it was not struck."""
    notice, struck = aliased(CaseEvent), aliased(CaseEvent)
    strikes = exists().where(
        struck.case_id == notice.case_id,
        struck.kind == Kind.STEP_STRUCK,
        cast(struck.data["strikes"].astext, Integer) == notice.seq,
    )
    return exists().where(
        notice.case_id == CaseClock.case_id, notice.kind == Kind.SUPPLEMENT_NOTICE, ~strikes
    )


OPEN: Final = CaseClock.is_open  # as it stands: IS TRUE is none of the words of a partial index
DUE: Final = (OPEN, CaseClock.answer_due.is_not(None))
AWAITED: Final = (OPEN, CaseClock.awaited_until.is_not(None))
# The limit of 补正告知 still stands: nothing is awaited, and no notice was sent.
NOTICE_AHEAD: Final = (
    OPEN,
    CaseClock.awaiting.is_(None),
    CaseClock.supplement_notice_due.is_not(None),
    ~_standing_notice(),
)
_filed: Final = aliased(Case)
LACKING: Final = exists().where(
    _filed.id == CaseClock.case_id, func.jsonb_array_length(_filed.facts["lacks"]) > 0
)

# fmt: off
WORKLISTS: Final = (
    # key, 名称, what it holds, articles, day, its name, condition, when
    Worklist("overdue", "逾期未答复", "答复期限已经届满、尚未答复的案件。",
             (ANSWER,), CaseClock.answer_due, "答复期限", DUE, _past),
    Worklist("due_3", "3个工作日内届满", "答复期限在今天至第3个工作日届满的案件。",
             (ANSWER,), CaseClock.answer_due, "答复期限", DUE, _within(3)),
    Worklist("due_5", "5个工作日内届满", "答复期限在今天至第5个工作日届满的案件，包括3个工作日内届满的。",
             (ANSWER,), CaseClock.answer_due, "答复期限", DUE, _within(5)),
    Worklist("due_7", "7个工作日内届满", "答复期限在今天至第7个工作日届满的案件，包括3个、5个工作日内届满的。",
             (ANSWER,), CaseClock.answer_due, "答复期限", DUE, _within(7)),
    Worklist("paused", "征求意见中", "正在征求第三方或者其他机关意见、所需时间不计入答复期限的案件。",
             (CONSULTATION,), CaseClock.paused_until, "征求意见截止",
             (OPEN, CaseClock.paused_until.is_not(None)), _after_today),
    Worklist("awaiting_supplement", "等待补正", "已经告知补正、补正期限尚未届满的案件；补正之前答复期限不计算。",
             (SUPPLEMENT,), CaseClock.awaited_until, "补正期限",
             (*AWAITED, CaseClock.awaiting == "supplement"), _from_today),
    Worklist("awaiting_fee", "等待缴费", "已经发出收费通知、缴费期限尚未届满的案件；缴费之前答复期限不计算。",
             (FEE,), CaseClock.awaited_until, "缴费期限",
             (*AWAITED, CaseClock.awaiting == "fee"), _from_today, on_first_page=False),
    Worklist("lapsed", "逾期视为放弃", "补正期限或者缴费期限已经届满，申请人没有补正或者缴费的案件，建议记录办结。",
             (SUPPLEMENT, FEE), CaseClock.awaited_until, "补正、缴费期限", AWAITED, _past),
    Worklist("provisional", "暂定日期", "期限落在节假日安排尚未公布的年份，安排公布后日期可能变动的案件。",
             (ANSWER,), func.coalesce(CaseClock.answer_due, CaseClock.awaited_until), "期限",
             (OPEN, CaseClock.provisional), _whenever),
    Worklist("notice_due", "补正告知期限将届满",
             f"登记时内容不完整、尚未告知补正，告知期限在{NOTICE_SOON}个工作日内届满的案件。",
             (SUPPLEMENT,), CaseClock.supplement_notice_due, "补正告知期限",
             (*NOTICE_AHEAD, LACKING), _within(NOTICE_SOON), on_first_page=False),
    Worklist("unconfirmed", "待确认收到日期", "已经收到、尚未与申请人确认收到申请之日的案件；确认之前答复期限不起算。",
             (RECEIPT,), Case.listed_on, "到达日期",
             (Case.state == State.UNCONFIRMED,), _whenever, Case, is_limit=False,
             on_first_page=False),
    Worklist("trouble", "期限无法计算", "所载日期有误或者超出工作日历范围，因而不在其他清单中的未办结案件。",
             (ANSWER,), Case.listed_on, "收到或者到达日期",
             (OPEN, CaseClock.trouble.is_not(None)), _whenever, is_limit=False,
             on_first_page=False),
)
# fmt: on
WORKLIST: Final = {worklist.key: worklist for worklist in WORKLISTS}


@dataclass(frozen=True)
class Counted:
    """A worklist with the number of its cases."""

    worklist: Worklist
    count: int


@dataclass(frozen=True)
class Asked:
    """What a list is asked for: whose cases, on which day, by which calendar, in which order."""

    worklist: Worklist
    organs: tuple[UUID, ...]
    today: date
    calendar: Calendar
    latest_first: bool = False


async def tiles(session: AsyncSession, organs: Collection[UUID], today: date) -> list[Counted]:
    """Every worklist with its count under the newest calendar: two statements."""
    calendar = (await calendars.newest(session)).calendar
    counts = await count_all(session, organs, today, calendar)
    return [Counted(worklist, counts[worklist.key]) for worklist in WORKLISTS]


async def count_all(
    session: AsyncSession, organs: Collection[UUID], today: date, calendar: Calendar
) -> dict[str, int]:
    """How many cases stand in each list: one statement, a range of one partial index for each."""
    found = await session.execute(counting(organs, today, calendar))
    return dict(found.one()._mapping)  # the documented way


def counting(organs: Collection[UUID], today: date, calendar: Calendar) -> Select[Any]:
    """The statement of all counts, each of which reads its own index alone."""
    return select(
        *(
            select(func.count())
            .where(worklist.of.organ_id.in_(organs), *worklist.terms)
            .where(*_inside(worklist, today, calendar))
            .scalar_subquery()
            .label(worklist.key)
            for worklist in WORKLISTS
        )
    )


def _inside(worklist: Worklist, today: date, calendar: Calendar) -> list[ColumnElement[bool]]:
    first, last = worklist.when(today, calendar)
    terms: list[ColumnElement[bool]] = []
    if first is not None:
        terms.append(worklist.day >= first)
    if last is not None:
        terms.append(worklist.day <= last)
    return terms


LISTED: Final = (
    Case.id, Case.organ_id, Case.number, Case.state, Case.answer_type, Case.applicant_class,
    Case.applicant_name, func.left(Case.request, 160).label("request"), Case.received_on,
    Case.answered_on,
    CaseClock.answer_due, CaseClock.paused_until, CaseClock.awaiting, CaseClock.awaited_until,
    CaseClock.provisional,
    func.jsonb_array_length(CaseClock.warnings).label("warnings"), CaseClock.trouble,
)  # fmt: skip


async def list_of(
    session: AsyncSession, asked: Asked, after: str | None = None, size: int = PAGE
) -> Page:
    """A page of a list, the nearest date first or the farthest; the next begins where it ends.

    One statement, whose work grows with the page and the number of organs.
    """
    worklist = asked.worklist
    here = (
        select(*LISTED, worklist.day.label("day"))
        .select_from(CaseClock)
        .join(Case, Case.id == CaseClock.case_id)
        .where(worklist.of.organ_id == Organ.id, *worklist.terms)
        .where(*_inside(worklist, asked.today, asked.calendar))
    )
    way = (worklist.day, Case.id if worklist.of is Case else CaseClock.case_id)
    if after is not None:
        place, start = tuple_(*way), tuple_(*day_and_id(after))
        here = here.where(place < start if asked.latest_first else place > start)
    here = here.order_by(*_turned(way, asked)).limit(size + 1).correlate(Organ)
    listed = here.lateral("listed")
    found = await session.execute(
        select(listed, Organ.code.label("organ_code"), Organ.name.label("organ_name"))
        .select_from(Organ)
        .join(listed, true())
        .where(Organ.id.in_(asked.organs))
        .order_by(*_turned((listed.c.day, listed.c.id), asked))
        .limit(size + 1)
    )
    rows = found.all()
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last.day}_{last.id}" if last else None)


def _turned(columns: tuple[Any, Any], asked: Asked) -> list[Any]:
    return [column.desc() for column in columns] if asked.latest_first else [*columns]
