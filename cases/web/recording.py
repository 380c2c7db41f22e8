"""Steps recorded (期限记录): what a body or a form says, as the verb takes it; for both doors."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import consultation, fees, timing
from cases.actor import Actor
from cases.schemas_steps import (
    ConsultationIn,
    DelayIn,
    ExtensionIn,
    FeeNoticeIn,
    LetterReceiptIn,
    PaymentIn,
    SupplementIn,
    SupplementNoticeIn,
)


async def supplement_notice(
    s: AsyncSession, a: Actor, at: datetime, case: UUID, f: SupplementNoticeIn
) -> None:
    """告知补正."""
    sending = f.sending()
    await timing.send_supplement_notice(
        s, a, at, case, sending=sending, reply_by=f.reply_by, content=f.content
    )


async def supplement(s: AsyncSession, a: Actor, at: datetime, case: UUID, f: SupplementIn) -> None:
    """收到补正."""
    await timing.receive_supplement(s, a, at, case, on=f.on, content=f.content)


async def consult(s: AsyncSession, a: Actor, at: datetime, case: UUID, f: ConsultationIn) -> str:
    """征求意见: the letter's number."""
    _, number = await consultation.consult(
        s, a, at, case, kind=f.kind, recipient=f.recipient, sending=f.sending(),
        received_on=f.received_on,
    )  # fmt: skip
    return number


async def extend(s: AsyncSession, a: Actor, at: datetime, case: UUID, f: ExtensionIn) -> None:
    """延长答复期限."""
    await timing.extend(
        s, a, at, case, sending=f.sending(), workdays=f.workdays, approved_on=f.approved_on,
        approved_by=f.approved_by, reason=f.reason,
    )  # fmt: skip


async def fee_notice(s: AsyncSession, a: Actor, at: datetime, case: UUID, f: FeeNoticeIn) -> None:
    """发出收费通知."""
    await fees.send_fee_notice(
        s, a, at, case, sending=f.sending(), amount_yuan=f.amount_yuan, basis=f.basis,
        received_on=f.received_on,
    )  # fmt: skip


async def fee_receipt(
    s: AsyncSession, a: Actor, at: datetime, case: UUID, f: LetterReceiptIn
) -> None:
    """登记收费通知的签收日期."""
    await consultation.record_receipt(s, a, at, case, received_on=f.received_on)


async def payment(s: AsyncSession, a: Actor, at: datetime, case: UUID, f: PaymentIn) -> None:
    """申请人缴费."""
    await fees.receive_payment(s, a, at, case, on=f.on, receipt_number=f.receipt_number)


async def delay(s: AsyncSession, a: Actor, at: datetime, case: UUID, f: DelayIn) -> None:
    """延迟答复."""
    await timing.delay(
        s, a, at, case, sending=f.sending(), until=f.until, reasons_asked_on=f.reasons_asked_on,
        reason=f.reason,
    )  # fmt: skip
