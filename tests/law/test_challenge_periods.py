"""The periods of 行政复议 and 行政诉讼, to the day and explained; what came late."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.articles import Standing
from cases.law.challenge_duties import (
    LateCode,
    late,
    new_answer_due,
    owed,
    reply_due,
    report_due,
)
from cases.law.challenge_period_rules import PERIODS, NoPeriod, Period, Unit, Within, rule_in_force
from cases.law.challenge_periods import fixed, runs, untold
from cases.law.challenge_results import (
    ChallengeKind,
    Forum,
    Result,
)
from cases.law.challenges import Procedure
from tests.law.challenging import challenge, suit
from tests.law.clocking import CALENDAR, ONE_DAY, D, count, works

DAYS_OF_LAW = st.dates(date(2018, 2, 8), date(2025, 9, 30))
KINDS_OF_SUIT = (ChallengeKind.DIRECT_SUIT, ChallengeKind.SUIT_AFTER_REVIEW)


# The organ's periods


@pytest.mark.parametrize(
    ("notified", "procedure", "due"),
    [
        # Mon: 4 5 6 7 10 (5) 11 12 13 14 17 (10)
        ("2025-03-03", Procedure.ORDINARY, "2025-03-17"),
        ("2025-03-03", Procedure.SUMMARY, "2025-03-10"),
        # Thu: 4/25, Sunday 27 worked, 28 29 30 (5); 5/1–5 rest; 6 7 8 9 12 (10)
        ("2025-04-24", Procedure.SUMMARY, "2025-04-30"),
        ("2025-04-24", Procedure.ORDINARY, "2025-05-12"),
        # received on a holiday: day 0 all the same; 1/2–5 are 1–4, 8–12 are 5–9, 15 is 10
        ("2024-01-01", Procedure.ORDINARY, "2024-01-15"),
        # before 2024 ten natural days: 3 + 10 = 13, a Monday
        ("2023-03-03", Procedure.ORDINARY, "2023-03-13"),
        # 28 December + 10 = 7 January 2024, a Sunday → Monday 8
        ("2023-12-28", Procedure.ORDINARY, "2024-01-08"),
    ],
)
def test_the_reply_to_a_review(notified: str, procedure: Procedure, due: str) -> None:
    assert reply_due(challenge(notified=notified, procedure=procedure), CALENDAR).due == D(due)


@pytest.mark.parametrize("kind", KINDS_OF_SUIT)
@pytest.mark.parametrize("procedure", list(Procedure))
@pytest.mark.parametrize(
    ("notified", "due"),
    [
        ("2025-03-03", "2025-03-18"),  # 3 + 15 = 18, a Tuesday
        ("2025-03-07", "2025-03-24"),  # 22 is a Saturday → Monday 24
        ("2025-04-16", "2025-05-06"),  # 31 April = 1 May, rest to the 5th → 6
        ("2025-04-12", "2025-04-27"),  # a Sunday, but worked: no 法定休假日
    ],
)
def test_the_reply_to_a_court(
    notified: str, due: str, kind: ChallengeKind, procedure: Procedure
) -> None:
    given = challenge(kind, notified, procedure=procedure)
    assert reply_due(given, CALENDAR).due == D(due)


def test_a_day_that_the_court_names_or_allows_goes_before() -> None:
    ordinary = reply_due(suit(reply_by="2025-04-05"), CALENDAR)
    assert ordinary.due == D("2025-04-05")  # 清明: a named day does not move
    assert ordinary.article == "《中华人民共和国行政诉讼法》第三十六条第一款"
    summary = reply_due(suit(reply_by="2025-03-10", procedure=Procedure.SUMMARY), CALENDAR)
    assert summary.due == D("2025-03-10")
    assert summary.article.endswith("的解释》第一百零四条第一款")


def test_the_report_after_an_opinion() -> None:
    assert report_due(challenge(), CALENDAR) is None
    given = challenge(notified="2025-02-10", opinion_on="2025-03-03")
    report = report_due(given, CALENDAR)
    assert report is not None
    # 28 days to 31 March, 30 to 30 April, 2 more: 2 May, rest to the 5th → 6
    assert report.due == D("2025-05-06")
    assert report.article == "《中华人民共和国行政复议法》第七十六条"


def test_a_new_answer_is_due_as_the_decision_names() -> None:
    order: dict[str, Any] = {"result": Result.ANSWER_AGAIN, "concluded_on": "2025-04-24"}
    by_length = new_answer_due(challenge(**order, answer_again=Within(5, Unit.WORKDAYS)), CALENDAR)
    by_day = new_answer_due(challenge(**order, answer_again=D("2025-05-01")), CALENDAR)
    natural = new_answer_due(suit(**order, answer_again=Within(7, Unit.DAYS)), CALENDAR)
    unnamed = new_answer_due(challenge(**order), CALENDAR)
    assert by_length
    assert by_day
    assert natural
    assert unnamed
    assert by_length.due == D("2025-04-30")  # 25, Sunday 27, 28, 29, 30
    assert by_length.article == "《中华人民共和国行政复议法》第六十四条第一款"
    assert by_day.due == D("2025-05-01")
    assert natural.due == D("2025-05-06")  # 24 April + 7 = 1 May, rest to the 5th
    assert natural.steps[-1].article == (
        "《中华人民共和国行政诉讼法》第一百零一条、《中华人民共和国民事诉讼法》第八十五条第三款"
    )
    # 25 27 28 29 30 (5), 6–9 (9), 12–16 (14), 19–23 (19), 26 (20)
    assert unnamed.due == D("2025-05-26")
    assert unnamed.article == "《中华人民共和国政府信息公开条例》第三十三条第二款"


def test_no_new_answer_is_due_without_an_order() -> None:
    assert new_answer_due(challenge(), CALENDAR) is None
    annulled = challenge(result=Result.ANNULLED, concluded_on="2025-04-24")
    assert new_answer_due(annulled, CALENDAR) is None


# The applicant's periods


@pytest.mark.parametrize(
    ("period", "start", "due"),
    [
        # 22 days to 31 August, 30 to 30 September, 8 more: 8 October, the last of 国庆 → 9
        (Period.APPLY, "2025-08-09", "2025-10-09"),
        (Period.APPLY, "2023-08-09", "2023-10-08"),  # a Sunday, but worked
        (Period.SUE, "2024-08-31", "2025-02-28"),  # no 31 February
        (Period.SUE, "2025-08-31", "2026-02-28"),  # a Saturday, but worked
        (Period.SUE, "2025-04-01", "2025-10-09"),  # 1 October, rest to the 8th
        (Period.SUE, "2025-07-15", "2026-01-15"),  # across the year
        (Period.SUE, "2025-06-30", "2025-12-30"),
        (Period.SUE_AT_ALL, "2020-02-29", "2025-02-28"),  # no 29 February in 2025
        (Period.SUE_AFTER_REVIEW, "2026-02-06", "2026-02-24"),  # 21 is 春节, rest to the 23rd
        (Period.SUE_UNREVIEWED, "2025-03-03", "2025-03-18"),
        (Period.SUE_INACTION, "2025-03-20", "2025-09-22"),  # 20 September is a Saturday
    ],
)
def test_the_periods_of_the_applicant(period: Period, start: str, due: str) -> None:
    assert runs(CALENDAR, period, D(start)).due == D(due)


@pytest.mark.parametrize(
    ("told", "due"),
    [
        (None, "2025-03-04"),  # one year from 4 March 2024, a Tuesday
        ("2024-05-06", "2024-07-05"),  # 25 to 31 May, 30 to 30 June, 5: a Friday
        ("2025-02-10", "2025-03-04"),  # + 60 = 11 April, beyond the year
        ("2024-03-04", "2024-05-06"),  # 27 to 31 March, 30 to 30 April, 3: 3 May, rest to the 5th
    ],
)
def test_a_right_not_told_lasts_up_to_a_year(told: str | None, due: str) -> None:
    found = untold(CALENDAR, Period.APPLY, D("2024-03-04"), D(told) if told else None)
    assert (found.period, found.due) == (Period.APPLY, D(due))


def test_a_suit_not_told_lasts_up_to_a_year_from_knowing() -> None:
    knew = D("2024-02-29")
    assert untold(CALENDAR, Period.SUE, knew).due == D("2025-02-28")
    assert untold(CALENDAR, Period.SUE, knew, D("2024-03-15")).due == D("2024-09-15") + ONE_DAY * 3
    # 15 September 2024 is a Sunday of 中秋 (15–17 rest): 18
    assert untold(CALENDAR, Period.SUE, knew, D("2024-12-02")).due == D("2025-02-28")


def test_the_longest_time_for_a_review_is_statute_from_2024_only() -> None:
    assert rule_in_force(Period.APPLY_AT_MOST, D("2024-01-01")).standing is Standing.STATUTE
    assert rule_in_force(Period.APPLY_AT_MOST, D("2023-12-31")).standing is Standing.CONVENTION


def test_a_period_before_its_law_is_refused() -> None:
    with pytest.raises(NoPeriod, match="2024年1月1日以前起算的"):
        runs(CALENDAR, Period.REVIEW_REPLY_SUMMARY, D("2023-12-31"))
    with pytest.raises(NoPeriod, match="2018年2月8日以前起算的"):
        runs(CALENDAR, Period.SUE_INACTION, D("2018-02-07"))


def test_the_rules_of_a_period_stand_newest_first() -> None:
    assert set(PERIODS) == set(Period)
    for rules in PERIODS.values():
        days = [rule.since for rule in rules]
        assert days == sorted(set(days), reverse=True)


# The explanation


def test_natural_days_explain_the_move() -> None:
    counted, moved = reply_due(suit("2025-04-16"), CALENDAR).steps
    assert counted.text == (
        "被告应当提交证据和所依据的规范性文件，并提出答辩状，期限为自收到起诉状副本之日"
        "（2025年4月16日）起15日，首日不计，至2025年5月1日届满。"
    )
    assert (counted.start, counted.end, counted.days) == (D("2025-04-16"), D("2025-05-01"), None)
    assert counted.article == "《中华人民共和国行政诉讼法》第六十七条第一款"
    assert moved.text.startswith("2025年5月1日（星期四）劳动节放假，不是工作日，依据")
    assert moved.text.endswith("期限顺延至2025年5月6日。")
    assert (moved.start, moved.end) == (D("2025-05-01"), D("2025-05-06"))
    assert moved.article == (
        "《中华人民共和国行政诉讼法》第一百零一条、《中华人民共和国民事诉讼法》第八十五条第三款"
    )


def test_working_days_explain_rest_and_make_up_days() -> None:
    steps = reply_due(challenge(notified="2025-04-24"), CALENDAR).steps
    assert steps[0].days == 10
    # Sunday 27 April worked; 1, 2 and 5 May are weekdays at rest, 3 and 4 a weekend
    named_days = [step.start for step in steps[1:]]
    assert named_days == [D("2025-04-27"), D("2025-05-01"), D("2025-05-02"), D("2025-05-05")]


def test_a_year_without_a_schedule_makes_the_day_provisional() -> None:
    assert not CALENDAR.is_published(2027)
    found = reply_due(suit("2026-12-17"), CALENDAR)
    # 17 December + 15 = 1 January 2027, 元旦 by statute; 2 and 3 are a weekend → 4
    assert (found.due, found.provisional) == (D("2027-01-04"), True)
    assert found.steps[-1].rule == "provisional"
    assert not reply_due(suit("2025-04-16"), CALENDAR).provisional


def test_a_right_not_told_names_both_ends() -> None:
    found = untold(CALENDAR, Period.APPLY, D("2024-03-04"), D("2024-05-06"))
    told, cap = found.steps
    assert "自知道救济权利和期限之日（2024年5月6日）起60日" in told.text
    assert "自知道行政行为、复议决定内容之日（2024年3月4日）起最长不超过一年" in cap.text
    assert cap.article == "《中华人民共和国行政复议法》第二十条第三款"


# Properties


@given(DAYS_OF_LAW, st.integers(1, 90))
def test_natural_days_end_on_the_first_working_day_from_the_last(start: date, n: int) -> None:
    due = fixed(CALENDAR, Period.NEW_ANSWER, start, Within(n, Unit.DAYS), "", Forum.COURT).due
    day = start + n * ONE_DAY
    while not works(day):
        day += ONE_DAY
    assert due == day


@given(DAYS_OF_LAW, st.integers(1, 30))
def test_working_days_are_counted_one_by_one(start: date, n: int) -> None:
    within = Within(n, Unit.WORKDAYS)
    due = fixed(CALENDAR, Period.NEW_ANSWER, start, within, "", Forum.REVIEW).due
    assert due == count(start, n)


@given(DAYS_OF_LAW, st.integers(1, 11))
def test_months_end_in_their_month_on_the_same_number_or_on_its_last_day(
    start: date, n: int
) -> None:
    within = Within(n, Unit.MONTHS)
    found = fixed(CALENDAR, Period.NEW_ANSWER, start, within, "", Forum.COURT)
    last = found.steps[0].end
    assert last is not None
    assert (last.year * 12 + last.month) - (start.year * 12 + start.month) == n
    assert last.day == start.day or (last.day < start.day and (last + ONE_DAY).month != last.month)


@given(DAYS_OF_LAW, st.sampled_from([p for p in Period if p is not Period.SUE_AT_ALL]))
def test_no_period_ends_on_a_day_of_rest_or_on_its_first_day(start: date, period: Period) -> None:
    if start < PERIODS[period][-1].since:
        return
    found = runs(CALENDAR, period, start)
    assert found.due > start
    assert CALENDAR.is_workday(found.due)


@given(DAYS_OF_LAW.filter(lambda d: d.year < 2025), st.integers(0, 500))
def test_not_being_told_never_shortens_nor_passes_a_year(knew: date, later: int) -> None:
    told = knew + later * ONE_DAY
    for period in (Period.APPLY, Period.SUE):
        found = untold(CALENDAR, period, knew, told)
        year = untold(CALENDAR, period, knew)
        assert runs(CALENDAR, period, knew).due <= found.due <= year.due


# Late


def test_a_late_reply_to_a_review_is_no_evidence() -> None:
    [warning] = late(challenge(replied_on="2025-03-18"), CALENDAR, D("2025-04-01"))
    assert warning.code is LateCode.REPLY_LATE
    assert warning.article == "《中华人民共和国行政复议法》第七十条"
    assert warning.text == (
        "应当在2025年3月17日前（含当日）答复并提交证据，实际为2025年3月18日，"
        "视为该行政行为没有证据、依据。"
    )
    assert late(challenge(replied_on="2025-03-17"), CALENDAR, D("2025-04-01")) == ()


def test_a_missing_reply_is_told_from_the_day_after_the_last() -> None:
    assert late(challenge(), CALENDAR, D("2025-03-17")) == ()
    [warning] = late(challenge(), CALENDAR, D("2025-03-18"))
    assert warning.code is LateCode.REPLY_MISSING
    assert warning.text.endswith("至今没有记录，视为该行政行为没有证据、依据。")


def test_a_challenge_that_ended_before_the_last_day_needs_no_reply() -> None:
    ended = challenge(result=Result.ENDED, concluded_on="2025-03-17")
    assert late(ended, CALENDAR, D("2025-12-31")) == ()
    decided = challenge(result=Result.ANNULLED, concluded_on="2025-03-18")
    assert [w.code for w in late(decided, CALENDAR, D("2025-12-31"))] == [LateCode.REPLY_MISSING]


def test_before_2024_and_in_court_other_articles_speak_of_silence() -> None:
    [old] = late(challenge(notified="2023-03-03"), CALENDAR, D("2023-04-01"))
    assert old.article == "《中华人民共和国行政复议法》（2017年修正）第二十八条第一款第（四）项"
    [court] = late(suit(replied_on="2025-03-19"), CALENDAR, D("2025-04-01"))
    assert court.article == "《中华人民共和国行政诉讼法》第三十四条第二款"
    assert court.text.endswith("无正当理由的，视为没有相应证据。")


def test_a_report_that_is_late_or_missing_is_told() -> None:
    facts: dict[str, Any] = {"replied_on": "2025-03-03", "opinion_on": "2025-03-03"}  # due 6 May
    assert late(challenge(**facts), CALENDAR, D("2025-05-06")) == ()
    [missing] = late(challenge(**facts), CALENDAR, D("2025-05-07"))
    assert (missing.code, missing.due) == (LateCode.REPORT_MISSING, D("2025-05-06"))
    [overdue] = late(challenge(**facts, reported_on="2025-05-07"), CALENDAR, D("2025-06-01"))
    assert overdue.code is LateCode.REPORT_LATE
    assert late(challenge(**facts, reported_on="2025-05-06"), CALENDAR, D("2025-06-01")) == ()


def test_what_is_owed_is_what_was_not_done_by_the_day() -> None:
    both = challenge(opinion_on="2025-03-03", replied_on="2025-03-10")
    as_of = [D("2025-03-09"), D("2025-03-10")]
    found = [[deadline.period for deadline in owed(both, CALENDAR, day)] for day in as_of]
    assert found == [[Period.REVIEW_REPLY, Period.OPINION_REPORT], [Period.OPINION_REPORT]]
    ended = challenge(result=Result.UPHELD, concluded_on="2025-03-05")
    assert owed(ended, CALENDAR, D("2025-03-06")) == ()
