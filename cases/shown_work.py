"""What programs are given back about the work on cases: pydantic, at the doors only."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from cases.law.annual import ApplicantClass
from cases.law.clock_rules import ClockState
from cases.states import State, Verb


class NextVerb(BaseModel):
    """下一步: what the case waits for from this officer, and where its form is."""

    verb: Verb | None = Field(description="办理动作；等待他人办理的没有")
    label: str = Field(examples=["提出办理意见"])
    link: str = Field(description="办理表单的地址")


class WorkRow(BaseModel):
    """A case as a queue gives it; no personal data but the applicant's name."""

    id: UUID
    number: str
    organ: str
    organ_name: str
    state: State
    applicant_class: ApplicantClass
    applicant_name: str
    request: str
    received_on: date | None
    department: str = Field(description="承办科室")
    handler: str = Field(description="承办人")
    accepted: bool = Field(description="已经接办")
    answer_due: date | None = Field(description="答复期限；等待补正、缴费或者已经办结的没有")
    workdays_left: int | None = Field(description="距答复期限的工作日数，负数为已过")
    clock_state: ClockState
    provisional: bool = Field(description="暂定：所涉年份的节假日安排尚未公布")
    step: NextVerb


class QueueOut(BaseModel):
    """待办: what it holds and how many cases."""

    key: str = Field(examples=["legal_review"])
    label: str
    holds: str
    count: int = Field(description="件数，最多计至1000件")


class WorkOut(BaseModel):
    """我的待办: the queues of this officer, and the slips to answer."""

    queues: list[QueueOut]
    slips: int = Field(description="待回复的协办函")


class WorkPage(BaseModel):
    """A page of a queue; `next` is the position from which the next page starts."""

    key: str
    today: date
    cases: list[WorkRow]
    next: str | None


class LoadRow(BaseModel):
    """工作量 of one person or one level."""

    key: str | None = Field(description="用户名，或者环节的名称；无人承办的没有")
    label: str
    open: int = Field(description="在办")
    late: int = Field(description="已逾期")
    due_soon: int = Field(description="5个工作日内届满")
    officers: list[str] = Field(default_factory=list, description="办理该环节的人员")


class LoadOut(BaseModel):
    """工作量 of one organ."""

    organ: str
    organ_name: str
    handlers: list[LoadRow]
    levels: list[LoadRow]


class SlipOut(BaseModel):
    """协办函: all that the people of the asked organ see of a case."""

    id: UUID
    number: int = Field(description="该案第几号协办函")
    case_number: str = Field(description="发函单位的登记编号")
    from_organ: str = Field(description="发函单位")
    to_organ: str = Field(description="协办单位")
    to_department: str = Field(description="协办科室")
    question: str
    items: list[dict[str, Any]] = Field(description="需要协查的申请事项")
    asked_on: date
    reply_by: date
    is_late: bool = Field(description="超过回复期限仍未回复")
    is_over: bool = Field(description="所涉申请已经办结，不再需要回复")
    answered_at: datetime | None
    answer: dict[str, Any] | None


class SlipsOut(BaseModel):
    """协办: what waits for an answer, and what was answered of late."""

    open: list[SlipOut]
    answered: list[SlipOut]


class RecordOut(BaseModel):
    """One thing on file: what was said, when and by whom."""

    seq: int
    kind: str
    label: str
    day: date | None
    at: datetime
    by: str
    data: dict[str, Any]


class DossierOut(BaseModel):
    """卷宗: everything on file but registration and the steps of the clock."""

    number: str
    state: State
    events: int
    screening: RecordOut | None
    assignment: RecordOut | None
    searches: list[RecordOut]
    slips: list[RecordOut]
    slip_answers: list[RecordOut]
    conferences: list[RecordOut]
    opinions: list[RecordOut]
    conclusions: list[RecordOut]
    referrals: list[RecordOut]
    determinations: list[RecordOut]
    reasons_asked: RecordOut | None
    reasons_judged: RecordOut | None
    third_parties_told: list[RecordOut]
    extension_approved: RecordOut | None
    outcomes: list[RecordOut]
    drafts: list[RecordOut]
    reviews: list[RecordOut]
    signed: RecordOut | None
    answers: list[RecordOut]
    attachments: list[RecordOut]
    challenges: list[RecordOut]
    challenge_facts: dict[int, dict[str, Any]]
    archived: RecordOut | None
    reopened: RecordOut | None
    state_since: datetime | None


class GateOut(BaseModel):
    """关口: what stops an act now, and who may let it pass."""

    key: str = Field(examples=["legally_reviewed"])
    sentence: str
    basis: str
    articles: list[str]
    blocks: bool = Field(description="阻止办理；否则只作提示")
    weight: str = Field(examples=["阻止，分管领导说明理由后可以突破"])
    reason_needed: bool = Field(description="继续办理应当说明理由")
    may_pass: bool = Field(description="本人说明理由后可以继续")
    by_chain: bool = Field(description="后续审核环节完成后即满足")


class PromptOut(BaseModel):
    """会商提示."""

    key: str
    sentence: str
