"""信息处理费 (条例第四十二条，国办函〔2020〕109号): the notice stops the clock, payment restarts it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door, gating
from cases.actions.sent_papers import sent_paper, typed_in
from cases.actions.steps import NOTHING_PASSED, Sending, iso, sent_on, take_step, wrong
from cases.actor import Actor
from cases.filling.matter import FeeSaid
from cases.history import Kind
from cases.law.clock_rules import FEE
from cases.law.fees import fee_by_pages, fee_by_pieces
from cases.law.gate_facts import Act, FeeProposal
from cases.models import Case
from cases.states import Verb

THIS_CASE: int = 1  # 按“一事一申请”, a case is one 件


async def send_fee_notice(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    sending: Sending,
    pages: int | None = None,
    amount_yuan: int | None = None,
    received_on: date | None = None,
    passes: Mapping[str, str] = NOTHING_PASSED,
) -> Case:
    """发出收费通知: sent in time it stops the clock until payment; late it has no effect.

    按量 where pages are told, else 按件: this case after those of the same applicant in its month.
    The sum is computed; one that is told must be the same.
    """
    verb = Verb.SEND_FEE_NOTICE
    case = await door.open_case(session, actor, case_id, verb)
    day = sent_on(sending, door.today(at), FEE)
    if received_on is not None and not day <= received_on <= door.today(at):
        sentence = f"签收日期{received_on}应在发出日期（{day}）至今天之间"
        raise wrong("received_on", sentence, FEE)
    fee = await proposed(session, case, pages)
    if amount_yuan is not None and amount_yuan != fee.yuan:
        sentence = f"按标准计算应为{fee.yuan}元，与所填{amount_yuan}元不一致"
        raise wrong("amount_yuan", sentence, FEE)
    passed = await gating.check(session, actor, case, Act.SEND_FEE_NOTICE, day, passes, fee=fee)
    paper = sent_paper(passed.desk.file, sending, day, ("P15",), FEE)
    printed = typed_in(passed.desk.file, paper)
    if printed and (printed.get("pages") or "") != (str(pages) if pages is not None else ""):
        raise wrong("pages", "计收方式或者页数与收费通知书载明的不一致，文书有误的请先作废", FEE)
    data = {
        "amount_yuan": fee.yuan,
        "pages": fee.pages,
        "pieces_before": fee.pieces_before if fee.pieces else None,
        "basis": _basis(fee),
        "received_on": iso(received_on),
        **sending.particulars(),
        **paper,
        **passed.record(),
    }
    return await take_step(session, actor, at, case, verb, Kind.FEE_NOTICE, day, data)


async def proposed(session: AsyncSession, case: Case, pages: int | None) -> FeeProposal:
    """信息处理费 of a case: by its pages where they are told, else as one more 件 of the month."""
    if pages is not None:
        return FeeProposal(yuan=fee_by_pages(pages).yuan, pages=pages)
    before = await pieces_before(session, case)
    yuan = fee_by_pieces(before + THIS_CASE).yuan - fee_by_pieces(before).yuan
    return FeeProposal(yuan=yuan, pieces=THIS_CASE, pieces_before=before)


def fee_said(fee: FeeProposal) -> FeeSaid:
    """The calculation as 收费通知书 prints it, band by band."""
    if fee.pages is not None:
        bands = fee_by_pages(fee.pages).bands
        rows = [
            (f"第{b.first}页至第{b.last}页", f"{b.units}页", f"{b.yuan_each}元/页", str(b.yuan))
            for b in bands
        ]
        return FeeSaid("量", fee.yuan, tuple(rows))
    place = fee.pieces_before + THIS_CASE
    return FeeSaid(
        "件", fee.yuan, ((f"当月第{place}件", "1件", f"{fee.yuan}元/件", str(fee.yuan)),)
    )


def _basis(fee: FeeProposal) -> str:
    if fee.pages is not None:
        return f"按量，{fee.pages}页"
    return f"按件，为该申请人当月第{fee.pieces_before + THIS_CASE}件"


async def pieces_before(session: AsyncSession, case: Case) -> int:
    """件 of the same applicant at this organ in the 自然月 of 收到申请之日, before this one.

    Convention: told apart by the number of the paper, else by name and class; of one day, by number.
    """
    assert case.received_on is not None
    same = (
        [Case.id_number_index == case.id_number_index]
        if case.id_number_index is not None
        else [
            Case.applicant_name == case.applicant_name,
            Case.applicant_class == case.applicant_class,
        ]
    )
    before = (Case.received_on < case.received_on) | (
        (Case.received_on == case.received_on) & (Case.number < case.number)
    )
    counted = await session.scalar(
        select(func.count())
        .select_from(Case)
        .where(
            Case.organ_id == case.organ_id,
            Case.received_on >= case.received_on.replace(day=1),
            before,
            *same,
        )
    )
    return counted or 0


async def receive_payment(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    on: date,
    receipt_number: str = "",
) -> Case:
    """申请人缴费: complete and in time, the period starts afresh from this day."""
    verb = Verb.RECEIVE_PAYMENT
    case = await door.open_case(session, actor, case_id, verb)
    data = {"receipt_number": receipt_number}
    return await take_step(session, actor, at, case, verb, Kind.FEE_PAYMENT, on, data)
