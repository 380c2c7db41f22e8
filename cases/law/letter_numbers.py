"""文号: how the numbers of letters are written, and which papers count in one series.

GB/T 9704—2012 7.2.5 wants 机关代字, 年份 in full in 〔〕, 发文顺序号 without 「第」 and leading zeros;
practice often differs, so that the pattern is data (our convention: letters.md of the rulebook).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import Final


class Series(StrEnum):
    """文号系列: the kinds of papers, each of which may have a series of its own or join another's.

    A series is named by the kind that heads it; the catalogue says of what kind a paper is.
    """

    RECEIPT = "receipt"  # 登记回执
    SUPPLEMENT = "supplement"  # 补正告知
    CONSULTATION = "consultation"  # 征求意见
    EXTENSION = "extension"  # 延期、延迟答复
    FEE = "fee"  # 收费通知
    ANSWER = "answer"  # 答复
    NOTICE = "notice"  # 其他告知
    SERVICE = "service"  # 转送、送达

    @property
    def label(self) -> str:
        """The one character by which registers know it."""
        return SERIES_LABELS[self]


SERIES_LABELS: Final = dict(zip(Series, "收补征延费答告送", strict=True))

LONGEST_PATTERN: Final = 60  # characters (convention), as the next two
LONGEST_CODE: Final = 20
LONGEST_SUFFIX: Final = 10
LARGEST_PAD: Final = 6  # digits (convention)
CODE, YEAR, SEQ, SUFFIX = "代字", "yyyy", "seq", "suffix"
BRACKETS: Final = {"brL": "〔", "brR": "〕"}  # GB/T 9704 7.2.5: 六角括号
PAIRS: Final = {"〔": "〕", "[": "]", "(": ")", "（": "）", "【": "】"}
TOKENS: Final = "{代字}、{brL}、{yyyy}、{brR}、{seq}、{seq:4}、{suffix}"
# No digit but those of year and serial: then two numbers are the same only where all else is too.
_WORD: Final = r"A-Za-z·—\-㐀-䶿一-鿿\U00020000-\U000323AF"
_FIXED: Final = re.compile(rf"[{_WORD}〔〕\[\]()（）【】]*")
_CODE: Final = re.compile(rf"[{_WORD}]{{1,{LONGEST_CODE}}}")
_SUFFIX: Final = re.compile(rf"[{_WORD}]{{0,{LONGEST_SUFFIX}}}")
_PART: Final = re.compile(r"\{([^{}]*)\}|([^{}]+|[{}])")
_PADDED: Final = re.compile(rf"{SEQ}:([0-9]{{1,9}})", re.ASCII)


class BadPattern(ValueError):
    """A pattern that no 文号 can be written by; str() says why, one sentence in Chinese."""


@dataclass(frozen=True)
class Pattern:
    """文号格式: fixed text and named places, made by `parse`."""

    text: str  # as it was typed
    parts: tuple[tuple[bool, str], ...]  # whether a place, and its name or the fixed text
    pad: int

    def written(self, code: str, year: int, seq: int, suffix: str = "") -> str:
        """The number as printed; the year is that of issue."""
        assert 1000 <= year <= 9999, year
        assert seq > 0, seq
        said = {CODE: code, YEAR: str(year), SEQ: f"{seq:0{self.pad}d}", SUFFIX: suffix}
        return "".join(said[part] if is_place else part for is_place, part in self.parts)

    @property
    def takes_suffix(self) -> bool:
        """Whether suffixes are printed at all."""
        return (True, SUFFIX) in self.parts


DEFAULT_PATTERN: Final = "{代字}〔{yyyy}〕{seq}号"  # convention, after GB/T 9704 7.2.5


def parse(text: str) -> Pattern:
    """A pattern as typed, `{代字}{brL}{yyyy}{brR}第{seq:4}号{suffix}`: only {suffix} and what is no
    place may be left out; BadPattern with one sentence for anything else."""
    if len(text) > LONGEST_PATTERN:
        raise BadPattern(f"文号格式过长，最多{LONGEST_PATTERN}个字符")
    parts: list[tuple[bool, str]] = []
    pad = 1
    for place, fixed in _PART.findall(text):
        if fixed in ("{", "}"):
            raise BadPattern("文号格式中的花括号应当成对，如{yyyy}")
        if fixed:
            if not _FIXED.fullmatch(fixed):
                raise BadPattern(
                    "文号格式中的固定文字只能是汉字、字母、连接号和括号，"
                    "年份和序号应当写作{yyyy}、{seq}"
                )
            parts.append((False, fixed))
        elif place in BRACKETS:
            parts.append((False, BRACKETS[place]))
        elif padded := _PADDED.fullmatch(place):
            pad = int(padded[1])
            parts.append((True, SEQ))
        elif place in (CODE, YEAR, SEQ, SUFFIX):
            parts.append((True, place))
        else:
            raise BadPattern(f"文号格式中没有“{{{place}}}”这一项，可以使用的为{TOKENS}")
    if not 1 <= pad <= LARGEST_PAD:
        raise BadPattern(f"序号的位数应为1至{LARGEST_PAD}，如{{seq:4}}")
    _check(parts)
    return Pattern(text, tuple(parts), pad)


def _check(parts: list[tuple[bool, str]]) -> None:
    """The places that a number cannot be without, in their order, and brackets in pairs."""
    places = [part for is_place, part in parts if is_place]
    for name, what in ((CODE, "机关代字"), (YEAR, "年份"), (SEQ, "序号")):
        if places.count(name) != 1:
            raise BadPattern(f"文号格式中应当有且只有一个{{{name}}}（{what}）")
    if places.count(SUFFIX) > 1:
        raise BadPattern("文号格式中的{suffix}（后缀）最多一个")
    if [name for name in places if name != SUFFIX] != [CODE, YEAR, SEQ]:
        raise BadPattern("文号应当依次为机关代字、年份、序号")
    seq = parts.index((True, SEQ))
    after = parts[seq + 1] if seq + 1 < len(parts) else (False, "")
    if after[0] or not after[1].startswith("号"):
        raise BadPattern("序号后面应当是“号”字，如{seq}号")
    if all(is_place for is_place, _ in parts[parts.index((True, YEAR)) + 1 : seq]):
        raise BadPattern("年份和序号之间应当有固定的文字或者括号，如{yyyy}〕{seq}")
    waiting: list[str] = []
    for mark in "".join(part for is_place, part in parts if not is_place):
        if mark in PAIRS:
            waiting.append(PAIRS[mark])
        elif mark in PAIRS.values() and (not waiting or waiting.pop() != mark):
            raise BadPattern("文号格式中的括号应当成对，如〔{yyyy}〕")
    if waiting:
        raise BadPattern("文号格式中的括号应当成对，如〔{yyyy}〕")


@dataclass(frozen=True)
class Counted:
    """How the papers of one kind are numbered: the series they count in, and what tells them apart.

    `code` is the 代字 of a series, given where the kind heads one.
    """

    series: Series
    code: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Wrong:
    """What of a setting cannot be so: the kind (none: the pattern), its field, one sentence."""

    kind: Series | None
    field: str
    sentence: str


@dataclass(frozen=True)
class Numbering:
    """文号的设置 of an organ: its pattern, and every kind of paper with its series."""

    pattern: Pattern
    kinds: Mapping[Series, Counted] = field(hash=False)

    def __post_init__(self) -> None:
        """Two series never print the same: the setting's door has said so to people already."""
        assert set(self.kinds) == set(Series)
        assert not wrongs(self.pattern, self.kinds)

    def series_of(self, kind: Series) -> Series:
        """The series that papers of this kind count in."""
        return self.kinds[kind].series

    def written(self, kind: Series, year: int, seq: int) -> str:
        """The number of a paper of this kind, as printed."""
        counted = self.kinds[kind]
        return self.pattern.written(self.kinds[counted.series].code, year, seq, counted.suffix)

    def in_use(self) -> tuple[Series, ...]:
        """The series that there are, in the order of the kinds that head them."""
        return tuple(kind for kind in Series if self.series_of(kind) is kind)

    def joined(self, series: Series) -> tuple[Series, ...]:
        """The kinds that count in a series."""
        return tuple(kind for kind in Series if self.series_of(kind) is series)


ANSWERS_END: Final = "依复"  # convention: 依申请公开答复; both series print by one pattern, so that
NOTICES_END: Final = "依告"  # each needs a 代字 of its own after the organ's


def usual(doc_code: str) -> dict[Series, Counted]:
    """One series for answers, one for procedural papers, after the organ's 代字 (convention)."""
    notices = dict.fromkeys(Series, Counted(Series.NOTICE))
    return notices | {
        Series.ANSWER: Counted(Series.ANSWER, doc_code + ANSWERS_END),
        Series.NOTICE: Counted(Series.NOTICE, doc_code + NOTICES_END),
    }


def wrongs(pattern: Pattern, kinds: Mapping[Series, Counted]) -> tuple[Wrong, ...]:
    """Everything of a setting that cannot be so; two series that could print the same come last."""
    found: list[Wrong] = []
    for kind, counted in kinds.items():
        heads = counted.series is kind
        if not heads and kinds[counted.series].series is not counted.series:
            found.append(Wrong(kind, "series", f"“{counted.series.label}”没有自己的系列，不能编入"))
        if heads and not _CODE.fullmatch(counted.code):
            found.append(Wrong(kind, "code", f"“{kind.label}”系列的代字{OF_CODE}"))
        if not heads and counted.code:
            sentence = f"“{kind.label}”编入“{counted.series.label}”系列，不另设代字"
            found.append(Wrong(kind, "code", sentence))
        if not _SUFFIX.fullmatch(counted.suffix):
            found.append(Wrong(kind, "suffix", f"“{kind.label}”的后缀{OF_SUFFIX}"))
        elif counted.suffix and not pattern.takes_suffix:
            sentence = f"“{kind.label}”设有后缀，而文号格式中没有{{suffix}}"
            found.append(Wrong(kind, "suffix", sentence))
    return tuple(found) or tuple(_alike(pattern, kinds))


OF_CODE: Final = f"应为1至{LONGEST_CODE}个汉字、字母或者连接号，不能有数字"
OF_SUFFIX: Final = f"应为汉字、字母或者连接号，不能有数字，最多{LONGEST_SUFFIX}个字符"


def shapes(pattern: Pattern, kinds: Mapping[Series, Counted]) -> dict[Series, set[str]]:
    """What each series can print, but for year and serial."""
    made: dict[Series, set[str]] = {}
    for kind in Series:
        counted = kinds[kind]
        printed = pattern.written(kinds[counted.series].code, 2000, 1, counted.suffix)
        made.setdefault(counted.series, set()).add(shape_of(printed))
    return made


def shape_of(text: str) -> str:
    """A number without its digits: two numbers can be the same only where their shapes are."""
    return re.sub("[0-9]+", "0", text, flags=re.ASCII)


def _alike(pattern: Pattern, kinds: Mapping[Series, Counted]) -> Iterator[Wrong]:
    """Two series that could print the same number, named where the second has its 代字."""
    made = shapes(pattern, kinds)
    for one, other in combinations(sorted(made, key=list(Series).index), 2):
        if not made[one].isdisjoint(made[other]):
            sentence = (
                f"“{one.label}”“{other.label}”两个系列会编出相同的文号，应当使用不同的代字或者后缀"
            )
            yield Wrong(other, "code", sentence)
