"""Shares (百分比) as tables print them: one rule for pages, files and briefs."""

from fractions import Fraction


def percent(share: Fraction | None) -> str:
    """A share as tables print it: 96.4%; — where there is nothing to take it of.

    Rounded down: what is not all is not 100 %.
    """
    if share is None:
        return "—"
    whole, tenths = divmod(int(share * 1000), 10)
    return f"{whole}.{tenths}%"
