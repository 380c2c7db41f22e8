"""What may be sent about topics, and what programs are given of an analysis: pydantic, at the doors."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from cases.actions.topics import LONGEST_TEXT
from cases.schemas import Clean, Line, Name, Schema


class TopicIn(Schema):
    """更正主题."""

    topic: Name = Field(examples=["征地拆迁"])


class DictionaryIn(Schema):
    """一版主题词典."""

    lines: Annotated[Clean, StringConstraints(min_length=1, max_length=LONGEST_TEXT)] = Field(
        examples=["征地拆迁：征地*4、拆迁*4、补偿\n教育：学校、教师*4"]
    )
    note: Line = ""
    number: int | None = Field(None, ge=0, le=1_000_000)  # of the version that was edited


class RestorationIn(Schema):
    """恢复默认词典."""

    note: Line = ""


class FiguresOut(BaseModel):
    """The figures of one line of an analysis."""

    key: str = Field(examples=["征地拆迁"])
    label: str = Field(examples=["征地拆迁"])
    received: int = Field(description="新收：收到申请之日在期间内", examples=[120])
    received_before: int = Field(description="上一个同样长的期间的新收", examples=[96])
    received_year_before: int = Field(description="上年同期的新收", examples=[100])
    answered: int = Field(description="办结：答复日期在期间内", examples=[118])
    rows: dict[str, int] = Field(
        description="办结按年度报告的行", examples=[{"granted_full": 80, "unable_not_held": 38}]
    )
    on_time: int = Field(description="按期答复", examples=[116])
    late: int = Field(description="逾期答复", examples=[1])
    reviews: int = Field(description="收到通知的行政复议", examples=[3])
    suits: int = Field(description="收到通知的行政诉讼", examples=[1])
    corrected: int = Field(description="审结、结果纠正的复议诉讼", examples=[1])


class AnalysisOut(BaseModel):
    """定期分析 of an organ's span."""

    organ: str = Field(examples=["370783"])
    period: str = Field(examples=["2026年第一季度"])
    first: date
    last: date
    without_topic: int = Field(description="尚未归类的新收", examples=[0])
    total: FiguresOut
    topics: list[FiguresOut]
    months: list[FiguresOut]
    organs: list[FiguresOut]
    applicants: list[FiguresOut]
