"""The facts that the clock is computed from (clock.md, Input): receipt, events, the day asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Final

from cases.law import receipt
from cases.law.calendar import Calendar, in_chinese


class Recipient(StrEnum):
    """征求意见对象: a third party (条例第三十二条) or another organ (第三十四条)."""

    THIRD_PARTY = "third_party"
    ORGAN = "organ"

    @property
    def label(self) -> str:
        """As explanations name it."""
        return "第三方" if self is Recipient.THIRD_PARTY else "其他机关"


@dataclass(frozen=True, slots=True)
class SupplementNotice:
    """补正告知: the day it was sent, and the 补正期限 that it prints."""

    on: date
    reply_by: date | None = None


@dataclass(frozen=True, slots=True)
class Supplement:
    """收到补正: the day the agency received it."""

    on: date


@dataclass(frozen=True, slots=True)
class Consultation:
    """征求意见: the day it was sent, to whom, and the day the recipient had it where known."""

    on: date
    id: str
    kind: Recipient
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class ConsultationReply:
    """征求意见回复: the day the reply to that consultation was received."""

    on: date
    id: str


@dataclass(frozen=True, slots=True)
class Extension:
    """延期告知: the day the applicant was told, by how many 工作日, and the day of approval."""

    on: date
    workdays: int
    approved_on: date | None = None


@dataclass(frozen=True, slots=True)
class FeeNotice:
    """收费通知: the day it was sent, and the day the applicant had it where known."""

    on: date
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class FeePayment:
    """缴费: the day payment was complete."""

    on: date


@dataclass(frozen=True, slots=True)
class Delay:
    """第三十五条延迟答复: the day the applicant was told, and the day it names."""

    on: date
    until: date


@dataclass(frozen=True, slots=True)
class Answer:
    """答复: the day the answer counts as made (国办公开办函〔2016〕235号)."""

    on: date


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """撤回: the day it was received."""

    on: date


Event = (
    SupplementNotice
    | Supplement
    | Consultation
    | ConsultationReply
    | Extension
    | FeeNotice
    | FeePayment
    | Delay
    | Answer
    | Withdrawal
)
by_day: Final = attrgetter("on")


@dataclass(frozen=True)
class Receipt:
    """收到申请的渠道和日期: the date follows the channel (条例第三十一条), others are evidence."""

    channel: receipt.Channel
    dates: Mapping[str, date]

    @property
    def received_on(self) -> date | None:
        """收到申请之日; None while the deciding date is missing."""
        return receipt.received_on(self.channel, self.dates)


@dataclass(frozen=True)
class ClockFacts:
    """Everything the clock knows: 收到申请之日 or its receipt, events in any order, the day asked."""

    received: date | Receipt
    events: tuple[Event, ...]
    as_of: date

    @property
    def received_on(self) -> date | None:
        """收到申请之日; None while it is not confirmed."""
        return self.received if isinstance(self.received, date) else self.received.received_on


class WrongFacts(ValueError):
    """Facts that cannot be so: the field as the contract names it, and why, in Chinese."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(f"{field}{sentence}")
        self.field = field
        self.sentence = sentence


def in_order(facts: ClockFacts, calendar: Calendar) -> list[Event]:
    """The events by day, those of one day as listed; WrongFacts where the facts contradict.

    An event before 收到申请之日, a letter received or answered before it was sent, a second
    consultation of the same id, a period that ends before it begins, a day outside the calendar.
    """
    received_on = facts.received_on
    if received_on is not None and not calendar.first <= received_on <= calendar.last_start:
        raise _outside(_receipt_field(facts), received_on, calendar)
    ordered = sorted(facts.events, key=by_day)
    letters: set[str] = set()
    for event in ordered:
        if received_on is not None and event.on < received_on:
            raise _wrong(facts, event, "on", f"不应早于收到申请之日（{received_on}）")
        if not calendar.first <= event.on <= calendar.last_start:
            raise _outside(_field(facts, event, "on"), event.on, calendar)
        match event:
            case Consultation():
                if event.id in letters:
                    raise _wrong(facts, event, "id", "与另一次征求意见的编号重复")
                letters.add(event.id)
                _received_after_sending(facts, event, calendar)
            case ConsultationReply() if event.id not in letters:
                sent = any(isinstance(e, Consultation) and e.id == event.id for e in facts.events)
                if sent:
                    raise _wrong(facts, event, "on", "不应早于征求意见书的发出")
                raise _wrong(facts, event, "id", "没有对应的征求意见")
            case FeeNotice():
                _received_after_sending(facts, event, calendar)
            case SupplementNotice(on=on, reply_by=date() as last) if last < on:
                raise _wrong(facts, event, "reply_by", f"不应早于补正告知之日（{on}）")
            case Delay(on=on, until=until) if until < on:
                raise _wrong(facts, event, "until", f"不应早于告知延迟答复之日（{on}）")
            case _:
                pass
    return ordered


def _received_after_sending(
    facts: ClockFacts, letter: Consultation | FeeNotice, calendar: Calendar
) -> None:
    if letter.received_on is None:
        return
    if letter.received_on < letter.on:
        raise _wrong(facts, letter, "received_on", f"不应早于发出之日（{letter.on}）")
    if letter.received_on > calendar.last_start:
        raise _outside(_field(facts, letter, "received_on"), letter.received_on, calendar)


def _wrong(facts: ClockFacts, event: Event, name: str, sentence: str) -> WrongFacts:
    return WrongFacts(_field(facts, event, name), f"为{getattr(event, name)}，{sentence}")


def _outside(field: str, day: date, calendar: Calendar) -> WrongFacts:
    first, last = in_chinese(calendar.first), in_chinese(calendar.last_start)
    return WrongFacts(field, f"为{day}，不在工作日历可以计算的范围内（{first}至{last}）")


def _field(facts: ClockFacts, event: Event, name: str) -> str:
    place = next(i for i, listed in enumerate(facts.events) if listed is event)
    return f"events[{place}].{name}"


def _receipt_field(facts: ClockFacts) -> str:
    if isinstance(facts.received, date):
        return "received_on"
    return f"receipt.{receipt.RULES[facts.received.channel].decides}"
