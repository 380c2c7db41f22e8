"""汇总 as arithmetic: forms that fit and do not, section 二, and every broken check in words."""

import pytest

from cases.law.annual import OTHER_2021, AnnualTable, Form, rows_of
from cases.law.annual_checks import Violation
from cases.law.consolidation import Part, Share, in_words, shares, summed, unfit


def table(form: Form, year: int, **persons: int) -> AnnualTable:
    """Zeros but for these rows, natural persons and 总计 alike."""
    rows: dict[str, tuple[int, ...]] = {row.key: (0,) * 7 for row in rows_of(form)}
    rows |= {row: (figure, 0, 0, 0, 0, 0, figure) for row, figure in persons.items()}
    return AnnualTable("某单位", year, form, rows)


def part(key: str, form: Form, year: int, **persons: int) -> Part:
    return Part(key, f"{key}局", table(form, year, **persons))


def test_a_table_of_the_2019_form_has_no_place_in_a_sum_of_the_2021_form() -> None:
    sentence = unfit(part("甲", Form.FORM_2019, 2021), 2021, Form.FORM_2021)
    assert sentence is not None
    assert sentence.startswith("“甲局”的表是2019年表式，没有分列“（六）其他处理”")


def test_a_table_of_another_year_does_not_fit() -> None:
    sentence = unfit(part("甲", Form.FORM_2021, 2022), 2023, Form.FORM_2021)
    assert sentence == "“甲局”的表是2022年度的，不能计入2023年度的汇总"


def test_the_three_rows_of_the_2021_form_are_one_in_a_sum_of_the_2019_form() -> None:
    # 1 + 2 + 4 of the newer form and 8 of the older: 15
    newer = part("甲", Form.FORM_2021, 2020, **dict(zip(OTHER_2021, (1, 2, 4), strict=True)))
    older = part("乙", Form.FORM_2019, 2020, other_handling=8)
    assert unfit(newer, 2020, Form.FORM_2019) is None
    total = summed("某市", 2020, [newer, older]).table
    assert total.cell("other_handling", "total") == 15
    assert shares([newer, older], "other_handling", "total") == [
        Share("乙", "乙局", 8),
        Share("甲", "甲局", 7),
    ]


def test_who_gave_no_section_four_is_named_and_counts_as_nought() -> None:
    found = summed("某市", 2023, [part("甲", Form.FORM_2021, 2023)])
    assert found.without_four == ("甲局",)
    assert set(found.four.numbers) == {0}


@pytest.mark.parametrize(
    ("violation", "words"),
    [
        (
            Violation("balance", "-", "total", 5, 4),
            "“总计”列：第一项加第二项为5，第三项加第四项为4",
        ),
        (Violation("subtotal", "-", "business", 5, 4), "“商业企业”列：各办理结果之和为5"),
        (Violation("row_total", "granted_full", "total", 5, 4), "“（一）予以公开”一行：各类申请人"),
        (Violation("carry_over", "-", "total", 5, 4), "上年“四、结转下年度继续办理”为5"),
        (Violation("consolidation", "granted_full", "total", 5, 4), "各成员之和为5，汇总表为4"),
        (
            Violation("review_total", "litigation_direct", "total", 3, 0),
            "第四部分“行政诉讼，未经复议直接起诉”：各结果与尚未审结之和为3，“总计”为0",
        ),
    ],
)
def test_every_broken_check_is_said_in_words(violation: Violation, words: str) -> None:
    assert words in in_words(violation)
