"""What an application must hold (条例第二十九条第二款), and what one lacks.

A lack is no ground to refuse the paper: it is taken in and supplemented (第三十条;
国办公开办函〔2017〕19号: 当面 and 邮寄 are never refused). There is no purpose field: the test of
2007 (自身生产、生活、科研等特殊需要) was repealed.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, regulation


class Carrier(StrEnum):
    """获取信息的方式: the form in which the information is wanted."""

    PAPER = "paper"
    EMAIL = "email"
    DISC = "disc"
    DISK = "disk"

    @property
    def label(self) -> str:
        """As the application form prints it."""
        return CARRIER_LABELS[self]


CARRIER_LABELS: Final = {
    Carrier.PAPER: "纸面",
    Carrier.EMAIL: "电子邮件",
    Carrier.DISC: "光盘",
    Carrier.DISK: "磁盘",
}


class Route(StrEnum):
    """获取信息的途径: how the information is to reach the applicant."""

    POST = "post"
    COLLECT = "collect"
    INSPECT = "inspect"
    EMAIL = "email"
    FAX = "fax"

    @property
    def label(self) -> str:
        """As the application form prints it."""
        return ROUTE_LABELS[self]


ROUTE_LABELS: Final = {
    Route.POST: "邮寄",
    Route.COLLECT: "自行领取",
    Route.INSPECT: "当场查阅、抄录",
    Route.EMAIL: "电子邮件",
    Route.FAX: "传真",
}


@dataclass(frozen=True)
class Element:
    """One thing that art. 29(2) asks for."""

    key: str
    label: str
    article: Article


def _item(n: int) -> Article:
    return regulation(29, 2, n)


ELEMENTS: Final = (
    Element("identity", "身份证明", _item(1)),
    Element("contact", "联系方式", _item(1)),
    Element("form", "获取信息的方式、途径", _item(3)),
)
ELEMENT: Final = {element.key: element for element in ELEMENTS}


def lacking(*, identity: bool, contact: bool, form: bool) -> tuple[Element, ...]:
    """The elements that an application does not hold; to be supplemented under art. 30."""
    present = {"identity": identity, "contact": contact, "form": form}
    return tuple(element for element in ELEMENTS if not present[element.key])
