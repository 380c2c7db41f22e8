"""行政复议、行政诉讼的期间: each to its last day, with the steps that lead there.

Working days follow the calendar. Days, months and years are natural; a last day that is no working
day moves to the first one after it. The first day never counts (民事诉讼法 85).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from cases.law.calendar import Calendar, Day, in_chinese
from cases.law.challenge_period_rules import (
    AT_MOST,
    CIVIL,
    COMPUTATION,
    FORUM,
    Period,
    PeriodRule,
    Unit,
    Within,
    rule_in_force,
)
from cases.law.challenge_results import Forum
from cases.law.clock_explained import Step
from cases.law.clock_rules import Rule
from cases.law.festivals import MEASURES
from cases.law.periods import MONTHS, months_after

MOVED: Final = "moved"  # 顺延: the rule of the step


@dataclass(frozen=True)
class Deadline:
    """A period with its last day; provisional while the schedule of that day's year is unknown."""

    period: Period
    start: date
    due: date
    article: str
    provisional: bool
    steps: tuple[Step, ...]


def runs(calendar: Calendar, period: Period, start: date) -> Deadline:
    """The period that begins with a day (day 0); BeyondCalendar, NoPeriod where it cannot."""
    rule = rule_in_force(period, start)
    return _counted(calendar, period, rule, start, FORUM[period])


def fixed(
    calendar: Calendar, period: Period, start: date, within: Within, article: str, forum: Forum
) -> Deadline:
    """A period whose length a decision of a forum names under an article, counted by its law."""
    rule = replace(rule_in_force(period, start), within=within, article=article)
    return _counted(calendar, period, rule, start, forum)


def untold(
    calendar: Calendar, period: Period, knew_on: date, told_on: date | None = None
) -> Deadline:
    """未告知救济权利、期限: the period from the day it was told, at most a year from knowing the act.

    For APPLY, SUE and SUE_AFTER_REVIEW; `told_on` is not before `knew_on`.
    """
    assert told_on is None or told_on >= knew_on, (told_on, knew_on)
    longest = runs(calendar, AT_MOST[period], knew_on)
    if told_on is None:
        return replace(longest, period=period)
    rule = replace(rule_in_force(period, told_on), begins="知道救济权利和期限")
    usual = _counted(calendar, period, rule, told_on, FORUM[period])
    text = (
        f"未告知救济权利或者期限的，期限自知道之日起计算，"
        f"但自知道行政行为、复议决定内容之日（{in_chinese(knew_on)}）起最长不超过一年，"
        f"即不晚于{in_chinese(longest.due)}。"
    )
    cap = Step(longest.period.value, longest.article, text, knew_on, longest.due, None)
    if longest.due < usual.due:
        return replace(longest, period=period, steps=(*usual.steps, cap))
    return replace(usual, steps=(*usual.steps, cap))


def named(period: Period, start: date, due: date, article: str) -> Deadline:
    """A period whose last day a decision or a court names: that day, and no other."""
    text = f"{rule_in_force(period, start).what}，文书指定的最后一日为{in_chinese(due)}。"
    step = Step(period.value, article, text, start, due, None)
    return Deadline(period, start, due, article, False, (step,))


def _counted(
    calendar: Calendar, period: Period, rule: PeriodRule, start: date, forum: Forum
) -> Deadline:
    within = rule.within
    assert within.count >= 1, within
    last = _last(calendar, start, within)
    due = last if calendar.is_workday(last) else calendar.after(last, 1)
    text = (
        f"{rule.what}，期限为自{rule.begins}之日（{in_chinese(start)}）起{within}，"
        f"首日不计，至{in_chinese(last)}届满。"
    )
    workdays = within.unit is Unit.WORKDAYS
    days = within.count if workdays else None
    steps = [Step(period.value, rule.article, text, start, last, days)]
    if workdays:
        steps += map(_irregular, calendar.irregular(start, last))
    if due != last:
        steps.append(_moved(calendar, forum, last, due))
    provisional = not calendar.is_published(due.year)
    if provisional:
        steps.append(_provisional(due))
    return Deadline(period, start, due, rule.article, provisional, tuple(steps))


def _last(calendar: Calendar, start: date, within: Within) -> date:
    """The last day before it may move; months and years end on the day of the same number."""
    match within.unit:
        case Unit.WORKDAYS:
            return calendar.after(start, within.count)
        case Unit.DAYS:
            return start + timedelta(days=within.count)
        case Unit.MONTHS:
            return months_after(start, within.count)
        case Unit.YEARS:
            return months_after(start, within.count * MONTHS)


def _irregular(day: Day) -> Step:
    rule = Rule.WORKED_DAY if day.works else Rule.REST_DAY
    return Step(rule.value, day.article, day.text, day.day, day.day, 1)


def _moved(calendar: Calendar, forum: Forum, last: date, due: date) -> Step:
    """顺延: the last day is a 法定休假日."""
    own = next(article for since, article in COMPUTATION[forum] if last >= since)
    civil = next(article for since, article in CIVIL if last >= since)
    text = f"{calendar.day(last).text}期限顺延至{in_chinese(due)}。"
    return Step(MOVED, f"{own}、{civil}", text, last, due, None)


def _provisional(due: date) -> Step:
    text = f"{due.year}年节假日安排尚未公布，该日期按法定节假日推算，安排公布后重新确定。"
    return Step(Rule.PROVISIONAL.value, MEASURES, text, due, due, None)
