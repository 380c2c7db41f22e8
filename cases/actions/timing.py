"""期限 (条例第三十条、第三十三条、第三十五条): supplement, extension, delay."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.steps import Sending, iso, sent_on, take_step, wrong
from cases.actor import Actor
from cases.errors import Unlawful
from cases.history import Kind
from cases.law.clock_rules import ANSWER, DELAY, EXTENSION, SUPPLEMENT, WarningCode
from cases.models import Case
from cases.states import Verb


async def send_supplement_notice(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    sending: Sending,
    reply_by: date | None = None,
    content: str = "",
) -> Case:
    """告知补正: once; sent in time it stops the clock, late it is recorded and stops nothing."""
    verb = Verb.SEND_SUPPLEMENT_NOTICE
    case = await door.open_case(session, actor, case_id, verb)
    day = sent_on(sending, door.today(at), SUPPLEMENT)
    if reply_by is not None and reply_by <= day:
        raise wrong("reply_by", f"补正期限{reply_by}应晚于告知补正的日期（{day}）", SUPPLEMENT)
    data = {"reply_by": iso(reply_by), "content": content, **sending.particulars()}
    return await take_step(session, actor, at, case, verb, Kind.SUPPLEMENT_NOTICE, day, data)


async def receive_supplement(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, *, on: date, content: str = ""
) -> Case:
    """收到补正: the period starts afresh where a notice is open."""
    verb = Verb.RECEIVE_SUPPLEMENT
    case = await door.open_case(session, actor, case_id, verb)
    return await take_step(
        session, actor, at, case, verb, Kind.SUPPLEMENT, on, {"content": content}
    )


async def extend(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    sending: Sending,
    workdays: int,
    approved_on: date | None,
    approved_by: str = "",
    reason: str = "",
) -> Case:
    """延长答复期限: by 1–20 working days, approved by the head beforehand, told to the applicant.

    Unlawful where it is over the cap, unapproved or repeated; told late it is recorded, in vain.
    """
    case = await door.open_case(session, actor, case_id, Verb.EXTEND)
    day = sent_on(sending, door.today(at), ANSWER)
    if workdays not in EXTENSION:
        raise _forbidden(WarningCode.EXTENSION_OVER_CAP)
    if approved_on is None or approved_on > day:
        raise _forbidden(WarningCode.EXTENSION_UNAPPROVED)
    data = {
        "workdays": workdays,
        "approved_on": iso(approved_on),
        "approved_by": approved_by,
        "reason": reason,
        **sending.particulars(),
    }
    return await take_step(session, actor, at, case, Verb.EXTEND, Kind.EXTENSION, day, data)


async def delay(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    sending: Sending,
    until: date,
    reasons_asked_on: date | None = None,
    reason: str = "",
) -> Case:
    """延迟答复 (条例第三十五条): the answer is due on the day told, which has no cap."""
    case = await door.open_case(session, actor, case_id, Verb.DELAY)
    day = sent_on(sending, door.today(at), DELAY)
    if until <= day:
        raise wrong("until", f"延迟答复的日期{until}应晚于告知的日期（{day}）", DELAY)
    data = {
        "until": iso(until),
        "reasons_asked_on": iso(reasons_asked_on),
        "reason": reason,
        **sending.particulars(),
    }
    return await take_step(session, actor, at, case, Verb.DELAY, Kind.DELAY, day, data)


def _forbidden(code: WarningCode) -> Unlawful:
    return Unlawful(code.text.removesuffix("。"), article=code.article)
