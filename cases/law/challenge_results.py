"""行政复议、行政诉讼的结果: each with its article, its column of section 四 and its effect on the case.

No national guidance says which result counts in which column: every column here is a convention.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

REVIEW_ACT: Final = "《中华人民共和国行政复议法》"  # 2023修订
REVIEW_ACT_SINCE: Final = date(2024, 1, 1)
REVIEW_ACT_2017: Final = "《中华人民共和国行政复议法》（2017年修正）"
REVIEW_REGULATION: Final = "《中华人民共和国行政复议法实施条例》"  # 2007
LITIGATION_ACT: Final = "《中华人民共和国行政诉讼法》"  # 2017修正
# 法释〔2018〕1号
LITIGATION_READING: Final = "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》"


class Forum(StrEnum):
    """救济机关: who decides, 行政复议机关 or 人民法院."""

    REVIEW = "review"
    COURT = "court"


class ChallengeKind(StrEnum):
    """救济种类: the three groups of section 四, in their printed order."""

    REVIEW = "reconsideration"
    DIRECT_SUIT = "litigation_direct"
    SUIT_AFTER_REVIEW = "litigation_after_reconsideration"

    @property
    def label(self) -> str:
        """As a case's page names it."""
        return KIND_LABELS[self]

    @property
    def forum(self) -> Forum:
        """Who decides on it."""
        return Forum.REVIEW if self is ChallengeKind.REVIEW else Forum.COURT


KIND_LABELS: Final = {
    ChallengeKind.REVIEW: "行政复议",
    ChallengeKind.DIRECT_SUIT: "行政诉讼（未经复议直接起诉）",
    ChallengeKind.SUIT_AFTER_REVIEW: "行政诉讼（复议后起诉）",
}


class Column(StrEnum):
    """结果栏: the four columns that each group of section 四 adds up, in their printed order."""

    UPHELD = "upheld"
    CORRECTED = "corrected"
    OTHER = "other_result"
    PENDING = "pending"

    @property
    def label(self) -> str:
        """As the form prints it."""
        return COLUMN_LABELS[self]


COLUMN_LABELS: Final = {
    Column.UPHELD: "结果维持",
    Column.CORRECTED: "结果纠正",
    Column.OTHER: "其他结果",
    Column.PENDING: "尚未审结",
}


class Result(StrEnum):
    """结果: how a review or a suit ended; the closed list of what can be recorded."""

    UPHELD = "upheld"
    NOT_ADMITTED = "not_admitted"
    CLAIM_DISMISSED = "claim_dismissed"
    ANSWER_AGAIN = "answer_again"
    ANSWER_AT_LAST = "answer_at_last"
    CHANGED = "changed"
    ANNULLED = "annulled"
    PARTLY_ANNULLED = "partly_annulled"
    DISCLOSE = "disclose"
    PROCEDURE_UNLAWFUL = "procedure_unlawful"
    ACT_UNLAWFUL = "act_unlawful"
    ACT_VOID = "act_void"
    MEDIATED = "mediated"
    ENDED = "ended"


@dataclass(frozen=True)
class ResultRule:
    """One result of one forum; `until_2023` is its article in a review decided before 2024-01-01.

    `orders_answer`: the organ has to answer (again), so that the case is taken up again.
    """

    label: str
    column: Column
    orders_answer: bool
    article: str
    until_2023: str | None = None


def _review(place: str) -> str:
    return REVIEW_ACT + place


def _old(place: str) -> str:
    return REVIEW_ACT_2017 + place


def _suit(place: str) -> str:
    return LITIGATION_ACT + place


_MAINTAINED, _PERFORM, _ANNUL = (_old(f"第二十八条第一款第（{n}）项") for n in "一二三")
_REJECTED: Final = f"{REVIEW_REGULATION}第四十八条第一款"
_STOPPED: Final = f"{REVIEW_REGULATION}第四十二条"
_MEDIATED: Final = f"{REVIEW_REGULATION}第五十条"
_STRUCK_OUT: Final = f"{LITIGATION_READING}第六十九条第一款"
U, C, O = Column.UPHELD, Column.CORRECTED, Column.OTHER  # noqa: E741
NO, YES = False, True

# fmt: off
REVIEW_RESULTS: Final = {
    # result: label, column, orders an answer, article, article until 2023
    Result.UPHELD: ResultRule("维持", U, NO, _review("第六十八条"), _MAINTAINED),
    # letters.md §15: 驳回 of either sort counts under 其他结果
    Result.NOT_ADMITTED: ResultRule("驳回行政复议申请", O, NO, _review("第三十三条"), _REJECTED),
    Result.CLAIM_DISMISSED: ResultRule("驳回行政复议请求", O, NO, _review("第六十九条"), _REJECTED),
    # 「并可以责令被申请人在一定期限内重新作出行政行为」: an annulment with the order is this row
    Result.ANSWER_AGAIN: ResultRule("责令重新答复", C, YES, _review("第六十四条第一款"), _ANNUL),
    Result.ANSWER_AT_LAST: ResultRule("责令限期答复", C, YES, _review("第六十六条"), _PERFORM),
    Result.CHANGED: ResultRule("变更", C, NO, _review("第六十三条第一款"), _ANNUL),
    Result.ANNULLED: ResultRule("撤销", C, NO, _review("第六十四条第一款"), _ANNUL),
    Result.PARTLY_ANNULLED: ResultRule("部分撤销", C, NO, _review("第六十四条第一款"), _ANNUL),
    # convention: to give the information is to answer, by 条例 36(二)
    Result.DISCLOSE: ResultRule("责令公开", C, YES, _review("第六十六条"), _PERFORM),
    Result.PROCEDURE_UNLAWFUL: ResultRule("确认程序违法", C, NO, _review("第六十五条第一款第（二）项"), _ANNUL),
    Result.ACT_UNLAWFUL: ResultRule("确认行为违法", C, NO, _review("第六十五条"), _ANNUL),
    Result.ACT_VOID: ResultRule("确认行为无效", C, NO, _review("第六十七条")),
    Result.MEDIATED: ResultRule("调解", O, NO, _review("第七十三条"), _MEDIATED),
    Result.ENDED: ResultRule("终止", O, NO, _review("第四十一条"), _STOPPED),
}
COURT_RESULTS: Final = {
    # result: label, column, orders an answer, article
    Result.NOT_ADMITTED: ResultRule("裁定驳回起诉", O, NO, _STRUCK_OUT),
    # convention: since 2015 no court can 维持; this judgment took its place, and published reports
    # have 结果维持 of lawsuits
    Result.CLAIM_DISMISSED: ResultRule("判决驳回诉讼请求", U, NO, _suit("第六十九条")),
    Result.ANSWER_AGAIN: ResultRule("判决重新答复", C, YES, _suit("第七十条")),
    Result.ANSWER_AT_LAST: ResultRule("判决限期答复", C, YES, _suit("第七十二条")),
    Result.CHANGED: ResultRule("判决变更", C, NO, _suit("第七十七条第一款")),
    Result.ANNULLED: ResultRule("判决撤销", C, NO, _suit("第七十条")),
    Result.PARTLY_ANNULLED: ResultRule("判决部分撤销", C, NO, _suit("第七十条")),
    Result.DISCLOSE: ResultRule("判决公开", C, YES, _suit("第七十二条")),
    Result.PROCEDURE_UNLAWFUL: ResultRule("确认程序违法", C, NO, _suit("第七十四条第一款第（二）项")),
    Result.ACT_UNLAWFUL: ResultRule("确认行为违法", C, NO, _suit("第七十四条")),
    Result.ACT_VOID: ResultRule("确认行为无效", C, NO, _suit("第七十五条")),
    Result.ENDED: ResultRule("准许撤诉、终结诉讼", O, NO, _suit("第六十二条")),
}
# fmt: on
RESULTS: Final = {Forum.REVIEW: REVIEW_RESULTS, Forum.COURT: COURT_RESULTS}


def rule_of(kind: ChallengeKind, result: Result) -> ResultRule:
    """The row of a result; KeyError where a review or a suit of that kind cannot end so."""
    return RESULTS[kind.forum][result]


def article_of(kind: ChallengeKind, result: Result, concluded_on: date) -> str | None:
    """The article of a result by the law of the day; None where that law did not know it."""
    rule = rule_of(kind, result)
    earlier = kind.forum is Forum.REVIEW and concluded_on < REVIEW_ACT_SINCE
    return rule.until_2023 if earlier else rule.article
