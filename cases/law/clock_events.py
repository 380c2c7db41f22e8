"""The fold of the clock (clock.md, Rules 2–8): what each event does to the period that runs."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.law.calendar import Calendar
from cases.law.clock_facts import (
    Answer,
    Consultation,
    ConsultationReply,
    Delay,
    Event,
    Extension,
    FeeNotice,
    FeePayment,
    Supplement,
    SupplementNotice,
    Withdrawal,
)
from cases.law.clock_rules import (
    ANSWER_WITHIN,
    DAY_OF_START,
    EXTENSION,
    OPINION_WITHIN,
    PAYMENT_WITHIN,
    SUPPLEMENT_NOTICE_WITHIN,
    SUPPLEMENT_WITHIN,
    Rule,
    WarningCode,
)

WHILE_SUPPLEMENT_IS_AWAITED: Final = "正在等待补正"
WHILE_FEE_IS_AWAITED: Final = "正在等待缴费"
AFTER_CLOSING: Final = "案件已经办结"
NO_SUPPLEMENT_AWAITED: Final = "没有有效的补正告知等待补正"
NO_FEE_AWAITED: Final = "没有有效的收费通知等待缴费"
LETTER_WITHOUT_EFFECT: Final = "对应的征求意见不在当前的答复期限内"
REPLIED_ALREADY: Final = "此前已经收到对应征求意见的回复"


@dataclass(slots=True, eq=False)
class Mark:
    """What one event did: under which rule, and the days that came of it.

    The reply is filled in when it is told. Frozen, marks would cost a fifth of a reading.
    """

    rule: Rule | WarningCode
    on: date
    event: Event | None = None
    until: date | None = None  # the last day of what it began
    days: int | None = None  # working days
    due: date | None = None  # the answer due after it
    was: date | None = None  # the answer due before it
    reply: ConsultationReply | None = None  # what came back on the consultation that it began
    reason: str = ""  # why it changed nothing


@dataclass(slots=True, eq=False)
class Pause:
    """The days of one consultation that are not counted: `letter.on` < d ≤ `end` (条例 33(3))."""

    letter: Consultation
    last: date  # of the recipient's period
    end: date
    place: int  # of its mark
    replied_on: date | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """What the office waits for and by when; no answer is due meanwhile."""

    rule: Rule  # SUPPLEMENT or FEE_PAYMENT
    last: date
    counted: bool  # whether `last` was counted in working days or stood in the notice


def notice_due(received_on: date, calendar: Calendar) -> date:
    """The last day for 补正告知 (条例第三十条)."""
    return calendar.after(received_on, SUPPLEMENT_NOTICE_WITHIN - DAY_OF_START)


def supplement_due(notice: SupplementNotice, calendar: Calendar) -> date:
    """The last day for 补正: as printed, else 15 working days after the notice (convention)."""
    return notice.reply_by or calendar.after(notice.on, SUPPLEMENT_WITHIN - DAY_OF_START)


def opinion_due(letter: Consultation, calendar: Calendar) -> date:
    """The last day for an opinion (条例 32, 34); from sending where receipt is not known
    (convention)."""
    return calendar.after(letter.received_on or letter.on, OPINION_WITHIN - DAY_OF_START)


def payment_due(notice: FeeNotice, calendar: Calendar) -> date:
    """The last day for payment (处理费办法); from sending where receipt is not known
    (convention)."""
    return calendar.after(notice.received_on or notice.on, PAYMENT_WITHIN - DAY_OF_START)


class Fold:
    """Where a case stands while its events are told in the order of days; `take` tells one."""

    def __init__(self, received_on: date, calendar: Calendar) -> None:
        self.calendar = calendar
        self.marks: list[Mark] = []
        self.warnings: list[tuple[WarningCode, date]] = []
        self.notices = 0  # 补正告知 of the whole case, with effect or without
        self.letters: dict[str, Pause | None] = {}  # None: without effect
        self.closing: Answer | Withdrawal | None = None
        self.notice_due = notice_due(received_on, calendar)
        self._begin(received_on)

    def _begin(self, start: date) -> None:
        """A period of 20 working days; whatever was used, added or paused before is forgotten."""
        self.start = start
        self.allowance = ANSWER_WITHIN
        self.extended = False
        self.pauses: list[Pause] = []
        self.delayed_until: date | None = None
        self.awaited: Awaited | None = None
        self.due = self._due()

    def take(self, event: Event) -> None:
        """One more event, on the day of the last one or later."""
        if self.closing is not None:
            self._without_effect(event, AFTER_CLOSING)
            return
        match event:
            case Answer() | Withdrawal():
                self.closing = event
                rule = Rule.ANSWER if isinstance(event, Answer) else Rule.WITHDRAWAL
                self.marks.append(Mark(rule, event.on, event))
            case SupplementNotice():
                self._supplement_notice(event)
            case Supplement():
                self._supplement(event)
            case FeePayment():
                self._fee_payment(event)
            # convention: a lapsed case still waits: only the awaited event could revive it
            case _ if self.awaited is not None:
                if isinstance(event, Consultation):
                    self.letters[event.id] = None
                self._without_effect(event, self._awaiting())
            case Consultation():
                self._consultation(event)
            case ConsultationReply():
                self._reply(event)
            case Extension():
                self._extension(event)
            case FeeNotice():
                self._fee_notice(event)
            case Delay():
                self._delay(event)

    def _supplement_notice(self, event: SupplementNotice) -> None:
        # convention: every notice counts as one, also one that was late or sent while a fee was
        # awaited: 一次性告知 asks how often the applicant was troubled, not with what effect; one
        # that is both second and late is called repeated, as in the golden cases
        self.notices += 1
        if self.notices > 1:
            self._warn(WarningCode.SUPPLEMENT_NOTICE_REPEATED, event)
        elif event.on > self.notice_due:
            self._warn(WarningCode.SUPPLEMENT_NOTICE_LATE, event)
        elif self.awaited is not None:
            self._without_effect(event, self._awaiting())
        else:
            last = supplement_due(event, self.calendar)
            self._await(
                Rule.SUPPLEMENT_NOTICE, Rule.SUPPLEMENT, event, last, event.reply_by is None
            )

    def _supplement(self, event: Supplement) -> None:
        if self.awaited is None or self.awaited.rule is not Rule.SUPPLEMENT:
            self._without_effect(event, NO_SUPPLEMENT_AWAITED)
            return
        if event.on > self.awaited.last:
            self._warn(WarningCode.SUPPLEMENT_LATE, event)
        self._restart(Rule.SUPPLEMENT, event)

    def _fee_notice(self, event: FeeNotice) -> None:
        if event.on > self.due:
            self._warn(WarningCode.FEE_NOTICE_LATE, event)
            return
        last = payment_due(event, self.calendar)
        self._await(Rule.FEE_NOTICE, Rule.FEE_PAYMENT, event, last, counted=True)

    def _fee_payment(self, event: FeePayment) -> None:
        if self.awaited is None or self.awaited.rule is not Rule.FEE_PAYMENT:
            self._without_effect(event, NO_FEE_AWAITED)
        elif event.on > self.awaited.last:
            self._warn(WarningCode.FEE_PAYMENT_LATE, event)
        else:
            self._restart(Rule.FEE_PAYMENT, event)

    def _consultation(self, event: Consultation) -> None:
        self.letters[event.id] = None
        if event.on >= self.due:
            self._warn(WarningCode.CONSULTATION_AFTER_DUE, event)
            return
        last = opinion_due(event, self.calendar)
        pause = Pause(event, last, last, len(self.marks))
        self.letters[event.id] = pause
        self.pauses.append(pause)
        was, self.due = self.due, self._due()
        self.marks.append(Mark(Rule.CONSULTATION, event.on, event, last, due=self.due, was=was))

    def _reply(self, event: ConsultationReply) -> None:
        pause = self.letters[event.id]
        if pause is None or pause not in self.pauses:
            self._without_effect(event, LETTER_WITHOUT_EFFECT)
        elif pause.replied_on is not None:  # convention: the first reply ends the consultation
            self._without_effect(event, REPLIED_ALREADY)
        else:
            pause.replied_on = event.on
            pause.end = min(event.on, pause.last)
            self.due = self._due()
            self.marks[pause.place].reply = event

    def _extension(self, event: Extension) -> None:
        if event.workdays not in EXTENSION:
            self._warn(WarningCode.EXTENSION_OVER_CAP, event)
        elif event.approved_on is None or event.approved_on > event.on:
            self._warn(WarningCode.EXTENSION_UNAPPROVED, event)
        elif self.extended:
            self._warn(WarningCode.EXTENSION_REPEATED, event)
        elif event.on > self.due:
            self._warn(WarningCode.EXTENSION_LATE, event)
        else:
            self.extended = True
            self.allowance += event.workdays
            was, self.due = self.due, self._due()
            days = event.workdays
            self.marks.append(Mark(Rule.EXTENSION, event.on, event, None, days, self.due, was))

    def _delay(self, event: Delay) -> None:
        if event.on > self.due:
            self._warn(WarningCode.DELAY_LATE, event)
            return
        was, self.delayed_until = self.due, event.until
        self.due = self._due()
        self.marks.append(Mark(Rule.DELAY, event.on, event, event.until, due=self.due, was=was))

    def _await(self, rule: Rule, awaited: Rule, event: Event, last: date, counted: bool) -> None:
        self.awaited = Awaited(awaited, last, counted)
        self.marks.append(Mark(rule, event.on, event, last, was=self.due))

    def _restart(self, rule: Rule, event: Event) -> None:
        self._begin(event.on)
        self.marks.append(Mark(rule, event.on, event, self.due, ANSWER_WITHIN, self.due))

    def _due(self) -> date:
        """The day the answer is due: the calendar date of a delay, else the last day counted."""
        # convention: while a delay stands its date is not moved by later pauses or an extension
        return self.delayed_until or self.counted_until()

    def counted_until(self) -> date:
        """The last of the allowance's working days after the start that no pause takes out."""
        left, reached = self.allowance - DAY_OF_START, self.start
        for pause in self.pauses:  # in the order of sending: their union, never their sum
            if pause.end <= reached:
                continue
            if pause.letter.on > reached:
                counted = self.calendar.between(reached, pause.letter.on)
                if counted >= left:
                    break
                left -= counted
            reached = pause.end
        return self.calendar.after(reached, left)

    def _awaiting(self) -> str:
        assert self.awaited is not None
        supplement = self.awaited.rule is Rule.SUPPLEMENT
        return WHILE_SUPPLEMENT_IS_AWAITED if supplement else WHILE_FEE_IS_AWAITED

    def _warn(self, code: WarningCode, event: Event) -> None:
        self.warnings.append((code, event.on))
        self.marks.append(Mark(code, event.on, event))

    def _without_effect(self, event: Event, reason: str) -> None:
        self.marks.append(Mark(Rule.WITHOUT_EFFECT, event.on, event, reason=reason))
