"""核验 of the work on a case: slips, 复议 and 诉讼 against the history, attachments on the disk."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from cases import papers
from cases.actions import attaching, intake, slips
from cases.actions.application import Item
from cases.actions.attaching import File
from cases.law.file_contents import Paper
from cases.models import CaseEvent, Role
from cases.models_work import ChallengeRow, Slip
from cases.states import State
from tests.actions.answering import brought_to
from tests.actions.challenged import FILED, NOTIFIED, PLANNING, Bureau, bureau_of
from tests.actions.filing import filed
from tests.conftest import Town
from tests.history.walking import found

pytestmark = pytest.mark.anyio

NUMBER = "YSQ-370783-zrzy-2026-0001"
# fmt: off
SLIP_COLUMNS = {
    # column of slips: what is done to it
    "organ_id": "organ_id = to_organ_id",
    "to_organ_id": "to_organ_id = organ_id",
    "to_department_id": "to_department_id = id",
    "asked": "asked = asked || '{\"question\": \"?\"}'",
    "asked_on": "asked_on = asked_on + 1",
    "reply_by": "reply_by = reply_by + 1",
    "answered_at": "answered_at = answered_at + interval '1 second'",
    "answer": "answer = answer || '{\"by\": \"?\"}'",
}
CHALLENGE_COLUMNS = {
    # column of challenges: what is done to it
    "organ_id": "organ_id = (SELECT id FROM organs WHERE code = '371702')",
    "kind": "kind = 'litigation_direct'",
    "facts": "facts = facts || '{\"body\": \"?\"}'",
    "notified_on": "notified_on = notified_on - 1",
    "concluded_on": "concluded_on = notified_on",
    "next_due": "next_due = next_due + 1",
    "next_what": "next_what = 'report'",
}
# fmt: on


@pytest.fixture
async def bureau(town: Town) -> Bureau:
    return await bureau_of(town)


async def worked_on(bureau: Bureau) -> UUID:
    """A case with an answered slip, whose registration was corrected since, and with a review."""
    town, at_work = bureau.town, await bureau.open()
    asked = await town.officer("asked", "370783", Role.REGISTRAR)
    async with town.office.sessions.begin() as session:
        await brought_to(session, bureau.actor, bureau.at, at_work, State.HANDLING)
        await slips.ask_for_help(
            session, bureau.actor, bureau.at, at_work, items=[1], question="是否保存该报告",
            reply_by=date(2026, 3, 9), organ="370783",
        )  # fmt: skip
    async with town.office.sessions.begin() as session:
        slip = await session.scalar(select(Slip.id))
        assert slip is not None
        await slips.answer_slip(
            session, asked, bureau.at, slip, holds="no", opinion="没有保存", searched="档案室"
        )
    async with town.office.sessions.begin() as session:
        items = (Item("2024年度农村饮水安全工程验收报告"),)
        corrected = filed(town.organs[PLANNING], dates={"submitted_on": FILED}, items=items)
        await intake.correct_registration(
            session, town.office.vault, bureau.actor, bureau.at, at_work, corrected, "年度有误"
        )
    await bureau.challenged(at_work, NOTIFIED)
    return at_work


async def test_slips_and_challenges_of_a_sound_office_agree_with_their_history(
    bureau: Bureau,
) -> None:
    await worked_on(bureau)
    assert await found(bureau.town) == []


@pytest.mark.parametrize(
    ("table", "what", "columns"),
    [("slips", "协办函", SLIP_COLUMNS), ("challenges", "复议诉讼", CHALLENGE_COLUMNS)],
)
async def test_a_change_of_one_column_is_found_in_that_column(
    bureau: Bureau, table: str, what: str, columns: dict[str, str]
) -> None:
    await worked_on(bureau)
    for column, change in columns.items():
        differences = await found(bureau.town, f"UPDATE {table} SET {change}")
        places = [(number, place) for number, place, _ in differences]
        assert places == [(NUMBER, f"第1号{what}字段{column}")], (column, differences)


@pytest.mark.parametrize(("table", "what"), [("slips", "协办函"), ("challenges", "复议诉讼")])
async def test_a_row_that_is_gone_and_one_too_many_are_named(
    bureau: Bureau, table: str, what: str
) -> None:
    await worked_on(bureau)
    assert await found(bureau.town, f"DELETE FROM {table}") == [
        (NUMBER, f"第1号{what}", "办理记录中有而没有存储")
    ]
    # the same row under another number: the first is gone, the ninth nobody recorded
    assert await found(bureau.town, f"UPDATE {table} SET number = 9") == [
        (NUMBER, f"第1号{what}", "办理记录中有而没有存储"),
        (NUMBER, f"第9号{what}", "没有对应的办理记录"),
    ]


def test_every_column_of_the_two_tables_is_tampered_with_here() -> None:
    keys = {"id", "case_id", "number"}
    assert set(SLIP_COLUMNS) == set(Slip.__table__.columns.keys()) - keys
    assert set(CHALLENGE_COLUMNS) == set(ChallengeRow.__table__.columns.keys()) - keys


async def test_an_attachment_changed_or_gone_is_named_though_it_was_taken_down(
    bureau: Bureau,
) -> None:
    case_id, town = await bureau.open(), bureau.town
    for name in ("甲", "乙", "丙"):
        async with town.office.sessions.begin() as session:
            await attaching.attach(
                session, bureau.actor, bureau.at, case_id,
                File(f"{name}.pdf", "application/pdf", name.encode()), paper=Paper.OTHER,
            )  # fmt: skip
    async with town.office.sessions.begin() as session:
        await attaching.detach(session, bureau.actor, bureau.at, case_id, 3, "误传")
    assert await found(town) == []
    async with town.office.sessions() as session:
        asked = select(CaseEvent).where(CaseEvent.kind == "attached").order_by(CaseEvent.seq)
        digests = [event.data["stored"] for event in await session.scalars(asked)]
    first, _, third = (papers.path_of(town.office.home, digest) for digest in digests)
    sealed = bytearray(first.read_bytes())
    sealed[len(sealed) // 2] ^= 1
    first.write_bytes(sealed)
    third.unlink()
    assert await found(town) == [
        (NUMBER, "第1号附件", "文件内容被改动过"),
        (NUMBER, "第3号附件", "文件丢失"),
    ]


async def test_the_template_of_a_letter_is_named_where_it_is_gone(bureau: Bureau) -> None:
    """It came with the system, and a later version of the system may have another."""
    await bureau.answered()
    async with bureau.town.office.sessions() as session:
        asked = select(CaseEvent.data).where(CaseEvent.kind == "paper_issued")
        (paper,) = await session.scalars(asked)
    digest = paper["template"]["digest"]
    papers.path_of(bureau.town.office.home, digest).unlink()
    assert await found(bureau.town) == [("A8", f"随系统提供的文书模板{digest[:12]}", "文件丢失")]
