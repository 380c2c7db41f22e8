"""What each day of a case is to its answer period (逐日说明的类别): counted, or why not."""

from datetime import date
from enum import StrEnum
from typing import Final

from cases.law.calendar import Day, Why
from cases.law.clock import ClockReading
from cases.law.clock_periods import Period


class Part(StrEnum):
    """The part that one day has in the count."""

    START = "start"
    COUNTED = "counted"
    MAKE_UP = "make_up"
    REST = "rest"
    PAUSED = "paused"
    AWAITING = "awaiting"
    LAPSED = "lapsed"
    FORGOTTEN = "forgotten"
    DELAYED = "delayed"
    OVERDUE = "overdue"
    AFTER = "after"

    @property
    def mark(self) -> str:
        """One character, so that no day is told by its colour alone."""
        return WORDS[self][0]

    @property
    def label(self) -> str:
        """As the legend prints it."""
        return WORDS[self][1]


# fmt: off
WORDS: Final = {
    # part: mark, label
    Part.START:     ("起", "起算日，首日不计"),
    Part.COUNTED:   ("计", "工作日，计入期限"),
    Part.MAKE_UP:   ("班", "调休上班，计入期限"),
    Part.REST:      ("休", "休息日、节假日，不计入"),
    Part.PAUSED:    ("停", "征求意见，不计入"),
    Part.AWAITING:  ("待", "等待补正或者缴费，不计算"),
    Part.LAPSED:    ("弃", "逾期未补正或者未缴费，视为放弃"),
    Part.FORGOTTEN: ("原", "重新计算前已经过，不再计入"),
    Part.DELAYED:   ("延", "延迟答复期间"),
    Part.OVERDUE:   ("逾", "逾期"),
    Part.AFTER:     ("结", "办结以后"),
}
# fmt: on
assert set(WORDS) == set(Part)


def part_of(day: Day, period: Period, reading: ClockReading) -> Part:
    """What a day is to the period that it falls into."""
    if day.day == period.start:
        return Part.START
    if reading.closed_on is not None and day.day > reading.closed_on:
        return Part.AFTER
    if period.stopped is not None and day.day > period.stopped.on:
        return Part.AWAITING if day.day <= last_awaited(period) else Part.LAPSED
    if day.day > period.due:
        return Part.OVERDUE
    if period.pausing(day.day):
        return Part.PAUSED
    if period.is_counted_out(day.day):
        return Part.DELAYED  # nothing else lets a period outlast its allowance
    if not day.works:
        return Part.REST
    if period.restart is not None:
        return Part.FORGOTTEN
    return Part.MAKE_UP if day.why is Why.WORKED else Part.COUNTED


def last_awaited(period: Period) -> date:
    """The last day for the supplement or payment that a stopped period waits for."""
    assert period.stopped is not None
    assert period.stopped.until is not None
    return period.stopped.until
