"""What the numbers of a text are said of: a figure, its change on last year, its share, or nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cases.report.claims import Claim, Flat, Nothing, claims_in
from cases.report.figures import BOTH, DIRECT, NEW, REVIEWS, STOCKS, SUITS
from cases.report.named_in_words import (
    BEHIND,
    JOINED,
    RESULT_WORDS,
    bare,
    ended,
    named,
)
from cases.report.numbers_said import NumberSaid, numbers_in
from cases.report.spans_of_time import is_part_of_year, year_said


@dataclass(frozen=True)
class Value:
    """A figure's value, this year's or the one before's."""

    name: str
    number: NumberSaid
    is_before: bool


@dataclass(frozen=True)
class Change:
    """How much a figure changed against last year."""

    name: str
    number: NumberSaid
    grown: bool


@dataclass(frozen=True)
class Share:
    """How much of the whole a figure is; `of` are the words between 占 and the number."""

    name: str
    number: NumberSaid
    of: str


@dataclass(frozen=True)
class NotMeant:
    """A number that cannot be compared, and why."""

    why: str


Of = Value | Change | Share | Nothing | Flat | NotMeant


@dataclass(frozen=True)
class Meant:
    """One number, or words for none, with its place and what it is said of."""

    start: int
    end: int
    quote_from: int
    of: Of


ABOUT: Final = NotMeant("约数")
RANGE: Final = NotMeant("起止范围")
LISTED: Final = NotMeant("并列的数字，不能分别对应")
UNKNOWN: Final = NotMeant("文字没有指明是表中的哪一项")
PART: Final = NotMeant("只是其中一部分，表中没有单列")
OTHER_TIME: Final = NotMeant("说的是其他时段")
OTHER_ORGAN: Final = NotMeant("说的是其他单位")
NOT_THE_YEAR_BEFORE: Final = NotMeant("不是与上年相比")

SENTENCE: Final = re.compile(r"[^。！？!?\n]+")
CHANGED: Final = re.compile(
    r"(?P<way>增长|增加|上升|上涨|提高|增幅|下降|减少|降低|下滑|回落|降幅|少|多)"
    r"(?P<more>了|率|幅度)?(为|达到|达|是|：)?$"
)
GROWN: Final = frozenset({"增长", "增加", "上升", "上涨", "提高", "增幅", "多"})
COMPARED: Final = re.compile(
    r"[，,、；]?(同比|环比|(相)?(较|比|与)(于)?(?P<when>上一?年度?|去年|前年|(?P<year>20[0-9]{2})年度?)"
    r"(同期)?(相比|相较|比较)?)?[，,]?(新收|数量|总量)?$"
)
SAID_BEFORE: Final = re.compile(
    r"(较|比|与|相较)(于)?(上一?年度?|去年|(?P<year>20[0-9]{2})年度?)(同期)?(的)?$"
)
PART_OF: Final = re.compile(
    r"占(?P<of>[^占，,。；;、]*?)(的)?(比例|比重|百分比|比|比率)?(约)?(为|达到|达|是|：)?$"
)
ONLY_SOME: Final = re.compile(
    r"通过|网络|网上|线上|线下|信函|邮寄|邮件|邮箱|当面|现场|传真|窗口|来信|来访|平台|网站|当场"
    r"|涉及|关于|其中(?!.*(自然人|法人|公民))"
)
OF_ANOTHER: Final = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{2,20}?(局|委员会|办公室|办事处|镇|乡|街道|中心|法院|检察院|公司))"
    r"(共|新|累计|总共|也|分别|均)*$"
)
OWN: Final = ("我", "本", "全", "各", "该")
RANGE_AFTER: Final = re.compile(r"^ ?([-—–~～至到]) ?[0-9零一二两三四五六七八九十]")
RANGE_BEFORE: Final = re.compile(r"[0-9零一二三四五六七八九十] ?[件%]?[-—–~～至到] ?$")
ROW_AFTER: Final = re.compile(r"^[、和] ?[0-9]")  # 28%、12%: what each is of stands before both
ROW_BEFORE: Final = re.compile(r"^[、和] ?$")
REVIEWED: Final = re.compile(
    r"复议[、和及与或]{1,2}(者|提起)?(行政)?诉讼|复议后起诉|直接起诉|复议|诉讼|应诉"
)


def meant_in(text: str, year: int, organ: str) -> Iterator[Meant]:
    """Every number and every claim of nought in a text, in order."""
    for sentence in SENTENCE.finditer(text):
        yield from _Sentence(sentence[0], sentence.start(), year, organ).read()


class _Sentence:
    """One sentence, read from its beginning: what was spoken of last is what goes on."""

    def __init__(self, text: str, at: int, year: int, organ: str) -> None:
        self.text, self.at, self.year, self.organ = text, at, year, organ
        self.subject = ""

    def read(self) -> Iterator[Meant]:
        """Numbers and claims, by their places."""
        everything: list[Claim | NumberSaid] = [
            *claims_in(self.text, self.year),
            *numbers_in(self.text),
        ]
        last = 0
        for said in sorted(everything, key=lambda one: one.start):
            of: Of
            if isinstance(said, NumberSaid):
                of = self._number(said, last)
            elif isinstance(said.of, Flat):
                place = named(self.text[last : said.start].rstrip("，,"), self.year)
                name = place[0] if place else self.subject
                of = Flat(name) if name else UNKNOWN
            else:
                of = said.of
                self.subject = said.of.name
            yield Meant(self.at + said.start, self.at + said.end, self.at + last, of)
            last = said.end

    def _number(self, number: NumberSaid, last: int) -> Of:
        lead, tail = self.text[last : number.start], self.text[number.end :]
        unsure = self._unsure(number, lead, tail)
        if number.is_percent or CHANGED.search(lead):
            return unsure or self._compared(number, lead)
        of = self._value(number, last, tail)
        if isinstance(of, Value):
            self.subject = of.name
        return unsure or of

    def _unsure(self, number: NumberSaid, lead: str, tail: str) -> NotMeant | None:
        if number.about:
            return ABOUT
        if RANGE_AFTER.match(tail) or RANGE_BEFORE.search(self.text[: number.start]):
            return RANGE
        in_row = ROW_AFTER.match(tail) or ROW_BEFORE.search(lead)
        return LISTED if in_row or "分别" in lead[-12:] else None

    def _compared(self, number: NumberSaid, lead: str) -> Of:
        """A change on last year, or a share."""
        if number.unit == "个百分点":
            return UNKNOWN
        if changed := CHANGED.search(lead):
            before = lead[: changed.start()]
            against = COMPARED.search(before)
            assert against is not None  # it may be empty
            if not self._is_last_year(against):
                return NOT_THE_YEAR_BEFORE
            name = self._named_before(before[: against.start()])
            return Change(name, number, changed["way"] in GROWN) if name else UNKNOWN
        if part := PART_OF.search(lead):
            name = self._named_before(lead[: part.start()])
            return Share(name, number, part["of"]) if name else UNKNOWN
        return UNKNOWN

    def _is_last_year(self, against: re.Match[str]) -> bool:
        if against[0].startswith(("环比", "，环比")) or against["when"] == "前年":
            return False
        return against["year"] in (None, str(self.year - 1))

    def _named_before(self, text: str) -> str:
        """The figure named at the end of a text; else what the sentence was speaking of."""
        found = named(text.rstrip("，,、 "), self.year) if text.strip("，,、；; ") else None
        if found is None:
            return self.subject
        self.subject = found[0]
        return found[0]

    def _value(self, number: NumberSaid, last: int, tail: str) -> Of:
        lead = self.text[last : number.start]
        if compared := SAID_BEFORE.search(lead):
            if compared["year"] not in (None, str(self.year - 1)):
                return NOT_THE_YEAR_BEFORE
            return Value(self.subject, number, is_before=True) if self.subject else UNKNOWN
        found = self._result(lead, number) or self._class(lead) or named(lead, self.year)
        rest = found[1] if found else lead
        if found is None and (behind := BEHIND.match(tail)):
            found = self._behind(behind["name"]), lead
        if found is None or not found[0]:
            return UNKNOWN
        spoken = self.text[: last + len(rest)]
        return self._limited(found[0], spoken, re.split(r"[，,；;]", rest)[-1], number)

    def _behind(self, name: str) -> str:
        result = RESULT_WORDS.get(name)
        return f"{self._challenge(self.text)}{result}" if result else name

    def _result(self, lead: str, number: NumberSaid) -> tuple[str, str] | None:
        """维持、纠正 … of what the sentence was challenged by."""
        for stage in bare(lead):
            if found := ended(stage, "result"):
                kind = self._challenge(self.text[: number.start])
                return (f"{kind}{found[0]}", found[1]) if kind else None
        return None

    def _challenge(self, before: str) -> str:
        """What was spoken of last: 复议, 诉讼, both."""
        said = [found[0] for found in REVIEWED.finditer(before)]
        if not said:
            return {REVIEWS: "复议", SUITS: "诉讼", BOTH: "复议诉讼", DIRECT: "直接起诉"}.get(
                self.subject, ""
            )
        if JOINED.search(said[-1]):
            return "复议诉讼"
        return {"复议": "复议", "诉讼": "诉讼", "应诉": "诉讼"}.get(said[-1], said[-1])

    def _class(self, lead: str) -> tuple[str, str] | None:
        """自然人、法人 … of the stock that the sentence is speaking of."""
        for stage in bare(lead):
            found = ended(stage, "class")
            if found and not found[0]:
                return None
            if found:
                stock = self.subject if self.subject in STOCKS.values() else self._stock()
                return f"{found[0]}{stock}", found[1]
        return None

    def _stock(self) -> str:
        """The stock whose part was spoken of last: 自然人办结 → 办结."""
        return next((one for one in STOCKS.values() if self.subject.endswith(one)), NEW)

    def _limited(self, name: str, spoken: str, clause: str, number: NumberSaid) -> Of:
        """The figure, unless the words limit it to a part, another time or another organ."""
        if name in STOCKS.values() and ONLY_SOME.search(clause):
            return PART
        another = OF_ANOTHER.search(clause)
        if another and not self._is_own(another["organ"]):
            return OTHER_ORGAN
        said = year_said(spoken, self.year)
        if is_part_of_year(spoken) or said not in (self.year, self.year - 1):
            return OTHER_TIME
        return Value(name, number, is_before=said == self.year - 1)

    def _is_own(self, organ: str) -> bool:
        return organ.startswith(OWN) or self.organ.endswith(organ) or organ.endswith(self.organ)
