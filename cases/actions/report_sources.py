"""年度报告的数据来源: a year's report put together from editions, cases and what was entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from cases.annual.editions import CONSOLIDATED, four_of, is_confirmed, table_of
from cases.annual.section_four import challenges_of
from cases.annual.table import annual_tables
from cases.law.annual import FIRST_YEAR, AnnualTable, form_of
from cases.law.periods import Period
from cases.law.report_dates import LocalDates, Plan, Publisher, month_day, plan_of, publisher_of
from cases.law.section_four import SectionFour, section_four
from cases.law.section_two import SectionTwo
from cases.models import Case, Organ
from cases.models_annual import AnnualEdition
from cases.models_reports import ReportEntry, ReportPlan, ReportPublication
from cases.models_topics import CaseTopic
from cases.report.content import Charges, Report, Tables, Topic
from cases.report.narrative import default_texts
from cases.topics.dictionary import OTHER

NOT_ENTERED: Final = 0  # the version of a report for which nothing was entered


@dataclass(frozen=True)
class Source:
    """Where section 三 and 四 of a year come from."""

    year: int
    edition: int | None = None  # None: counted from the cases just now
    consolidated: bool = False
    confirmed: bool = False

    @property
    def label(self) -> str:
        """As the page says it."""
        if self.edition is None:
            return f"{self.year}年度案件即时统计的数字（没有版本）"
        kind = "年度汇总表" if self.consolidated else "年度报告表"
        state = "（定稿）" if self.confirmed else "（未定稿）"
        return f"{self.year}{kind}第{self.edition}版{state}"


@dataclass(frozen=True)
class Sourced:
    """A report with where it comes from, and what stands beside it."""

    organ: Organ
    report: Report
    source: Source
    source_before: Source | None
    entry: ReportEntry | None
    entry_before: ReportEntry | None
    plan_row: ReportPlan | None
    publication: ReportPublication | None

    @property
    def version(self) -> int:
        """The version of what was entered."""
        return self.entry.version if self.entry else NOT_ENTERED

    @property
    def plan(self) -> Plan:
        """Its dates."""
        return plan_for(self.organ, self.plan_row, self.report.year)


async def sourced(session: AsyncSession, organ: Organ, year: int) -> Sourced:
    """The report of an organ's year as far as it is known now.

    The newest 定稿, else the newest edition, else the cases; a 汇总 goes before an own edition.
    """
    entries = await _entries(session, organ.id, year)
    editions = await _editions(session, organ.id, year)
    years = [one for one in (year - 1, year) if one >= FIRST_YEAR]
    tables = {one: table_of(made) for one, (made, _) in editions.items()}
    fours = {one: four_of(made) for one, (made, _) in editions.items()}
    live = [one for one in years if one not in tables]
    for one in live:
        tables[one] = (await annual_tables(session, [organ], Period(one)))[organ.id]
    if live:
        found = await challenges_of(session, organ.id, live[0], live[-1])
        challenges = [one.challenge for one in found]
        fours |= {one: section_four(organ.name, one, challenges) for one in live}
    is_sum = year in editions and editions[year][0].kind == CONSOLIDATED
    topics = await topics_of(session, organ.id, year, of_all=is_sum)
    now = _tables(organ, year, tables, fours, entries.get(year), topics)
    before = None
    if year > FIRST_YEAR and _is_known(year - 1, tables, editions, entries):
        before = _tables(organ, year - 1, tables, fours, entries.get(year - 1))
    entry, last = entries.get(year), entries.get(year - 1)
    report = Report(
        organ.name, now, before, entry.texts if entry else {}, last.texts if last else {}
    )
    if entry is None:
        report = Report(organ.name, now, before, default_texts(report), report.texts_before)
    return Sourced(
        organ,
        report,
        _source(year, editions),
        _source(year - 1, editions) if before else None,
        entry,
        last,
        await newest_plan(session, organ.id),
        await newest_publication(session, organ.id, year),
    )


async def topics_of(
    session: AsyncSession, organ_id: UUID, year: int, *, of_all: bool
) -> list[Topic]:
    """主题 of the applications that a year received, the most frequent first; `of_all`: below it too.

    What has no topic yet is not among them.
    """
    span, own = Period(year), Organ.id == organ_id
    organs = select(Organ.id).where(or_(own, Organ.parent_id == organ_id) if of_all else own)
    counts = await session.execute(
        select(CaseTopic.topic, func.count())
        .join(Case, Case.id == CaseTopic.case_id)
        .where(
            Case.counted_for.in_(organs),
            Case.received_on.between(span.first, span.last),
            CaseTopic.topic != OTHER,
        )
        .group_by(CaseTopic.topic)
        .order_by(func.count().desc(), CaseTopic.topic)
    )
    return [Topic(name, count) for name, count in counts]


def _is_known(
    year: int,
    tables: Mapping[int, AnnualTable],
    editions: Mapping[int, Any],
    entries: Mapping[int, ReportEntry],
) -> bool:
    """Whether the system knows that year: nought everywhere may mean that it was not in use."""
    counted = any(any(figures) for figures in tables[year].rows.values())
    return counted or year in editions or year in entries


def _tables(
    organ: Organ,
    year: int,
    tables: Mapping[int, AnnualTable],
    fours: Mapping[int, SectionFour],
    entry: ReportEntry | None,
    topics: Sequence[Topic] = (),
) -> Tables:
    entered = {path: Decimal(value) for path, value in entry.section_two.items()} if entry else {}
    two = SectionTwo(organ.name, year, form_of(year), entered)
    charges = charges_of(entry.charges) if entry else None
    return Tables(tables[year], fours[year], two, charges, tuple(topics))


def report_with(found: Sourced, entry: ReportEntry) -> Report:
    """The same report as it would be with another entry."""
    tables = found.report.now
    entered = {path: Decimal(value) for path, value in entry.section_two.items()}
    now = replace(
        tables, two=replace(tables.two, figures=entered), charges=charges_of(entry.charges)
    )
    return replace(found.report, now=now, texts=entry.texts)


def charges_of(stored: Mapping[str, Any] | None) -> Charges | None:
    """信息处理费 as it is stored."""
    if stored is None:
        return None
    noticed, received = Decimal(stored["noticed"]), Decimal(stored["received"])
    return Charges(int(stored["notices"]), noticed, received)


async def _entries(session: AsyncSession, organ_id: UUID, year: int) -> dict[int, ReportEntry]:
    """What is in force of this year and the one before: one statement."""
    rows = await session.scalars(
        select(ReportEntry)
        .where(ReportEntry.organ_id == organ_id, ReportEntry.year.in_((year - 1, year)))
        .ext(distinct_on(ReportEntry.year))
        .order_by(ReportEntry.year, ReportEntry.version.desc())
    )
    return {row.year: row for row in rows}


async def _editions(
    session: AsyncSession, organ_id: UUID, year: int
) -> dict[int, tuple[AnnualEdition, bool]]:
    """The edition that each of both years is taken from, and whether it is 定稿: one statement."""
    confirmed = is_confirmed()
    rows = await session.execute(
        select(AnnualEdition, confirmed.label("confirmed"))
        .where(AnnualEdition.organ_id == organ_id, AnnualEdition.year.in_((year - 1, year)))
        .ext(distinct_on(AnnualEdition.year))
        .order_by(
            AnnualEdition.year,
            (AnnualEdition.kind == CONSOLIDATED).desc(),
            confirmed.desc(),
            AnnualEdition.number.desc(),
        )
    )
    return {made.year: (made, bool(done)) for made, done in rows}


def _source(year: int, editions: Mapping[int, tuple[AnnualEdition, bool]]) -> Source:
    if year not in editions:
        return Source(year)
    made, confirmed = editions[year]
    return Source(year, made.number, made.kind == CONSOLIDATED, confirmed)


async def newest_plan(session: AsyncSession, organ_id: UUID) -> ReportPlan | None:
    """The plan's setting in force."""
    return await session.scalar(
        select(ReportPlan)
        .where(ReportPlan.organ_id == organ_id)
        .order_by(ReportPlan.version.desc())
        .limit(1)
    )


async def newest_publication(
    session: AsyncSession, organ_id: UUID, year: int
) -> ReportPublication | None:
    """When and where the report was published, as it was recorded last."""
    return await session.scalar(
        select(ReportPublication)
        .where(ReportPublication.organ_id == organ_id, ReportPublication.year == year)
        .order_by(ReportPublication.version.desc())
        .limit(1)
    )


def plan_for(organ: Organ, row: ReportPlan | None, year: int) -> Plan:
    """The dates of a year's report: by the setting, else by what the organ's name tells."""
    if row is None:
        return plan_of(year, publisher_of(organ.name))
    local = LocalDates(
        month_day(row.warn_from) if row.warn_from else None,
        month_day(row.aim) if row.aim else None,
    )
    return plan_of(year, Publisher(row.publisher), local)
