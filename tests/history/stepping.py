"""Steps of the clock drawn by lot: lawful ones, late ones, and some that are refused."""

from datetime import timedelta

from cases.actions import consultation, correction, fees, reasons, timing
from cases.actions.steps import Sending, standing_steps
from cases.clocks import CLOSINGS, Step
from cases.history import Kind
from cases.law.clock_facts import Recipient
from cases.law.clock_rules import EXTENSION
from cases.law.delivery import Way
from cases.states import Verb
from tests.history.desk import WHY, Desk

OPINIONS = ("同意公开", "不同意公开", "部分同意公开", "")


async def take(verb: Verb, desk: Desk) -> None:
    """One step on the desk's day; a Refusal where it cannot be."""
    who, day, chance = desk.who, desk.day, desk.chance
    standing = await standing_steps(desk.session, desk.case.id)
    standing = tuple(step for step in standing if step.kind not in CLOSINGS)
    later = day + timedelta(days=chance.randrange(1, 20))
    signed = Sending(way=Way.IN_PERSON, dates={"signed_on": day})
    sending = chance.choice((Sending(day), signed))
    match verb:
        case Verb.SEND_SUPPLEMENT_NOTICE:
            await timing.send_supplement_notice(
                *who, sending=sending, reply_by=later, passes=desk.passes()
            )
        case Verb.RECEIVE_SUPPLEMENT:
            await timing.receive_supplement(*who, on=day)
        case Verb.CONSULT:
            await consultation.consult(
                *who, kind=chance.choice((*Recipient, Recipient.THIRD_PARTY)), recipient="某公司", sending=sending,
                passes=desk.passes(),
            )  # fmt: skip
        case Verb.END_CONSULTATION:
            number, sent = _letter(desk, standing)
            await consultation.end_consultation(
                *who,
                number,
                on=max(day, sent.day if sent else day),
                opinion=chance.choice(OPINIONS),
            )
        case Verb.TELL_THIRD_PARTY:
            number, sent = _letter(desk, standing)
            await consultation.tell_third_party(
                *who, number, on=max(day, sent.day if sent else day), reason=WHY
            )
        case Verb.RECORD_LETTER_RECEIPT:
            found = [s for s in standing if s.kind in (Kind.CONSULTATION, Kind.FEE_NOTICE)]
            letter = chance.choice(found) if found else None
            await consultation.record_receipt(
                *who, received_on=max(day, letter.day) if letter else day,
                number=letter.data.get("id") if letter else "1",
            )  # fmt: skip
        case Verb.APPROVE_EXTENSION:
            days = chance.randrange(1, EXTENSION[-1] + 2)
            await timing.approve_extension(*who, workdays=days, reason=WHY)
        case Verb.EXTEND:
            await timing.extend(
                *who, sending=sending, workdays=chance.randrange(1, EXTENSION[-1] + 2),
                approved_on=chance.choice((None, day, later)), reason=chance.choice((WHY, "忙")),
                passes=desk.passes(),
            )  # fmt: skip
        case Verb.SEND_FEE_NOTICE:
            pages = chance.choice((None, 20, 68, 400))
            await fees.send_fee_notice(*who, sending=sending, pages=pages, passes=desk.passes())
        case Verb.RECEIVE_PAYMENT:
            await fees.receive_payment(*who, on=day)
        case Verb.ASK_FOR_REASONS:
            await reasons.ask_for_reasons(*who, sending=sending, reply_by=later)
        case Verb.JUDGE_REASONS:
            await reasons.judge_reasons(
                *who, reasonable=chance.random() < 0.7, why=WHY,
                replied_on=chance.choice((None, desk.today, desk.today)),
            )  # fmt: skip
        case Verb.DELAY:
            await timing.delay(*who, sending=sending, until=later, passes=desk.passes())
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


def _letter(desk: Desk, standing: tuple[Step, ...]) -> tuple[str, Step | None]:
    """A letter of the case by its number; that of none where none was sent."""
    sent = [step for step in standing if step.kind is Kind.CONSULTATION]
    letter = desk.chance.choice(sent) if sent else None
    return (letter.data["id"], letter) if letter else ("1", None)
