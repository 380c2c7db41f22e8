"""节假日安排草稿: a schedule about to be proposed, what is asked about it, what it would change."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.calendar import ARTICLE, propose_notice
from cases.actions.door import today
from cases.actor import Actor
from cases.errors import BadInput, Fault
from cases.law.calendar import Calendar, compiled, in_chinese
from cases.law.festivals import YEARS
from cases.law.notice_checks import Doubt, Question, questions_about
from cases.law.notice_text import NotRecognised, Recognised, recognise
from cases.law.notice_words import compacted
from cases.law.notices import Notice, WrongNotice
from cases.models_clock import CalendarNotice

Days = tuple[tuple[date, str], ...]
OF_THE_TEXT: Final = (Doubt.WEEKDAY_DIFFERS, Doubt.COUNT_DIFFERS)  # the others are of the days
MOST_DAYS_NAMED: Final = 8


@dataclass(frozen=True)
class Draft:
    """A whole year's schedule as somebody is about to propose it, and the text it was read from."""

    year: int
    number: str | None
    issued_on: date | None
    rest: Days
    worked: Days
    text: str = ""


@dataclass(frozen=True)
class Asked:
    """One thing that the typist must have checked; a program answers it by its key."""

    key: str
    sentence: str


def schedule_of(calendar: Calendar, year: int) -> Notice | None:
    """The schedule of a year that a calendar is made of, None where it is not published."""
    return next((notice for notice in calendar.notices if notice.year == year), None)


def read_text(text: str, calendar: Calendar, year: int | None = None) -> Recognised:
    """A pasted text, read with the schedule in force of its year; BadInput where it cannot be.

    `year` is what the typist says it is for, None where the text says it.
    """
    try:
        if year is None:
            year = _year_of(text, calendar)
        found = recognise(text, schedule_of(calendar, year))
    except NotRecognised as wrong:
        raise BadInput.of([Fault("text", str(wrong))], article=ARTICLE) from None
    if found.year != year:
        sentence = f"文中是{found.year}年的安排，与所选的{year}年不是同一年。"
        raise BadInput.of([Fault("text", sentence)], article=ARTICLE)
    return found


def _year_of(text: str, calendar: Calendar) -> int:
    """The year that a text is about: it may be readable only with the schedule that it changes."""
    try:
        return recognise(text).year
    except NotRecognised:
        plain = compacted(text)
        for notice in calendar.notices:
            if f"{notice.year}年" in plain and _readable(text, notice):
                return notice.year
        raise


def _readable(text: str, changes: Notice) -> bool:
    try:
        recognise(text, changes)
    except NotRecognised:
        return False
    return True


def notice_of(draft: Draft, calendar: Calendar) -> Notice:
    """The draft as the calendar would take it; BadInput where it can be no schedule."""
    if faults := list(_faults(draft, calendar)):
        raise BadInput.of(faults, article=ARTICLE)
    try:
        return Notice(
            draft.year, draft.number, draft.issued_on, supersedes(draft, calendar),
            draft.rest, draft.worked,
        )  # fmt: skip
    except WrongNotice as wrong:
        raise BadInput.of([Fault("days", str(wrong))], article=ARTICLE) from None


def supersedes(draft: Draft, calendar: Calendar) -> str | None:
    """文号 of the schedule that the draft changes; the same notice typed again changes what it did."""
    former = schedule_of(calendar, draft.year)
    if former is None:
        return None
    return former.supersedes if draft.number == former.number else former.number


def _faults(draft: Draft, calendar: Calendar) -> Iterator[Fault]:
    if draft.year not in YEARS:
        yield Fault("year", f"年份应当在{YEARS[0]}年至{YEARS[-1]}年之间")
    for notice in calendar.notices:
        taken = draft.number and draft.number in (notice.number, notice.supersedes)
        if taken and notice.year != draft.year:
            yield Fault("number", f"文号{draft.number}是{notice.year}年的安排，请核对")
    if not draft.rest:
        yield Fault("days", "节假日安排中没有放假的日期")


def as_confirmed(draft: Draft, calendar: Calendar) -> Calendar:
    """The calendar that would be in force with the draft in it; BadInput as by notice_of."""
    others = [notice for notice in calendar.notices if notice.year != draft.year]
    return compiled([*others, notice_of(draft, calendar)])


def asked(draft: Draft, calendar: Calendar, on: date) -> tuple[Asked, ...]:
    """Everything about a draft that a person must look at: of its text, then of its days."""
    questions = [*_of_the_text(draft, calendar)] if draft.text else []
    if draft.issued_on and draft.issued_on > on:
        sentence = f"成文日期{in_chinese(draft.issued_on)}晚于今日，请核对是否日、月颠倒。"
        questions.append(("issued_later", sentence))
    questions += _named(questions_about(draft.year, draft.rest, draft.worked))
    seen: Counter[str] = Counter()
    found = []
    for key, sentence in dict.fromkeys(questions):
        seen[key] += 1
        found.append(Asked(key if seen[key] == 1 else f"{key}:{seen[key]}", sentence))
    return tuple(found)


def _of_the_text(draft: Draft, calendar: Calendar) -> Iterator[tuple[str, str]]:
    read = read_text(draft.text, calendar, draft.year)
    for sentence in read.unread:
        yield "unread", f"文中“{sentence}”没有识别为放假或者上班的日期，请核对是否影响工作日。"
    yield from _named(q for q in read.questions if q.code in OF_THE_TEXT)
    if other := sorted({day for day, _, _ in _by_kind(draft) ^ _by_kind(read)}):
        days = "、".join(map(in_chinese, other[:MOST_DAYS_NAMED]))
        more = f"等{len(other)}处" if len(other) > MOST_DAYS_NAMED else ""
        yield "differs_from_text", f"所列日期与原文识别的不同：{days}{more}，请核对原文。"


def _by_kind(days: Draft | Recognised) -> set[tuple[date, str, str]]:
    rest = {(day, "rest", festival) for day, festival in days.rest}
    return rest | {(day, "worked", festival) for day, festival in days.worked}


def _named(questions: Iterable[Question]) -> Iterator[tuple[str, str]]:
    for question in questions:
        yield (
            f"{question.code}:{question.day}" if question.day else str(question.code),
            question.sentence,
        )


async def propose_draft(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    draft: Draft,
    calendar: Calendar,
    checked: Collection[str],
) -> CalendarNotice:
    """录入节假日安排, once everything asked about it is answered by its key or its sentence.

    BadInput that lists what is not answered, or where the draft can be no schedule.
    """
    notice = notice_of(draft, calendar)
    questions = asked(draft, calendar, today(at))
    left = [q for q in questions if q.key not in checked and q.sentence not in checked]
    if left:
        faults = [Fault(f"checked.{q.key}", q.sentence) for q in left]
        raise BadInput.of(faults, article=ARTICLE)
    return await propose_notice(
        session,
        actor,
        at,
        year=notice.year,
        number=notice.number,
        issued_on=notice.issued_on,
        supersedes=notice.supersedes,
        rest=notice.rest,
        worked=notice.worked,
        text=draft.text,
        checked=[question.sentence for question in questions],
    )
