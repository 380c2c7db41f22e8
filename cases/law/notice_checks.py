"""What is doubtful about a year's 节假日安排: questions for the person who enters it, no refusals.

Days that can be no schedule at all are refused by notices.py (WrongNotice).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from cases.law.calendar import SATURDAY, WEEKDAYS, in_chinese
from cases.law.festivals import MEASURES, MOVING, YEARS

REST_WITHIN: Final = timedelta(days=10)  # of the festival (convention; at most 8, in 2020)
WORKED_WITHIN: Final = timedelta(days=16)  # of a rest day (convention; at most 11, in 2026)
ONE_DAY: Final = timedelta(days=1)
MONTHS: Final = 12

# fmt: off
STATUTORY_DAYS: Final = (
    # in force from, days at rest for all citizens, 办法第二条 as revised by
    (date(2014, 1, 1), 11, "国务院令第644号（2013年12月11日）"),
    (date(2025, 1, 1), 13, "国务院令第795号（2024年11月10日）"),
)
# fmt: on
FESTIVALS: Final = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
MERGED: Final = {"中秋节": "国庆节"}  # the one may be named under the other, when it falls there

Days = Iterable[tuple[date, str]]


class Doubt(StrEnum):
    """What a question is about."""

    WEEKDAY_DIFFERS = "weekday_differs"
    COUNT_DIFFERS = "count_differs"
    YEAR_BEYOND = "year_beyond"
    FESTIVAL_UNKNOWN = "festival_unknown"
    FESTIVAL_MISSING = "festival_missing"
    FESTIVAL_NOT_AT_REST = "festival_not_at_rest"
    REST_FAR_FROM_FESTIVAL = "rest_far_from_festival"
    WORKED_DAY_IS_WEEKDAY = "worked_day_is_weekday"
    WORKED_DAY_FAR = "worked_day_far"
    UNBALANCED = "unbalanced"


@dataclass(frozen=True)
class Question:
    """One thing to check; `sentence` says in Chinese what is odd, `day` where, None for the year."""

    code: Doubt
    day: date | None
    sentence: str


def questions_about(year: int, rest: Days, worked: Days) -> tuple[Question, ...]:
    """Everything odd about a whole year's schedule, day by day; nothing where nothing is."""
    if year not in YEARS:
        sentence = (
            f"系统只有{YEARS[0]}年至{YEARS[-1]}年的节日日期，无法核对{year}年的安排，请逐日核对。"
        )
        return (Question(Doubt.YEAR_BEYOND, None, sentence),)
    schedule = _Schedule(year, tuple(rest), tuple(worked))
    return (
        *_festivals(schedule),
        *_rest_days(schedule),
        *_worked_days(schedule),
        *_balance(schedule),
    )


def weekday_differs(day: date, said: int) -> Question:
    """The text gives a day another weekday than it has; `said` counts from Monday = 0."""
    swapped = _swapped(day)
    hint = _hint(swapped) if swapped and swapped.weekday() == said else ""
    sentence = (
        f"文中写{in_chinese(day)}是星期{WEEKDAYS[said]}，该日实为星期{WEEKDAYS[day.weekday()]}，"
        f"请核对{hint}。"
    )
    return Question(Doubt.WEEKDAY_DIFFERS, day, sentence)


def count_differs(first: date, said: int, found: int) -> Question:
    """The text counts other days than it names, in the rest that begins on `first`."""
    sentence = (
        f"文中写{in_chinese(first)}开始的放假共{said}天，所列日期为{found}天，请核对起止日期。"
    )
    return Question(Doubt.COUNT_DIFFERS, first, sentence)


def festival_days(year: int) -> dict[str, date]:
    """The day of each of the seven festivals in a year of YEARS; of 春节 it is 正月初一."""
    _, new_year, tomb_sweeping, dragon_boat, mid_autumn = MOVING[year - YEARS.start]
    return {
        "元旦": date(year, 1, 1),
        "春节": date(year, *new_year),
        "清明节": date(year, 4, tomb_sweeping),
        "劳动节": date(year, 5, 1),
        "端午节": date(year, *dragon_boat),
        "中秋节": date(year, *mid_autumn),
        "国庆节": date(year, 10, 1),
    }


def statutory_days(year: int) -> int:
    """How many days all citizens rest in a year by 办法第二条, from 2014 on."""
    return [days for since, days, _ in STATUTORY_DAYS if since <= date(year, 1, 1)][-1]


def names(festival: str) -> list[str]:
    """The festivals that one entry names: 国庆节、中秋节 are two."""
    return festival.split("、")


@dataclass(frozen=True)
class _Schedule:
    year: int
    rest: tuple[tuple[date, str], ...]
    worked: tuple[tuple[date, str], ...]

    def resting(self, festival: str) -> list[date]:
        """The rest days of the festivals that an entry names, in order."""
        wanted = set(names(festival))
        return sorted(day for day, entry in self.rest if wanted & set(names(entry)))

    def worked_near(self, day: date, festival: str) -> bool:
        """Whether a day may be worked in exchange for the rest of a festival."""
        return any(abs(day - at_rest) <= WORKED_WITHIN for at_rest in self.resting(festival))


def _festivals(schedule: _Schedule) -> Iterator[Question]:
    for festival, day in festival_days(schedule.year).items():
        resting = schedule.resting(festival)
        if not resting and day in schedule.resting(MERGED.get(festival, festival)):
            continue
        if not resting:
            sentence = f"{schedule.year}年的安排没有列出{festival}，请核对是否遗漏。"
            yield Question(Doubt.FESTIVAL_MISSING, None, sentence)
        elif day not in resting:
            swapped = _swapped(day)
            hint = _hint(day) if swapped in resting else ""
            sentence = (
                f"{schedule.year}年{festival}是{day.month}月{day.day}日，"
                f"但该日未列入{festival}放假，请核对{hint}。"
            )
            yield Question(Doubt.FESTIVAL_NOT_AT_REST, day, sentence)
    listed = {name for _, entry in (*schedule.rest, *schedule.worked) for name in names(entry)}
    for name in sorted(listed - set(FESTIVALS)):
        sentence = f"“{name}”不是{MEASURES}规定的全体公民放假的节日，请核对节日名称。"
        yield Question(Doubt.FESTIVAL_UNKNOWN, None, sentence)


def _rest_days(schedule: _Schedule) -> Iterator[Question]:
    festivals = festival_days(schedule.year)
    for day, entry in schedule.rest:
        around = [festivals[name] for name in names(entry) if name in festivals]
        if not around or _near(day, around):
            continue
        swapped = _swapped(day)
        hint = _hint(swapped) if swapped and _near(swapped, around) else ""
        sentence = f"{in_chinese(day)}列为{entry}放假，但离{entry}较远，请核对{hint}。"
        yield Question(Doubt.REST_FAR_FROM_FESTIVAL, day, sentence)


def _worked_days(schedule: _Schedule) -> Iterator[Question]:
    for day, entry in schedule.worked:
        swapped = _swapped(day)
        fits = swapped and _is_weekend(swapped) and schedule.worked_near(swapped, entry)
        hint = _hint(swapped) if swapped and fits else ""
        # 「2月3日（星期一）起正常上班」 of 2020 names the first weekday after the rest: no exchange
        resumes = day - ONE_DAY in schedule.resting(entry)
        if not _is_weekend(day) and not resumes:
            sentence = (
                f"{in_chinese(day)}（星期{WEEKDAYS[day.weekday()]}）本来就是工作日，"
                f"却列为{entry}调休上班，请核对{hint}。"
            )
            yield Question(Doubt.WORKED_DAY_IS_WEEKDAY, day, sentence)
        if not schedule.worked_near(day, entry):
            sentence = (
                f"{in_chinese(day)}列为{entry}调休上班，但前后{WORKED_WITHIN.days}天内"
                f"没有{entry}放假，请核对{hint}。"
            )
            yield Question(Doubt.WORKED_DAY_FAR, day, sentence)


def _balance(schedule: _Schedule) -> Iterator[Question]:
    """What is rested on weekdays beyond the statute is worked on weekends: 调休 gives no days."""
    gained = sum(not _is_weekend(day) for day, _ in schedule.rest)
    worked = sum(_is_weekend(day) for day, _ in schedule.worked)
    due = statutory_days(schedule.year)
    if gained - worked != due:
        sentence = (
            f"{schedule.year}年的安排放假占用工作日{gained}天，周末上班{worked}天，"
            f"相抵为{gained - worked}天，而法定节假日为{due}天，请核对有无遗漏或者多列的日期。"
        )
        yield Question(Doubt.UNBALANCED, None, sentence)


def _near(day: date, festivals: list[date]) -> bool:
    return all(abs(day - festival) <= REST_WITHIN for festival in festivals)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def _swapped(day: date) -> date | None:
    """The date with day and month exchanged, None where that is none or the same."""
    if day.day > MONTHS or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def _hint(meant: date) -> str:
    return f"是否日、月颠倒（应为{meant.month}月{meant.day}日）"
