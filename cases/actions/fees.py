"""信息处理费 (条例第四十二条，国办函〔2020〕109号): the notice stops the clock, payment restarts it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.steps import Sending, iso, sent_on, take_step, wrong
from cases.actor import Actor
from cases.history import Kind
from cases.law.clock_rules import FEE
from cases.models import Case
from cases.states import Verb


async def send_fee_notice(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    sending: Sending,
    amount_yuan: int,
    basis: str = "",
    received_on: date | None = None,
) -> Case:
    """发出收费通知: sent in time it stops the clock until payment; late it has no effect."""
    verb = Verb.SEND_FEE_NOTICE
    case = await door.open_case(session, actor, case_id, verb)
    day = sent_on(sending, door.today(at), FEE)
    if received_on is not None and not day <= received_on <= door.today(at):
        sentence = f"签收日期{received_on}应在发出日期（{day}）至今天之间"
        raise wrong("received_on", sentence, FEE)
    data = {
        "amount_yuan": amount_yuan,
        "basis": basis,
        "received_on": iso(received_on),
        **sending.particulars(),
    }
    return await take_step(session, actor, at, case, verb, Kind.FEE_NOTICE, day, data)


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
