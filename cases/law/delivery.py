"""送达方式 (国办公开办函〔2016〕235号): which date of a way of service decides when a paper counts as sent."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.law.articles import Standing


class Way(StrEnum):
    """送达方式: the way by which the office sends a paper."""

    IN_PERSON = "in_person"
    POST = "post"
    COURIER = "courier"
    ELECTRONIC = "electronic"

    @property
    def label(self) -> str:
        """As forms name it."""
        return WAYS[self].label


@dataclass(frozen=True)
class ServiceRule:
    """What decides for one way of service, and on what standing."""

    label: str
    decides: str
    date_label: str
    standing: Standing
    caution: str = ""


# fmt: off
WAYS: Final = {
    # way: label, deciding date, its label, standing, what speaks against it
    Way.IN_PERSON: ServiceRule("直接送达", "signed_on", "签收日期", Standing.INTERPRETATION),
    Way.POST: ServiceRule("邮寄（邮政企业）", "posted_on", "交邮日期", Standing.INTERPRETATION),
    # 235号: 只能通过邮政企业送达; what happened is recorded, with the warning
    Way.COURIER: ServiceRule(
        "其他快递", "posted_on", "交寄日期", Standing.CONVENTION,
        "邮寄送达应当通过邮政企业，不应使用其他快递（国办公开办函〔2016〕235号）"),
    Way.ELECTRONIC: ServiceRule("电子邮件、网络平台", "sent_on", "发送日期", Standing.CONVENTION),
}
# fmt: on
DATES: Final = ("sent_on", "posted_on", "signed_on")
