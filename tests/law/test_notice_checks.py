"""Questions about a schedule: none for what was published, one for every slip of the hand."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.festivals import YEARS, statutory
from cases.law.notice_checks import (
    FESTIVALS,
    Doubt,
    Question,
    festival_days,
    questions_about,
    statutory_days,
)
from cases.law.notices import Notice, WrongNotice, packaged

Day = tuple[date, str]
BALANCED = [notice for notice in packaged() if notice.number != "国办发明电〔2020〕1号"]
(EXTENDED,) = [notice for notice in packaged() if notice.number == "国办发明电〔2020〕1号"]
(OF_2025,) = [notice for notice in packaged() if notice.year == 2025]
(OF_2026,) = [notice for notice in packaged() if notice.year == 2026]


def asked(
    notice: Notice,
    *,
    without: tuple[date, ...] = (),
    rest: tuple[Day, ...] = (),
    worked: tuple[Day, ...] = (),
) -> tuple[Question, ...]:
    """The questions about a published schedule less some days and with others."""
    return questions_about(
        notice.year,
        [*(entry for entry in notice.rest if entry[0] not in without), *rest],
        [*(entry for entry in notice.worked if entry[0] not in without), *worked],
    )


def about(questions: tuple[Question, ...], code: Doubt) -> Question:
    (found,) = [question for question in questions if question.code is code]
    return found


def swapped(day: date) -> date | None:
    """Day and month exchanged, where that is another date."""
    try:
        other = day.replace(month=day.day, day=day.month)
    except ValueError:
        return None
    return None if other == day else other


@pytest.mark.parametrize("notice", BALANCED, ids=lambda notice: f"{notice.year} {notice.number}")
def test_nothing_is_asked_about_a_published_schedule(notice: Notice) -> None:
    assert questions_about(notice.year, notice.rest, notice.worked) == ()


def test_the_extension_of_2020_gave_two_days_and_is_asked_about() -> None:
    # weekdays at rest: 1 Jan; 24, 27–31 Jan (6); 6 Apr; 1, 4, 5 May; 25, 26 June; 1, 2, 5–8 Oct (6)
    # = 19; weekend days worked: 19 Jan, 26 Apr, 9 May, 28 June, 27 Sept, 10 Oct = 6; 19 - 6 = 13
    (question,) = asked(EXTENDED)
    assert question == Question(
        Doubt.UNBALANCED,
        None,
        "2020年的安排放假占用工作日19天，周末上班6天，相抵为13天，"
        "而法定节假日为11天，请核对有无遗漏或者多列的日期。",
    )


def test_eleven_days_until_2024_and_thirteen_from_2025() -> None:
    assert [statutory_days(year) for year in (2018, 2024, 2025, 2060)] == [11, 11, 13, 13]


@pytest.mark.parametrize("year", YEARS)
def test_every_festival_stands_on_a_statutory_day_of_its_name(year: int) -> None:
    days = festival_days(year)
    assert tuple(days) == FESTIVALS
    named = statutory(year)
    assert all(festival in named[day] for festival, day in days.items())


def with_a_worked_day_swapped() -> Iterator[tuple[Notice, date, date]]:
    for notice in packaged():
        for day, _ in notice.worked:
            other = swapped(day)
            if other:
                yield notice, day, other


@pytest.mark.parametrize(("notice", "day", "other"), list(with_a_worked_day_swapped()))
def test_a_worked_day_with_day_and_month_exchanged_is_asked_about(
    notice: Notice, day: date, other: date
) -> None:
    festival = dict(notice.worked)[day]
    named = [
        question.day for question in asked(notice, without=(day,), worked=((other, festival),))
    ]
    assert other in named


@pytest.mark.parametrize("notice", BALANCED, ids=lambda notice: f"{notice.year} {notice.number}")
def test_a_day_left_out_unbalances_the_year_unless_it_would_rest_anyway(notice: Notice) -> None:
    for day, _ in (*notice.rest, *notice.worked):
        codes = {question.code for question in asked(notice, without=(day,))}
        weekend_rest = day in dict(notice.rest) and day.weekday() >= 5
        assert weekend_rest or Doubt.UNBALANCED in codes


@given(st.data())
def test_one_slip_in_a_published_schedule_is_refused_or_asked_about(data: st.DataObject) -> None:
    notice = data.draw(st.sampled_from(BALANCED))
    day, festival = data.draw(st.sampled_from(notice.worked))
    # any other day of the year, unless it does the same: a weekend day near the same rest
    typed = data.draw(st.dates(date(notice.year, 1, 1), date(notice.year, 12, 31)))
    near = any(
        abs(typed - at_rest) <= timedelta(days=16) for at_rest, of in notice.rest if of == festival
    )
    if near and typed.weekday() >= 5:
        return
    worked = tuple(entry for entry in notice.worked if entry[0] != day)
    try:
        made = Notice(notice.year, None, None, None, notice.rest, (*worked, (typed, festival)))
    except WrongNotice:
        return
    assert questions_about(made.year, made.rest, made.worked)


@given(st.data())
def test_day_and_month_exchanged_anywhere_is_refused_or_asked_about(data: st.DataObject) -> None:
    notice = data.draw(st.sampled_from(BALANCED))
    day, festival = data.draw(st.sampled_from((*notice.rest, *notice.worked)))
    other = swapped(day)
    if other is None or other in dict(notice.rest) or other in dict(notice.worked):
        return  # no slip, or one that Notice refuses: a day listed twice
    entry = ((other, festival),)
    if day in dict(notice.rest):
        assert asked(notice, without=(day,), rest=entry)
    else:
        assert asked(notice, without=(day,), worked=entry)


def test_a_weekday_worked_is_asked_about_with_the_date_that_is_meant() -> None:
    # 2025-02-08 is a Saturday four days after the rest; 2025-08-02 a Saturday too, far from it
    far = about(
        asked(OF_2025, without=(date(2025, 2, 8),), worked=((date(2025, 8, 2), "春节"),)),
        Doubt.WORKED_DAY_FAR,
    )
    assert far.sentence == (
        "2025年8月2日列为春节调休上班，但前后16天内没有春节放假，"
        "请核对是否日、月颠倒（应为2月8日）。"
    )
    # 2025-10-11 is a Saturday, 2025-11-10 a Monday
    questions = asked(
        OF_2025, without=(date(2025, 10, 11),), worked=((date(2025, 11, 10), "国庆节、中秋节"),)
    )
    weekday = about(questions, Doubt.WORKED_DAY_IS_WEEKDAY)
    assert weekday.day == date(2025, 11, 10)
    assert weekday.sentence == (
        "2025年11月10日（星期一）本来就是工作日，却列为国庆节、中秋节调休上班，"
        "请核对是否日、月颠倒（应为10月11日）。"
    )
    # 16 September 2025 is a Tuesday, fifteen days before the rest; no month 16 to exchange
    plain = about(asked(OF_2025, worked=((date(2025, 9, 16), "国庆节、中秋节"),)),
                  Doubt.WORKED_DAY_IS_WEEKDAY)  # fmt: skip
    assert plain.sentence.endswith("却列为国庆节、中秋节调休上班，请核对。")


def test_the_first_weekday_after_the_rest_may_be_named_as_worked() -> None:
    # 国办发明电〔2020〕1号: 2月3日（星期一）起正常上班; the day after is named by nothing
    assert date(2020, 2, 3) in dict(EXTENDED.worked)
    later = asked(EXTENDED, without=(date(2020, 2, 3),), worked=((date(2020, 2, 4), "春节"),))
    assert about(later, Doubt.WORKED_DAY_IS_WEEKDAY).day == date(2020, 2, 4)


@pytest.mark.parametrize(("days", "is_far"), [(16, False), (17, True)])
def test_a_worked_day_is_far_from_the_seventeenth_day_on(days: int, is_far: bool) -> None:
    # 元旦 of 2026 rests until 3 January
    typed = date(2026, 1, 3) + timedelta(days=days)
    questions = asked(OF_2026, without=(date(2026, 1, 4),), worked=((typed, "元旦"),))
    assert (Doubt.WORKED_DAY_FAR in {question.code for question in questions}) == is_far


@pytest.mark.parametrize(
    ("festival", "day", "typed"),
    [
        ("劳动节", date(2026, 5, 1), date(2026, 1, 5)),
        ("国庆节", date(2026, 10, 1), date(2026, 1, 10)),
        ("清明节", date(2026, 4, 5), date(2026, 5, 4)),
    ],
)
def test_a_festival_typed_with_day_and_month_exchanged_is_asked_about(
    festival: str, day: date, typed: date
) -> None:
    questions = asked(OF_2026, without=(day, typed), rest=((typed, festival),))
    hint = f"是否日、月颠倒（应为{day.month}月{day.day}日）"
    absent = about(questions, Doubt.FESTIVAL_NOT_AT_REST)
    assert absent.day == day
    assert absent.sentence == (
        f"2026年{festival}是{day.month}月{day.day}日，但该日未列入{festival}放假，请核对{hint}。"
    )
    far = about(questions, Doubt.REST_FAR_FROM_FESTIVAL)
    assert far.day == typed
    assert hint in far.sentence


@pytest.mark.parametrize("festival", FESTIVALS)
def test_a_festival_that_does_not_rest_on_its_day_is_asked_about(festival: str) -> None:
    # 2026 by the lunar calendar: 正月初一 17 February, 清明 5 April, 端午 19 June, 中秋 25 September
    days = {"元旦": (1, 1), "春节": (2, 17), "清明节": (4, 5), "劳动节": (5, 1), "端午节": (6, 19),
            "中秋节": (9, 25), "国庆节": (10, 1)}  # fmt: skip
    day = date(2026, *days[festival])
    absent = about(asked(OF_2026, without=(day,)), Doubt.FESTIVAL_NOT_AT_REST)
    assert absent.day == day
    assert absent.sentence.endswith("放假，请核对。")


@pytest.mark.parametrize("festival", FESTIVALS)
def test_a_festival_that_is_not_named_is_asked_about(festival: str) -> None:
    days = tuple(day for day, name in (*OF_2026.rest, *OF_2026.worked) if name == festival)
    questions = asked(OF_2026, without=days)
    assert about(questions, Doubt.FESTIVAL_MISSING).sentence == (
        f"2026年的安排没有列出{festival}，请核对是否遗漏。"
    )
    assert Doubt.FESTIVAL_NOT_AT_REST not in {question.code for question in questions}


def test_mid_autumn_may_rest_under_national_day_when_it_falls_there() -> None:
    # 中秋 is 6 October in 2025, within 1 to 8 October
    rest = [(day, name.removesuffix("、中秋节")) for day, name in OF_2025.rest]
    worked = [(day, name.removesuffix("、中秋节")) for day, name in OF_2025.worked]
    assert {"国庆节"} < {name for _, name in rest}
    assert questions_about(2025, rest, worked) == ()


def test_festivals_that_do_not_fall_together_do_not_rest_together() -> None:
    rest = [(day, "元旦、清明节" if name == "元旦" else name) for day, name in OF_2026.rest]
    questions = questions_about(2026, rest, OF_2026.worked)
    assert {question.code for question in questions} == {Doubt.REST_FAR_FROM_FESTIVAL}
    assert [question.day for question in questions] == [date(2026, 1, n) for n in (1, 2, 3)]


def test_a_festival_that_the_measures_do_not_know_is_asked_about() -> None:
    # 2015-09-03 was such a day once, by a notice of its own
    questions = asked(OF_2026, rest=((date(2026, 9, 3), "抗战胜利纪念日"),))
    assert [question.code for question in questions] == [Doubt.FESTIVAL_UNKNOWN, Doubt.UNBALANCED]


def test_a_year_without_known_festivals_is_asked_about_as_a_whole() -> None:
    (question,) = questions_about(2061, [(date(2061, 1, 1), "元旦")], [])
    assert question.code is Doubt.YEAR_BEYOND
    assert "无法核对2061年的安排" in question.sentence


def test_every_question_is_one_chinese_sentence() -> None:
    worst = questions_about(2026, [(date(2026, 7, 7), "元旦")], [(date(2026, 7, 8), "春节")])
    assert len({question.code for question in worst}) >= 5
    for question in worst:
        assert question.sentence.endswith("。")
        assert question.sentence.count("。") == 1
        assert "请核对" in question.sentence
