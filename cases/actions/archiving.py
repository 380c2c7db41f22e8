"""归档和恢复办理 (条例第四十五条、第五十一条): a filed case changes no more; an order takes it up again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases.actions import door
from cases.actor import Actor
from cases.challenges import UNCOUNTABLE, challenge_of, on_file
from cases.errors import NotFound, Unlawful
from cases.facts import event_of
from cases.history import Event, Kind
from cases.law.challenge_duties import new_answer_due
from cases.law.challenge_periods import Deadline
from cases.law.challenges import Challenge
from cases.law.retention import Retention
from cases.models import Case
from cases.states import MOVE, State, Verb


async def archive(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    retention: Retention,
    archive_number: str = "",
    remark: str = "",
) -> Case:
    """归档 with its retention class; from now on nothing of it changes but by 恢复办理."""
    case = await door.open_case(session, actor, case_id, Verb.ARCHIVE)
    data = {
        "retention": retention,
        "archive_number": archive_number,
        "remark": remark,
        "to": State.ARCHIVED,
    }
    await door.append(session, case, actor, at, Event(Kind.ARCHIVED, door.today(at), data))
    return case


async def reopen(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    challenge: int,
    reason: str = "",
) -> Case:
    """恢复办理 by order of a 复议 decision or a judgment, until the day that it gives.

    NotFound without such a 复议 or 诉讼; Unlawful where its result orders no answer, or it has been
    carried out.
    """
    case = await door.open_case(session, actor, case_id, Verb.REOPEN)
    article = MOVE[Verb.REOPEN].article
    if case.received_on is None:  # withdrawn before 收到申请之日 was confirmed
        raise Unlawful("收到申请之日没有确认过，没有可以恢复办理的申请", article=article)
    file = on_file(map(event_of, await door.events_of(session, case_id)))
    if challenge not in file.facts:
        raise NotFound(f"本件没有第{challenge}号复议诉讼，或者已经撤销")
    if challenge in file.reopened:
        raise Unlawful(f"第{challenge}号复议诉讼责令的答复已经恢复办理过", article=article)
    told = challenge_of(case_id, challenge, file.facts[challenge])
    if file.is_carried_out(challenge, told):
        sentence = f"第{challenge}号复议诉讼审结之后本件已经答复，不需要恢复办理"
        raise Unlawful(sentence, article=article)
    due = await _due(session, told)
    if due is None:
        raise Unlawful(
            "恢复办理应当有责令重新答复、限期答复或者公开的复议决定、判决，"
            f"第{challenge}号复议诉讼没有这样的结果",
            article=article,
        )
    data = {
        "challenge": challenge,
        "due": due.due.isoformat(),
        "article": due.article,
        "reason": reason,
        "to": State.HANDLING,
    }
    await door.append(session, case, actor, at, Event(Kind.REOPENED, door.today(at), data))
    text = f"{case.number}恢复办理，应于{due.due}前重新答复"
    await door.tell(session, case, case.handler_id, actor, at, text)
    return case


async def _due(session: AsyncSession, told: Challenge) -> Deadline | None:
    """重新答复期限 of an order; Unlawful where it is too old to be counted."""
    calendar = (await calendars.in_force(session)).calendar
    try:
        return new_answer_due(told, calendar)
    except UNCOUNTABLE as beyond:
        raise Unlawful(
            f"重新答复期限无法计算：{beyond}", article=MOVE[Verb.REOPEN].article
        ) from None
