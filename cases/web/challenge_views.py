"""复议诉讼 as pages and the API show them: what came, what it asks until when, and why then."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, Field

from cases.annual.section_four import Found
from cases.challenges import OWED, OWED_LABELS, UNCOUNTABLE, OnFile, challenge_of, on_file, owing
from cases.facts import event_of
from cases.law.calendar import Calendar
from cases.law.challenge_duties import Late, late, new_answer_due, reply_due, report_due
from cases.law.challenge_period_rules import Unit
from cases.law.challenge_periods import Deadline
from cases.law.challenge_results import RESULTS, ChallengeKind, Result, article_of, rule_of
from cases.law.challenges import FIELD_LABELS, Challenge, Procedure
from cases.models import CaseEvent
from cases.queries_challenges import Owed
from cases.web.views import workdays_left


@dataclass(frozen=True)
class DeadlineTold:
    """One period of a challenge: until when, or why nobody can say, and whether it still runs."""

    what: str  # reply · report · new_answer
    due: date | None
    article: str
    provisional: bool
    sentences: tuple[str, ...]  # step by step, how the last day comes about
    is_owed: bool
    is_past: bool

    @property
    def label(self) -> str:
        """As the case's page names it."""
        return OWED_LABELS[self.what]


@dataclass(frozen=True)
class ChallengeTold:
    """A challenge on its case's page."""

    number: int
    label: str
    kind: str
    body: str
    procedure: str
    doc_number: str
    dates: tuple[tuple[str, date], ...]
    result: str
    article: str
    column: str  # of section 四, as it stands today
    deadlines: tuple[DeadlineTold, ...]
    late: tuple[Late, ...]
    standing: str  # 恢复办理 as far as it has come; empty without an order
    may_reopen: bool
    typed: dict[str, str]  # as the form of its progress takes it


def challenges_told(
    case_id: UUID, events: Iterable[CaseEvent], calendar: Calendar, today: date
) -> list[ChallengeTold]:
    """Every challenge of a case from its history, in the order of their numbers."""
    file = on_file(map(event_of, events))
    return [
        _told(number, facts, challenge_of(case_id, number, facts), file, calendar, today)
        for number, facts in sorted(file.facts.items())
    ]


def _told(
    number: int,
    facts: dict[str, Any],
    told: Challenge,
    file: OnFile,
    calendar: Calendar,
    today: date,
) -> ChallengeTold:
    carried_out = file.is_carried_out(number, told)
    result, ended = told.result, told.concluded_on
    return ChallengeTold(
        number=number,
        label=told.kind.label,
        kind=told.kind.value,
        body=told.body,
        procedure=told.procedure.label,
        doc_number=facts.get("doc_number") or "",
        dates=tuple((FIELD_LABELS[name], day) for name in SHOWN if (day := getattr(told, name))),
        result="" if result is None else rule_of(told.kind, result).label,
        article=article_of(told.kind, result, ended) or "" if result and ended else "",
        column=told.column_on(today).label,
        deadlines=tuple(_deadlines(told, calendar, today, carried_out)),
        late=_late(told, calendar, today),
        standing=_standing(number, told, file, carried_out),
        may_reopen=told.orders_answer and not carried_out and number not in file.reopened,
        typed=typed_of(facts),
    )


SHOWN: Final = (
    "filed_on", "notified_on", "replied_on", "reply_by", "concluded_on", "opinion_on",
    "reported_on",
)  # fmt: skip
COUNTED: Final[dict[str, Callable[[Challenge, Calendar], Deadline | None]]] = {
    "reply": reply_due,
    "report": report_due,
    "new_answer": new_answer_due,
}


def _deadlines(
    told: Challenge, calendar: Calendar, today: date, carried_out: bool
) -> Iterable[DeadlineTold]:
    open_ones = {OWED[deadline.period] for deadline in owing(told, calendar, carried_out)}
    for what, count in COUNTED.items():
        try:
            deadline = count(told, calendar)
        except UNCOUNTABLE as beyond:
            reason = (f"期限无法计算：{beyond}。",)
            yield DeadlineTold(what, None, "", False, reason, is_owed=False, is_past=False)
            continue
        if deadline is not None:
            yield DeadlineTold(
                what=what,
                due=deadline.due,
                article=deadline.article,
                provisional=deadline.provisional,
                sentences=tuple(step.text for step in deadline.steps),
                is_owed=what in open_ones,
                is_past=what in open_ones and deadline.due < today,
            )


def _late(told: Challenge, calendar: Calendar, today: date) -> tuple[Late, ...]:
    try:
        return late(told, calendar, today)
    except UNCOUNTABLE:  # said beside the period itself
        return ()


def _standing(number: int, told: Challenge, file: OnFile, carried_out: bool) -> str:
    if not told.orders_answer:
        return ""
    if carried_out:
        return "责令的答复已经作出"
    return "已经恢复办理，尚未重新答复" if number in file.reopened else "责令的答复尚未作出"


def typed_of(facts: dict[str, Any]) -> dict[str, str]:
    """What stands of a challenge, as the fields of its form hold it."""
    typed = {name: value for name, value in facts.items() if isinstance(value, str)}
    again = facts.get("answer_again")
    if isinstance(again, dict):
        typed |= {f"answer_again_within.{name}": str(value) for name, value in again.items()}
    return typed


def globals_of_challenges() -> dict[str, Any]:
    """The choices of the forms: kinds, procedures, units, and results by the kind they belong to."""
    return {
        "challenge_kinds": [(kind.value, kind.label) for kind in ChallengeKind],
        "challenge_procedures": [(each.value, each.label) for each in Procedure],
        "challenge_units": [(unit.name.lower(), unit.value) for unit in Unit],
        "challenge_results": {
            kind.value: [(result.value, rule.label) for result, rule in RESULTS[kind.forum].items()]
            for kind in ChallengeKind
        },
        "challenge_labels": FIELD_LABELS,
        "owed_labels": OWED_LABELS,
    }


class ChallengeOut(BaseModel):
    """A challenge behind a number of section 四."""

    case_id: UUID
    case_number: str
    number: int = Field(description="在本件中的编号")
    kind: ChallengeKind
    kind_label: str
    body: str = Field(description="复议机关或者人民法院")
    notified_on: date
    result: Result | None
    result_label: str
    concluded_on: date | None
    doc_number: str = Field(description="决定书、判决书文号")


def behind_out(found: Iterable[Found]) -> list[ChallengeOut]:
    """The challenges behind a number, as they were found."""
    made = []
    for one in found:
        told = one.challenge
        label = "" if told.result is None else rule_of(told.kind, told.result).label
        made.append(
            ChallengeOut(
                case_id=one.case_id,
                case_number=one.case_number,
                number=one.number,
                kind=told.kind,
                kind_label=told.kind.label,
                body=told.body,
                notified_on=told.notified_on,
                result=told.result,
                result_label=label,
                concluded_on=told.concluded_on,
                doc_number=one.doc_number,
            )
        )
    return made


class OwedOut(BaseModel):
    """What a challenge still asks of the organ: the nearest thing, and its last day."""

    case_id: UUID
    case_number: str
    organ: str
    organ_name: str
    number: int = Field(description="在本件中的编号")
    kind: ChallengeKind
    kind_label: str
    body: str
    notified_on: date
    what: str = Field(description="应办事项", examples=["reply"])
    what_label: str
    due: date = Field(description="最后一日")
    workdays_left: int | None = Field(description="距最后一日的工作日数，负数为已过")
    is_past: bool


def owed_out(rows: Iterable[Owed], calendar: Calendar, today: date) -> list[OwedOut]:
    """The lines of the list as they stand today."""
    return [
        OwedOut(
            case_id=row.case_id,
            case_number=row.case_number,
            organ=row.organ_code,
            organ_name=row.organ_name,
            number=row.number,
            kind=ChallengeKind(row.kind),
            kind_label=ChallengeKind(row.kind).label,
            body=row.body,
            notified_on=row.notified_on,
            what=row.what,
            what_label=OWED_LABELS[row.what],
            due=row.due,
            workdays_left=workdays_left(calendar, today, row.due),
            is_past=row.due < today,
        )
        for row in rows
    ]
