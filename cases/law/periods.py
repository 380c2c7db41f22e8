"""统计期间: a year, a quarter or a month; what is counted by the annual table is counted by each."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MONTHS: Final = 12
QUARTERS: Final = 4
MONTHS_OF_A_QUARTER: Final = 3
QUARTER_NAMES: Final = ("一", "二", "三", "四")


@dataclass(frozen=True, order=True)
class Period:
    """A year, or one quarter or month of it; both its days are included."""

    year: int
    quarter: int | None = None
    month: int | None = None

    def __post_init__(self) -> None:
        assert self.quarter is None or self.month is None, self
        assert self.quarter is None or 1 <= self.quarter <= QUARTERS, self
        assert self.month is None or 1 <= self.month <= MONTHS, self

    @property
    def first(self) -> date:
        """The day on which it begins."""
        return date(self.year, self._months()[0], 1)

    @property
    def last(self) -> date:
        """The day with which it ends."""
        last = self._months()[-1]
        return date(self.year + last // MONTHS, last % MONTHS + 1, 1) - timedelta(days=1)

    @property
    def label(self) -> str:
        """As tables print it: 2026年 · 2026年第一季度 · 2026年3月."""
        if self.month is not None:
            return f"{self.year}年{self.month}月"
        if self.quarter is not None:
            return f"{self.year}年第{QUARTER_NAMES[self.quarter - 1]}季度"
        return f"{self.year}年"

    @property
    def key(self) -> str:
        """As an address names it: 2026 · 2026q1 · 2026m03."""
        if self.month is not None:
            return f"{self.year}m{self.month:02}"
        return f"{self.year}" if self.quarter is None else f"{self.year}q{self.quarter}"

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year, as the official table is."""
        return self.quarter is None and self.month is None

    def previous(self) -> "Period":
        """The one of the same length that ends the day before (环比)."""
        if self.month is not None:
            before = self.month - 1
            return Period(self.year - (not before), month=before or MONTHS)
        if self.quarter is not None:
            before = self.quarter - 1
            return Period(self.year - (not before), quarter=before or QUARTERS)
        return Period(self.year - 1)

    def year_before(self) -> "Period":
        """The same one of the year before (同比)."""
        return Period(self.year - 1, self.quarter, self.month)

    def same_day_in(self, other: "Period", day: date) -> date:
        """The day of another one of this length as far on as a day is in this: 30 March → 28 Feb."""
        years = other.year - self.year
        return months_after(day, years * MONTHS + other._months()[0] - self._months()[0])

    def _months(self) -> range:
        if self.month is not None:
            return range(self.month, self.month + 1)
        if self.quarter is not None:
            end = self.quarter * MONTHS_OF_A_QUARTER
            return range(end - MONTHS_OF_A_QUARTER + 1, end + 1)
        return range(1, MONTHS + 1)


def months_after(day: date, months: int) -> date:
    """到期月的对应日, or 月末日 where there is none (convention, after 民法典 202); before if negative."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    whole = Period(day.year + years, month=month + 1)
    return whole.first.replace(day=min(day.day, whole.last.day))


def period_of(key: str) -> Period | None:
    """The period that an address names; None where it names none."""
    year, mark, part = key[:4], key[4:5], key[5:]
    if not (year.isascii() and year.isdigit() and len(year) == len("2026") and int(year)):
        return None
    if not mark:
        return Period(int(year))
    if not (part.isascii() and part.isdigit()):
        return None
    number = int(part)
    if mark == "q" and part == str(number) and 1 <= number <= QUARTERS:
        return Period(int(year), quarter=number)
    if mark == "m" and part == f"{number:02}" and 1 <= number <= MONTHS:
        return Period(int(year), month=number)
    return None


def quarters(year: int) -> list[Period]:
    """四个季度."""
    return [Period(year, quarter=quarter) for quarter in range(1, QUARTERS + 1)]


def months(year: int) -> list[Period]:
    """十二个月."""
    return [Period(year, month=month) for month in range(1, MONTHS + 1)]


def quarter_before(today: date) -> Period:
    """The last quarter that is over."""
    return Period(today.year, quarter=(today.month - 1) // MONTHS_OF_A_QUARTER + 1).previous()
