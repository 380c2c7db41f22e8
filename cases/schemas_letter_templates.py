"""What may be sent about an office's templates and settings of letters, and what is told of them."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from cases.actions.letter_setting import TitleSchool
from cases.queries_letter_templates import Standing
from cases.redline import Change
from cases.schemas import Day, DayOrNone, Line, Name, Paragraph, Reason, Schema

Note = Annotated[Paragraph, StringConstraints(max_length=1_000)]


class TemplateIn(Schema):
    """上传的文书模板, beside its file."""

    name: Name = Field(description="模板名称", examples=["补正告知书（2026年版）"])
    note: Note = Field(
        "", description="使用说明，不打印", examples=["本文本适用于申请内容不明确的情形"]
    )
    valid_from: Day = Field(
        description="开始日期，批准晚于此日的自批准之日起", examples=["2026-12-01"]
    )
    valid_to: DayOrNone = Field(None, description="截止日期，长期使用的不填")


class TemplateWithdrawalIn(Schema):
    """停用文书模板."""

    reason: Reason = Field(examples=["机构改革后改用新版"])


class LetterSettingIn(Schema):
    """文书的设置."""

    head: bool = Field(False, description="信函格式（GB/T 9704—2012第10.1条）")
    title_school: TitleSchool = Field(TitleSchool.ONE, description="答复书标题的写法")
    supplement_days: Annotated[int, Field(ge=-1_000, le=1_000)] = Field(
        description="补正期限，工作日", examples=[15]
    )
    contact_person: Line = Field("", description="联系人，印在文书末尾", examples=["王芳"])
    complaint_body: Line = Field(
        "", description="投诉、举报的机关（条例第五十一条），不填的不打印", examples=[""]
    )
    pickup_place: Line = Field("", description="领取地点", examples=["政务服务中心公开窗口"])
    payment_way: Line = Field("", description="信息处理费的缴纳方式", examples=["非税收入缴款码"])
    reason: Reason = Field(examples=["启用信函格式"])


class LetterFactsOut(BaseModel):
    """What an office chooses of its letters."""

    head: bool
    title_school: TitleSchool
    supplement_days: int
    contact_person: str
    complaint_body: str
    pickup_place: str
    payment_way: str


class LetterSettingOut(LetterFactsOut):
    """一次文书的设置."""

    reason: str
    made_by: str
    made_at: datetime


class LetterSettingsOut(LetterFactsOut):
    """文书的设置: what holds, and every setting so far."""

    history: list[LetterSettingOut]


class TemplateVersionOut(BaseModel):
    """文书模板的一个版本."""

    version: int
    name: str
    note: str
    valid_from: date
    valid_to: date | None
    standing: Standing
    label: str = Field(description="状态", examples=["使用中"])
    sha256: str
    size: int
    warnings: list[str] = Field(description="检查的提示，不影响使用")
    uploaded_by: str
    uploaded_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    withdrawn_by: str | None
    withdrawn_at: datetime | None
    withdraw_reason: str | None


class PaperTemplateOut(BaseModel):
    """文书目录中的一种文书, and with which template it is made today."""

    code: str = Field(examples=["P5"])
    name: str = Field(examples=["补正告知书"])
    to: str = Field(description="收件人")
    when: str = Field(description="时限")
    basis: list[str]
    signed_by: str
    fields: int = Field(description="可以使用的字段数")
    in_force: str = Field(description="在用的模板", examples=["内置", "本单位第2版"])
    since: date | None = Field(description="在用的模板自何日起启用；内置的为空")
    waiting: list[int] = Field(description="待批准的版次")


class FieldNameOut(BaseModel):
    """模板可以使用的一个字段."""

    name: str = Field(examples=["items.reason"])
    title: str = Field(examples=["不予公开的理由"])
    written: str = Field(description="在模板中的写法", examples=["{{ item.reason }}"])
    within: list[str] = Field(description="外层的循环语句", examples=[["{%p for item in items %}"]])
    may_be_empty: bool
    mandatory: bool = Field(description="模板必须写出")


class PaperTemplatesOut(BaseModel):
    """一种文书的字段和各版模板."""

    paper: PaperTemplateOut
    fields: list[FieldNameOut]
    versions: list[TemplateVersionOut]


class TemplatePieceOut(BaseModel):
    """一段文字 and what became of it."""

    change: Change
    text: str


class TemplateComparisonOut(BaseModel):
    """两版模板的文字差异."""

    before: int
    after: int
    pieces: list[TemplatePieceOut]
