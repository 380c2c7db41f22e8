"""What the doors of 汇总 need: a member outside the system, what was sent back to it, a frozen sum."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import select

from cases.actions import consolidating, member_reports, sending_back
from cases.annual.editions import CONSOLIDATED, newest_edition
from cases.annual.files import render
from cases.law.annual import AnnualTable, Form, rows_of
from cases.models import new_id
from cases.models_consolidation import MemberReturn, OutsideMember
from tests.conftest import SETTER, Town

if TYPE_CHECKING:
    from tests.web.doors import Door, Things

YEAR: Final = 2025
REASON: Final = "成员单位有变化"


def report_of(name: str) -> bytes:
    """A report of zeros, which breaks no check."""
    rows: dict[str, tuple[int, ...]] = {row.key: (0,) * 7 for row in rows_of(Form.FORM_2021)}
    return render(AnnualTable(name, YEAR, Form.FORM_2021, rows), ".json")


def file_of_a_member(path: str, name: str) -> dict[str, tuple[str, bytes]]:
    """The file that a door takes, under the field's name."""
    noun = path.rpartition("/")[2]
    field = {"reports": "files", "comparison": "published"}.get(noun, "file")
    return {field: ("年度报告.json", report_of(name))}


async def consolidated_of(town: Town, organ: str) -> dict[str, Any]:
    """The organ's first member with its last return, and the newest sum; made where there is none."""
    organ_id = town.organs[organ]
    async with town.office.sessions() as session:
        member = await session.scalar(
            select(OutsideMember)
            .where(OutsideMember.organ_id == organ_id)
            .order_by(OutsideMember.added_at, OutsideMember.id)
            .limit(1)
        )
        sent = await session.scalar(select(MemberReturn).where(MemberReturn.organ_id == organ_id))
        made = await newest_edition(session, organ_id, YEAR, CONSOLIDATED)
    if member is None or sent is None or made is None:
        member = await member_of(town, organ_id)
        await reported(town, member)
        async with town.office.sessions.begin() as session:
            sent = await sending_back.send_back(
                session, SETTER, town.clock.at, organ_id, YEAR, str(member.id), remark="请核对"
            )
        made_number = await sum_of(town, organ_id)
    else:
        made_number = made.number
    return {
        "member_id": member.id, "member": member.name, "return_id": sent.id,
        "consolidated": made_number,
    }  # fmt: skip


async def member_of(town: Town, organ_id: UUID) -> OutsideMember:
    """One more member."""
    async with town.office.sessions.begin() as session:
        return await consolidating.add_member(
            session, SETTER, town.clock.at, organ_id, name=f"机密的成员{new_id()}", first_year=YEAR
        )


async def reported(town: Town, member: OutsideMember) -> None:
    """Its report is taken."""
    async with town.office.sessions.begin() as session:
        await member_reports.take_report(
            session, SETTER, town.clock.at, member.id, YEAR, "年度报告.json", report_of(member.name)
        )


async def sum_of(town: Town, organ_id: UUID) -> int:
    """The sum as it is now, frozen."""
    async with town.office.sessions.begin() as session:
        made = await consolidating.consolidate(
            session, SETTER, town.clock.at, organ_id, YEAR, reason=REASON
        )
    return made.number


async def ready_to_add_up(
    town: Town, organ: str, door: "Door", things: "Things", number: int
) -> tuple["Door", "Things"]:
    """A door of 汇总 so that it succeeds: a member of its own, a sum that is not final."""
    organ_id = town.organs[organ]
    member = await member_of(town, organ_id)  # so that another sum has something new, too
    noun = door.path.rpartition("/")[2]
    if noun == "withdrawal":
        await reported(town, member)
    if noun == "confirmation":
        things = replace(things, consolidated=await sum_of(town, organ_id))
    if noun == "members":
        added = {"name": f"另一个成员{number}"}
        door = replace(
            door,
            form=door.form and door.form | added,
            json=door.json and door.json | added,
        )
    return door, replace(things, member_id=member.id, member=member.name)
