"""第二部分 of a government's members: what organs below entered, what members outside reported."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from cases.annual.members import counting_in
from cases.law.annual import form_of
from cases.law.section_two import of_record
from cases.law.section_two_sum import Given, SumOfTwo
from cases.models import Organ
from cases.models_consolidation import MemberReport, OutsideMember
from cases.models_reports import ReportEntry


async def two_of_members(session: AsyncSession, organ: Organ, year: int) -> SumOfTwo:
    """Section 二 of each member but the government itself, whose own report it is: two statements.

    What an organ has entered counts, final or not.
    """
    below, outside = await _below(session, organ, year), await _outside(session, organ, year)
    return SumOfTwo(form_of(year), (*below, *outside))


async def _below(session: AsyncSession, organ: Organ, year: int) -> list[Given]:
    """The organs directly below that answer in their own name."""
    below = (Organ.parent_id == organ.id, Organ.own_name)
    newest = (
        select(ReportEntry.organ_id, ReportEntry.section_two)
        .where(ReportEntry.organ_id.in_(select(Organ.id).where(*below)), ReportEntry.year == year)
        .ext(distinct_on(ReportEntry.organ_id))
        .order_by(ReportEntry.organ_id, ReportEntry.version.desc())
        .subquery()
    )
    rows = await session.execute(
        select(Organ.id, Organ.code, Organ.name, newest.c.section_two)
        .outerjoin(newest, newest.c.organ_id == Organ.id)
        .where(*below)
        .order_by(Organ.code)
    )
    return [
        Given(
            code, name, {path: Decimal(value) for path, value in (entered or {}).items()}, organ_id
        )
        for organ_id, code, name, entered in rows
    ]


async def _outside(session: AsyncSession, organ: Organ, year: int) -> list[Given]:
    """The members outside, with the second part of the report in force."""
    form = form_of(year)
    rows = await session.execute(
        select(OutsideMember.id, OutsideMember.name, MemberReport.two)
        .outerjoin(
            MemberReport,
            (MemberReport.member_id == OutsideMember.id)
            & (MemberReport.year == year)
            & MemberReport.ended_at.is_(None),
        )
        .where(*counting_in(organ.id, year))
        .order_by(OutsideMember.added_at, OutsideMember.id)
    )
    return [
        Given(str(key), name, of_record(form, two) if two is not None else {})
        for key, name, two in rows
    ]
