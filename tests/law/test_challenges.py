"""行政复议与行政诉讼 on a case: the closed list of results, and facts that contradict."""

from typing import Any

import pytest

from cases.law.challenge_period_rules import Unit, Within
from cases.law.challenge_results import (
    COURT_RESULTS,
    RESULTS,
    REVIEW_RESULTS,
    ChallengeKind,
    Column,
    Forum,
    Result,
    article_of,
)
from cases.law.challenges import Procedure, WrongChallenge
from tests.law.challenging import challenge, suit
from tests.law.clocking import D

# Results


def test_review_results_stand_in_their_columns() -> None:
    """letters.md §15: 维持; 变更, 撤销, 责令, 确认违法 are 纠正; 驳回, 终止 are 其他结果."""
    by_column: dict[Column, list[str]] = {column: [] for column in Column}
    for rule in REVIEW_RESULTS.values():
        by_column[rule.column].append(rule.label)
    assert by_column == {
        Column.UPHELD: ["维持"],
        Column.CORRECTED: ["责令重新答复", "责令限期答复", "变更", "撤销", "部分撤销", "责令公开", "确认程序违法",
                      "确认行为违法", "确认行为无效"],
        Column.OTHER: ["驳回行政复议申请", "驳回行政复议请求", "调解", "终止"],
        Column.PENDING: [],
    }  # fmt: skip


def test_a_suit_cannot_be_upheld_and_a_dismissed_claim_takes_its_place() -> None:
    # 行诉法 69 put 判决驳回诉讼请求 in the place of 判决维持
    assert Result.UPHELD not in COURT_RESULTS
    assert COURT_RESULTS[Result.CLAIM_DISMISSED].column is Column.UPHELD
    assert COURT_RESULTS[Result.NOT_ADMITTED].column is Column.OTHER


@pytest.mark.parametrize("forum", list(Forum))
def test_only_an_order_to_answer_or_to_disclose_reopens_a_case(forum: Forum) -> None:
    reopening = {result for result, rule in RESULTS[forum].items() if rule.orders_answer}
    assert reopening == {Result.ANSWER_AGAIN, Result.ANSWER_AT_LAST, Result.DISCLOSE}


def test_every_result_has_an_article_and_concludes() -> None:
    for rules in RESULTS.values():
        for rule in rules.values():
            assert rule.column is not Column.PENDING
            assert rule.article.startswith("《")


def test_the_article_of_a_review_result_follows_the_day() -> None:
    kind = ChallengeKind.REVIEW
    assert article_of(kind, Result.UPHELD, D("2023-12-31")) == (
        "《中华人民共和国行政复议法》（2017年修正）第二十八条第一款第（一）项"
    )
    assert article_of(kind, Result.UPHELD, D("2024-01-01")) == (
        "《中华人民共和国行政复议法》第六十八条"
    )
    assert article_of(kind, Result.ACT_VOID, D("2023-12-31")) is None
    before = article_of(ChallengeKind.DIRECT_SUIT, Result.ANNULLED, D("2020-01-01"))
    assert before == "《中华人民共和国行政诉讼法》第七十条"


# Facts that contradict


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"body": " "}, "body", "“复议机关或者人民法院”没有填写，应当写明机关全称"),
        (
            {"filed_on": "2025-03-04"},
            "filed_on",
            "“申请或者起诉日期”不能晚于收到通知的日期2025年3月3日",
        ),
        (
            {"replied_on": "2025-03-02"},
            "replied_on",
            "“答复、答辩日期”不能早于收到通知的日期2025年3月3日",
        ),
        (
            {"result": Result.UPHELD, "concluded_on": "2025-03-02"},
            "concluded_on",
            "“审结日期”不能早于收到通知的日期2025年3月3日",
        ),
        (
            {"opinion_on": "2025-03-02"},
            "opinion_on",
            "“行政复议意见书收到日期”不能早于收到通知的日期2025年3月3日",
        ),
        ({"concluded_on": "2025-04-01"}, "result", "“结果”没有填写，已有审结日期的应当选择结果"),
        (
            {"result": Result.UPHELD},
            "concluded_on",
            "“审结日期”没有填写，已有结果的应当填写审结日期",
        ),
        (
            {"reply_by": "2025-04-01"},
            "reply_by",
            "“人民法院指定的举证期限”只能用于行政诉讼，行政复议的答复期限由法律规定",
        ),
        (
            {"reported_on": "2025-04-01"},
            "reported_on",
            "“纠正情况报送日期”应当在登记行政复议意见书收到日期之后填写",
        ),
        (
            {"opinion_on": "2025-04-02", "reported_on": "2025-04-01"},
            "reported_on",
            "“纠正情况报送日期”不能早于行政复议意见书收到日期",
        ),
        (
            {"answer_again": Within(20, Unit.WORKDAYS)},
            "answer_again",
            "“重新答复期限”只能在结果要求重新答复、限期答复或者公开时填写",
        ),
        (
            {
                "result": Result.UPHELD,
                "concluded_on": "2025-04-01",
                "answer_again": D("2025-04-02"),
            },
            "answer_again",
            "“重新答复期限”只能在结果要求重新答复、限期答复或者公开时填写",
        ),
        (
            {
                "result": Result.ANSWER_AGAIN,
                "concluded_on": "2025-04-02",
                "answer_again": D("2025-04-01"),
            },
            "answer_again",
            "“重新答复期限”不能早于审结日期2025年4月2日",
        ),
        (
            {
                "result": Result.ANSWER_AGAIN,
                "concluded_on": "2025-04-02",
                "answer_again": Within(0, Unit.DAYS),
            },
            "answer_again",
            "“重新答复期限”应当是不小于1的整数",
        ),
    ],
)
def test_facts_that_contradict_are_refused_in_one_sentence(
    facts: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(WrongChallenge) as refused:
        challenge(**facts)
    assert (refused.value.field, str(refused.value)) == (field, sentence)


def test_a_suit_takes_no_result_and_no_paper_of_a_review() -> None:
    with pytest.raises(WrongChallenge, match="“结果”不适用于行政诉讼（未经复议直接起诉）"):
        suit(result=Result.UPHELD, concluded_on="2025-06-02")
    with pytest.raises(WrongChallenge, match="“行政复议意见书收到日期”只能用于行政复议"):
        suit(opinion_on="2025-06-02")


def test_a_review_of_2023_knows_no_summary_procedure_and_no_void_act() -> None:
    with pytest.raises(WrongChallenge, match="2024年1月1日以前行政复议没有简易程序") as refused:
        challenge(notified="2023-12-29", procedure=Procedure.SUMMARY)
    assert refused.value.field == "procedure"
    assert suit("2023-12-29", procedure=Procedure.SUMMARY)  # 行诉法 82(1)(三) had it
    with pytest.raises(WrongChallenge, match="“结果”在2024年1月1日以前没有法律依据"):
        challenge(notified="2023-03-03", result=Result.ACT_VOID, concluded_on="2023-12-29")


def test_facts_of_one_day_do_not_contradict() -> None:
    same: dict[str, Any] = dict.fromkeys(
        ("filed_on", "replied_on", "opinion_on", "reported_on"), "2025-03-03"
    )
    assert challenge(**same, result=Result.ENDED, concluded_on="2025-03-03").column_on(
        D("2025-03-03")
    ) is (Column.OTHER)
