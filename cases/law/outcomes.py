"""The 28 answer types (答复类型 A1–A28): article, row of the annual table, remedy. One table.

Outcome, letter, remedy clause and annual row are one row here, so they cannot contradict.
letters.md §4.2 is the catalogue behind it; law.md §9 the rows and remedies.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cases.law.annual import OUTCOME_ROWS
from cases.law.articles import Article, Law, Standing, regulation


class Remedy(StrEnum):
    """救济方式: by the legal ground of an answer, never by the group of its annual row."""

    REVIEW_FIRST = "A"  # 复议前置: 复议法 23(1)(四), for grounds of arts 14, 15, 16
    FREE_CHOICE = "B"  # 复议或者诉讼
    WITHHELD_FIRST = "A+B"  # A for the withheld part, B for the rest: 132号 第二条
    OF_THE_GROUND = "按依据"  # whatever the ground of the answer or of each item has
    NONE = "-"  # no act against which a remedy lies

    @property
    def label(self) -> str:
        """As a case's page prints it."""
        return REMEDY_LABELS[self]


REMEDY_LABELS: Final = {
    Remedy.REVIEW_FIRST: "应当先申请行政复议（复议前置）",
    Remedy.FREE_CHOICE: "可以申请行政复议或者提起行政诉讼",
    Remedy.WITHHELD_FIRST: "对不予公开部分应当先申请行政复议，对其他内容可以复议或者诉讼",
    Remedy.OF_THE_GROUND: "按各项答复的依据确定",
    Remedy.NONE: "无",
}


REVIEW_FIRST_SINCE: Final = date(2024, 1, 1)  # 复议法 (2023修订); earlier answers: free choice


@dataclass(frozen=True)
class AnswerType:
    """One answer type; `rows` are the annual rows it may count in, the first being usual."""

    code: str
    name: str
    basis: tuple[Article, ...]
    rows: tuple[str, ...]
    remedy: Remedy
    standing: Standing = Standing.STATUTE

    @property
    def number(self) -> int:
        """1–28, the order of the catalogue."""
        return int(self.code[1:])


def _a(article: int, paragraph: int = 0, item: int = 0) -> Article:
    return regulation(article, paragraph, item)


DENIED: Final = _a(36, 0, 3)
FEES: Final = Article(Law.FEES)
FORM: Final = Article(Law.FORM)
ARCHIVES_15_2: Final = Article(Law.ARCHIVES, 15, 2)
A, B, S = Remedy.REVIEW_FIRST, Remedy.FREE_CHOICE, Standing.CONVENTION
ON_THE_SPOT: Final = (  # A25 may be any outcome that needs no earlier paper of its own
    "granted_full", "granted_partial", "denied_admin_query", "unable_not_held",
    "unable_needs_creation", "refused_petition", "refused_repeat", "refused_publication",
)  # fmt: skip
# A26: some given and some not is 部分公开; otherwise the row that fits its items
MIXED: Final = ("granted_partial", *(r for r in OUTCOME_ROWS if r != "granted_partial"))
LAPSED: Final = ("other_overdue_correction", "other_overdue_fee")

# fmt: off
ANSWER_TYPES: Final = (
    # code, 名称, basis, annual rows (the first is usual), remedy, standing of the row
    AnswerType("A1", "已主动公开", (_a(36, 0, 1),), ("granted_full",), B),
    AnswerType("A2", "予以公开", (_a(36, 0, 2), _a(40)), ("granted_full",), B),
    AnswerType("A3", "部分公开", (_a(37), _a(14), _a(15), _a(16)), ("granted_partial",), Remedy.WITHHELD_FIRST),
    AnswerType("A4", "属于国家秘密", (_a(14), DENIED), ("denied_state_secret",), A),
    AnswerType("A5", "法律、行政法规禁止公开", (_a(14), DENIED), ("denied_law_prohibits",), A),
    AnswerType("A6", "危及“三安全一稳定”", (_a(14), DENIED), ("denied_security_stability",), A),
    AnswerType("A7", "保护第三方合法权益", (_a(15), _a(32), DENIED), ("denied_third_party",), A),
    AnswerType("A8", "属于内部事务信息", (_a(16, 1), DENIED), ("denied_internal_affairs",), A),
    AnswerType("A9", "属于过程性信息", (_a(16, 2), DENIED), ("denied_process_info",), A),
    AnswerType("A10", "属于行政执法案卷", (_a(16, 2), DENIED), ("denied_enforcement_file",), A),
    # printed under 不予公开, but its ground is 36(七): free choice
    AnswerType("A11", "属于行政查询事项", (_a(36, 0, 7),), ("denied_admin_query",), B),
    AnswerType("A12", "政府信息不存在", (_a(36, 0, 4),), ("unable_not_held",), B),
    AnswerType("A13", "不属于本机关负责公开", (_a(10), _a(36, 0, 5)), ("unable_not_held",), B),
    AnswerType("A14", "没有现成信息需要另行制作", (_a(38),), ("unable_needs_creation",), B),
    AnswerType("A15", "补正后申请内容仍不明确", (_a(30), _a(36)), ("unable_unclear_after_correction",), B),
    AnswerType("A16", "信访、投诉、举报类申请", (_a(39, 1),), ("refused_petition",), B),
    AnswerType("A17", "重复申请", (_a(36, 0, 6),), ("refused_repeat",), B),
    AnswerType("A18", "要求提供公开出版物", (_a(39, 2),), ("refused_publication",), B),
    AnswerType("A19", "无正当理由大量反复申请", (_a(35),), ("refused_excessive",), B),
    AnswerType("A20", "要求确认或者重新出具已获取信息", (FORM,), ("refused_reconfirm",), B),
    # a petition-like paper is A16; rows of A21–A24 are letters.md §15's defaults
    AnswerType("A21", "咨询、要求履行职责等", (_a(2), _a(39)), ("other_misc",), B, S),
    AnswerType("A22", "已移交国家档案馆", (ARCHIVES_15_2,), ("unable_not_held",), B, S),
    AnswerType("A23", "职权已划出", (_a(36, 0, 5),), ("unable_not_held",), B, S),
    AnswerType("A24", "党务信息", (_a(2),), ("other_misc",), B, S),
    AnswerType("A25", "当场答复", (_a(33, 1),), ON_THE_SPOT, Remedy.OF_THE_GROUND),
    AnswerType("A26", "混合答复（多项申请分别答复）", (_a(36), _a(37)), MIXED, Remedy.OF_THE_GROUND, S),
    AnswerType("A27", "申请人撤回、终止办理", (), ("other_misc",), Remedy.NONE, Standing.PRACTICE),
    AnswerType("A28", "视为放弃申请、不再处理", (_a(30), _a(42), FEES), LAPSED, B),
)
# fmt: on

ANSWER_TYPE: Final = {kind.code: kind for kind in ANSWER_TYPES}
NEEDS_A_CHOICE: Final = frozenset({"A28"})  # its two rows are two facts: neither is usual


BASIS_OF_ROW: Final = {  # A28 rests on what was not done: 补正 (条例 30) or 缴费 (条例 42, 处理费办法)
    "other_overdue_correction": (_a(30),),
    "other_overdue_fee": (_a(42), FEES),
}


class RowDoesNotFit(ValueError):
    """An annual row that the answer type cannot count in; str() says which it can."""


def annual_row(code: str, chosen: str | None = None) -> str:
    """The annual row of an answer: the chosen one where the type allows it, else its usual one.

    RowDoesNotFit where the type does not allow the choice, or demands one and none was made.
    """
    kind = ANSWER_TYPE[code]
    if chosen is None and code in NEEDS_A_CHOICE:
        raise RowDoesNotFit(f"“{kind.name}”应当选明计入年度报告的行：逾期不补正，或者逾期未缴费")
    if chosen is not None and chosen not in kind.rows:
        raise RowDoesNotFit(f"“{kind.name}”不能计入年度报告中所选的行")
    return chosen or kind.rows[0]


def basis_of(code: str, row: str) -> tuple[Article, ...]:
    """The basis of an answer that counts in a row."""
    return BASIS_OF_ROW[row] if code in NEEDS_A_CHOICE else ANSWER_TYPE[code].basis


def remedy_on(code: str, answered_on: date) -> Remedy:
    """The remedy of an answer by the day it is made: before 2024-01-01 always a free choice."""
    mode = ANSWER_TYPE[code].remedy
    return mode if answered_on >= REVIEW_FIRST_SINCE or mode is Remedy.NONE else Remedy.FREE_CHOICE
