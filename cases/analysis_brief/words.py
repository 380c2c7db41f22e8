"""The sentences of the brief: every number of them is a figure of the tables beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from cases.analysis_lines import Line, class_lines, month_lines, organ_lines, topic_lines
from cases.law.articles import regulation
from cases.law.identity import masked_text
from cases.models import Organ
from cases.percentages import percent
from cases.queries_analysis import OUTCOMES, Analysis
from cases.queries_topics import Grouped
from cases.topics.dictionary import OTHER

MOST_NAMED: Final = 3  # topics that the text names
MOST_GROUPS: Final = 10  # groups of like requests in the table
LONGEST_SAID: Final = 60  # characters of a request
BAR: Final = "■"
LONGEST_BAR: Final = 8  # characters that find room in its column


@dataclass(frozen=True)
class Table:
    """A table of the brief: headings, their shares of the width, its lines."""

    columns: tuple[str, ...]
    widths: tuple[int, ...]  # shares of the page's
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """一、…: a heading, its text and its tables."""

    heading: str
    text: tuple[str, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Brief:
    """The whole brief."""

    title: tuple[str, str]  # on two lines: whose, and what
    span: str
    sections: tuple[Section, ...]
    rules: str


RULES: Final = (
    "说明：新收按收到申请之日、办结按答复日期统计，与年度报告表的口径相同；按期答复率不计申请人撤回的；"
    "复议、诉讼按收到通知之日，纠错按审结日期；环比与上一期、同比与上年同期相比；主题按主题词典归类，可以人工更正。"
)


def brief_of(organ: Organ, organs: Sequence[Organ], found: Analysis, like: Grouped) -> Brief:
    """The brief of a span; `organs`: whose cases it counts, the organ itself the first."""
    first, last = found.period.first, found.period.last
    bodies = [
        ("总体情况", *_whole(found)),
        ("主题分布", *_topics(found)),
        ("办理结果和时效", *_outcomes(found)),
        ("行政复议和行政诉讼", *_challenges(found)),
        *([("各单位情况", *_organs(found, organs))] if len(organs) > 1 else []),
        ("重复、相似申请", *_like(like)),
    ]
    return Brief(
        title=(organ.name, f"{found.period.label}政府信息公开申请分析简报"),
        span=f"统计期间：{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
        + (f"，本级和所属共{len(organs)}个单位" if len(organs) > 1 else ""),
        sections=tuple(
            Section(f"{NUMERALS[place]}、{heading}", text, tables)
            for place, (heading, text, tables) in enumerate(bodies)
        ),
        rules=RULES,
    )


NUMERALS: Final = "一二三四五六"
Body = tuple[tuple[str, ...], tuple[Table, ...]]


def _whole(found: Analysis) -> Body:
    total = found.total
    then = [
        f"{word}{_moved(total.received, before)}"
        for word, before in (("环比", total.before), ("同比", total.year_before))
        if before
    ]
    said = f"{found.period.label}，新收政府信息公开申请{total.received}件"
    said += f"，{'，'.join(then)}" if then else ""
    said += f"；办结{total.answered}件。"
    kinds = [line for line in class_lines(found) if line.figures.received]
    if kinds:
        named = "、".join(
            f"{line.label}{line.figures.received}件（{percent(line.share)}）" for line in kinds
        )
        said += f"按申请人类别，{named}。"
    months = month_lines(found)
    table = Table(
        ("月份", "新收", "图示", "办结", "逾期答复", "按期答复率"),
        (60, 60, 112, 60, 70, 80),
        tuple(
            (
                line.label, str(line.figures.received), bar(line), str(line.figures.answered),
                str(line.figures.late), percent(line.figures.rate),
            )
            for line in months
        ),
    )  # fmt: skip
    return (said,), (table,) if months else ()


def _moved(now: int, then: int) -> str:
    """增长25.0% · 下降4.8% · 持平."""
    if now == then:
        return "持平"
    word = "增长" if now > then else "下降"
    return f"{word}{percent(Fraction(abs(now - then), then))}"


def _topics(found: Analysis) -> Body:
    lines = sorted(topic_lines(found), key=lambda line: -line.figures.received)
    named = [
        line for line in lines if line.figures.received and line.label != OTHER and line.key != "-"
    ]
    if not named:
        return ("本期没有可以归类的申请。",), ()
    most = "、".join(
        f"{line.label}{line.figures.received}件（{percent(line.share)}）"
        for line in named[:MOST_NAMED]
    )
    said = f"申请较多的主题为{most}。"
    grown = [
        line
        for line in named
        if line.figures.before and line.figures.received > line.figures.before
    ]
    if grown:
        fastest = max(grown, key=lambda line: line.figures.received - line.figures.before)
        more = fastest.figures.received - fastest.figures.before
        said += f"与上一期相比，增加最多的主题为{fastest.label}，增加{more}件。"
    if found.uncomputed:
        said += f"另有{found.uncomputed}件尚未归类。"
    table = Table(
        ("主题", "新收", "占比", "图示", "环比", "同比", "复议诉讼", "纠错"),
        (80, 36, 50, 104, 56, 56, 30, 30),
        tuple(
            (
                line.label, str(line.figures.received), percent(line.share), bar(line),
                line.change, line.change_on_year,
                str(line.figures.reviews + line.figures.suits), str(line.figures.corrected),
            )
            for line in lines
        ),
    )  # fmt: skip
    return (said,), (table,)


def _outcomes(found: Analysis) -> Body:
    total = found.total
    if not total.answered:
        return ("本期没有办结的申请。",), ()
    told = "、".join(f"{label}{count}件" for label, count in total.outcomes.items() if count)
    said = f"本期办结{total.answered}件，其中{told}。"
    if total.rate is not None:
        late = f"，逾期答复{total.late}件" if total.late else "，没有逾期答复"
        said += f"按期答复率{percent(total.rate)}{late}。"
    lines = [line for line in topic_lines(found) if line.figures.answered]
    table = Table(
        ("主题", "办结", *OUTCOMES, "按期答复率"),
        (92, 42, *(38 for _ in OUTCOMES), 80),
        tuple(
            (
                line.label, str(line.figures.answered),
                *(str(count) for count in line.figures.outcomes.values()),
                percent(line.figures.rate),
            )
            for line in sorted(lines, key=lambda line: -line.figures.answered)
        ),
    )  # fmt: skip
    return (said,), (table,)


def _challenges(found: Analysis) -> Body:
    total = found.total
    if not total.reviews + total.suits + total.corrected:
        return ("本期没有收到行政复议、行政诉讼通知，也没有被纠正的案件。",), ()
    said = f"本期收到行政复议通知{total.reviews}件、行政诉讼通知{total.suits}件，审结后被纠正{total.corrected}件。"
    wrong = [line for line in topic_lines(found) if line.figures.corrected]
    if wrong:
        said += f"被纠正的案件涉及{'、'.join(f'{line.label}{line.figures.corrected}件' for line in wrong)}。"
    return (said,), ()


def _organs(found: Analysis, organs: Sequence[Organ]) -> Body:
    lines = [
        line
        for line in organ_lines(found, organs)
        if line.figures.received or line.figures.answered
    ]
    if not lines:
        return ("本期各单位都没有收到或者办结的申请。",), ()
    most = max(lines, key=lambda line: line.figures.received)
    said = f"有{len(lines)}个单位收到或者办结申请，新收最多的为{most.label}，{most.figures.received}件。"
    table = Table(
        ("单位", "新收", "占比", "办结", "逾期答复", "按期答复率", "复议诉讼", "纠错"),
        (158, 40, 54, 40, 34, 56, 30, 30),
        tuple(
            (
                line.label, str(line.figures.received), percent(line.share),
                str(line.figures.answered), str(line.figures.late), percent(line.figures.rate),
                str(line.figures.reviews + line.figures.suits), str(line.figures.corrected),
            )
            for line in sorted(lines, key=lambda line: -line.figures.received)
        ),
    )  # fmt: skip
    return (said,), (table,)


def _like(like: Grouped) -> Body:
    if not like.groups:
        return ("本期没有发现重复或者相似的申请。",), ()
    count = sum(len(group.cases) for group in like.groups)
    said = f"本期有{len(like.groups)}组共{count}件申请内容相同或者相似。"
    if like.is_cut:
        said += f"（比对最近收到的{like.requests}件）"
    several = [group for group in like.groups if group.applicants > 1]
    if several:
        said += (
            f"其中{len(several)}组有两名以上申请人，属于可以公开的，"
            f"可以依照{regulation(44, 1)}纳入主动公开的范围。"
        )
    table = Table(
        ("申请内容", "主题", "件数", "申请人数"),
        (12, 4, 2, 3),
        tuple(
            (_short(group.said), group.topic or "—", str(len(group.cases)), str(group.applicants))
            for group in like.groups[:MOST_GROUPS]
        ),
    )
    return (said,), (table,)


def _short(said: str) -> str:
    text = masked_text(" ".join(said.split()))
    return text if len(text) <= LONGEST_SAID else f"{text[:LONGEST_SAID]}……"


def bar(line: Line) -> str:
    """The figure as a bar of text, the largest LONGEST_BAR long; none is so short that it is lost."""
    if not line.figures.received:
        return ""
    return BAR * max(1, round(line.bar * LONGEST_BAR / 100))
