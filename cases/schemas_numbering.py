"""What may be sent about numbers of letters (文号), and what is told of them: at the doors only."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from cases.law.letter_numbers import Counted, Series
from cases.schemas import Line, Reason, Schema


class KindIn(Schema):
    """一类文书怎样编号."""

    series: Series = Field(description="编入的系列；与本类相同的，自成系列", examples=["notice"])
    code: Line = Field("", description="系列的代字，自成系列的填写", examples=["寿自然资依告"])
    suffix: Line = Field("", description="后缀，文号格式中有{suffix}的填写", examples=["告"])


class KindsIn(Schema):
    """各类文书怎样编号."""

    receipt: KindIn = Field(description="收")
    supplement: KindIn = Field(description="补")
    consultation: KindIn = Field(description="征")
    extension: KindIn = Field(description="延")
    fee: KindIn = Field(description="费")
    answer: KindIn = Field(description="答")
    notice: KindIn = Field(description="告")
    service: KindIn = Field(description="送")

    def by_kind(self) -> dict[Series, Counted]:
        """The same as the verb takes it."""
        sent: dict[Series, KindIn] = {kind: getattr(self, kind) for kind in Series}
        return {kind: Counted(one.series, one.code, one.suffix) for kind, one in sent.items()}


class NumberingIn(Schema):
    """文号的设置."""

    pattern: Line = Field(description="文号格式", examples=["{代字}〔{yyyy}〕{seq}号"])
    kinds: KindsIn
    reason: Reason = Field(examples=["机构改革后启用新的机关代字"])


class KindOut(BaseModel):
    """一类文书怎样编号."""

    kind: Series
    label: str = Field(examples=["答"])
    papers: str = Field(description="属于本类的文书")
    series: Series
    code: str
    suffix: str
    next: str = Field(description="如现在编号，编出的文号；不占用号码，不能编号的为空")


class NumberingSetOut(BaseModel):
    """一次设置."""

    pattern: str
    kinds: dict[Series, KindIn]
    reason: str
    made_by: str
    made_at: datetime


class NumberingOut(BaseModel):
    """文号的设置: what holds, what comes next, and who set it when and why."""

    pattern: str
    kinds: list[KindOut]
    trouble: str = Field(description="现在不能编号的原因，没有的为空")
    history: list[NumberingSetOut]


class SeriesOut(BaseModel):
    """一个系列在一年中的编号情况."""

    series: Series
    label: str = Field(examples=["答"])
    given: int = Field(description="已编的文号")
    voided: int = Field(description="其中已作废的")


class LetterNumberOut(BaseModel):
    """文号登记簿中的一行."""

    number: str = Field(description="文号", examples=["寿自然资依复〔2026〕3号"])
    series: Series
    label: str = Field(examples=["答"])
    seq: int
    case_id: UUID
    case_number: str
    paper: int = Field(description="文书在案件中的序号")
    code: str = Field(description="文书代号", examples=["A12"])
    title: str
    issued_on: date
    issued_at: datetime
    issued_by: str
    voided_at: datetime | None
    void_reason: str | None


class LetterNumbersOut(BaseModel):
    """A page of the register; `next` is the position from which the next page starts."""

    organ: str | None = Field(description="单位代码；没有可以查看的单位的为空")
    year: int
    series: list[SeriesOut] = Field(description="该年的全部系列")
    numbers: list[LetterNumberOut]
    next: str | None
