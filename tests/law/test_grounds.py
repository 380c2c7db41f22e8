"""The closed list of grounds: sub-kinds, force and 从其规定, against the words of 条例."""

import pytest

from cases.law.grounds import (
    GROUND,
    GROUNDS,
    LAW_OR_REGULATION,
    OF_A_PART,
    OF_AN_ANSWER,
    WITHHOLDING,
    Force,
    RuleLevel,
    SubKind,
    as_markdown,
    kinds_fit,
)
from cases.law.outcomes import ANSWER_TYPE, Remedy

# 条例 14: 危及国家安全、公共安全、经济安全、社会稳定; 15: 涉及商业秘密、个人隐私等; 16(1): 包括人事管理、
# 后勤管理、内部工作流程等; 16(2): 讨论记录、过程稿、磋商信函、请示报告等; 行政执法案卷信息;
# 36(七): 工商、不动产登记资料等; 38: 加工、分析; 39(1): 信访、投诉、举报; 39(2): 政府公报、报刊、书籍等;
# the form: 确认或重新出具; 保守国家秘密法: 绝密、机密、秘密
LABELS = {
    "A3": ["不属于政府信息"],
    "A4": ["绝密", "机密", "秘密"],
    "A5": ["法律禁止公开", "行政法规禁止公开"],
    "A6": ["国家安全", "公共安全", "经济安全", "社会稳定"],
    "A7": ["商业秘密", "个人隐私", "其他"],
    "A8": ["人事管理", "后勤管理", "内部工作流程"],
    "A9": ["讨论记录", "过程稿", "磋商信函", "请示报告"],
    "A10": ["行政执法案卷信息"],
    "A11": ["工商登记资料", "不动产登记资料", "其他有特别规定的信息"],
    "A14": ["加工", "分析"],
    "A16": ["信访", "投诉", "举报"],
    "A18": ["政府公报", "报刊", "书籍", "其他公开出版物"],
    "A20": ["要求确认", "要求重新出具"],
    "A21": ["咨询", "要求履行职责"],
}


def test_every_ground_has_the_sub_kinds_of_its_article_and_no_others() -> None:
    assert {g.code: [kind.label for kind in g.kinds] for g in GROUNDS} == LABELS


def test_every_sub_kind_belongs_to_one_ground() -> None:
    named = [kind for ground in GROUNDS for kind in ground.kinds]
    assert sorted(named) == sorted(SubKind)


@pytest.mark.parametrize(
    ("code", "force"),
    # 14: 不予公开; 15: 不得公开; 16(1), 16(2): 可以不予公开; 38: 可以不予提供; 39(2): 可以告知
    [("A4", Force.MUST), ("A5", Force.MUST), ("A6", Force.MUST), ("A7", Force.MUST_NOT),
     ("A8", Force.MAY), ("A9", Force.MAY), ("A10", Force.MAY), ("A14", Force.MAY),
     ("A18", Force.MAY), ("A16", Force.OUTSIDE)],
)  # fmt: skip
def test_the_force_is_that_of_the_article(code: str, force: Force) -> None:
    assert GROUND[code].force is force
    assert GROUND[code].discretionary == (force is Force.MAY)


def test_only_article_16_2_yields_to_a_law_regulation_or_rule_that_opens() -> None:
    # 16(2): 法律、法规、规章规定上述信息应当公开的，从其规定; 法规: national and local
    opens = {"法律", "行政法规", "地方性法规", "规章"}
    prevailing = {g.code: {level.label for level in g.prevailing} for g in GROUNDS}
    assert {code for code, levels in prevailing.items() if levels} == {"A9", "A10"}
    assert prevailing["A9"] == prevailing["A10"] == opens


def test_only_a_law_or_an_administrative_regulation_prohibits() -> None:
    # 14: 法律、行政法规禁止公开
    assert set(RuleLevel) - set(LAW_OR_REGULATION) == {
        RuleLevel.LOCAL_REGULATION, RuleLevel.RULE, RuleLevel.OTHER,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kinds", "fits"),
    [
        ("A7", (SubKind.TRADE_SECRET,), True),
        ("A7", (SubKind.TRADE_SECRET, SubKind.PRIVACY), True),
        ("A7", (), False),  # none named
        ("A7", (SubKind.DRAFT,), False),  # of another ground
        ("A9", (SubKind.DRAFT, SubKind.PERSONNEL), False),  # one of them of another ground
        ("A12", (SubKind.DRAFT,), False),  # 不存在 has no sub-kinds
    ],
)
def test_a_sub_kind_fits_its_own_ground_only(
    code: str, kinds: tuple[SubKind, ...], fits: bool
) -> None:
    assert kinds_fit(code, kinds) is fits


def test_enterprise_privacy_is_no_ground() -> None:  # 企业隐私, 崇福镇 2015
    assert "企业隐私" not in {kind.label for kind in SubKind}
    with pytest.raises(ValueError, match="enterprise_privacy"):
        SubKind("enterprise_privacy")


def test_what_withholds_are_the_answer_types_that_are_reviewed_first() -> None:
    # 复议法 23(1)(四), on the grounds of arts 14–16
    first = [kind.code for kind in ANSWER_TYPE.values() if kind.remedy is Remedy.REVIEW_FIRST]
    assert list(WITHHOLDING) == first == ["A4", "A5", "A6", "A7", "A8", "A9", "A10"]
    assert set(OF_A_PART) == {"A3", *first}  # 37: or what is no government information
    assert set(OF_AN_ANSWER).isdisjoint(OF_A_PART)


def test_the_article_of_a_ground_is_in_the_basis_of_its_answer_type() -> None:
    for ground in GROUNDS:
        assert ground.article in ANSWER_TYPE[ground.code].basis, ground.code


def test_the_list_prints_one_line_a_ground() -> None:
    lines = as_markdown().splitlines()
    assert len(lines) == 2 + len(GROUNDS)
    assert (
        "| A9 | 条例第十六条第二款 | 可以裁量 | 讨论记录、过程稿、磋商信函、请示报告 |" in lines[8]
    )
    assert lines[8].endswith("| 法律、行政法规、地方性法规、规章 |")
