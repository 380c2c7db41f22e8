"""Numbers of identity papers: the checksums of 居民身份证 (GB 11643) and 统一社会信用代码 (GB 32100)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cases.law.annual import ApplicantClass
from cases.law.articles import Article, Law


class IdKind(StrEnum):
    """证件类型: the first two carry a checksum, the others are taken as written."""

    RESIDENT_CARD = "resident_card"
    CREDIT_CODE = "credit_code"
    PASSPORT = "passport"
    TRAVEL_PERMIT = "travel_permit"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As forms print it."""
        return KIND_LABELS[self]


KIND_LABELS: Final = {
    IdKind.RESIDENT_CARD: "居民身份证",
    IdKind.CREDIT_CODE: "统一社会信用代码",
    IdKind.PASSPORT: "护照",
    IdKind.TRAVEL_PERMIT: "港澳台居民来往内地（大陆）通行证",
    IdKind.OTHER: "其他证件",
}

CARD_ARTICLE: Final = Article(Law.IDENTITY_CARD)
CODE_ARTICLE: Final = Article(Law.CREDIT_CODE)

CARD_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # 2^(17-i) mod 11
CARD_CHECKS: Final = "10X98765432"  # by the weighted sum mod 11
CODE_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # 31 characters: no I, O, S, V, Z
CODE_WEIGHTS: Final = tuple(pow(3, i, 31) for i in range(17))


class WrongNumber(ValueError):
    """A number that cannot be one of an identity paper; str() says why, in Chinese."""


def normal(number: str) -> str:
    """Half-width, upper-case, without blanks, hyphens or invisible signs: as stored and compared."""
    if number.isascii() and number.isalnum():
        return number.upper()
    plain = unicodedata.normalize("NFKC", number).upper()
    return "".join(c for c in plain if c not in "-‐‑–" and unicodedata.category(c)[0] not in "ZC")


def card_check_digit(first17: str) -> str:
    """The eighteenth character of a 公民身份号码 (ISO 7064 MOD 11-2)."""
    return CARD_CHECKS[sum(int(c) * w for c, w in zip(first17, CARD_WEIGHTS, strict=True)) % 11]


def code_check_digit(first17: str) -> str:
    """The eighteenth character of a 统一社会信用代码 (MOD 31)."""
    total = sum(CODE_ALPHABET.index(c) * w for c, w in zip(first17, CODE_WEIGHTS, strict=True))
    return CODE_ALPHABET[(31 - total % 31) % 31]


def check_card(number: str) -> str:
    """The normal form of a 公民身份号码; WrongNumber where form, birthday or checksum is wrong."""
    number = normal(number)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise WrongNumber("居民身份证号码应为18位，前17位为数字，末位为数字或X")
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise WrongNumber("居民身份证号码第7至14位不是有效的出生日期") from None
    if card_check_digit(number[:17]) != number[17]:
        raise WrongNumber("居民身份证号码校验位不符，请核对是否录入有误")
    return number


def check_code(number: str) -> str:
    """The normal form of a 统一社会信用代码; WrongNumber where form or checksum is wrong."""
    number = normal(number)
    if len(number) != 18 or any(c not in CODE_ALPHABET for c in number):
        raise WrongNumber("统一社会信用代码应为18位数字或大写字母（不使用I、O、S、V、Z）")
    if code_check_digit(number[:17]) != number[17]:
        raise WrongNumber("统一社会信用代码校验位不符，请核对是否录入有误")
    return number


def check_number(kind: IdKind, number: str) -> str:
    """The normal form of a number of the given kind; WrongNumber where it cannot be one."""
    if kind is IdKind.RESIDENT_CARD:
        return check_card(number)
    if kind is IdKind.CREDIT_CODE:
        return check_code(number)
    number = normal(number)
    if not number:
        raise WrongNumber("证件号码不能为空")
    return number


def recognise(number: str, *, of_organisation: bool) -> tuple[IdKind, str]:
    """Kind and normal form of a number whose kind is not said: 居民身份证 or 统一社会信用代码.

    Seventeen digits and a check character are a 公民身份号码 where that holds; an organisation's
    may be a 统一社会信用代码 without letters. WrongNumber names the fault.
    """
    number = normal(number)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        if len(number) != 18:
            raise WrongNumber("证件号码应为18位的居民身份证号码或统一社会信用代码")
        return IdKind.CREDIT_CODE, check_code(number)
    try:
        return IdKind.RESIDENT_CARD, check_card(number)
    except WrongNumber:
        if not of_organisation:
            raise
    if code_check_digit(number[:17]) != number[17]:
        raise WrongNumber("证件号码校验位不符，既不是居民身份证号码，也不是统一社会信用代码")
    return IdKind.CREDIT_CODE, number


LENGTH: Final = 18  # of a 公民身份号码 and of a 统一社会信用代码
FORMER_LENGTH: Final = 15  # 第一代居民身份证, 停止使用 since 2013-01-01 (居民身份证法 23)

# fmt: off
REGISTERED_BY: Final = {
    # GB 32100-2015 表1, the first character: 登记管理部门, the applicant's class (convention: the
    # annual form names the classes and not who registers them)
    "1": ("机构编制部门", ApplicantClass.OTHER_ORG), "2": ("外交部门", ApplicantClass.OTHER_ORG),
    "3": ("司法行政部门", ApplicantClass.LEGAL_SERVICE), "4": ("文化部门", ApplicantClass.OTHER_ORG),
    "5": ("民政部门", ApplicantClass.PUBLIC_WELFARE), "6": ("旅游部门", ApplicantClass.OTHER_ORG),
    "7": ("宗教部门", ApplicantClass.OTHER_ORG), "8": ("工会", ApplicantClass.OTHER_ORG),
    "9": ("市场监督管理部门", ApplicantClass.BUSINESS),
    "A": ("军队改革和编制部门", ApplicantClass.OTHER_ORG),
    "N": ("农业农村部门", ApplicantClass.OTHER_ORG), "Y": ("其他部门", ApplicantClass.OTHER_ORG),
}
# fmt: on


@dataclass(frozen=True)
class Holder:
    """What a number tells of whoever it belongs to: class, year of birth or who registered it."""

    id_kind: IdKind
    number: str
    kind: ApplicantClass
    birth_year: int | None = None
    registered_by: str = ""


def holder(number: str) -> Holder:
    """Whose number it is, read from the number alone; WrongNumber names the fault.

    A number with the form and the birthday of a card is never taken for a mistyped code.
    """
    number = normal(number)
    if len(number) != LENGTH:
        former = "，15位的居民身份证已停止使用" if len(number) == FORMER_LENGTH else ""
        raise WrongNumber(f"证件号码应为18位，现为{len(number)}位{former}")
    id_kind, number = recognise(number, of_organisation=not _has_birthday(number))
    return _card(number) if id_kind is IdKind.RESIDENT_CARD else _code(number)


def seeming(number: str) -> Holder:
    """Whose number it looks like, whatever its checksum says; it has LENGTH signs."""
    number = normal(number)
    return _card(number) if _has_birthday(number) else _code(number)


def _card(number: str) -> Holder:
    kind = ApplicantClass.NATURAL_PERSON
    return Holder(IdKind.RESIDENT_CARD, number, kind, birth_year=int(number[6:10]))


def _code(number: str) -> Holder:
    by, kind = REGISTERED_BY.get(number[0], ("", ApplicantClass.OTHER_ORG))
    return Holder(IdKind.CREDIT_CODE, number, kind, registered_by=by)


def _has_birthday(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return number[:17].isdigit()


def masked(number: str) -> str:
    """What may be shown of a number: the first three and last two characters of a long one."""
    if len(number) <= 8:
        return "*" * 6
    return number[:3] + "*" * (len(number) - 5) + number[-2:]


def masked_phone(phone: str) -> str:
    """What may be shown of a telephone number: the first three and last four digits."""
    if len(phone) < 8:
        return "*" * max(len(phone) - 2, 3) + phone[-2:]
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]


LIKE_A_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]{15,17}[0-9Xx]?(?![0-9A-Za-z])")
BETWEEN: Final = r"[ \u00a0\u3000\-‐‑–]"  # groups of digits: blanks, hyphens
COUNTRY: Final = rf"(?:(?:\+|00)?86{BETWEEN}{{0,3}})?"
LIKE_A_PHONE: Final = re.compile(
    rf"(?<![0-9])({COUNTRY}1[3-9][0-9])[0-9]{{4}}([0-9]{{4}})(?![0-9])"
)
# In groups: not one within a longer number of groups, as a case number, a 索引号 or a UUID.
LIKE_A_PARTED_PHONE: Final = re.compile(
    rf"(?<![0-9])(?<![0-9]-)(?<!YSQ-)"
    rf"({COUNTRY}1[3-9][0-9]{BETWEEN}{{1,3}})[0-9]{{4}}({BETWEEN}{{0,3}}[0-9]{{4}})"
    rf"(?![0-9]|-[0-9a-f]{{4}}-)"
)


def masked_text(text: str) -> str:
    """A free text with whatever looks like a number of a paper or a mobile telephone masked.

    A mobile: eleven digits from 13 to 19, alone or after 86, +86 or 0086, at once or as 3-4-4 or
    3-8 with blanks or hyphens between (convention). The fourth to the seventh of its digits are
    masked, the rest stays as written.
    """
    for phone in (LIKE_A_PHONE, LIKE_A_PARTED_PHONE):  # first: 0086 and a mobile are 15 digits too
        text = phone.sub(r"\1****\2", text)
    return LIKE_A_NUMBER.sub(lambda found: masked(found[0]), text)
