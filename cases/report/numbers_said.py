"""Numbers as texts write them: 25, ２５, 1,234, 1.2万, 二十五, 百分之十二点五, with their units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

# One character for one, so that places in the text stay what they are.
NARROW: Final = str.maketrans("０１２３４５６７８９．，％　", "0123456789.，% ")
DIGITS: Final = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    "〇": 0, "两": 2, "○": 0,
}  # fmt: skip
TENS: Final = {"十": 10, "百": 100, "千": 1_000}
SCALES: Final = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000,
                 "亿": 100_000_000}  # fmt: skip

COUNTED: Final = ("件次", "件", "份", "起", "宗", "例", "项", "条", "个", "次")
MONEY: Final = ("元",)
PERCENT: Final = ("%", "个百分点", "倍")
_UNITS: Final = "|".join(map(re.escape, ("个百分点", *COUNTED, *MONEY, "%", "倍")))
ARABIC: Final = re.compile(
    r"(?<![0-9.A-Za-z])(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?)"
    rf"(?P<more>余|多)? ?(?P<scale>百万|千万|[百千万亿]?)(?P<more2>余|多)? ?(?P<unit>{_UNITS})?"
)
_CHINESE: Final = "[零〇○一二两三四五六七八九十百千万亿]"
_NUMERAL: Final = f"(?![百千万亿]){_CHINESE}+"  # 万元 alone is no number
CHINESE: Final = re.compile(
    rf"百分之(?P<share>{_CHINESE}+(?:点[零〇○一二三四五六七八九]+)?)"
    rf"|(?P<number>{_NUMERAL})(?P<more>余|多)?(?P<unit>件次|件|份|起|宗|例|元|倍)"
)
# What stands before or after a number that is no figure at all: days, articles, places, issues.
NO_FIGURE_AFTER: Final = re.compile(
    r" ?(年|月|日|号|时|点|分钟|条例|届|级|小时|热线|楼|室|期|[个]?工作日|天|-[0-9]|—[0-9]{4})"
)
NO_FIGURE_BEFORE: Final = re.compile(r"(第|〔|\[|（|\(|[0-9]-|No\.|[A-Za-z])$")
LISTED: Final = re.compile(r"^[ \t]*[（(]?[0-9]{1,2}[）).、．]")
ABOUT_BEFORE: Final = re.compile(
    r"(约|近|大约|将近|不足|不到|不低于|超过|超|逾|至少|最多|高达|突破)$"
)
ABOUT_AFTER: Final = re.compile(r"^(以上|以下|以内|左右|余|多)")


@dataclass(frozen=True)
class NumberSaid:
    """A number in a text: where it stands, its value, how exactly it is said, its unit."""

    start: int
    end: int  # behind its unit
    value: Decimal
    step: Decimal  # one in the last place that is said
    unit: str
    about: bool  # 约、近、余: nothing that can be compared

    @property
    def is_percent(self) -> bool:
        """Whether it says a share or a change."""
        return self.unit in PERCENT

    @property
    def is_money(self) -> bool:
        """Whether it says a sum, in 元."""
        return self.unit in MONEY

    @property
    def is_count(self) -> bool:
        """Whether it counts something."""
        return self.unit in COUNTED or not self.unit


def numbers_in(text: str) -> Iterator[NumberSaid]:
    """Every number of a text that may be a figure, in order; days, articles and issues are none."""
    text = text.translate(NARROW)
    found = [*_arabic(text), *_chinese(text)]
    yield from sorted(found, key=lambda one: one.start)


def _arabic(text: str) -> Iterator[NumberSaid]:
    for found in ARABIC.finditer(text):
        if not found["unit"] and _is_no_figure(text, found):
            continue
        if _is_place(text, found):
            continue
        number = found["number"].replace(",", "")
        scale = SCALES[found["scale"]]
        step = Decimal(1).scaleb(-len(number.partition(".")[2])) * scale
        if found["unit"] == "倍":
            scale, step = scale * 100, step * 100
        value = Decimal(number) * scale
        end = found.end() if found["unit"] else found.end("scale")
        about = bool(found["more"] or found["more2"]) or _is_about(text, found.start(), end)
        yield NumberSaid(found.start(), end, value, step, found["unit"] or "", about)


def _is_no_figure(text: str, found: re.Match[str]) -> bool:
    after = text[found.end("number") : found.end("number") + 6]
    return bool(NO_FIGURE_AFTER.match(after))


def _is_place(text: str, found: re.Match[str]) -> bool:
    """第3项, 〔2021〕30号, the 1. of a list: where something stands, not how much there is."""
    before = text[max(0, found.start() - 3) : found.start()]
    line = text.rfind("\n", 0, found.start()) + 1
    heads = LISTED.match(text[line : line + 8])
    if heads and found.end("number") <= line + heads.end() and not found["unit"]:
        return True
    if before.endswith(("（", "(")):
        return text[found.end("number") : found.end("number") + 1] in ("）", ")")
    return bool(NO_FIGURE_BEFORE.search(before))


def _chinese(text: str) -> Iterator[NumberSaid]:
    for found in CHINESE.finditer(text):
        if text[max(0, found.start() - 1) : found.start()].isdigit():
            continue  # 3千件 was read whole
        if found["share"]:
            whole, _, part = found["share"].partition("点")
            value = Decimal(numeral(whole)) + (_decimals(part) if part else 0)
            step, unit = Decimal(1).scaleb(-len(part)), "%"
        else:
            if text[max(0, found.start() - 1) : found.start()] in ("第", "每", "某", "逐", "任"):
                continue
            if text[found.end() : found.end() + 1] in ("事", "套"):  # 一件事
                continue
            value, step, unit = Decimal(numeral(found["number"])), Decimal(1), found["unit"]
            if unit == "倍":
                value, step = value * 100, step * 100
        about = bool(found["more"]) or _is_about(text, found.start(), found.end())
        yield NumberSaid(found.start(), found.end(), value, step, unit, about)


def _is_about(text: str, start: int, end: int) -> bool:
    return bool(ABOUT_BEFORE.search(text[max(0, start - 3) : start])) or bool(
        ABOUT_AFTER.match(text[end : end + 2])
    )


def _decimals(part: str) -> Decimal:
    return Decimal("0." + "".join(str(DIGITS[sign]) for sign in part))


def numeral(text: str) -> int:
    """二十五 → 25, 一千零三 → 1003, 一万二千 → 12000, 二〇二五 → 2025, 一百二 → 120."""
    total = section = digit = 0
    last = 1
    if len(text) > 1 and not set(text) & (TENS.keys() | {"万", "亿"}):
        return int("".join(str(DIGITS[sign]) for sign in text))
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
            if not digit:
                last = 1
        elif sign in TENS:
            section += (digit or 1) * TENS[sign]
            digit, last = 0, TENS[sign] // 10
        else:
            scale = SCALES[sign]
            total = (
                (total + section + digit) * scale
                if sign == "亿"
                else (total + (section + digit) * scale)
            )
            section, digit, last = 0, 0, scale // 10
    return total + section + digit * last
