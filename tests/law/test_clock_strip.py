"""The strip of a case's days: against counting day by day, and worked by hand."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.law.clock import ClockReading, compute
from cases.law.clock_events import Mark
from cases.law.clock_facts import (
    Answer,
    ClockFacts,
    Consultation,
    ConsultationReply,
    Delay,
    Event,
    Extension,
    FeeNotice,
    FeePayment,
    Receipt,
    Recipient,
    Supplement,
    SupplementNotice,
    Withdrawal,
)
from cases.law.clock_parts import Part
from cases.law.clock_rules import Rule
from cases.law.clock_strip import Month, StripDay, months, strip, workdays_left
from cases.law.receipt import Channel
from tests.law.clocking import CALENDAR, ONE_DAY, REST, WORKED, D, read, span, works
from tests.law.test_clock_properties import (
    ASKED,
    ASKS,
    CASES,
    RECEIVED,
    Ask,
    letters,
    reading,
    uncounted,
)

NUMBERED = (Part.COUNTED, Part.MAKE_UP)


def marks(found: ClockReading) -> str:
    """The strip as one character a day."""
    return "".join(day.part.mark for day in strip(found))


def on(found: ClockReading, day: str) -> StripDay:
    (asked,) = [entry for entry in strip(found) if entry.day.day == D(day)]
    return asked


def counted_one_by_one(received: date, allowance: int, out: set[date]) -> dict[date, int]:
    """The reference: day after day, a working day that no letter takes out is the next number."""
    numbers: dict[date, int] = {}
    day = received
    while len(numbers) < allowance:
        day += ONE_DAY
        if works(day) and day not in out:
            numbers[day] = len(numbers) + 1
    return numbers


@settings(max_examples=150, deadline=None)
@given(RECEIVED, ASKS, st.integers(0, 20))
def test_the_days_that_count_are_those_counted_one_by_one(
    received: date, asks: list[Ask], workdays: int
) -> None:
    events = letters(received, asks)
    if workdays:
        events.append(Extension(received, workdays, received))
    found = reading(received, events, as_of=received + 60 * ONE_DAY)
    late = {warning.on for warning in found.warnings}  # letters after the due day: no pause
    taken = [event for event in events if event.on <= found.facts.as_of]
    kept = {e.id for e in taken if isinstance(e, Consultation) and e.on not in late}
    taken = [e for e in taken if not isinstance(e, Consultation | ConsultationReply)
             or e.id in kept]  # fmt: skip
    out = uncounted(taken)
    days = strip(found)
    numbers = {d.day.day: d.number for d in days if d.part in NUMBERED}
    assert numbers == counted_one_by_one(received, 20 + workdays, out)
    (due,) = [d for d in days if d.is_due]
    assert due.number == 20 + workdays
    assert due.day.day == found.answer_due
    assert not {d.day.day for d in days if d.number} & out
    assert {d.day.day for d in days if d.part is Part.PAUSED} == out & span(
        received, days[-1].day.day
    )


@settings(max_examples=300, deadline=None)
@given(CASES, ASKED)
def test_every_day_of_every_case_has_its_part_and_its_reason(
    events: list[Event], as_of: date
) -> None:
    found = reading(date(2024, 3, 4), events, as_of)
    days = strip(found)
    assert days[0].day.day == found.received_on
    shown = {entry.day.day for entry in days}
    assert not {event.on for event in events if event.on <= days[-1].day.day} - shown
    for before, after in pairwise(entry.day.day for entry in days):
        left_out = span(before, after - ONE_DAY)
        assert not left_out or (after.day == 1 and (before + ONE_DAY).day == 1)
        assert not left_out or before >= date(2024, 8, 31)  # received in March: six months whole
    for entry in days:
        day = entry.day.day
        named = f"{day.year}年{day.month}月{day.day}日（星期"
        assert entry.reason.startswith(named)
        assert entry.reason.endswith("。")
        if entry.number is not None:
            assert works(day)
            assert entry.part in (*NUMBERED, Part.FORGOTTEN, Part.AFTER)
        if entry.part in NUMBERED:
            assert f"第{entry.number}个工作日" in entry.reason
        if entry.part is Part.MAKE_UP:
            assert day in WORKED
        if entry.part is Part.REST:
            assert not works(day)
    assert [d.day.day for d in days if d.is_due] == [found.answer_due] * bool(found.answer_due)
    # of the period that runs: a restart forgets letters too, answered or not (clock.md rule 3)
    begun = found.period_start or date.max
    restarts = [n for n, m in enumerate(found.marks) if m.rule in RESTARTS]
    since = found.marks[restarts[-1] :] if restarts else found.marks
    letters = [mark for mark in since if mark.rule is Rule.CONSULTATION]
    if found.awaited is None:
        counted = {d.day.day for d in days if d.number and d.part is not Part.AFTER}
        assert not {day for day in counted if day > begun} & paused(letters)


RESTARTS = (Rule.SUPPLEMENT, Rule.FEE_PAYMENT)


def paused(letters: list[Mark]) -> set[date]:
    """The days of consultations, those that a notice cut short among them up to the letter's end."""
    days: set[date] = set()
    for letter in letters:
        assert letter.until
        days |= span(letter.on, min(letter.until, letter.reply.on if letter.reply else date.max))
    return days


@settings(max_examples=100, deadline=None)
@given(CASES, ASKED)
def test_where_the_count_decides_its_last_number_is_the_allowance(
    events: list[Event], as_of: date
) -> None:
    events = [event for event in events if not isinstance(event, Delay)]
    found = reading(date(2024, 3, 4), events, as_of)
    if found.answer_due is None:
        return
    assert found.period_start
    extended = [m.days or 0 for m in found.marks
                if m.rule is Rule.EXTENSION and m.on >= found.period_start]  # fmt: skip
    numbers = [d.number for d in strip(found)
               if d.number and d.day.day > found.period_start]  # fmt: skip
    # a case closed early keeps the numbers up to the due day
    assert numbers == list(range(1, numbers[-1] + 1))
    assert numbers[-1] in {20, 20 + sum(extended)}
    (due,) = [d for d in strip(found) if d.is_due]
    assert due.number == numbers[-1]


@settings(max_examples=100, deadline=None)
@given(CASES, ASKED)
def test_months_hold_every_day_once_under_its_weekday(events: list[Event], as_of: date) -> None:
    days = strip(reading(date(2024, 3, 4), events, as_of))
    shown = months(days)
    assert tuple(day for month in shown for day in month.days) == days
    assert sum(month.skipped for month in shown) == (
        (days[-1].day.day - days[0].day.day).days + 1 - len(days)
    )
    for month in shown:
        for week in month.weeks:
            assert len(week) == 7
            assert any(week)
            for column, entry in enumerate(week):
                assert entry is None or entry.day.day.weekday() == column
        assert {(d.day.day.year, d.day.day.month) for d in month.days} == {
            (month.year, month.month)
        }


def test_a_plain_case_over_a_festival_is_told_day_by_day() -> None:
    # Thursday 28 March 2024. 清明 4–6 April, Sunday 7 April worked:
    # 29 Mar: 1; 1–3 Apr: 2–4; 7 Apr: 5; 8–12 Apr: 6–10; 15–19: 11–15; 22–26: 16–20
    found = read("2024-03-28", as_of="2024-04-02")
    assert marks(found) == (
        "起计休休" "计计计休休休班" "计计计计计休休" "计计计计计休休" "计计计计计"
    )  # fmt: skip
    assert on(found, "2024-04-07").number == 5
    assert on(found, "2024-04-26").number == 20
    assert on(found, "2024-04-26").is_due
    assert on(found, "2024-04-02").is_asked
    assert on(found, "2024-03-28").events == ("收到申请",)
    number = REST[D("2024-04-04")]
    assert number
    assert number in on(found, "2024-04-04").reason
    assert "清明节放假，不是工作日" in on(found, "2024-04-04").reason
    assert WORKED[D("2024-04-07")] == number
    assert on(found, "2024-04-07").reason == (
        "2024年4月7日（星期日）因清明节调休上班，是工作日，依据国务院办公厅2024年节假日安排"
        f"（{number}）；计入答复期限，为第5个工作日。"
    )


def test_a_month_names_its_festivals_with_their_notice() -> None:
    march, april = months(strip(read("2024-03-28", as_of="2024-04-02")))
    assert march.named == ()
    notice = f"国务院办公厅2024年节假日安排（{REST[D('2024-04-04')]}）"
    assert april.named[:2] == (
        ("4日至6日", f"清明节放假，{notice}"),
        ("7日", f"清明节调休上班，{notice}"),
    )
    new_year = months(strip(read("2026-12-04")))[-1]
    assert new_year.named == (("1日", "元旦法定节假日，《全国年节及纪念日放假办法》"),)


def test_a_paused_day_of_rest_names_its_notice_and_its_letter() -> None:
    found = read(
        "2024-03-28",
        Consultation(D("2024-04-01"), "1", Recipient.THIRD_PARTY),
        Consultation(D("2024-04-02"), "2", Recipient.ORGAN),
        ConsultationReply(D("2024-04-08"), "1"),
        as_of="2024-04-30",
    )
    day = on(found, "2024-04-04")
    assert day.part is Part.PAUSED
    assert str(REST[D("2024-04-04")]) in day.reason
    assert "2024年4月1日向第三方发出，至2024年4月8日收到回复为止" in day.reason
    # 15 working days after 2 April: 3 Apr 1, 7 Apr 2, 8–12 Apr 3–7, 15–19 Apr 8–12, 22–24 Apr 13–15
    assert "2024年4月2日向其他机关发出，至2024年4月24日意见期限届满为止" in day.reason
    assert "条例第三十三条第三款" in day.reason
    assert on(found, "2024-04-01").number == 2  # the day of sending counts
    assert on(found, "2024-04-25").number == 3  # the day after the last pause
    assert on(found, "2024-04-02").events == ("发出征求意见书（其他机关）",)
    assert on(found, "2024-04-08").events == ("收到征求意见的回复（第三方）",)


def test_days_before_a_restart_keep_their_numbers_and_no_longer_count() -> None:
    # received Monday 4 March 2024, told on Wednesday 6 March, supplement on Tuesday 12 March
    found = read(
        "2024-03-04",
        SupplementNotice(D("2024-03-06"), D("2024-03-20")),
        Supplement(D("2024-03-12")),
        as_of="2024-03-13",
    )
    assert marks(found).startswith("起原原待待待待待起计计计休休计")
    assert [on(found, f"2024-03-0{n}").number for n in (5, 6)] == [1, 2]
    assert on(found, "2024-03-13").number == 1
    assert on(found, "2024-03-06").reason.endswith(
        "原为第2个工作日，因2024年3月12日收到补正重新计算，不再计入。"
    )
    assert "2024年3月6日告知补正，补正期限至2024年3月20日" in on(found, "2024-03-09").reason
    assert "是周末" in on(found, "2024-03-09").reason
    assert "重新计算20个工作日，首日不计" in on(found, "2024-03-12").reason


def test_while_a_supplement_is_awaited_the_strip_ends_with_its_last_day() -> None:
    notice = SupplementNotice(D("2024-03-06"), D("2024-03-15"))
    waiting = read("2024-03-04", notice, as_of="2024-03-11")
    assert marks(waiting) == "起计计待待待待待待待待待"  # 7–15 March
    assert on(waiting, "2024-03-06").number == 2
    lapsed = read("2024-03-04", notice, as_of="2024-04-30")
    assert marks(lapsed) == "起计计待待待待待待待待待弃"
    assert "补正期限已于2024年3月15日届满，未收到补正，视为放弃申请" in strip(lapsed)[-1].reason
    late = read("2024-03-04", notice, Supplement(D("2024-03-18")), as_of="2024-03-18")
    assert marks(late).startswith("起原原待待待待待待待待待弃弃起计")


def test_an_unpaid_fee_lapses_and_a_late_payment_is_still_shown() -> None:
    # notice on 5 March 2024: 20 working days after it end on 2 April (29 March is the 18th)
    found = read(
        "2024-03-04", FeeNotice(D("2024-03-05")), FeePayment(D("2024-04-08")), as_of="2024-04-20"
    )
    days = strip(found)
    assert days[-1].day.day == D("2024-04-08")
    assert days[-1].events == ("完成缴费",)
    assert [d.day.day.day for d in days if d.part is Part.LAPSED] == [3, 4, 5, 6, 7, 8]
    assert "缴费期限至2024年4月2日" in on(found, "2024-04-02").reason


def test_an_open_case_is_overdue_up_to_the_day_asked() -> None:
    found = read("2024-03-28", as_of="2024-04-29")  # due on 26 April
    assert marks(found).endswith("计逾逾逾")
    assert on(found, "2024-04-29").reason == (
        "2024年4月29日（星期一）：答复期限已于2024年4月26日届满，尚未答复，逾期3日。"
    )
    assert workdays_left(found) == -2  # Sunday 28 April was worked for 劳动节
    answered = read("2024-03-28", Answer(D("2024-04-28")), as_of="2024-06-01")
    assert strip(answered)[-1].day.day == D("2024-04-28")
    assert "该日作出答复，逾期2日" in strip(answered)[-1].reason
    assert workdays_left(answered) is None


def test_a_case_closed_early_still_shows_how_its_due_day_was_counted() -> None:
    found = read("2024-03-28", Answer(D("2024-04-12")), as_of="2024-06-01")
    assert marks(found).endswith("计计计计计" + "结" * 14)  # 13–26 April
    assert on(found, "2024-04-12").events == ("作出答复",)
    assert on(found, "2024-04-13").number is None
    assert on(found, "2024-04-26").number == 20
    assert "已于2024年4月12日作出答复，期限计算终止" in on(found, "2024-04-26").reason
    withdrawn = read("2024-03-28", Withdrawal(D("2024-04-12")), as_of="2024-06-01")
    assert "已于2024年4月12日收到撤回申请" in on(withdrawn, "2024-04-26").reason


def test_a_delay_begins_where_the_count_ends_and_names_calendar_days() -> None:
    # counted until 26 April (above); delayed until Sunday 5 May
    found = read("2024-03-28", Delay(D("2024-04-10"), D("2024-05-05")), as_of="2024-04-10")
    assert marks(found).endswith("计计计计计" + "延" * 9)
    due = strip(found)[-1]
    assert due.is_due
    assert due.number is None
    assert "条例第三十五条" in due.reason
    sooner = read("2024-03-28", Delay(D("2024-04-10"), D("2024-04-12")), as_of="2024-04-10")
    assert on(sooner, "2024-04-12").is_due
    assert on(sooner, "2024-04-12").number == 10


def test_a_case_of_years_leaves_out_the_months_in_which_nothing_happens() -> None:
    found = read("2021-03-04", Delay(D("2021-03-20"), D("2026-03-20")), as_of="2021-03-21")
    days = strip(found)
    # the rest of March 2021 (28 days), April to August, then 1–20 March 2026
    assert len(days) == 28 + (30 + 31 + 30 + 31 + 31) + 20
    assert days[-1].is_due
    shown = months(days)
    assert [(m.year, m.month, m.skipped) for m in shown[-2:]] == [
        (2021, 8, 0),
        (2026, 3, (D("2026-03-01") - D("2021-08-31")).days - 1),
    ]
    assert [month.named for month in shown[1:]] == [()] * 6  # no day of rest decides anything
    beyond = read("2024-03-04", Delay(D("2024-03-20"), date(9998, 1, 1)))
    assert strip(beyond)[-1].day.day == CALENDAR.last
    assert workdays_left(beyond) is None


def test_days_of_an_unpublished_year_are_provisional() -> None:
    # 7–11 Dec 1–5, 14–18 6–10, 21–25 11–15, 28–31 16–19, 元旦, then Monday 4 January 2027
    found = read("2026-12-04", as_of="2026-12-10")
    assert [d.day.day for d in strip(found) if d.provisional] == [
        date(2027, 1, day) for day in (1, 2, 3, 4)
    ]
    assert "法定节假日（元旦）" in on(found, "2027-01-01").reason
    due = on(found, "2027-01-04")
    assert due.is_due
    assert due.reason.endswith("；2027年节假日安排尚未公布，暂按推算。")
    assert workdays_left(found) == 16


def test_without_a_day_of_receipt_there_is_no_strip() -> None:
    facts = ClockFacts(Receipt(Channel.EMAIL, {}), (), D("2024-03-04"))
    found = compute(facts, CALENDAR)
    assert strip(found) == ()
    assert months(strip(found)) == ()
    assert workdays_left(found) is None


@pytest.mark.parametrize("field", ["mark", "label"])
def test_no_two_parts_look_alike(field: str) -> None:
    assert len({getattr(part, field) for part in Part}) == len(Part)


def test_a_month_begins_under_its_weekday() -> None:
    first: Month = months(strip(read("2024-03-28")))[0]
    assert [entry and entry.day.day.day for entry in first.weeks[0]] == [
        None, None, None, 28, 29, 30, 31,
    ]  # fmt: skip
