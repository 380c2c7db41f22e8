"""复议诉讼 (条例第五十一条): recorded on their case, told on, struck where recorded by mistake."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases.actions import door
from cases.actions.steps import check_day, wrong
from cases.actor import Actor
from cases.challenges import DAYS, MUST_BE_SAID, UNCOUNTABLE, OnFile, challenge_of, on_file
from cases.errors import BadInput, NotFound, Unlawful
from cases.facts import event_of
from cases.history import Event, Kind
from cases.law.challenge_duties import new_answer_due
from cases.law.challenges import FIELD_LABELS, Challenge, WrongChallenge
from cases.models import Case
from cases.states import MOVE, Verb

ARTICLE: Final = MOVE[Verb.RECORD_CHALLENGE].article
AHEAD: Final = ("reply_by",)  # a day that a court names; all others have happened


async def record(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, facts: Mapping[str, Any]
) -> tuple[Case, int]:
    """登记复议诉讼 from the notice that the organ had; gives its number on the case.

    BadInput where the facts contradict each other or the law of their day.
    """
    case = await door.open_case(session, actor, case_id, Verb.RECORD_CHALLENGE)
    events = await door.events_of(session, case_id)
    number = 1 + sum(1 for event in events if event.kind == Kind.CHALLENGED)
    told = await _checked(session, case, at, number, facts)
    data = {"number": number, "facts": {name: v for name, v in facts.items() if v}}
    await door.append(session, case, actor, at, Event(Kind.CHALLENGED, told.notified_on, data))
    return case, number


async def update(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    number: int,
    facts: Mapping[str, Any],
) -> Case:
    """登记复议诉讼进展: a reply, a result, a correction; what is named replaces what was recorded.

    Only what differs counts: a form sends every field. BadInput where nothing differs, or the facts
    contradict; Unlawful where the order would go by which the case was taken up again.
    """
    case = await door.open_case(session, actor, case_id, Verb.UPDATE_CHALLENGE)
    file = await _file(session, case_id)
    former = _standing(file, number)
    changed = {
        name: value or None for name, value in facts.items() if (value or None) != former.get(name)
    }
    if not changed:
        raise BadInput("没有改动任何一项，与已有登记相同", article=ARTICLE)
    told = await _checked(session, case, at, number, {**former, **changed})
    if not told.orders_answer:
        _check_not_reopened(file, number, Verb.UPDATE_CHALLENGE, "结果应当仍是责令答复")
    data = {
        "number": number,
        "facts": changed,
        "was": {name: former.get(name) for name in changed},
    }
    event = Event(Kind.CHALLENGE_UPDATED, door.today(at), data)
    await door.append(session, case, actor, at, event)
    return case


async def strike(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, number: int, reason: str
) -> Case:
    """撤销误录的复议诉讼: it never was; both records stay.

    Unlawful where the case was taken up again by its order.
    """
    case = await door.open_case(session, actor, case_id, Verb.STRIKE_CHALLENGE)
    file = await _file(session, case_id)
    _standing(file, number)
    _check_not_reopened(file, number, Verb.STRIKE_CHALLENGE, "不能撤销，登记有误的可以更正")
    data = {"number": number, "reason": reason}
    event = Event(Kind.CHALLENGE_STRUCK, door.today(at), data)
    await door.append(session, case, actor, at, event)
    return case


async def _file(session: AsyncSession, case_id: UUID) -> OnFile:
    return on_file(map(event_of, await door.events_of(session, case_id)))


def _standing(file: OnFile, number: int) -> dict[str, Any]:
    if number not in file.facts:
        raise NotFound(f"本件没有第{number}号复议诉讼，或者已经撤销")
    return file.facts[number]


def _check_not_reopened(file: OnFile, number: int, verb: Verb, hint: str) -> None:
    if number in file.reopened:
        sentence = f"本件已经依据第{number}号复议诉讼恢复办理，{hint}"
        raise Unlawful(sentence, article=MOVE[verb].article)


async def _checked(
    session: AsyncSession, case: Case, at: datetime, number: int, facts: Mapping[str, Any]
) -> Challenge:
    """The law's challenge; BadInput with the field that is missing, contradicts or leads too far."""
    for name in MUST_BE_SAID:
        if not facts.get(name):
            raise wrong(name, "此项必填", ARTICLE)
    try:
        told = challenge_of(case.id, number, facts)
    except WrongChallenge as mismatch:
        raise wrong(mismatch.field, str(mismatch), ARTICLE) from None
    for name in ("notified_on", *DAYS):
        day: date | None = getattr(told, name)
        if day is not None and name not in AHEAD:
            check_day(case, at, name, FIELD_LABELS[name], day, ARTICLE)
    if told.answer_again is not None:
        try:
            new_answer_due(told, (await calendars.in_force(session)).calendar)
        except UNCOUNTABLE as beyond:
            raise wrong("answer_again", str(beyond), ARTICLE) from None
    return told
