"""The clock of a case (期限): from its history to the law's facts, and back into stored columns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Protocol

from cases.history import Event, Kind
from cases.law.calendar import BeyondCalendar, Calendar
from cases.law.clock import ClockReading, compute
from cases.law.clock_events import Pause
from cases.law.clock_facts import (
    Answer,
    ClockFacts,
    Consultation,
    ConsultationReply,
    Delay,
    Extension,
    FeeNotice,
    FeePayment,
    Receipt,
    Recipient,
    Supplement,
    SupplementNotice,
    Withdrawal,
    WrongFacts,
)
from cases.law.clock_facts import Event as Fact
from cases.law.clock_rules import ClockState, Rule
from cases.law.clock_texts import EVENTS
from cases.law.receipt import RULES, Channel
from cases.states import DONE, State

FIRST_CALENDAR: Final = 1  # what was closed before calendars were numbered stands under the first
CLOSINGS: Final = (Kind.ANSWER, Kind.WITHDRAWAL)


@dataclass(frozen=True)
class Step:
    """期限记录: one event of the clock as it now stands, with its place in the history.

    `by` is the place of the event that said last how it stands: its own, or a correction's.
    """

    seq: int
    kind: Kind
    day: date
    data: Mapping[str, Any]
    by: int


def steps(events: Iterable[tuple[int, Event]]) -> tuple[Step, ...]:
    """The events of the clock that stand, corrected and without what was struck, as recorded."""
    standing: dict[int, Step] = {}
    for seq, event in events:
        data = event.data
        match event.kind:
            case kind if kind in FACTS:
                assert event.day is not None
                standing[seq] = Step(seq, kind, event.day, data, seq)
            case Kind.LETTER_RECEIVED:
                assert event.day is not None
                former = standing[data["letter"]]
                known = {**former.data, "received_on": event.day.isoformat()}
                standing[former.seq] = replace(former, data=known, by=seq)
            case Kind.STEP_CORRECTED:
                former = standing[data["corrects"]]
                assert event.day is not None
                standing[former.seq] = replace(former, day=event.day, data=data["step"], by=seq)
            case Kind.STEP_STRUCK:
                del standing[data["strikes"]]
            case Kind.CLOSING_STRUCK if not data.get("anew"):
                del standing[max(s.seq for s in standing.values() if s.kind in CLOSINGS)]
            case _:
                pass  # no step of the clock, nor is an answer made anew: it counted once
    return tuple(standing.values())


def pinned(standing: Sequence[Step]) -> int | None:
    """The number of the calendar that a closed case keeps; None while it is open."""
    closings = [step for step in standing if step.kind in CLOSINGS]
    return closings[-1].data.get("calendar", FIRST_CALENDAR) if closings else None


class Registered(Protocol):
    """What the clock needs of a case's registration: the row of `cases`, or where it stands."""

    @property
    def channel(self) -> str | None:
        """申请方式; None where a register does not say."""

    @property
    def received_on(self) -> date | None:
        """收到申请之日."""

    @property
    def facts(self) -> dict[str, Any]:
        """What else was registered, `dates` among it."""


def facts_of(case: Registered, standing: Iterable[Step], as_of: date = date.max) -> ClockFacts:
    """What the law asks for, of a case as its history tells it."""
    return ClockFacts(
        received=_received(case.channel, case.facts["dates"], case.received_on),
        events=tuple(FACTS[step.kind](step.day, step.data) for step in standing),
        as_of=as_of,
    )


def _received(
    channel: str | None, dates: Mapping[str, str | None], received_on: date | None
) -> date | Receipt:
    """收到申请之日 with the rule of its channel, where the channel is known."""
    if channel is None:
        assert received_on is not None  # a register states the day, if not the channel
        return received_on
    decides = RULES[Channel(channel)].decides
    known = {name: date.fromisoformat(day) for name, day in dates.items() if day}
    if received_on is not None:
        known[decides] = received_on
    return Receipt(Channel(channel), known)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _extension(day: date, data: Mapping[str, Any]) -> Extension:
    # convention: a register has no column for the approval of an extension; one that was brought
    # in counts as approved on the day it was told, until a correction says otherwise
    approved_on = _day(data["approved_on"]) if "approved_on" in data else day
    return Extension(day, data["workdays"], approved_on)


# fmt: off
FACTS: Final[Mapping[Kind, Callable[[date, Mapping[str, Any]], Fact]]] = {
    # kind of event: what it is for the clock
    Kind.SUPPLEMENT_NOTICE: lambda day, data: SupplementNotice(day, _day(data.get("reply_by"))),
    Kind.SUPPLEMENT: lambda day, _: Supplement(day),
    Kind.CONSULTATION: lambda day, data: Consultation(
        day, data["id"], Recipient(data["kind"]), _day(data.get("received_on"))),
    Kind.CONSULTATION_REPLY: lambda day, data: ConsultationReply(day, data["id"]),
    Kind.EXTENSION: _extension,
    Kind.FEE_NOTICE: lambda day, data: FeeNotice(day, _day(data.get("received_on"))),
    Kind.FEE_PAYMENT: lambda day, _: FeePayment(day),
    Kind.DELAY: lambda day, data: Delay(day, date.fromisoformat(data["until"])),
    Kind.ANSWER: lambda day, _: Answer(day),
    Kind.WITHDRAWAL: lambda day, _: Withdrawal(day),
}
# fmt: on


@dataclass(frozen=True)
class Dates:
    """The columns of `clocks` that events and calendar decide, by their names there."""

    is_open: bool
    supplement_notice_due: date | None = None
    answer_due: date | None = None
    paused_until: date | None = None
    awaiting: str | None = None
    awaited_until: date | None = None
    timely: bool | None = None
    provisional: bool = False
    warnings: tuple[dict[str, str], ...] = ()
    trouble: str | None = None


COLUMNS: Final = tuple(field.name for field in fields(Dates))


def read(facts: ClockFacts, calendar: Calendar) -> ClockReading | str:
    """The reading, or one sentence that says why there is none."""
    received_on = facts.received_on
    if received_on is not None and received_on < calendar.first:
        return f"收到申请之日早于工作日历的起始年份（{calendar.first.year}年），不计算期限"
    try:
        return compute(facts, calendar)
    except WrongFacts as wrong:
        return sentence(wrong, facts)
    except BeyondCalendar as beyond:
        return str(beyond)


def dates(facts: ClockFacts, calendar: Calendar) -> Dates:
    """The dates of a case with all its events, whatever day is asked."""
    reading = read(replace(facts, as_of=date.max), calendar)
    closed = any(isinstance(event, Answer | Withdrawal) for event in facts.events)
    if isinstance(reading, str):
        return Dates(is_open=not closed, trouble=reading)
    paused = max((pause.end for pause in pauses(reading)), default=None)
    awaited = reading.awaited
    return Dates(
        is_open=not closed,
        supplement_notice_due=reading.supplement_notice_due,
        answer_due=reading.answer_due,
        paused_until=paused,
        awaiting=None if awaited is None else AWAITED[awaited.rule],
        awaited_until=None if awaited is None else awaited.last,
        timely=reading.timely,
        provisional=reading.provisional,
        warnings=tuple({"code": w.code.value, "on": w.on.isoformat()} for w in reading.warnings),
    )


NO_LIMIT: Final = date(9999, 12, 31)  # where a case without a limit stands among others: last


def owed_by(
    state: str, answered_on: date | None, events: Iterable[Event], answer_due: date | None
) -> date | None:
    """办理期限: until when an answer is owed now; NO_LIMIT where no day is known, None once done.

    A case that was reopened after its answer is owed by the day that the decision or judgment gives.
    """
    if State(state) in DONE:
        return None
    orders = [event.data["due"] for event in events if event.kind is Kind.REOPENED]
    if answered_on is not None and orders:
        return date.fromisoformat(orders[-1])
    return answer_due or NO_LIMIT


AWAITED: Final = {Rule.SUPPLEMENT: "supplement", Rule.FEE_PAYMENT: "fee"}


def state_on(
    today: date,
    *,
    confirmed: bool,
    closed: bool,
    withdrawn: bool,
    paused_until: date | None,
    awaiting: str | None,
    awaited_until: date | None,
) -> ClockState:
    """Where the clock of a case stands today, by its stored dates."""
    if closed:
        return ClockState.WITHDRAWN if withdrawn else ClockState.ANSWERED
    if not confirmed:
        return ClockState.UNCONFIRMED
    if awaited_until is not None:
        if today > awaited_until:
            return ClockState.LAPSED
        return (
            ClockState.AWAITING_SUPPLEMENT if awaiting == "supplement" else ClockState.AWAITING_FEE
        )
    paused = paused_until is not None and today < paused_until
    return ClockState.PAUSED if paused else ClockState.RUNNING


def pauses(reading: ClockReading) -> tuple[Pause, ...]:
    """The consultations that take days out of the period that runs."""
    return () if reading.awaited else reading.pauses


def sentence(wrong: WrongFacts, facts: ClockFacts) -> str:
    """What is amiss among the steps of a case, by their names in the office."""
    field, _, name = wrong.field.partition(".")
    if not field.startswith("events["):
        return f"收到申请之日{wrong.sentence}"
    event: Fact = facts.events[int(field[7:-1])]
    return f"{EVENTS[type(event)][0]}的{FIELDS[name]}{wrong.sentence}"


FIELDS: Final = {
    "on": "日期", "id": "编号", "received_on": "签收日期", "reply_by": "补正期限",
    "until": "答复日期", "approved_on": "同意日期", "workdays": "延长的工作日数",
}  # fmt: skip
