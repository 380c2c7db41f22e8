"""What the doors of 转主动公开 need: a candidate at the stage in which each step is taken."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import conversion_files, conversion_publishing, conversion_rows, converting
from cases.actions.bring_in import bring_in
from cases.actions.file_checks import checked
from cases.conversion_file import Step
from cases.law.conversion import Opinion, Rule, Stage
from cases.models import Case, new_id
from cases.models_conversion import Conversion
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet
from tests.actions.publishable_files import PERSON, a_docx
from tests.conftest import SETTER, Town
from tests.register.making import csv_text, rows

if TYPE_CHECKING:
    from tests.web.doors import Door, Things

SECRET: Final = "机密的候选"
STAGE_FOR: Final = {
    # the end of the path: the stage in which that step is taken
    "review": Stage.CANDIDATE, "decision": Stage.CANDIDATE, "reopening": Stage.KEPT,
    "publication": Stage.TO_PUBLISH, "withdrawal": Stage.PUBLISHED,
}  # fmt: skip


LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")


def letters() -> str:
    """What no other has, without figures: eleven of them may be a telephone number, and refused."""
    return new_id().hex.translate(LETTERS)


async def conversion_of(
    town: Town, organ: str, case_id: UUID, stage: Stage = Stage.CANDIDATE
) -> UUID:
    """A candidate of the organ with this case behind it, brought to a stage by the system."""
    at = town.clock.at
    async with town.office.sessions.begin() as session:
        row = await conversion_rows.make(
            session, SETTER, at, town.organs[organ], rule=Rule.APPLICANTS,
            title=f"{SECRET}{letters()}", parted=False, reason="", review_workdays=20,
            items=[(case_id, 1)], step=Step.FOUND,
        )  # fmt: skip
        await bring_to(session, town, row, stage)
        return row.id


async def bring_to(session: AsyncSession, town: Town, row: Conversion, stage: Stage) -> None:
    """Take the steps up to a stage."""
    at = town.clock.at
    if stage is Stage.CANDIDATE:
        return
    await converting.open_review(session, SETTER, at, row.id)
    if stage is Stage.REVIEWING:
        return
    for opinion in Opinion:
        await converting.opine(
            session, SETTER, at, row.id, opinion, agrees=True, words="不涉及，可以公开"
        )
    settled = Stage.KEPT if stage is Stage.KEPT else Stage.TO_PUBLISH
    said = {"decision": "keep" if settled is Stage.KEPT else "release", "reason": "一" * 10}
    await conversion_rows.append(session, row, SETTER, at, Step.DECIDED, said, to=settled)
    if stage in (Stage.PUBLISHED, Stage.WITHDRAWN):
        await conversion_publishing.publish(
            session, SETTER, at, row.id, title=row.title, published_on=at.date(), outlet="网站",
            address=f"https://www.example.cn/{letters()}", catalogue={"matter": "市政建设"},
        )  # fmt: skip
    if stage is Stage.WITHDRAWN:
        await conversion_publishing.withdraw(session, SETTER, at, row.id, "内容有误")


async def ready_to_turn(town: Town, organ: str, door: "Door", things: "Things") -> tuple["Door", "Things"]:  # fmt: skip
    """The candidate, the refusal or the number that a door needs to succeed."""
    if "reassessments" in door.path:
        refused = await one_of(town, organ, "属于三类内部事务信息", "2025-03-03")
        return door, replace(things, case_id=refused.id)
    if door.path.endswith("/conversions"):
        given = await one_of(town, organ, "予以公开", "2026-03-03")
        named = {"number": given.number}
        return replace(
            door,
            json=None if door.json is None else door.json | named,
            form=None if door.form is None else door.form | named,
        ), things
    if "{conversion_id:uuid}" not in door.path:
        return door, things
    if door.path.endswith("/publication"):
        new = {"address": f"https://www.example.cn/{letters()}"}
        door = replace(
            door,
            json=None if door.json is None else door.json | new,
            form=None if door.form is None else door.form | new,
        )
    stage = STAGE_FOR.get(door.path.rpartition("/")[2], Stage.REVIEWING)
    row_id = await conversion_of(town, organ, things.case_id, stage)
    if "{file_number:int}" in door.path:
        async with town.office.sessions.begin() as session:
            file = checked("方案.docx", a_docx("方案", PERSON))
            await conversion_files.add_file(
                session, SETTER, town.clock.at, row_id, file, is_masked=False
            )
    return door, replace(things, conversion_id=row_id)


async def one_of(town: Town, organ: str, outcome: str, day: str) -> Case:
    """A case of the organ that was answered so, on the day on which it came."""
    number = f"旧-{new_id()}"
    told = {
        "登记编号": number, "收到日期": day, "申请人": "己", "申请内容": f"第{number}号文件",
        "答复日期": day, "答复结果": outcome,
    }  # fmt: skip
    async with town.office.sessions.begin() as session:
        sheet = read_sheet(csv_text(rows(told)).encode(), "台账.csv")
        await bring_in(
            session, town.office.vault, SETTER, town.clock.at, town.organs[organ],
            check_rows(sheet, date(2026, 11, 22)),
        )  # fmt: skip
        return (await session.scalars(select(Case).where(Case.number == number))).one()
