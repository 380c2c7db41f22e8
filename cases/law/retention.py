"""保管期限 (国家档案局令第8号): the classes of retention; which one fits is the office's table's matter."""

from enum import StrEnum
from typing import Final


class Retention(StrEnum):
    """保管期限."""

    PERMANENT = "permanent"
    THIRTY_YEARS = "thirty_years"
    TEN_YEARS = "ten_years"

    @property
    def label(self) -> str:
        """As the cover of a file prints it."""
        return LABELS[self]


LABELS: Final = {
    Retention.PERMANENT: "永久",
    Retention.THIRTY_YEARS: "定期30年",
    Retention.TEN_YEARS: "定期10年",
}
USUAL: Final = Retention.THIRTY_YEARS  # convention: letters.md §15
