"""Checksums of identity papers, against the standards' own examples and by hand."""

import pytest

from cases.law.annual import ApplicantClass
from cases.law.identity import (
    IdKind,
    WrongNumber,
    check_card,
    check_code,
    code_check_digit,
    holder,
    masked,
    masked_phone,
    masked_text,
    recognise,
    seeming,
)

# GB 11643—1999, its worked example.
CARD = "11010519491231002X"
# A published 统一社会信用代码 (阿里巴巴（中国）有限公司).
CODE = "91330100799655058B"


def test_the_worked_example_of_gb_11643_holds() -> None:
    assert check_card(CARD) == CARD
    assert check_card(" 110105 19491231 002x ") == CARD


def test_a_published_credit_code_holds() -> None:
    assert check_code(CODE) == CODE
    assert check_code(CODE.lower()) == CODE


@pytest.mark.parametrize("place", range(17))
def test_every_single_wrong_digit_of_a_card_is_found(place: int) -> None:
    for digit in "0123456789":
        if digit == CARD[place]:
            continue
        with pytest.raises(WrongNumber):
            check_card(CARD[:place] + digit + CARD[place + 1 :])


@pytest.mark.parametrize("place", range(17))
def test_every_single_wrong_sign_of_a_credit_code_is_found(place: int) -> None:
    for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        if sign == CODE[place]:
            continue
        with pytest.raises(WrongNumber):
            check_code(CODE[:place] + sign + CODE[place + 1 :])


def test_a_birthday_that_is_none_is_found_before_the_checksum() -> None:
    with pytest.raises(WrongNumber, match="出生日期"):
        check_card("110105194902310021")  # 31 February


@pytest.mark.parametrize("sign", "IOSVZ")
def test_a_credit_code_has_no_letter_that_looks_like_a_digit(sign: str) -> None:
    with pytest.raises(WrongNumber, match="不使用"):
        check_code(CODE[:8] + sign + CODE[9:])


def test_a_card_is_recognised_as_a_card_whoever_shows_it() -> None:
    assert recognise(CARD, of_organisation=False) == (IdKind.RESIDENT_CARD, CARD)
    assert recognise(CARD, of_organisation=True) == (IdKind.RESIDENT_CARD, CARD)


def test_a_wrong_card_of_a_person_is_never_taken_for_a_credit_code() -> None:
    with pytest.raises(WrongNumber, match="居民身份证"):
        recognise("110105194912310021", of_organisation=False)


def test_numbers_are_shown_by_their_ends_only() -> None:
    assert masked(CARD) == "110*************2X"  # 3 + 13 + 2 = 18
    assert masked("12345678") == "******"
    assert masked_phone("13912345678") == "139****5678"


def test_numbers_inside_free_text_are_masked_too() -> None:
    shown = masked_text(f"证件{CARD}，电话13912345678，2024年第15号")
    assert shown == "证件110*************2X，电话139****5678，2024年第15号"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        # the fourth to the seventh of eleven digits are masked, what stands before and between stays
        ("8613911112222", "86139****2222"),
        ("+8613911112222", "+86139****2222"),
        ("008613911112222", "0086139****2222"),  # fifteen digits, and no number of a paper
        ("+86 139-1111-2222", "+86 139-****-2222"),
        ("86-139-1111-2222", "86-139-****-2222"),
        ("0086 139 1111 2222", "0086 139 **** 2222"),
        ("139 1111 2222", "139 **** 2222"),
        ("139-1111-2222", "139-****-2222"),
        ("199 - 1111 - 2222", "199 - **** - 2222"),
        ("139-11112222", "139-****2222"),
        ("139\u30001111\u30002222", "139\u3000****\u30002222"),
        ("0536-13911112222", "0536-139****2222"),
    ],
)
def test_a_mobile_is_masked_however_it_is_written(written: str, shown: str) -> None:
    assert masked_text(written) == shown
    assert masked_text(f"请拨打{written}，或者{written}。") == f"请拨打{shown}，或者{shown}。"


@pytest.mark.parametrize(
    "said",
    [
        "寿自然资发〔2025〕77号",
        "鲁政办字〔2025〕139号",
        "YSQ-370783-2025-0000123",
        "YSQ-139-2025-0001",  # an organ may be called so: 3-4-4 all the same
        "索引号11370783-139-2025-0001",
        "2025-11-22至2026-01-15",
        "2025年11月22日 09:30",
        "1,391,111,222.00元",
        "13911112.22元，合计1391111 2025年",  # 7-4: no mobile is written so
        "12345678901",  # eleven digits, no mobile begins with 12
        "0536-5221234",
        "1391111222",  # ten digits
        "139\n1111\n2222",  # three lines
        "018f1139-1111-7222-8333-444455556666",  # a UUID
        "/cases/018f1139-1391-7222-8333-444455556666",
    ],
)
def test_other_numbers_are_left_as_they_are(said: str) -> None:
    assert masked_text(said) == said


def test_a_card_tells_the_year_of_birth() -> None:
    found = holder(f" {CARD.lower()} ")
    assert (found.id_kind, found.number) == (IdKind.RESIDENT_CARD, CARD)
    assert (found.kind, found.birth_year) == (ApplicantClass.NATURAL_PERSON, 1949)


@pytest.mark.parametrize(
    ("sign", "by", "kind"),
    [
        # GB 32100-2015 表1; who is registered by whom stands for a class by our convention
        ("9", "市场监督管理部门", ApplicantClass.BUSINESS),
        ("5", "民政部门", ApplicantClass.PUBLIC_WELFARE),
        ("3", "司法行政部门", ApplicantClass.LEGAL_SERVICE),
        ("1", "机构编制部门", ApplicantClass.OTHER_ORG),
    ],
)
def test_a_code_tells_who_registered_the_organisation(
    sign: str, by: str, kind: ApplicantClass
) -> None:
    code = sign + CODE[1:17]
    found = holder(code + code_check_digit(code))
    assert (found.id_kind, found.registered_by, found.kind) == (IdKind.CREDIT_CODE, by, kind)
    assert found.birth_year is None


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "现为0位"),
        (CARD[:17], "应为18位，现为17位"),
        ("320311770706001", "15位的居民身份证已停止使用"),
        (CARD[:17] + "1", "居民身份证号码校验位不符"),  # its form and birthday are a card's
        (CODE[:17] + "A", "统一社会信用代码校验位不符"),
    ],
)
def test_a_number_that_tells_nothing_says_why(number: str, sentence: str) -> None:
    with pytest.raises(WrongNumber, match=sentence):
        holder(number)


def test_a_mistyped_number_still_looks_like_somebodys() -> None:
    assert seeming(CARD[:17] + "1").kind is ApplicantClass.NATURAL_PERSON
    assert seeming(CODE[:17] + "A").kind is ApplicantClass.BUSINESS
