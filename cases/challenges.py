"""行政复议、行政诉讼 on a case: between the history's words and the law's `Challenge`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from cases.history import Event, Kind
from cases.law.calendar import BeyondCalendar, Calendar
from cases.law.challenge_duties import new_answer_due, owed
from cases.law.challenge_period_rules import NoPeriod, Period, Unit, Within
from cases.law.challenge_periods import Deadline
from cases.law.challenge_results import ChallengeKind, Result
from cases.law.challenges import Challenge, Procedure

DAYS: Final = (
    "filed_on", "replied_on", "reply_by", "concluded_on", "opinion_on", "reported_on",
)  # fmt: skip
MUST_BE_SAID: Final = ("kind", "body", "notified_on", "procedure")
# What of a history is about challenges: they themselves, and the answers that carry orders out.
TELLING: Final = (
    Kind.CHALLENGED, Kind.CHALLENGE_UPDATED, Kind.CHALLENGE_STRUCK, Kind.REOPENED,
    Kind.ANSWER, Kind.ANSWERED_ANEW, Kind.WITHDRAWAL, Kind.CLOSING_STRUCK,
)  # fmt: skip
UNCOUNTABLE: Final = (NoPeriod, BeyondCalendar)


@dataclass
class OnFile:
    """复议诉讼 of a case as its history tells them, and what was done about their orders."""

    facts: dict[int, dict[str, Any]] = field(default_factory=dict)
    reopened: list[int] = field(default_factory=list)  # by whose order 恢复办理, in turn
    answered_anew: list[int] = field(default_factory=list)
    closed_on: date | None = None  # by the first answer, or the withdrawal

    def is_carried_out(self, number: int, told: Challenge) -> bool:
        """Whether what a result ordered was done: answered anew, or for the first time after it.

        An answer made after the organ had the copy is not the one that is challenged.
        """
        if number in self.answered_anew:
            return True
        first, ordered = self.closed_on, told.concluded_on
        return first is not None and ordered is not None and told.notified_on < first >= ordered


def on_file(events: Iterable[Event]) -> OnFile:
    """The challenges of a case from its history; other events than `TELLING` say nothing of them."""
    file = OnFile()
    for event in events:
        data = event.data
        match event.kind:
            case Kind.CHALLENGED:
                file.facts[data["number"]] = dict(data["facts"])
            case Kind.CHALLENGE_UPDATED:
                file.facts[data["number"]] |= data["facts"]
            case Kind.CHALLENGE_STRUCK:
                del file.facts[data["number"]]
            case Kind.REOPENED:
                file.reopened.append(data["challenge"])
            case Kind.ANSWERED_ANEW:
                file.answered_anew.append(file.reopened[-1])
            case Kind.ANSWER | Kind.WITHDRAWAL:
                file.closed_on = event.day
            case Kind.CLOSING_STRUCK if data.get("anew"):
                file.answered_anew.pop()
            case Kind.CLOSING_STRUCK:
                file.closed_on = None
    return file


def challenge_of(case_id: UUID, number: int, facts: Mapping[str, Any]) -> Challenge:
    """The law's challenge from what the history says; WrongChallenge where it contradicts."""
    return Challenge(
        id=f"{case_id}/{number}",
        kind=ChallengeKind(facts["kind"]),
        body=facts["body"],
        notified_on=date.fromisoformat(facts["notified_on"]),
        procedure=Procedure(facts["procedure"]),
        result=Result(facts["result"]) if facts.get("result") else None,
        answer_again=_again(facts.get("answer_again")),
        **{name: date.fromisoformat(facts[name]) if facts.get(name) else None for name in DAYS},
    )


def _again(said: Any) -> Within | date | None:
    """重新答复期限: a day, or a length as {"count", "unit"}."""
    if not said:
        return None
    if isinstance(said, str):
        return date.fromisoformat(said)
    return Within(said["count"], Unit[said["unit"].upper()])


def rows_of(
    case_id: UUID, events: Iterable[Event], calendar: Calendar
) -> dict[int, dict[str, Any]]:
    """The rows of `challenges` that a history and a calendar give, by number, but for their keys."""
    file = on_file(events)
    rows = {}
    for number, facts in file.facts.items():
        told = challenge_of(case_id, number, facts)
        nearest = next(iter(owing(told, calendar, file.is_carried_out(number, told))), None)
        rows[number] = {
            "kind": told.kind.value,
            "facts": facts,
            "notified_on": told.notified_on,
            "concluded_on": told.concluded_on,
            "next_due": None if nearest is None else nearest.due,
            "next_what": None if nearest is None else OWED[nearest.period],
        }
    return rows


def owing(told: Challenge, calendar: Calendar, carried_out: bool) -> list[Deadline]:
    """What the organ still owes, the nearest first: a reply, a report, an answer that was ordered.

    Nothing where the law or the calendar of so early a day is not at hand: what is long past is
    listed nowhere, and the case's page says why.
    """
    try:
        found = [*owed(told, calendar, date.max)]
        new_answer = None if carried_out else new_answer_due(told, calendar)
    except UNCOUNTABLE:
        return []
    if new_answer is not None:
        found.append(new_answer)
    return sorted(found, key=lambda deadline: deadline.due)


OWED: Final = {
    Period.REVIEW_REPLY: "reply",
    Period.REVIEW_REPLY_SUMMARY: "reply",
    Period.COURT_REPLY: "reply",
    Period.OPINION_REPORT: "report",
    Period.NEW_ANSWER: "new_answer",
}
OWED_LABELS: Final = {"reply": "答复举证", "report": "报送纠正情况", "new_answer": "重新答复"}
