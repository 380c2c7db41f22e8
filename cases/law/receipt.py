"""收到申请之日 (条例第三十一条): which date of a channel decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, Standing, regulation

ARTICLE: Final[Article] = regulation(31)


class Channel(StrEnum):
    """申请方式: the way by which a request reached the organ."""

    IN_PERSON = "in_person"
    REGISTERED_MAIL = "registered_mail"
    ORDINARY_MAIL = "ordinary_mail"
    ONLINE = "online"
    EMAIL = "email"
    FAX = "fax"

    @property
    def label(self) -> str:
        """As registers name it: 当面, 邮寄, 平信 …"""
        return RULES[self].label


@dataclass(frozen=True)
class ReceiptRule:
    """What art. 31 says of one channel: the deciding date and the words behind it."""

    label: str
    decides: str
    date_label: str
    words: str
    standing: Standing


SUBMITTED: Final = "以提交之日为收到申请之日"
SIGNED: Final = "以行政机关签收之日为收到申请之日"
CONFIRMED_MAIL: Final = "行政机关应当于收到申请的当日与申请人确认，确认之日为收到申请之日"
CONFIRMED: Final = "以双方确认之日为收到申请之日"

# fmt: off
RULES: Final = {
    # channel: label, deciding date, its label, words of art. 31, standing
    Channel.IN_PERSON: ReceiptRule("当面", "submitted_on", "提交日期", SUBMITTED, Standing.STATUTE),
    Channel.REGISTERED_MAIL: ReceiptRule("邮寄", "signed_on", "签收日期", SIGNED, Standing.STATUTE),
    Channel.ORDINARY_MAIL: ReceiptRule("平信", "confirmed_on", "确认日期", CONFIRMED_MAIL, Standing.STATUTE),
    Channel.ONLINE: ReceiptRule("在线", "confirmed_on", "确认日期", CONFIRMED, Standing.STATUTE),
    # an e-mail box is an 互联网 channel; 国办公开办函〔2015〕207号's server date is superseded
    Channel.EMAIL: ReceiptRule("电子邮件", "confirmed_on", "确认日期", CONFIRMED, Standing.CONVENTION),
    Channel.FAX: ReceiptRule("传真", "confirmed_on", "确认日期", CONFIRMED, Standing.STATUTE),
}
# fmt: on

DATES: Final = ("submitted_on", "arrived_on", "signed_on", "confirmed_on")


def received_on(channel: Channel, dates: Mapping[str, date | None]) -> date | None:
    """收到申请之日 from the evidence dates; None while the deciding date is missing (未确认)."""
    return dates.get(RULES[channel].decides)
