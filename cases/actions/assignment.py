"""初审、分办、接办、转交 (条例第四十五条): from hand to hand, and never in nobody's."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.steps import iso, wrong
from cases.actor import Actor
from cases.errors import Unlawful
from cases.history import Event, Kind
from cases.models import Case, Officer, OfficerRole
from cases.models_work import Department, DepartmentMember
from cases.states import MOVE, OFFICE, State, Verb


async def screen(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    clear: bool,
    is_application: bool,
    ours: bool,
    opinion: str = "",
) -> Case:
    """初审: 补不补、是不是、谁负责 (letters.md §4.3); the opinion goes with the case, it decides nothing."""
    case = await door.open_case(session, actor, case_id, Verb.SCREEN)
    chain = await door.chain_of(session, case.organ_id)
    data = {"clear": clear, "is_application": is_application, "ours": ours, "opinion": opinion}
    data["to"] = chain.onward(State(case.state))
    await door.append(session, case, actor, at, Event(Kind.SCREENED, door.today(at), data))
    return case


async def assign(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    department: str = "",
    handler: str = "",
    note: str = "",
    opinion_by: date | None = None,
) -> Case:
    """分办 to a department, a handler or both; the handler accepts or returns it.

    BadInput for a department or an officer that is not there.
    """
    case = await door.open_case(session, actor, case_id, Verb.ASSIGN)
    data = await _whom(session, case, department, handler, Verb.ASSIGN)
    data |= {"note": note, "opinion_by": iso(opinion_by), "to": State.HANDLING}
    await door.append(session, case, actor, at, Event(Kind.ASSIGNED, door.today(at), data))
    await _tell(session, case, actor, at, f"{case.number}分办给您，请接办")
    return case


async def accept(session: AsyncSession, actor: Actor, at: datetime, case_id: UUID) -> Case:
    """接办: a case assigned to this officer or his department, or to nobody yet."""
    case = await door.open_case(session, actor, case_id, Verb.ACCEPT)
    article = MOVE[Verb.ACCEPT].article
    mine = case.handler_id in (None, actor.officer_id) or case.handler_id in actor.stands_in_for
    if not mine:
        raise Unlawful("本件已有承办人，需要改由他人办理的，请转交承办人", article=article)
    if case.accepted:
        raise Unlawful("本件已经接办", article=article)
    handler = case.handler_id or actor.officer_id
    data = {"department": _text(case.department_id), "handler": _text(handler), "name": actor.name}
    await door.append(session, case, actor, at, Event(Kind.ACCEPTED, door.today(at), data))
    return case


async def return_assignment(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, reason: str
) -> Case:
    """退回分办 with the reason: the case waits for another hand."""
    case = await door.open_case(session, actor, case_id, Verb.RETURN_ASSIGNMENT)
    data = {"reason": reason, "to": State.ASSIGNING}
    event = Event(Kind.ASSIGNMENT_RETURNED, door.today(at), data)
    await door.append(session, case, actor, at, event)
    return case


async def hand_over(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    department: str = "",
    handler: str = "",
    reason: str,
) -> Case:
    """转交承办人 with the reason; the one who had it and the one who has it are told."""
    case = await door.open_case(session, actor, case_id, Verb.HAND_OVER)
    former = case.handler_id
    data = await _whom(session, case, department, handler, Verb.HAND_OVER)
    data["reason"] = reason
    await door.append(session, case, actor, at, Event(Kind.HANDED_OVER, door.today(at), data))
    await _tell(session, case, actor, at, f"{case.number}转交给您办理，请接办")
    if former != case.handler_id:
        await door.tell(
            session, case, former, actor, at, f"{case.number}已转交{data['to_whom']}办理"
        )
    return case


async def _tell(session: AsyncSession, case: Case, actor: Actor, at: datetime, text: str) -> None:
    """The handler, or everybody of the department where none is named."""
    if case.handler_id is not None:
        await door.tell(session, case, case.handler_id, actor, at, text)
    elif case.department_id is not None:
        members = await session.scalars(
            select(DepartmentMember.officer_id).where(
                DepartmentMember.department_id == case.department_id
            )
        )
        for member in members:
            await door.tell(session, case, member, actor, at, text)


async def _whom(
    session: AsyncSession, case: Case, department: str, handler: str, verb: Verb
) -> dict[str, Any]:
    """Department and handler by name and login; BadInput where either is not of this organ."""
    article = MOVE[verb].article
    if not department and not handler:
        raise wrong("department", "应当选择承办科室或者承办人", article)
    found: Department | None = None
    if department:
        found = await session.scalar(
            select(Department).where(
                Department.organ_id == case.organ_id,
                Department.name == department,
                Department.active,
            )
        )
        if found is None:
            raise wrong("department", f"本单位没有名为“{department}”的科室，或者已经停用", article)
    officer: Officer | None = None
    if handler:
        officer = await session.scalar(
            select(Officer)
            .join(OfficerRole, OfficerRole.officer_id == Officer.id)
            .where(
                Officer.login == handler,
                Officer.active,
                OfficerRole.organ_id == case.organ_id,
                OfficerRole.role.in_(OFFICE),
            )
            .limit(1)
        )
        if officer is None:
            sentence = f"本单位没有用户名为“{handler}”的承办人员，或者已经停用"
            raise wrong("handler", sentence, article)
    names = [one.name for one in (found, officer) if one is not None]
    return {
        "department": _text(found.id if found else None),
        "handler": _text(officer.id if officer else None),
        "to_whom": " ".join(names),
    }


def _text(value: UUID | None) -> str | None:
    return str(value) if value else None
