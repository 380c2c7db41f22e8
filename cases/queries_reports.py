"""Reads of annual reports (年度报告全文): the list of organs, and what cases tell of fees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.report_papers import KIND
from cases.actions.report_sources import plan_for
from cases.law.report_dates import Plan
from cases.models import Document, Organ
from cases.models_reports import ReportEntry, ReportPlan, ReportPublication
from cases.report.content import Charges

SHOWN_PAPERS: Final = 10


@dataclass(frozen=True)
class Listed:
    """One organ's report of a year, as the list shows it."""

    organ: Organ
    plan: Plan
    version: int  # of what was entered; 0: nothing
    entered_by: str
    published_on: date | None
    address: str


async def reports_of(session: AsyncSession, organs: Sequence[Organ], year: int) -> list[Listed]:
    """The reports of these organs for one year: three statements, however many organs."""
    ids = [organ.id for organ in organs]
    plans = await session.scalars(
        select(ReportPlan)
        .where(ReportPlan.organ_id.in_(ids))
        .ext(distinct_on(ReportPlan.organ_id))
        .order_by(ReportPlan.organ_id, ReportPlan.version.desc())
    )
    plan = {row.organ_id: row for row in plans}
    entries = await session.execute(
        select(ReportEntry.organ_id, ReportEntry.version, ReportEntry.made_by)
        .where(ReportEntry.organ_id.in_(ids), ReportEntry.year == year)
        .ext(distinct_on(ReportEntry.organ_id))
        .order_by(ReportEntry.organ_id, ReportEntry.version.desc())
    )
    entry = {row.organ_id: row for row in entries}
    published = await session.scalars(
        select(ReportPublication)
        .where(ReportPublication.organ_id.in_(ids), ReportPublication.year == year)
        .ext(distinct_on(ReportPublication.organ_id))
        .order_by(ReportPublication.organ_id, ReportPublication.version.desc())
    )
    publication = {row.organ_id: row for row in published}
    return [
        Listed(
            organ,
            plan_for(organ, plan.get(organ.id), year),
            entry[organ.id].version if organ.id in entry else 0,
            entry[organ.id].made_by if organ.id in entry else "",
            publication[organ.id].published_on if organ.id in publication else None,
            publication[organ.id].address if organ.id in publication else "",
        )
        for organ in organs
    ]


async def report_papers_of(session: AsyncSession, organ_id: UUID, name: str) -> Sequence[Document]:
    """The stored documents of one report, the newest first."""
    rows = await session.scalars(
        select(Document)
        .where(Document.organ_id == organ_id, Document.kind == KIND, Document.name == name)
        .order_by(Document.at.desc(), Document.id.desc())
        .limit(SHOWN_PAPERS)
    )
    return rows.all()


# What was noticed and paid in a year by the histories of the organ's cases, steps struck off left
# out. A payment pays the case's notice that stands. Read by the partial index on these kinds.
FEES: Final = text("""
WITH said AS (
    SELECT e.case_id, e.seq, e.kind, e.data FROM case_events e
    JOIN cases c ON c.id = e.case_id AND c.counted_for = :organ
    WHERE e.kind IN ('fee_notice', 'fee_payment') AND e.day BETWEEN :first AND :last
      AND NOT EXISTS (
        SELECT FROM case_events s WHERE s.case_id = e.case_id AND s.kind = 'step_struck'
          AND s.data ->> 'strikes' = e.seq::text)
), paid AS (
    SELECT (SELECT (n.data ->> 'amount_yuan')::numeric FROM case_events n
            WHERE n.case_id = p.case_id AND n.kind = 'fee_notice' AND n.seq < p.seq
            ORDER BY n.seq DESC LIMIT 1) AS yuan
    FROM said p WHERE p.kind = 'fee_payment'
)
SELECT (SELECT count(*) FROM said WHERE kind = 'fee_notice') AS notices,
       (SELECT coalesce(sum((data ->> 'amount_yuan')::numeric), 0) FROM said
        WHERE kind = 'fee_notice') AS noticed,
       (SELECT coalesce(sum(yuan), 0) FROM paid) AS received
""")


async def recorded_charges(session: AsyncSession, organ_id: UUID, year: int) -> Charges:
    """信息处理费 of a year as the cases tell it, proposed for what is entered: one statement."""
    bounds = {"organ": organ_id, "first": date(year, 1, 1), "last": date(year, 12, 31)}
    row = (await session.execute(FEES, bounds)).one()
    return Charges(row.notices, Decimal(row.noticed), Decimal(row.received))
