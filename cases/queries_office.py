"""Reads of an office's settings (科室、请假代办、审核环节): plain values, as pages and the API show them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from cases.actor import Actor
from cases.chain import USUAL, Chain, Level
from cases.models import Officer
from cases.models_work import Absence, Department, DepartmentMember, OrganChain
from cases.states import State

PAGE: Final = 50


@dataclass(frozen=True)
class Person:
    """An officer as settings name him."""

    id: UUID
    login: str
    name: str
    active: bool = True


@dataclass(frozen=True)
class DepartmentShown:
    """科室 with its people."""

    id: UUID
    name: str
    active: bool
    members: tuple[Person, ...]


@dataclass(frozen=True)
class AbsenceShown:
    """请假代办: who is away, who stands in, and where it stands today."""

    id: UUID
    officer: Person
    substitute: Person
    first_day: date
    last_day: date
    reason: str
    made_by: str
    made_at: datetime
    revoked_at: datetime | None

    def standing(self, today: date) -> str:
        """代办中 and so on, in words."""
        if self.revoked_at is not None:
            return "已撤销"
        if today > self.last_day:
            return "已结束"
        return "未开始" if today < self.first_day else "代办中"

    def stands(self, today: date) -> bool:
        """Whether it holds today or will."""
        return self.revoked_at is None and today <= self.last_day


@dataclass(frozen=True)
class ChainShown:
    """审核环节的设置: one row of its history."""

    chain: Chain
    reason: str
    made_by: str
    made_at: datetime


async def departments_of(session: AsyncSession, organ_id: UUID) -> Sequence[DepartmentShown]:
    """The departments of an organ with their people, those in use first."""
    rows = await session.execute(
        select(Department.id, Department.name, Department.active,
               Officer.id.label("officer_id"), Officer.login, Officer.name.label("officer_name"),
               Officer.active.label("officer_active"))
        .outerjoin(DepartmentMember, DepartmentMember.department_id == Department.id)
        .outerjoin(Officer, Officer.id == DepartmentMember.officer_id)
        .where(Department.organ_id == organ_id)
        .order_by(case((Department.active, 0), else_=1), Department.id, Officer.login)
    )  # fmt: skip
    found: dict[UUID, DepartmentShown] = {}
    members: dict[UUID, list[Person]] = {}
    for row in rows:
        found[row.id] = DepartmentShown(row.id, row.name, row.active, ())
        people = members.setdefault(row.id, [])
        if row.officer_id is not None:
            people.append(Person(row.officer_id, row.login, row.officer_name, row.officer_active))
    return [
        DepartmentShown(one.id, one.name, one.active, tuple(members[one.id]))
        for one in found.values()
    ]


async def absences_of(
    session: AsyncSession, actor: Actor, organ_id: UUID, managers: Collection[str]
) -> Sequence[AbsenceShown]:
    """请假代办 of an organ, the latest first; its reason only for him who is away and who manages."""
    away, other = aliased(Officer), aliased(Officer)
    rows = await session.execute(
        select(Absence, away, other)
        .join(away, away.id == Absence.officer_id)
        .join(other, other.id == Absence.substitute_id)
        .where(Absence.organ_id == organ_id)
        .order_by(Absence.first_day.desc(), Absence.id.desc())
        .limit(PAGE)
    )
    held = actor.roles.get(organ_id, frozenset())
    manages = actor.is_system or not held.isdisjoint(managers)
    return [
        AbsenceShown(
            row.id,
            Person(gone.id, gone.login, gone.name, gone.active),
            Person(stand_in.id, stand_in.login, stand_in.name, stand_in.active),
            row.first_day,
            row.last_day,
            row.reason if manages or row.officer_id == actor.officer_id else "",
            row.made_by,
            row.made_at,
            row.revoked_at,
        )
        for row, gone, stand_in in rows
    ]


async def chains_of(session: AsyncSession, organ_id: UUID) -> Sequence[ChainShown]:
    """审核环节的设置 of an organ, the one in force first; none where nothing was ever set."""
    rows = await session.scalars(
        select(OrganChain)
        .where(OrganChain.organ_id == organ_id)
        .order_by(OrganChain.made_at.desc(), OrganChain.id.desc())
        .limit(PAGE)
    )
    return [
        ChainShown(
            Chain(
                {State(state): Level(level) for state, level in row.levels.items()}, row.one_person
            ),
            row.reason,
            row.made_by,
            row.made_at,
        )
        for row in rows
    ]


def in_force(chains: Sequence[ChainShown]) -> Chain:
    """The setting in force; the usual one where nothing was ever set."""
    return chains[0].chain if chains else USUAL
