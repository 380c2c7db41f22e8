"""The tables of the whole annual report (年度报告全文): what an organ entered, its plan, publication.

No row is ever changed: another version follows it, and the newest is in force.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Table, new_id


class ReportEntry(Table):
    """一个年度报告的录入: figures of section 二, 信息处理费, texts; numbers as decimal text."""

    __tablename__ = "report_entries"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    year: Mapped[int] = mapped_column(SmallInteger)
    version: Mapped[int]
    section_two: Mapped[dict[str, Any]]  # by path: only what was entered
    charges: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    texts: Mapped[dict[str, Any]]  # by key of the text, fields not filled
    made_by: Mapped[str]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]


class ReportPlan(Table):
    """单位的公布计划: whose kind of report it is, and own dates, earlier than those of all."""

    __tablename__ = "report_plans"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    version: Mapped[int]
    publisher: Mapped[str]
    warn_from: Mapped[str | None]  # 01-15
    aim: Mapped[str | None]
    reason: Mapped[str]
    made_by: Mapped[str]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]


class ReportPublication(Table):
    """年度报告的公布: on which day, where."""

    __tablename__ = "report_publications"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    year: Mapped[int] = mapped_column(SmallInteger)
    version: Mapped[int]
    published_on: Mapped[date]
    address: Mapped[str]
    made_by: Mapped[str]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
