"""Pasted text of a notice 关于××××年部分节假日安排的通知: what it says, read into days.

A notice that changes a schedule names the changed festival only; read with the schedule that it
changes, the result is a whole schedule.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cases.law.calendar import SATURDAY, in_chinese
from cases.law.festivals import YEARS
from cases.law.notice_checks import (
    Question,
    count_differs,
    names,
    questions_about,
    weekday_differs,
)
from cases.law.notice_words import (
    FESTIVAL,
    LONGEST_STRETCH,
    NotRecognised,
    Statement,
    compacted,
    statements,
)
from cases.law.notices import DECEMBER, Notice

__all__ = ["NotRecognised", "Recognised", "as_notice", "recognise"]

PUBLISHED_FROM: Final = 9  # month of the year before, if no year is named (convention)
ONE_DAY: Final = timedelta(days=1)

_NUMBER: Final = re.compile(
    r"(?<!》[(〔\[])(国办[一-龥]{1,4})[〔\[(【](\d{4})[〕\])】]第?(\d{1,3})号"
)
_DATE: Final = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_SIGNED: Final = re.compile(rf"国务院办公厅,?{_DATE}|{_DATE}[。)]?$")
_NAMED_YEAR: Final = re.compile(rf"(?<!\d)(\d{{4}})年度?(?:部分|节假日|(?:农历)?{FESTIVAL})")
_YEAR_OF_DAY: Final = re.compile(r"(?<!\d)(\d{4})年(\d{1,2})月\d{1,2}日")

_Named = dict[date, str]


@dataclass(frozen=True)
class Recognised:
    """What a text says, as a whole schedule: the days, and what a person must still look at.

    `questions` are what is odd about it; `unread` are the sentences that mention a day and from
    which no day was taken. `number` (文号) and `issued_on` are None where the text does not say.
    A worked day that is printed a week off, still near its festival, nothing can tell.
    """

    year: int
    number: str | None
    issued_on: date | None
    supersedes: str | None  # the number of the schedule that it was read with
    rest: tuple[tuple[date, str], ...]
    worked: tuple[tuple[date, str], ...]
    questions: tuple[Question, ...]
    unread: tuple[str, ...]


def recognise(text: str, base: Notice | None = None) -> Recognised:
    """The schedule in a text, of `base` what the text does not change; NotRecognised otherwise."""
    plain = compacted(text)
    number, plain = _number(plain)
    issued_on, plain = _issued_on(plain)
    year = _year(plain, issued_on, base)
    said, unread = statements(plain, year)
    if not said:
        raise NotRecognised("文中没有识别出放假或者上班的日期，请粘贴通知全文。")
    rest, worked = _schedule(said, base)
    for day in sorted(rest.keys() & worked.keys()):
        raise NotRecognised(f"{in_chinese(day)}既列为放假又列为上班，请核对原文。")
    return Recognised(
        year=year,
        number=number,
        issued_on=issued_on,
        supersedes=base.number if base else None,
        rest=tuple(sorted(rest.items())),
        worked=tuple(sorted(worked.items())),
        questions=(
            *dict.fromkeys(_doubts(said, rest)),
            *questions_about(year, rest.items(), worked.items()),
        ),
        unread=tuple(unread),
    )


def as_notice(recognised: Recognised) -> Notice:
    """The recognised schedule as the calendar takes it; WrongNotice where it cannot be one."""
    return Notice(
        year=recognised.year,
        number=recognised.number,
        issued_on=recognised.issued_on,
        supersedes=recognised.supersedes,
        rest=recognised.rest,
        worked=recognised.worked,
    )


def _number(text: str) -> tuple[str | None, str]:
    """文号 with the brackets of 国办, and the text without it; a number cited after 《…》 is another."""
    found = {f"{series}〔{year}〕{serial}号" for series, year, serial in _NUMBER.findall(text)}
    if len(found) > 1:
        raise NotRecognised(f"文中有{'、'.join(sorted(found))}等多个文号，请只粘贴一份通知。")
    return next(iter(found), None), _NUMBER.sub("。", text)


def _issued_on(text: str) -> tuple[date | None, str]:
    """成文日期 below the publisher's name or at the very end, and the text without it."""
    signed = list(_SIGNED.finditer(text))
    for found in reversed(signed):
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            issued_on = date(year, month, day)
        except ValueError:
            continue  # it stays in the text, among the unread
        return issued_on, f"{text[: found.start()]}。{text[found.end() :]}"
    return None, text


def _year(text: str, issued_on: date | None, base: Notice | None) -> int:
    """The year of the schedule: as headed, of `base`, of its dates, or the year after its issue."""
    years = {int(year) for year in _NAMED_YEAR.findall(text)}
    if base and years | {base.year} != {base.year}:
        other = "、".join(f"{year}年" for year in sorted(years))
        raise NotRecognised(f"文中是{other}的安排，与所调整的{base.year}年安排不是同一年。")
    if base:
        years = {base.year}
    if not years:  # the last days of December are the next year's 元旦
        dated = ((int(year), int(month)) for year, month in _YEAR_OF_DAY.findall(text))
        years = {year + (month == DECEMBER) for year, month in dated}
    if not years and issued_on and issued_on.month >= PUBLISHED_FROM:
        years = {issued_on.year + 1}
    if len(years) > 1:
        several = "、".join(f"{year}年" for year in sorted(years))
        raise NotRecognised(f"文中有{several}等多个年份的安排，请只粘贴一份通知。")
    for year in years:
        if year in YEARS:
            return year
        raise NotRecognised(f"文中是{year}年的安排，系统只收录{YEARS[0]}年至{YEARS[-1]}年的安排。")
    raise NotRecognised("文中没有写明是哪一年的节假日安排，请连同标题粘贴通知全文。")


def _schedule(said: list[Statement], base: Notice | None) -> tuple[_Named, _Named]:
    """Rest days and worked days: those of `base` save for the festivals that the text speaks of."""
    spoken = {name for one in said for name in names(one.festival)}
    given_rest = {name for one in said if one.rest for name in names(one.festival)}
    rest: _Named = {}
    worked: _Named = {}
    if base:
        rest = {day: entry for day, entry in base.rest if given_rest.isdisjoint(names(entry))}
        extended = {name for one in said if one.rest_until for name in names(one.festival)}
        replaced = spoken - (extended - given_rest)
        worked = {day: entry for day, entry in base.worked if replaced.isdisjoint(names(entry))}
    for one in said:
        for day in one.rest:
            _add(rest, day, one.festival)
    for one in said:
        if one.rest_until:
            _extend(rest, worked, one.festival, one.rest_until)
    for one in said:
        for day in one.worked:
            _add(worked, day, one.festival)
    return rest, worked


def _add(days: _Named, day: date, festival: str) -> None:
    """A day that two festivals name has both names: 国庆节、中秋节."""
    listed = names(days[day]) if day in days else []
    days[day] = "、".join(dict.fromkeys((*listed, *names(festival))))


def _extend(rest: _Named, worked: _Named, festival: str, until: date) -> None:
    """延长假期至: rest on to that day; nothing is worked on the days won."""
    days = [day for day, entry in rest.items() if set(names(entry)) & set(names(festival))]
    if not days:
        raise NotRecognised(f"文中延长{festival}假期，请先选定所调整的原安排。")
    last = max(days)
    if not ONE_DAY <= until - last <= LONGEST_STRETCH:
        raise NotRecognised(
            f"文中延长{festival}假期至{in_chinese(until)}，与原假期的末日{in_chinese(last)}不符。"
        )
    for n in range(1, (until - last).days + 1):
        worked.pop(last + n * ONE_DAY, None)
        rest[last + n * ONE_DAY] = rest[last]


def _doubts(said: list[Statement], rest: _Named) -> Iterator[Question]:
    """Where the text contradicts itself: weekdays and numbers of days."""
    for one in said:
        for day, weekday in one.weekdays:
            if day.weekday() != weekday:
                yield weekday_differs(day, weekday)
        days = one.rest
        if one.rest_until:
            mine = set(names(one.festival))
            days = [day for day, entry in rest.items() if mine & set(names(entry))]
        for count, named in one.counts:
            found = len(days) if one.rest_until else named
            if count != found and not (one.joins_weekend and days and count == _with_weekend(days)):
                yield count_differs(min(days or one.worked), count, found)


def _with_weekend(days: list[date]) -> int:
    """How many days the rest has with the weekend days beside it: 与周末连休."""
    first, last = min(days), max(days)
    while (first - ONE_DAY).weekday() >= SATURDAY:
        first -= ONE_DAY
    while (last + ONE_DAY).weekday() >= SATURDAY:
        last += ONE_DAY
    return (last - first).days + 1
