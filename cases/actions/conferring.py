"""会商和报请 (letters.md §6; 条例第十七条第三款): hard cases are talked over, doubts are referred."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.steps import check_day
from cases.actor import Actor
from cases.dossier import Dossier, dossier
from cases.errors import Conflict, NotFound
from cases.history import Event, Kind
from cases.models import Case
from cases.states import MOVE, Verb


async def call_conference(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    question: str,
    participants: Sequence[str],
) -> Case:
    """发起会商 on a question; the time counts in full (convention: it is no 征求意见)."""
    case = await door.open_case(session, actor, case_id, Verb.CALL_CONFERENCE)
    number = len((await _file(session, case_id)).conferences) + 1
    data = {"number": number, "question": question, "participants": list(participants)}
    event = Event(Kind.CONFERENCE_CALLED, door.today(at), data)
    await door.append(session, case, actor, at, event)
    return case


async def give_opinion(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    number: int,
    *,
    opinion: str,
    participant: str = "",
    signed: bool = False,
) -> Case:
    """发表会商意见: an officer's own, signed by being signed in; or written down for somebody else."""
    case = await door.open_case(session, actor, case_id, Verb.GIVE_OPINION)
    await _open_conference(session, case_id, number)
    data = {
        "number": number,
        "participant": participant or actor.name,
        "opinion": opinion,
        "signed": signed if participant else True,
        "written_down": bool(participant),
    }
    await door.append(session, case, actor, at, Event(Kind.OPINION_GIVEN, door.today(at), data))
    return case


async def conclude_conference(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    number: int,
    *,
    conclusion: str,
    on: date,
) -> Case:
    """形成会商结论 (I6); BadInput for a day that cannot be, Conflict where there is one."""
    verb = Verb.CONCLUDE_CONFERENCE
    case = await door.open_case(session, actor, case_id, verb)
    await _open_conference(session, case_id, number)
    check_day(case, at, "on", "会商日期", on, MOVE[verb].article)
    data = {"number": number, "conclusion": conclusion}
    await door.append(session, case, actor, at, Event(Kind.CONFERENCE_CONCLUDED, on, data))
    return case


async def refer(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    to: str,
    question: str,
    on: date,
) -> Case:
    """报请有关主管部门或者保密行政管理部门确定: no term, and no stop of the clock."""
    verb = Verb.REFER
    case = await door.open_case(session, actor, case_id, verb)
    check_day(case, at, "on", "报请日期", on, MOVE[verb].article)
    number = len((await _file(session, case_id)).referrals) + 1
    data = {"number": number, "referred_to": to, "question": question}
    await door.append(session, case, actor, at, Event(Kind.REFERRED, on, data))
    return case


async def record_determination(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    number: int,
    *,
    on: date,
    opinion: str,
) -> Case:
    """收到确定意见 on a referral; NotFound where there is none of that number."""
    verb = Verb.RECORD_DETERMINATION
    case = await door.open_case(session, actor, case_id, verb)
    file = await _file(session, case_id)
    if number not in file.referrals:
        raise NotFound(f"本件没有第{number}号报请")
    if number in file.determinations:
        raise Conflict(f"第{number}号报请已经登记确定意见", article=MOVE[verb].article)
    check_day(case, at, "on", "收到确定意见的日期", on, MOVE[verb].article)
    data = {"number": number, "opinion": opinion}
    await door.append(session, case, actor, at, Event(Kind.DETERMINED, on, data))
    return case


async def _file(session: AsyncSession, case_id: UUID) -> Dossier:
    return dossier(await door.events_of(session, case_id))


async def _open_conference(session: AsyncSession, case_id: UUID, number: int) -> None:
    file = await _file(session, case_id)
    if number not in file.conferences:
        raise NotFound(f"本件没有第{number}号会商")
    if number in file.conclusions:
        raise Conflict(f"第{number}号会商已经形成结论，需要再议的，请另行发起会商")
