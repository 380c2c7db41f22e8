"""The sentences of the strip (逐日说明的文字): for each day one that says why it counts or not."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from cases.law.calendar import WEEKDAYS, Calendar, Day, Why, in_chinese
from cases.law.clock import ClockReading
from cases.law.clock_events import Mark
from cases.law.clock_facts import Answer, Consultation, ConsultationReply, Event, Withdrawal
from cases.law.clock_parts import Part, last_awaited
from cases.law.clock_periods import Period, pause_end
from cases.law.clock_rules import (
    ANSWER_WITHIN,
    CONSULTATION,
    DELAY,
    FEE,
    SUPPLEMENT,
    ClockState,
    Rule,
)
from cases.law.clock_texts import EVENTS, FORGOTTEN

RECEIVED: Final = "收到申请"


def names_of(reading: ClockReading, day: date) -> Iterator[str]:
    """What happened on a day, in short; a letter names to whom it went."""
    if day == reading.received_on:
        yield RECEIVED
    kinds = {e.id: e.kind.label for e in reading.facts.events if isinstance(e, Consultation)}
    for event in reading.facts.events:
        if event.on == day and day <= reading.facts.as_of:
            if isinstance(event, Consultation | ConsultationReply):
                yield f"{_named(event)}（{kinds[event.id]}）"
            else:
                yield _named(event)


def reason_of(day: Day, part: Part, period: Period, reading: ClockReading) -> str:
    """Why a day counts or not, with the notice that makes it one of rest or of work."""
    number = period.numbers.get(day.day)
    match part:
        case Part.START:
            said = _start(day.day, period)
        case Part.COUNTED | Part.MAKE_UP:
            said = f"{_what(day)}；计入答复期限，为第{number}个工作日"
        case Part.REST:
            said = f"{_what(day)}；不计入答复期限"
        case Part.PAUSED:
            letters = "；".join(map(_letter, period.pausing(day.day)))
            said = f"{_what(day)}；在征求意见期间（{letters}），不计入答复期限，依据{CONSULTATION.short}"
        case Part.AWAITING | Part.LAPSED:
            said = _awaiting(day, part, period)
        case Part.FORGOTTEN:
            said = f"{_what(day)}；原为第{number}个工作日，{_restarted(period)}，不再计入"
        case Part.DELAYED:
            said = f"{_dated(day.day)}在延迟答复期间，届满之日按日历日确定，依据{DELAY.short}"
        case Part.OVERDUE:
            said = _overdue(day.day, period, reading)
        case Part.AFTER:
            said = f"{_what(day)}；{_closed(reading)}，期限计算终止"
            said += f"，该日原为第{number}个工作日" if number else ""
    if day.day == reading.answer_due:
        said += "；答复期限于该日届满"
    return f"{said}{_provisional(day, reading.calendar)}。"


def _start(day: date, period: Period) -> str:
    if period.begun is None:
        return f"{_dated(day)}为{RECEIVED}之日，是答复期限的起算日，首日不计"
    happened = f"{_dated(day)}{_named(period.begun.event)}"
    again = f"答复期限自该日起重新计算{ANSWER_WITHIN}个工作日，首日不计"
    return f"{happened}，{again}；{FORGOTTEN}"


def _letter(letter: Mark) -> str:
    """To whom and when a consultation went, and what ends it."""
    assert isinstance(letter.event, Consultation)
    end = pause_end(letter)
    ends = "收到回复" if letter.reply and letter.reply.on == end else "意见期限届满"
    sent = f"{in_chinese(letter.on)}向{letter.event.kind.label}发出"
    return f"{sent}，至{in_chinese(end)}{ends}为止"


def _awaiting(day: Day, part: Part, period: Period) -> str:
    assert period.stopped is not None
    supplement = period.stopped.rule is Rule.SUPPLEMENT_NOTICE
    awaited, article = ("补正", SUPPLEMENT) if supplement else ("缴费", FEE)
    last = in_chinese(last_awaited(period))
    if part is Part.LAPSED:
        missing = "未收到补正" if supplement else "未完成缴费"
        return f"{_dated(day.day)}：{awaited}期限已于{last}届满，{missing}，视为放弃申请，依据{article.short}"
    told = _happened(period.stopped)
    return (
        f"{_what(day)}；在等待{awaited}期间（{told}，{awaited}期限至{last}），"
        f"不计算答复期限，依据{article.short}"
    )


def _restarted(period: Period) -> str:
    assert period.restart is not None
    return f"因{_happened(period.restart)}重新计算"


def _overdue(day: date, period: Period, reading: ClockReading) -> str:
    late = f"{_dated(day)}：答复期限已于{in_chinese(period.due)}届满，"
    if day != reading.closed_on:
        return f"{late}尚未答复，逾期{(day - period.due).days}日"
    if reading.state is ClockState.ANSWERED:
        return f"{late}该日{EVENTS[Answer][0]}，逾期{(day - period.due).days}日"
    return f"{late}该日{EVENTS[Withdrawal][0]}"


def _closed(reading: ClockReading) -> str:
    closing = Answer if reading.state is ClockState.ANSWERED else Withdrawal
    assert reading.closed_on is not None
    return f"已于{in_chinese(reading.closed_on)}{EVENTS[closing][0]}"


def _provisional(day: Day, calendar: Calendar) -> str:
    """Says that the schedule of the day's year is not published, where the day does not say it."""
    if calendar.is_published(day.day.year) or day.why is Why.FESTIVAL:
        return ""
    return f"；{day.day.year}年节假日安排尚未公布，暂按推算"


def _happened(mark: Mark) -> str:
    return f"{in_chinese(mark.on)}{_named(mark.event)}"


def _named(event: Event | None) -> str:
    assert event is not None
    return EVENTS[type(event)][0]


def _what(day: Day) -> str:
    """What the calendar says of the day, to be continued."""
    return day.text.removesuffix("。")


def _dated(day: date) -> str:
    return f"{in_chinese(day)}（星期{WEEKDAYS[day.weekday()]}）"
