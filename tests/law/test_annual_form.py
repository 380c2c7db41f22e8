"""The two forms of section 三, against the words of the official forms."""

import pytest

from cases.law.annual import (
    COLUMN_LABELS,
    COLUMNS,
    Form,
    form_of,
    outcome_rows_of,
    row_in_form,
    rows_of,
)
from cases.law.articles import chinese_number, regulation


@pytest.mark.parametrize(
    ("year", "form"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021")]
)
def test_the_form_follows_the_data_year(year: int, form: str) -> None:
    assert form_of(year) == form


def test_seven_columns_and_no_subtotal_of_organisations() -> None:
    labels = [COLUMN_LABELS[column] for column in COLUMNS]
    assert labels == [
        "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计",
    ]  # fmt: skip


def test_rows_of_each_form() -> None:
    # 2019: 一 二 四 + 三 of 20 rows with numbers; 2021: 三 of 22
    assert len(rows_of(Form.FORM_2019)) == 3 + 20
    assert len(rows_of(Form.FORM_2021)) == 3 + 22
    assert sum(row.handled for row in rows_of(Form.FORM_2019)) == 20
    assert sum(row.handled for row in rows_of(Form.FORM_2021)) == 22
    assert len(outcome_rows_of(Form.FORM_2019)) == 19  # without （七）总计
    assert len(outcome_rows_of(Form.FORM_2021)) == 21


def test_the_2019_form_adds_up_the_three_of_other_handling() -> None:
    for row in ("other_overdue_correction", "other_overdue_fee", "other_misc"):
        assert row_in_form(row, Form.FORM_2019) == "other_handling"
        assert row_in_form(row, Form.FORM_2021) == row
    assert row_in_form("granted_full", Form.FORM_2019) == "granted_full"


def test_articles_are_named_as_statutes_name_them() -> None:
    assert [chinese_number(n) for n in (1, 9, 10, 11, 20, 36, 53, 99)] == [
        "一", "九", "十", "十一", "二十", "三十六", "五十三", "九十九",
    ]  # fmt: skip
    title = "《中华人民共和国政府信息公开条例》"
    assert str(regulation(36, 0, 3)) == f"{title}第三十六条第（三）项"
    assert str(regulation(16, 2)) == f"{title}第十六条第二款"
