"""The tables of the work on a case (办理): departments, leave, the chain, slips, 复议 and 诉讼."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Table, new_id


class Department(Table):
    """科室: an inner office of an organ to which cases are assigned."""

    __tablename__ = "departments"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    name: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)


class DepartmentMember(Table):
    """科室人员: who works in a department."""

    __tablename__ = "department_members"
    department_id: Mapped[UUID] = mapped_column(ForeignKey("departments.id"), primary_key=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), primary_key=True)


class Absence(Table):
    """请假代办: while somebody is away, another stands in; first and last day included."""

    __tablename__ = "absences"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    substitute_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class OrganChain(Table):
    """审核环节的设置 of an organ, the newest in force; never changed, only followed by another."""

    __tablename__ = "organ_chains"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    levels: Mapped[dict[str, Any]] = mapped_column(JSONB)
    one_person: Mapped[bool]
    reason: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class Slip(Table):
    """协办函回执: what another department or organ is asked, and all that its people see of a case.

    Written with the event that tells it, and checked against the history by `verify`.
    """

    __tablename__ = "slips"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]  # of the slip within its case
    organ_id: Mapped[UUID]  # which asks
    to_organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    to_department_id: Mapped[UUID | None] = mapped_column(ForeignKey("departments.id"))
    asked: Mapped[dict[str, Any]]
    asked_on: Mapped[date]
    reply_by: Mapped[date]
    answered_at: Mapped[datetime | None]
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class ChallengeRow(Table):
    """行政复议、行政诉讼 on a case, as its history tells it, with the dates that follow.

    Written with the event that tells it, and checked against the history by `verify`.
    """

    __tablename__ = "challenges"
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    organ_id: Mapped[UUID]
    kind: Mapped[str]  # the group of section 四
    facts: Mapped[dict[str, Any]]
    notified_on: Mapped[date]
    concluded_on: Mapped[date | None]
    next_due: Mapped[date | None]  # the nearest day owed: a reply, a report, a new answer
    next_what: Mapped[str | None]  # reply · report · new_answer


class FormDraft(Table):
    """暂存的录入: what an officer typed into a form and has not sent."""

    __tablename__ = "form_drafts"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    form: Mapped[str]
    page: Mapped[str]
    title: Mapped[str]
    sealed: Mapped[bytes]
    kept_at: Mapped[datetime]
