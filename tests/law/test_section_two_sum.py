"""第二部分的汇总: figure by figure, over those who gave it; who did not is named."""

from decimal import Decimal

from cases.law.annual import Form
from cases.law.section_two import SectionTwo, figures_of
from cases.law.section_two_sum import Given, SumOfTwo

PATHS = [figure.path for figure in figures_of(Form.FORM_2021)]
NORMATIVE = "normative_documents.made"


def given(name: str, **figures: str) -> Given:
    return Given(
        name, name, {path.replace("__", "."): Decimal(value) for path, value in figures.items()}
    )


def whole(name: str, figure: str) -> Given:
    return Given(name, name, dict.fromkeys(PATHS, Decimal(figure)))


def test_each_figure_is_the_sum_of_those_who_gave_it() -> None:
    found = SumOfTwo(
        Form.FORM_2021,
        (
            given("甲局", licensing="12", fees_10k_yuan="0.1"),
            given("乙局", licensing="30", fees_10k_yuan="0.2"),
            given("丙局", normative_documents__made="4"),
        ),
    )
    # 12 + 30; money to the last figure: 0.1 + 0.2 = 0.3; what one alone gave
    assert found.total("licensing") == 42
    assert found.total("fees_10k_yuan") == Decimal("0.3")
    assert found.total(NORMATIVE) == 4
    assert found.total("coercion") is None
    assert found.without("licensing") == ["丙局"]
    assert found.totals == {NORMATIVE: "4", "licensing": "42", "fees_10k_yuan": "0.3"}


def test_a_nought_that_was_given_is_a_figure_and_what_was_not_given_is_none() -> None:
    found = SumOfTwo(Form.FORM_2021, (given("甲局", coercion="0"), given("乙局")))
    assert found.total("coercion") == 0
    assert found.without("coercion") == ["乙局"]
    assert found.incomplete == ["甲局", "乙局"]


def test_who_gave_all_of_it_is_awaited_no_more() -> None:
    found = SumOfTwo(Form.FORM_2021, (whole("甲局", "1.5"), given("乙局", licensing="1")))
    assert found.incomplete == ["乙局"]
    assert SumOfTwo(Form.FORM_2021, (whole("甲局", "2"), whole("乙局", "0"))).incomplete == []


def test_a_government_that_says_less_than_its_members_is_told_where() -> None:
    found = SumOfTwo(Form.FORM_2021, (whole("甲局", "5"), whole("乙局", "5")))
    own = {"licensing": Decimal(9), "punishment": Decimal(10), "coercion": Decimal(11)}
    assert found.above(SectionTwo("某市", 2023, Form.FORM_2021, own)) == ["licensing"]


def test_a_change_may_well_be_smaller_than_the_sum_of_changes() -> None:
    changed = Given("甲局", "甲局", {"licensing.change": Decimal(3)})
    own = SectionTwo("某市", 2019, Form.FORM_2019, {"licensing.change": Decimal(-8)})
    assert SumOfTwo(Form.FORM_2019, (changed,)).above(own) == []
