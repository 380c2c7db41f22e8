"""Facts that contradict are refused, each with its field and one sentence."""

import pytest

from cases.law.clock import compute
from cases.law.clock_facts import (
    Answer,
    ClockFacts,
    Consultation,
    ConsultationReply,
    Delay,
    Event,
    FeeNotice,
    Receipt,
    Recipient,
    SupplementNotice,
    WrongFacts,
)
from cases.law.receipt import Channel
from tests.law.clocking import CALENDAR, D

LETTER = Consultation(D("2024-03-11"), "a", Recipient.THIRD_PARTY)


@pytest.mark.parametrize(
    ("events", "field", "sentence"),
    [
        ((Answer(D("2024-03-03")),), "events[0].on", "不应早于收到申请之日（2024-03-04）"),
        ((LETTER, Answer(D("2024-03-01"))), "events[1].on", "不应早于收到申请之日"),
        ((ConsultationReply(D("2024-03-12"), "a"),), "events[0].id", "为a，没有对应的征求意见"),
        (
            (LETTER, ConsultationReply(D("2024-03-10"), "a")),
            "events[1].on",
            "不应早于征求意见书的发出",
        ),
        ((LETTER, LETTER), "events[0].id", "与另一次征求意见的编号重复"),
        (
            (Consultation(D("2024-03-11"), "a", Recipient.ORGAN, D("2024-03-10")),),
            "events[0].received_on",
            "为2024-03-10，不应早于发出之日（2024-03-11）",
        ),
        (
            (FeeNotice(D("2024-03-11"), D("2024-03-10")),),
            "events[0].received_on",
            "不应早于发出之日",
        ),
        (
            (SupplementNotice(D("2024-03-11"), D("2024-03-10")),),
            "events[0].reply_by",
            "不应早于补正告知之日",
        ),
        (
            (Delay(D("2024-03-11"), D("2024-03-10")),),
            "events[0].until",
            "不应早于告知延迟答复之日",
        ),
        ((Answer(D("2060-03-11")),), "events[0].on", "（2018年1月1日至2059年12月31日）"),
        (
            (FeeNotice(D("2024-03-11"), D("2060-03-11")),),
            "events[0].received_on",
            "不在工作日历可以计算的范围内",
        ),
    ],
)
def test_refused(events: tuple[Event, ...], field: str, sentence: str) -> None:
    with pytest.raises(WrongFacts) as refusal:
        compute(ClockFacts(D("2024-03-04"), events, D("2024-12-31")), CALENDAR)
    assert refusal.value.field == field
    assert sentence in refusal.value.sentence


@pytest.mark.parametrize("day", ["2017-12-31", "2060-01-01"])
def test_receipt_outside_the_calendar(day: str) -> None:
    with pytest.raises(WrongFacts, match=r"received_on为.*不在工作日历可以计算的范围内"):
        compute(ClockFacts(D(day), (), D("2024-12-31")), CALENDAR)
    receipt = Receipt(Channel.FAX, {"confirmed_on": D(day)})
    with pytest.raises(WrongFacts, match=r"receipt\.confirmed_on为"):
        compute(ClockFacts(receipt, (), D("2024-12-31")), CALENDAR)


def test_the_first_and_the_last_day_on_which_a_period_may_begin() -> None:
    for day in ("2018-01-01", "2059-12-31"):
        compute(ClockFacts(D(day), (), D(day)), CALENDAR)


def test_what_lies_after_the_day_asked_is_checked_too() -> None:
    events = (Answer(D("2024-03-11")), ConsultationReply(D("2024-06-12"), "a"))
    with pytest.raises(WrongFacts, match="没有对应的征求意见"):
        compute(ClockFacts(D("2024-03-04"), events, D("2024-03-12")), CALENDAR)
