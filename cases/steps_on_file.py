"""期限记录 as the gates ask about them: letters, supplements, fees, reasons, extensions on file. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any, Final

from cases import clocks
from cases.clocks import Step
from cases.dossier import Dossier
from cases.history import Kind
from cases.law.calendar import Calendar
from cases.law.clock import ClockReading
from cases.law.clock_events import notice_due, opinion_due, payment_due, supplement_due
from cases.law.clock_facts import Consultation, FeeNotice, SupplementNotice
from cases.law.clock_rules import Rule, WarningCode
from cases.law.gate_facts import (
    ConsultationRecord,
    FeeRecord,
    ReasonsRecord,
    SupplementRecord,
)
from cases.outcome_on_file import opinion_of


def letters_on_file(
    steps: Sequence[Step], file: Dossier, calendar: Calendar
) -> dict[str, ConsultationRecord]:
    """征求意见书 of a case by their numbers, each with its recipient's last day and its reply."""
    replies = {s.data["id"]: s for s in steps if s.kind is Kind.CONSULTATION_REPLY}
    found: dict[str, ConsultationRecord] = {}
    for step in steps:
        if step.kind is not Kind.CONSULTATION or step.day < calendar.first:
            continue
        fact = clocks.FACTS[step.kind](step.day, step.data)
        assert isinstance(fact, Consultation)
        reply = replies.get(fact.id)
        told = file.third_parties_told.get(fact.id)
        opinion = opinion_of(reply.data.get("opinion", "")) if reply else None
        found[fact.id] = ConsultationRecord(
            recipient=fact.kind,
            sent_on=fact.on,
            last_day=opinion_due(fact, calendar),
            in_writing=True,  # every way of service that can be recorded is one of a paper
            received_on=fact.received_on,
            replied_on=reply.day if reply else None,
            opinion=opinion,
            given_without_consent=True,  # asked only where it is about what is given
            release_reason=told.data["reason"] if told else "",
            notified_on=told.day if told else None,
        )
    return found


def extended_before(reading: ClockReading | str) -> bool:
    """Whether the answer period that runs on the day asked had an extension that counted."""
    if not isinstance(reading, ClockReading) or reading.received_on is None:
        return False
    begun = reading.period_start or reading.received_on
    return any(mark.rule is Rule.EXTENSION and mark.on >= begun for mark in reading.marks)


def supplements_on_file(
    steps: Sequence[Step], received_on: date | None, calendar: Calendar
) -> tuple[SupplementRecord, ...]:
    """补正告知 of a case, each with what came back before the next one, by days as the clock has it."""
    found: list[SupplementRecord] = []
    for step in sorted(steps, key=by_day):
        if received_on is None or received_on < calendar.first:
            break  # no clock, and nothing that a gate could ask of one
        if step.kind is Kind.SUPPLEMENT_NOTICE:
            fact = clocks.FACTS[step.kind](step.day, step.data)
            assert isinstance(fact, SupplementNotice)
            found.append(
                SupplementRecord(
                    sent_on=step.day,
                    due_on=notice_due(received_on, calendar),
                    last_day=supplement_due(fact, calendar),
                    delivered_on=_delivered(step.data),
                )
            )
        elif step.kind is Kind.SUPPLEMENT and found:
            excused = bool(step.data.get("excused"))
            found[-1] = replace(found[-1], replied_on=step.day, excused=excused)
    return tuple(found)


def fees_on_file(
    steps: Sequence[Step], calendar: Calendar, clocked: ClockReading | None
) -> tuple[FeeRecord, ...]:
    """收费通知 of a case, each with its payment."""
    late = {
        warning.on
        for warning in (clocked.warnings if clocked else ())
        if warning.code is WarningCode.FEE_NOTICE_LATE
    }
    found: list[FeeRecord] = []
    for step in sorted(steps, key=by_day):
        if step.kind is Kind.FEE_NOTICE and step.day >= calendar.first:
            fact = clocks.FACTS[step.kind](step.day, step.data)
            assert isinstance(fact, FeeNotice)
            found.append(
                FeeRecord(
                    sent_on=step.day,
                    in_time=step.day not in late,
                    last_day=payment_due(fact, calendar),
                    delivered_on=_delivered(step.data),
                )
            )
        elif step.kind is Kind.FEE_PAYMENT and found:
            found[-1] = replace(found[-1], paid_on=step.day)
    return tuple(found)


by_day: Final = attrgetter("day")  # what was told late stands where it happened


def _delivered(data: Mapping[str, Any]) -> date | None:
    day = data.get("received_on") or data.get("dates", {}).get("signed_on")
    if day is None and data.get("way") == "electronic":
        day = data.get("dates", {}).get("sent_on")
    return date.fromisoformat(day) if day else None


def reasons_on_file(file: Dossier) -> ReasonsRecord | None:
    """要求说明理由 (条例第三十五条) and how the reasons were judged."""
    asked, judged = file.reasons_asked, file.reasons_judged
    if asked is None or asked.day is None:
        return None
    later = judged if judged and judged.seq > asked.seq else None
    replied = later.data.get("replied_on") if later else None
    return ReasonsRecord(
        asked_on=asked.day,
        last_day=date.fromisoformat(asked.data["reply_by"]),
        replied_on=date.fromisoformat(replied) if replied else None,
        reasonable=later.data["reasonable"] if later else None,
    )
