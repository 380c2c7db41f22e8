"""办理记录: what a body or a form says, as the verb takes it; for both doors."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import (
    challenging,
    closing,
    consultation,
    drafting,
    fees,
    intake,
    lapsing,
    paper_making,
    reasons,
    searching,
    timing,
)
from cases.actions.steps import Sending
from cases.actor import Actor
from cases.history import Kind
from cases.schemas import ReasonIn
from cases.schemas_answer import ExtensionApprovalIn, OutcomeIn, SpotAnswerIn
from cases.schemas_challenge import ChallengeIn, ChallengeUpdateIn
from cases.schemas_letters import PaperIn
from cases.schemas_steps import (
    AnswerIn,
    ConfirmationIn,
    ConsultationIn,
    DelayIn,
    ExtensionIn,
    FeeNoticeIn,
    LapseIn,
    LetterReceiptIn,
    PaymentIn,
    SupplementIn,
    SupplementNoticeIn,
    WithdrawalIn,
)
from cases.schemas_work import JudgmentIn, ReasonsNoticeIn, SearchIn

S = AsyncSession
A = Actor


async def confirm_receipt(s: S, a: A, at: datetime, case: UUID, f: ConfirmationIn) -> None:
    """确认收到申请之日."""
    await intake.confirm_receipt(s, a, at, case, f.confirmed_on)


async def supplement_notice(s: S, a: A, at: datetime, case: UUID, f: SupplementNoticeIn) -> None:
    """告知补正."""
    await timing.send_supplement_notice(
        s, a, at, case, sending=f.sending(), reply_by=f.reply_by, content=f.content,
        passes=f.passes,
    )  # fmt: skip


async def supplement(s: S, a: A, at: datetime, case: UUID, f: SupplementIn) -> None:
    """收到补正."""
    await timing.receive_supplement(s, a, at, case, on=f.on, content=f.content, excuse=f.excuse)


async def consult(s: S, a: A, at: datetime, case: UUID, f: ConsultationIn) -> str:
    """征求意见: the letter's number."""
    _, number = await consultation.consult(
        s, a, at, case, kind=f.kind, recipient=f.recipient, sending=f.sending(),
        received_on=f.received_on, passes=f.passes,
    )  # fmt: skip
    return number


async def extension_approval(s: S, a: A, at: datetime, case: UUID, f: ExtensionApprovalIn) -> None:
    """同意延期."""
    await timing.approve_extension(s, a, at, case, workdays=f.workdays, reason=f.reason)


async def extend(s: S, a: A, at: datetime, case: UUID, f: ExtensionIn) -> None:
    """延长答复期限."""
    await timing.extend(
        s, a, at, case, sending=f.sending(), workdays=f.workdays, approved_on=f.approved_on,
        approved_by=f.approved_by, reason=f.reason, passes=f.passes,
    )  # fmt: skip


async def fee_notice(s: S, a: A, at: datetime, case: UUID, f: FeeNoticeIn) -> None:
    """发出收费通知."""
    await fees.send_fee_notice(
        s, a, at, case, sending=f.sending(), pages=f.pages, amount_yuan=f.amount_yuan,
        received_on=f.received_on, passes=f.passes,
    )  # fmt: skip


async def fee_receipt(s: S, a: A, at: datetime, case: UUID, f: LetterReceiptIn) -> None:
    """登记收费通知的签收日期."""
    await consultation.record_receipt(s, a, at, case, received_on=f.received_on)


async def supplement_receipt(s: S, a: A, at: datetime, case: UUID, f: LetterReceiptIn) -> None:
    """登记补正告知书的签收日期."""
    await consultation.record_receipt(
        s, a, at, case, received_on=f.received_on, of=Kind.SUPPLEMENT_NOTICE
    )


async def payment(s: S, a: A, at: datetime, case: UUID, f: PaymentIn) -> None:
    """申请人缴费."""
    await fees.receive_payment(s, a, at, case, on=f.on, receipt_number=f.receipt_number)


async def reasons_notice(s: S, a: A, at: datetime, case: UUID, f: ReasonsNoticeIn) -> None:
    """要求说明理由."""
    await reasons.ask_for_reasons(
        s, a, at, case, sending=Sending(f.on), reply_by=f.reply_by, counts=f.counts
    )


async def reasons_judgment(s: S, a: A, at: datetime, case: UUID, f: JudgmentIn) -> None:
    """认定申请理由."""
    await reasons.judge_reasons(s, a, at, case, **dict(f))


async def delay(s: S, a: A, at: datetime, case: UUID, f: DelayIn) -> None:
    """延迟答复."""
    await timing.delay(
        s, a, at, case, sending=f.sending(), until=f.until, reason=f.reason, passes=f.passes
    )


async def search(s: S, a: A, at: datetime, case: UUID, f: SearchIn) -> None:
    """登记检索."""
    await searching.record_search(s, a, at, case, **f.particulars())


async def outcome(s: S, a: A, at: datetime, case: UUID, f: OutcomeIn, item: int) -> None:
    """提出办理意见."""
    said: dict[str, Any] = f.particulars()
    await drafting.conclude_item(s, a, at, case, item, outcome=f.outcome, particulars=said)


async def answer(s: S, a: A, at: datetime, case: UUID, f: AnswerIn) -> None:
    """送达答复."""
    await closing.record_answer(
        s, a, at, case, sending=f.sending(f.answered_on), proof=f.proof, passes=f.passes, answer_type=f.answer_type, row=f.annual_row,
    )  # fmt: skip


async def spot_answer(s: S, a: A, at: datetime, case: UUID, f: SpotAnswerIn) -> None:
    """当场答复."""
    outcomes = []
    for one in f.outcomes:
        said = one.particulars()
        del said["item"]
        outcomes.append((one.item, one.outcome, said))
    await closing.answer_on_the_spot(
        s, a, at, case, answered_on=f.answered_on, outcomes=outcomes, proof=f.proof,
        secrecy_checked=f.secrecy_checked, passes=f.passes,
    )  # fmt: skip


async def lapse(s: S, a: A, at: datetime, case: UUID, f: LapseIn) -> None:
    """不再处理."""
    await lapsing.close_as_lapsed(s, a, at, case, on=f.on, sending=f.sending(), passes=f.passes)


async def paper(s: S, a: A, at: datetime, case: UUID, f: PaperIn) -> None:
    """制发文书."""
    await paper_making.make_paper(
        s, a, at, case, paper=f.paper, fields=f.fields, approved_by=f.approved_by,
        approved_on=f.approved_on, passes=f.passes,
    )  # fmt: skip


async def withdrawal(s: S, a: A, at: datetime, case: UUID, f: WithdrawalIn) -> None:
    """记录撤回."""
    await closing.record_withdrawal(
        s, a, at, case, withdrawn_on=f.withdrawn_on, paper=f.paper, reason=f.reason,
        passes=f.passes,
    )  # fmt: skip


async def strike_closing(s: S, a: A, at: datetime, case: UUID, f: ReasonIn) -> None:
    """撤销误录的办结记录."""
    await closing.strike_closing(s, a, at, case, f.reason)


async def challenge(s: S, a: A, at: datetime, case: UUID, f: ChallengeIn) -> None:
    """登记复议诉讼."""
    await challenging.record(s, a, at, case, f.facts())


async def challenge_update(
    s: S, a: A, at: datetime, case: UUID, f: ChallengeUpdateIn, number: int
) -> None:
    """登记复议诉讼进展."""
    await challenging.update(s, a, at, case, number, f.facts())
