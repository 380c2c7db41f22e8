"""What may be sent about published information: pydantic, at the doors only."""

from pydantic import Field

from cases.schemas import Day, Line, Name, OrganCode, Paragraph, Reason, Schema


class PublishedIn(Schema):
    """一条主动公开信息."""

    organ: OrganCode
    title: Name
    address: Name  # as long as an answer prints it
    outlet: Name = Field(examples=["寿光市政府门户网站"])
    published_on: Day
    index_number: Line = ""
    catalogue_class: Line = ""
    keywords: Line = ""
    summary: Paragraph = ""


class WithdrawalIn(Schema):
    """撤下."""

    reason: Reason = Field(examples=["网页已经改版，原网址不能打开"])
