"""汇总 (条例第四十九条、第五十条): a government's members, and the sum of what they gave."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.freezing import check_over
from cases.actions.freezing_sums import MemberPart, freeze_consolidated
from cases.actions.notices import tell_heads
from cases.actor import Actor, system
from cases.annual.members import Member, Membership, membership
from cases.errors import BadInput, Conflict, Fault, NotAllowed, NotFound
from cases.law.annual import FIRST_YEAR
from cases.law.articles import regulation
from cases.law.consolidation import summed
from cases.models import ROLE_LABELS, Organ, Role
from cases.models_annual import AnnualEdition
from cases.models_consolidation import OutsideMember

ARTICLE: Final = regulation(49)  # 县级以上人民政府政府信息公开主管部门公布本级政府的年度报告
CONSOLIDATORS: Final = (Role.SUPERVISOR, Role.HEAD)


def check_consolidator(actor: Actor, organ_id: UUID) -> None:
    """NotAllowed unless the actor adds up for that government; NotFound where it is none of his."""
    if not actor.may_read(organ_id):
        raise NotFound("没有找到这个单位，请核对")
    if not actor.has(organ_id, CONSOLIDATORS):
        who = "、".join(ROLE_LABELS[role] for role in CONSOLIDATORS)
        raise NotAllowed(f"年度报告的汇总应由本级{who}岗位人员办理", article=ARTICLE)


def check_year(year: int, at: datetime) -> None:
    """BadInput for a year without a form, or one that has not begun."""
    this_year = door.today(at).year
    if not FIRST_YEAR <= year <= this_year:
        sentence = f"年度应为{FIRST_YEAR}至{this_year}，实际为{year}"
        raise BadInput.of([Fault("year", sentence)], article=ARTICLE)


async def add_member(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    name: str,
    code: str = "",
    first_year: int,
) -> OutsideMember:
    """增加成员单位 outside the system, counted from a data year on.

    Conflict where it is a member already, outside or as an organ below the government.
    """
    check_consolidator(actor, organ_id)
    check_year(first_year, at)
    organ = await session.get_one(Organ, organ_id, with_for_update={"key_share": True})
    there = await membership(session, organ, first_year)
    if any(member.name == name for member in there.members):
        raise Conflict(f"“{name}”已经是汇总的成员单位")
    if code and any(member.code == code for member in there.members):
        raise Conflict(f"代码“{code}”已经用于另一个成员单位，请核对")
    later = await session.scalar(
        select(OutsideMember.first_year).where(
            OutsideMember.organ_id == organ_id,
            OutsideMember.name == name,
            OutsideMember.last_year.is_(None),
        )
    )
    if later is not None:
        raise Conflict(f"“{name}”自{later}年度起已经是汇总的成员单位")
    member = OutsideMember(
        organ_id=organ_id, name=name, code=code, first_year=first_year,
        added_by=actor.name, added_by_id=actor.officer_id, added_at=at,
    )  # fmt: skip
    session.add(member)
    await session.flush()
    return member


async def end_member(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    member_id: UUID,
    *,
    last_year: int,
    reason: str,
) -> OutsideMember:
    """终止成员单位: it counts no more after a data year; what it sent stays."""
    member = await locked_member(session, actor, member_id)
    if member.last_year is not None:
        raise Conflict(f"“{member.name}”已经终止，最后计入{member.last_year}年度")
    if not member.first_year - 1 <= last_year <= door.today(at).year:
        sentence = f"最后计入的年度应为{member.first_year - 1}（从未计入）至{door.today(at).year}"
        raise BadInput.of([Fault("last_year", sentence)], article=ARTICLE)
    member.last_year, member.end_reason = last_year, reason
    member.ended_by, member.ended_by_id, member.ended_at = actor.name, actor.officer_id, at
    await session.flush()
    return member


async def locked_member(session: AsyncSession, actor: Actor, member_id: UUID) -> OutsideMember:
    """A member, held while it or its reports are changed."""
    member = await session.get(
        OutsideMember, member_id, with_for_update=True, populate_existing=True
    )
    if member is None or not actor.may_read(member.organ_id):
        raise NotFound("没有找到这个成员单位")
    check_consolidator(actor, member.organ_id)
    return member


async def consolidate(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    year: int,
    *,
    reason: str = "",
    automatic: bool = False,
) -> AnnualEdition:
    """汇总: the sum of the final editions and the reports in force becomes an edition.

    What is missing stands in it as missing. BadInput where there is nobody or nothing to add up, or
    the year is not over; Conflict where the last sum had the same figures.
    """
    organ = await session.get(Organ, organ_id)
    if organ is None or not actor.may_read(organ_id):
        raise NotFound("没有找到这个单位")
    check_over(year, at)
    found = await membership(session, organ, year)
    if len(found.members) == 1:
        sentence = f"{organ.name}没有下级单位，也没有系统外的成员单位，不需要汇总"
        raise BadInput.of([Fault("year", sentence)], article=ARTICLE)
    if not found.parts:
        sentence = f"{year}年度还没有成员定稿或者报送，没有可以汇总的表"
        raise BadInput.of([Fault("year", sentence)], article=ARTICLE)
    total = summed(organ.name, year, found.parts)
    parts = [_given(member) for member in found.members]
    return await freeze_consolidated(
        session, actor, at, organ_id, total.table, total.four, parts,
        reason=reason, automatic=automatic,
    )  # fmt: skip


def _given(member: Member) -> MemberPart:
    """What an edition keeps of a member; no rows where it gave nothing that counts."""
    if member.part is None:
        return MemberPart(member.name, member.code, member.organ_id)
    return MemberPart(
        member.name,
        member.code,
        member.organ_id,
        edition_id=member.edition.id if member.edition else None,
        report_id=member.report.id if member.report else None,
        rows={row: [*figures] for row, figures in member.part.table.rows.items()},
        four=(
            None
            if member.part.table4 is None
            else {group: dict(figures) for group, figures in member.part.table4.items()}
        ),
    )


async def is_complete(session: AsyncSession, organ: Organ, year: int) -> bool:
    """Whether a government has members and all have a final edition or a report without faults."""
    found = await membership(session, organ, year)
    return is_whole(found)


def is_whole(found: Membership) -> bool:
    """The same of what was read already."""
    return len(found.members) > 1 and found.is_complete


async def consolidate_when_complete(
    session: AsyncSession, at: datetime, organ: Organ, year: int
) -> AnnualEdition | None:
    """The sum made by itself once everything is there; None where it is not, or nothing is new."""
    if not await is_complete(session, organ, year):
        return None
    actor = system(AUTOMATIC)
    try:
        made = await consolidate(session, actor, at, organ.id, year, automatic=True)
    except Conflict:  # the last sum had the same figures
        return None
    await tell_heads(
        session, at, organ.id,
        f"{organ.name}{year}年度各成员的表已经齐全，已自动汇总为第{made.number}版，请核对后定稿",
        f"/consolidation/{organ.code}/{year}",
    )  # fmt: skip
    return made


AUTOMATIC: Final = "自动汇总"
