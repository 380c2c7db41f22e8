"""判断的次序: every outcome of an item is asked for once, in the order of letters.md §4.3."""

import pytest

from cases.law.grounds import GROUND, OF_AN_ANSWER, WITHHOLDING
from cases.law.judgment import (
    NEEDS,
    QUESTIONS,
    SUPPLEMENT_FIRST,
    Need,
    articles_of,
    may_be_given_at_once,
)
from cases.law.outcomes import ANSWER_TYPES
from cases.law.regulation_text import excerpts_of, texts_of
from cases.law.slots import ITEM_SLOTS


def test_the_questions_stand_in_the_order_of_judgment() -> None:
    # letters.md §4.3: 补不补 → 是不是 → 谁负责 → 有没有 → 给不给 → 怎么给; A15, A17, A19 hang on
    # earlier papers
    names = [question.name for question in QUESTIONS]
    assert names == ["补不补", "是不是", "谁负责", "有没有", "给不给", "怎么给", "在先文书"]
    by_name = {question.name: question.codes for question in QUESTIONS}
    assert by_name[SUPPLEMENT_FIRST] == ()
    assert by_name["是不是"] == ("A16", "A18", "A20", "A21")
    assert by_name["谁负责"] == ("A13", "A22", "A23", "A24")
    assert by_name["有没有"] == ("A12", "A14")
    assert by_name["在先文书"] == ("A15", "A17", "A19")


def test_an_enforcement_file_is_tested_before_process_information() -> None:
    (codes,) = (question.codes for question in QUESTIONS if "A9" in question.codes)
    assert codes.index("A10") < codes.index("A9")


def test_every_outcome_that_an_item_can_have_is_asked_for_once() -> None:
    asked = [code for question in QUESTIONS for code in question.codes]
    # A25 and A26 follow from the items, A27 and A28 have verbs of their own
    assert sorted(asked) == sorted(t.code for t in ANSWER_TYPES if t.number <= 24)
    assert set(NEEDS) == set(asked) == set(ITEM_SLOTS)


@pytest.mark.parametrize("code", NEEDS)
def test_what_withholds_answers_whether_it_can_be_severed(code: str) -> None:
    assert (Need.SEVERABLE in NEEDS[code]) == (code in WITHHOLDING)
    assert (Need.WITHHELD in NEEDS[code]) == (code in (*WITHHOLDING, "A3"))
    assert (Need.KINDS in NEEDS[code]) == (code in OF_AN_ANSWER)
    assert len(set(NEEDS[code])) == len(NEEDS[code])


def test_the_law_beside_a_refusal_holds_its_ground_and_severing() -> None:
    for code in WITHHOLDING:
        texts = dict(texts_of(articles_of(code)))
        assert GROUND[code].article in texts
        assert any("区分处理" in text for text in texts.values())


def test_of_an_article_of_many_items_only_the_one_that_is_meant_is_read() -> None:
    ((article, text),) = excerpts_of(articles_of("A12"))
    assert article.short == "条例第三十六条第（四）项"
    # 条例第三十六条第（四）项
    assert "经检索没有所申请公开信息的，告知申请人该政府信息不存在" in text
    assert "（一）" not in text
    assert text.startswith("对政府信息公开申请，行政机关根据下列情况分别作出答复")


def test_what_rests_on_an_earlier_paper_of_its_own_is_not_given_at_once() -> None:
    assert may_be_given_at_once("A2")
    assert may_be_given_at_once("A12")
    # a refusal on arts 14–16, 补正, 说明理由
    assert not any(map(may_be_given_at_once, (*WITHHOLDING, "A15", "A19")))
