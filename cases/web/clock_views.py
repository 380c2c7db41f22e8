"""期限 as the doors show it: the reading of a case, what if, the records behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases import clocks, queries
from cases.actor import Actor
from cases.calendars import Numbered
from cases.clocks import Step
from cases.errors import BadInput, Fault
from cases.facts import event_of
from cases.history import KIND_LABELS, Kind
from cases.law.clock import ClockReading
from cases.law.clock_events import opinion_due
from cases.law.clock_explained import record
from cases.law.clock_facts import Consultation, Recipient
from cases.law.clock_rules import FORBIDDEN, Rule
from cases.law.clock_strip import strip
from cases.law.delivery import WAYS, Way
from cases.models import Case, CaseEvent, Organ
from cases.schemas_steps import SupposedIn
from cases.shown import ConsultationOut
from cases.states import Verb
from cases.steps_on_file import extended_before


@dataclass(frozen=True)
class Told:
    """A case with its clock on the day asked: the reading, or the trouble that there is none."""

    case: Case
    organ: Organ
    calendar: Numbered
    events: Sequence[CaseEvent]
    steps: tuple[Step, ...]
    reading: ClockReading | None
    trouble: str | None


async def clock_told(
    session: AsyncSession,
    actor: Actor,
    case_id: UUID,
    as_of: date,
    supposed: Sequence[SupposedIn] = (),
) -> Told:
    """The clock of a case read anew, with steps that are only supposed added to it."""
    case, organ = await queries.read_case(session, actor, case_id)
    stored = await queries.read_clock(session, case_id)
    events = await queries.history(session, case_id)
    return told(case, organ, stored.calendar, events, as_of, supposed)


def told(
    case: Case,
    organ: Organ,
    calendar: Numbered,
    events: Sequence[CaseEvent],
    as_of: date,
    supposed: Sequence[SupposedIn] = (),
) -> Told:
    """The same of what was read already; BadInput where what is supposed cannot be."""
    standing = clocks.steps((row.seq, event_of(row)) for row in events)
    steps = (*standing, *_supposed(supposed, len(events)))
    as_of = max(as_of, *[s.on for s in supposed]) if supposed else as_of
    reading = clocks.read(clocks.facts_of(case, steps, as_of), calendar.calendar)
    if isinstance(reading, str):
        if supposed:
            raise BadInput.of([Fault("on", reading)])
        return Told(case, organ, calendar, events, standing, None, reading)
    if supposed:
        _refuse_forbidden(
            clocks.read(clocks.facts_of(case, standing, as_of), calendar.calendar), reading
        )
    return Told(case, organ, calendar, events, standing, reading, None)


def _supposed(supposed: Sequence[SupposedIn], last: int) -> list[Step]:
    steps = []
    for place, step in enumerate(supposed, start=last + 1):
        kind, day, data = step.step(f"假如{place}")
        steps.append(Step(place, kind, day, data, place))
    return steps


def _refuse_forbidden(now: ClockReading | str, then: ClockReading) -> None:
    """BadInput where what is supposed is a step that the law forbids."""
    former = [] if isinstance(now, str) else [w.code for w in now.warnings]
    for warning in then.warnings:
        if warning.code in FORBIDDEN and warning.code not in former:
            raise BadInput.of([Fault("type", warning.code.text)], article=warning.article)


def clock_out(told: Told) -> dict[str, Any]:
    """The clock as JSON: the contract's record, day by day, and what it rests on."""
    basis = {
        "case": str(told.case.id),
        "number": told.case.number,
        "calendar": {"ordinal": told.calendar.ordinal, "version": told.calendar.calendar.version},
        "notices": [notice.citation for notice in told.calendar.calendar.notices],
        "trouble": told.trouble,
    }
    if told.reading is None:
        return basis
    days = [
        {
            "day": day.day.day.isoformat(),
            "part": day.part.value,
            "number": day.number,
            "is_due": day.is_due,
            "provisional": day.provisional,
            "events": list(day.events),
            "reason": day.reason,
        }
        for day in strip(told.reading)
    ]
    return {**record(told.reading), **basis, "days": days}


def letters(told: Told) -> list[ConsultationOut]:
    """The consultations of a case, each with its recipient's limit and its reply."""
    replies = {s.data["id"]: s for s in told.steps if s.kind is Kind.CONSULTATION_REPLY}
    return [
        _letter(step, replies.get(step.data["id"]), told.calendar)
        for step in told.steps
        if step.kind is Kind.CONSULTATION
    ]


def _letter(step: Step, reply: Step | None, calendar: Numbered) -> ConsultationOut:
    fact = clocks.FACTS[step.kind](step.day, step.data)
    assert isinstance(fact, Consultation)
    return ConsultationOut(
        id=fact.id,
        seq=step.seq,
        kind=fact.kind.value,
        recipient=step.data.get("recipient", ""),
        on=fact.on,
        received_on=fact.received_on,
        due=opinion_due(fact, calendar.calendar),
        replied_on=reply.day if reply else None,
        opinion=reply.data.get("opinion", "") if reply else "",
    )


def offered(told: Told) -> set[Verb]:
    """The steps that would do something now; any other may still be recorded: it happened."""
    reading = told.reading
    if reading is None or reading.received_on is None or reading.closed_on is not None:
        return set()
    if reading.awaited is not None:
        supplement = reading.awaited.rule is Rule.SUPPLEMENT
        return {Verb.RECEIVE_SUPPLEMENT if supplement else Verb.RECEIVE_PAYMENT}
    found = {Verb.CONSULT, Verb.SEND_FEE_NOTICE, Verb.DELAY}
    if not any(step.kind is Kind.SUPPLEMENT_NOTICE for step in told.steps):
        found.add(Verb.SEND_SUPPLEMENT_NOTICE)
    if not extended_before(reading):
        found.add(Verb.EXTEND)
    return found


def records(told: Told) -> list[dict[str, Any]]:
    """The facts behind the dates as they were recorded, those superseded among them."""
    over = overruled(told.events)
    rows: list[dict[str, Any]] = []
    for event in told.events:
        kind = Kind(event.kind)
        if kind not in RECORDED:
            continue
        data = event.data["step"] if kind is Kind.STEP_CORRECTED else event.data
        rows.append(
            {
                "label": KIND_LABELS[kind],
                "day": event.day,
                "details": details(kind, data),
                "officer": event.officer,
                "at": event.at,
                "superseded": event.seq in over,
                "reason": event.data.get("reason", "") if kind in EXPLAINED else "",
            }
        )
    return rows


def overruled(events: Sequence[CaseEvent]) -> set[int]:
    """The records that a later one said anew or struck."""
    over: set[int] = set()
    said: dict[int, list[int]] = {}  # by the place of its step: the records that say how it stands
    for event in events:
        match Kind(event.kind):
            case kind if kind in clocks.FACTS:
                said[event.seq] = [event.seq]
            case Kind.LETTER_RECEIVED:
                said[event.data["letter"]].append(event.seq)
            case Kind.STEP_CORRECTED:
                over.update(said[event.data["corrects"]])
                said[event.data["corrects"]] = [event.seq]
            case Kind.STEP_STRUCK:
                over.update(said.pop(event.data["strikes"]))
            case Kind.CLOSING_STRUCK:
                anew = event.data.get("anew")  # then the first answer stands
                ends = (Kind.ANSWERED_ANEW,) if anew else clocks.CLOSINGS
                over.add([e.seq for e in events if e.kind in ends and e.seq < event.seq][-1])
            case _:
                pass
    return over


RECORDED: Final = (
    Kind.REGISTERED, Kind.BROUGHT_IN, Kind.RECEIPT_CONFIRMED, Kind.REGISTRATION_CORRECTED,
    *clocks.FACTS, Kind.LETTER_RECEIVED, Kind.STEP_CORRECTED, Kind.STEP_STRUCK, Kind.CLOSING_STRUCK,
)  # fmt: skip
EXPLAINED: Final = (
    Kind.REGISTRATION_CORRECTED, Kind.STEP_CORRECTED, Kind.STEP_STRUCK, Kind.CLOSING_STRUCK,
)  # fmt: skip
# fmt: off
DETAILS: Final = (
    # what a record keeps, how it is printed
    ("kind", lambda v: f"征求{Recipient(v).label}意见"),
    ("recipient", lambda v: f"对象：{v}"),
    ("workdays", lambda v: f"延长{v}个工作日"),
    ("approved_on", lambda v: f"{v}经负责人同意"),
    ("approved_by", lambda v: f"同意人：{v}"),
    ("reply_by", lambda v: f"补正期限至{v}"),
    ("received_on", lambda v: f"对方于{v}签收"),
    ("until", lambda v: f"延迟至{v}"),
    ("reasons_asked_on", lambda v: f"{v}要求说明理由"),
    ("amount_yuan", lambda v: f"{v}元"),
    ("basis", str),
    ("opinion", str),
    ("way", lambda v: WAYS[Way(v)].label),
    ("tracking_number", lambda v: f"邮件号码{v}"),
    ("receipt_number", lambda v: f"票据{v}"),
    ("doc_number", str),
    ("content", str),
)
# fmt: on


def details(kind: Kind, data: dict[str, Any]) -> str:
    """The particulars of a step in words."""
    if kind not in (*clocks.FACTS, Kind.STEP_CORRECTED):
        return ""
    said = [worded(data[name]) for name, worded in DETAILS if data.get(name)]
    if kind is Kind.EXTENSION and data.get("reason"):
        said.append(f"事由：{data['reason']}")
    return "；".join(said)
