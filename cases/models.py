"""The tables. What a case is now is recomputed from its events and never edited."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Final
from uuid import UUID

import sqlalchemy
import uuid_utils
from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    LargeBinary,
    SmallInteger,
    Text,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def new_id() -> UUID:
    """An identifier that sorts by the time of its making (UUIDv7)."""
    return UUID(bytes=uuid_utils.uuid7().bytes)


class Table(DeclarativeBase):
    """Types shared by all tables: text without length, moments with their zone."""

    __table__: ClassVar[sqlalchemy.Table]
    type_annotation_map: Final = {
        str: Text,
        datetime: DateTime(timezone=True),
        date: Date,
        bytes: LargeBinary,
        dict[str, Any]: JSONB,
        list[dict[str, Any]]: JSONB,
    }


class Role(StrEnum):
    """岗位: what an officer does for an organ."""

    REGISTRAR = "registrar"
    HANDLER = "handler"
    REVIEWER = "reviewer"
    SECRECY = "secrecy"
    HEAD = "head"
    LEADER = "leader"
    ARCHIVIST = "archivist"
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"

    @property
    def label(self) -> str:
        """As the office says it."""
        return ROLE_LABELS[self]


ROLE_LABELS: Final = {
    Role.REGISTRAR: "窗口登记",
    Role.HANDLER: "承办",
    Role.REVIEWER: "法制审核",
    Role.SECRECY: "保密审查",
    Role.HEAD: "公开机构负责人",
    Role.LEADER: "签发领导",
    Role.ARCHIVIST: "归档",
    Role.ADMINISTRATOR: "管理员",
    Role.SUPERVISOR: "主管部门",
}


class Organ(Table):
    """行政机关: a node of the tree government → departments, 镇街."""

    __tablename__ = "organs"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    doc_code: Mapped[str] = mapped_column(default="")  # 机关代字
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("organs.id"))
    own_name: Mapped[bool] = mapped_column(default=True)  # 以自己的名义作出答复 (条例第二十七条)
    demonstration: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class OrganRemedy(Table):
    """复议机关与管辖法院 of an organ, valid from a day to a day; never computed, always entered."""

    __tablename__ = "organ_remedies"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    review_body: Mapped[str]
    review_online_url: Mapped[str] = mapped_column(default="")
    court: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # the last day; none while it stands


class Officer(Table):
    """工作人员 or a program's account; without a password it signs in by token only."""

    __tablename__ = "officers"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class OfficerRole(Table):
    """任职: one role of one officer at one organ."""

    __tablename__ = "officer_roles"
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class SignIn(Table):
    """登录会话: the digest of a random token, new at each sign-in, revocable."""

    __tablename__ = "sign_ins"
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SignInFailure(Table):
    """登录失败记录: counted to slow down guessing."""

    __tablename__ = "sign_in_failures"
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    login: Mapped[str]
    at: Mapped[datetime]


class ApiToken(Table):
    """程序令牌: lets a program act as its officer."""

    __tablename__ = "api_tokens"
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    name: Mapped[str]
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class CaseCounter(Table):
    """编号计数: the last serial of an organ's year; `brought_in` is the highest one imported."""

    __tablename__ = "case_counters"
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    last: Mapped[int]
    brought_in: Mapped[int] = mapped_column(default=0)


class Case(Table):
    """申请件: columns below `source` are recomputed from the events in the same transaction."""

    __tablename__ = "cases"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    number: Mapped[str]
    series_year: Mapped[int | None] = mapped_column(SmallInteger)
    serial: Mapped[int | None]
    source: Mapped[str]  # registered · imported
    submission: Mapped[UUID | None]  # the form it was typed on: the same form twice is one case
    row_digest: Mapped[bytes | None]  # of the register's row it came from

    state: Mapped[str]
    channel: Mapped[str | None]
    received_on: Mapped[date | None]
    listed_on: Mapped[date]  # 收到申请之日, or the day of first arrival while unconfirmed
    answered_on: Mapped[date | None]
    answer_type: Mapped[str | None]
    annual_row: Mapped[str | None]
    department_id: Mapped[UUID | None]  # 承办科室
    handler_id: Mapped[UUID | None]  # 承办人
    accepted: Mapped[bool]  # 已接办
    applicant_class: Mapped[str]
    applicant_name: Mapped[str]
    request: Mapped[str]
    items: Mapped[list[dict[str, Any]]]
    facts: Mapped[dict[str, Any]]  # what else was registered: form, route, dates, notes
    counted_for: Mapped[UUID]  # 以谁的名义答复: the organ whose annual table counts the case
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    words: Mapped[str] = mapped_column(default="")  # what else finds it: numbers, letters, answers
    personal: Mapped[bytes | None]  # sealed: number of the paper, phone, address, agent …
    id_number_index: Mapped[bytes | None]
    phone_index: Mapped[bytes | None]
    events: Mapped[int]  # how many, and the digest of the last: the head of the chain
    head: Mapped[bytes]


class CaseEvent(Table):
    """办理记录: append-only and chained by hash; closed to UPDATE and DELETE by the database."""

    __tablename__ = "case_events"
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    day: Mapped[date | None]  # the day on which it happened, where it has one
    at: Mapped[datetime]
    officer_id: Mapped[UUID | None]  # none: the system itself
    officer: Mapped[str]
    data: Mapped[dict[str, Any]]
    previous: Mapped[bytes]
    digest: Mapped[bytes]


class RegisterUpload(Table):
    """待确认的台账: an uploaded register kept sealed between its preview and its confirmation."""

    __tablename__ = "register_uploads"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    name: Mapped[str]
    content: Mapped[bytes]  # sealed
    at: Mapped[datetime]


MEMBER_REPORT: Final = "member_report"  # 报送: a document that came from a member outside


class Document(Table):
    """文件: a paper of an organ, stored by its digest."""

    __tablename__ = "documents"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    kind: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    digest: Mapped[str]
    size: Mapped[int]
    at: Mapped[datetime]


class Notice(Table):
    """通知: something that an officer should know, shown on the first page until read."""

    __tablename__ = "notices"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    text: Mapped[str]
    link: Mapped[str]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class Promise(Table):
    """待办作业 (outbox): work promised in a transaction, done exactly once after it."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    job: Mapped[str]
    payload: Mapped[dict[str, Any]]
    unique_key: Mapped[str | None] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime] = mapped_column(server_default=func.now())
    done_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
