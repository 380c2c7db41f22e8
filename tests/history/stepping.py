"""Steps of the clock drawn by lot: lawful ones, late ones, and some that are refused."""

import random
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import consultation, correction, fees, timing
from cases.actions.steps import Sending, standing_steps
from cases.actor import Actor
from cases.clocks import CLOSINGS
from cases.history import Kind
from cases.law.clock_facts import Recipient
from cases.models import Case
from cases.states import Verb


async def take(
    verb: Verb,
    session: AsyncSession,
    head: Actor,
    at: datetime,
    case: Case,
    day: date,
    chance: random.Random,
) -> None:
    """One step on that day; a Refusal where it cannot be."""
    who = (session, head, at, case.id)
    standing = [s for s in await standing_steps(session, case.id) if s.kind not in CLOSINGS]
    later = day + timedelta(days=chance.randrange(1, 30))
    match verb:
        case Verb.SEND_SUPPLEMENT_NOTICE:
            await timing.send_supplement_notice(*who, sending=Sending(day), reply_by=later)
        case Verb.RECEIVE_SUPPLEMENT:
            await timing.receive_supplement(*who, on=day)
        case Verb.CONSULT:
            kind = chance.choice(list(Recipient))
            await consultation.consult(*who, kind=kind, recipient="某公司", sending=Sending(day))
        case Verb.END_CONSULTATION:
            sent = [s for s in standing if s.kind is Kind.CONSULTATION]
            letter = chance.choice(sent) if sent else None
            number = letter.data["id"] if letter else "1"
            await consultation.end_consultation(
                *who, number, on=max(day, letter.day if letter else day)
            )
        case Verb.RECORD_LETTER_RECEIPT:
            sent = [s for s in standing if s.kind in (Kind.CONSULTATION, Kind.FEE_NOTICE)]
            letter = chance.choice(sent) if sent else None
            number = letter.data.get("id") if letter else "1"
            on = max(day, letter.day) if letter else day
            await consultation.record_receipt(*who, received_on=on, number=number)
        case Verb.EXTEND:
            days = chance.randrange(1, 23)
            await timing.extend(*who, sending=Sending(day), workdays=days, approved_on=day)
        case Verb.SEND_FEE_NOTICE:
            await fees.send_fee_notice(*who, sending=Sending(day), amount_yuan=380)
        case Verb.RECEIVE_PAYMENT:
            await fees.receive_payment(*who, on=day)
        case Verb.DELAY:
            await timing.delay(*who, sending=Sending(day), until=later)
        case Verb.CORRECT_STEP:
            seq = chance.choice([s.seq for s in standing] or [1])
            is_letter = any(s.seq == seq and s.kind is Kind.CONSULTATION for s in standing)
            changes = {"received_on": day} if is_letter else {}
            await correction.correct_step(
                *who, seq, on=None if is_letter else day, changes=changes, reason="录入有误"
            )
        case Verb.STRIKE_STEP:
            seq = chance.choice([s.seq for s in standing] or [1])
            await correction.strike_step(*who, seq, "误录")
        case _:
            raise AssertionError(verb)
