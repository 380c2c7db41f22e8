"""What a 复议 or a suit asks of the organ, until when, and what the law makes of it if it comes late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cases.law.calendar import Calendar, in_chinese
from cases.law.challenge_period_rules import Period, Within
from cases.law.challenge_periods import Deadline, fixed, named, runs
from cases.law.challenge_results import (
    LITIGATION_ACT,
    LITIGATION_READING,
    REVIEW_ACT,
    REVIEW_ACT_2017,
    REVIEW_ACT_SINCE,
    Forum,
    article_of,
)
from cases.law.challenges import Challenge, Procedure


class LateCode(StrEnum):
    """What the organ did late or not at all in a challenge."""

    REPLY_LATE = "reply_late"
    REPLY_MISSING = "reply_missing"
    REPORT_LATE = "report_late"
    REPORT_MISSING = "report_missing"


@dataclass(frozen=True)
class Late:
    """One warning: its article, the last day that was missed, one sentence."""

    code: LateCode
    article: str
    due: date
    text: str


@dataclass(frozen=True)
class Silence:
    """What the law makes of a reply that is late or missing, since a day."""

    since: date
    article: str
    words: str


# fmt: off
SILENCE: Final = {
    # forum: since, article, what the law says (newest first)
    Forum.REVIEW: (
        Silence(REVIEW_ACT_SINCE, f"{REVIEW_ACT}第七十条", "视为该行政行为没有证据、依据"),
        Silence(date.min, f"{REVIEW_ACT_2017}第二十八条第一款第（四）项",
                "视为该具体行政行为没有证据、依据"),
    ),
    Forum.COURT: (
        Silence(date.min, f"{LITIGATION_ACT}第三十四条第二款", "无正当理由的，视为没有相应证据"),
    ),
}
# fmt: on
# A court's own day: 准许延期提供 in 普通程序, 举证期限由人民法院确定 in 简易程序
COURTS_DAY: Final = {
    Procedure.ORDINARY: f"{LITIGATION_ACT}第三十六条第一款",
    Procedure.SUMMARY: f"{LITIGATION_READING}第一百零四条第一款",
}


def reply_due(challenge: Challenge, calendar: Calendar) -> Deadline:
    """答复举证期限 of the organ, from the day it had the copy."""
    start = challenge.notified_on
    if challenge.forum is Forum.COURT:
        if challenge.reply_by is not None:
            article = COURTS_DAY[challenge.procedure]
            return named(Period.COURT_REPLY, start, challenge.reply_by, article)
        return runs(calendar, Period.COURT_REPLY, start)
    summary = challenge.procedure is Procedure.SUMMARY
    period = Period.REVIEW_REPLY_SUMMARY if summary else Period.REVIEW_REPLY
    return runs(calendar, period, start)


def report_due(challenge: Challenge, calendar: Calendar) -> Deadline | None:
    """报送期限 after a 行政复议意见书; None where there is none."""
    if challenge.opinion_on is None:
        return None
    return runs(calendar, Period.OPINION_REPORT, challenge.opinion_on)


def new_answer_due(challenge: Challenge, calendar: Calendar) -> Deadline | None:
    """重新答复期限: what the decision names, else that of 条例 33(2) (convention); None without order."""
    start = challenge.concluded_on
    if challenge.result is None or start is None or not challenge.orders_answer:
        return None
    article = article_of(challenge.kind, challenge.result, start)
    assert article is not None, challenge
    match challenge.answer_again:
        case Within() as within:
            return fixed(calendar, Period.NEW_ANSWER, start, within, article, challenge.forum)
        case date() as due:
            return named(Period.NEW_ANSWER, start, due, article)
        case None:
            return runs(calendar, Period.NEW_ANSWER, start)


def owed(challenge: Challenge, calendar: Calendar, as_of: date) -> tuple[Deadline, ...]:
    """答复 and 报送 that are still owed on a day, by last day; a new answer is the reopened case's."""
    replied = challenge.replied_on or challenge.concluded_on
    reported = challenge.reported_on
    open_ones = []
    if replied is None or replied > as_of:
        open_ones.append(reply_due(challenge, calendar))
    report = report_due(challenge, calendar)
    if report is not None and (reported is None or reported > as_of):
        open_ones.append(report)
    return tuple(sorted(open_ones, key=lambda deadline: deadline.due))


def late(challenge: Challenge, calendar: Calendar, as_of: date) -> tuple[Late, ...]:
    """What came after its last day, or by a day has not come; in a challenge that ended, too."""
    return (*_late_reply(challenge, calendar, as_of), *_late_report(challenge, calendar, as_of))


def _late_reply(challenge: Challenge, calendar: Calendar, as_of: date) -> Iterator[Late]:
    due = reply_due(challenge, calendar).due
    silence = next(s for s in SILENCE[challenge.forum] if challenge.notified_on >= s.since)
    replied, ended = challenge.replied_on, challenge.concluded_on
    what = "答复并提交证据" if challenge.forum is Forum.REVIEW else "提交答辩状和证据"
    if replied is not None and replied > due:
        text = (
            f"应当在{in_chinese(due)}前（含当日）{what}，实际为{in_chinese(replied)}，"
            f"{silence.words}。"
        )
        yield Late(LateCode.REPLY_LATE, silence.article, due, text)
    elif replied is None and as_of > due and (ended is None or ended > due):
        text = f"应当在{in_chinese(due)}前（含当日）{what}，至今没有记录，{silence.words}。"
        yield Late(LateCode.REPLY_MISSING, silence.article, due, text)


def _late_report(challenge: Challenge, calendar: Calendar, as_of: date) -> Iterator[Late]:
    report = report_due(challenge, calendar)
    if report is None:
        return
    by = f"应当在{in_chinese(report.due)}前（含当日）报送行政复议意见书的纠正情况"
    reported = challenge.reported_on
    if reported is not None and reported > report.due:
        text = f"{by}，实际为{in_chinese(reported)}。"
        yield Late(LateCode.REPORT_LATE, report.article, report.due, text)
    elif reported is None and as_of > report.due:
        yield Late(LateCode.REPORT_MISSING, report.article, report.due, f"{by}，至今没有记录。")
