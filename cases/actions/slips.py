"""协办 (letters.md P13): other departments and organs are asked by slips; the time counts on."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.searching import check_items
from cases.actions.steps import iso, wrong
from cases.actor import Actor
from cases.errors import Conflict, NotFound, Unlawful
from cases.history import Event, Kind
from cases.models import Case, Organ
from cases.models_work import Department, Slip
from cases.states import MOVE, State, Verb, row

ARTICLE = MOVE[Verb.ASK_FOR_HELP].article


async def ask_for_help(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    items: Sequence[int],
    question: str,
    reply_by: date,
    organ: str = "",
    department: str = "",
) -> Case:
    """发出协办函 to another organ, or to a department of this one; its people see the slip only.

    What is asked names no applicant. BadInput for an organ or department that is not there.
    """
    case = await door.open_case(session, actor, case_id, Verb.ASK_FOR_HELP)
    check_items(case, items, Verb.ASK_FOR_HELP)
    today = door.today(at)
    if reply_by < today:
        raise wrong("reply_by", f"回复期限{reply_by}早于今天（{today}）", ARTICLE)
    to_organ, to_department = await _to(session, case, organ, department)
    events = await door.events_of(session, case_id)
    number = 1 + sum(1 for event in events if event.kind == Kind.HELP_ASKED)
    name = " ".join(one.name for one in (to_organ, to_department) if one is not None)
    asked = {
        "number": case.number,
        "items": [{"item": n, "text": case.items[n - 1]["text"]} for n in sorted(set(items))],
        "question": question,
    }
    data = {
        "number": number,
        "to_organ": str(to_organ.id),
        "to_department": str(to_department.id) if to_department else None,
        "to_name": name,
        "items": sorted(set(items)),
        "question": question,
        "reply_by": iso(reply_by),
    }
    await door.append(session, case, actor, at, Event(Kind.HELP_ASKED, today, data))
    session.add(
        Slip(
            case_id=case.id,
            number=number,
            organ_id=case.organ_id,
            to_organ_id=to_organ.id,
            to_department_id=to_department.id if to_department else None,
            asked=asked,
            asked_on=today,
            reply_by=reply_by,
        )
    )
    await session.flush()
    return case


async def _to(
    session: AsyncSession, case: Case, organ: str, department: str
) -> tuple[Organ, Department | None]:
    """The organ that is asked, its own where none is named, and the department of it."""
    if not organ and not department:
        raise wrong("organ", "应当填写协办单位或者协办科室", ARTICLE)
    wanted = Organ.code == organ if organ else Organ.id == case.organ_id
    found = await session.scalar(select(Organ).where(wanted))
    if found is None:
        raise wrong("organ", f"系统中没有代码为“{organ}”的单位，可以发函并登记回复", ARTICLE)
    if not department:
        if found.id == case.organ_id:
            raise wrong("department", "请本单位协办的，应当填写协办科室", ARTICLE)
        return found, None
    part = await session.scalar(
        select(Department).where(
            Department.organ_id == found.id, Department.name == department, Department.active
        )
    )
    if part is None:
        sentence = f"{found.name}没有名为“{department}”的科室，或者已经停用"
        raise wrong("department", sentence, ARTICLE)
    return found, part


async def answer_slip(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    slip_id: UUID,
    *,
    holds: str,
    opinion: str,
    location: str = "",
    searched: str = "",
) -> Slip:
    """回复协办 by somebody of the organ that was asked, who sees nothing else of the case.

    NotFound where the slip is not that organ's; Conflict where it was answered before.
    """
    found = await session.get(Slip, slip_id)
    if found is None or not actor.may_read(found.to_organ_id):
        raise NotFound("没有找到这份协办函，请核对")
    door.check_role(actor, found.to_organ_id, Verb.ANSWER_SLIP)
    case = await door.locked(session, found.case_id)
    assert case is not None
    slip = await session.get(Slip, slip_id, populate_existing=True)
    assert slip is not None
    if slip.answered_at is not None:
        raise Conflict("这份协办函已经回复，需要补充的，请与发函单位联系", article=ARTICLE)
    if row(State(case.state), Verb.ANSWER_SLIP) is None:
        raise Unlawful("该申请已经办结，不再需要回复协办", article=ARTICLE)
    answer: dict[str, Any] = {
        "holds": holds, "location": location, "searched": searched, "opinion": opinion,
    }  # fmt: skip
    event = Event(Kind.SLIP_ANSWERED, door.today(at), {"number": slip.number, **answer})
    await door.append(session, case, actor, at, event)
    slip.answered_at, slip.answer = at, answer | {"by": actor.name}
    await session.flush()
    text = f"{case.number}第{slip.number}号协办函已有回复"
    await door.tell(session, case, case.handler_id, actor, at, text)
    return slip
