"""工作日历: against the law's own figures, a library's table, and counting day by day."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.law.calendar import BeyondCalendar, Why, compiled, packaged_calendar
from cases.law.festivals import MOVING, YEARS, statutory
from cases.law.notices import Notice, WrongNotice, in_force, known_before, packaged
from tests.law.almanac import row
from tests.law.clocking import CALENDAR, ONE_DAY, REST, WORKED, D, count, works

PUBLISHED = st.dates(date(2018, 1, 1), date(2026, 8, 1))


def days(first: date, last: date) -> list[date]:
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]


# law.md §13: working days in the year
@pytest.mark.parametrize(
    ("year", "working_days"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248),
     (2026, 248)],
)  # fmt: skip
def test_working_days_of_each_year(year: int, working_days: int) -> None:
    assert CALENDAR.between(date(year - 1, 12, 31), date(year, 12, 31)) == working_days


# law.md §13: received, +7, +15, +20, +40
@pytest.mark.parametrize(
    ("received", "seven", "fifteen", "twenty", "forty"),
    [
        ("2019-04-25", "2019-05-07", "2019-05-17", "2019-05-24", "2019-06-24"),
        ("2020-01-10", "2020-01-20", "2020-02-07", "2020-02-14", "2020-03-13"),
        ("2020-01-20", "2020-02-06", "2020-02-18", "2020-02-25", "2020-03-24"),
        ("2021-09-15", "2021-09-26", "2021-10-12", "2021-10-19", "2021-11-16"),
        ("2022-12-30", "2023-01-11", "2023-01-28", "2023-02-02", "2023-03-02"),
        ("2024-02-08", "2024-02-23", "2024-03-06", "2024-03-13", "2024-04-11"),
        ("2025-09-28", "2025-10-14", "2025-10-24", "2025-10-31", "2025-11-28"),
        ("2026-02-12", "2026-02-28", "2026-03-11", "2026-03-18", "2026-04-16"),
        ("2026-12-04", "2026-12-15", "2026-12-25", "2027-01-04", "2027-02-01"),
    ],
)
def test_vectors_of_the_rulebook(
    received: str, seven: str, fifteen: str, twenty: str, forty: str
) -> None:
    found = [CALENDAR.after(D(received), n) for n in (7, 15, 20, 40)]
    assert found == [D(seven), D(fifteen), D(twenty), D(forty)]


@pytest.mark.parametrize(
    ("received", "first_notice", "changed"),
    [("2020-01-10", "2020-02-12", "2020-02-14"), ("2020-01-20", "2020-02-21", "2020-02-25")],
)
def test_as_known_before_the_spring_festival_of_2020_was_extended(
    received: str, first_notice: str, changed: str
) -> None:
    before = compiled(known_before(date(2020, 1, 26), packaged()))
    assert before.after(D(received), 20) == D(first_notice)
    assert CALENDAR.after(D(received), 20) == D(changed)
    # as first published: 02-01 (Saturday) is worked, 01-31 (Friday) too; then neither
    assert before.is_workday(date(2020, 1, 31))
    assert before.is_workday(date(2020, 2, 1))
    assert not CALENDAR.is_workday(date(2020, 1, 31))
    assert not CALENDAR.is_workday(date(2020, 2, 1))
    assert before.version != CALENDAR.version


def test_as_known_before_labour_day_of_2019_was_extended() -> None:
    before = compiled(known_before(date(2019, 3, 22), packaged()))
    # 29 and 30 April, then 1 May alone at rest: 2 May is the third working day after the 26th
    assert before.after(date(2019, 4, 26), 3) == date(2019, 5, 2)
    # Sunday 28 worked, 29, 30; 1 to 4 May at rest, Sunday 5 worked
    assert CALENDAR.after(date(2019, 4, 26), 3) == date(2019, 4, 30)
    assert CALENDAR.after(date(2019, 4, 26), 4) == date(2019, 5, 5)
    assert before.is_published(2019)
    assert not before.is_published(2020)


def test_every_published_day_agrees_with_chinesecalendar() -> None:
    # Without an exception: 除夕 2024 (02-09), which the notice only encourages to rest, is a
    # working day in both.
    for day in days(date(2018, 1, 1), date(2026, 12, 31)):
        assert CALENDAR.is_workday(day) == chinese_calendar.is_workday(day), day


@settings(max_examples=200)
@given(PUBLISHED, st.integers(1, 60))
def test_counting_day_by_day_gives_the_same(start: date, n: int) -> None:
    found = CALENDAR.after(start, n)
    assert found == count(start, n)
    assert CALENDAR.between(start, found) == n


@settings(max_examples=100)
@given(PUBLISHED, st.integers(-40, 400))
def test_days_between_are_those_counted_one_by_one(start: date, distance: int) -> None:
    end = max(start + timedelta(days=distance), date(2018, 1, 1))
    found = CALENDAR.between(start, min(end, date(2026, 12, 31)))
    assert found == sum(works(day) for day in days(start + ONE_DAY, min(end, date(2026, 12, 31))))


def test_each_day_says_why() -> None:
    spring = CALENDAR.day(date(2024, 2, 12))
    assert (spring.why, spring.works, spring.festival) == (Why.REST, False, "春节")
    assert spring.text == (
        "2024年2月12日（星期一）春节放假，不是工作日，"
        "依据国务院办公厅2024年节假日安排（国办发明电〔2023〕7号）。"
    )
    made_up = CALENDAR.day(date(2024, 2, 18))
    assert (made_up.why, made_up.works) == (Why.WORKED, True)
    assert "因春节调休上班，是工作日" in made_up.text
    assert CALENDAR.day(date(2024, 2, 9)).text == "2024年2月9日（星期五）是工作日。"  # 除夕 2024
    assert CALENDAR.day(date(2024, 3, 2)).text == "2024年3月2日（星期六）是周末，不是工作日。"
    assert CALENDAR.day(date(2027, 1, 1)).text == (
        "2027年1月1日（星期五）是法定节假日（元旦），不是工作日，"
        "依据《全国年节及纪念日放假办法》；2027年节假日安排尚未公布。"
    )


def test_a_notice_without_a_known_number_says_so() -> None:
    assert "2026年节假日安排（文号不详）" in CALENDAR.day(date(2026, 10, 1)).text


def test_a_changed_schedule_names_both_notices() -> None:
    text = CALENDAR.day(date(2019, 5, 2)).text
    assert "国办发明电〔2019〕3号，调整国办发明电〔2018〕15号" in text


def test_irregular_days_are_weekdays_at_rest_and_weekend_days_worked() -> None:
    found = {day.day for day in CALENDAR.irregular(date(2018, 1, 1), date(2026, 12, 31))}
    # the span opens after 2018-01-01, itself a Monday at rest
    rest = {day for day in REST if day.weekday() < 5} - {date(2018, 1, 1)}
    assert found == rest | {day for day in WORKED if day.weekday() >= 5}


def test_next_years_schedule_may_touch_this_december() -> None:
    # 国办发明电〔2018〕15号: Saturday 2018-12-29 worked, Sunday 30 and Monday 31 at rest
    assert CALENDAR.is_workday(date(2018, 12, 29))
    assert not CALENDAR.is_workday(date(2018, 12, 31))
    before = compiled(known_before(date(2018, 12, 4), packaged()))
    assert not before.is_workday(date(2018, 12, 29))
    assert before.is_workday(date(2018, 12, 31))
    # the day is of 2018, whose schedule was published (clock.md rule 9: the year of the day)
    assert before.is_published(2018)


@pytest.mark.parametrize("year", YEARS)
def test_festivals_of_every_year_agree_with_the_sky(year: int) -> None:
    assert row(year) == MOVING[year - YEARS.start]


@pytest.mark.parametrize("year", range(2018, 2027))
def test_festivals_of_published_years_are_days_of_rest(year: int) -> None:
    exceptions = set()
    if year < 2025:  # by the revision of 2013: 除夕 and 2 May were no statutory days
        new_year_eve = date(year, *MOVING[year - YEARS.start][1]) - ONE_DAY
        exceptions = {new_year_eve, date(year, 5, 2)}
    for day in set(statutory(year)) - exceptions:
        assert not CALENDAR.is_workday(day), day


@pytest.mark.parametrize("year", range(2027, YEARS[-1] + 1))
def test_an_unpublished_year_is_the_weekday_rule_less_the_statutory_days(year: int) -> None:
    festivals = statutory(year)
    for day in days(date(year, 1, 1), date(year, 12, 31)):
        assert CALENDAR.is_workday(day) == (day.weekday() < 5 and day not in festivals), day
    assert not CALENDAR.is_published(year)


def test_statutory_days_are_those_of_the_2024_revision() -> None:
    # 2027: 正月初一 is 6 February, 清明 5 April, 端午 9 June, 中秋 15 September; 13 days
    assert [day.isoformat()[5:] for day in statutory(2027)] == [
        "01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02", "06-09", "09-15",
        "10-01", "10-02", "10-03",
    ]  # fmt: skip
    # 2031: 中秋 falls on 1 October; the day bears both names and no day is added
    assert statutory(2031)[date(2031, 10, 1)] == "中秋节、国庆节"
    assert len(statutory(2031)) == 12


@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2061, 1, 1)])
def test_days_outside_are_refused_with_the_range(day: date) -> None:
    for look in (CALENDAR.is_workday, CALENDAR.day, lambda d: CALENDAR.after(d, 1)):
        with pytest.raises(BeyondCalendar, match="不在工作日历范围内（2018年至2060年）"):
            look(day)


def test_counting_beyond_the_last_year_is_refused() -> None:
    with pytest.raises(BeyondCalendar, match="2060年12月30日之后第20个工作日"):
        CALENDAR.after(date(2060, 12, 30), 20)


def test_the_calendar_is_made_once_and_its_version_follows_the_notices() -> None:
    assert packaged_calendar() is packaged_calendar()
    assert compiled(packaged()).version == CALENDAR.version
    assert compiled(packaged()[:-1]).version != CALENDAR.version


def test_a_new_notice_publishes_its_year() -> None:
    rest = ((date(2026, 12, 31), "元旦"), (date(2027, 1, 1), "元旦"))
    notice = Notice(2027, "国办发明电〔2026〕9号", date(2026, 11, 20), None, rest, ())
    calendar = compiled([*packaged(), notice])
    assert calendar.is_published(2027)
    # from Friday 2026-12-25: 28, 29, 30; 31 and 1 January at rest; Monday 4 January
    assert calendar.after(date(2026, 12, 25), 4) == date(2027, 1, 4)
    # 除夕 2027-02-05 is a Friday: once published, only the schedule speaks
    assert calendar.is_workday(date(2027, 2, 5))


def test_two_schedules_for_one_year_are_refused() -> None:
    with pytest.raises(WrongNotice, match="2026年有两份均未被替代的节假日安排"):
        in_force([*packaged(), packaged()[-1]])


@pytest.mark.parametrize(
    ("rest", "worked"),
    [
        (((date(2027, 1, 1), "元旦"),), ((date(2027, 1, 1), "元旦"),)),
        (((date(2026, 11, 30), "元旦"),), ()),
        (((date(2028, 1, 1), "元旦"),), ()),
    ],
)
def test_a_schedule_that_cannot_be_one_is_refused(
    rest: tuple[tuple[date, str], ...], worked: tuple[tuple[date, str], ...]
) -> None:
    with pytest.raises(WrongNotice):
        Notice(2027, None, None, None, rest, worked)


def test_no_schedule_at_all_is_refused() -> None:
    with pytest.raises(WrongNotice, match="没有任何年份"):
        compiled([])
