"""The answer periods of a reading (答复期限的各段): which days each counted, and what ended it."""

from dataclasses import dataclass, field
from datetime import date

from cases.law.calendar import Calendar
from cases.law.clock import ClockReading
from cases.law.clock_events import Mark
from cases.law.clock_rules import ANSWER_WITHIN, DAY_OF_START, Rule


@dataclass(slots=True, eq=False)
class Period:
    """One answer period from its day 0; `begun` is the restart that began it, None for receipt.

    `due` is the day the answer is due, or was due when a notice stopped the period. `numbers` holds
    the days that counted, each with its number, up to that day or the notice, whichever is first.
    """

    start: date
    begun: Mark | None = None
    allowance: int = ANSWER_WITHIN  # working days
    letters: list[Mark] = field(default_factory=list)  # consultations
    delay: Mark | None = None
    stopped: Mark | None = None  # 补正告知 or 收费通知
    restart: Mark | None = None  # what made its days forgotten
    due: date = date.max
    numbers: dict[date, int] = field(default_factory=dict)

    def pausing(self, day: date) -> list[Mark]:
        """The consultations that take a day out."""
        return [letter for letter in self.letters if letter.on < day <= pause_end(letter)]

    def is_counted_out(self, day: date) -> bool:
        """Whether the whole allowance was counted before a day."""
        return len(self.numbers) == self.allowance and day > max(self.numbers)


def pause_end(letter: Mark) -> date:
    """The last day that a consultation takes out: its reply, else its last day (条例 33(3))."""
    assert letter.until is not None
    return min(letter.until, letter.reply.on) if letter.reply else letter.until


def periods(reading: ClockReading) -> list[Period]:
    """Every answer period in order, the one that runs or ran last at the end; none unconfirmed."""
    if reading.received_on is None:
        return []
    found = [Period(reading.received_on)]
    for mark in reading.marks:
        running = found[-1]
        match mark.rule:
            case Rule.CONSULTATION:
                running.letters.append(mark)
            case Rule.EXTENSION:
                running.allowance += mark.days or 0
            case Rule.DELAY:
                running.delay = mark
            case Rule.SUPPLEMENT_NOTICE | Rule.FEE_NOTICE:
                assert mark.was is not None
                running.stopped, running.due = mark, mark.was
            case Rule.SUPPLEMENT | Rule.FEE_PAYMENT:
                running.restart = mark
                found.append(Period(mark.on, begun=mark))
            case _:
                pass
    if reading.answer_due is not None:
        found[-1].due = reading.answer_due
    for period in found:
        period.numbers = _numbered(period, reading.calendar)
    return found


def _numbered(period: Period, calendar: Calendar) -> dict[date, int]:
    """The working days after the start that no pause takes out, numbered until the period ends."""
    until = min(period.due, period.stopped.on) if period.stopped else period.due
    numbers: dict[date, int] = {}
    day, number = period.start, DAY_OF_START
    while number < period.allowance:
        day = calendar.after(day, 1)
        if day > until:
            break
        if pausing := period.pausing(day):
            day = max(map(pause_end, pausing))
        else:
            number += 1
            numbers[day] = number
    return numbers
