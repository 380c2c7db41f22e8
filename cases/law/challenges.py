"""行政复议与行政诉讼 on a case: the facts of one challenge, and which facts none can have."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cases.law.calendar import in_chinese
from cases.law.challenge_period_rules import Within
from cases.law.challenge_results import (
    RESULTS,
    REVIEW_ACT_SINCE,
    ChallengeKind,
    Column,
    Forum,
    Result,
    article_of,
    rule_of,
)


class Procedure(StrEnum):
    """审理程序: as the notice to the organ names it.

    Where 简易程序 turns into 普通程序 (行政复议法 55) the new one is recorded, and decides.
    """

    ORDINARY = "ordinary"
    SUMMARY = "summary"

    @property
    def label(self) -> str:
        """As notices print it."""
        return "普通程序" if self is Procedure.ORDINARY else "简易程序"


FIELD_LABELS: Final = {
    "body": "复议机关或者人民法院",
    "notified_on": "收到通知的日期",
    "procedure": "审理程序",
    "filed_on": "申请或者起诉日期",
    "replied_on": "答复、答辩日期",
    "reply_by": "人民法院指定的举证期限",
    "result": "结果",
    "concluded_on": "审结日期",
    "answer_again": "重新答复期限",
    "opinion_on": "行政复议意见书收到日期",
    "reported_on": "纠正情况报送日期",
}


class WrongChallenge(ValueError):
    """Facts that no challenge can have: the field, and in str() one sentence about it."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(f"“{FIELD_LABELS[field]}”{what}")
        self.field = field


@dataclass(frozen=True, slots=True)
class Challenge:
    """One 行政复议 or 行政诉讼 against an answer; WrongChallenge where its facts contradict.

    `notified_on`: the organ had the copy (提出答复通知书, 应诉通知书). `concluded_on`: the day on which
    the result took effect for the organ (convention): a review decision when it was served
    (行政复议法 75(2)), a judgment when no appeal is open any more. `reply_by`: the day that the court
    named or allowed. `answer_again`: the period that a decision with an order to answer names.
    """

    id: str
    kind: ChallengeKind
    body: str
    notified_on: date
    procedure: Procedure
    filed_on: date | None = None
    replied_on: date | None = None
    reply_by: date | None = None
    result: Result | None = None
    concluded_on: date | None = None
    answer_again: Within | date | None = None
    opinion_on: date | None = None
    reported_on: date | None = None

    def __post_init__(self) -> None:
        """Every fact against the others."""
        if not self.body.strip():
            raise WrongChallenge("body", "没有填写，应当写明机关全称")
        _check_procedure(self)
        _check_order(self)
        _check_result(self)
        _check_belongs(self)

    @property
    def forum(self) -> Forum:
        """行政复议机关 or 人民法院."""
        return self.kind.forum

    def column_on(self, day: date) -> Column:
        """Its column of section 四 as it stood at the end of a day."""
        if self.result is None or self.concluded_on is None or self.concluded_on > day:
            return Column.PENDING
        return rule_of(self.kind, self.result).column

    @property
    def orders_answer(self) -> bool:
        """责令重新答复: whether its result has the organ answer (again), and so reopens the case."""
        return self.result is not None and rule_of(self.kind, self.result).orders_answer


def _check_procedure(challenge: Challenge) -> None:
    early = challenge.notified_on < REVIEW_ACT_SINCE
    if challenge.forum is Forum.REVIEW and challenge.procedure is Procedure.SUMMARY and early:
        day = in_chinese(REVIEW_ACT_SINCE)
        raise WrongChallenge("procedure", f"不能是简易程序，{day}以前行政复议没有简易程序")


def _check_order(challenge: Challenge) -> None:
    """Nothing before the organ had the copy, no application after it, no report before its paper."""
    notified = challenge.notified_on
    if challenge.filed_on is not None and challenge.filed_on > notified:
        raise WrongChallenge("filed_on", f"不能晚于收到通知的日期{in_chinese(notified)}")
    for field in ("replied_on", "reply_by", "concluded_on", "opinion_on"):
        day = getattr(challenge, field)
        if day is not None and day < notified:
            raise WrongChallenge(field, f"不能早于收到通知的日期{in_chinese(notified)}")
    if challenge.reported_on is not None:
        if challenge.opinion_on is None:
            raise WrongChallenge("reported_on", "应当在登记行政复议意见书收到日期之后填写")
        if challenge.reported_on < challenge.opinion_on:
            raise WrongChallenge("reported_on", "不能早于行政复议意见书收到日期")


def _check_result(challenge: Challenge) -> None:
    """A result with its day, from the list of its kind, known to the law of that day."""
    result, day = challenge.result, challenge.concluded_on
    if result is None and day is not None:
        raise WrongChallenge("result", "没有填写，已有审结日期的应当选择结果")
    if result is not None and day is None:
        raise WrongChallenge("concluded_on", "没有填写，已有结果的应当填写审结日期")
    if result is None or day is None:
        return
    if result not in RESULTS[challenge.forum]:
        raise WrongChallenge("result", f"不适用于{challenge.kind.label}")
    if article_of(challenge.kind, result, day) is None:
        raise WrongChallenge("result", f"在{in_chinese(REVIEW_ACT_SINCE)}以前没有法律依据")


def _check_belongs(challenge: Challenge) -> None:
    """What only one forum has, and the period that only an order to answer has."""
    if challenge.reply_by is not None and challenge.forum is Forum.REVIEW:
        raise WrongChallenge("reply_by", "只能用于行政诉讼，行政复议的答复期限由法律规定")
    if challenge.opinion_on is not None and challenge.forum is Forum.COURT:
        raise WrongChallenge("opinion_on", "只能用于行政复议")
    period, ended = challenge.answer_again, challenge.concluded_on
    if period is None:
        return
    if not challenge.orders_answer or ended is None:
        raise WrongChallenge("answer_again", "只能在结果要求重新答复、限期答复或者公开时填写")
    if isinstance(period, date) and period < ended:
        raise WrongChallenge("answer_again", f"不能早于审结日期{in_chinese(ended)}")
    if isinstance(period, Within) and period.count < 1:
        raise WrongChallenge("answer_again", "应当是不小于1的整数")
