"""行政复议、行政诉讼 on a case: between the history's words and the law's `Challenge`."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from cases.law.calendar import Calendar
from cases.law.challenge_duties import owed
from cases.law.challenge_period_rules import Period, Unit, Within
from cases.law.challenge_results import Kind, Result
from cases.law.challenges import Challenge, Procedure

DAYS: Final = (
    "filed_on", "replied_on", "reply_by", "concluded_on", "opinion_on", "reported_on",
)  # fmt: skip


def challenge_of(case_id: UUID, number: int, facts: Mapping[str, Any]) -> Challenge:
    """The law's challenge from what the history says; WrongChallenge where it contradicts."""
    return Challenge(
        id=f"{case_id}/{number}",
        kind=Kind(facts["kind"]),
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


def projected(told: Challenge, facts: dict[str, Any], calendar: Calendar) -> dict[str, Any]:
    """The columns of `challenges` that a challenge and a calendar decide.

    The nearest day owed is that of a reply, a report, or of a new answer that was ordered; whether
    an ordered answer has been made the case says, not its challenge.
    """
    due = [(d.due, OWED[d.period]) for d in owed(told, calendar, date.max)]
    nearest = min(due, default=(None, None))
    return {
        "kind": told.kind.value,
        "facts": facts,
        "notified_on": told.notified_on,
        "concluded_on": told.concluded_on,
        "next_due": nearest[0],
        "next_what": nearest[1],
    }


OWED: Final = {
    Period.REVIEW_REPLY: "reply",
    Period.REVIEW_REPLY_SUMMARY: "reply",
    Period.COURT_REPLY: "reply",
    Period.OPINION_REPORT: "report",
}
