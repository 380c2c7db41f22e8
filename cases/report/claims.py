"""Words that say a figure without a number: 未收到申请, 没有发生行政复议, 与上年持平."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cases.report.figures import BOTH, CARRIED_IN, CARRIED_OUT, CHARGED, NEW, REVIEWS, SUITS
from cases.report.spans_of_time import is_part_of_year, year_said


@dataclass(frozen=True)
class Nothing:
    """A figure is said to be nought."""

    name: str
    is_before: bool = False


@dataclass(frozen=True)
class Flat:
    """A figure is said to be that of last year."""

    name: str = ""


@dataclass(frozen=True)
class Claim:
    """Such words with their place."""

    start: int
    end: int
    of: Nothing | Flat


_NO: Final = "(未|没有|没|无|尚未|均未|零)"
_CAUSE: Final = "(因|由)?(政府)?(信息公开|依申请公开)?(工作)?(引起|引发|产生|导致|提起)?(的)?"
_OF: Final = (
    "(任何|新的|政府信息公开|信息公开|依申请公开|公民、法人(和|或|或者)其他组织|公民|个人|的|提出)*"
)
CLAIMS: Final = (
    # words, the figure that they say is nought
    (re.compile(f"{_NO}(收到|接到|受理|新收){_OF}申请(?!人)"), NEW),
    (re.compile(f"{_NO}(发生|收到|出现|引发|产生|有)?{_CAUSE}(被)?(申请|提起)?(行政)?复议(案件|申请|情况)?"
                "([、和及与或]|或者)(被)?(申请|提起)?(行政)?(诉讼|应诉)"), BOTH),
    (re.compile(f"{_NO}(发生|收到|出现|引发|产生|有)?{_CAUSE}(被)?(申请|提起)?(行政)?复议"), REVIEWS),
    (re.compile(f"{_NO}(发生|收到|出现|引发|产生|有)?{_CAUSE}(被)?(提起)?(行政)?诉讼"), SUITS),
    (re.compile(f"{_NO}(实际)?(收取|产生|发生)(任何)?(政府信息公开)?(信息处理费|费用)"), CHARGED),
    (re.compile("(没有|无)上一?年度?结转"), CARRIED_IN),
    (re.compile("(没有|无)(申请)?结转(至|到)?下一?年度?"), CARRIED_OUT),
)  # fmt: skip
FLAT: Final = re.compile(r"(?<!基本)(?<!大致)(?<!基本上)持平")


def claims_in(text: str, year: int) -> Iterator[Claim]:
    """The claims of one sentence, of that year or the one before; each place is read once."""
    taken: list[tuple[int, int]] = []
    for pattern, name in CLAIMS:
        for found in pattern.finditer(text):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            taken.append(found.span())
            spoken = text[: found.start()]
            said = year_said(spoken, year)
            if said in (year, year - 1) and not is_part_of_year(spoken):
                yield Claim(*found.span(), Nothing(name, said == year - 1))
    for found in FLAT.finditer(text):
        yield Claim(*found.span(), Flat())
