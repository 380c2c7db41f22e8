"""The tables of the annual report: editions (版本) of a year's table, with all that each counted."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Table, new_id


class AnnualEdition(Table):
    """年度报告表的一个版本: frozen once; a later change makes another with its reason."""

    __tablename__ = "annual_editions"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    year: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[str]  # own: of the cases answered in the organ's name · consolidated: 汇总
    number: Mapped[int]  # 1, 2, … of that organ, year and kind
    form: Mapped[str]
    organ_name: Mapped[str]  # as it was called then
    rows: Mapped[dict[str, Any]]  # section 三: {row: [7 numbers]}
    four: Mapped[dict[str, Any]]  # section 四: {group: {figure: number}}
    reason: Mapped[str]  # why it was made anew; nothing for the first
    automatic: Mapped[bool]
    cases: Mapped[int]
    events: Mapped[int] = mapped_column(BigInteger)  # records in the histories of these cases
    position: Mapped[bytes]  # digest over the heads of these histories, in the order of numbers
    versions: Mapped[dict[str, Any]]  # calendar, rules, templates, program
    differences: Mapped[list[dict[str, Any]]]  # 上年结转: what did not match case by case
    digest: Mapped[str]  # SHA-256 of the edition's record
    made_by: Mapped[str]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]


class EditionCase(Table):
    """所计的案件, as it stood when the edition was frozen."""

    __tablename__ = "edition_cases"
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("annual_editions.id"), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    number: Mapped[str]
    applicant_class: Mapped[str]
    received_on: Mapped[date]
    answered_on: Mapped[date | None]
    annual_row: Mapped[str | None]
    events: Mapped[int]  # how many records its history had, and the digest of the last
    head: Mapped[bytes]


class EditionChallenge(Table):
    """所计的复议、诉讼, under the column of section 四 in which the edition counts it."""

    __tablename__ = "edition_challenges"
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("annual_editions.id"), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    case_number: Mapped[str]
    group: Mapped[str]
    figure: Mapped[str]


class EditionMember(Table):
    """汇总的一个成员: what it gave, from an edition or from a report that it sent."""

    __tablename__ = "edition_members"
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("annual_editions.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    code: Mapped[str]
    organ_id: Mapped[UUID | None] = mapped_column(ForeignKey("organs.id"))
    from_edition_id: Mapped[UUID | None] = mapped_column(ForeignKey("annual_editions.id"))
    from_report_id: Mapped[UUID | None]
    rows: Mapped[dict[str, Any] | None]  # none: missing when the sum was made
    four: Mapped[dict[str, Any] | None]


class EditionFile(Table):
    """版本的文件: xlsx, docx, json as they were written when the edition was frozen."""

    __tablename__ = "edition_files"
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("annual_editions.id"), primary_key=True)
    ending: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id"))
    digest: Mapped[str]


class EditionConfirmation(Table):
    """定稿: the head of the disclosure office takes an edition for the report."""

    __tablename__ = "edition_confirmations"
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("annual_editions.id"), primary_key=True)
    confirmed_by: Mapped[str]
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    confirmed_at: Mapped[datetime]
