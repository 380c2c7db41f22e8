"""Reads of 汇总: governments to add up for, what was sent back, a member's reports and their files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Row, Text, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from cases.actor import Actor
from cases.errors import NotFound
from cases.law.annual import AnnualTable, Form
from cases.law.consolidation import Part
from cases.models import Organ
from cases.models_annual import AnnualEdition, EditionFile, EditionMember
from cases.models_consolidation import MemberReport, MemberReturn, OutsideMember

MOST_RETURNS: Final = 100  # of a year, the newest first; a page shows no more


async def governments(session: AsyncSession, actor: Actor) -> Sequence[Row[Organ, int, int]]:
    """The organs that this officer may read and that have members: how many below and outside."""
    below = aliased(Organ)
    organs = (
        select(func.count())
        .where(below.parent_id == Organ.id, below.own_name)
        .scalar_subquery()
        .label("below")
    )
    outside = (
        select(func.count())
        .where(OutsideMember.organ_id == Organ.id, OutsideMember.last_year.is_(None))
        .scalar_subquery()
        .label("outside")
    )
    rows = await session.execute(
        select(Organ, organs, outside)
        .where(Organ.id.in_(actor.reads), or_(organs > 0, outside > 0))
        .order_by(Organ.code)
    )
    return rows.all()


async def returns_of(session: AsyncSession, organ_id: UUID, year: int) -> Sequence[MemberReturn]:
    """What was sent back in a year's consolidation, the newest first."""
    rows = await session.scalars(
        select(MemberReturn)
        .where(MemberReturn.organ_id == organ_id, MemberReturn.year == year)
        .order_by(MemberReturn.sent_at.desc(), MemberReturn.id.desc())
        .limit(MOST_RETURNS)
    )
    return rows.all()


async def return_of(
    session: AsyncSession, organ_id: UUID, year: int, return_id: UUID
) -> MemberReturn:
    """One of them; NotFound otherwise."""
    sent = await session.get(MemberReturn, return_id)
    if sent is None or (sent.organ_id, sent.year) != (organ_id, year):
        raise NotFound("没有找到这次退回")
    return sent


@dataclass(frozen=True)
class MemberFile:
    """An outside member with everything that it sent for a year, the newest first."""

    member: OutsideMember
    reports: Sequence[MemberReport]
    before: MemberReport | None  # the report in force of the year before

    @property
    def in_force(self) -> MemberReport | None:
        """The one that counts."""
        return next((report for report in self.reports if report.ended_at is None), None)


async def member_file(
    session: AsyncSession, organ_id: UUID, year: int, member_id: UUID
) -> MemberFile:
    """A member outside the system with its reports: two statements; NotFound where it is none."""
    member = await session.get(OutsideMember, member_id)
    if member is None or member.organ_id != organ_id:
        raise NotFound("没有找到这个成员单位")
    rows = await session.scalars(
        select(MemberReport)
        .where(MemberReport.member_id == member_id, MemberReport.year.in_((year, year - 1)))
        .order_by(MemberReport.taken_at.desc(), MemberReport.id.desc())
    )
    found = rows.all()
    before = [one for one in found if one.year == year - 1 and one.ended_at is None]
    reports = [one for one in found if one.year == year]
    return MemberFile(member, reports, before[0] if before else None)


async def edition_members(
    session: AsyncSession, edition_id: UUID
) -> Sequence[Row[EditionMember, str | None, int | None, str | None, str | None]]:
    """The members of a consolidated edition, each with what leads back to its own table.

    Kind and number of the edition that it gave, its organ's code, and which outside member it is.
    """
    given = aliased(AnnualEdition)
    rows = await session.execute(
        select(
            EditionMember,
            given.kind,
            given.number,
            Organ.code,
            cast(MemberReport.member_id, Text),
        )
        .outerjoin(given, given.id == EditionMember.from_edition_id)
        .outerjoin(Organ, Organ.id == EditionMember.organ_id)
        .outerjoin(MemberReport, MemberReport.id == EditionMember.from_report_id)
        .where(EditionMember.edition_id == edition_id)
        .order_by(EditionMember.place)
    )
    return rows.all()


async def files_of(session: AsyncSession, edition_id: UUID) -> Sequence[EditionFile]:
    """The files of an edition."""
    rows = await session.scalars(
        select(EditionFile).where(EditionFile.edition_id == edition_id).order_by(EditionFile.ending)
    )
    return rows.all()


def parts_of(made: AnnualEdition, members: Sequence[EditionMember]) -> list[Part]:
    """What each member gave to an edition, as the sum takes it."""
    return [
        Part(
            str(one.place),
            one.name,
            AnnualTable(
                one.name, made.year, Form(made.form), {k: tuple(v) for k, v in one.rows.items()}
            ),
            one.four,
        )
        for one in members
        if one.rows is not None
    ]
