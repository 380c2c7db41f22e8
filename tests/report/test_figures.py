"""Figures by name, and texts that are filled from them. The tables: tests/report/pingtan.py."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cases.errors import BadInput
from cases.law.report import TEXTS
from cases.report.comparing import Verdict, readings_of
from cases.report.content import Charges, Report
from cases.report.figures import change_words, named_figures, percent
from cases.report.narrative import (
    composition,
    default_texts,
    fields_of,
    filled,
    main_fields,
    marked,
)
from tests.report.pingtan import pingtan, shouguang

TEXT = {text.key: text for text in TEXTS}
FIELDS = fields_of(pingtan())


@pytest.mark.parametrize(
    ("field", "printed"),
    [
        ("单位", "平潭综合实验区"), ("年度", "2022"), ("上年度", "2021"), ("新收", "74"),
        ("上年结转", "1"), ("办结", "75"), ("结转下年度", "0"), ("上年新收", "70"),
        ("较上年增减", "增长5.7%"),  # 4 / 70 = 5.714…%
        ("办结较上年", "增长8.7%"),  # 75 − 69 = 6; 6 / 69 = 8.695…%
        ("不予公开", "4"), ("其他处理", "4"), ("不予处理", "0"),
        ("予以公开占比", "28%"),  # 21 / 75
        ("无法提供占比", "49.3%"),  # 37 / 75 = 49.33…
        ("自然人新收占比", "95.9%"),  # 71 / 74 = 95.945…
        ("法人或其他组织新收", "3"), ("行政复议", "2"), ("复议纠正", "1"), ("行政诉讼", "1"),
        ("诉讼维持", "1"), ("规范性文件制发", "88"), ("行政许可", "10690"),
        ("行政事业性收费", "9116.36"), ("信息处理费", "0"),
        ("行政许可较上年", "增长366.2%"),  # 8397 / 2293 = 366.20…%
        ("行政强制较上年", "下降100%"),  # 42 → 0
        ("规章制发较上年", "持平"),
        ("申请主题", "征地拆迁（30件）、规划建设（9件）"),
    ],
)  # fmt: skip
def test_a_field_says_what_the_tables_say(field: str, printed: str) -> None:
    assert FIELDS[field] == printed


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (5, 4, "增长25%"), (4, 5, "下降20%"), (3, 3, "持平"), (0, 0, "持平"), (0, 7, "下降100%"),
        (5, 0, "增加5件（上年为0）"), (1_000_001, 1_000_000, "增长不足0.1%"), (2, 3, "下降33.3%"),
    ],
)  # fmt: skip
def test_change_in_words_and_nothing_divided_by_nought(now: int, before: int, words: str) -> None:
    assert change_words(Decimal(now), Decimal(before)) == words


def test_a_half_is_rounded_upwards() -> None:
    assert percent(Decimal("12.25")) == "12.3%"
    assert percent(Decimal("100")) == "100%"


def test_a_year_without_the_one_before_compares_nothing() -> None:
    fields = fields_of(pingtan(2021))
    assert "较上年增减" not in fields
    assert "上年新收" not in fields
    with pytest.raises(BadInput, match="较上年增减}现在没有数据可填"):
        filled("{较上年增减}", fields, TEXT["on_request"])


def test_an_unknown_field_is_refused_in_one_sentence_with_those_that_exist() -> None:
    with pytest.raises(BadInput) as refused:
        filled("收到{新收件}件", FIELDS, TEXT["on_request"])
    sentence = refused.value.sentence
    assert "“一、总体情况（二）依申请公开”中的字段{新收件}不存在，是否为{新收}" in sentence
    assert all(f"{{{name}}}" in sentence for name in ("新收", "办结", "予以公开", "行政复议"))
    assert sentence.count("。") == 0


def test_two_unknown_fields_are_two_faults() -> None:
    with pytest.raises(BadInput) as refused:
        filled("{甲}和{乙}", FIELDS, TEXT["other"])
    assert len(refused.value.faults) == 2


@pytest.mark.parametrize("text", ["新收{新收", "新收}件", "｛新收"])
def test_a_lone_brace_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="有单独的花括号"):
        filled(text, FIELDS, TEXT["other"])


def test_full_width_braces_are_fields_too() -> None:
    assert filled("新收｛新收｝件", FIELDS, TEXT["other"]).text == "新收74件"


def test_what_a_field_gave_is_known_by_its_place() -> None:
    made = filled("新收{新收}件，{年度}", FIELDS, TEXT["other"])
    assert made.text == "新收74件，2022"
    assert [made.text[start:end] for start, end in made.given] == ["74", "2022"]


def test_what_a_field_prints_is_never_read_as_a_field() -> None:
    organ = replace(pingtan(), organ="某{新收}局")
    assert marked("{单位}", fields_of(organ)).text == "某{新收}局"


@pytest.mark.parametrize("report", [pingtan(), pingtan(2021), shouguang()], ids=["22", "21", "19"])
def test_texts_to_begin_with_agree_with_the_tables(report: Report) -> None:
    begun = replace(report, texts=default_texts(report))
    fields = fields_of(begun)
    for key, words in begun.texts.items():
        filled(words, fields, TEXT[key])  # names no field that there is not
    found = readings_of(begun)
    assert {one.verdict for one in found} == {Verdict.AGREES}
    assert len(found) > 5


def test_the_composition_leaves_out_what_there_was_none_of() -> None:
    # of 75: 21, 9, 4, 37, 0, 4
    assert composition(named_figures(pingtan().now)) == (
        "予以公开21件（占28%）、部分公开9件（占12%）、不予公开4件（占5.3%）、"
        "无法提供37件（占49.3%）、其他处理4件（占5.3%）"
    )


def test_fees_are_said_nil_too() -> None:
    assert FIELDS["信息处理费情况"] == "本年度没有发出收费通知，没有收取信息处理费"
    paid = pingtan(charges=Charges(2, Decimal(600), Decimal(400)))
    assert fields_of(paid)["信息处理费情况"] == (
        "本年度发出收费通知的件数为2件，总金额为600元，实际收取信息处理费400元"
    )


def test_shares_and_comparisons_are_named_after_their_figures() -> None:
    main = main_fields(FIELDS)
    assert "上年结转" in main  # a row of the form, no comparison
    assert not [name for name in main if name.endswith(("占比", "较上年"))]
    assert "上年新收" not in main
