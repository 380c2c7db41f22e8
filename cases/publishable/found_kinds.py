"""Kinds of personal data that a published file may not hold, and what may be shown of each."""

from enum import StrEnum
from typing import Final

from cases.law.identity import masked as masked_number
from cases.law.identity import masked_phone

HIDES: Final = "＊"
ADDRESS_SHOWN: Final = 6  # characters of an address: about the city and the county


class Kind(StrEnum):
    """What kind of personal data was found (个人信息)."""

    NAME = "name"
    ID_NUMBER = "id_number"
    OTHER_PAPER = "other_paper"
    MOBILE = "mobile"
    LANDLINE = "landline"
    ADDRESS = "address"
    BANK = "bank"
    EMAIL = "email"
    PLATE = "plate"

    @property
    def label(self) -> str:
        """As lists print it."""
        return LABELS[self]


LABELS: Final = {
    Kind.NAME: "姓名",
    Kind.ID_NUMBER: "身份证号码",
    Kind.OTHER_PAPER: "其他证件号码",
    Kind.MOBILE: "手机号码",
    Kind.LANDLINE: "固定电话",
    Kind.ADDRESS: "详细地址",
    Kind.BANK: "银行账号",
    Kind.EMAIL: "电子邮箱",
    Kind.PLATE: "车牌号码",
}


def shown(kind: Kind, text: str) -> str:
    """What may be shown of a find: enough to know it again for whoever has the file at hand."""
    plain = "".join(text.split())
    match kind:
        case Kind.NAME:
            return plain[:1] + HIDES * (len(plain) - 1)
        case Kind.MOBILE | Kind.LANDLINE:
            return masked_phone(plain)
        case Kind.ADDRESS:
            return plain[:ADDRESS_SHOWN] + "***"
        case Kind.EMAIL:
            name, at, host = plain.partition("@")
            return f"{name[:1]}***{at}{host}"
        case Kind.PLATE:
            return plain[:2] + "*" * (len(plain) - 4) + plain[-2:]
        case Kind.ID_NUMBER | Kind.OTHER_PAPER | Kind.BANK:
            return masked_number(plain)
