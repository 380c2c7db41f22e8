"""审核和签发 (letters.md §6): each level agrees, sends back or is skipped; then the letter is signed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door, gating, issuing
from cases.actions.drafting import decided
from cases.actions.steps import NOTHING_PASSED, wrong
from cases.actor import Actor
from cases.dossier import dossier
from cases.errors import Unlawful
from cases.history import Event, Kind
from cases.law.gate_facts import Act
from cases.models import Case
from cases.states import MOVE, WORK, State, Verb


async def approve(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, opinion: str = ""
) -> Case:
    """审核同意 on the level at which the case stands; it goes on to the next one."""
    case = await door.open_case(session, actor, case_id, Verb.APPROVE)
    level = State(case.state)
    chain = await door.chain_of(session, case.organ_id)
    data = {"level": level, "opinion": opinion, "to": chain.onward(level)}
    await door.append(session, case, actor, at, Event(Kind.APPROVED, door.today(at), data))
    return case


async def skip(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, reason: str
) -> Case:
    """跳过环节: only where the organ's chain allows it, with the reason."""
    case = await door.open_case(session, actor, case_id, Verb.SKIP)
    level = State(case.state)
    chain = await door.chain_of(session, case.organ_id)
    if not chain.may_skip(level):
        raise Unlawful(
            f"本机关设置“{level.label}”为必经环节，不能跳过", article=MOVE[Verb.SKIP].article
        )
    data = {"level": level, "reason": reason, "to": chain.onward(level)}
    await door.append(session, case, actor, at, Event(Kind.SKIPPED, door.today(at), data))
    return case


async def send_back(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    reason: str,
    to: State = State.DRAFTING,
) -> Case:
    """退回 to 拟稿 or 办理 with the reason; what was agreed on the way is asked again."""
    case = await door.open_case(session, actor, case_id, Verb.SEND_BACK)
    if to not in WORK:
        raise wrong("to", "只能退回到拟稿或者办理", MOVE[Verb.SEND_BACK].article)
    level = State(case.state)
    file = dossier(await door.events_of(session, case_id))
    submission, issued = file.submission, file.answer_paper
    if issued is not None:  # its number stays in the register, with why it was not used
        why = f"签发后退回：{reason}"
        await issuing.void(session, actor, at, case, file, issued.number, why[:1000])
    data = {"level": level, "reason": reason, "to": to}
    await door.append(session, case, actor, at, Event(Kind.SENT_BACK, door.today(at), data))
    text = f"{case.number}在“{level.label}”环节被退回：{reason}"
    for officer in {case.handler_id, submission.by_id if submission else None}:
        await door.tell(session, case, officer, actor, at, text[:300])
    return case


async def sign(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    passes: Mapping[str, str] = NOTHING_PASSED,
    opinion: str = "",
) -> Case:
    """签发: every gate of the letter is asked; what is signed is what will be answered.

    GateClosed where one is closed, among them drafter and signer being one person (unless the organ
    allows it).
    """
    case = await door.open_case(session, actor, case_id, Verb.SIGN)
    today = door.today(at)
    desk = await gating.desk_of(session, case)
    facts = await gating.facts_of(session, desk, Act.ISSUE, today)
    facts = gating.signed_by(facts, desk.file, actor.signature)
    gates = gating.ask(actor, case, facts, passes)
    assert desk.file.submission is not None
    data = {
        "opinion": opinion,
        "draft": desk.file.submission.data["draft"],
        **decided(facts),
        **gating.kept(gates),
        "to": State.SERVING,
    }
    await door.append(session, case, actor, at, Event(Kind.SIGNED, today, data))
    await door.tell(session, case, case.handler_id, actor, at, f"{case.number}已签发，请及时送达")
    return case
