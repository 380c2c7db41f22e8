"""行政复议、行政诉讼的期间 as a table: how long, from when, what for, and by which article.

Of the organ: 答复、举证、报送、重新答复. Of the applicant: 申请复议、起诉.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Final

from cases.law.articles import Standing
from cases.law.calendar import in_chinese
from cases.law.challenge_results import (
    LITIGATION_ACT,
    LITIGATION_READING,
    REVIEW_ACT,
    REVIEW_ACT_2017,
    REVIEW_ACT_SINCE,
    REVIEW_REGULATION,
    Forum,
)


class NoPeriod(ValueError):
    """A period that the law of its first day does not know; str() says which and since when."""


class Unit(Enum):
    """期间单位: 工作日, or natural days, months and years."""

    WORKDAYS = "个工作日"
    DAYS = "日"
    MONTHS = "个月"
    YEARS = "年"


@dataclass(frozen=True, slots=True)
class Within:
    """A length of time: 10 个工作日, 60 日, 6 个月; count ≥ 1."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        """As sentences print it."""
        return f"{self.count}{self.unit.value}"


class Period(StrEnum):
    """期间: what has to be done within it."""

    REVIEW_REPLY = "review_reply"  # 行政复议答复, 普通程序
    REVIEW_REPLY_SUMMARY = "review_reply_summary"  # 简易程序
    COURT_REPLY = "court_reply"  # 答辩、举证
    OPINION_REPORT = "opinion_report"  # 行政复议意见书
    NEW_ANSWER = "new_answer"  # 责令重新答复
    APPLY = "apply"  # 申请行政复议
    APPLY_AT_MOST = "apply_at_most"
    SUE = "sue"  # 直接起诉
    SUE_AT_MOST = "sue_at_most"
    SUE_AT_ALL = "sue_at_all"
    SUE_AFTER_REVIEW = "sue_after_review"
    SUE_UNREVIEWED = "sue_unreviewed"  # 复议不予受理、驳回申请、逾期不作决定
    SUE_INACTION = "sue_inaction"  # 逾期不答复


@dataclass(frozen=True)
class PeriodRule:
    """One period in force `since` a day: its length, its words, its article."""

    since: date
    within: Within
    begins: str  # 「自…之日起」
    what: str  # 「…内」 what may or must be done
    article: str
    standing: Standing = Standing.STATUTE


_A, _B = Unit.WORKDAYS, Unit.DAYS
_OLD = date(2018, 1, 1)  # 行政复议法 (2017修正)
_NEW = REVIEW_ACT_SINCE
_SUIT = date(2017, 7, 1)  # 行政诉讼法 (2017修正)
_READ = date(2018, 2, 8)  # 法释〔2018〕1号
_COPY = "收到行政复议申请书副本"
_REPLY = "被申请人应当提出书面答复，并提交证据、依据和其他有关材料"
_ACT = "知道或者应当知道该行政行为"
_SUE = "申请人可以向人民法院提起行政诉讼"
_APPLY = "申请人可以申请行政复议"
_REPORT = "有关机关应当将纠正情况报送行政复议机关"
_UNREVIEWED = "收到不予受理、驳回申请的决定或者复议期限届满"
CONVENTION = Standing.CONVENTION

# convention: of two laws, the one in force on the day from which the period is counted
# fmt: off
PERIODS: Final = {
    # period: since, length, from, what, article (newest first)
    Period.REVIEW_REPLY: (
        PeriodRule(_NEW, Within(10, _A), _COPY, _REPLY, f"{REVIEW_ACT}第四十八条"),
        # (2017) 40(2): only 五日 and 七日 were 工作日, so these ten are natural days
        PeriodRule(_OLD, Within(10, _B), _COPY, _REPLY, f"{REVIEW_ACT_2017}第二十三条第一款"),
    ),
    Period.REVIEW_REPLY_SUMMARY: (  # 53(1)(四): 政府信息公开案件; no 简易程序 before
        PeriodRule(_NEW, Within(5, _A), _COPY, _REPLY, f"{REVIEW_ACT}第五十四条"),
    ),
    Period.COURT_REPLY: (  # 简易程序: at most as long (行诉解释 104)
        PeriodRule(_SUIT, Within(15, _B), "收到起诉状副本",
                   "被告应当提交证据和所依据的规范性文件，并提出答辩状",
                   f"{LITIGATION_ACT}第六十七条第一款"),
    ),
    Period.OPINION_REPORT: (
        PeriodRule(_NEW, Within(60, _B), "收到行政复议意见书", _REPORT, f"{REVIEW_ACT}第七十六条"),
        PeriodRule(_OLD, Within(60, _B), "收到行政复议意见书", _REPORT,
                   f"{REVIEW_REGULATION}第五十七条第一款"),
    ),
    Period.NEW_ANSWER: (  # where the decision names no period
        PeriodRule(_SUIT, Within(20, _A), "决定、判决生效", "本机关应当重新答复",
                   "《中华人民共和国政府信息公开条例》第三十三条第二款", CONVENTION),
    ),
    Period.APPLY: (
        PeriodRule(_NEW, Within(60, _B), _ACT, _APPLY, f"{REVIEW_ACT}第二十条第一款"),
        PeriodRule(_OLD, Within(60, _B), _ACT, _APPLY, f"{REVIEW_ACT_2017}第九条第一款"),
    ),
    Period.APPLY_AT_MOST: (
        PeriodRule(_NEW, Within(1, Unit.YEARS), _ACT, _APPLY, f"{REVIEW_ACT}第二十条第三款"),
        # the law of 2017 had no longest time: read as for suits
        PeriodRule(_READ, Within(1, Unit.YEARS), _ACT, _APPLY,
                   f"{LITIGATION_READING}第六十四条第一款", CONVENTION),
    ),
    Period.SUE: (
        PeriodRule(_SUIT, Within(6, Unit.MONTHS), _ACT, _SUE, f"{LITIGATION_ACT}第四十六条第一款"),
    ),
    Period.SUE_AT_MOST: (
        PeriodRule(_READ, Within(1, Unit.YEARS), _ACT, _SUE,
                   f"{LITIGATION_READING}第六十四条第一款"),
    ),
    Period.SUE_AT_ALL: (
        PeriodRule(_SUIT, Within(5, Unit.YEARS), "作出该行政行为", _SUE,
                   f"{LITIGATION_ACT}第四十六条第二款"),
    ),
    Period.SUE_AFTER_REVIEW: (
        PeriodRule(_SUIT, Within(15, _B), "收到行政复议决定书", _SUE,
                   f"{LITIGATION_ACT}第四十五条"),
    ),
    Period.SUE_UNREVIEWED: (  # where review comes first
        PeriodRule(_NEW, Within(15, _B), _UNREVIEWED, _SUE, f"{REVIEW_ACT}第三十四条"),
        PeriodRule(_OLD, Within(15, _B), _UNREVIEWED, _SUE, f"{REVIEW_ACT_2017}第十九条"),
    ),
    Period.SUE_INACTION: (
        PeriodRule(_READ, Within(6, Unit.MONTHS), "履行法定职责期限届满", _SUE,
                   f"{LITIGATION_READING}第六十六条"),
    ),
}
# fmt: on
AT_MOST: Final = {
    Period.APPLY: Period.APPLY_AT_MOST,
    Period.SUE: Period.SUE_AT_MOST,
    Period.SUE_AFTER_REVIEW: Period.SUE_AT_MOST,  # 行诉解释 64(2): 复议决定未告知起诉期限
}
FORUM: Final = {  # whose computation rule a period follows
    period: Forum.COURT
    if period is Period.COURT_REPLY or period.startswith("sue")
    else Forum.REVIEW
    for period in Period
}
COMPUTATION: Final = {  # since, by what article a last day on a 法定休假日 moves
    Forum.REVIEW: (
        (_NEW, f"{REVIEW_ACT}第八十八条第一款"),
        (_OLD, f"{REVIEW_ACT_2017}第四十条第一款"),
    ),
    Forum.COURT: ((_SUIT, f"{LITIGATION_ACT}第一百零一条"),),
}
CIVIL: Final = (  # what those articles refer to: 期间届满的最后一日
    (date(2022, 1, 1), "《中华人民共和国民事诉讼法》第八十五条第三款"),
    (_SUIT, "《中华人民共和国民事诉讼法》（2017年修正）第八十二条第三款"),
)


def rule_in_force(period: Period, start: date) -> PeriodRule:
    """The rule of a period that begins on a day; NoPeriod where there was none yet."""
    for rule in PERIODS[period]:
        if start >= rule.since:
            return rule
    first = PERIODS[period][-1]
    raise NoPeriod(f"{in_chinese(first.since)}以前起算的，不适用{first.article}规定的期限")
