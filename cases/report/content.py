"""What a year's report is made of: tables, entered figures and text, each with last year's beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from cases.law.annual import AnnualTable, Form
from cases.law.section_four import SectionFour
from cases.law.section_two import DECIMALS as DECIMALS_OF_TEN_THOUSAND
from cases.law.section_two import SectionTwo

CENTS: Final = 2  # decimals of 元
MOST_NOTICES: Final = 999_999_999  # convention
MOST_YUAN: Final = Decimal(999_999_999)  # convention
assert DECIMALS_OF_TEN_THOUSAND == CENTS + 4


@dataclass(frozen=True)
class Charges:
    """收取信息处理费的情况 of a year: notices sent, their sum, and what was paid, in 元."""

    notices: int
    noticed: Decimal
    received: Decimal

    @property
    def none(self) -> bool:
        """Whether nothing was charged and nothing paid."""
        return not (self.notices or self.noticed or self.received)


@dataclass(frozen=True)
class Topic:
    """One topic of requests (申请的主要内容) and how many there were."""

    name: str
    count: int


@dataclass(frozen=True)
class Tables:
    """The figures of one year; `charges` None where nobody has entered them."""

    three: AnnualTable
    four: SectionFour
    two: SectionTwo
    charges: Charges | None = None
    topics: tuple[Topic, ...] = ()

    @property
    def year(self) -> int:
        """The data year."""
        return self.three.year

    @property
    def form(self) -> Form:
        """The form that section 三 stands in."""
        return self.three.form


@dataclass(frozen=True)
class Report:
    """One organ's report: this year's figures and texts, and the year before as far as known."""

    organ: str
    now: Tables
    before: Tables | None
    texts: Mapping[str, str] = field(default_factory=dict)  # by key, fields not yet filled
    texts_before: Mapping[str, str] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The data year."""
        return self.now.year
