"""Which year a text speaks of, and whether of the whole of it."""

import re
from typing import Final

# A year, or 上年: not where something is compared with it, nor where it names a stock (上年结转).
SAID: Final = re.compile(
    r"(?<![较比与同于自])((?P<year>20[0-9]{2})年|(?P<before>上一?年度?|去年)|(?P<now>本年度?|今年))"
    r"(?!度?(结转|同期|相比|相较))"
)
PART: Final = re.compile(
    r"上半年|下半年|季度|月均|日均|平均|年均|以来|[近前五三]年|十[一二三四五]五|每[年月天日件]|任期"
)
MONTH: Final = re.compile(r"(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月")
WHOLE: Final = frozenset({"1", "01", "一", "12", "十二"})


def year_said(spoken: str, year: int) -> int:
    """The year that was named last; that of the report where none was."""
    found = [*SAID.finditer(spoken)]
    if not found:
        return year
    last = found[-1]
    if last["year"]:
        return int(last["year"])
    return year - 1 if last["before"] else year


def is_part_of_year(spoken: str) -> bool:
    """Whether a part of a year, or more than one, is spoken of; 1月 to 12月 is the whole."""
    months = [found["month"] for found in MONTH.finditer(spoken)]
    if any(month not in WHOLE for month in months) or months in (["1"], ["01"], ["一"]):
        return True
    return bool(PART.search(spoken))
