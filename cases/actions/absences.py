"""请假代办: while somebody is away a colleague does the work of his cases, and nothing lies still."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.departments import in_service, one_at_a_time
from cases.actions.door import today
from cases.actor import Actor
from cases.errors import BadInput, Conflict, Fault, NotAllowed, NotFound
from cases.models import Notice, Officer, OfficerRole, Role
from cases.models_work import Absence

MANAGERS: Final = (Role.ADMINISTRATOR, Role.HEAD)
NO_CASEWORK: Final = frozenset({Role.ADMINISTRATOR, Role.SUPERVISOR})  # nothing to stand in for


async def enter_absence(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    officer: str,
    substitute: str,
    first_day: date,
    last_day: date,
    reason: str = "",
) -> Absence:
    """Leave of an officer from a day to a day, and who stands in meanwhile; both are told.

    NotAllowed but for the officer himself and for who manages the organ; BadInput for people or
    days that do not fit; Conflict where one of the two is away or stands in already.
    """
    people = {o.login: o for o in await in_service(session, organ_id, (officer, substitute))}
    away, other = people.get(officer), people.get(substitute)
    if not _may_manage(actor, organ_id) and (away is None or away.id != actor.officer_id):
        raise NotAllowed("请假代办应由请假人本人、本单位管理员或者公开机构负责人录入")
    faults = [
        Fault(field, f"本单位没有用户名为“{login}”的在用人员")
        for field, login, found in (("officer", officer, away), ("substitute", substitute, other))
        if found is None
    ]
    if last_day < first_day:
        faults.append(Fault("last_day", f"结束日期{last_day}早于开始日期{first_day}"))
    elif last_day < today(at):
        faults.append(Fault("last_day", f"请假到{last_day}已经结束，不需要再设代办人"))
    if faults:
        raise BadInput.of(faults)
    assert away is not None
    assert other is not None
    await _check_roles(session, organ_id, away, other)
    code = await one_at_a_time(session, organ_id)  # so that no other leave is entered meanwhile
    await _check_free(session, organ_id, away, other, first_day, last_day)
    absence = Absence(
        organ_id=organ_id,
        officer_id=away.id,
        substitute_id=other.id,
        first_day=first_day,
        last_day=last_day,
        reason=reason,
        made_by=actor.name,
        made_at=at,
    )
    session.add(absence)
    days = f"自{first_day}至{last_day}"
    _tell(session, actor, at, code, other.id, f"{away.name}{days}请假，由您代办")
    _tell(session, actor, at, code, away.id, f"您{days}请假，由{other.name}代办")
    await session.flush()
    return absence


async def revoke_absence(
    session: AsyncSession, actor: Actor, at: datetime, organ_id: UUID, absence_id: UUID
) -> Absence:
    """撤销请假代办: from now on nobody stands in; both are told.

    NotFound where the organ has none such; Conflict where it was revoked or is over.
    """
    code = await one_at_a_time(session, organ_id)
    absence = await session.get(Absence, absence_id, populate_existing=True)
    if absence is None or absence.organ_id != organ_id:
        raise NotFound("本单位没有这条请假代办")
    if not _may_manage(actor, organ_id) and absence.officer_id != actor.officer_id:
        raise NotAllowed("请假代办应由请假人本人、本单位管理员或者公开机构负责人撤销")
    if absence.revoked_at is not None:
        raise Conflict("这条请假代办已经撤销")
    if absence.last_day < today(at):
        raise Conflict(f"这条请假代办已于{absence.last_day}结束，不需要撤销")
    absence.revoked_at = at
    names = await _names(session, (absence.officer_id, absence.substitute_id))
    days = f"自{absence.first_day}至{absence.last_day}"
    away, other = names[absence.officer_id], names[absence.substitute_id]
    text = f"{away}{days}的请假代办已经撤销，不再由{{}}代办"
    _tell(session, actor, at, code, absence.substitute_id, text.format("您"))
    _tell(session, actor, at, code, absence.officer_id, text.format(other))
    await session.flush()
    return absence


def _may_manage(actor: Actor, organ_id: UUID) -> bool:
    return actor.has(organ_id, MANAGERS)


async def _check_roles(
    session: AsyncSession, organ_id: UUID, away: Officer, other: Officer
) -> None:
    """BadInput unless the substitute works with one of the roles of the one who is away."""
    if away.id == other.id:
        raise BadInput.of([Fault("substitute", "代办人应为另一人，不能由请假人自己代办")])
    held: dict[UUID, set[Role]] = {away.id: set(), other.id: set()}
    rows = await session.execute(
        select(OfficerRole.officer_id, OfficerRole.role).where(
            OfficerRole.organ_id == organ_id, OfficerRole.officer_id.in_(held)
        )
    )
    for officer_id, role in rows:
        held[officer_id].add(Role(role))
    work = held[away.id] - NO_CASEWORK
    if not work:
        raise BadInput.of([Fault("officer", f"{away.name}没有办理案件的岗位，不需要代办人")])
    if work.isdisjoint(held[other.id]):
        wanted = "、".join(role.label for role in Role if role in work)
        sentence = f"{other.name}没有{away.name}的岗位，代办人至少应有其中一个岗位（{wanted}）"
        raise BadInput.of([Fault("substitute", sentence)])


async def _check_free(
    session: AsyncSession, organ_id: UUID, away: Officer, other: Officer, first: date, last: date
) -> None:
    """Conflict where either is away on one of these days, or the first stands in for somebody."""
    met = await session.scalar(
        select(Absence)
        .where(
            Absence.organ_id == organ_id,
            Absence.revoked_at.is_(None),
            Absence.first_day <= last,
            Absence.last_day >= first,
            or_(
                Absence.officer_id.in_((away.id, other.id)),
                Absence.substitute_id == away.id,
            ),
        )
        .order_by(Absence.officer_id != away.id, Absence.first_day)
        .limit(1)
    )
    if met is None:
        return
    days = f"自{met.first_day}至{met.last_day}"
    if met.officer_id == away.id:
        field, sentence = "first_day", f"{away.name}{days}已有请假代办，请改为其他日期或者先撤销"
    elif met.officer_id == other.id:
        field, sentence = "substitute", f"{other.name}{days}也请假，请另选代办人"
    else:
        names = await _names(session, (met.officer_id,))
        waits = names[met.officer_id]
        field = "first_day"
        sentence = f"{away.name}{days}正为{waits}代办，请先为{waits}改定代办人"
    raise Conflict(sentence, faults=[Fault(field, sentence)])


async def _names(session: AsyncSession, officers: Iterable[UUID]) -> dict[UUID, str]:
    rows = await session.execute(
        select(Officer.id, Officer.name).where(Officer.id.in_(list(officers)))
    )
    return {row.id: row.name for row in rows}


def _tell(
    session: AsyncSession, actor: Actor, at: datetime, code: str, officer: UUID, text: str
) -> None:
    """通知, but nobody of what he did himself."""
    if officer != actor.officer_id:
        link = f"/office/{code}#absences"
        session.add(Notice(officer_id=officer, text=text, link=link, at=at))
