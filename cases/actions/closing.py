"""Closing (办结): the answer served, given on the spot, a lapse, a withdrawal; and closings undone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door, gating
from cases.actions.drafting import check_outcome, decided
from cases.actions.searching import check_items
from cases.actions.steps import NOTHING_PASSED, Sending, sent_on
from cases.actor import Actor
from cases.dossier import SENT_PAPER, Record
from cases.errors import BadInput, Fault, Unlawful
from cases.history import Event, Kind
from cases.law.articles import Article, regulation
from cases.law.delivery import Way
from cases.law.gate_checks_steps import remedy_of
from cases.law.gate_facts import Act, GateFacts
from cases.law.outcomes import Remedy, annual_row, basis_of
from cases.models import Case
from cases.outcome_on_file import row_of
from cases.states import MOVE, State, Verb

ON_THE_SPOT: Final = "A25"
WITHDRAWN: Final = "A27"
ANSWERED: Final = ("answered_on", "答复日期")


async def record_answer(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    sending: Sending,
    proof: str = "",
    passes: Mapping[str, str] = NOTHING_PASSED,
    answer_type: str | None = None,
    row: str | None = None,
) -> Case:
    """送达答复: what was signed goes out, and outcome and annual row are those that were signed.

    Its day is the one on which the answer counts as made: 签收、交邮 or sent, by the way of service.
    Unlawful before the letter has its number (编号用印); BadInput for a day before the letter's own.
    `answer_type` and `row` need not be said; said otherwise than signed they are refused.
    """
    verb = Verb.RECORD_ANSWER
    case = await door.open_case(session, actor, case_id, verb)
    day = sent_on(sending, door.today(at), MOVE[verb].article, ANSWERED)
    check_closing_day(case, at, "answered_on", "答复日期", day)
    desk = await gating.desk_of(session, case)
    signed = desk.file.signed
    assert signed is not None  # the state says so
    _check_agrees("answer_type", "答复类型", answer_type, signed)
    _check_agrees("annual_row", "计入年度报告的行", row, signed)
    issued = desk.file.answer_paper
    if issued is None or issued.day is None:
        sentence = "答复书还没有编号、用印，请先办理“编号用印”，再送达"
        raise Unlawful(sentence, article=MOVE[verb].article)
    if day < issued.day:
        raise _wrong("answered_on", f"答复日期{day}早于答复书的成文日期（{issued.day}）")
    facts = await gating.facts_of(session, desk, Act.ANSWER, day)
    paper = replace(
        facts.paper,
        number=issued.data["doc_number"],
        dated_on=issued.day,
        remedy=Remedy(signed.data["remedy"]),
        online_review=facts.paper.online_review and issued.data["online"],
        way=sending.way,
        tracking_no=sending.tracking_number,
        proof=_proof(sending, proof),
    )
    facts = replace(facts, paper=paper)
    gates = gating.ask(actor, case, facts, passes)
    data = {
        **_outcome(signed.data),
        "doc_number": issued.data["doc_number"],
        SENT_PAPER: issued.number,
        "proof": proof,
        "calendar": desk.calendar.ordinal,
        "from": case.state,
        "to": State.CLOSED,
        **sending.particulars(),
        **gating.kept(gates),
    }
    await door.append(session, case, actor, at, Event(_kind(case), day, data))
    return case


def _kind(case: Case) -> Kind:
    """A case that was taken up again by order keeps its first answer, and its place in the table."""
    return Kind.ANSWER if case.answered_on is None else Kind.ANSWERED_ANEW


def _outcome(signed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: signed[name] for name in ("answer_type", "annual_row", "basis", "remedy")}


def _check_agrees(field: str, label: str, said: str | None, signed: Record) -> None:
    """Outcome, letter and annual row are one object: what is recorded is what was signed."""
    if said is not None and said != signed.data[field]:
        sentence = f"{label}{said}与签发的{signed.data[field]}不一致，答复和登记的结论应当相同"
        raise Unlawful(sentence, article=MOVE[Verb.RECORD_ANSWER].article)


def _proof(sending: Sending, proof: str) -> str:
    """送达凭证: as described, or what the way of service leaves behind by itself."""
    if proof.strip():
        return proof
    if sending.way is Way.POST and sending.tracking_number:
        return sending.tracking_number
    dates = sending.dates or {}
    return str(dates.get("signed_on") or "")


async def answer_on_the_spot(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    answered_on: date,
    outcomes: Sequence[tuple[int, str, Mapping[str, Any]]],
    proof: str,
    secrecy_checked: bool = False,
    passes: Mapping[str, str] = NOTHING_PASSED,
) -> Case:
    """当场答复 (条例第三十三条第一款): the outcome of each item, against the applicant's signature.

    `secrecy_checked`: what is handed out passed 保密审查 before, or is public already.
    """
    verb = Verb.ANSWER_ON_THE_SPOT
    case = await door.open_case(session, actor, case_id, verb)
    check_closing_day(case, at, "answered_on", "答复日期", answered_on)
    desk = await gating.desk_of(session, case)
    for item, outcome, particulars in outcomes:
        check_items(case, [item], verb, "outcomes")
        await check_outcome(session, case, outcome, particulars)
        said = {"item": item, "outcome": outcome, **particulars}
        desk.file.outcomes[item] = Record(
            0, Kind.ITEM_CONCLUDED, answered_on, at, actor.officer_id, actor.name, said
        )
    facts = await gating.facts_of(session, desk, Act.ANSWER, answered_on)
    facts = _on_the_spot(facts, proof, answered_on if secrecy_checked else None)
    gates = gating.ask(actor, case, facts, passes)
    said = decided(facts)
    data = {
        **said,
        "basis": [*(str(article) for article in basis_of(ON_THE_SPOT, "")), *said["basis"]],
        "outcomes": [{"item": i, "outcome": o, **dict(p)} for i, o, p in outcomes],
        "proof": proof,
        "secrecy_checked": secrecy_checked,
        "way": Way.IN_PERSON,
        "calendar": desk.calendar.ordinal,
        "from": case.state,
        "to": State.CLOSED,
        **gating.kept(gates),
    }
    await door.append(session, case, actor, at, Event(_kind(case), answered_on, data))
    return case


def _on_the_spot(facts: GateFacts, proof: str, checked_on: date | None) -> GateFacts:
    """The same facts as an A25: its row is that of the outcome, its paper the signed record."""
    outcome = facts.answer_type
    row = None if outcome is None else row_of(outcome, facts.items, facts.row)
    facts = replace(facts, answer_type=ON_THE_SPOT, row=row)
    paper = replace(
        facts.paper, remedy=remedy_of(facts), proof=proof, secrecy_reviewed_on=checked_on,
        way=Way.IN_PERSON,
    )  # fmt: skip
    return replace(facts, paper=paper)


async def record_withdrawal(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    withdrawn_on: date,
    paper: str,
    reason: str = "",
    passes: Mapping[str, str] = NOTHING_PASSED,
) -> Case:
    """记录撤回: the applicant's paper was received; the case ends and counts under 其他."""
    case = await door.open_case(session, actor, case_id, Verb.RECORD_WITHDRAWAL)
    check_closing_day(case, at, "withdrawn_on", "撤回日期", withdrawn_on)
    check_unanswered(case, Verb.RECORD_WITHDRAWAL, "撤回")
    desk = await gating.desk_of(session, case)
    facts = await gating.facts_of(session, desk, Act.CLOSE_AS_WITHDRAWN, withdrawn_on)
    row = annual_row(WITHDRAWN)
    facts = replace(facts, answer_type=WITHDRAWN, row=row, items=(), withdrawal=paper)
    gates = gating.ask(actor, case, facts, passes)
    data = {
        "answer_type": WITHDRAWN,
        "annual_row": row,
        "paper": paper,
        "reason": reason,
        "calendar": desk.calendar.ordinal,
        "from": case.state,
        "to": State.CLOSED,
        **gating.kept(gates),
    }
    await door.append(session, case, actor, at, Event(Kind.WITHDRAWAL, withdrawn_on, data))
    return case


async def strike_closing(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, reason: str
) -> Case:
    """撤销误录的办结记录: the case is where it was before; both records stay in its history."""
    case = await door.open_case(session, actor, case_id, Verb.STRIKE_CLOSING)
    desk = await gating.desk_of(session, case)
    closing = desk.file.answers[-1]
    usual = State.HANDLING if case.received_on else State.UNCONFIRMED
    data: dict[str, Any] = {
        "answered_on": closing.day.isoformat() if closing.day else None,
        "reason": reason,
        "to": closing.data.get("from", usual),
    }
    if closing.kind is Kind.ANSWERED_ANEW:
        data["anew"] = True
    await door.append(session, case, actor, at, Event(Kind.CLOSING_STRUCK, None, data))
    return case


def check_unanswered(case: Case, verb: Verb, ending: str) -> None:
    """Unlawful for a case that was answered: taken up again by order, it ends by an answer only."""
    if case.answered_on is not None:
        sentence = f"本件已经答复，恢复办理是执行复议决定或者判决，不能以{ending}办结"
        raise Unlawful(sentence, article=MOVE[verb].article)


def check_closing_day(case: Case, at: datetime, field: str, label: str, day: date) -> None:
    """BadInput for a day of closing in the future, or before the application came."""
    today = door.today(at)
    if day > today:
        raise _wrong(field, f"{label}{day}晚于今天（{today}），应为今天或者以前的日期")
    if day < case.listed_on:
        raise _wrong(field, f"{label}{day}早于收到申请的日期{case.listed_on}")


def _wrong(field: str, sentence: str, article: Article = regulation(33)) -> BadInput:
    return BadInput.of([Fault(field, sentence)], article=article)
