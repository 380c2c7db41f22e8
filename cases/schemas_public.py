"""What the public pages and their setting may be sent: pydantic, at the doors only."""

from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints

from cases.law.receipt import Channel
from cases.schemas import Line, Paragraph, Reason, Schema, missing

Some = Annotated[Paragraph, StringConstraints(max_length=1_000)]


class PublicDeskIn(Schema):
    """公众网页的设置."""

    is_open: bool = False
    office_name: Line = ""
    office_address: Line = ""
    hours: Line = ""
    phone: Line = ""
    fax: Line = ""
    email: Line = ""
    postal_address: Line = ""
    complaint_body: Line = ""
    catalogue: Paragraph = ""
    channels: Annotated[tuple[Channel, ...], Field(max_length=len(Channel))] = ()
    reason: Reason = Field(examples=["开通网上申请"])


class FormNumberIn(Schema):
    """The number of an application form, by which it registers once."""

    submission: UUID


class FollowIn(Schema):
    """凭登记编号和查询码进入."""

    number: Annotated[Line, Field(min_length=1)]
    query_code: Annotated[Line, Field(min_length=1)]


class ConfirmationCodeIn(Schema):
    """受理机关告知的确认码."""

    confirmation: Annotated[Line, Field(min_length=1)]


class PublicSupplementIn(Schema):
    """网上补正."""

    content: Paragraph = ""
    why_late: Some = ""


class PublicWithdrawalIn(Schema):
    """网上撤回: the query code once more, since nothing undoes it for the applicant."""

    query_code: Annotated[Line, Field(min_length=1)]
    why: Some = ""
    sure: Annotated[bool | None, BeforeValidator(missing)] = None
