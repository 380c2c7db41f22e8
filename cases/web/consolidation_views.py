"""汇总 as pages and programs read it: members with their state, and from where each figure comes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from pydantic import BaseModel
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.sending_back import what_is_wrong
from cases.actor import Actor
from cases.annual.editions import CONSOLIDATED
from cases.annual.members import Member, Membership, organs_of
from cases.annual.table import annual_tables, table_of_all
from cases.law.annual import AnnualTable, form_of
from cases.law.consolidation import Part, Share, Sum, shares, shares_of_four, summed
from cases.law.identity import masked_text
from cases.law.periods import Period
from cases.law.section_four import SectionFour
from cases.law.section_two_sum import SumOfTwo
from cases.models import Organ
from cases.models_annual import AnnualEdition, EditionMember
from cases.models_consolidation import MemberReturn
from cases.web.spreadsheet import xlsx_list

OWN_SOURCE, SYSTEM_SOURCE, OUTSIDE_SOURCE = "own", "organ", "outside"
SOURCE_LABELS: Final = {
    OWN_SOURCE: "本级",
    SYSTEM_SOURCE: "系统内",
    OUTSIDE_SOURCE: "系统外",
}


class MemberOut(BaseModel):
    """汇总的一个成员单位."""

    key: str
    name: str
    code: str
    source: str
    state: str
    state_label: str
    counted: bool
    faults: list[str]
    notes: list[str]
    edition: int | None
    file_name: str | None
    reported_at: datetime | None
    new_received: int | None
    total_processed: int | None

    @property
    def source_label(self) -> str:
        """本级, 系统内 or 系统外."""
        return SOURCE_LABELS[self.source]


class ConsolidationOut(BaseModel):
    """一个年度的汇总: 各成员单位的报送情况和各格之和."""

    organ: str
    year: int
    form: str
    complete: bool
    done: int
    members: list[MemberOut]
    missing: list[str]
    without_table4: list[str]
    rows: dict[str, list[int]]
    table4: dict[str, dict[str, int]]
    section_two: dict[str, str]
    without_section_two: list[str]


class ShareOut(BaseModel):
    """一个成员在一个数字中所占的."""

    key: str
    name: str
    figure: int


class SharesOut(BaseModel):
    """汇总表的一个数字由哪些成员组成，多的在前."""

    row: str
    column: str
    figure: int
    shares: list[ShareOut]


def member_out(member: Member, year: int) -> MemberOut:
    """One member without its table."""
    report, part = member.report, member.part
    source = OWN_SOURCE if member.is_own else SYSTEM_SOURCE
    return MemberOut(
        key=member.key,
        name=member.name,
        code=member.code,
        source=OUTSIDE_SOURCE if member.member_id is not None else source,
        state=member.state.value,
        state_label=member.state.label,
        counted=part is not None,
        faults=what_is_wrong(member, year),
        notes=[masked_text(note) for note in report.notes] if report else [],
        edition=member.edition.number if member.edition else None,
        file_name=masked_text(report.file_name) if report else None,
        reported_at=report.taken_at if report else None,
        new_received=part.table.cell("new_received", "total") if part else None,
        total_processed=part.table.cell("total_processed", "total") if part else None,
    )


def consolidation_out(found: Membership, two: SumOfTwo) -> ConsolidationOut:
    """All of a year as a program reads it; section 二 without what the government entered itself."""
    total = total_of(found)
    return ConsolidationOut(
        organ=found.organ.name,
        year=found.year,
        form=total.table.form,
        complete=found.is_complete,
        done=found.done,
        members=[member_out(one, found.year) for one in found.members],
        missing=[one.name for one in found.members if one.part is None],
        without_table4=list(total.without_four),
        rows={row: list(figures) for row, figures in total.table.rows.items()},
        table4=total.four.record(),
        section_two=two.totals,
        without_section_two=two.incomplete,
    )


def total_of(found: Membership) -> Sum:
    """The sum of what is there now."""
    return summed(found.organ.name, found.year, found.parts)


@dataclass(frozen=True)
class Way:
    """Where a member's figures lead on to: its own cells, or a page of its own; "" for nowhere."""

    base: str
    query: str = ""
    has_cells: bool = True

    def to(self, cell: str) -> str:
        """The address behind one figure: cells/new_received/total."""
        if not self.base:
            return ""
        return f"{self.base}/{cell}{self.query}" if self.has_cells else self.base


@dataclass(frozen=True)
class Source:
    """What a table of sums is made of: its parts, and the way on from each."""

    table: AnnualTable
    four: SectionFour | None
    parts: Sequence[Part]
    ways: dict[str, Way]

    def behind(self, row: str, column: str) -> list[tuple[Share, str]]:
        """Who gave how much of a figure of section 三, with the way on."""
        return self._with_ways(shares(self.parts, row, column), f"cells/{row}/{column}")

    def behind_four(self, group: str, figure: str) -> list[tuple[Share, str]]:
        """The same of section 四."""
        return self._with_ways(
            shares_of_four(self.parts, group, figure), f"section-four/{group}/{figure}"
        )

    def _with_ways(self, found: list[Share], cell: str) -> list[tuple[Share, str]]:
        return [(share, self.ways.get(share.key, NOWHERE).to(cell)) for share in found]


NOWHERE: Final = Way("")


def live_source(found: Membership, actor: Actor) -> Source:
    """What the members give now."""
    total = total_of(found)
    ways = {}
    for member in found.members:
        if member.member_id is not None:
            ways[member.key] = outside_way(found.organ.code, found.year, member.key)
        elif member.edition is not None and member.organ_id and actor.may_read(member.organ_id):
            ways[member.key] = _edition_way(
                member.code, found.year, member.edition.kind, member.edition.number
            )
    return Source(total.table, total.four, found.parts, ways)


def outside_way(code: str, year: int, key: str) -> Way:
    """The page of a member outside the system: its report has no cases behind it."""
    return Way(f"/consolidation/{code}/{year}/members/{key}", has_cells=False)


def _edition_way(code: str, year: int, kind: str, number: int) -> Way:
    if kind == CONSOLIDATED:
        return Way(f"/consolidation/{code}/{year}", f"?edition={number}")
    return Way(f"/annual-tables/{code}/{year}/editions/{number}")


def edition_source(
    made: AnnualEdition,
    table: AnnualTable,
    four: SectionFour,
    parts: Sequence[Part],
    rows: Sequence[Row[EditionMember, str | None, int | None, str | None, str | None]],
    actor: Actor,
    code: str,
) -> Source:
    """What the members had given when an edition was frozen."""
    ways = {}
    for member, kind, number, member_code, outside_key in rows:
        key = str(member.place)
        if outside_key is not None:
            ways[key] = outside_way(code, made.year, outside_key)
        elif member.organ_id is None or not actor.may_read(member.organ_id):
            continue
        elif number is not None and kind is not None and member_code is not None:
            ways[key] = _edition_way(member_code, made.year, kind, number)
    return Source(table, four, parts, ways)


async def period_table(session: AsyncSession, organ: Organ, period: Period) -> Source:
    """A quarter or a month of the organs in the system as one sum, without its parts."""
    organs = [row.Organ.id for row in await organs_of(session, organ)]
    return Source(await table_of_all(session, organ.name, organs, period), None, [], {})


async def period_source(
    session: AsyncSession, actor: Actor, organ: Organ, period: Period
) -> Source:
    """A quarter or a month of the organs in the system, each counted now from its cases."""
    organs = [row.Organ for row in await organs_of(session, organ)]
    tables = await annual_tables(session, organs, period, form_of(period.year))
    parts = [Part(one.code, one.name, tables[one.id]) for one in organs]
    total = summed(organ.name, period.year, parts)
    ways = {
        one.code: Way(f"/annual-tables/{one.code}/{period.year}", f"?period={period.key[4:]}")
        for one in organs
        if actor.may_read(one.id)
    }
    return Source(replace(total.table, span=period.label), None, parts, ways)


MEMBER_COLUMNS: Final = (
    # heading, width in characters
    ("成员单位", 36), ("代码", 20), ("来源", 10), ("状态", 10), ("计入汇总", 10), ("本年新收", 10),
    ("本年办理", 10), ("报送的文件", 40), ("问题", 80),
)  # fmt: skip


def xlsx_members(found: Membership, today: date) -> bytes:
    """The members with their state and faults as a spreadsheet."""
    lines = [
        (
            one.name, one.code, one.source_label, one.state_label, "是" if one.counted else "否",
            one.new_received, one.total_processed, one.file_name or "", "\n".join(one.faults),
        )
        for one in (member_out(member, found.year) for member in found.members)
    ]  # fmt: skip
    title = f"{found.organ.name}{found.year}年度汇总成员单位报送情况"
    holds = f"共{len(found.members)}个，已完成{found.done}个（{today}）"
    return xlsx_list("成员单位", title, holds, MEMBER_COLUMNS, lines)


def returned_by_key(sent: Sequence[MemberReturn]) -> dict[str, MemberReturn]:
    """The last return to each member, by its identifier."""
    found: dict[str, MemberReturn] = {}
    for one in sent:
        found.setdefault(str(one.member_organ_id or one.member_id), one)
    return found
