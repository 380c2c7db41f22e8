"""What may be sent about a consolidation (汇总): pydantic, at the doors only."""

from typing import Annotated

from pydantic import Field, StringConstraints

from cases.law.annual import FIRST_YEAR
from cases.schemas import Line, Name, Paragraph, Reason, Schema

Year = Annotated[int, Field(ge=FIRST_YEAR, le=2100)]
Code = Annotated[Line, StringConstraints(max_length=64)]


class MemberIn(Schema):
    """系统外的成员单位."""

    name: Name = Field(examples=["云山市供电公司"])
    code: Code = Field("", description="单位代码，可以不填", examples=["990000-gd"])
    first_year: Year = Field(description="自哪个年度起计入汇总", examples=[2025])


class EndIn(Schema):
    """终止成员单位."""

    last_year: Annotated[int, Field(ge=FIRST_YEAR - 1, le=2100)] = Field(
        description="最后计入汇总的年度", examples=[2025]
    )
    reason: Reason = Field(examples=["机构撤并，职能划入市水利局"])


class WithdrawReportIn(Schema):
    """撤回报送的表."""

    reason: Reason = Field(examples=["报送的是初稿"])


class ReplaceIn(Schema):
    """报送的表; 已经报送过的，写明替换的原因."""

    reason: Annotated[Line, Field(examples=["更正予以公开件数"])] = ""


class ReturnIn(Schema):
    """退回成员单位更正."""

    member: Annotated[Line, Field(min_length=1)] = Field(
        description="成员单位的标识", examples=["990000-02"]
    )
    remark: Paragraph = Field(
        "", description="意见；表没有问题的必须写明", examples=["请于3日内更正"]
    )


class ConsolidateIn(Schema):
    """汇总定版."""

    reason: Line = Field(
        "", description="理由；第二版起必须说明", examples=["侯镇人民政府更正后重新报送"]
    )
