"""法定期限: one pure function from the facts of a case to every date (clock.md).

A fold over facts: nothing is added to a stored date, so a corrected fact corrects every date.
"""

from dataclasses import dataclass, field
from datetime import date

from cases.law.articles import Article
from cases.law.calendar import Calendar
from cases.law.clock_events import Awaited, Fold, Mark, Pause
from cases.law.clock_facts import Answer, ClockFacts, Withdrawal, in_order
from cases.law.clock_rules import ClockState, Rule, WarningCode


@dataclass(frozen=True, slots=True)
class ClockWarning:
    """A warning and the day of the event that it is about."""

    code: WarningCode
    on: date

    @property
    def article(self) -> Article:
        """The article behind it."""
        return self.code.article


@dataclass(frozen=True, slots=True)
class ClockReading:
    """Every date of a case on the day asked; `explain` says how they came about.

    `period_start` is day 0 of the answer period that runs or ran last, `pauses` the consultations
    of that period, `awaited` the supplement or payment waited for and its last day, `closed_on` the
    day of answer or withdrawal; None where there is none.
    """

    received_on: date | None
    supplement_notice_due: date | None
    answer_due: date | None
    state: ClockState
    timely: bool | None
    provisional: bool
    warnings: tuple[ClockWarning, ...]
    period_start: date | None
    awaited: Awaited | None
    closed_on: date | None
    counted_until: date | None = field(repr=False)
    pauses: tuple[Pause, ...] = field(repr=False)
    marks: tuple[Mark, ...] = field(repr=False)
    facts: ClockFacts = field(repr=False)
    calendar: Calendar = field(repr=False)


def compute(facts: ClockFacts, calendar: Calendar) -> ClockReading:
    """Every date of the case as on `facts.as_of`; WrongFacts where the facts contradict.

    Convention: the day asked leaves out events only; receipt and the days on which letters were
    received stand as recorded, also where they are later.
    """
    events = in_order(facts, calendar)
    received_on = facts.received_on
    if received_on is None:
        return _unconfirmed(facts, calendar)
    fold = Fold(received_on, calendar)
    for event in events:
        if event.on > facts.as_of:
            break
        fold.take(event)
    due = None if fold.awaited else fold.due
    return ClockReading(
        received_on=received_on,
        supplement_notice_due=fold.notice_due,
        answer_due=due,
        state=_state(fold, facts.as_of),
        timely=_timely(fold.closing, due),
        provisional=_provisional(fold, due),
        warnings=tuple([ClockWarning(code, on) for code, on in fold.warnings]),
        period_start=fold.start,
        awaited=fold.awaited,
        closed_on=fold.closing.on if fold.closing else None,
        counted_until=_counted_until(fold),
        pauses=tuple(fold.pauses),
        marks=tuple(fold.marks),
        facts=facts,
        calendar=calendar,
    )


def _unconfirmed(facts: ClockFacts, calendar: Calendar) -> ClockReading:
    """Without 收到申请之日 no period runs, whatever else happened (clock.md, Input)."""
    return ClockReading(
        received_on=None,
        supplement_notice_due=None,
        answer_due=None,
        state=ClockState.UNCONFIRMED,
        timely=None,
        provisional=False,
        warnings=(),
        period_start=None,
        awaited=None,
        closed_on=None,
        counted_until=None,
        pauses=(),
        marks=(),
        facts=facts,
        calendar=calendar,
    )


def _state(fold: Fold, as_of: date) -> ClockState:
    if fold.closing is not None:
        return ClockState.ANSWERED if isinstance(fold.closing, Answer) else ClockState.WITHDRAWN
    if fold.awaited is not None:
        if as_of > fold.awaited.last:
            return ClockState.LAPSED
        supplement = fold.awaited.rule is Rule.SUPPLEMENT
        return ClockState.AWAITING_SUPPLEMENT if supplement else ClockState.AWAITING_FEE
    paused = any(as_of < pause.end for pause in fold.pauses)
    return ClockState.PAUSED if paused else ClockState.RUNNING


def _timely(closing: Answer | Withdrawal | None, due: date | None) -> bool | None:
    """Whether the answer was made by the day it was due, or none was due; None without answer."""
    if not isinstance(closing, Answer):
        return None
    return due is None or closing.on <= due


def _counted_until(fold: Fold) -> date:
    """The last day that was counted for a date of the reading."""
    if fold.awaited is None:
        # a consultation may outlast the period where an art. 35 delay stands
        counted = fold.counted_until() if fold.delayed_until else fold.due
        return max(fold.notice_due, counted, *[pause.end for pause in fold.pauses])
    return max(fold.notice_due, fold.awaited.last) if fold.awaited.counted else fold.notice_due


def _provisional(fold: Fold, due: date | None) -> bool:
    """Whether a date still hangs on a schedule that is not published (clock.md rule 9).

    Asked of the last day for 补正告知, of the answer due, and of the last day awaited where it was
    counted: years are published one after another, so the last day of a count decides.
    """
    days = [fold.notice_due]
    if due is not None:
        days.append(due)
    if fold.awaited is not None and fold.awaited.counted:
        days.append(fold.awaited.last)
    return not all(fold.calendar.is_published(day.year) for day in days)
