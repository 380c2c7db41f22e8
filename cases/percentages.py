"""Shares (百分比) as tables print them: one rule for pages, files and briefs."""

from fractions import Fraction
from typing import Final

TENTHS: Final = 1000  # of a whole, one place after the point


def percent(share: Fraction | None) -> str:
    """A share as tables print it: 96.4%; — where there is nothing to take it of.

    四舍五入 to one place, but what is not all is not 100 %: 9,999 of 10,000 are 99.9 %.
    """
    if share is None:
        return "—"
    rounded = int(share * TENTHS + Fraction(1, 2))
    if share < 1:
        rounded = min(rounded, TENTHS - 1)
    whole, tenths = divmod(rounded, 10)
    return f"{whole}.{tenths}%"
