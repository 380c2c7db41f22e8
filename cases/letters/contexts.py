"""文书的字段 that every paper has: strict, so that an empty one stops it and is named by its title."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Said = Annotated[str, StringConstraints(min_length=1)]
Lines = tuple[str, ...]


def said(title: str) -> Any:
    """A field that must not be empty."""
    return Field(title=title, min_length=1)


def maybe(title: str) -> Any:
    """A field that may be empty."""
    return Field(default="", title=title)


class Fields(BaseModel):
    """Some fields of a paper: what is not declared is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OrganFields(Fields):
    """行政机关."""

    name: str = said("机关名称")
    address: str = maybe("机关地址")
    postcode: str = maybe("邮政编码")
    phone: str = maybe("联系电话")


class DocFields(Fields):
    """文号和成文日期."""

    number: str = maybe("文号")
    date: str = said("成文日期")


class CaseFields(Fields):
    """申请件."""

    number: str = said("登记编号")
    received_on: str = maybe("收到申请之日")
    channel: str = maybe("申请方式")
    applicant: str = said("申请人")
    request: str = said("申请公开的内容")
    due: str = maybe("答复期限")


class Paper(Fields):
    """What stands in every paper."""

    organ: OrganFields
    head: bool = Field(title="是否信函格式")
    title: str = said("标题")
    doc: DocFields
    to: str = said("主送")
    you: str = said("对收件人的称呼")
    case: CaseFields
    contact: str = maybe("联系人")
    attachments: Lines = Field(default=(), title="附件")


class ToApplicant(Paper):
    """A letter to the applicant, which begins with receipt and request."""

    receipt: str = said("收到事实")
    request: Lines = Field(title="申请内容", min_length=1)
