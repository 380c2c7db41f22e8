"""制发文书: letters of the procedure and forms, made from the record and what the office fills in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import (
    door,
    gating,
    issuing,
    letter_drafts,
    letters,
    paper_templates,
    query_codes,
)
from cases.actions.fees import fee_said, proposed
from cases.actions.gating import Desk
from cases.actions.issuing import Frozen
from cases.actions.lapsing import LAPSED, lapsed_row
from cases.actions.matters import matter_of
from cases.actions.steps import NOTHING_PASSED, check_day, wrong
from cases.actor import Actor
from cases.errors import BadInput, Fault, Unlawful
from cases.filling.matter import Matter
from cases.history import Event, Kind
from cases.keeping import keeping
from cases.law import slots
from cases.law.articles import regulation
from cases.law.calendar import in_chinese
from cases.law.clock_facts import Recipient
from cases.law.gate_facts import Act, ConsultationRecord, ExtensionProposal
from cases.law.letters import PAPER, PaperForm, Signer
from cases.law.outcomes import Remedy
from cases.models import Case, Role
from cases.states import MOVE, State, Verb, row

# 答复书 go through 拟稿 and 签发; these three are told of a case that ended otherwise
ENDINGS: Final = ("A25", "A27", "A28")
NO_PAGES: Final = ""


def can_be_made(code: str) -> bool:
    """Whether a paper of the catalogue is made here and not by 拟稿."""
    return code in PAPER and (not PAPER[code].is_answer or code in ENDINGS)


async def make_paper(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    paper: str,
    fields: Mapping[str, str],
    approved_by: str = "",
    approved_on: date | None = None,
    passes: Mapping[str, str] = NOTHING_PASSED,
) -> tuple[Case, int]:
    """制发文书: number, date, file, in one go; gives its number within the case.

    BadInput names what is not filled in; GateClosed where the step that it is for would be refused;
    Unlawful where nobody entitled has agreed to it.
    """
    case = await door.open_case(session, actor, case_id, Verb.MAKE_PAPER)
    if not can_be_made(paper):
        raise wrong(
            "paper", "没有这种文书；答复书经拟稿、签发后编号", MOVE[Verb.MAKE_PAPER].article
        )
    form, today = PAPER[paper], door.today(at)
    check_fields(form, fields)
    desk = await gating.desk_of(session, case)
    _check_ending(form, case)
    agreed = _agreed(actor, case, desk, form, approved_by, approved_on, today)
    gates = await _ask_gates(session, actor, desk, form, fields, today, passes)
    code = await query_code_for(session, case.id, form)
    matter = await matter_for(session, desk, form, fields, today, code)
    drawn = await issuing.draw(session, desk, paper, today)
    words = letters.said(matter, paper, fields, drawn.text if drawn else "", in_chinese(today))
    filled = letters.strict(matter, paper, words, form.basis[0] if form.basis else None)
    template = await paper_templates.in_force(session, desk.organ.id, paper, today)
    paper_templates.keep(keeping(session).home, template)
    content = letters.docx(template, filled)
    findings = letter_drafts.found(content, paper, form.remedy, today, filled)
    letter_drafts.refuse_errors(findings)
    more = {
        "typed": dict(fields),
        **agreed,
        **gating.kept(gates),
        "findings": [finding.sentence for finding in findings],
    }
    frozen = Frozen(paper, filled, content, template.named(), more)
    number = await issuing.freeze(session, actor, at, case, desk.file, frozen, drawn)
    if code not in ("", query_codes.TOLD_ALREADY):
        await query_codes.keep(session, at, case.id, code)
    return case, number


def check_fields(form: PaperForm, fields: Mapping[str, str]) -> None:
    """BadInput for a field that the paper does not have, or a value that it cannot hold."""
    asked = slots.slots_of_paper(form.code)
    faults = [Fault(f"fields.{name}", said) for name, said in slots.faults(asked, fields)]
    faults += [
        Fault(f"fields.{slot.name}", f"“{slot.label}”没有填写，文书不能制作")
        for slot in slots.missing(asked, fields)
    ]
    if faults:
        raise BadInput.of(faults, article=form.basis[0] if form.basis else regulation(45))


def _check_ending(form: PaperForm, case: Case) -> None:
    """Unlawful for a paper about an end that the case did not have."""
    if form.code in ("A25", "A27") and case.answer_type != form.code:
        ending = "当场答复" if form.code == "A25" else "记录撤回"
        raise Unlawful(f"“{form.name}”应当在“{ending}”之后制发", article=regulation(33))


async def query_code_for(session: AsyncSession, case_id: UUID, form: PaperForm) -> str:
    """A new query code for the receipt; empty for every other paper.

    Who applied by the public pages has a code already: the receipt says so and leaves it alone.
    """
    if form.code != "P3":
        return ""
    has_one = await query_codes.is_the_applicants(session, case_id)
    return query_codes.TOLD_ALREADY if has_one else query_codes.drawn()


async def matter_for(
    session: AsyncSession,
    desk: Desk,
    form: PaperForm,
    fields: Mapping[str, str],
    on: date,
    query_code: str = "",
) -> Matter:
    """The record as this paper needs it: the fee computed, the query code drawn."""
    fee = None
    if form.code == "P15" and desk.case.received_on is not None:
        pages = fields.get("pages") or NO_PAGES
        fee = fee_said(await proposed(session, desk.case, int(pages) if pages.isdigit() else None))
    return await matter_of(session, desk, on, fee=fee, query_code=query_code)


def _agreed(
    actor: Actor,
    case: Case,
    desk: Desk,
    form: PaperForm,
    by: str,
    on: date | None,
    today: date,
) -> dict[str, Any]:
    """Who agreed to a paper that needs it: the actor, the consent on file, or one told with its day."""
    needed = {Signer.HEAD: (Role.HEAD, Role.LEADER), Signer.LEADER: (Role.LEADER,)}.get(form.signer)
    if needed is None or actor.has(case.organ_id, needed):
        return {}
    consent = desk.file.extension_approved
    if form.code == "P7" and consent is not None and consent.day is not None:
        return {"approved_by": consent.by, "approved_on": consent.day.isoformat()}
    if by and on is not None:
        if on > today:
            sentence = f"同意日期{on}晚于今天（{today}），应为今天或者以前的日期"
            raise wrong("approved_on", sentence, MOVE[Verb.MAKE_PAPER].article)
        return {"approved_by": by, "approved_on": on.isoformat()}
    sentence = f"“{form.name}”应当经{form.signer.label}，请填写同意人和同意日期，或者由其本人制发"
    raise Unlawful(sentence, article=form.basis[0] if form.basis else regulation(45))


ACTS: Final = {
    "P5": Act.SEND_SUPPLEMENT_NOTICE, "P7": Act.EXTEND, "P8": Act.DELAY, "P9": Act.CONSULT,
    "P14": Act.CONSULT, "P15": Act.SEND_FEE_NOTICE, "A28": Act.CLOSE_AS_LAPSED,
    "P22": Act.CLOSE_AS_LAPSED,
}  # fmt: skip


async def _ask_gates(
    session: AsyncSession,
    actor: Actor,
    desk: Desk,
    form: PaperForm,
    fields: Mapping[str, str],
    on: date,
    passes: Mapping[str, str],
) -> list[dict[str, str]]:
    """The gates of the step that the paper is for, before it gets a number."""
    act = ACTS.get(form.code)
    if act is None or State(desk.case.state) is State.UNCONFIRMED:
        return []
    facts = await gating.facts_of(session, desk, act, on)
    match act:
        case Act.EXTEND:
            consent = desk.file.extension_approved
            proposal = ExtensionProposal(
                workdays=int(fields["workdays"]),
                reason=fields["reason"],
                approved_on=consent.day if consent else on,
                repeated=gating.extended(desk, on),
            )
            facts = replace(facts, extension=proposal)
        case Act.DELAY:
            facts = replace(facts, delay_until=date.fromisoformat(fields["until"]))
        case Act.CONSULT:
            kind = Recipient.THIRD_PARTY if form.code == "P9" else Recipient.ORGAN
            letter = ConsultationRecord(recipient=kind, sent_on=on, last_day=on, in_writing=True)
            facts = replace(facts, consultation=letter)
        case Act.SEND_FEE_NOTICE:
            pages = fields.get("pages") or NO_PAGES
            fee = await proposed(session, desk.case, int(pages) if pages else None)
            facts = replace(facts, fee=fee)
        case Act.CLOSE_AS_LAPSED:
            paper = replace(facts.paper, remedy=Remedy.FREE_CHOICE)
            row_of_it = lapsed_row(desk, on)
            facts = replace(facts, answer_type=LAPSED, row=row_of_it, items=(), paper=paper)
        case _:
            pass
    return gating.ask(actor, desk.case, facts, passes)


DELIVERED, RETURNED, RESENT = "delivered", "returned", "resent"
DELIVERIES: Final = {DELIVERED: "签收", RETURNED: "退回", RESENT: "再次寄出"}


async def record_delivery(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    number: int,
    *,
    what: str,
    on: date,
    tracking_number: str = "",
    remark: str = "",
) -> Case:
    """登记送达情况 of a paper that went out: received, returned with its reason, sent once more.

    Where the step that sent it counts from its receipt, that is told of the step as well.
    """
    case = await door.open_case(session, actor, case_id, Verb.RECORD_DELIVERY)
    desk = await gating.desk_of(session, case)
    paper = issuing.paper_of(desk.file, number)
    article = MOVE[Verb.RECORD_DELIVERY].article
    check_day(case, at, "on", "送达情况的日期", on, article)
    if paper.day is not None and on < paper.day:
        raise wrong("on", f"{DELIVERIES[what]}日期{on}早于文书的成文日期（{paper.day}）", article)
    if number in desk.file.papers_voided:
        raise Unlawful("文书已经作废，不能登记送达情况", article=article)
    data = {
        "number": number, "what": what, "tracking_number": tracking_number, "remark": remark,
    }  # fmt: skip
    await door.append(session, case, actor, at, Event(Kind.PAPER_DELIVERED, on, data))
    sent = desk.file.papers_sent.get(number)
    counts = sent is not None and sent.kind in COUNT_FROM_RECEIPT
    if what == DELIVERED and sent is not None and counts and may_count(case):
        told = {"letter": sent.seq, "was": sent.data.get("received_on")}
        await door.append(session, case, actor, at, Event(Kind.LETTER_RECEIVED, on, told))
    return case


def may_count(case: Case) -> bool:
    """Whether the clock of the case still takes days of receipt."""
    return row(State(case.state), Verb.RECORD_LETTER_RECEIPT) is not None


COUNT_FROM_RECEIPT: Final = (Kind.CONSULTATION, Kind.FEE_NOTICE, Kind.SUPPLEMENT_NOTICE)
