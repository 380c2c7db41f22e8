"""The closed list of grounds (法定事由): by answer type its article, its force, its sub-kinds.

An answer rests on a row of this list or it cannot be given; there is no free-text ground, so
「企业隐私」 and other grounds that no statute knows cannot be chosen. law.md §2, letters.md §4.2.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, Law, regulation


class Force(StrEnum):
    """约束程度: whether the organ must, must not, or may act as the article says."""

    MUST = "must"
    MUST_NOT = "must_not"
    MAY = "may"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        """As the table prints it."""
        return FORCE_LABELS[self]


FORCE_LABELS: Final = {
    Force.MUST: "应当不予公开",  # 条例 14: 不予公开
    Force.MUST_NOT: "不得公开",  # 条例 15: 不得公开, but for consent or major public interest
    Force.MAY: "可以裁量",  # 条例 16, 38, 39(2): 可以
    Force.OUTSIDE: "不按本条例办理",  # 条例 36(七), 37, 39(1), the form's own: another way is open
}


class RuleLevel(StrEnum):
    """规范层级: what kind of instrument a rule is."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    LOCAL_REGULATION = "local_regulation"
    RULE = "rule"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As forms name it."""
        return LEVEL_LABELS[self]


LEVEL_LABELS: Final = {
    RuleLevel.LAW: "法律",
    RuleLevel.ADMINISTRATIVE_REGULATION: "行政法规",
    RuleLevel.LOCAL_REGULATION: "地方性法规",
    RuleLevel.RULE: "规章",
    RuleLevel.OTHER: "其他规范性文件",
}

# 条例 14: 法律、行政法规禁止公开; 条例 36(七): 有关法律、行政法规对信息的获取有特别规定
LAW_OR_REGULATION: Final = (RuleLevel.LAW, RuleLevel.ADMINISTRATIVE_REGULATION)
# 条例 16(2): 法律、法规、规章规定上述信息应当公开的，从其规定; 法规 are national and local ones
PREVAILING: Final = (
    RuleLevel.LAW,
    RuleLevel.ADMINISTRATIVE_REGULATION,
    RuleLevel.LOCAL_REGULATION,
    RuleLevel.RULE,
)


class SubKind(StrEnum):
    """具体情形: what a ground is, more exactly."""

    NOT_GOVERNMENT_INFORMATION = "not_government_information"
    TOP_SECRET = "top_secret"  # noqa: S105 — 绝密
    SECRET = "secret"  # noqa: S105 — 机密
    CONFIDENTIAL = "confidential"
    PROHIBITED_BY_LAW = "prohibited_by_law"
    PROHIBITED_BY_REGULATION = "prohibited_by_regulation"
    NATIONAL_SECURITY = "national_security"
    PUBLIC_SECURITY = "public_security"
    ECONOMIC_SECURITY = "economic_security"
    SOCIAL_STABILITY = "social_stability"
    TRADE_SECRET = "trade_secret"  # noqa: S105 — 商业秘密
    PRIVACY = "privacy"
    OTHER_INTEREST = "other_interest"
    PERSONNEL = "personnel"
    LOGISTICS = "logistics"
    WORKFLOW = "workflow"
    DISCUSSION = "discussion"
    DRAFT = "draft"
    CONSULTATION_LETTER = "consultation_letter"
    REQUEST_OR_REPORT = "request_or_report"
    ENFORCEMENT_FILE = "enforcement_file"
    COMPANY_REGISTER = "company_register"
    REAL_ESTATE_REGISTER = "real_estate_register"
    OTHER_REGISTER = "other_register"
    PROCESSING = "processing"
    ANALYSIS = "analysis"
    PETITION = "petition"
    COMPLAINT = "complaint"
    ACCUSATION = "accusation"
    GAZETTE = "gazette"
    NEWSPAPER = "newspaper"
    BOOK = "book"
    OTHER_PUBLICATION = "other_publication"
    CONFIRM = "confirm"
    ISSUE_AGAIN = "issue_again"
    ENQUIRY = "enquiry"
    ACT_OF_DUTY = "act_of_duty"

    @property
    def label(self) -> str:
        """As letters and the annual table's labels say it."""
        return KIND_LABELS[self]


KIND_LABELS: Final = {
    SubKind.NOT_GOVERNMENT_INFORMATION: "不属于政府信息",
    # 保守国家秘密法: 国家秘密的密级分为绝密、机密、秘密三级
    SubKind.TOP_SECRET: "绝密",
    SubKind.SECRET: "机密",
    SubKind.CONFIDENTIAL: "秘密",
    SubKind.PROHIBITED_BY_LAW: "法律禁止公开",
    SubKind.PROHIBITED_BY_REGULATION: "行政法规禁止公开",
    SubKind.NATIONAL_SECURITY: "国家安全",
    SubKind.PUBLIC_SECURITY: "公共安全",
    SubKind.ECONOMIC_SECURITY: "经济安全",
    SubKind.SOCIAL_STABILITY: "社会稳定",
    SubKind.TRADE_SECRET: "商业秘密",
    SubKind.PRIVACY: "个人隐私",
    SubKind.OTHER_INTEREST: "其他",
    SubKind.PERSONNEL: "人事管理",
    SubKind.LOGISTICS: "后勤管理",
    SubKind.WORKFLOW: "内部工作流程",
    SubKind.DISCUSSION: "讨论记录",
    SubKind.DRAFT: "过程稿",
    SubKind.CONSULTATION_LETTER: "磋商信函",
    SubKind.REQUEST_OR_REPORT: "请示报告",
    SubKind.ENFORCEMENT_FILE: "行政执法案卷信息",
    SubKind.COMPANY_REGISTER: "工商登记资料",
    SubKind.REAL_ESTATE_REGISTER: "不动产登记资料",
    SubKind.OTHER_REGISTER: "其他有特别规定的信息",
    SubKind.PROCESSING: "加工",
    SubKind.ANALYSIS: "分析",
    SubKind.PETITION: "信访",
    SubKind.COMPLAINT: "投诉",
    SubKind.ACCUSATION: "举报",
    SubKind.GAZETTE: "政府公报",
    SubKind.NEWSPAPER: "报刊",
    SubKind.BOOK: "书籍",
    SubKind.OTHER_PUBLICATION: "其他公开出版物",
    SubKind.CONFIRM: "要求确认",
    SubKind.ISSUE_AGAIN: "要求重新出具",
    SubKind.ENQUIRY: "咨询",
    SubKind.ACT_OF_DUTY: "要求履行职责",
}
assert set(KIND_LABELS) == set(SubKind)


@dataclass(frozen=True)
class Ground:
    """One ground: the answer type it belongs to, its article, force and closed sub-kinds.

    `prevailing` are the levels of rules that open the information after all (从其规定); empty where
    the article has no such exception.
    """

    code: str
    article: Article
    force: Force
    kinds: tuple[SubKind, ...]
    prevailing: tuple[RuleLevel, ...] = ()

    @property
    def discretionary(self) -> bool:
        """Whether the organ may decide either way, and so has to weigh."""
        return self.force is Force.MAY


_r: Final = regulation
K: Final = SubKind
# fmt: off
GROUNDS: Final = (
    # answer type, article, force, sub-kinds, 从其规定
    # of a part of A3 only: 「含有不应当公开或者不属于政府信息的内容」
    Ground("A3", _r(37), Force.OUTSIDE, (K.NOT_GOVERNMENT_INFORMATION,)),
    Ground("A4", _r(14), Force.MUST, (K.TOP_SECRET, K.SECRET, K.CONFIDENTIAL)),
    Ground("A5", _r(14), Force.MUST, (K.PROHIBITED_BY_LAW, K.PROHIBITED_BY_REGULATION)),
    Ground("A6", _r(14), Force.MUST, (
        K.NATIONAL_SECURITY, K.PUBLIC_SECURITY, K.ECONOMIC_SECURITY, K.SOCIAL_STABILITY)),
    Ground("A7", _r(15), Force.MUST_NOT, (K.TRADE_SECRET, K.PRIVACY, K.OTHER_INTEREST)),
    Ground("A8", _r(16, 1), Force.MAY, (K.PERSONNEL, K.LOGISTICS, K.WORKFLOW)),
    # 「上述信息」 of 16(2) are those of this paragraph: 16(1) has no such exception in its words
    Ground("A9", _r(16, 2), Force.MAY, (
        K.DISCUSSION, K.DRAFT, K.CONSULTATION_LETTER, K.REQUEST_OR_REPORT), PREVAILING),
    Ground("A10", _r(16, 2), Force.MAY, (K.ENFORCEMENT_FILE,), PREVAILING),
    Ground("A11", _r(36, 0, 7), Force.OUTSIDE, (
        K.COMPANY_REGISTER, K.REAL_ESTATE_REGISTER, K.OTHER_REGISTER)),
    Ground("A14", _r(38), Force.MAY, (K.PROCESSING, K.ANALYSIS)),
    Ground("A16", _r(39, 1), Force.OUTSIDE, (K.PETITION, K.COMPLAINT, K.ACCUSATION)),
    Ground("A18", _r(39, 2), Force.MAY, (
        K.GAZETTE, K.NEWSPAPER, K.BOOK, K.OTHER_PUBLICATION)),
    Ground("A20", Article(Law.FORM), Force.OUTSIDE, (K.CONFIRM, K.ISSUE_AGAIN)),
    Ground("A21", _r(2), Force.OUTSIDE, (K.ENQUIRY, K.ACT_OF_DUTY)),
)
# fmt: on
GROUND: Final = {ground.code: ground for ground in GROUNDS}

# 条例 14, 15, 16: what may be withheld, in whole or in part (不予公开)
WITHHOLDING: Final = ("A4", "A5", "A6", "A7", "A8", "A9", "A10")
# 条例 37: what a part may be kept back for: the same, or that it is no government information
OF_A_PART: Final = ("A3", *WITHHOLDING)
# What an answer as a whole chooses from: grounds with sub-kinds of their own that withhold nothing
OF_AN_ANSWER: Final = tuple(
    ground.code for ground in GROUNDS if ground.code not in OF_A_PART
)  # A11, A14, A16, A18, A20, A21


def kinds_fit(code: str, kinds: Collection[SubKind]) -> bool:
    """Whether at least one sub-kind is named and every one stands in the closed list of the ground."""
    ground = GROUND.get(code)
    return ground is not None and bool(kinds) and set(kinds) <= set(ground.kinds)


def as_markdown() -> str:
    """The list of grounds as a lawyer reads it."""
    lines = [
        "| 答复类型 | 条款 | 约束程度 | 具体情形 | 从其规定 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for ground in GROUNDS:
        kinds = "、".join(kind.label for kind in ground.kinds)
        prevailing = "、".join(level.label for level in ground.prevailing) or "—"
        lines.append(
            f"| {ground.code} | {ground.article.short} | {ground.force.label} | {kinds}"
            f" | {prevailing} |"
        )
    return "\n".join(lines)
