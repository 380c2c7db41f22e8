"""复议诉讼 (条例第五十一条): recorded on their case, told on, struck where recorded by mistake."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases.actions import door
from cases.actions.steps import check_day
from cases.actor import Actor
from cases.challenges import DAYS, challenge_of, projected
from cases.dossier import Dossier, dossier
from cases.errors import BadInput, Fault, NotFound
from cases.history import Event, Kind
from cases.law.challenges import Challenge, WrongChallenge
from cases.models import Case
from cases.models_work import ChallengeRow
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
    number = (await _file(session, case_id)).challenged + 1
    told = _checked(case, at, number, facts)
    data = {"number": number, "facts": dict(facts)}
    await door.append(session, case, actor, at, Event(Kind.CHALLENGED, told.notified_on, data))
    await _store(session, case, number, facts, told)
    return case, number


async def update(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    number: int,
    facts: Mapping[str, Any],
) -> Case:
    """登记复议诉讼进展: a reply, a result, a correction; what is named replaces what was recorded."""
    case = await door.open_case(session, actor, case_id, Verb.UPDATE_CHALLENGE)
    former = _standing(await _file(session, case_id), number)
    now = {**former, **facts}
    told = _checked(case, at, number, now)
    data = {
        "number": number,
        "facts": dict(facts),
        "was": {name: former.get(name) for name in facts},
    }
    event = Event(Kind.CHALLENGE_UPDATED, door.today(at), data)
    await door.append(session, case, actor, at, event)
    await _store(session, case, number, now, told)
    return case


async def strike(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, number: int, reason: str
) -> Case:
    """撤销误录的复议诉讼: it never was; both records stay."""
    case = await door.open_case(session, actor, case_id, Verb.STRIKE_CHALLENGE)
    _standing(await _file(session, case_id), number)
    data = {"number": number, "reason": reason}
    event = Event(Kind.CHALLENGE_STRUCK, door.today(at), data)
    await door.append(session, case, actor, at, event)
    await session.execute(
        delete(ChallengeRow).where(ChallengeRow.case_id == case.id, ChallengeRow.number == number)
    )
    return case


async def _file(session: AsyncSession, case_id: UUID) -> Dossier:
    return dossier(await door.events_of(session, case_id))


def _standing(file: Dossier, number: int) -> dict[str, Any]:
    if number not in file.challenge_facts:
        raise NotFound(f"本件没有第{number}号复议诉讼，或者已经撤销")
    return file.challenge_facts[number]


def _checked(case: Case, at: datetime, number: int, facts: Mapping[str, Any]) -> Challenge:
    """The law's challenge; BadInput with the field that contradicts."""
    try:
        told = challenge_of(case.id, number, facts)
    except WrongChallenge as mismatch:
        raise BadInput.of([Fault(mismatch.field, f"{mismatch}")], article=ARTICLE) from None
    for name in ("notified_on", *DAYS):
        day: date | None = getattr(told, name)
        if day is not None and name not in AHEAD:
            check_day(case, at, name, "日期", day, ARTICLE)
    return told


async def _store(
    session: AsyncSession, case: Case, number: int, facts: Mapping[str, Any], told: Challenge
) -> None:
    """The row of a challenge with the nearest day that is owed."""
    calendar = (await calendars.in_force(session)).calendar
    values = projected(told, dict(facts), calendar) | {"organ_id": case.organ_id}
    put = upsert(ChallengeRow.__table__).values(case_id=case.id, number=number, **values)
    await session.execute(
        put.on_conflict_do_update(index_elements=["case_id", "number"], set_=values)
    )
