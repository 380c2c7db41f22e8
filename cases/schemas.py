"""What programs and forms may send: pydantic, at the doors only."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from cases.actions.application import Agent, Applicant, Application, Item, Oral
from cases.actions.officers import LONGEST_PASSWORD, SHORTEST_PASSWORD
from cases.law.annual import ApplicantClass
from cases.law.application import Carrier, Route
from cases.law.identity import IdKind
from cases.law.receipt import DATES, Channel
from cases.models import Role

LINE_BREAKS: Final = "\n\t"
INVISIBLE: Final = "第{place}个字符是不可见的控制字符，请删除"
ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def invisible_at(text: str) -> int:
    """The place of the first NUL or other control character, counted from one; 0 without any."""
    for place, character in enumerate(text, start=1):
        if unicodedata.category(character) in ("Cc", "Cs") and character not in LINE_BREAKS:
            return place
    return 0


def _clean(text: str) -> str:
    """White space around is dropped; NUL and other control characters are refused."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    place = invisible_at(text)
    if place:
        raise PydanticCustomError("control_character", INVISIBLE, {"place": place})
    return text.strip()


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("line_break", "应为一行文字，不能换行")
    return text


def _written_day(value: Any) -> Any:
    """A day is written 2026-03-05: a number is not taken for seconds since 1970."""
    if isinstance(value, date) or (isinstance(value, str) and ISO_DAY.fullmatch(value.strip())):
        return value.strip() if isinstance(value, str) else value
    raise PydanticCustomError("date_type", "应为日期，如2026-03-05")


def missing(value: Any) -> Any:
    """An empty date or choice of a form is none."""
    return None if value == "" else value


Clean = Annotated[str, AfterValidator(_clean)]
Line = Annotated[Clean, AfterValidator(_one_line), StringConstraints(max_length=200)]
Name = Annotated[Line, Field(min_length=1, max_length=200)]
Paragraph = Annotated[Clean, StringConstraints(max_length=10_000)]
Reason = Annotated[Clean, Field(min_length=1, max_length=1_000)]
Day = Annotated[
    date,
    BeforeValidator(_written_day),
    Field(ge=date(1990, 1, 1), le=date(2100, 12, 31), examples=["2026-03-05"]),
]
DayOrNone = Annotated[Day | None, BeforeValidator(missing)]
ORGAN_CODE: Final = r"^[0-9A-Za-z]([0-9A-Za-z._\-]{0,62}[0-9A-Za-z])?$"


def _organ_code(value: Any) -> Any:
    """A code stands in addresses and case numbers as it is."""
    if isinstance(value, str) and not re.fullmatch(ORGAN_CODE, value, re.ASCII):
        sentence = "应为字母、数字开头和结尾，中间可有连字符、下划线和点，最多64个字符"
        raise PydanticCustomError("organ_code", sentence)
    return value


OrganCode = Annotated[str, BeforeValidator(_organ_code), StringConstraints(pattern=ORGAN_CODE)]


class Schema(BaseModel):
    """What is not named is refused: a misspelt field is never lost in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ApplicantIn(Schema):
    """申请人."""

    kind: ApplicantClass = Field(description="申请人类别（年度报告的列）")
    name: Name = Field(description="姓名或者名称", examples=["王芳"])
    id_kind: Annotated[IdKind | None, BeforeValidator(missing)] = None
    id_number: Line = Field("", description="证件号码", examples=["11010519491231002X"])
    phone: Line = ""
    address: Line = ""
    postcode: Line = ""
    fax: Line = ""
    email: Line = ""
    workplace: Line = ""
    legal_representative: Line = ""
    contact_person: Line = ""


class AgentIn(Schema):
    """代理人."""

    name: Name
    id_kind: Annotated[IdKind | None, BeforeValidator(missing)] = None
    id_number: Line = ""
    phone: Line = ""
    authorised: bool = Field(False, description="已提交授权委托书")


class ItemIn(Schema):
    """申请事项: one thing asked for, in the applicant's words."""

    text: Annotated[Paragraph, Field(min_length=1)] = Field(
        description="所申请政府信息的名称、文号或者其他特征性描述",
        examples=["2025年度农村饮水安全工程验收报告"],
    )
    doc_number: Line = ""
    index_number: Line = ""
    clues: Annotated[tuple[Line, ...], Field(max_length=20)] = Field(
        (), description="申请人提供的线索，答复不存在前应当逐条查找"
    )


class OralIn(Schema):
    """口头申请，工作人员代为填写."""

    filled_by: Name
    signed_on: DayOrNone = None


class DatesIn(Schema):
    """收到申请之日的依据 (条例第三十一条)."""

    submitted_on: DayOrNone = Field(default=None, description="提交日期（当面、在线）")
    arrived_on: DayOrNone = Field(default=None, description="到达日期（平信、电子邮件、传真）")
    signed_on: DayOrNone = Field(default=None, description="本机关签收日期（邮寄）")
    confirmed_on: DayOrNone = Field(default=None, description="双方确认日期")


class ApplicationIn(Schema):
    """政府信息公开申请 (条例第二十九条): no purpose is asked for."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "organ": "370783",
                    "channel": "in_person",
                    "dates": {"submitted_on": "2026-03-05"},
                    "applicant": {
                        "kind": "natural_person",
                        "name": "王芳",
                        "id_kind": "resident_card",
                        "id_number": "11010519491231002X",
                        "phone": "13900000001",
                    },
                    "items": [{"text": "2025年度农村饮水安全工程验收报告"}],
                    "carrier": "paper",
                    "route": "post",
                }
            ]
        },
    )

    organ: OrganCode = Field(description="登记单位代码")
    channel: Channel = Field(description="申请方式")
    dates: DatesIn = Field(default_factory=DatesIn)
    applicant: ApplicantIn
    agent: AgentIn | None = None
    items: Annotated[tuple[ItemIn, ...], Field(min_length=1, max_length=50)]
    carrier: Annotated[Carrier | None, BeforeValidator(missing)] = None
    route: Annotated[Route | None, BeforeValidator(missing)] = None
    other_form_accepted: bool = True
    help_needed: Line = Field("", description="阅读、视听障碍等需要的帮助（条例第四十三条）")
    oral: OralIn | None = None
    upstream_number: Line = ""
    remark: Paragraph = ""
    submission: UUID | None = Field(None, description="同一份表单重复提交时只登记一次")

    def application(self, organ_id: UUID) -> Application:
        """The same as the verbs take it."""
        return Application(
            organ_id=organ_id,
            channel=self.channel,
            dates={name: getattr(self.dates, name) for name in DATES},
            applicant=Applicant(**dict(self.applicant)),
            agent=Agent(**dict(self.agent)) if self.agent else None,
            items=tuple(Item(**dict(item)) for item in self.items),
            carrier=self.carrier,
            route=self.route,
            other_form_accepted=self.other_form_accepted,
            help_needed=self.help_needed,
            oral=Oral(**dict(self.oral)) if self.oral else None,
            upstream_number=self.upstream_number,
            remark=self.remark,
            submission=self.submission,
        )


class CorrectionIn(Schema):
    """更正登记: the whole registration anew, and why."""

    registration: ApplicationIn
    reason: Reason = Field(examples=["申请人姓名录入有误"])


class ReasonIn(Schema):
    """事由."""

    reason: Reason = Field(examples=["核对邮寄地址"])


class OrganIn(Schema):
    """单位."""

    code: OrganCode = Field(examples=["370783-zrzy"])
    name: Name = Field(examples=["寿光市自然资源和规划局"])
    parent: Annotated[OrganCode | None, BeforeValidator(missing)] = Field(None, examples=["370783"])
    doc_code: Line = Field("", description="机关代字")
    address: Line = ""
    postcode: Line = ""
    phone: Line = ""


class RemedyIn(Schema):
    """复议机关与管辖法院."""

    review_body: Name = Field(examples=["潍坊市人民政府"])
    court: Name = Field(examples=["潍坊市中级人民法院"])
    review_online_url: Line = ""
    valid_from: Day
    valid_to: DayOrNone = None


class SignInIn(Schema):
    """登录: the password as it was typed, white space included."""

    login: Annotated[Line, Field(min_length=1, max_length=64)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_PASSWORD)]


class OfficerIn(Schema):
    """工作人员."""

    login: Annotated[Line, Field(min_length=2, max_length=64)] = Field(examples=["wangfang"])
    name: Name = Field(examples=["王芳"])
    organ: OrganCode = Field(examples=["370783"])
    roles: Annotated[tuple[Role, ...], Field(min_length=1, max_length=len(Role))]
    password: (
        Annotated[str, Field(min_length=SHORTEST_PASSWORD, max_length=LONGEST_PASSWORD)] | None
    ) = None
