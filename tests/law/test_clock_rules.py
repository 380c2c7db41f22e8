"""The clock rule by rule, where rules meet. Working days after Monday 2024-03-04, by number:

5 = 03-11, 7 = 03-13, 10 = 03-18, 14 = 03-22, 15 = 03-25, 19 = 03-29, 20 = 04-01, 21 = 04-02,
22 = 04-03 (4 and 5 April 清明), 23 = Sunday 04-07, 24 = 04-08, 28 = 04-12, 33 = 04-19, 34 = 04-22,
38 = 04-26, 39 = Sunday 04-28, 40 = 04-29, 41 = 04-30 (1 to 5 May 劳动节), 42 = 05-06, 46 = 05-10,
47 = Saturday 05-11, 48 = 05-13, 52 = 05-17, 53 = 05-20, 57 = 05-24.
"""

from datetime import date

import pytest

from cases.law.clock import ClockReading, compute
from cases.law.clock_events import opinion_due, payment_due, supplement_due
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
from cases.law.clock_rules import ClockState
from cases.law.receipt import Channel
from tests.law.clocking import CALENDAR, D, codes, count, read

RECEIVED = "2024-03-04"


def case(*events: Event, as_of: str = "2024-12-31") -> ClockReading:
    return read(RECEIVED, *events, as_of=as_of)


def ask(on: str, received_on: str | None = None, letter: str = "a") -> Consultation:
    received = D(received_on) if received_on else None
    return Consultation(D(on), letter, Recipient.THIRD_PARTY, received)


def reply(on: str, letter: str = "a") -> ConsultationReply:
    return ConsultationReply(D(on), letter)


def extend(on: str, workdays: int = 20) -> Extension:
    return Extension(D(on), workdays, D(on))


def notice(on: str, reply_by: str | None = None) -> SupplementNotice:
    return SupplementNotice(D(on), D(reply_by) if reply_by else None)


def supplement(on: str) -> Supplement:
    return Supplement(D(on))


def bill(on: str, received_on: str | None = None) -> FeeNotice:
    return FeeNotice(D(on), D(received_on) if received_on else None)


def pay(on: str) -> FeePayment:
    return FeePayment(D(on))


def test_the_numbers_in_this_file_are_right() -> None:
    start = D(RECEIVED)
    for n, day in [(5, "03-11"), (7, "03-13"), (14, "03-22"), (20, "04-01"), (22, "04-03"),
                   (23, "04-07"), (28, "04-12"), (34, "04-22"), (39, "04-28"), (41, "04-30"),
                   (42, "05-06"), (47, "05-11"), (52, "05-17"), (57, "05-24")]:  # fmt: skip
        assert count(start, n) == D(f"2024-{day}"), n


# Receipt


@pytest.mark.parametrize(
    ("channel", "dates", "received"),
    [
        (Channel.IN_PERSON, {"submitted_on": "2024-03-04"}, "2024-03-04"),
        (Channel.IN_PERSON, {"confirmed_on": "2024-03-04"}, None),
        (Channel.REGISTERED_MAIL, {"signed_on": "2024-03-05", "arrived_on": "2024-03-06"}, "2024-03-05"),
        (Channel.REGISTERED_MAIL, {"arrived_on": "2024-03-06"}, None),
        (Channel.FAX, {"submitted_on": "2024-03-01", "confirmed_on": "2024-03-06"}, "2024-03-06"),
        (Channel.EMAIL, {"submitted_on": "2024-03-01"}, None),
    ],
)  # fmt: skip
def test_the_channel_decides_the_day(
    channel: Channel, dates: dict[str, str], received: str | None
) -> None:
    receipt = Receipt(channel, {name: D(day) for name, day in dates.items()})
    found = compute(ClockFacts(receipt, (), D("2024-03-08")), CALENDAR)
    assert found.received_on == (D(received) if received else None)
    assert (found.state is ClockState.UNCONFIRMED) == (received is None)


def test_while_receipt_is_unconfirmed_no_period_runs_whatever_happened() -> None:
    receipt = Receipt(Channel.ONLINE, {"submitted_on": D("2024-03-01")})
    events = (notice("2024-03-20"), Answer(D("2024-05-01")))
    found = compute(ClockFacts(receipt, events, D("2024-06-01")), CALENDAR)
    assert found.state is ClockState.UNCONFIRMED
    assert (found.received_on, found.supplement_notice_due, found.answer_due) == (None, None, None)
    assert (found.timely, found.provisional, found.warnings) == (None, False, ())


# Supplement


def test_a_restart_forgets_extension_and_consultations_and_allows_a_new_extension() -> None:
    events = [
        extend("2024-03-05"),
        ask("2024-03-05", letter="a"),
        notice("2024-03-06"),
        supplement("2024-03-12"),  # number 6: due is number 26 = 04-10
    ]
    assert case(*events).answer_due == D("2024-04-10")
    # number 26 + 5 = 31 = 04-17, and no warning
    again = case(*events, extend("2024-03-20", 5))
    assert (again.answer_due, codes(again)) == (D("2024-04-17"), [])


def test_a_consultation_open_at_the_restart_neither_pauses_nor_moves_the_new_period() -> None:
    events = [ask("2024-03-05"), notice("2024-03-06"), supplement("2024-03-12")]
    found = case(*events, as_of="2024-03-14")  # its fifteen working days run on to 03-26
    assert (found.state, found.answer_due) == (ClockState.RUNNING, D("2024-04-10"))
    late = case(*events, reply("2024-03-15"), as_of="2024-03-18")
    assert (late.state, late.answer_due, codes(late)) == (ClockState.RUNNING, D("2024-04-10"), [])


def test_lapse_begins_the_day_after_the_printed_day() -> None:
    events = [notice("2024-03-06", "2024-03-27")]
    assert case(*events, as_of="2024-03-27").state is ClockState.AWAITING_SUPPLEMENT
    assert case(*events, as_of="2024-03-28").state is ClockState.LAPSED


def test_a_printed_day_of_rest_stands_as_printed() -> None:
    events = [notice("2024-03-06", "2024-03-30")]  # a Saturday
    assert case(*events, as_of="2024-03-31").state is ClockState.LAPSED


def test_without_a_printed_day_fifteen_working_days() -> None:
    # number 2 is 03-06; number 17 = 03-27
    assert supplement_due(notice("2024-03-06"), CALENDAR) == D("2024-03-27")
    assert case(notice("2024-03-06"), as_of="2024-03-27").state is ClockState.AWAITING_SUPPLEMENT
    assert case(notice("2024-03-06"), as_of="2024-03-28").state is ClockState.LAPSED


def test_a_supplement_on_the_last_day_is_in_time() -> None:
    found = case(notice("2024-03-06", "2024-03-27"), supplement("2024-03-27"))
    assert codes(found) == []


def test_a_second_notice_does_not_lengthen_the_time_for_the_supplement() -> None:
    found = case(
        notice("2024-03-06", "2024-03-08"), notice("2024-03-07", "2024-03-29"), as_of="2024-03-11"
    )
    assert (found.state, codes(found)) == (ClockState.LAPSED, ["supplement_notice_repeated"])


def test_a_late_notice_counts_as_the_first() -> None:
    found = case(notice("2024-03-14"), notice("2024-03-18"))
    assert codes(found) == ["supplement_notice_late", "supplement_notice_repeated"]


def test_supplements_that_nobody_asked_for_change_nothing() -> None:
    found = case(supplement("2024-03-06"))
    assert (found.answer_due, codes(found)) == (D("2024-04-01"), [])
    twice = case(notice("2024-03-05"), supplement("2024-03-06"), supplement("2024-03-12"))
    assert (twice.period_start, codes(twice)) == (D("2024-03-06"), [])


# What waits


@pytest.mark.parametrize(
    "event",
    [
        ask("2024-03-11"),
        extend("2024-03-11"),
        Extension(D("2024-03-11"), 30),
        bill("2024-03-11"),
        pay("2024-03-11"),
        Delay(D("2024-03-11"), D("2024-09-30")),
    ],
    ids=lambda event: f"{type(event).__name__}",
)
def test_while_a_supplement_is_awaited_nothing_else_counts(event: Event) -> None:
    events = [notice("2024-03-06", "2024-03-27"), event]
    waiting = case(*events, as_of="2024-03-12")
    assert (waiting.state, waiting.answer_due) == (ClockState.AWAITING_SUPPLEMENT, None)
    assert waiting.warnings == ()
    # number 10 + 20 = number 30 = 04-16
    after = case(*events, supplement("2024-03-18"), as_of="2024-03-18")
    assert (after.state, after.answer_due) == (ClockState.RUNNING, D("2024-04-16"))


def test_nor_does_anything_count_once_the_case_has_lapsed() -> None:
    events = [notice("2024-03-06", "2024-03-27"), extend("2024-04-08"), bill("2024-04-08")]
    found = case(*events, as_of="2024-04-30")
    assert (found.state, found.warnings) == (ClockState.LAPSED, ())
    unpaid = case(bill("2024-03-06", "2024-03-06"), extend("2024-05-06"), supplement("2024-05-07"))
    assert (unpaid.state, unpaid.warnings) == (ClockState.LAPSED, ())


def test_a_reply_to_a_letter_sent_while_a_supplement_was_awaited_is_taken() -> None:
    events = [notice("2024-03-06"), ask("2024-03-07"), supplement("2024-03-12")]
    found = case(*events, reply("2024-03-14"), as_of="2024-03-15")
    assert (found.state, found.answer_due) == (ClockState.RUNNING, D("2024-04-10"))


def test_a_first_notice_in_time_does_not_stop_a_case_that_awaits_a_fee() -> None:
    events = [bill("2024-03-05", "2024-03-05"), notice("2024-03-06", "2024-03-08")]
    found = case(*events, as_of="2024-03-12")
    assert (found.state, found.warnings) == (ClockState.AWAITING_FEE, ())
    # but it was a notice: the next one is the second (number 6 + 20 = 26)
    again = case(*events, pay("2024-03-12"), notice("2024-03-13"), as_of="2024-03-13")
    assert codes(again) == ["supplement_notice_repeated"]
    assert (again.state, again.answer_due) == (ClockState.RUNNING, D("2024-04-10"))


def test_late_and_second_notices_warn_while_a_fee_is_awaited() -> None:
    found = case(bill("2024-03-05"), notice("2024-03-14"), notice("2024-03-15"), as_of="2024-03-18")
    assert codes(found) == ["supplement_notice_late", "supplement_notice_repeated"]
    assert found.state is ClockState.AWAITING_FEE


# Consultation


def test_a_reply_after_the_period_does_not_lengthen_the_pause() -> None:
    # received number 7: period ends number 22 = 04-03; 5 used, 15 left: number 37 = 04-25
    silent = [ask("2024-03-11", "2024-03-13")]
    late = case(*silent, reply("2024-04-10"))
    assert late.answer_due == case(*silent).answer_due == D("2024-04-25")
    assert case(*silent, as_of="2024-04-02").state is ClockState.PAUSED
    assert case(*silent, as_of="2024-04-03").state is ClockState.RUNNING


def test_without_a_day_of_receipt_the_period_runs_from_sending() -> None:
    # sent number 5: ends number 20 = 04-01; 15 left: number 35 = 04-23
    assert opinion_due(ask("2024-03-11"), CALENDAR) == D("2024-04-01")
    assert case(ask("2024-03-11")).answer_due == D("2024-04-23")


def test_a_reply_on_the_day_of_sending_takes_out_no_day() -> None:
    found = case(ask("2024-03-11"), reply("2024-03-11"), as_of="2024-03-11")
    assert (found.state, found.answer_due) == (ClockState.RUNNING, D("2024-04-01"))


def test_only_the_first_reply_ends_a_consultation() -> None:
    # first reply number 9 = 03-15: numbers 6 to 9 are out, due number 24 = 04-08
    found = case(ask("2024-03-11"), reply("2024-03-15"), reply("2024-03-20"))
    assert found.answer_due == D("2024-04-08")


def test_a_consultation_open_across_the_due_day() -> None:
    # 19 used on 03-29, silent to number 34 = 04-22, one left: 04-23
    assert case(ask("2024-03-29", "2024-03-29")).answer_due == D("2024-04-23")


def test_consultations_apart_take_out_their_days_each() -> None:
    # numbers 6 to 8 and 11 to 14 are out: 7 days; due number 27 = 04-11
    found = case(
        ask("2024-03-11"),
        reply("2024-03-14"),
        ask("2024-03-18", letter="b"),
        reply("2024-03-22", letter="b"),
    )
    assert found.answer_due == D("2024-04-11")


def test_a_consultation_inside_another_adds_nothing() -> None:
    outer = [ask("2024-03-11"), reply("2024-03-27")]
    inner = [ask("2024-03-13", letter="b"), reply("2024-03-20", letter="b")]
    assert case(*outer, *inner).answer_due == case(*outer).answer_due == D("2024-04-18")


def test_paused_while_any_consultation_is_open() -> None:
    events = [ask("2024-03-11"), ask("2024-03-12", letter="b"), reply("2024-03-13")]
    assert case(*events, as_of="2024-03-14").state is ClockState.PAUSED
    both = [*events, reply("2024-03-15", letter="b")]
    assert case(*both, as_of="2024-03-15").state is ClockState.RUNNING


def test_a_letter_sent_in_the_days_that_another_one_bought_counts() -> None:
    # a silent: due number 35 = 04-23 (above). b sent number 33 = 04-19 and silent to number 48:
    # 5 + 13 used (numbers 21 to 33), 2 left after number 48: number 50 = 05-15
    found = case(ask("2024-03-11"), ask("2024-04-19", letter="b"))
    assert (found.answer_due, codes(found)) == (D("2024-05-15"), [])


def test_pauses_ending_on_days_of_rest() -> None:
    # numbers 6 to 9 are out, Saturday and Sunday are none: due number 24 = 04-08
    assert case(ask("2024-03-11"), reply("2024-03-17")).answer_due == D("2024-04-08")


# Extension


def test_an_extension_told_inside_a_pause() -> None:
    # silent: due number 37 (above) + 20 = number 57 = 05-24
    events = [ask("2024-03-11", "2024-03-13"), extend("2024-03-20")]
    assert case(*events).answer_due == D("2024-05-24")
    # a reply on number 17 = 03-27 later: 12 days out, 40 allowed: number 52 = 05-17
    assert case(*events, reply("2024-03-27")).answer_due == D("2024-05-17")


def test_an_extension_after_the_counted_days_but_inside_the_time_a_consultation_buys() -> None:
    # on 04-10 the due day is 04-25 while the recipient is silent
    found = case(ask("2024-03-11", "2024-03-13"), extend("2024-04-10", 1))
    assert (found.answer_due, codes(found)) == (D("2024-04-26"), [])


# Fee


def test_payment_runs_from_the_day_the_applicant_had_the_notice() -> None:
    # received number 14 = 03-22: number 34 = 04-22
    assert payment_due(bill("2024-03-20", "2024-03-22"), CALENDAR) == D("2024-04-22")
    # sent number 12 = 03-20, receipt not known: number 32 = 04-18
    assert payment_due(bill("2024-03-20"), CALENDAR) == D("2024-04-18")
    events = [bill("2024-03-20", "2024-03-22")]
    assert case(*events, as_of="2024-04-22").state is ClockState.AWAITING_FEE
    assert case(*events, as_of="2024-04-23").state is ClockState.LAPSED


def test_payment_on_the_last_day_restarts_and_a_day_later_does_not() -> None:
    # paid number 34 = 04-22: due number 54 = 05-21
    in_time = case(bill("2024-03-20", "2024-03-22"), pay("2024-04-22"))
    assert (in_time.state, in_time.answer_due) == (ClockState.RUNNING, D("2024-05-21"))
    late = case(bill("2024-03-20", "2024-03-22"), pay("2024-04-23"), as_of="2024-04-23")
    assert (late.state, late.answer_due) == (ClockState.LAPSED, None)
    assert codes(late) == ["fee_payment_late"]


def test_a_payment_that_nobody_asked_for_changes_nothing() -> None:
    found = case(pay("2024-03-20"))
    assert (found.answer_due, found.warnings) == (D("2024-04-01"), ())


def test_a_fee_notice_on_the_due_day_stops_the_clock() -> None:
    found = case(bill("2024-04-01"), as_of="2024-04-02")
    assert (found.state, found.warnings) == (ClockState.AWAITING_FEE, ())


# Delay


def test_a_delay_names_the_day_whatever_else_is_counted() -> None:
    delay = Delay(D("2024-03-29"), D("2024-07-27"))  # a Saturday stands as told
    assert case(delay).answer_due == D("2024-07-27")
    extended = case(delay, extend("2024-07-01"))
    assert (extended.answer_due, codes(extended)) == (D("2024-07-27"), [])
    asked = case(delay, ask("2024-07-24"), as_of="2024-07-25")
    assert (asked.state, asked.answer_due) == (ClockState.PAUSED, D("2024-07-27"))


def test_later_events_are_measured_by_the_day_that_the_delay_names() -> None:
    delay = Delay(D("2024-03-29"), D("2024-07-27"))
    found = case(delay, ask("2024-07-27"), extend("2024-07-28"), bill("2024-07-28"))
    assert codes(found) == ["consultation_after_due", "extension_late", "fee_notice_late"]


def test_a_second_delay_told_in_time_names_another_day() -> None:
    found = case(Delay(D("2024-03-29"), D("2024-07-27")), Delay(D("2024-07-27"), D("2024-08-30")))
    assert (found.answer_due, codes(found)) == (D("2024-08-30"), [])


def test_a_restart_ends_the_delay() -> None:
    # paid number 22 = 04-03: due number 42 = 05-06
    delay = Delay(D("2024-03-05"), D("2024-07-31"))
    found = case(delay, bill("2024-03-20"), pay("2024-04-03"))
    assert found.answer_due == D("2024-05-06")


# Answer and withdrawal


def test_an_answer_while_something_is_awaited_is_timely_for_none_was_due() -> None:
    found = case(notice("2024-03-06"), Answer(D("2024-03-08")))
    assert (found.state, found.timely, found.answer_due) == (ClockState.ANSWERED, True, None)
    unpaid = case(bill("2024-03-06"), Answer(D("2024-06-08")))
    assert (unpaid.state, unpaid.timely, unpaid.answer_due) == (ClockState.ANSWERED, True, None)


def test_an_answer_inside_a_pause_keeps_the_day_that_was_due_then() -> None:
    found = case(ask("2024-03-11", "2024-03-13"), Answer(D("2024-03-20")), reply("2024-03-27"))
    assert (found.state, found.timely, found.answer_due) == (
        ClockState.ANSWERED,
        True,
        D("2024-04-25"),
    )


def test_nothing_counts_after_the_answer_or_the_withdrawal() -> None:
    after = [extend("2024-03-25", 30), notice("2024-03-26"), Answer(D("2024-06-01"))]
    answered = case(Answer(D("2024-03-20")), *after, Withdrawal(D("2024-06-02")))
    assert (answered.state, answered.timely, answered.warnings) == (ClockState.ANSWERED, True, ())
    withdrawn = case(Withdrawal(D("2024-03-20")), *after)
    assert (withdrawn.state, withdrawn.timely, withdrawn.warnings) == (
        ClockState.WITHDRAWN,
        None,
        (),
    )
    assert withdrawn.answer_due == D("2024-04-01")
    assert withdrawn.closed_on == D("2024-03-20")


def test_a_withdrawal_while_a_supplement_is_awaited() -> None:
    found = case(notice("2024-03-06"), Withdrawal(D("2024-03-08")))
    assert (found.state, found.timely, found.answer_due) == (ClockState.WITHDRAWN, None, None)


# The day asked and the order of events


def test_events_after_the_day_asked_are_left_out() -> None:
    events = [ask("2024-03-11", "2024-03-13"), reply("2024-03-27"), Answer(D("2024-04-10"))]
    assert case(*events, as_of="2024-03-10").answer_due == D("2024-04-01")
    assert case(*events, as_of="2024-03-26").answer_due == D("2024-04-25")
    assert case(*events, as_of="2024-04-09").answer_due == D("2024-04-18")
    assert case(*events, as_of="2024-04-09").state is ClockState.RUNNING
    assert case(*events, as_of="2024-04-10").state is ClockState.ANSWERED


def test_events_of_one_day_count_in_the_order_listed() -> None:
    assert case(notice("2024-03-06"), supplement("2024-03-06")).state is ClockState.RUNNING
    assert case(supplement("2024-03-06"), notice("2024-03-06")).state is ClockState.LAPSED
    bad = Extension(D("2024-03-20"), 30)
    assert codes(case(Answer(D("2024-03-20")), bad)) == []
    assert codes(case(bad, Answer(D("2024-03-20")))) == ["extension_over_cap"]


# Provisional


def test_dates_that_hang_on_an_unpublished_year_are_provisional() -> None:
    # from Thursday 2026-12-03: 20th working day 2026-12-31; a day later 2027-01-04
    assert not read("2026-12-03", as_of="2026-12-03").provisional
    assert read("2026-12-04", as_of="2026-12-04").provisional


def test_a_told_day_in_an_unpublished_year_is_provisional_too() -> None:
    told = Delay(D("2026-11-16"), D("2027-02-26"))
    assert read("2026-11-02", told, as_of="2026-11-20").provisional
    within = Delay(D("2026-12-08"), D("2026-12-31"))
    assert not read("2026-12-04", within, as_of="2026-12-09").provisional


def test_waiting_is_provisional_where_its_last_day_is_counted_into_an_unpublished_year() -> None:
    # 15 working days after 2026-12-11: 2027-01-04
    asked = SupplementNotice(D("2026-12-11"))
    assert read("2026-12-07", asked, as_of="2026-12-12").provisional
    printed = SupplementNotice(D("2026-12-11"), D("2027-01-15"))
    assert not read("2026-12-07", printed, as_of="2026-12-12").provisional
    charged = FeeNotice(D("2026-12-11"))
    assert read("2026-12-07", charged, as_of="2026-12-12").provisional


def test_the_day_for_the_notice_may_be_what_is_provisional() -> None:
    # 7 working days after 2026-12-24: 25, 28, 29, 30, 31, 4 and 5 January
    printed = SupplementNotice(D("2026-12-28"), D("2027-01-15"))
    found = read("2026-12-24", printed, as_of="2026-12-29")
    assert (found.supplement_notice_due, found.provisional) == (date(2027, 1, 5), True)


def test_a_period_over_a_spring_festival_to_come() -> None:
    # 2027 has 正月初一 on 6 February (Saturday): Friday 5 to Tuesday 9: 5 and 8 are at rest
    # from Monday 2027-02-01: 2, 3, 4, 9, 10, 11, 12, then two weeks, then 1, 2, 3 March
    found = read("2027-02-01", as_of="2027-02-01")
    assert (found.answer_due, found.provisional) == (date(2027, 3, 3), True)
