"""汇总的成员: who must give a table to a government's sum, what each gave, and how far it has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from cases.annual.editions import CONSOLIDATED, OWN, is_confirmed, table_of
from cases.law.annual import FIRST_YEAR, AnnualTable, Form, form_of
from cases.law.annual_checks import Violation
from cases.law.consolidation import Part, faults, unfit
from cases.models import Organ
from cases.models_annual import AnnualEdition
from cases.models_consolidation import MemberReport, OutsideMember


class State(StrEnum):
    """报送状态 of a member."""

    FINAL = "final"
    REPORTED = "reported"
    DRAFT = "draft"
    FAULTY = "faulty"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """As the list prints it."""
        return STATE_LABELS[self]


STATE_LABELS: Final = {
    State.FINAL: "已定稿",
    State.REPORTED: "已报送",
    State.DRAFT: "草案",
    State.FAULTY: "有问题",
    State.MISSING: "未报送",
}


@dataclass(frozen=True)
class Member:
    """One member in one year: the government itself, an organ below it, or one outside.

    `part` is what the sum takes from it; None for a draft that is not final and for what is missing
    or unfit. `key` names it in addresses: an organ's code, an outside member's identifier.
    """

    key: str
    name: str
    code: str
    organ_id: UUID | None = None
    member_id: UUID | None = None
    edition: AnnualEdition | None = None
    report: MemberReport | None = None
    part: Part | None = None
    broken: tuple[Violation, ...] = ()
    unfit: str = ""
    is_own: bool = False
    has_members: bool = False

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.broken or self.unfit:
            return State.FAULTY
        if self.report is not None:
            return State.REPORTED
        if self.edition is None:
            return State.MISSING
        return State.DRAFT if self.part is None else State.FINAL

    @property
    def is_done(self) -> bool:
        """Whether nothing more is awaited from it."""
        return self.state in (State.FINAL, State.REPORTED)


@dataclass(frozen=True)
class Membership:
    """All members of a government's year, the government itself first."""

    organ: Organ
    year: int
    members: tuple[Member, ...] = field(default=())

    @property
    def parts(self) -> list[Part]:
        """What there is to add up."""
        return [one.part for one in self.members if one.part is not None]

    @property
    def done(self) -> int:
        """How many have given all."""
        return sum(one.is_done for one in self.members)

    @property
    def is_complete(self) -> bool:
        """Whether every member has a final edition or a report without faults."""
        return all(one.is_done for one in self.members)

    def in_state(self, *states: State) -> list[Member]:
        """The members in these states."""
        return [one for one in self.members if one.state in states]

    def get(self, key: str) -> Member | None:
        """The member of that key."""
        return next((one for one in self.members if one.key == key), None)


async def membership(session: AsyncSession, organ: Organ, year: int) -> Membership:
    """The members of a government and what each gave for a year: four statements.

    An organ below that answers in the government's name alone is none: its cases are the
    government's own.
    """
    organs = await organs_of(session, organ)
    editions = await _editions(session, [row.Organ.id for row in organs], year)
    outside = await outside_members(session, organ.id, year)
    reports = await _reports(session, organ.id, year)
    found = [_in_system(row, organ, editions, year) for row in organs]
    found += [_outside(member, reports, year) for member in outside]
    return Membership(organ, year, tuple(found))


async def organs_of(session: AsyncSession, organ: Organ) -> Sequence[Row[Organ, bool]]:
    """The government and the organs directly below it, each with whether it has members itself."""
    below = aliased(Organ)
    has_members = exists().where(below.parent_id == Organ.id, below.own_name)
    rows = await session.execute(
        select(Organ, has_members.label("has_members"))
        .where(or_(Organ.id == organ.id, (Organ.parent_id == organ.id) & Organ.own_name))
        .order_by(Organ.id != organ.id, Organ.code)
    )
    return rows.all()


Editions = Mapping[tuple[UUID, int, str, bool], AnnualEdition]


async def _editions(session: AsyncSession, organs: Sequence[UUID], year: int) -> Editions:
    """The newest edition of each organ, kind and year, final or not; of the year before too."""
    confirmed = is_confirmed().label("confirmed")
    place = (
        func.row_number()
        .over(
            partition_by=(
                AnnualEdition.organ_id, AnnualEdition.year, AnnualEdition.kind, is_confirmed(),
            ),
            order_by=AnnualEdition.number.desc(),
        )
        .label("place")
    )  # fmt: skip
    ranked = (
        select(AnnualEdition.id, confirmed, place)
        .where(AnnualEdition.organ_id.in_(organs), AnnualEdition.year.in_((year, year - 1)))
        .subquery()
    )
    rows = await session.execute(
        select(AnnualEdition, ranked.c.confirmed)
        .join(ranked, ranked.c.id == AnnualEdition.id)
        .where(ranked.c.place == 1)
    )
    return {(made.organ_id, made.year, made.kind, final): made for made, final in rows}


def _in_system(row: Row[Organ, bool], government: Organ, editions: Editions, year: int) -> Member:
    organ: Organ = row.Organ
    is_own = organ.id == government.id
    kind = OWN
    if row.has_members and not is_own and _any(editions, organ.id, year, CONSOLIDATED):
        kind = CONSOLIDATED
    final = editions.get((organ.id, year, kind, True))
    draft = editions.get((organ.id, year, kind, False))
    made = final or draft
    if made is None:
        return Member(
            organ.code, organ.name, organ.code, organ.id, is_own=is_own, has_members=row.has_members
        )
    before = editions.get((organ.id, year - 1, kind, True))
    part = Part(organ.code, organ.name, table_of(made), made.four)
    why_not = unfit(part, year, form_of(year))
    previous = table_of(before) if before is not None else None
    return Member(
        organ.code, organ.name, organ.code, organ.id,
        edition=made,
        part=part if final is not None and why_not is None else None,
        broken=tuple(faults(part, previous)),
        unfit=why_not or "",
        is_own=is_own,
        has_members=row.has_members,
    )  # fmt: skip


def _any(editions: Editions, organ_id: UUID, year: int, kind: str) -> bool:
    return any((organ_id, year, kind, final) in editions for final in (True, False))


def counting_in(organ_id: UUID, year: int) -> tuple[ColumnElement[bool], ...]:
    """The members outside the system of a government that count in a year."""
    return (
        OutsideMember.organ_id == organ_id,
        OutsideMember.first_year <= year,
        or_(OutsideMember.last_year.is_(None), OutsideMember.last_year >= year),
    )


async def outside_members(
    session: AsyncSession, organ_id: UUID, year: int
) -> Sequence[OutsideMember]:
    """The members outside the system that count in a year, by name."""
    rows = await session.scalars(
        select(OutsideMember)
        .where(*counting_in(organ_id, year))
        .order_by(OutsideMember.added_at, OutsideMember.id)
    )
    return rows.all()


Reports = Mapping[tuple[UUID, int], MemberReport]


async def _reports(session: AsyncSession, organ_id: UUID, year: int) -> Reports:
    """The reports in force of a year and of the year before."""
    rows = await session.scalars(
        select(MemberReport).where(
            MemberReport.organ_id == organ_id,
            MemberReport.year.in_((year, year - 1)),
            MemberReport.ended_at.is_(None),
        )
    )
    return {(report.member_id, report.year): report for report in rows}


def _outside(member: OutsideMember, reports: Reports, year: int) -> Member:
    report, before = reports.get((member.id, year)), reports.get((member.id, year - 1))
    key = str(member.id)
    if report is None:
        return Member(key, member.name, member.code, member_id=member.id)
    part = part_of(member, report)
    why_not = unfit(part, year, form_of(year))
    return Member(
        key, member.name, member.code, member_id=member.id,
        report=report,
        part=part if why_not is None else None,
        broken=tuple(faults(part, previous_of(member, report, before))),
        unfit=why_not or "",
    )  # fmt: skip


def part_of(member: OutsideMember, report: MemberReport) -> Part:
    """What a report gives to the sum."""
    form = Form(report.form)
    rows = {key: tuple(figures) for key, figures in report.rows.items()}
    table = AnnualTable(member.name, report.year, form, rows)
    return Part(str(member.id), member.name, table, report.four)


def previous_of(
    member: OutsideMember, report: MemberReport, before: MemberReport | None
) -> AnnualTable | None:
    """Last year's table, where it can be compared: 上年结转 stands in both forms alike."""
    if before is None or report.year <= FIRST_YEAR:
        return None
    return part_of(member, before).table
