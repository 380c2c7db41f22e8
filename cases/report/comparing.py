"""对照: every number of a text against the tables, where its words name a figure; else it is listed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from cases.law.report import TEXTS, Text
from cases.law.section_two import plain
from cases.report.claims import Flat, Nothing
from cases.report.content import Report
from cases.report.figures import NEW, Named, Unit, change_words, named_figures, percent
from cases.report.narrative import Filled, fields_of, marked
from cases.report.numbers_said import NumberSaid
from cases.report.phrases import Change, Meant, NotMeant, Share, Value, meant_in


class Verdict(StrEnum):
    """对照结果."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True)
class Reading:
    """What one number of a text turned out to be; places count from 0 in the filled text."""

    text: Text
    start: int
    end: int
    quoted: str  # the words around it
    said: str
    verdict: Verdict
    figure: str = ""  # the figure that its words name
    expected: str = ""
    why: str = ""  # why it was not compared

    @property
    def sentence(self) -> str:
        """A contradiction in one sentence."""
        return (
            f"“{self.text.name}”写的是“{self.quoted}”，"
            f"按表中数据{self.figure}应为{self.expected}，文中为{self.said}"
        )


@dataclass(frozen=True)
class Known:
    """What a text is compared with."""

    year: int
    organ: str
    now: Mapping[str, Named]
    before: Mapping[str, Named]


def known_of(report: Report) -> Known:
    """The figures of a report."""
    before = named_figures(report.before) if report.before else {}
    return Known(report.year, report.organ, named_figures(report.now), before)


def readings_of(report: Report) -> list[Reading]:
    """Every number of every text of a report, filled; those that fields gave agree by themselves."""
    known, fields = known_of(report), fields_of(report)
    return [
        reading
        for text in TEXTS
        if report.texts.get(text.key)
        for reading in readings_in(marked(report.texts[text.key], fields), text, known)
    ]


def readings_in(filled: Filled, text: Text, known: Known) -> Iterator[Reading]:
    """Every number of one text, in order."""
    for meant in meant_in(filled.text, known.year, known.organ):
        reading = _judged(meant, filled.text, text, known)
        from_field = filled.is_given(meant.start, meant.start + 1)
        if not (from_field and reading.verdict is Verdict.NOT_COMPARED):
            yield reading


def contradictions(readings: list[Reading]) -> list[Reading]:
    """Those that say something else than the tables."""
    return [one for one in readings if one.verdict is Verdict.CONTRADICTS]


def _judged(meant: Meant, words: str, text: Text, known: Known) -> Reading:
    expected, said, figure, agrees, why = _compared(meant, words, known)
    verdict = Verdict.NOT_COMPARED
    if not why:
        verdict = Verdict.AGREES if agrees else Verdict.CONTRADICTS
    quoted = words[meant.quote_from : meant.end].strip("，。；、 \n")
    return Reading(text, meant.start, meant.end, quoted, said, verdict, figure, expected, why)


Judgement = tuple[str, str, str, bool, str]  # expected, said, figure, agrees, why not compared


def _compared(meant: Meant, words: str, known: Known) -> Judgement:
    said = words[meant.start : meant.end]
    match meant.of:
        case NotMeant(why):
            return "", said, "", False, why
        case Value() as value:
            return _value(value, said, known)
        case Nothing(name, is_before):
            return _nothing(name, said, known.before if is_before else known.now)
        case Flat(name):
            return _change(name, None, said, known)
        case Change(name, number, grown):
            return _change(name, (number, grown), said, known)
        case Share(name, number, of):
            return _share(name, number, of, said, known)


NO_FIGURE: Final = "表中没有相应的数据"
NO_YEAR_BEFORE: Final = "没有上年数据"
OTHER_UNIT: Final = "单位与表中数据不同"
NO_WHOLE: Final = "没有可以计算占比的总数"


def _value(meant: Value, said: str, known: Known) -> Judgement:
    figures = known.before if meant.is_before else known.now
    one, number = figures.get(meant.name), meant.number
    name = f"上年{meant.name}" if meant.is_before else meant.name
    if one is None:
        return "", said, name, False, NO_YEAR_BEFORE if meant.is_before else NO_FIGURE
    value, step = number.value, number.step
    if one.unit is Unit.COUNT:
        if not number.is_count:
            return "", said, name, False, OTHER_UNIT
        unit = number.unit or "件"
    else:
        if not number.is_money:
            return "", said, name, False, OTHER_UNIT
        unit = one.unit.value
        if one.unit is Unit.MONEY:
            value, step = value / 10_000, step / 10_000
    agrees = near(one.value, value, step)
    return f"{plain(one.value)}{unit}", said, name, agrees, ""


def near(expected: Decimal, said: Decimal, step: Decimal) -> bool:
    """Whether what is said is the figure rounded to the last place that is said."""
    if step == 1 and expected == expected.to_integral_value():
        return expected == said
    return abs(expected - said) * 2 <= step


def _nothing(name: str, said: str, figures: Mapping[str, Named]) -> Judgement:
    one = figures.get(name)
    if one is None:
        return "", said, name, False, NO_FIGURE
    return f"{plain(one.value)}{one.unit}", said, name, not one.value, ""


def _change(
    name: str, said_change: tuple[NumberSaid, bool] | None, said: str, known: Known
) -> Judgement:
    now, before = known.now.get(name), known.before.get(name)
    label = f"{name}与上年相比"
    if now is None:
        return "", said, label, False, NO_FIGURE
    if before is None:
        return "", said, label, False, NO_YEAR_BEFORE
    difference = now.value - before.value
    if said_change is None:
        expected = change_words(now.value, before.value, now.unit)
        return expected, said, label, not difference, ""
    number, grown = said_change
    signed = number.value if grown else -number.value
    if not number.is_percent:
        unit = number.unit or "件"
        if number.is_money != (now.unit is not Unit.COUNT):
            return "", said, label, False, OTHER_UNIT
        step = number.step
        if now.unit is Unit.MONEY:
            signed, step = signed / 10_000, step / 10_000
            unit = now.unit
        way = "增加" if difference >= 0 else "减少"
        return (
            f"{way}{plain(abs(difference))}{unit}",
            said,
            label,
            near(difference, signed, step),
            "",
        )
    expected = change_words(now.value, before.value, now.unit)
    if not before.value:
        return expected, said, label, False, ""
    agrees = abs(difference * 100 / before.value - signed) * 2 <= number.step
    return expected, said, label, agrees, ""


def _share(name: str, number: NumberSaid, of: str, said: str, known: Known) -> Judgement:
    one = known.now.get(name)
    label = f"{name}占比"
    if one is None:
        return "", said, label, False, NO_FIGURE
    wholes = [known.now[whole] for whole in _wholes(one, of) if whole in known.now]
    shares = [one.value * 100 / whole.value for whole in wholes if whole.value]
    if not shares:
        return "", said, label, False, NO_WHOLE
    agrees = any(abs(part - number.value) * 2 <= number.step for part in shares)
    return percent(shares[0]), said, label, agrees, ""


def _wholes(one: Named, of: str) -> tuple[str, ...]:
    """What a share is one of: the whole that is named, or either where it is not told which."""
    if any(word in of for word in ("收到", "新收", "受理")):
        return (NEW,)
    if any(word in of for word in ("申请", "总")):
        return (one.whole, NEW)
    return (one.whole,)
