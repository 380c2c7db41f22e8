"""The wordings of a 节假日安排 notice: which sentence gives which days rest or work.

A sentence is understood wholly or not at all: it must consist of dates and of the words below.
Every repetition in the patterns is bounded: reading takes time in proportion to the text.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from cases.law.calendar import WEEKDAYS
from cases.law.notice_checks import FESTIVALS
from cases.law.notices import DECEMBER

LONGEST_TEXT: Final = 30_000  # characters, some 90 kB (convention); a notice has some 700
LONGEST_STRETCH: Final = timedelta(days=31)  # (convention; at most 10 days, in 2020)
ONE_DAY: Final = timedelta(days=1)
UNSEEN: Final = ("Cf", "Mn")  # Unicode categories: zero-width spaces, soft hyphens, accents

FESTIVAL: Final = "(?:元旦|春节|清明节?|劳动节|端午节?|中秋节?|国庆节?)"
_WEEKDAY: Final = r"(?:周|星期|礼拜)[一二三四五六日天]"
_LUNAR: Final = "[农历正一二三四五六七八九十冬腊闰月初廿除夕大小年]{1,12}"
_REMARK: Final = f"(?:{_WEEKDAY}|{_LUNAR}|{FESTIVAL})"
_NOTE: Final = rf"\({_REMARK}(?:[、,]{_REMARK}){{0,3}}\)|{_WEEKDAY}"
_NUMERAL: Final = "[一二三四五六七八九十]{1,3}"
_NUMBERING: Final = rf"(?:{_NUMERAL}[、.]|\((?:{_NUMERAL}|\d{{1,2}})\)|\d{{1,2}}[、.](?!\d))"
_FESTIVALS: Final = rf"{FESTIVAL}(?:[、,和及]{FESTIVAL}){{0,3}}"
_HEADING: Final = re.compile(rf"{_NUMBERING}?({_FESTIVALS})(?:假期)?(?::|(?=\d))")
_SENTENCE_END: Final = re.compile(r"[。;!?]|(?<=如下|机构):|(?<=的通知)|(?=节假日期间|鼓励)")
_MENTIONS_DAY: Final = re.compile(
    rf"\d月|\d日|\d[-/.]\d{{1,2}}[-/.]\d|{_NUMERAL}月{_NUMERAL}日|除夕|初[一二三四五六七八九十]"
)
_SPEAKS_OF_REST: Final = re.compile("放假|上班|调休|补休|连休")
_TOKEN: Final = re.compile(
    rf"""
    (?P<span>
      (?:(?P<year>\d{{4}})年)?(?:(?P<month>\d{{1,2}})月)?(?P<day>\d{{1,2}})(?=[日号至到–—―~-])
      (?P<closed>[日号](?P<note>{_NOTE})?)?
      (?P<range>(?:至|到|[–—―~-]{{1,2}})
      (?:(?P<year2>\d{{4}})年)?(?:(?P<month2>\d{{1,2}})月)?(?P<day2>\d{{1,2}})[日号]
      (?P<note2>{_NOTE})?)?)
    |(?P<extend>延长(?:\d{{4}}年)?(?P<extended>{_FESTIVALS})(?:放假|假期)至)
    |(?P<idle>不调休|与周[末六日]连休|[,、:]|以及|和|及|自|从|止)
    |(?P<rest>放假调休|放假|补休|调休|连休|休息)
    |(?P<work>起?(?:正常|照常)?上班)
    |(?P<count>(?:共计?)?(?P<number>\d{{1,2}})天)
    """,
    re.VERBOSE,
)
_LEADING: Final = re.compile(_NUMBERING)
_AS_PRINTED: Final = str.maketrans(",:()~", "，：（）～")


class NotRecognised(ValueError):
    """A text that is no readable 节假日安排; str() says why, one sentence in Chinese."""


@dataclass
class Statement:
    """What one sentence says of one festival (or of two that share their rest)."""

    festival: str
    rest: list[date] = field(default_factory=list)
    worked: list[date] = field(default_factory=list)
    rest_until: date | None = None  # 延长假期至
    weekdays: list[tuple[date, int]] = field(default_factory=list)  # as the text gives them
    counts: list[tuple[int, int]] = field(default_factory=list)  # 共N天, and days named till then
    joins_weekend: bool = False  # 与周末连休


def compacted(text: str) -> str:
    """The text with digits and punctuation of one width and without any space or line break.

    A space between two figures parts sentences: the figures are two. NotRecognised where the text
    is longer than LONGEST_TEXT, as pasted or in plain characters (one may stand for many).
    """
    plain = ""
    if len(text) <= LONGEST_TEXT:
        visible = (c for c in html.unescape(text) if unicodedata.category(c) not in UNSEEN)
        plain = unicodedata.normalize("NFKC", "".join(visible))
    if max(len(text), len(plain)) > LONGEST_TEXT:
        raise NotRecognised(f"粘贴的文字超过{LONGEST_TEXT}字，请只粘贴通知本身。")
    return "".join(re.sub(r"(?<=\d)\s+(?=\d)", "。", plain).split())


def statements(text: str, year: int) -> tuple[list[Statement], list[str]]:
    """What a compacted text says, and its sentences that were not understood.

    Of those, the ones that name a day, or speak of rest or work under a festival's heading.
    NotRecognised where a sentence is understood and its dates cannot be.
    """
    said: list[Statement] = []
    unread: list[str] = []
    for part in _parts(text):
        for sentence in filter(None, _SENTENCE_END.split(part.text)):
            reader = _Reader(year, part.festival)
            if reader.understands(sentence):
                said.append(reader.said)
                continue
            speaks = _SPEAKS_OF_REST if part.headed else _MENTIONS_DAY
            if speaks.search(sentence) or _MENTIONS_DAY.search(sentence):
                unread.append(sentence.translate(_AS_PRINTED))
    return said, unread


def canonical(festivals: str) -> str:
    """The festivals' names as notices.json has them: 「国庆、中秋」 is 国庆节、中秋节."""
    found = re.findall(FESTIVAL, festivals)
    return "、".join(dict.fromkeys(n if n in FESTIVALS else f"{n}节" for n in found))


@dataclass(frozen=True)
class _Part:
    festival: str | None
    text: str
    headed: bool


def _parts(text: str) -> Iterator[_Part]:
    """The text under each heading; before the first, of the one festival that the text names."""
    headings = list(_HEADING.finditer(text))
    named = canonical(text)
    before = text[: headings[0].start()] if headings else text
    yield _Part(named if named in FESTIVALS else None, before, headed=False)
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=False):
        yield _Part(canonical(heading[1]), text[heading.end() : end], headed=True)


class _Reader:
    """Reads one sentence: dates wait until the word that says what is done on them."""

    def __init__(self, year: int, festival: str | None) -> None:
        self.year = year
        self.last: date | None = None  # the date named last: 「3日」 is of its month
        self.said = Statement(festival or "")
        self.waiting: list[date] = []
        self.extending = False

    def understands(self, sentence: str) -> bool:
        """Whether the whole sentence is understood; if so, `said` is what it says."""
        tokens = _tokens(sentence)
        if tokens is None or not all(map(self._take, tokens)):
            return False
        said = self.said.rest or self.said.worked or self.said.rest_until
        return bool(said and self.said.festival) and not self.waiting and not self.extending

    def _take(self, token: re.Match[str]) -> bool:
        said = self.said
        match token.lastgroup:
            case "span":
                return self._take_days(token)
            case "extend":
                said.festival, self.extending = canonical(token["extended"]), True
            case "rest":
                said.rest += self.waiting
                self.waiting = []
                return bool(said.rest)
            case "work":
                said.worked += self.waiting
                worked, self.waiting = bool(self.waiting), []
                return worked
            case "count":
                said.counts.append((int(token["number"]), len(said.rest) + len(self.waiting)))
            case _:
                said.joins_weekend |= token[0].startswith("与周")
        return True

    def _take_days(self, token: re.Match[str]) -> bool:
        """One date or a range of them; False where no month can be told."""
        if not token["month"] and not self.last:
            return False
        quoted = token[0].translate(_AS_PRINTED)
        first = last = self._date(token, token["year"], token["month"], token["day"])
        self._note(first, token["note"])
        if token["range"]:
            last = self._date(token, token["year2"], token["month2"], token["day2"])
            self._note(last, token["note2"])
        if last < first:
            raise NotRecognised(f"文中的“{quoted}”止日早于起日，请核对原文。")
        if last - first >= LONGEST_STRETCH:
            raise NotRecognised(f"文中的“{quoted}”超过{LONGEST_STRETCH.days}天，请核对原文。")
        if self.extending:
            self.said.rest_until, self.extending = last, False
        else:
            self.waiting += [first + n * ONE_DAY for n in range((last - first).days + 1)]
        return True

    def _date(self, token: re.Match[str], year: str | None, month: str | None, day: str) -> date:
        """A date that names its year and month or has them of the one before it."""
        if month:
            # 元旦 may begin in the last days of the year before
            before = int(month) == DECEMBER and self.said.festival == "元旦"
            in_year, in_month = self.year - before, int(month)
        else:
            assert self.last, token
            in_year, in_month = self.last.year, self.last.month
        quoted = token[0].translate(_AS_PRINTED)
        try:
            found = date(int(year or in_year), in_month, int(day))
        except ValueError as wrong:
            raise NotRecognised(f"文中的“{quoted}”不是存在的日期，请核对原文。") from wrong
        if found.year != self.year and (found.year, found.month) != (self.year - 1, DECEMBER):
            raise NotRecognised(f"文中的“{quoted}”不属于{self.year}年的安排，请核对年份。")
        self.last = found
        return found

    def _note(self, day: date, note: str | None) -> None:
        weekday = re.search(_WEEKDAY, note or "")
        if weekday:
            said = weekday[0][-1].replace("天", "日")
            self.said.weekdays.append((day, WEEKDAYS.index(said)))


def _tokens(sentence: str) -> list[re.Match[str]] | None:
    """The sentence as dates and known words, None where anything else stands in it."""
    leading = _LEADING.match(sentence)
    at = leading.end() if leading else 0
    tokens: list[re.Match[str]] = []
    while at < len(sentence):
        token = _TOKEN.match(sentence, at)
        if token is None or (token["span"] and not (token["closed"] or token["range"])):
            return None
        tokens.append(token)
        at = token.end()
    return tokens
