"""A case made ready for a verb: brought to its state, with what the verb is about already on file."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import (
    archiving,
    assignment,
    attaching,
    challenging,
    closing,
    conferring,
    consultation,
    drafting,
    fees,
    issuing,
    paper_making,
    reasons,
    reviewing,
    slips,
    timing,
)
from cases.actions.steps import Sending
from cases.actor import Actor, system
from cases.law.clock_facts import Recipient
from cases.law.delivery import Way
from cases.law.file_contents import Paper
from cases.law.retention import Retention
from cases.models import Case, Role
from cases.models_work import Department, OrganChain, Slip
from cases.states import MOVES, REVIEWS, State, Verb
from tests.conftest import Town

V, S = Verb, State
DAY = date(2026, 11, 20)
SENT = Sending(DAY)
CLERK, DRAFTER, EXAMINER, SIGNER = (system(name) for name in ("经办", "拟稿", "审核", "签发"))
DEPARTMENT = "综合科"
ORDER: dict[str, Any] = {
    "kind": "reconsideration", "body": "寿光市人民政府", "procedure": "ordinary",
    "notified_on": "2026-11-22", "result": "answer_again", "concluded_on": "2026-11-22",
}  # fmt: skip


def state_for(verb: Verb, role: Role | None = None) -> State | None:
    """A state from which the verb may be done, by this role where any row gives it the verb."""
    rows = [move for move in MOVES if move.verb is verb]
    row = next((move for move in rows if role in move.who), rows[0])
    if verb in (V.CORRECT_STEP, V.STRIKE_STEP, V.RECORD_CHALLENGE, V.UPDATE_CHALLENGE,
                V.STRIKE_CHALLENGE):  # fmt: skip
        return S.HANDLING
    if verb is V.TAKE_OUT:
        return S.CLOSED  # there is a whole file to take out
    if S.HANDLING in row.sources:
        return S.HANDLING
    return row.sources[0]


async def bring(
    session: AsyncSession, at: Any, case: Case, state: State, drafter: Actor = DRAFTER
) -> Case:
    """A registered case brought to a state of the chain; `drafter` writes and submits the answer."""
    who = (session, CLERK, at, case.id)
    order = list(State)
    while order.index(State(case.state)) < order.index(state):
        match State(case.state):
            case S.SCREENING:
                await assignment.screen(*who, clear=True, is_application=True, ours=True)
            case S.ASSIGNING:
                await department(session, case)
                await assignment.assign(*who, department=DEPARTMENT)
            case S.HANDLING:
                await concluded(session, at, case)
                await drafting.draft(session, DRAFTER, at, case.id)
            case S.DRAFTING:
                await drafting.submit(session, drafter, at, case.id)
            case review if review in REVIEWS:
                await reviewing.approve(session, EXAMINER, at, case.id, "同意")
            case S.SIGNING:
                await reviewing.sign(session, SIGNER, at, case.id)
            case S.SERVING:
                await issuing.issue(*who)
                sending = Sending(way=Way.IN_PERSON, dates={"signed_on": at.date()})
                await closing.record_answer(*who, sending=sending)
            case S.CLOSED:
                await archiving.archive(*who, retention=Retention.TEN_YEARS)
    return case


async def concluded(session: AsyncSession, at: Any, case: Case) -> None:
    said = {"provided": "以纸质复印件邮寄", "fields": {"form": "纸质复印件", "pages": "12"}}
    for item in range(1, len(case.items) + 1):
        await drafting.conclude_item(
            session, CLERK, at, case.id, item, outcome="A2", particulars=said
        )


async def department(session: AsyncSession, case: Case) -> None:
    """The department to which cases are assigned here."""
    known = select(Department).where(
        Department.organ_id == case.organ_id, Department.name == DEPARTMENT
    )
    if await session.scalar(known) is None:
        session.add(Department(organ_id=case.organ_id, name=DEPARTMENT))
        await session.flush()


async def lenient(session: AsyncSession, at: Any, case: Case) -> None:
    """A chain in which every level that may be skipped is skippable."""
    levels = {
        "screening": "required", "assigning": "required", "secrecy_review": "skippable",
        "legal_review": "skippable", "office_review": "skippable",
    }  # fmt: skip
    session.add(
        OrganChain(
            organ_id=case.organ_id, levels=levels, one_person=False, reason="", made_by="测试",
            made_at=at,
        )
    )  # fmt: skip
    await session.flush()


async def put_on_file(
    session: AsyncSession, town: Town, actor: Actor, case: Case, verb: Verb
) -> None:
    """What the verb is about: a letter that it answers, a draft that it submits."""
    at, who = town.clock.at, (session, CLERK, town.clock.at, case.id)
    match verb:
        case V.ASSIGN | V.HAND_OVER | V.ASK_FOR_HELP:
            await department(session, case)
        case V.END_CONSULTATION | V.TELL_THIRD_PARTY | V.CORRECT_STEP | V.STRIKE_STEP:
            await consultation.consult(
                *who, kind=Recipient.THIRD_PARTY, recipient="某公司", sending=SENT
            )
        case V.RECORD_LETTER_RECEIPT:
            await consultation.consult(
                *who, kind=Recipient.THIRD_PARTY, recipient="某公司", sending=SENT
            )
            await timing.send_supplement_notice(*who, sending=SENT)
            await fees.send_fee_notice(
                *who, sending=SENT, pages=68, passes={"clock_heeds_steps": "补记已经发生的事项"}
            )
        case V.JUDGE_REASONS | V.DELAY:
            await reasons.ask_for_reasons(*who, sending=SENT, reply_by=date(2026, 11, 30))
            if verb is V.DELAY:
                await reasons.judge_reasons(*who, reasonable=True, why="合理", replied_on=DAY)
        case V.GIVE_OPINION | V.CONCLUDE_CONFERENCE:
            await conferring.call_conference(*who, question="能否公开", participants=["某局"])
        case V.RECORD_DETERMINATION:
            await conferring.refer(*who, to="保密局", question="是否涉密", on=DAY)
        case V.SKIP:
            await lenient(session, at, case)
        case V.VOID_PAPER | V.RECORD_DELIVERY:
            await paper_made(session, at, case)
        case V.RECORD_ANSWER:
            await issuing.issue(*who)
        case V.UPDATE_CHALLENGE | V.STRIKE_CHALLENGE | V.REOPEN:
            await challenging.record(*who, ORDER)
        case V.CLOSE_AS_LAPSED:
            sent = Sending(
                way=Way.POST,
                dates={"posted_on": date(2026, 10, 14), "signed_on": date(2026, 10, 16)},
            )
            await timing.send_supplement_notice(*who, sending=sent, reply_by=date(2026, 11, 10))
        case V.ANSWER_SLIP:
            await department(session, case)
            await slips.ask_for_help(
                *who, items=[1], question="是否保存", reply_by=date(2026, 11, 30),
                department=DEPARTMENT,
            )  # fmt: skip
        case V.DETACH | V.TAKE_OUT:
            await paper_made(session, at, case)
            await paper_making.make_paper(session, CLERK, at, case.id, paper="P3", fields={})
            file = attaching.File("回证.txt", "text/plain", b"proof")
            await attaching.attach(session, CLERK, at, case.id, file, paper=Paper.DELIVERY)
        case _:
            pass


async def paper_made(session: AsyncSession, at: Any, case: Case) -> None:
    """A paper of the case: a form that needs nothing."""
    await paper_making.make_paper(session, CLERK, at, case.id, paper="I2", fields={})


async def slip_of(town: Town, case: Case) -> Any:
    """The slip of a case, where it has one."""
    async with town.office.sessions() as session:
        return await session.scalar(select(Slip.id).where(Slip.case_id == case.id))
