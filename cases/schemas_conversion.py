"""What may be sent and what is told about 转主动公开: pydantic, at the doors only."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from cases.law.conversion import (
    LEAST_APPLICANTS,
    REVIEW_WITHIN_WORKDAYS,
    WITHIN_MONTHS,
    Decision,
    Opinion,
    Verdict,
)
from cases.schemas import Day, Line, Name, Paragraph, Reason, Schema

Words = Annotated[Paragraph, Field(max_length=2_000)]


def _lines(value: object) -> object:
    """One word a line, as a form sends them."""
    return (
        [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else value
    )


class ConversionSettingIn(Schema):
    """转主动公开的设置."""

    least_applicants: int = Field(LEAST_APPLICANTS, description="申请人数，2至20人", examples=[3])
    within_months: int = Field(WITHIN_MONTHS, description="期间，1至24个月", examples=[12])
    review_workdays: int = Field(
        REVIEW_WITHIN_WORKDAYS, description="审查期限，1至20个工作日", examples=[20]
    )
    own_words: Annotated[tuple[Line, ...], BeforeValidator(_lines)] = Field(
        (), description="含有这些词语的申请不列为候选", examples=[["矿山安全"]]
    )
    reason: Reason = Field(examples=["本单位申请量较少"])


class SuggestionIn(Schema):
    """申请人的建议 (条例第四十四条第二款)."""

    number: Name = Field(description="登记编号", examples=["YSQ-370783-2026-0001"])
    item: Annotated[int, Field(ge=1, le=50)] = Field(1, description="第几项申请事项")
    reason: Reason = Field(examples=["涉及全镇村民的切身利益，需要公众广泛知晓"])


class PublicSuggestionIn(Schema):
    """网上建议: on an item of the own case."""

    item: Annotated[int, Field(ge=1, le=50)] = 1
    reason: Reason


class ConversionOpinionIn(Schema):
    """审查意见: 承办科室、保密、法制、个人信息."""

    opinion: Opinion = Field(examples=["secrecy"])
    agrees: bool = Field(description="是否同意公开", examples=[True])
    words: Words = Field("", description="意见和依据", examples=["不涉及国家秘密，可以公开"])
    statements: dict[Annotated[str, Field(pattern="^[0-9]{1,4}$")], Line] = Field(
        default_factory=dict,
        description="个人信息检查：各处发现不属于个人信息的说明，以其顺序为键",
        examples=[{"1": "是本机关公布的办公电话"}],
    )


class ConversionDecisionIn(Schema):
    """负责人决定."""

    decision: Decision = Field(examples=["release"])
    reason: Words = Field("", description="理由；不转的必填，至少10个字")


class CatalogueIn(Schema):
    """主动公开目录的八栏."""

    matter: Line = Field(default="", description="公开事项", examples=["农村集体土地征收"])
    content: Words = Field(default="", description="公开内容")
    basis: Line = Field(default="", description="公开依据")
    time_limit: Line = Field(default="", description="公开时限")
    subject: Line = Field(default="", description="公开主体")
    way: Line = Field(default="", description="公开方式", examples=["主动公开"])
    channel: Line = Field(default="", description="公开渠道", examples=["政府网站"])
    audience: Line = Field(default="", description="公开对象", examples=["全社会"])


class ConversionPublicationIn(Schema):
    """公开."""

    title: Name = Field(examples=["城南片区征收土地补偿安置方案"])
    published_on: Day = Field(examples=["2026-11-20"])
    outlet: Name = Field(description="公开渠道的名称", examples=["寿光市政府门户网站"])
    address: Line = Field("", description="网址或者地点；从本系统公开文件的可以不填")
    index_number: Line = ""
    catalogue_class: Line = ""
    keywords: Line = ""
    summary: Words = ""
    with_file: bool = Field(False, description="在公众网页提供清理后的文件下载")
    catalogue: CatalogueIn = Field(default_factory=CatalogueIn)


class ReassessmentIn(Schema):
    """定期评估 (条例第十八条)."""

    verdict: Verdict = Field(examples=["stays"])
    reason: Words = Field(examples=["仍属于正在磋商的过程性信息，情势没有变化"])


class Out(BaseModel):
    """What is told, from our own rows."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class ConversionOut(Out):
    """一条候选, as lists tell it."""

    id: UUID
    organ: str
    title: str
    rule: str
    rule_label: str
    stage: str
    stage_label: str
    since: date
    due: date | None
    requests: int
    persons: int
    parted: bool
    entry_id: UUID | None


class ConversionsOut(Out):
    """候选的一页."""

    conversions: list[ConversionOut]
    next: str | None


class ConversionCaseOut(Out):
    """候选所依据的申请."""

    number: str
    item: int
    text: str
    received_on: date | None
    answered_on: date | None
    annual_row: str | None


class ConversionFileOut(Out):
    """拟公开的文件: digests and finds, masked."""

    number: int
    name: str
    is_masked: bool
    sha256: str
    clean_sha256: str
    removed: list[str]
    found: list[dict[str, str]]


class ConversionEventOut(Out):
    """审查记录."""

    seq: int
    step: str
    label: str
    at: datetime
    officer: str
    data: dict[str, object]


class WholeConversionOut(ConversionOut):
    """一条候选的全部."""

    reason: str
    cases: list[ConversionCaseOut]
    files: list[ConversionFileOut]
    history: list[ConversionEventOut]
    lacking: list[str]
    saved: int


class FoundOut(Out):
    """一次查找的结果."""

    made: list[UUID]
    joined: int


class ConversionSettingOut(Out):
    """设置, as it stands or stood."""

    least_applicants: int
    within_months: int
    review_workdays: int
    own_words: list[str]
    reason: str
    made_by: str
    made_at: datetime


class ConversionSettingsOut(Out):
    """现行设置和历次设置."""

    least_applicants: int
    within_months: int
    review_workdays: int
    own_words: list[str]
    history: list[ConversionSettingOut]
