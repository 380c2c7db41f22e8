"""The tables of consolidation (汇总): members outside the system, their reports, what was sent back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Table, new_id


class OutsideMember(Table):
    """系统外的成员单位: it counts from a data year to a data year, and is never deleted."""

    __tablename__ = "outside_members"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))  # the government's organ
    name: Mapped[str]
    code: Mapped[str]
    first_year: Mapped[int] = mapped_column(SmallInteger)
    added_by: Mapped[str]
    added_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    added_at: Mapped[datetime]
    last_year: Mapped[int | None] = mapped_column(SmallInteger)
    ended_by: Mapped[str | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]


class MemberReport(Table):
    """报送的表: as it was read from a member's file; one in force for a member and year."""

    __tablename__ = "member_reports"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("outside_members.id"))
    year: Mapped[int] = mapped_column(SmallInteger)
    file_name: Mapped[str]
    kind: Mapped[str]  # json, xlsx, docx, html
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id"))  # the file as it was sent
    organ_name: Mapped[str]  # 编制单位 as the file names it; nothing where it does not
    form: Mapped[str]
    rows: Mapped[dict[str, Any]]  # section 三: {row: [7 numbers]}
    four: Mapped[dict[str, Any] | None]  # section 四: {group: {figure: number}}
    two: Mapped[dict[str, Any] | None]  # section 二, keys as in files
    faults: Mapped[list[str]] = mapped_column(JSONB)  # broken checks when it was taken, in words
    notes: Mapped[list[str]] = mapped_column(JSONB)  # what was read loosely or left aside
    replaces: Mapped[UUID | None] = mapped_column(ForeignKey("member_reports.id"))
    taken_by: Mapped[str]
    taken_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    taken_at: Mapped[datetime]
    ended_by: Mapped[str | None]  # withdrawn, or replaced by another
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]


class MemberReturn(Table):
    """退回: what was sent back to a member, to be corrected or at last sent; never changed."""

    __tablename__ = "member_returns"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    year: Mapped[int] = mapped_column(SmallInteger)
    member_name: Mapped[str]
    member_organ_id: Mapped[UUID | None] = mapped_column(ForeignKey("organs.id"))
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("outside_members.id"))
    edition_id: Mapped[UUID | None] = mapped_column(ForeignKey("annual_editions.id"))
    report_id: Mapped[UUID | None] = mapped_column(ForeignKey("member_reports.id"))
    faults: Mapped[list[str]] = mapped_column(JSONB)
    remark: Mapped[str]
    sent_by: Mapped[str]
    sent_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    sent_at: Mapped[datetime]
