"""Numbers that point to one person: papers, telephones, accounts, cars, and addresses of mail."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.law.identity import (
    BETWEEN,
    LIKE_A_PARTED_PHONE,
    LIKE_A_PHONE,
    WrongNumber,
    check_card,
)
from cases.publishable.found_kinds import Kind


@dataclass(frozen=True)
class Span:
    """A find within one stretch of text."""

    kind: Kind
    start: int
    end: int


# 15-digit cards: GB 11643-1989; the first two digits are the province of GB/T 2260.
PROVINCES: Final = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]"
LONE: Final = r"(?<![0-9A-Za-z])(?<![0-9][.\-])"
END: Final = r"(?![0-9A-Za-z])"
CARD: Final = re.compile(
    rf"{LONE}[1-9][0-9]{{5}}{BETWEEN}?[0-9]{{8}}{BETWEEN}?[0-9]{{3}}[0-9Xx]{END}"
)
FORMER_CARD: Final = re.compile(rf"{LONE}(?:{PROVINCES})[0-9]{{4}}([0-9]{{6}})[0-9]{{3}}{END}")
MEASURED: Final = re.compile(r"\s*(?:\.[0-9]|元|万|亿|千|平方|㎡|m²|公斤|吨|亩|%|％)")
LANDLINE: Final = re.compile(
    r"(?<![0-9A-Za-z.\-])(?:[（(]0(?:10|2[0-9]|[3-9][0-9]{2})[)）]|0(?:10|2[0-9]|[3-9][0-9]{2}))"
    r"[ \-－—]{0,2}[2-8][0-9]{6,7}(?:(?:-|转|－)[0-9]{1,5})?(?![0-9A-Za-z]|-[0-9])"
)
CALLED: Final = re.compile(
    r"(?:电话|传真|座机|联系方式|热线|号码)(?:号码)?[^0-9，。；\n]{0,6}"
    r"(?P<it>[2-8][0-9]{6,7}(?:[-转][0-9]{1,5})?)(?![0-9])"
)
LONG: Final = re.compile(
    rf"{LONE}[3-69][0-9]{{3}}(?:{BETWEEN}?[0-9]{{4}}){{2}}{BETWEEN}?[0-9]{{1,4}}(?:{BETWEEN}?[0-9]{{1,3}})?{END}"
)
ACCOUNT: Final = re.compile(
    r"(?:账号|帐号|账户|帐户|卡号|一卡通|存折)(?:号码)?[^0-9，。；\n]{0,8}"
    r"(?P<it>[0-9](?:[ \-]?[0-9]){8,29})(?![0-9])"
)
CARDS_WORDS: Final = re.compile(r"(?:卡号|账号|帐号|账户|帐户|银行|信用社|开户|一卡通)")
UNIONPAY: Final = "62"  # 银联: cards of Chinese banks begin with it
EMAIL: Final = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9_][A-Za-z0-9._%+\-]{0,63}@"
    r"[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}"
)
PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Z][·•. ]?"
    r"(?:[DF][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[DF]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])"
    r"(?![A-Za-z0-9])"
)
PAPER: Final = re.compile(
    r"(?:护照|通行证|军官证|士兵证)[^0-9A-Z，。；\n]{0,8}(?P<it>[A-Z]{0,2}[0-9]{7,10})(?![0-9])"
)
IDENTITY_WORDS: Final = re.compile(r"身份证|证件号|公民身份号码")
NEAR: Final = 20  # characters before a number in which a word tells what it is


def numbers(text: str) -> Iterator[Span]:
    """The numbers of a text; it is half-width (see recognised.half_width)."""
    for found in CARD.finditer(text):
        if _is_card(found[0]) or (_dated(found[0]) and IDENTITY_WORDS.search(_before(text, found))):
            yield Span(Kind.ID_NUMBER, *found.span())
    for found in FORMER_CARD.finditer(text):
        if _is_day("19" + found[1]):
            yield Span(Kind.ID_NUMBER, *found.span())
    for pattern in (LIKE_A_PHONE, LIKE_A_PARTED_PHONE):
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - 2) : found.start()]
            amount = MEASURED.match(text, found.end()) or before.endswith(("￥", "¥", "."))
            if not amount and not (before[-1:].isascii() and before[-1:].isalpha()):
                yield Span(Kind.MOBILE, *found.span())
    for found in LANDLINE.finditer(text):
        if not MEASURED.match(text, found.end()):
            yield Span(Kind.LANDLINE, *found.span())
    for found in LONG.finditer(text):
        digits = _digits(found[0])
        told = digits.startswith(UNIONPAY) or CARDS_WORDS.search(_before(text, found))
        if 16 <= len(digits) <= 19 and told and luhn(digits):
            yield Span(Kind.BANK, *found.span())
    for kind, named in ((Kind.LANDLINE, CALLED), (Kind.BANK, ACCOUNT), (Kind.OTHER_PAPER, PAPER)):
        for found in named.finditer(text):
            yield Span(kind, *found.span("it"))
    for kind, plain in ((Kind.EMAIL, EMAIL), (Kind.PLATE, PLATE)):
        for found in plain.finditer(text):
            yield Span(kind, *found.span())


def luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812-1)."""
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(n - 9 if n > 9 else n for n in doubled)) % 10 == 0


def _is_card(written: str) -> bool:
    try:
        check_card(written)
    except WrongNumber:
        return False
    return True


def _dated(written: str) -> bool:
    return _is_day("".join(sign for sign in written if sign.isalnum())[6:14])


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def _digits(written: str) -> str:
    return "".join(sign for sign in written if sign.isdigit())


def _before(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - NEAR) : found.start()]
