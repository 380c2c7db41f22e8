"""总览 as its page shows it: why cases are late, the year's figures as charts, drafts to decide on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from cases.actions.signing_together import LEVELS, may_decide, verb_at
from cases.actor import Actor
from cases.kinds import Kind
from cases.law.annual import form_of, rows_of
from cases.law.calendar import Calendar
from cases.law.clock_rules import ClockState
from cases.law.outcomes import ANSWER_TYPE
from cases.models import Organ
from cases.queries_figures import Volume, Year
from cases.queries_overview import ToDecide, Told
from cases.settings import CHINA
from cases.shown_work import LoadOut, LoadRow
from cases.states import State, Verb
from cases.web.charts import Columns, Line, columns, line, share_of
from cases.web.views import clock_state, row_label, workdays_left

WAITS: Final = {
    State.UNCONFIRMED: "等待确认收到申请之日",
    State.SCREENING: "等待初审",
    State.ASSIGNING: "等待分办",
    State.HANDLING: "办理中，尚未拟稿",
    State.DRAFTING: "拟稿中，尚未送审",
    State.SECRECY_REVIEW: "等待保密审查",
    State.LEGAL_REVIEW: "等待法制审核",
    State.OFFICE_REVIEW: "等待公开机构审核",
    State.SIGNING: "等待签发",
    State.SERVING: "已经签发，等待编号用印、送达",
}
WORKED: Final = (State.HANDLING, State.DRAFTING, State.SERVING)  # where the 承办人 has it
MOST_NAMES: Final = 3  # convention: of the people of a level, who are named


@dataclass(frozen=True)
class LateRow:
    """One late or near-late case, with its reasons."""

    id: UUID
    number: str
    request: str
    answer_due: date
    left: int | None
    is_late: bool
    provisional: bool
    waits: str
    who: str
    is_nobodys: bool
    stayed: int | None  # working days since it came to where it is
    notes: tuple[str, ...]


def late_rows(
    rows: Sequence[Row[Any]],
    today: date,
    calendar: Calendar,
    people: Mapping[str, Sequence[str]],
) -> list[LateRow]:
    """The lines of a list of late cases; `people` are those of each level, where they are known."""
    return [_late_row(row, today, calendar, people) for row in rows]


def _late_row(
    row: Row[Any], today: date, calendar: Calendar, people: Mapping[str, Sequence[str]]
) -> LateRow:
    state = State(row.state)
    paused = clock_state(row, row, today) is ClockState.PAUSED
    since = row.since.astimezone(CHINA).date() if row.since else None
    who, is_nobodys = _who(row, state, people)
    notes = (["正在征求意见，截止" + row.paused_until.isoformat()] if paused else []) + (
        ["已经延长答复期限"] if row.extended else []
    )
    stayed = workdays_left(calendar, today, since)
    return LateRow(
        id=row.id,
        number=row.number,
        request=row.request,
        answer_due=row.answer_due,
        left=workdays_left(calendar, today, row.answer_due),
        is_late=row.answer_due < today,
        provisional=row.provisional,
        waits=WAITS[state],
        who=who,
        is_nobodys=is_nobodys,
        stayed=None if stayed is None else -stayed,
        notes=tuple(notes),
    )


def _who(row: Row[Any], state: State, people: Mapping[str, Sequence[str]]) -> tuple[str, bool]:
    """Who has a case: the 承办人 or department, or the people of its level; and whether nobody has."""
    if state in WORKED:
        named = "，".join(name for name in (row.handler, row.department) if name)
        return named or "没有承办人", not named
    if state.value not in people:
        return "", False
    names = people[state.value]
    if not names:
        return "没有人员任此岗位", True
    more = f"等{len(names)}人" if len(names) > MOST_NAMES else ""
    return "、".join(names[:MOST_NAMES]) + more, False


def people_of(load: LoadOut) -> dict[str, list[str]]:
    """The people of each level of an organ."""
    return {row.key: row.officers for row in load.levels if row.key}


@dataclass(frozen=True)
class MonthRow:
    """One month of a table of figures."""

    number: int
    volume: Volume

    @property
    def name(self) -> str:
        """As the table names it."""
        return f"{self.number}月"


@dataclass(frozen=True)
class OutcomeRow:
    """One row of the annual table with how many were answered so."""

    key: str
    label: str
    count: int
    share: float  # the length of its bar: 100 for the most frequent


@dataclass(frozen=True)
class YearOut:
    """The figures of a year: months with their charts, outcomes, everything together."""

    year: int
    months: tuple[MonthRow, ...]
    total: Volume
    outcomes: tuple[OutcomeRow, ...]
    volumes: Columns
    rates: Line


def year_out(year: int, found: Year, today: date) -> YearOut:
    """A year as its page shows it; the one that runs up to this month."""
    last = today.month if year == today.year else len(found.months)
    months = tuple(
        MonthRow(number, volume) for number, volume in enumerate(found.months[:last], start=1)
    )
    names = [str(month) for month in range(1, len(found.months) + 1)]
    order = [row.key for row in rows_of(form_of(year))]
    counts = sorted(found.outcomes.items(), key=lambda one: order_in(order, one[0]))
    most = max(found.outcomes.values(), default=0)
    return YearOut(
        year=year,
        months=months,
        total=Volume.sum(found.months),
        outcomes=tuple(
            OutcomeRow(key, row_label(key), count, share_of(count, most)) for key, count in counts
        ),
        volumes=columns(
            [[m.received for m in found.months], [m.answered for m in found.months]], names
        ),
        rates=line([m.rate for m in found.months], names),
    )


def order_in(order: Sequence[str], key: str) -> int:
    """The place of a row in its form; what stands in another form only comes last."""
    return order.index(key) if key in order else len(order)


@dataclass(frozen=True)
class DraftRow:
    """One draft that waits for this officer."""

    id: UUID
    number: str
    applicant_name: str
    request: str
    answer_due: date | None
    left: int | None
    is_late: bool
    provisional: bool
    outcome: str
    counts_as: str
    title: str
    drafts: int
    submission: Told | None
    sent_back: Told | None  # before this submission
    news: tuple[Told, ...]  # since it was opened
    was_opened: bool
    is_opened: bool
    proposed: int


@dataclass(frozen=True)
class LevelOut:
    """The drafts of one level of one organ, decided on together by one form."""

    organ: str
    organ_name: str
    state: State
    verb: Verb
    rows: tuple[DraftRow, ...]

    @property
    def key(self) -> str:
        """What tells its form from the others."""
        return f"{self.organ}-{self.state}"

    @property
    def opened(self) -> int:
        """How many of them were opened as they stand."""
        return sum(row.is_opened for row in self.rows)


def levels_out(
    actor: Actor,
    found: Sequence[ToDecide],
    organs: Collection[Organ],
    today: date,
    calendar: Calendar,
) -> list[LevelOut]:
    """Every level that this officer decides on somewhere, with its drafts; those without any, too."""
    made = []
    for organ in organs:
        for level in LEVELS:
            if not may_decide(actor, organ.id, level):
                continue
            here = [one for one in found if (one.row.organ_id, one.row.state) == (organ.id, level)]
            rows = tuple(_draft_row(one, today, calendar) for one in here)
            made.append(LevelOut(organ.code, organ.name, level, verb_at(level), rows))
    return made


def _draft_row(one: ToDecide, today: date, calendar: Calendar) -> DraftRow:
    row, told = one.row, one.told
    submitted = [record for record in told if record.kind is Kind.SUBMITTED]
    submission = submitted[-1] if submitted else None
    drafted = [record for record in told if record.kind is Kind.DRAFTED]
    back = [record for record in told if record.kind is Kind.SENT_BACK]
    kind = ANSWER_TYPE.get(submission.answer_type or "") if submission else None
    return DraftRow(
        id=row.id,
        number=row.number,
        applicant_name=row.applicant_name,
        request=row.request,
        answer_due=row.answer_due,
        left=workdays_left(calendar, today, row.answer_due),
        is_late=row.answer_due is not None and row.answer_due < today,
        provisional=bool(row.provisional),
        outcome=f"{kind.code} {kind.name}" if kind else "",
        counts_as=row_label(submission.annual_row) if submission else "",
        title=(drafted[-1].title or "答复书") if drafted else "",
        drafts=len(drafted),
        submission=submission,
        sent_back=back[-1] if back else None,
        news=tuple(one.news) if row.seen is not None else (),
        was_opened=row.seen is not None,
        is_opened=one.is_opened,
        proposed=submission.proposed if submission else 0,
    )


LOAD_KEYS: Final = {
    "name": lambda row: row.label,
    "open": lambda row: row.open,
    "soon": lambda row: row.due_soon,
    "late": lambda row: row.late,
}
USUAL_LOAD: Final = "-late"


def no_load(organ: Organ) -> LoadOut:
    """The load of an organ of which nothing was counted."""
    return LoadOut(organ=organ.code, organ_name=organ.name, handlers=[], levels=[])


def most_open(rows: Collection[LoadRow]) -> int:
    """What the longest bar stands for."""
    return max((row.open for row in rows), default=0) or 1
