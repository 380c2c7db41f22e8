"""The tables of letters (文书): their numbers and templates, an organ's settings, batches to print."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Table, new_id


class LetterCounter(Table):
    """文号计数: the last serial of a series in an organ's year; it only ever goes on by one."""

    __tablename__ = "letter_counters"
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    series: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class LetterNumber(Table):
    """文号登记簿: one number with the paper that bears it; voided it stays, with the reason.

    Written with the event that tells it, and checked against the history by `verify`.
    """

    __tablename__ = "letter_numbers"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    year: Mapped[int] = mapped_column(SmallInteger)  # of issue, in China
    series: Mapped[str]
    seq: Mapped[int]
    text: Mapped[str]  # the number as printed
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    paper: Mapped[int]  # number of the paper within its case
    code: Mapped[str]  # of the catalogue, such as A12
    title: Mapped[str]
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str]
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str | None]


class OrganNumbering(Table):
    """文号的设置 of an organ, the newest in force; never changed, only followed by another."""

    __tablename__ = "organ_numberings"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    pattern: Mapped[str]
    series: Mapped[dict[str, Any]] = mapped_column(JSONB)  # kind of paper → series, 代字, suffix
    reason: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class LetterTemplate(Table):
    """单位自有的文书模板: one version of one paper's template; former ones stay to be read."""

    __tablename__ = "letter_templates"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    code: Mapped[str]  # of the catalogue
    version: Mapped[int]
    name: Mapped[str]
    note: Mapped[str]  # 「本文本适用于…」: shown to the officer, never printed
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # the last day; none while it stands
    digest: Mapped[str]  # of the stored file
    size: Mapped[int]
    fields_report: Mapped[dict[str, Any]]
    uploaded_by: Mapped[str]
    uploaded_by_id: Mapped[UUID | None]
    uploaded_at: Mapped[datetime]
    approved_by: Mapped[str | None]
    approved_by_id: Mapped[UUID | None]
    approved_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]
    withdraw_reason: Mapped[str | None]


class OrganLetterSetting(Table):
    """文书的设置 of an organ, the newest in force; never changed, only followed by another."""

    __tablename__ = "organ_letter_settings"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    head: Mapped[bool]  # 信函格式 (GB/T 9704 10.1)
    title_school: Mapped[str]  # one title for all answers · each outcome its own
    supplement_days: Mapped[int]  # working days of 补正期限
    contact_person: Mapped[str]
    complaint_body: Mapped[str]  # 条例第五十一条; empty: not printed
    pickup_place: Mapped[str]
    payment_way: Mapped[str]
    reason: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class PrintRun(Table):
    """批量打印: papers of several cases made into one sealed file by a job."""

    __tablename__ = "print_runs"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    wanted: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    total: Mapped[int]  # papers
    failed: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # case, sentence
    name: Mapped[str | None]
    media_type: Mapped[str | None]
    stored: Mapped[str | None]  # the digests of its parts as they lie sealed on the disk
    finished_at: Mapped[datetime | None]


class QueryCode(Table):
    """查询码: what an applicant proves the right to see the progress of a case with; a digest only."""

    __tablename__ = "query_codes"
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    code_digest: Mapped[bytes]
    salt: Mapped[bytes]
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    made_at: Mapped[datetime]
    on_submission: Mapped[bool] = mapped_column(default=False)  # shown by the public pages
