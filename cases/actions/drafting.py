"""办理意见和拟稿: each item's outcome, the draft, 送审; what is decided is the object that is answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door, gating, letter_drafts
from cases.actions.attaching import check_attachments
from cases.actions.searching import check_items
from cases.actions.steps import NOTHING_PASSED, standing_steps, wrong
from cases.actor import Actor
from cases.dossier import dossier
from cases.errors import Unlawful
from cases.history import Event, Kind
from cases.law import slots
from cases.law.gate_facts import Act, GateFacts
from cases.law.gate_row import Authority
from cases.law.outcomes import ANSWER_TYPE, RowDoesNotFit, annual_row
from cases.letters.comparing import Comparison
from cases.models import Case
from cases.outcome_on_file import MIXED
from cases.states import MOVE, State, Verb

NOT_OF_AN_ITEM = ("A25", MIXED, "A27", "A28")


async def conclude_item(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    item: int,
    *,
    outcome: str,
    particulars: Mapping[str, Any],
) -> Case:
    """提出办理意见 on one item; a later one replaces it.

    BadInput for an unknown item, outcome, earlier case, letter or attachment; whether it may be
    answered so the gates say at 送审 and 签发.
    """
    case = await door.open_case(session, actor, case_id, Verb.CONCLUDE_ITEM)
    check_items(case, [item], Verb.CONCLUDE_ITEM, "item")
    await check_outcome(session, case, outcome, particulars)
    data = {"item": item, "outcome": outcome, **particulars}
    await door.append(session, case, actor, at, Event(Kind.ITEM_CONCLUDED, door.today(at), data))
    return case


async def check_outcome(
    session: AsyncSession, case: Case, outcome: str, particulars: Mapping[str, Any]
) -> None:
    """BadInput where an outcome is none of an item's, or what it names is not there."""
    article = MOVE[Verb.CONCLUDE_ITEM].article
    if outcome not in ANSWER_TYPE or outcome in NOT_OF_AN_ITEM:
        raise wrong("outcome", "应为A1至A24中的一种，当场答复、混合答复由系统按各项确定", article)
    for name, sentence in slots.faults(slots.ITEM_SLOTS[outcome], particulars.get("fields") or {}):
        raise wrong(f"fields.{name}", sentence, article)
    await check_attachments(session, case, particulars.get("enclosures", ()), article, "enclosures")
    earlier = particulars.get("earlier")
    if earlier and await session.scalar(
        select(Case.id).where(Case.organ_id == case.organ_id, Case.number == earlier)
    ) in (None, case.id):
        raise wrong("earlier", f"本机关没有编号为“{earlier}”的其他申请", article)
    standing = await standing_steps(session, case.id)
    sent = {step.data["id"] for step in standing if step.kind is Kind.CONSULTATION}
    for place, part in enumerate(particulars.get("withheld", ())):
        for letter in part["letters"]:
            if letter not in sent:
                sentence = f"本件没有第{letter}号征求意见书，或者已经撤销"
                raise wrong(f"withheld.{place}.letters", sentence, article)


async def draft(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    row: str | None = None,
    online: bool | None = None,
) -> Case:
    """拟稿: the letter that follows from the outcomes; each further draft is kept beside the former.

    `row` chooses the annual row of a mixed answer that gives nothing; all others follow. `online`:
    the answer will be sent by the internet; by the route asked for where it is not said. What the
    letter lacks is marked in it, and asked for at 送审.
    """
    case = await door.open_case(session, actor, case_id, Verb.DRAFT)
    desk = await gating.desk_of(session, case)
    made = await letter_drafts.made(session, desk, door.today(at), online)
    await _append_draft(session, case, actor, at, row, made.as_record(None), made.text)
    return case


async def draft_edited(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    name: str,
    content: bytes,
    row: str | None = None,
    online: bool | None = None,
) -> tuple[Case, Comparison]:
    """拟稿 edited in WPS or Word: compared with the letter that follows from the outcomes.

    BadInput where a mandatory part was lost or changed, or number and date are no longer to come.
    """
    case = await door.open_case(session, actor, case_id, Verb.DRAFT)
    desk = await gating.desk_of(session, case)
    made = await letter_drafts.made(session, desk, door.today(at), online)
    comparison, text = letter_drafts.compared_with(made, content)
    kept = await letter_drafts.keep_edited(session, case.id, name, content)
    await _append_draft(session, case, actor, at, row, made.as_record(kept), text)
    return case, comparison


async def _append_draft(
    session: AsyncSession,
    case: Case,
    actor: Actor,
    at: datetime,
    row: str | None,
    letter: dict[str, Any],
    text: str,
) -> None:
    if row is not None:
        try:
            annual_row(MIXED, row)
        except RowDoesNotFit as mismatch:
            raise wrong("row", str(mismatch), MOVE[Verb.DRAFT].article) from None
    data = {"text": text, "row": row, "letter": letter, "to": State.DRAFTING}
    await door.append(session, case, actor, at, Event(Kind.DRAFTED, door.today(at), data))


async def submit(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    passes: Mapping[str, str] = NOTHING_PASSED,
    note: str = "",
) -> Case:
    """送审: the gates of the content are asked now, so that no reviewer reads what cannot be issued.

    What somebody up the chain may let pass goes on with a reason, as a proposal: at 签发 it is asked
    again. GateClosed names what is missing; those that the chain itself fulfils are asked at 签发.
    """
    case = await door.open_case(session, actor, case_id, Verb.SUBMIT)
    today = door.today(at)
    desk = await gating.desk_of(session, case)
    facts = await gating.facts_of(session, desk, Act.ISSUE, today)
    proposed = gating.ask(actor, case, facts, passes, gating.BY_THE_CHAIN, Authority.LEADER)
    drafted = desk.file.draft
    assert drafted is not None  # the state says so
    await letter_drafts.check_is_current(session, desk, drafted, today)
    chain = await door.chain_of(session, case.organ_id)
    to = chain.onward(State.DRAFTING)
    data = {
        "draft": drafted.seq,
        "note": note,
        **decided(facts),
        **gating.kept(proposed),
        "to": to,
    }
    await door.append(session, case, actor, at, Event(Kind.SUBMITTED, today, data))
    return case


def decided(facts: GateFacts) -> dict[str, Any]:
    """拟办结论 as one object: answer type, annual row, basis, remedy."""
    basis = dict.fromkeys(str(article) for item in facts.items for article in item.basis)
    return {
        "answer_type": facts.answer_type,
        "annual_row": facts.row,
        "basis": list(basis),
        "remedy": facts.paper.remedy.value if facts.paper.remedy else None,
    }


async def recall(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, reason: str
) -> Case:
    """撤回送审 by the one who sent it: the draft can be changed again."""
    case = await door.open_case(session, actor, case_id, Verb.RECALL)
    file = dossier(await door.events_of(session, case_id))
    submission = file.submission
    article = MOVE[Verb.RECALL].article
    if submission is None or (
        submission.signature != actor.signature and submission.by_id not in actor.stands_in_for
    ):
        raise Unlawful("送审应由送审人撤回，审核人员可以退回", article=article)
    data = {"reason": reason, "to": State.DRAFTING}
    await door.append(session, case, actor, at, Event(Kind.RECALLED, door.today(at), data))
    return case
