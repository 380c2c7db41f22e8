"""评议口径: what reviewers of annual reports look for, beside the figures of the text itself.

None of it is statute: each remark says that it is practice, and stops nobody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from rapidfuzz.fuzz import ratio

from cases.law.annual import COLUMN_LABELS, COLUMNS, Form, form_of, rows_of
from cases.law.annual import TITLE as THREE
from cases.law.articles import Article, Law, Standing, regulation
from cases.law.report import FIVE, ON_REQUEST, SIX, Text, misprints_in, texts_of_year
from cases.law.section_four import FIGURE_LABELS, FIGURES, GROUPS
from cases.law.section_four import TITLE as FOUR
from cases.law.section_two import TITLE as TWO
from cases.law.section_two import figure_at, figures_of, plain, printed
from cases.law.section_two_sum import SumOfTwo
from cases.report.content import Report
from cases.report.figures import ROW_NAMES, rounded
from cases.report.narrative import GAP, fields_of, marked

SHORTEST_PROBLEMS: Final = 80  # characters (convention): problems and what is done about each
SHORTEST_TEXT: Final = 20  # (convention)
SAME_FROM: Final = 90  # percent of likeness to last year's text (convention)
JUMP_UP: Final = 5  # above 5 × last year (practice)
JUMP_DOWN: Final = Decimal("0.2")  # below 0.2 ×
SAYS_SOMETHING: Final = 10  # convention: where both years are smaller, a ratio says nothing
DOUBLED: Final = re.compile("(增长|增加|上升|下降|减少)(增长|增加|下降|减少|持平)")
CHARGE_WORDS: Final = ("信息处理费", "收费通知")


class Check(StrEnum):
    """What is looked for."""

    EMPTY = "empty"
    SHORT = "short"
    COPIED = "copied"
    GAP = "gap"
    JUMP = "jump"
    CHARGES = "charges"
    LABELS = "labels"
    FORM = "form"
    MISSING = "missing"
    STOCK = "stock"
    MEMBERS = "members"


@dataclass(frozen=True)
class Remark:
    """One remark: in which part of the report, one sentence, how strongly its rule binds."""

    check: Check
    where: str  # the key of a text, or two, three, four, charges
    sentence: str
    standing: Standing = Standing.PRACTICE
    article: Article | None = None


def remarks(report: Report) -> list[Remark]:
    """Every remark, in the order of the report."""
    return [
        *_form(report),
        *_texts(report),
        *_missing(report),
        *_charges(report),
        *_valid_documents(report),
        *_jumps_entered(report),
        *_jumps_counted(report),
        *_jumps_challenged(report),
    ]


def remarks_beside(report: Report, members: SumOfTwo) -> Iterator[Remark]:
    """Where a government's section 二 says less than its members together."""
    own = report.now.two
    for path in members.above(own):
        figure, total = figure_at(own.form, path), members.total(path)
        assert total is not None
        sentence = (
            f"“{figure.label}”填写{own.printed(path)}，小于各成员单位合计的"
            f"{printed(figure, total)}，请核对"
        )
        yield Remark(Check.MEMBERS, "two", sentence)


def _form(report: Report) -> Iterator[Remark]:
    """The form follows the data year."""
    own = form_of(report.year)
    for where, form in (("three", report.now.form), ("two", report.now.two.form)):
        if form is not own:
            sentence = f"{report.year}年度应当使用{own}年表式，现为{form}年表式"
            yield Remark(Check.FORM, where, sentence, Standing.INTERPRETATION, Article(Law.FORM))


def _texts(report: Report) -> Iterator[Remark]:
    fields = fields_of(report)
    for text in texts_of_year(report.year):
        said = report.texts.get(text.key, "").strip()
        if not said:
            yield Remark(
                Check.EMPTY, text.key, f"“{text.name}”没有内容", Standing.STATUTE, text.basis[0]
            )
            continue
        if GAP in marked(said, fields).text:
            yield Remark(Check.GAP, text.key, f"“{text.name}”还有“{GAP}…】”没有填写")
        yield from _length(text, said)
        yield from _copied(text, said, report.texts_before.get(text.key, "").strip(), report.year)
        for doubled in DOUBLED.finditer(marked(said, fields).text):
            sentence = f"“{text.name}”中的“{doubled[0]}”重复，比较的字段自己写明增长、下降或者持平"
            yield Remark(Check.LABELS, text.key, sentence, Standing.CONVENTION)
        for wrong, right in misprints_in(said):
            sentence = f"“{text.name}”中的“{wrong}”与表式不符，应为“{right}”"
            yield Remark(Check.LABELS, text.key, sentence, article=Article(Law.FORM))


def _length(text: Text, said: str) -> Iterator[Remark]:
    least = SHORTEST_PROBLEMS if text.key == FIVE else SHORTEST_TEXT
    length = len("".join(said.split()))
    if length < least:
        sentence = f"“{text.name}”只有{length}字，少于{least}字，请写明具体情况"
        if text.key == FIVE:
            sentence = f"“{text.name}”只有{length}字，少于{least}字，请写明存在的问题、上年问题的改进情况和下一步措施"
        yield Remark(Check.SHORT, text.key, sentence, Standing.CONVENTION)


def _copied(text: Text, said: str, before: str, year: int) -> Iterator[Remark]:
    """The same as last year but for a few signs; a text of figures in fields may well be."""
    if not before or text.key == SIX or (text.key == ON_REQUEST and "{" in said):
        return
    alike = ratio("".join(said.split()), "".join(before.split()))
    if alike >= SAME_FROM:
        how = "相同" if alike == 100 else f"有{alike:.0f}%相同"
        sentence = f"“{text.name}”与{year - 1}年度的文字{how}，请按本年度的实际情况撰写"
        yield Remark(Check.COPIED, text.key, sentence, article=regulation(50))


def _missing(report: Report) -> Iterator[Remark]:
    missing = report.now.two.missing
    if missing:
        names = "、".join(f"“{one.label}”" for one in missing[:3])
        more = f"等{len(missing)}项" if len(missing) > 3 else ""
        sentence = f"“{TWO}”还没有填写{names}{more}"
        yield Remark(Check.MISSING, "two", sentence, Standing.STATUTE, regulation(50, 1, 1))


def _charges(report: Report) -> Iterator[Remark]:
    """信息处理费 is in 元 and stands in 六, none too; 行政事业性收费 is in 万元 and stands in 二."""
    charges = report.now.charges
    said = marked(report.texts.get(SIX, ""), fields_of(report)).text
    if charges is None:
        sentence = "还没有填写本年度收取信息处理费的情况，没有收取的填0"
        yield Remark(Check.CHARGES, "charges", sentence, article=Article(Law.FEES))
        return
    if not any(word in said for word in CHARGE_WORDS):
        sentence = (
            "没有收取信息处理费的，也应当在“六、其他需要报告的事项”中写明"
            if charges.none
            else f"实际收取信息处理费{plain(charges.received)}元，“六、其他需要报告的事项”中没有说明"
        )
        yield Remark(Check.CHARGES, SIX, sentence, article=Article(Law.FEES))
    if "信息处理费" in said and "万元" in said:
        sentence = "信息处理费以元为单位，“六、其他需要报告的事项”中写的是万元，请核对"
        yield Remark(Check.CHARGES, SIX, sentence)
    if charges.received > charges.noticed:
        sentence = (
            f"实际收取{plain(charges.received)}元，多于收费通知的总金额{plain(charges.noticed)}元，"
            "属于上年度通知、本年度缴纳的请写明"
        )
        yield Remark(Check.CHARGES, "charges", sentence, Standing.CONVENTION)
    if not charges.notices and charges.noticed:
        sentence = f"收费通知为0件，总金额却为{plain(charges.noticed)}元，请核对"
        yield Remark(Check.CHARGES, "charges", sentence, Standing.CONVENTION)
    entered = report.now.two.figures.get("fees_10k_yuan")
    if entered and charges.received and entered in (charges.received, charges.received / 10_000):
        sentence = (
            "第二部分的行政事业性收费与信息处理费金额相同；前者是本机关全部行政事业性收费，"
            "以万元为单位，请核对是否混淆"
        )
        yield Remark(Check.CHARGES, "two", sentence)


def _valid_documents(report: Report) -> Iterator[Remark]:
    """In force = in force last year + made − ended, of 规章 and 行政规范性文件 (2021 form)."""
    before = report.before
    if before is None or {report.now.two.form, before.two.form} != {Form.FORM_2021}:
        return
    now, last = report.now.two.figures, before.two.figures
    for line, name in (("regulations", "规章"), ("normative_documents", "行政规范性文件")):
        made, ended, valid = (now.get(f"{line}.{key}") for key in ("made", "repealed", "valid"))
        was = last.get(f"{line}.valid")
        if made is None or ended is None or valid is None or was is None:
            continue
        if valid != was + made - ended:
            sentence = (
                f"{name}现行有效{plain(valid)}件，按上年{plain(was)}件加制发{plain(made)}件减废止"
                f"{plain(ended)}件应为{plain(was + made - ended)}件，请核对"
            )
            yield Remark(Check.STOCK, "two", sentence)


def is_jump(now: Decimal, before: Decimal) -> bool:
    """Above five times, or below a fifth, of last year; figures that are small in both are none."""
    if max(now, before) < SAYS_SOMETHING:
        return False
    return now > before * JUMP_UP or now < before * JUMP_DOWN


def _jump(where: str, name: str, now: Decimal, before: Decimal) -> Iterator[Remark]:
    if is_jump(now, before):
        times = f"，是上年的{plain(rounded(now / before, 2))}倍" if now and before else ""
        said = f"上年{plain(before)}，本年{plain(now)}{times}"
        sentence = f"{name}：{said}，请核对，属实的在报告中说明"
        yield Remark(Check.JUMP, where, sentence)


def _jumps_entered(report: Report) -> Iterator[Remark]:
    """Cell by cell, where both years have the same form."""
    before = report.before
    if before is None or before.two.form is not report.now.two.form:
        return
    for one in figures_of(report.now.two.form):
        now, last = report.now.two.figures.get(one.path), before.two.figures.get(one.path)
        if now is not None and last is not None and now >= 0 and last >= 0:
            yield from _jump("two", f"{TWO}“{one.label}”", now, last)


def _jumps_counted(report: Report) -> Iterator[Remark]:
    """Cell by cell; rows that one of the two forms has not are left out."""
    if report.before is None:
        return
    now, before = report.now.three, report.before.three
    both = {row.key for row in rows_of(before.form)}
    for row in rows_of(now.form):
        if row.key not in both:
            continue
        for column in COLUMNS:
            name = f"{THREE}“{ROW_NAMES[row.key]}”行“{COLUMN_LABELS[column]}”列"
            figures = Decimal(now.cell(row.key, column)), Decimal(before.cell(row.key, column))
            yield from _jump("three", name, *figures)


def _jumps_challenged(report: Report) -> Iterator[Remark]:
    if report.before is None:
        return
    for group in GROUPS:
        for figure in FIGURES:
            name = f"{FOUR}“{'，'.join(group.heads)}，{FIGURE_LABELS[figure]}”"
            now = Decimal(report.now.four.cell(group.key, figure))
            yield from _jump("four", name, now, Decimal(report.before.four.cell(group.key, figure)))
