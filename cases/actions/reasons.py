"""说明理由 (条例第三十五条): asked before anything is refused or delayed for its number."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.sent_papers import check_agrees, sent_paper
from cases.actions.steps import Sending, check_day, iso, sent_on, wrong
from cases.actor import Actor
from cases.dossier import dossier
from cases.errors import Unlawful
from cases.history import Event, Kind
from cases.law.clock_rules import DELAY
from cases.models import Case
from cases.states import Verb


async def ask_for_reasons(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    sending: Sending,
    reply_by: date,
    counts: str = "",
) -> Case:
    """要求说明理由: the time counts on; `counts` says how many and how often."""
    case = await door.open_case(session, actor, case_id, Verb.ASK_FOR_REASONS)
    day = sent_on(sending, door.today(at), DELAY)
    check_day(case, at, "on", "要求说明理由的日期", day, DELAY)
    if reply_by <= day:
        raise wrong("reply_by", f"说明理由的期限{reply_by}应晚于告知的日期（{day}）", DELAY)
    file = dossier(await door.events_of(session, case_id))
    paper = sent_paper(file, sending, day, ("P6",), DELAY)
    check_agrees(file, paper, "reply_by", reply_by.isoformat(), "说明理由的期限", DELAY)
    data = {"reply_by": iso(reply_by), "counts": counts, **sending.particulars(), **paper}
    await door.append(session, case, actor, at, Event(Kind.REASONS_ASKED, day, data))
    return case


async def judge_reasons(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    reasonable: bool,
    why: str,
    replied_on: date | None = None,
    said: str = "",
) -> Case:
    """认定申请理由: what the applicant said, when, and why it is 合理 or not.

    Unlawful where nothing was asked, or the day for an answer is not over and none came.
    """
    case = await door.open_case(session, actor, case_id, Verb.JUDGE_REASONS)
    asked = dossier(await door.events_of(session, case_id)).reasons_asked
    if asked is None or asked.day is None:
        raise Unlawful("还没有要求申请人说明理由，不能认定", article=DELAY)
    today = door.today(at)
    if replied_on is not None:
        check_day(case, at, "replied_on", "说明理由的日期", replied_on, DELAY)
        if replied_on < asked.day:
            sentence = f"说明理由的日期{replied_on}早于告知的日期（{asked.day}）"
            raise wrong("replied_on", sentence, DELAY)
    elif today.isoformat() <= asked.data["reply_by"]:
        raise Unlawful(
            f"申请人没有说明理由，说明理由的期限（{asked.data['reply_by']}）也没有届满",
            article=DELAY,
        )
    data = {
        "reasonable": reasonable, "why": why, "replied_on": iso(replied_on), "said": said,
    }  # fmt: skip
    await door.append(session, case, actor, at, Event(Kind.REASONS_JUDGED, today, data))
    return case
