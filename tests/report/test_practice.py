"""What reviewers of reports look for, on 平潭 2021 and 2022 and on reports made wrong on purpose."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from cases.law.annual import Form
from cases.law.section_two import SectionTwo
from cases.report.content import Charges, Report
from cases.report.practice import Check, is_jump, remarks
from tests.report.pingtan import NO_CHARGES, pingtan, shouguang

LONG = "一是部分单位公开意识不强；二是答复说理不够充分。下一步，加强培训，定期抽查答复书。" * 3
GOOD = {
    "initiative": LONG, "on_request": "{年度}年，新收{新收}件，办结{办结}件。申请内容涉及土地。",
    "management": LONG, "platform": LONG, "supervision": LONG, "problems": LONG,
    "other": "收取信息处理费情况：{信息处理费情况}。",
}  # fmt: skip


def found(check: Check, report: Report) -> list[tuple[str, str]]:
    return [(one.where, one.sentence) for one in remarks(report) if one.check is check]


def with_texts(**changed: str) -> Report:
    return pingtan(texts=GOOD | changed)


def test_a_good_report_of_one_year_has_no_remark() -> None:
    assert remarks(pingtan(2021, texts=GOOD)) == []


def test_an_empty_section_five_is_named() -> None:
    ((where, sentence),) = found(Check.EMPTY, with_texts(problems=" \n"))
    assert (where, sentence) == ("problems", "“五、存在的主要问题及改进情况”没有内容")


def test_a_section_five_that_is_too_short_is_named_with_its_length() -> None:
    ((where, sentence),) = found(Check.SHORT, with_texts(problems="公开意识有待加强。"))
    assert where == "problems"
    assert "只有9字，少于80字" in sentence
    assert found(Check.SHORT, with_texts(problems="字" * 80)) == []
    assert found(Check.SHORT, with_texts(problems="字" * 79)) != []


def test_last_years_text_again_is_named() -> None:
    same = pingtan(texts=GOOD, texts_before={"problems": LONG})
    assert found(Check.COPIED, same) == [
        ("problems", "“五、存在的主要问题及改进情况”与2021年度的文字相同，请按本年度的实际情况撰写")
    ]
    nearly = pingtan(texts=GOOD, texts_before={"problems": LONG.replace("培训", "学习", 1)})
    assert len(found(Check.COPIED, nearly)) == 1
    other = pingtan(texts=GOOD, texts_before={"problems": "网站栏目更新不及时，已经逐月检查。" * 5})
    assert found(Check.COPIED, other) == []


@pytest.mark.parametrize(
    ("now", "before", "jump"),
    [
        (50, 10, False), (51, 10, True), (10, 50, False), (9, 50, True),  # 5 × and 0.2 × are none
        (6, 1, False), (0, 9, False), (10, 0, True), (0, 0, False), (10, 1, True),
    ],
)  # fmt: skip
def test_jumps_above_five_times_and_below_a_fifth(now: int, before: int, jump: bool) -> None:
    assert is_jump(Decimal(now), Decimal(before)) is jump


def test_the_jumps_of_pingtan_2022_are_named_cell_by_cell() -> None:
    """Made 69 → 88, ended 3 → 55 (18 ×), in force 665 → 698, coercion 42 → 0; suits upheld 12 → 1."""
    named = [sentence for _, sentence in found(Check.JUMP, pingtan(texts=GOOD))]
    assert any("“行政规范性文件，本年废止件数”：上年3，本年55，是上年的18.33倍" in s for s in named)
    assert any("“行政强制，本年处理决定数量”：上年42，本年0" in s for s in named)
    assert any("“行政诉讼，未经复议直接起诉，结果维持”：上年12，本年1" in s for s in named)
    # 2293 → 10690 is 4.66 ×; the natural persons' 64 → 71 is none
    assert not any("行政许可" in s or "新收" in s for s in named)


def test_a_figure_that_was_nought_before_is_a_jump_without_a_ratio() -> None:
    report = pingtan(texts=GOOD)
    figures: dict[str, Any] = {**report.now.two.figures, "regulations.made": Decimal(12)}
    grown = replace(report, now=replace(report.now, two=replace(report.now.two, figures=figures)))
    named = [sentence for _, sentence in found(Check.JUMP, grown)]
    assert any("“规章，本年制发件数”：上年0，本年12，请核对" in sentence for sentence in named)


def test_fees_are_to_be_said_nil_too_and_in_yuan() -> None:
    silent = with_texts(other="本单位没有其他需要报告的事项，特此说明情况。")
    ((_, nil),) = found(Check.CHARGES, silent)
    assert "没有收取信息处理费的，也应当" in nil
    paid = replace(silent, now=replace(silent.now, charges=Charges(2, Decimal(600), Decimal(400))))
    ((_, unsaid),) = found(Check.CHARGES, paid)
    assert "实际收取信息处理费400元，“六、其他需要报告的事项”中没有说明" in unsaid
    in_wan = with_texts(other="本年度收取信息处理费0万元，没有其他需要报告的事项。")
    assert any("以元为单位" in s for _, s in found(Check.CHARGES, in_wan))
    nobody = pingtan(charges=None, texts=GOOD)
    assert ("charges", "还没有填写本年度收取信息处理费的情况，没有收取的填0") in found(
        Check.CHARGES, nobody
    )


@pytest.mark.parametrize(
    ("charges", "said"),
    [
        (Charges(0, Decimal(600), Decimal(0)), "收费通知为0件，总金额却为600元"),
        (Charges(1, Decimal(100), Decimal(400)), "实际收取400元，多于收费通知的总金额100元"),
        # 9,116.36 万元 are 91,163,600 元: the fees of the whole organ taken for those of art. 42
        (Charges(1, Decimal(91_163_600), Decimal(91_163_600)), "请核对是否混淆"),
    ],
)
def test_charges_that_cannot_be_are_asked_about(charges: Charges, said: str) -> None:
    assert any(said in s for _, s in found(Check.CHARGES, pingtan(charges=charges, texts=GOOD)))


def test_labels_are_exact() -> None:
    wrong = with_texts(management=f"{LONG}属于三类内容事务信息的不予公开。")
    assert found(Check.LABELS, wrong) == [
        (
            "management",
            "“一、总体情况（三）政府信息管理”中的“三类内容事务信息”与表式不符，应为“三类内部事务信息”",
        )
    ]


def test_a_field_that_says_growth_is_not_said_to_grow() -> None:
    ((where, sentence),) = found(
        Check.LABELS, with_texts(on_request="新收{新收}件，同比增长{较上年增减}，情况如上。")
    )
    assert where == "on_request"
    assert "“增长增长”重复" in sentence


def test_the_form_follows_the_data_year() -> None:
    good = pingtan(texts=GOOD)
    two = SectionTwo(good.organ, 2022, Form.FORM_2019, {})
    wrong = replace(good, now=replace(good.now, two=two))
    assert found(Check.FORM, wrong) == [("two", "2022年度应当使用2021年表式，现为2019年表式")]
    assert found(Check.FORM, shouguang()) == []


def test_what_was_not_entered_is_named() -> None:
    good = pingtan(texts=GOOD)
    figures = {k: v for k, v in good.now.two.figures.items() if k != "licensing"}
    lacking = replace(good, now=replace(good.now, two=replace(good.now.two, figures=figures)))
    assert found(Check.MISSING, lacking) == [
        ("two", "“二、主动公开政府信息情况”还没有填写“行政许可，本年处理决定数量”")
    ]
    assert (
        found(Check.GAP, with_texts(platform="【待填：网站专栏的情况】以及公报、查阅场所等")) != []
    )


def test_documents_in_force_follow_from_last_years() -> None:
    good = pingtan(texts=GOOD)  # 665 + 88 − 55 = 698
    assert found(Check.STOCK, good) == []
    figures: dict[str, Any] = {**good.now.two.figures, "normative_documents.valid": Decimal(700)}
    wrong = replace(good, now=replace(good.now, two=replace(good.now.two, figures=figures)))
    ((_, sentence),) = found(Check.STOCK, wrong)
    assert "按上年665件加制发88件减废止55件应为698件" in sentence
    assert NO_CHARGES.none
