"""What holds for every case: against counting day by day, and between one case and its neighbour."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.law.clock import ClockReading, compute
from cases.law.clock_explained import explain
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
    Recipient,
    Supplement,
    SupplementNotice,
    Withdrawal,
)
from tests.law.clocking import CALENDAR, REST, WORKED, count, span

FAR = date(2026, 12, 31)
RECEIVED = st.dates(date(2018, 1, 1), date(2025, 10, 1))
SOON = st.integers(0, 60)
Ask = tuple[int, int | None, int | None]  # days to sending, to its receipt, to the reply
ASKS: st.SearchStrategy[list[Ask]] = st.lists(
    st.tuples(st.integers(0, 25), st.none() | st.integers(0, 6), st.none() | st.integers(0, 40)),
    max_size=4,
)


def reading(received: date, events: list[Event], as_of: date = FAR) -> ClockReading:
    return compute(ClockFacts(received, tuple(events), as_of), CALENDAR)


def letters(received: date, asks: list[Ask]) -> list[Event]:
    events: list[Event] = []
    for number, (sent, had, replied) in enumerate(asks):
        on = received + timedelta(days=sent)
        received_on = None if had is None else on + timedelta(days=had)
        events.append(Consultation(on, str(number), Recipient.ORGAN, received_on))
        if replied is not None:
            events.append(ConsultationReply(on + timedelta(days=replied), str(number)))
    return events


def uncounted(events: list[Event]) -> set[date]:
    """The union of the days of consultations, by rule 4."""
    replies = {event.id: event.on for event in events if isinstance(event, ConsultationReply)}
    days: set[date] = set()
    for event in events:
        if isinstance(event, Consultation):
            last = count(event.received_on or event.on, 15)
            days |= span(event.on, min(last, replies.get(event.id, last)))
    return days


@settings(max_examples=150, deadline=None)
@given(RECEIVED, ASKS, st.integers(0, 20))
def test_the_due_day_is_the_last_of_the_days_counted_one_by_one(
    received: date, asks: list[Ask], workdays: int
) -> None:
    events = letters(received, asks)
    if workdays:
        events.append(Extension(received, workdays, received))
    found = reading(received, events)
    if found.warnings:  # a letter after the due day: it changes nothing
        late = {warning.on for warning in found.warnings}
        kept = {e.id for e in events if isinstance(e, Consultation) and e.on not in late}
        events = [e for e in events if not isinstance(e, Consultation | ConsultationReply)
                  or e.id in kept]  # fmt: skip
    assert found.answer_due == count(received, 20 + workdays, uncounted(events))
    assert found.supplement_notice_due == count(received, 7)


@settings(max_examples=100, deadline=None)
@given(RECEIVED, ASKS, st.integers(1, 20), SOON)
def test_an_extension_never_shortens(
    received: date, asks: list[Ask], workdays: int, told: int
) -> None:
    events = letters(received, asks)
    on = received + timedelta(days=told)
    before, after = (
        reading(received, events),
        reading(received, [*events, Extension(on, workdays, on)]),
    )
    assert before.answer_due
    assert after.answer_due
    assert after.answer_due >= before.answer_due


@settings(max_examples=100, deadline=None)
@given(RECEIVED, ASKS)
def test_a_pause_never_spends(received: date, asks: list[Ask]) -> None:
    """A consultation never brings the answer forward, and moves it by its working days at most."""
    events = letters(received, asks)
    due, plain = reading(received, events).answer_due, reading(received, []).answer_due
    assert due
    assert plain
    assert due >= plain
    out = sum(CALENDAR.is_workday(day) for day in uncounted(events))
    assert CALENDAR.between(plain, due) <= out


@settings(max_examples=100, deadline=None)
@given(RECEIVED, ASKS, st.booleans(), st.integers(0, 40))
def test_a_restart_forgets(received: date, asks: list[Ask], extended: bool, after: int) -> None:
    # asked on the day of receipt, before anything else of that day; answered `after` days later
    notice: list[Event] = [SupplementNotice(received, received + timedelta(days=40))]
    before = letters(received, [(0, had, None) for _, had, _ in asks])
    if extended:
        before.append(Extension(received, 20, received))
    on = received + timedelta(days=after)
    found = reading(received, [*before, *notice, Supplement(on)])
    assert found.answer_due == count(on, 20)
    assert found.warnings == ()


EVENTS = st.one_of(
    st.builds(SupplementNotice, st.dates(date(2024, 3, 4), date(2024, 5, 1))),
    st.builds(Supplement, st.dates(date(2024, 3, 4), date(2024, 7, 1))),
    st.builds(
        Extension,
        st.dates(date(2024, 3, 4), date(2024, 6, 1)),
        st.integers(-1, 22),
        st.none() | st.dates(date(2024, 3, 4), date(2024, 6, 1)),
    ),
    st.builds(FeeNotice, st.dates(date(2024, 3, 4), date(2024, 6, 1))),
    st.builds(FeePayment, st.dates(date(2024, 3, 4), date(2024, 8, 1))),
    st.builds(
        Delay, st.dates(date(2024, 3, 4), date(2024, 6, 1)),
        st.dates(date(2024, 6, 1), date(2024, 12, 1)),
    ),
    st.builds(
        Consultation,
        st.dates(date(2024, 3, 4), date(2024, 6, 1)),
        st.uuids().map(str),
        st.sampled_from(Recipient),
    ),
    st.builds(Answer, st.dates(date(2024, 4, 1), date(2024, 9, 1))),
    st.builds(Withdrawal, st.dates(date(2024, 4, 1), date(2024, 9, 1))),
)  # fmt: skip
CASES = st.lists(EVENTS, max_size=8, unique_by=lambda event: event.on)
ASKED = st.dates(date(2024, 3, 4), date(2024, 12, 31))


def said(found: ClockReading) -> tuple[object, ...]:
    return (
        found.answer_due, found.state, found.timely, found.provisional, found.warnings,
        [step.record() for step in explain(found)],
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(CASES, st.randoms(use_true_random=False), ASKED)
def test_the_order_in_which_days_were_entered_does_not_matter(
    events: list[Event], shuffler: object, as_of: date
) -> None:
    shuffled = list(events)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    first = reading(date(2024, 3, 4), events, as_of)
    assert said(reading(date(2024, 3, 4), shuffled, as_of)) == said(first)


@settings(max_examples=150, deadline=None)
@given(CASES, ASKED)
def test_events_after_the_day_asked_are_as_good_as_not_there(
    events: list[Event], as_of: date
) -> None:
    until = [event for event in events if event.on <= as_of]
    received = date(2024, 3, 4)
    assert said(reading(received, events, as_of)) == said(reading(received, until, as_of))


@settings(max_examples=150, deadline=None)
@given(CASES, ASKED)
def test_every_case_can_be_explained_in_the_order_of_time(events: list[Event], as_of: date) -> None:
    found = reading(date(2024, 3, 4), events, as_of)
    starts = [step.start for step in explain(found) if step.start]
    assert starts == sorted(starts)
    assert (found.answer_due is None) == (found.awaited is not None)


@settings(max_examples=100, deadline=None)
@given(RECEIVED, ASKS)
def test_every_irregular_day_up_to_the_due_day_is_named_with_its_notice(
    received: date, asks: list[Ask]
) -> None:
    found = reading(received, letters(received, asks))
    assert found.answer_due
    named = {
        step.start: (step.rule, step.text)
        for step in explain(found)
        if step.rule in ("rest_day", "worked_day")
    }
    days = span(received, found.answer_due)
    rest = {day for day in days & set(REST) if day.weekday() < 5}
    worked = {day for day in days & set(WORKED) if day.weekday() >= 5}
    assert {day for day in named if day and day <= found.answer_due} == rest | worked
    for day in rest | worked:
        rule, text = named[day]
        assert rule == ("rest_day" if day in rest else "worked_day")
        assert ((REST | WORKED)[day] or "文号不详") in text
        assert f"{day.year}年{day.month}月{day.day}日" in text
