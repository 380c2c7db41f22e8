"""The tables of 依申请转主动公开: candidates with what happened to each, files, 目录, 定期评估."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Table, new_id


class ConversionSetting(Table):
    """转主动公开的设置 of an organ, the newest in force; never changed, only followed by another."""

    __tablename__ = "conversion_settings"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    least_applicants: Mapped[int]
    within_months: Mapped[int]
    review_workdays: Mapped[int]
    own_words: Mapped[list[str]] = mapped_column(JSONB)  # what else never becomes a candidate
    reason: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class Conversion(Table):
    """转主动公开的候选: what it is never changes; `stage` and `since` follow from its events."""

    __tablename__ = "conversions"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    rule: Mapped[str]
    title: Mapped[str]
    parted: Mapped[bool]  # given in part only: to be published with the rest masked
    reason: Mapped[str]  # of a suggestion, of a reassessment
    review_workdays: Mapped[int]  # as they were set when it was found
    made_by: Mapped[str]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
    stage: Mapped[str]
    since: Mapped[date]  # the day from which its stage counts
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("published_entries.id"))


class ConversionCase(Table):
    """候选所依据的申请事项: an item that was asked for and given."""

    __tablename__ = "conversion_cases"
    conversion_id: Mapped[UUID] = mapped_column(ForeignKey("conversions.id"), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    item: Mapped[int] = mapped_column(primary_key=True)
    added_at: Mapped[datetime]


class ConversionEvent(Table):
    """审查记录: append-only; closed to UPDATE and DELETE by the database."""

    __tablename__ = "conversion_events"
    conversion_id: Mapped[UUID] = mapped_column(ForeignKey("conversions.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str]
    at: Mapped[datetime]
    officer_id: Mapped[UUID | None]  # none: the system itself, or an applicant
    officer: Mapped[str]
    data: Mapped[dict[str, Any]]


class ConversionFile(Table):
    """拟公开的文件: as it was given and with its metadata removed, both sealed until published."""

    __tablename__ = "conversion_files"
    conversion_id: Mapped[UUID] = mapped_column(ForeignKey("conversions.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    is_masked: Mapped[bool]  # 遮蔽件: what must not be public was taken out by the office
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    stored: Mapped[str]  # the digest of what lies on the disk, sealed
    clean_size: Mapped[int]
    clean_sha256: Mapped[str]
    clean_stored: Mapped[str]
    removed: Mapped[list[str]] = mapped_column(JSONB)  # what was removed with the metadata
    found: Mapped[list[dict[str, Any]]]  # kind, masked text, place of what looks like a person's
    origin: Mapped[dict[str, Any]]  # an attachment of a case, or an upload
    made_by: Mapped[str]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]


class CatalogueEntry(Table):
    """主动公开目录 of one published entry, and the file that is published from here."""

    __tablename__ = "catalogue_entries"
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("published_entries.id"), primary_key=True)
    conversion_id: Mapped[UUID | None] = mapped_column(ForeignKey("conversions.id"))
    matter: Mapped[str]
    content: Mapped[str]
    basis: Mapped[str]
    time_limit: Mapped[str]
    subject: Mapped[str]
    way: Mapped[str]
    channel: Mapped[str]
    audience: Mapped[str]
    file_name: Mapped[str | None]
    file_type: Mapped[str | None]
    file_size: Mapped[int | None]
    file_digest: Mapped[str | None]  # stored in the clear: it is public
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class Reassessment(Table):
    """定期评估 of one refusal in one year, the newest in force."""

    __tablename__ = "reassessments"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    year: Mapped[int] = mapped_column(SmallInteger)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    verdict: Mapped[str]
    reason: Mapped[str]
    made_by: Mapped[str]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
