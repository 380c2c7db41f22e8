"""When the annual report is due (条例 49): a plan towards 31 January and 31 March, with reminders.

「前」 is read carefully (convention): aimed at is the day before the last one of the month, and
reminders begin eleven days before the day of the statute. An organ's own dates may only be earlier.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, Standing, regulation


class Publisher(StrEnum):
    """编制主体: whose report it is, which decides its date."""

    DEPARTMENT = "department"
    GOVERNMENT = "government"
    TOWNSHIP = "township"

    @property
    def label(self) -> str:
        """As pages name it."""
        return PUBLISHERS[self]


PUBLISHERS: Final = {
    Publisher.DEPARTMENT: "县级以上人民政府部门",
    Publisher.GOVERNMENT: "县级以上人民政府",
    Publisher.TOWNSHIP: "乡镇人民政府、街道办事处",
}
# Ends of names by which an organ's kind is proposed (convention); the office may say otherwise.
TOWNSHIPS: Final = ("镇人民政府", "乡人民政府", "街道办事处", "街道", "镇政府", "乡政府")
GOVERNMENTS: Final = (
    "人民政府",
    "管理委员会",
    "管委会",
    "市政府",
    "县政府",
    "区政府",
    "综合实验区",
)


def publisher_of(name: str) -> Publisher:
    """Whose report it is as far as the organ's name tells (convention)."""
    name = name.split("（")[0].split("(")[0]
    if name.endswith(TOWNSHIPS):
        return Publisher.TOWNSHIP
    return Publisher.GOVERNMENT if name.endswith(GOVERNMENTS) else Publisher.DEPARTMENT


@dataclass(frozen=True, order=True)
class MonthDay:
    """A day of every year."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """That day of a year; ValueError where the year has none."""
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        """1月30日."""
        return f"{self.month}月{self.day}日"

    @property
    def key(self) -> str:
        """As it is stored: 01-30."""
        return f"{self.month:02}-{self.day:02}"


def month_day(key: str) -> MonthDay:
    """The day that is stored; ValueError for what is none."""
    month, _, day = key.partition("-")
    found = MonthDay(int(month), int(day))
    found.of(2000)  # a leap year: 29 February is no error by itself
    return found


@dataclass(frozen=True)
class Due:
    """The dates of one kind of organ, in the year after the data year."""

    publisher: Publisher
    warn_from: MonthDay
    aim: MonthDay
    last: MonthDay | None  # None: the statute names no date
    article: Article | None
    standing: Standing  # of the last date, or of the aim where there is none


# fmt: off
DUE: Final = {
    one.publisher: one
    for one in (
        # whose, reminders from, aimed at, last day (「前」), article, standing
        Due(Publisher.DEPARTMENT, MonthDay(1, 20), MonthDay(1, 30), MonthDay(1, 31),
            regulation(49, 1), Standing.STATUTE),
        Due(Publisher.GOVERNMENT, MonthDay(3, 20), MonthDay(3, 30), MonthDay(3, 31),
            regulation(49, 2), Standing.STATUTE),
        # 乡镇、街道: none in 条例; January as departments (practice)
        Due(Publisher.TOWNSHIP, MonthDay(1, 20), MonthDay(1, 30), None, None, Standing.PRACTICE),
    )
}
# fmt: on
MEMBERS_DUE: Final = MonthDay(1, 31)  # when a government has its departments' reports
MEMBERS_ARTICLE: Final = regulation(49, 1)


@dataclass(frozen=True)
class LocalDates:
    """An organ's own dates: each None where it has none of its own."""

    warn_from: MonthDay | None = None
    aim: MonthDay | None = None


@dataclass(frozen=True)
class Milestone:
    """One date of the plan: what is to be done by it, and what stands behind it."""

    on: date
    label: str
    standing: Standing | None  # None: the organ's own
    article: Article | None = None
    is_last: bool = False


class Stage(StrEnum):
    """Where a day stands in the plan."""

    EARLY = "early"
    RUNNING = "running"
    WARNING = "warning"
    LAST_DAYS = "last_days"
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True)
class Plan:
    """The dates of one report, in the order of the calendar."""

    year: int  # the data year
    publisher: Publisher
    milestones: tuple[Milestone, ...]
    warn_from: date
    aim: date
    last: date | None

    def stage(self, today: date, published_on: date | None = None) -> Stage:
        """Where a day stands: published, not yet to be made, to be made, reminded of, too late."""
        if published_on is not None:
            return Stage.DONE
        if today.year <= self.year:
            return Stage.EARLY
        if today > (self.last or self.aim):
            return Stage.OVERDUE
        if today > self.aim:
            return Stage.LAST_DAYS
        return Stage.WARNING if today >= self.warn_from else Stage.RUNNING

    def reminder(self, today: date, published_on: date | None = None) -> str:
        """One sentence for the office."""
        last = f"，法定期限为{_said(self.last)}前" if self.last else "（条例没有规定期限）"
        match self.stage(today, published_on):
            case Stage.DONE:
                assert published_on is not None
                if self.last is not None and published_on > self.last:
                    late = (published_on - self.last).days
                    return f"已于{_said(published_on)}公布，晚于法定期限{late}天。"
                return f"已于{_said(published_on)}公布。"
            case Stage.EARLY:
                return f"{self.year}年度尚未结束，报告应于{_said(self.aim)}以前公布{last}。"
            case Stage.RUNNING | Stage.WARNING:
                days = (self.aim - today).days
                left = f"还有{days}天" if days else "就是今天"
                return f"应于{_said(self.aim)}以前公布，{left}{last}。"
            case Stage.LAST_DAYS:
                return f"已过计划公布的{_said(self.aim)}{last}，请立即公布。"
            case Stage.OVERDUE:
                due = self.last or self.aim
                kind = "法定期限" if self.last else "计划公布日期"
                return f"已超过{kind}{(today - due).days}天（{_said(due)}），请立即公布。"


def plan_of(year: int, publisher: Publisher, local: LocalDates = LocalDates()) -> Plan:
    """The plan of a data year's report; `local` may only be earlier (see too_late)."""
    due, after = DUE[publisher], year + 1
    aim, warn_from = local.aim or due.aim, local.warn_from or due.warn_from
    assert not list(too_late(publisher, local)), local
    warn_from = min(warn_from, aim)
    found = [
        Milestone(date(after, 1, 1), "上年度数据截止，生成年度报告表", Standing.PRACTICE),
        Milestone(
            warn_from.of(after), "开始提醒", None if local.warn_from else Standing.CONVENTION
        ),
        Milestone(aim.of(after), "计划公布", None if local.aim else Standing.CONVENTION),
    ]
    if publisher is Publisher.GOVERNMENT:
        label = "各部门的年度报告应已公布，开始汇总"
        members = MEMBERS_DUE.of(after)
        found.append(Milestone(members, label, Standing.STATUTE, MEMBERS_ARTICLE))
    last = due.last.of(after) if due.last else None
    if last is not None:
        found.append(Milestone(last, "法定期限（前）", due.standing, due.article, is_last=True))
    found.sort(key=lambda one: one.on)
    return Plan(year, publisher, tuple(found), warn_from.of(after), aim.of(after), last)


def too_late(publisher: Publisher, local: LocalDates) -> Iterator[tuple[str, MonthDay]]:
    """The fields of own dates that are later than they may be, each with the latest day allowed."""
    due = DUE[publisher]
    if local.aim is not None and local.aim > due.aim:
        yield "aim", due.aim
    latest = min(local.aim or due.aim, due.warn_from)
    if local.warn_from is not None and local.warn_from > latest:
        yield "warn_from", latest


def _said(day: date | None) -> str:
    assert day is not None
    return f"{day.year}年{day.month}月{day.day}日"
