"""What programs are given back: pydantic, at the doors only; personal data masked."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from cases.law.annual import ApplicantClass
from cases.models import Role


class Problem(BaseModel):
    """What went wrong (RFC 9457): `detail` is a sentence in Chinese, `article` the rule."""

    type: str = "about:blank"
    title: str = Field(examples=["录入有误"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["居民身份证号码校验位不符，请核对是否录入有误"])
    article: str | None = Field(None, examples=["《中华人民共和国政府信息公开条例》第二十九条"])
    errors: list[dict[str, str]] = Field(
        default_factory=list,
        examples=[[{"field": "applicant.id_number", "detail": "居民身份证号码校验位不符"}]],
    )


class CaseOut(BaseModel):
    """A case as programs see it: personal data masked."""

    id: UUID
    number: str
    organ: str
    organ_name: str
    state: str
    channel: str | None
    received_on: date | None
    answered_on: date | None
    answer_type: str | None
    annual_row: str | None
    applicant_class: ApplicantClass
    applicant_name: str
    personal: dict[str, Any]
    request: str
    items: list[dict[str, Any]]
    facts: dict[str, Any]
    lacks: list[str]
    permitted: list[str]
    annual_cells: list[dict[str, Any]]


class CaseRow(BaseModel):
    """A case as lists give it."""

    id: UUID
    number: str
    organ: str
    organ_name: str
    state: str
    received_on: date | None
    answered_on: date | None
    annual_row: str | None
    applicant_class: ApplicantClass
    applicant_name: str
    request: str


class CasePage(BaseModel):
    """A page of cases; `next` is the position from which the next page starts."""

    cases: list[CaseRow]
    next: str | None


class EventOut(BaseModel):
    """One event of a case's history."""

    seq: int
    kind: str
    label: str
    day: date | None
    at: datetime
    officer: str
    data: dict[str, Any]
    digest: str


class OrganOut(BaseModel):
    """单位."""

    code: str
    name: str
    parent: str | None
    doc_code: str
    address: str
    postcode: str
    phone: str


class OfficerOut(BaseModel):
    """工作人员."""

    login: str
    name: str
    organ: str
    roles: list[Role]
    active: bool


class TableOut(BaseModel):
    """Section 三 of an organ's year (contract: annual_table.md)."""

    organ: str
    year: int
    form: str
    rows: dict[str, list[int]]


class BroughtInOut(BaseModel):
    """What an import did, or would do."""

    rows: int = Field(description="台账中的行数")
    added: int
    already: int
    dry_run: bool
