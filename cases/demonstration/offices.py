"""Invented settings of the demonstration's offices: 科室 of a bureau, the short chain of a township."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.chain_setting import set_chain
from cases.actions.departments import add_department, set_members
from cases.actions.public_setting import set_public_desk
from cases.actor import Actor
from cases.chain import Level
from cases.demonstration.invented import PLANNING, TOWNSHIP
from cases.states import State


@dataclass(frozen=True)
class DemoDepartment:
    """A department of the demonstration, its people by their logins."""

    organ: str
    name: str
    members: tuple[str, ...]


DEPARTMENTS: Final = (
    DemoDepartment(PLANNING, "土地利用科", ("chengban",)),
    DemoDepartment(PLANNING, "规划科", ("chengban", "fuzeren")),
    DemoDepartment(PLANNING, "办公室", ("baomi", "chuangkou", "fuzeren", "guidang")),
)
# a township of two people: what may be left out is left out, what the law wants stays
TWO_PEOPLE: Final = {
    State.SCREENING: Level.ABSENT,
    State.ASSIGNING: Level.ABSENT,
    State.SECRECY_REVIEW: Level.SKIPPABLE,
    State.LEGAL_REVIEW: Level.SKIPPABLE,
    State.OFFICE_REVIEW: Level.ABSENT,
}


async def set_up(
    session: AsyncSession, actor: Actor, at: datetime, organs: dict[str, UUID]
) -> None:
    """The departments with their people, the chain of the township, the bureau's public pages."""
    for wanted in DEPARTMENTS:
        organ = organs[wanted.organ]
        made = await add_department(session, actor, organ, name=wanted.name)
        await set_members(session, actor, organ, made.id, wanted.members)
    await set_chain(
        session, actor, at, organs[TOWNSHIP], levels=TWO_PEOPLE, one_person=False,
        reason="侯镇政务公开工作由两人承担，一人登记、承办，一人审核、签发（演示）",
    )  # fmt: skip
    await set_public_desk(
        session, actor, at, organs[PLANNING], is_open=True, reason="开通网上申请（演示）",
        office_name="办公室（演示）", office_address="圣城街1号（演示）",
        hours="工作日上午8:30至12:00，下午1:30至5:00", phone="0536-0000000",
        postal_address="圣城街1号政务公开办公室收（演示）",
        complaint_body="寿光市人民政府办公室（演示）",
    )  # fmt: skip
