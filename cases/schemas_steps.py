"""What programs and forms may send about the steps of a case: pydantic, at the doors only."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field

from cases.actions.steps import Sending
from cases.errors import BadInput, Fault
from cases.history import Kind
from cases.law.clock_facts import Recipient
from cases.law.delivery import DATES, Way
from cases.schemas import Day, DayOrNone, Line, Paragraph, Reason, Schema, missing

WHOLE: Final = Field(ge=-1_000_000, le=1_000_000)  # whether it is lawful the verb says


class ConfirmationIn(Schema):
    """确认收到申请之日."""

    confirmed_on: Day


class Supposed(StrEnum):
    """What may be supposed: the events of the clock contract."""

    SUPPLEMENT_NOTICE = "supplement_notice"
    SUPPLEMENT = "supplement"
    CONSULTATION = "consultation"
    CONSULTATION_REPLY = "consultation_reply"
    EXTENSION = "extension"
    FEE_NOTICE = "fee_notice"
    FEE_PAYMENT = "fee_payment"
    DELAY = "delay"
    ANSWER = "answer"


class Passing(Schema):
    """关口: reasons for going on where a gate is let pass, by the key of the gate."""

    passes: dict[Annotated[str, Field(pattern="^[a-z_]{1,64}$")], Paragraph] = Field(
        default_factory=dict, description="突破关口的理由，以关口为键"
    )


class SendingIn(Passing):
    """送达: the day on which a paper counts as sent, or its way with the date that decides."""

    on: DayOrNone = Field(
        None, description="发出之日；填写了送达方式的，以该方式的日期为准", examples=["2026-03-05"]
    )
    way: Annotated[Way | None, BeforeValidator(missing)] = Field(None, description="送达方式")
    sent_on: DayOrNone = Field(None, description="电子方式的发送日期")
    posted_on: DayOrNone = Field(None, description="交邮日期")
    signed_on: DayOrNone = Field(None, description="收件人签收日期")
    tracking_number: Line = ""
    paper: Annotated[Annotated[int, Field(ge=1, le=10_000)] | None, BeforeValidator(missing)] = (
        Field(None, description="所发文书在本件中的序号；不填的为最近制发、尚未发出的同类文书")
    )
    doc_number: Line = Field("", description="文号；本系统制发的文书不填")

    def sending(self, on: date | None = None) -> Sending:
        """The same as the verbs take it."""
        dates = {name: getattr(self, name) for name in DATES}
        return Sending(
            on or self.on, self.way, dates, self.tracking_number, self.paper, self.doc_number
        )


class AnswerIn(SendingIn):
    """答复记录."""

    answer_type: Annotated[
        Annotated[str, Field(pattern=r"^A([1-9]|1\d|2[0-8])$")] | None, BeforeValidator(missing)
    ] = Field(None, description="答复类型；与签发的一致，可不填")
    answered_on: DayOrNone = Field(
        None,
        description="答复作出之日：当面为签收日，邮寄为交邮日，电子为发送日；填写了送达方式和日期的可不填",
        examples=["2026-11-20"],
    )
    annual_row: Annotated[str | None, BeforeValidator(missing)] = Field(
        None, description="计入年度报告的行；与签发的一致，可不填"
    )
    proof: Line = Field("", description="送达凭证", examples=["送达回证"])


class WithdrawalIn(Passing):
    """撤回申请."""

    withdrawn_on: Day
    paper: Line = Field(
        "", description="申请人撤回的书面材料", examples=["2026年11月20日撤回申请书"]
    )
    reason: Paragraph = ""


class SupplementNoticeIn(SendingIn):
    """告知补正."""

    reply_by: DayOrNone = Field(None, description="告知书载明的补正期限", examples=["2026-03-30"])
    content: Paragraph = Field("", description="需要补正的事项")


class SupplementIn(Schema):
    """收到补正."""

    on: Day = Field(description="本机关收到补正之日")
    content: Paragraph = ""
    excuse: Paragraph = Field("", description="逾期补正的正当理由")


class ConsultationIn(SendingIn):
    """征求意见."""

    kind: Recipient = Field(description="第三方（条例第三十二条）或者其他机关（第三十四条）")
    recipient: Line = Field("", description="征求意见的对象", examples=["某某置业有限公司"])
    received_on: DayOrNone = Field(None, description="对方签收之日；不知道的以后登记")


class LetterReceiptIn(Schema):
    """登记签收日期."""

    received_on: Day


class ReplyIn(Schema):
    """征求意见回复."""

    on: Day = Field(description="本机关收到回复之日")
    opinion: Line = Field(
        "", description="同意公开、不同意公开、部分同意等", examples=["不同意公开"]
    )
    content: Paragraph = ""


class ExtensionIn(SendingIn):
    """延长答复期限."""

    workdays: Annotated[int, WHOLE] = Field(description="延长的工作日数，1至20", examples=[10])
    approved_on: DayOrNone = Field(
        None, description="公开工作机构负责人书面同意之日；已在系统中同意的不填"
    )
    approved_by: Line = ""
    reason: Paragraph = Field("", examples=["涉及档案较多，需要逐件核对"])


class FeeNoticeIn(SendingIn):
    """收费通知."""

    pages: Annotated[Annotated[int, Field(ge=0, le=1_000_000)] | None, BeforeValidator(missing)] = (
        Field(None, description="按量计收的页数；不填的按件计收", examples=[68])
    )
    amount_yuan: Annotated[
        Annotated[int, Field(ge=0, le=10_000_000)] | None, BeforeValidator(missing)
    ] = Field(None, description="金额由系统计算；填写的应当与之一致")
    received_on: DayOrNone = Field(None, description="申请人收到通知之日")


class PaymentIn(Schema):
    """缴费."""

    on: Day = Field(description="完成缴费之日")
    receipt_number: Line = Field("", description="票据号码")


class DelayIn(SendingIn):
    """延迟答复 (条例第三十五条)."""

    until: Day = Field(description="告知申请人的答复日期")
    reason: Paragraph = ""


class LapseIn(SendingIn):
    """不再处理."""

    on: Day = Field(description="不再处理之日", examples=["2026-03-31"])


class StepCorrectionIn(Schema):
    """更正期限记录: what is left out stays, null empties."""

    reason: Reason = Field(examples=["签收日期录入有误"])
    on: DayOrNone = None
    reply_by: DayOrNone = None
    received_on: DayOrNone = None
    approved_on: DayOrNone = None
    until: DayOrNone = None
    workdays: Annotated[Annotated[int, WHOLE] | None, BeforeValidator(missing)] = None

    def changes(self) -> dict[str, date | int | None]:
        """What is corrected beside the day: what is named, emptied where it is named without value."""
        return {name: getattr(self, name) for name in CORRECTED if name in self.model_fields_set}


CORRECTED: Final = ("reply_by", "received_on", "approved_on", "until", "workdays")


class SupposedIn(Schema):
    """假如: one step that has not happened, by the names of the clock contract."""

    type: Supposed
    on: Day = Field(description="发出、告知、收到或者完成之日", examples=["2026-11-23"])
    id: Line = Field("", description="征求意见书的编号（收到回复时）")
    kind: Annotated[Recipient | None, BeforeValidator(missing)] = None
    received_on: DayOrNone = None
    reply_by: DayOrNone = None
    until: DayOrNone = None
    workdays: Annotated[Annotated[int, WHOLE] | None, BeforeValidator(missing)] = None

    def step(self, number: str) -> tuple[Kind, date, dict[str, Any]]:
        """The same as the history would tell it; `number` is that of a new letter."""
        return Kind(self.type.value), self.on, self._particulars(number)

    def _particulars(self, number: str) -> dict[str, Any]:
        match self.type:
            case Supposed.CONSULTATION:
                kind = self._needed("kind", self.kind)
                return {"id": number, "kind": kind, "received_on": _iso(self.received_on)}
            case Supposed.CONSULTATION_REPLY:
                return {"id": self._needed("id", self.id)}
            case Supposed.EXTENSION:  # supposed: that the head agrees beforehand
                days = self._needed("workdays", self.workdays)
                return {"workdays": days, "approved_on": self.on.isoformat()}
            case Supposed.DELAY:
                until: date = self._needed("until", self.until)
                return {"until": until.isoformat()}
            case Supposed.SUPPLEMENT_NOTICE:
                return {"reply_by": _iso(self.reply_by)}
            case Supposed.FEE_NOTICE:
                return {"received_on": _iso(self.received_on)}
            case Supposed.SUPPLEMENT | Supposed.FEE_PAYMENT | Supposed.ANSWER:
                return {}

    def _needed(self, field: str, value: Any) -> Any:
        if value in (None, ""):
            raise BadInput.of([Fault(field, "推算此项时必填")])
        return value


class WhatIfIn(Schema):
    """推算: steps added to those recorded; nothing is stored."""

    events: Annotated[tuple[SupposedIn, ...], Field(min_length=1, max_length=20)]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
