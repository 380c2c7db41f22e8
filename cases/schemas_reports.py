"""What may be sent about annual reports: pydantic, at the doors only."""

from typing import Annotated, Final

from pydantic import BeforeValidator, Field, StringConstraints

from cases.law.report_dates import Publisher
from cases.schemas import Clean, Day, Line, Name, Reason, Schema, missing

Figure = Annotated[Line, StringConstraints(max_length=40)]
Text = Annotated[Clean, StringConstraints(max_length=25_000)]
YEARLY: Final = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
DayOfYear = Annotated[
    Annotated[str, StringConstraints(pattern=YEARLY)] | None, BeforeValidator(missing)
]


class ReportEntryIn(Schema):
    """年度报告的录入: figures as decimal text, an empty one is not entered."""

    section_two: dict[str, Figure] = Field(
        default_factory=dict,
        max_length=40,
        description="第二部分的数字，按项目路径；没有填写的不列",
        examples=[{"normative_documents.made": "3", "licensing": "120", "fees_10k_yuan": "12.5"}],
    )
    charges: dict[str, Figure] = Field(
        default_factory=dict,
        max_length=10,
        description="信息处理费，单位为元：notices件数、noticed通知金额、received实收金额",
        examples=[{"notices": "0", "noticed": "0", "received": "0"}],
    )
    texts: dict[str, Text] = Field(
        default_factory=dict,
        max_length=20,
        description="各部分文字，可以使用{新收}这样的字段",
        examples=[{"on_request": "{年度}年，新收政府信息公开申请{新收}件。"}],
    )
    version: Annotated[int | None, BeforeValidator(missing)] = Field(
        None, ge=0, le=1_000_000, description="所见的版本，没有录入过的为0；不写则不核对"
    )


class ReportPlanIn(Schema):
    """公布计划."""

    publisher: Publisher
    aim: DayOfYear = None
    warn_from: DayOfYear = None
    reason: Reason = Field(examples=["上级要求提前公布"])


class PublicationIn(Schema):
    """公布情况."""

    published_on: Day
    address: Name = Field(examples=["https://www.example.cn/nb/2025.html"])


class FilingIn(Schema):
    """存档: nothing is told."""
