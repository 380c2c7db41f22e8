"""A fault of a register: where it stands, what stands there, what is expected. Safe to print."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cases.law.identity import masked, masked_phone
from cases.register.cells import Cell, text_of

SHOWN_CHARACTERS: Final = 40  # of a value in a fault; the rest is cut

# Faults are printed and logged, so personal numbers are masked, also where a row slipped by a
# column and the number stands under another heading.
MASKS: Final[dict[str, Callable[[str], str]]] = {"证件号码": masked, "联系电话": masked_phone}
CARD_NUMBER: Final = re.compile(r"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx](?![0-9])")
MOBILE_NUMBER: Final = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")

LINE_BREAKS: Final = re.compile("[\n\u2028\u2029]+")
UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class RegisterFault:
    """台账的一处差错: the spreadsheet's row, its heading, the masked value, what is expected."""

    row: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        """One line for the terminal: 第5行，收到日期“2024-02-30”：应为有效日期，如2024-03-04."""
        value = f"“{self.value}”" if self.value else "（空）"
        return f"第{self.row}行，{self.column}{value}：{self.expected}"


def fault_at(row: int, column: str, cell: Cell, expected: str) -> RegisterFault:
    """A fault whose value is masked, on one line, printable and cut to a readable length."""
    return RegisterFault(row, column, _shown(column, text_of(cell)), expected)


def _shown(column: str, text: str) -> str:
    if not text:
        return ""
    if column in MASKS:
        text = MASKS[column](text)
    else:
        text = CARD_NUMBER.sub(lambda m: masked(m[0]), text)
        text = MOBILE_NUMBER.sub(lambda m: masked_phone(m[0]), text)
    text = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", LINE_BREAKS.sub(" ", text))
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"
