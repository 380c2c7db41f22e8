"""Closing (办结): record the answer or the withdrawal, and strike one recorded by mistake."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases.actions import door
from cases.actions.steps import Sending, sent_on
from cases.actor import Actor
from cases.errors import BadInput, Fault
from cases.history import Event, Kind
from cases.law.articles import Article, regulation
from cases.law.outcomes import ANSWER_TYPE, RowDoesNotFit, annual_row, basis_of
from cases.models import Case
from cases.states import MOVE, Verb

WITHDRAWN: str = "A27"
ANSWERED = ("answered_on", "答复日期")


async def record_answer(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    answer_type: str,
    sending: Sending,
    row: str | None = None,
    doc_number: str = "",
) -> Case:
    """记录答复: outcome and annual row are recorded as one; the case is closed.

    Its day is the one on which the answer counts as made: 签收、交邮 or sent, by the way of service.
    """
    case = await door.open_case(session, actor, case_id, Verb.RECORD_ANSWER)
    if answer_type not in ANSWER_TYPE or answer_type == WITHDRAWN:
        raise _wrong("answer_type", "答复类型不在目录中，应为A1至A28（撤回另行记录）")
    kind = ANSWER_TYPE[answer_type]
    answered_on = sent_on(sending, door.today(at), MOVE[Verb.RECORD_ANSWER].article, ANSWERED)
    _check_day(case, at, "answered_on", "答复日期", answered_on)
    try:
        counted = annual_row(answer_type, row)
    except RowDoesNotFit as wrong:
        raise _wrong("annual_row", str(wrong)) from None
    data = {
        "answer_type": kind.code,
        "annual_row": counted,
        "basis": [str(article) for article in basis_of(kind.code, counted)],
        "doc_number": doc_number,
        "calendar": (await calendars.in_force(session)).ordinal,
        **sending.particulars(),
    }
    await door.append(session, case, actor, at, Event(Kind.ANSWER, answered_on, data))
    return case


async def record_withdrawal(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    withdrawn_on: date,
    reason: str = "",
) -> Case:
    """记录撤回: the applicant's paper was received; the case ends and counts under 其他."""
    case = await door.open_case(session, actor, case_id, Verb.RECORD_WITHDRAWAL)
    _check_day(case, at, "withdrawn_on", "撤回日期", withdrawn_on)
    data = {
        "answer_type": WITHDRAWN,
        "annual_row": annual_row(WITHDRAWN),
        "reason": reason,
        "calendar": (await calendars.in_force(session)).ordinal,
    }
    await door.append(session, case, actor, at, Event(Kind.WITHDRAWAL, withdrawn_on, data))
    return case


async def strike_closing(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, reason: str
) -> Case:
    """撤销误录的办结记录: the case is open again; both records stay in its history."""
    case = await door.open_case(session, actor, case_id, Verb.STRIKE_CLOSING)
    data = {"answered_on": case.answered_on.isoformat() if case.answered_on else None}
    event = Event(Kind.CLOSING_STRUCK, None, data | {"reason": reason})
    await door.append(session, case, actor, at, event)
    return case


def _check_day(case: Case, at: datetime, field: str, label: str, day: date) -> None:
    today = door.today(at)
    if day > today:
        raise _wrong(field, f"{label}{day}晚于今天（{today}），应为今天或者以前的日期")
    if day < case.listed_on:
        raise _wrong(field, f"{label}{day}早于收到申请的日期{case.listed_on}")


def _wrong(field: str, sentence: str, article: Article = regulation(33)) -> BadInput:
    return BadInput.of([Fault(field, sentence)], article=article)
