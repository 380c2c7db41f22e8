"""Figures as offices write them: whole numbers in any width, and what a document says of blank cells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from cases.annual.foreign_json import GREATEST, fault, shown

DASHES: Final = frozenset("-–—―−/\\")  # what stands for none, alone in a cell
WHOLE: Final = re.compile(r"\d{1,15}|\d{1,3}(?:[, \u202f]\d{3})+", re.ASCII)
NEGATIVE: Final = re.compile(r"[-−–﹣]\s*[\d,]+(\.\d+)?", re.ASCII)
DECIMAL: Final = re.compile(r"[\d,]*\.\d+", re.ASCII)
MEANS_NONE: Final = re.compile(r"(?:为|表示|代表|即|计|视|等于|按|作|是)[^。;;]{0,8}?(?:0|零|无)")
NAMES_BLANKS: Final = re.compile(r"空白|空格|空项|空着|空缺|为空|未填|不填|留空")
NAMES_DASHES: Final = re.compile(r"[“\"'‘「(]\s*[-–—―−/]+\s*[”\"'’」)]|横线|短线|横杠|斜线|斜杠")
SENTENCE: Final = re.compile(r"[。;\n]")


@dataclass(frozen=True)
class Marks:
    """Whether the document says that blank cells, or dashes, stand for none."""

    blanks: bool
    dashes: bool


def marks_in(texts: Iterable[str]) -> Marks:
    """What the notes of a document say: 注：空白或者“-”表示0."""
    blanks = dashes = False
    for text in texts:
        for said in SENTENCE.split(normalize("NFKC", text)):
            if MEANS_NONE.search(said):
                blanks |= NAMES_BLANKS.search(said) is not None
                dashes |= NAMES_DASHES.search(said) is not None
    return Marks(blanks, dashes)


def is_number(text: str) -> bool:
    """Whether the cell holds a whole number, or a sign that may stand for none."""
    said = _said(text)
    return WHOLE.fullmatch(said) is not None or _is_dash(said)


def figure(text: str, place: str, marks: Marks, source: str) -> int:
    """The whole number of a cell; BadInput says what stands there instead."""
    said = _said(text)
    if WHOLE.fullmatch(said):
        number = int(re.sub(r"[^0-9]", "", said))
        if number > GREATEST:
            raise fault(source, f"{place}的数{shown(said)}过大，应当是0至{GREATEST}之间的整数")
        return number
    if not said:
        if marks.blanks:
            return 0
        raise fault(source, f"{place}是空白，应当填写整数，没有的填0（或者在表下注明空白表示0）")
    if _is_dash(said):
        if marks.dashes:
            return 0
        raise fault(
            source, f"{place}是“{said}”，应当填写整数，没有的填0（或者在表下注明“{said}”表示0）"
        )
    if NEGATIVE.fullmatch(said):
        raise fault(source, f"{place}是负数{shown(said)}，应当是0或者正整数")
    if DECIMAL.fullmatch(said):
        raise fault(source, f"{place}是小数{shown(said)}，应当是整数")
    raise fault(source, f"{place}是文字“{shown(said)}”，应当是整数")


def amount(text: str) -> int | float | str | None:
    """A figure of table 二, money with its decimals; None for blanks, dashes and 无."""
    said = _said(text).replace(",", "").removesuffix("件").removesuffix("万元")
    if not said or _is_dash(said) or said == "无":
        return None
    if re.fullmatch(r"[-+]?\d{1,15}(?:\.\d{1,8})?", said, re.ASCII):
        number = Decimal(said)
        return int(number) if number == number.to_integral_value() else float(number)
    return shown(said)


def _said(text: str) -> str:
    return normalize("NFKC", text).strip()


def _is_dash(said: str) -> bool:
    return bool(said) and set(said) <= DASHES
