"""Reads of audits (抽查): those of a supervising organ, one with its cases and what was found in each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from cases.errors import NotFound
from cases.law.audit_points import AUDIT_POINTS, Verdict
from cases.models import Case, Organ
from cases.models_audit import Audit, AuditedCase, AuditFinding
from cases.models_clock import CaseClock

MOST_LISTED: Final = 50


@dataclass(frozen=True)
class Drawn:
    """A drawn case, and what was found in it so far."""

    row: Row[Any]
    finding: AuditFinding | None

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """By point; empty before the case was looked at."""
        points = self.finding.points if self.finding else {}
        return {key: Verdict(said["verdict"]) for key, said in points.items()}

    @property
    def failed(self) -> int:
        """How many points are wrong."""
        return list(self.verdicts.values()).count(Verdict.FAILED)

    @property
    def is_done(self) -> bool:
        """Whether every point was judged."""
        return len(self.verdicts) == len(AUDIT_POINTS)

    def remark(self, key: str) -> str:
        """What was remarked on a point."""
        points = self.finding.points if self.finding else {}
        return str(points.get(key, {}).get("remark", ""))


async def audits_of(session: AsyncSession, organ_id: UUID) -> Sequence[Row[Any]]:
    """The audits drawn for an organ, the newest first, with how many of their cases were looked at."""
    begun = (
        select(func.count(AuditFinding.place.distinct()))
        .where(AuditFinding.audit_id == Audit.id)
        .scalar_subquery()
    )
    drawn = select(func.count()).where(AuditedCase.audit_id == Audit.id).scalar_subquery()
    rows = await session.execute(
        select(Audit, begun.label("begun"), drawn.label("drawn"))
        .where(Audit.organ_id == organ_id)
        .order_by(Audit.drawn_at.desc(), Audit.id.desc())
        .limit(MOST_LISTED)
    )
    return rows.all()


async def audit_of(session: AsyncSession, organ_id: UUID, audit_id: UUID) -> Audit:
    """One audit of an organ; NotFound for another's."""
    audit = await session.get(Audit, audit_id)
    if audit is None or audit.organ_id != organ_id:
        raise NotFound("没有找到这次抽查，请核对")
    return audit


async def drawn_of(session: AsyncSession, audit: Audit) -> list[Drawn]:
    """The drawn cases in the order of the drawing: two statements."""
    found = await session.execute(
        select(
            AuditedCase.place, Case.id, Case.number, Case.state, Case.applicant_class,
            Case.applicant_name, func.left(Case.request, 160).label("request"), Case.received_on,
            Case.answered_on, Case.answer_type, Case.annual_row, CaseClock.answer_due,
            CaseClock.timely, Organ.code.label("organ_code"), Organ.name.label("organ_name"),
        )
        .join(Case, Case.id == AuditedCase.case_id)
        .join(Organ, Organ.id == Case.organ_id)
        .outerjoin(CaseClock, CaseClock.case_id == Case.id)
        .where(AuditedCase.audit_id == audit.id)
        .order_by(AuditedCase.place)
    )  # fmt: skip
    newest = await session.scalars(
        select(AuditFinding)
        .ext(distinct_on(AuditFinding.place))
        .where(AuditFinding.audit_id == audit.id)
        .order_by(AuditFinding.place, AuditFinding.made_at.desc(), AuditFinding.id.desc())
    )
    findings = {row.place: row for row in newest}
    return [Drawn(row, findings.get(row.place)) for row in found]


@dataclass(frozen=True)
class PointCount:
    """One point over all drawn cases: how many of each verdict."""

    key: str
    label: str
    counts: Mapping[Verdict, int]


def by_point(drawn: Collection[Drawn]) -> list[PointCount]:
    """The result table of an audit."""
    return [
        PointCount(
            point.key,
            point.label,
            {v: sum(one.verdicts.get(point.key) is v for one in drawn) for v in Verdict},
        )
        for point in AUDIT_POINTS
    ]
