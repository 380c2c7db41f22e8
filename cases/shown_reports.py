"""Annual reports as JSON shows them (年度报告全文)."""

from datetime import date

from pydantic import BaseModel, Field

from cases.law.annual import Form
from cases.law.report_dates import Publisher, Stage


class NumberOut(BaseModel):
    """文字中的一个数字."""

    text: str = Field(description="所在部分")
    start: int
    end: int
    said: str
    verdict: str = Field(description="agrees一致，contradicts矛盾，not_compared未对照")
    figure: str
    expected: str
    why: str


class RemarkOut(BaseModel):
    """一条核对意见."""

    check: str
    where: str
    sentence: str
    standing: str


class PlanOut(BaseModel):
    """公布计划."""

    publisher: Publisher
    warn_from: date
    aim: date
    last: date | None = Field(description="法定期限，没有的为null")
    stage: Stage
    published_on: date | None


class ReportOut(BaseModel):
    """年度报告全文."""

    organ: str
    year: int
    form: Form
    version: int
    section_two: dict[str, str]
    charges: dict[str, str] | None
    texts: dict[str, str] = Field(description="录入的文字，含字段")
    filled: dict[str, str] = Field(description="填好字段的文字")
    fields: dict[str, str] = Field(description="可用的字段和填入的内容")
    source: str
    plan: PlanOut
    numbers: list[NumberOut]
    remarks: list[RemarkOut]
