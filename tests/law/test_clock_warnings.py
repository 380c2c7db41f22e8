"""Each warning: a case that meets it, and its twin that does not by one day, one number, one fact.

Working days after Monday 2024-03-04: 7 = 03-13, 8 = 03-14, 20 = 04-01, 21 = 04-02.
"""

from typing import Final

import pytest

from cases.law.articles import Standing
from cases.law.clock_facts import (
    Consultation,
    Delay,
    Event,
    Extension,
    FeeNotice,
    FeePayment,
    Recipient,
    Supplement,
    SupplementNotice,
)
from cases.law.clock_rules import WARNINGS, WarningCode
from tests.law.clocking import D, codes, read

TOLD = D("2024-03-28")
ONCE: Final = (Extension(TOLD, 10, TOLD),)
ASKED: Final = (SupplementNotice(D("2024-03-06"), D("2024-03-27")),)
CHARGED: Final = (FeeNotice(D("2024-03-20"), D("2024-03-22")),)  # payment due 04-22

# fmt: off
CASES: Final[dict[WarningCode, tuple[tuple[Event, ...], Event, Event, str]]] = {
    # code: events before, event that meets it, its twin, article
    WarningCode.SUPPLEMENT_NOTICE_LATE: (
        (), SupplementNotice(D("2024-03-14")), SupplementNotice(D("2024-03-13")), "第三十条"),
    WarningCode.SUPPLEMENT_NOTICE_REPEATED: (
        ASKED, SupplementNotice(D("2024-03-12")), Supplement(D("2024-03-12")), "第三十条"),
    WarningCode.SUPPLEMENT_LATE: (
        ASKED, Supplement(D("2024-03-28")), Supplement(D("2024-03-27")), "第三十条"),
    WarningCode.CONSULTATION_AFTER_DUE: (
        (), Consultation(D("2024-04-01"), "a", Recipient.ORGAN),
        Consultation(D("2024-03-31"), "a", Recipient.ORGAN), "第三十三条第三款"),
    WarningCode.EXTENSION_OVER_CAP: (
        (), Extension(TOLD, 21, TOLD), Extension(TOLD, 20, TOLD), "第三十三条第二款"),
    WarningCode.EXTENSION_UNAPPROVED: (
        (), Extension(TOLD, 20, D("2024-03-29")), Extension(TOLD, 20, TOLD), "第三十三条第二款"),
    WarningCode.EXTENSION_REPEATED: (
        ONCE, Extension(D("2024-03-29"), 10, TOLD), Supplement(D("2024-03-29")),
        "第三十三条第二款"),
    WarningCode.EXTENSION_LATE: (
        (), Extension(D("2024-04-02"), 20, TOLD), Extension(D("2024-04-01"), 20, TOLD),
        "第三十三条第二款"),
    WarningCode.FEE_NOTICE_LATE: (
        (), FeeNotice(D("2024-04-02")), FeeNotice(D("2024-04-01")),
        "《政府信息公开信息处理费管理办法》"),
    WarningCode.FEE_PAYMENT_LATE: (
        CHARGED, FeePayment(D("2024-04-23")), FeePayment(D("2024-04-22")),
        "《政府信息公开信息处理费管理办法》"),
    WarningCode.DELAY_LATE: (
        (), Delay(D("2024-04-02"), D("2024-07-31")), Delay(D("2024-04-01"), D("2024-07-31")),
        "第三十五条"),
}
# fmt: on


def test_every_warning_has_its_case() -> None:
    assert set(CASES) == set(WarningCode) == set(WARNINGS)


@pytest.mark.parametrize("code", CASES)
def test_met(code: WarningCode) -> None:
    before, event, _, article = CASES[code]
    found = read("2024-03-04", *before, event)
    assert codes(found) == [code.value]
    assert found.warnings[0].on == event.on
    assert str(found.warnings[0].article).endswith(article)


@pytest.mark.parametrize("code", CASES)
def test_not_met_by_its_twin(code: WarningCode) -> None:
    before, _, twin, _ = CASES[code]
    assert codes(read("2024-03-04", *before, twin)) == []


@pytest.mark.parametrize("code", [c for c in CASES if c is not WarningCode.SUPPLEMENT_LATE])
def test_what_is_warned_of_changes_nothing(code: WarningCode) -> None:
    before, event, _, _ = CASES[code]
    found = read("2024-03-04", *before, event, as_of="2024-05-31")
    without = read("2024-03-04", *before, as_of="2024-05-31")
    assert (found.answer_due, found.state) == (without.answer_due, without.state)


# Which of several faults of one extension is named (rule 5: over_cap, unapproved, repeated, late)
@pytest.mark.parametrize(
    ("extension", "code"),
    [
        (Extension(D("2024-05-31"), 0), "extension_over_cap"),
        (Extension(D("2024-05-31"), -1), "extension_over_cap"),
        (Extension(D("2024-05-31"), 21, D("2024-05-31")), "extension_over_cap"),
        (Extension(D("2024-05-31"), 10), "extension_unapproved"),
        (Extension(D("2024-05-31"), 10, D("2024-06-01")), "extension_unapproved"),
        (Extension(D("2024-05-31"), 10, D("2024-05-31")), "extension_repeated"),
    ],
)
def test_the_first_fault_of_an_extension_is_named(extension: Extension, code: str) -> None:
    assert codes(read("2024-03-04", *ONCE, extension)) == [code]


def test_an_extension_that_did_not_count_is_not_the_first() -> None:
    unapproved = Extension(D("2024-03-27"), 20)
    found = read("2024-03-04", unapproved, *ONCE)
    # 20 + 10: the 30th working day is 04-16
    assert (codes(found), found.answer_due) == (["extension_unapproved"], D("2024-04-16"))


def test_a_second_notice_that_is_late_too_is_called_repeated() -> None:
    found = read("2024-03-04", *ASKED, SupplementNotice(D("2024-03-15")))
    assert codes(found) == ["supplement_notice_repeated"]


def test_warnings_come_in_the_order_met() -> None:
    found = read(
        "2024-03-04",
        FeeNotice(D("2024-04-03")),
        SupplementNotice(D("2024-03-14")),
        Delay(D("2024-04-02"), D("2024-07-31")),
    )
    assert codes(found) == ["supplement_notice_late", "delay_late", "fee_notice_late"]


def test_warnings_say_how_strongly_their_rule_binds() -> None:
    assert WARNINGS[WarningCode.EXTENSION_OVER_CAP].standing is Standing.STATUTE
    assert WARNINGS[WarningCode.SUPPLEMENT_LATE].standing is Standing.CONVENTION
