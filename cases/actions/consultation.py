"""征求意见 (条例第三十二条至第三十四条): letters to third parties and other organs, their replies."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door, gating
from cases.actions.sent_papers import sent_paper, typed_in
from cases.actions.steps import (
    NOTHING_PASSED,
    Sending,
    check_day,
    iso,
    sent_on,
    standing_steps,
    take_step,
    wrong,
)
from cases.actor import Actor
from cases.clocks import Step
from cases.dossier import dossier
from cases.errors import Conflict, NotFound
from cases.history import Event, Kind
from cases.law.clock_facts import Recipient
from cases.law.clock_rules import CO_MAKER, CONSULTATION, THIRD_PARTY
from cases.law.gate_facts import Act, ConsultationRecord
from cases.models import Case
from cases.states import Verb

ARTICLES = {Recipient.THIRD_PARTY: THIRD_PARTY, Recipient.ORGAN: CO_MAKER}


async def consult(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    kind: Recipient,
    recipient: str,
    sending: Sending,
    received_on: date | None = None,
    passes: Mapping[str, str] = NOTHING_PASSED,
) -> tuple[Case, str]:
    """征求意见: the letter was sent; its days are not counted. Returns the number of the letter."""
    case = await door.open_case(session, actor, case_id, Verb.CONSULT)
    article = ARTICLES[kind]
    day = sent_on(sending, door.today(at), article)
    if received_on is not None:
        _check_receipt(case, at, day, received_on)
    sent = [e for e in await door.events_of(session, case_id) if e.kind == Kind.CONSULTATION]
    number = str(len(sent) + 1)  # struck ones keep theirs
    letter = ConsultationRecord(recipient=kind, sent_on=day, last_day=day, in_writing=True)
    passed = await gating.check(session, actor, case, Act.CONSULT, day, passes, consultation=letter)
    code = "P9" if kind is Recipient.THIRD_PARTY else "P14"
    paper = sent_paper(passed.desk.file, sending, day, (code,), article)
    data: dict[str, Any] = {
        "id": number,
        "kind": kind.value,
        "recipient": recipient or typed_in(passed.desk.file, paper).get("recipient", ""),
        "received_on": iso(received_on),
        **sending.particulars(),
        **paper,
        **passed.record(),
    }
    await take_step(session, actor, at, case, Verb.CONSULT, Kind.CONSULTATION, day, data)
    return case, number


async def record_receipt(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    received_on: date,
    number: str | None = None,
    of: Kind = Kind.FEE_NOTICE,
) -> Case:
    """登记签收日期: when the recipient had the letter; without a number, the last notice of a kind.

    From this day on the recipient's period counts. A day already known is corrected by the same.
    """
    case = await door.open_case(session, actor, case_id, Verb.RECORD_LETTER_RECEIPT)
    if number is None:
        letter = await _standing(session, case_id, of, None)
    else:
        letter = await _standing(session, case_id, Kind.CONSULTATION, number)
    _check_receipt(case, at, letter.day, received_on)
    data = {"letter": letter.seq, "was": letter.data.get("received_on")}
    await door.append(session, case, actor, at, Event(Kind.LETTER_RECEIVED, received_on, data))
    return case


async def end_consultation(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    number: str,
    *,
    on: date,
    opinion: str = "",
    content: str = "",
) -> Case:
    """收到征求意见回复: the clock goes on. Conflict where that letter was answered before."""
    verb = Verb.END_CONSULTATION
    case = await door.open_case(session, actor, case_id, verb)
    letter = await _standing(session, case_id, Kind.CONSULTATION, number)
    if on < letter.day:
        sentence = f"收到回复的日期{on}早于征求意见书的发出日期（{letter.day}）"
        raise wrong("on", sentence, CONSULTATION)
    for step in await standing_steps(session, case_id):
        if step.kind is Kind.CONSULTATION_REPLY and step.data["id"] == number:
            sentence = f"第{number}号征求意见书已于{step.day}收到回复，录入有误的请更正该条记录"
            raise Conflict(sentence, article=CONSULTATION)
    data = {"id": number, "opinion": opinion, "content": content}
    return await take_step(session, actor, at, case, verb, Kind.CONSULTATION_REPLY, on, data)


async def tell_third_party(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    number: str,
    *,
    on: date,
    reason: str,
    extract: str = "",
) -> Case:
    """告知第三方决定公开 (条例第三十二条): what will be disclosed and why, before it goes out."""
    case = await door.open_case(session, actor, case_id, Verb.TELL_THIRD_PARTY)
    letter = await _standing(session, case_id, Kind.CONSULTATION, number)
    if letter.data["kind"] != Recipient.THIRD_PARTY:
        raise wrong("id", f"第{number}号征求意见书的对象不是第三方", THIRD_PARTY)
    check_day(case, at, "on", "告知第三方的日期", on, THIRD_PARTY)
    if on < letter.day:
        sentence = f"告知第三方的日期{on}早于征求意见书的发出日期（{letter.day}）"
        raise wrong("on", sentence, THIRD_PARTY)
    file = dossier(await door.events_of(session, case_id))
    paper = sent_paper(file, Sending(on), on, ("P12",), THIRD_PARTY)
    data = {"letter": number, "reason": reason, "extract": extract, **paper}
    await door.append(session, case, actor, at, Event(Kind.THIRD_PARTY_TOLD, on, data))
    return case


async def _standing(session: AsyncSession, case_id: UUID, kind: Kind, number: str | None) -> Step:
    """The letter of that number, or the last of its kind; NotFound where none stands."""
    found = [
        step
        for step in await standing_steps(session, case_id)
        if step.kind is kind and (number is None or step.data["id"] == number)
    ]
    if not found:
        what = kind.label.removeprefix("发出") if number is None else f"第{number}号征求意见书"
        raise NotFound(f"本件没有{what}，或者已经撤销")
    return found[-1]


def _check_receipt(case: Case, at: datetime, sent: date, received_on: date) -> None:
    check_day(case, at, "received_on", "签收日期", received_on, CONSULTATION)
    if received_on < sent:
        sentence = f"签收日期{received_on}早于发出日期（{sent}）"
        raise wrong("received_on", sentence, CONSULTATION)
