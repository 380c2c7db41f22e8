"""What may be asked of a list of cases: pydantic, at the doors only."""

from pydantic import Field

from cases.schemas import Line, Schema


class CaseSearchIn(Schema):
    """查找条件: 各项均可不填，不填的不限."""

    q: Line = Field(
        "",
        description="编号、申请人、申请内容、文书标题和文号、标签、承办人姓名，或者完整的证件号码、电话",
    )
    organ: Line = Field("", description="单位代码")
    state: Line = ""
    annual_row: Line = Field("", description="年度报告中办理结果的行")
    applicant_class: Line = ""
    year: Line = Field("", description="收到年度", examples=["2026"])
    channel: Line = ""
    received_from: Line = Field("", examples=["2026-01-01"])
    received_to: Line = ""
    answered_from: Line = ""
    answered_to: Line = ""
    due_from: Line = ""
    due_to: Line = ""
    late: Line = Field("", description="overdue、near或者answered_late")
    department: Line = Field("", description="承办科室的标识")
    handler: Line = Field("", description="承办人的标识，或者me")
    tag: Line = ""
    sort: Line = Field(
        "",
        description="received、oldest、due、-due、answered、-answered、number或者-number；不填的，按所限的日期，否则最新收到的在前",
    )
    after: Line = Field("", description="上一页的next")
