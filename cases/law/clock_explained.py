"""How the dates of a clock came about (计算说明): steps a person can read, in the order of time."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from cases.law.calendar import WEEKDAYS, Day, in_chinese
from cases.law.clock import ClockReading
from cases.law.clock_events import Mark
from cases.law.clock_rules import (
    ANSWER,
    ANSWER_WITHIN,
    DELAY,
    FEE,
    RECEIPT,
    SUPPLEMENT,
    SUPPLEMENT_NOTICE_WITHIN,
    Rule,
)
from cases.law.clock_texts import Span, article_of, text_of
from cases.law.festivals import MEASURES
from cases.law.receipt import RULES as RECEIPT_RULES

ONE_DAY: Final = timedelta(days=1)
# convention: next year's schedule has begun on 29 December (2018) and on 31 December (2022)
LATE_DECEMBER: Final = (12, 28)
STOPS: Final = (Rule.SUPPLEMENT_NOTICE, Rule.FEE_NOTICE)
DAYS_CACHED: Final = 2_000  # irregular days: some forty a year
RECEIPT_ARTICLE: Final = str(RECEIPT)
SUPPLEMENT_ARTICLE: Final = str(SUPPLEMENT)
ANSWER_ARTICLE: Final = str(ANSWER)
DELAY_ARTICLE: Final = str(DELAY)
FEE_ARTICLE: Final = str(FEE)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the rule and its article, one sentence, the days it covers, how many working days.

    `days` of a consultation are those that it alone takes out; None where nothing is counted.
    """

    rule: str
    article: str | None
    text: str
    start: date | None
    end: date | None
    days: int | None

    def record(self) -> dict[str, object]:
        """As the contract prints it."""
        return {
            "rule": self.rule,
            "article": self.article,
            "text": self.text,
            "from": self.start.isoformat() if self.start else None,
            "to": self.end.isoformat() if self.end else None,
            "days": self.days,
        }


def explain(reading: ClockReading) -> tuple[Step, ...]:
    """Every pause, restart, extension, and every weekday at rest and weekend day worked, by day."""
    if reading.received_on is None or reading.counted_until is None:
        return (_receipt(reading),)
    steps = [_receipt(reading), *_periods(reading.received_on, reading), *_marked(reading)]
    steps += map(_day, reading.calendar.irregular(reading.received_on, reading.counted_until))
    steps += _ends(reading)
    return tuple(sorted(steps, key=_by_start))


def record(reading: ClockReading) -> dict[str, object]:
    """The reading with its explanation, as the contract prints it."""
    due, notice_due = reading.answer_due, reading.supplement_notice_due
    return {
        "received_on": reading.received_on.isoformat() if reading.received_on else None,
        "supplement_notice_due": notice_due.isoformat() if notice_due else None,
        "answer_due": due.isoformat() if due else None,
        "state": reading.state.value,
        "timely": reading.timely,
        "provisional": reading.provisional,
        "warnings": [
            {"code": warning.code.value, "article": str(warning.article), "on": str(warning.on)}
            for warning in reading.warnings
        ],
        "explanation": [step.record() for step in explain(reading)],
    }


def _receipt(reading: ClockReading) -> Step:
    """The day of receipt by its channel (条例第三十一条)."""
    facts, day = reading.facts, reading.received_on
    if isinstance(facts.received, date):
        text = f"收到申请之日为{in_chinese(facts.received)}。"
    else:
        rule = RECEIPT_RULES[facts.received.channel]
        text = f"申请方式为{rule.label}，{rule.words}；"
        text += f"{rule.date_label}为{in_chinese(day)}。" if day else "该日期尚未登记，期限不起算。"
    return Step(Rule.RECEIPT.value, RECEIPT_ARTICLE, text, day, day, None)


def _periods(received_on: date, reading: ClockReading) -> list[Step]:
    """The two periods that receipt begins: for 补正告知 and for the answer."""
    notice_due = reading.supplement_notice_due
    assert notice_due is not None
    due = reading.calendar.after(received_on, ANSWER_WITHIN)
    return [
        Step(
            Rule.SUPPLEMENT_NOTICE_PERIOD.value,
            SUPPLEMENT_ARTICLE,
            f"需要补正的，应当自收到申请之日起{SUPPLEMENT_NOTICE_WITHIN}个工作日内一次性告知，"
            f"首日不计，最迟为{in_chinese(notice_due)}。",
            received_on,
            notice_due,
            SUPPLEMENT_NOTICE_WITHIN,
        ),
        Step(
            Rule.ANSWER_PERIOD.value,
            ANSWER_ARTICLE,
            f"应当自收到申请之日起{ANSWER_WITHIN}个工作日内答复，首日不计，"
            f"无延期、扣除和重新计算的，至{in_chinese(due)}届满。",
            received_on,
            due,
            ANSWER_WITHIN,
        ),
    ]


def _marked(reading: ClockReading) -> list[Step]:
    """What each event did; the days of consultations are their union, so each names its own."""
    spans = _spans(reading)
    steps = []
    for mark in reading.marks:
        span = spans.get(mark)
        last = span.last if span else mark.until or mark.on
        days = span.workdays if span else mark.days
        text = text_of(mark, span)
        steps.append(Step(mark.rule.value, article_of(mark), text, mark.on, last, days))
    return steps


def _spans(reading: ClockReading) -> dict[Mark, Span]:
    """The days that each consultation took out, up to the day on which the period was stopped."""
    spans: dict[Mark, Span] = {}
    running: list[Mark] = []
    for mark in (*reading.marks, None):
        if mark is not None and mark.rule is Rule.CONSULTATION:
            running.append(mark)
        elif mark is None or mark.rule in STOPS:
            stopped = mark.on if mark else date.max
            covered = date.min  # up to here earlier ones reach
            for begun in running:
                assert begun.until is not None
                last = min(begun.until, begun.reply.on if begun.reply else date.max, stopped)
                start = max(begun.on, min(covered, last))
                workdays = reading.calendar.between(start, last)
                spans[begun] = Span(last, workdays, shared=start > begun.on)
                covered = max(covered, last)
            running = []
    return spans


@lru_cache(maxsize=DAYS_CACHED)
def _day(day: Day) -> Step:
    """A weekday at rest or a weekend day worked, with the notice that says so."""
    rule = Rule.WORKED_DAY if day.works else Rule.REST_DAY
    return Step(rule.value, day.article, day.text, day.day, day.day, 1)


def _ends(reading: ClockReading) -> list[Step]:
    """The due day or the lapse, and what is still open about it."""
    steps = []
    if reading.answer_due is not None:
        steps.append(_due(reading, reading.answer_due))
    asked = reading.closed_on or reading.facts.as_of
    if reading.awaited is not None and asked > reading.awaited.last:
        supplement = reading.awaited.rule is Rule.SUPPLEMENT
        article = SUPPLEMENT_ARTICLE if supplement else FEE_ARTICLE
        missing = "未收到补正" if supplement else "未完成缴费"
        period = "补正期限" if supplement else "缴费期限"
        text = f"{period}于{in_chinese(reading.awaited.last)}届满，{missing}，视为放弃申请。"
        day = reading.awaited.last + ONE_DAY
        steps.append(Step(Rule.LAPSE.value, article, text, day, None, None))
    if reading.provisional:
        steps.append(_provisional(reading))
    return steps


def _due(reading: ClockReading, due: date) -> Step:
    delays = [m for m in reading.marks if m.rule is Rule.DELAY and m.until == due]
    delayed = bool(delays) and delays[-1].on >= (reading.period_start or due)
    text = f"答复期限于{in_chinese(due)}（星期{WEEKDAYS[due.weekday()]}）届满"
    if _may_move(reading):
        text += f"；{due.year + 1}年节假日安排尚未公布，公布时可能涉及{due.year}年12月下旬"
    article = DELAY_ARTICLE if delayed else ANSWER_ARTICLE
    return Step(Rule.DUE.value, article, f"{text}。", due, due, None)


def _may_move(reading: ClockReading) -> bool:
    """Whether next year's schedule, not published yet, could still touch the last days counted."""
    last = reading.counted_until
    assert last is not None
    published = reading.calendar.is_published
    late = (last.month, last.day) >= LATE_DECEMBER
    return late and published(last.year) and not published(last.year + 1)


def _provisional(reading: ClockReading) -> Step:
    """Which year is still read by the weekday rule and the statutory festivals (clock.md rule 9)."""
    days = (reading.supplement_notice_due, reading.answer_due, reading.counted_until)
    open_days = [d for d in days if d and not reading.calendar.is_published(d.year)]
    last = max(open_days)
    years = "、".join(str(year) for year in sorted({day.year for day in open_days}))
    text = (
        f"{years}年节假日安排尚未公布，暂按周一至周五为工作日、扣除法定节假日推算；"
        "安排公布后，以公布的安排重新确定。"
    )
    return Step(Rule.PROVISIONAL.value, MEASURES, text, last, last, None)


def _by_start(step: Step) -> date:
    return step.start or date.min
