"""What programs are given back: pydantic, at the doors only; personal data masked."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from cases.law.annual import ApplicantClass
from cases.law.clock_rules import ClockState
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


class WarningOut(BaseModel):
    """A step that came late or changed nothing."""

    code: str = Field(examples=["supplement_notice_late"])
    article: str
    on: date
    text: str


class DatesOut(BaseModel):
    """The dates of a case today (contract: clock.md)."""

    clock_state: ClockState = Field(description="今天期限所处的状态")
    answer_due: date | None = Field(description="答复期限届满之日；等待补正、缴费时没有")
    supplement_notice_due: date | None = Field(description="补正告知的最后一日")
    paused_until: date | None = Field(description="征求意见不计入期限，至此日止")
    awaited_until: date | None = Field(description="等待补正或者缴费，至此日止")
    workdays_left: int | None = Field(description="距届满的工作日数，负数为已逾期")
    timely: bool | None = Field(description="是否按期答复")
    provisional: bool = Field(description="暂定：所涉年份的节假日安排尚未公布")
    warnings: list[WarningOut]
    clock_trouble: str | None = Field(description="不能计算期限的原因")


class PaperOut(BaseModel):
    """文书: a paper that was issued."""

    number: int = Field(description="在本件中的序号", examples=[1])
    code: str = Field(description="文书目录中的代号", examples=["P5"])
    title: str
    doc_number: str = Field(description="文号；没有文号的为空")
    day: date | None = Field(description="成文日期")
    voided: bool = Field(description="已经作废")
    sent: bool = Field(description="已经由办理步骤登记发出")


class CaseOut(DatesOut):
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
    tags: list[str] = Field([], description="本单位的标签")
    lacks: list[str]
    permitted: list[str]
    annual_cells: list[dict[str, Any]]
    papers: list[PaperOut] = Field(description="已经制发的文书，作废的也在其中")
    events: int = Field(description="办理记录条数；写入If-Match，可以发现他人在此期间的办理")


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
    answer_due: date | None
    clock_state: ClockState
    provisional: bool


class CasePage(BaseModel):
    """A page of cases; `next` is the position from which the next page starts."""

    cases: list[CaseRow]
    next: str | None


class ConsultationOut(BaseModel):
    """征求意见: one letter, its recipient's limit, and what came back."""

    id: str = Field(description="征求意见书的编号，登记回复时使用", examples=["1"])
    seq: int = Field(description="办理记录的序号，更正时使用")
    kind: str
    recipient: str
    on: date
    received_on: date | None
    due: date = Field(description="对方提出意见的最后一日")
    replied_on: date | None
    opinion: str


class LetterSent(BaseModel):
    """A consultation just sent, and the case with its dates after it."""

    id: str = Field(description="征求意见书的编号", examples=["1"])
    case: CaseOut


class AttachedOut(BaseModel):
    """附卷: a file just attached, and the case after it."""

    number: int = Field(description="附件编号", examples=[1])
    media_type: str = Field(description="按内容识别的文件类型", examples=["application/pdf"])
    case: CaseOut


class EventOut(BaseModel):
    """One event of a case's history."""

    seq: int
    kind: str
    label: str
    day: date | None
    at: datetime
    officer: str
    where: str = Field(description="来源：网页、接口及其网络地址，命令行，系统；以前的记录没有")
    words: str = Field(description="一句话说明办了什么")
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
    own_name: bool = Field(description="以自己的名义作出答复（条例第二十七条）")


class OfficerOut(BaseModel):
    """工作人员."""

    login: str
    name: str
    organ: str
    roles: list[Role]
    active: bool


class TableOut(BaseModel):
    """Sections 三 and 四 of an organ's year (contract: annual_table.md)."""

    organ: str
    year: int
    form: str
    rows: dict[str, list[int]]
    table4: dict[str, dict[str, int]] = Field(description="第四部分，按救济种类和结果")


class BroughtInOut(BaseModel):
    """What an import did, or would do."""

    rows: int = Field(description="台账中的行数")
    added: int
    already: int
    dry_run: bool
