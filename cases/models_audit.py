"""The tables of supervision (监督): drafts opened before they are signed, audits of answers (抽查)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Table, new_id


class DraftOpened(Table):
    """打开文稿: an officer had a draft before the eyes when its case had so many records."""

    __tablename__ = "drafts_opened"
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    seen: Mapped[int] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime]


class Audit(Table):
    """抽查: who drew when, from what, by which seed; drawn once and never changed."""

    __tablename__ = "audits"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))  # the supervising one
    organs: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))  # whose answers were drawn from
    first_day: Mapped[date]  # of the answers; both days included
    last_day: Mapped[date]
    wanted: Mapped[int]  # how many were to be drawn
    population: Mapped[int]  # how many there were to draw from
    seed: Mapped[str]
    drawn_by: Mapped[str]
    drawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    drawn_at: Mapped[datetime]


class AuditedCase(Table):
    """抽中的案件, in the order of the drawing."""

    __tablename__ = "audited_cases"
    audit_id: Mapped[UUID] = mapped_column(ForeignKey("audits.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))


class AuditFinding(Table):
    """检查意见 on a drawn case, the newest in force; never changed, only followed by another."""

    __tablename__ = "audit_findings"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    audit_id: Mapped[UUID]
    place: Mapped[int]
    points: Mapped[dict[str, Any]]  # by the point's key: verdict, remark
    made_by: Mapped[str]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
