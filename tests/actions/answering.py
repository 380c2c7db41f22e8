"""Lawful answers for tests: what each outcome needs on file, and the whole chain in one call."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import closing, drafting, reviewing, searching
from cases.actions.assignment import accept, assign, screen
from cases.actions.steps import Sending
from cases.actor import Actor, system
from cases.law.delivery import Way
from cases.models import Case
from cases.settings import CHINA
from cases.states import REVIEWS, State

REVIEWER = system("审核人")
SIGNER = system("签发人")
WHY = "经审查，该信息不属于应当提供的情形"  # ≥ 10 characters
OUTCOME: dict[str, dict[str, Any]] = {
    # outcome: what is said of an item beside it, so that every gate of its content holds
    "A1": {"place": "www.shouguang.gov.cn", "place_checked_on": "{day}"},
    "A2": {"provided": "以纸质复印件邮寄"},
    "A3": {
        "provided": "以纸质复印件邮寄",
        "withheld": [{"what": "附件中的密级内容", "ground": "A4", "kinds": ["secret"]}],
    },
    "A4": {"withheld": [{"ground": "A4", "kinds": ["secret"]}]},
    "A8": {"withheld": [{"ground": "A8", "kinds": ["personnel"]}]},
    "A9": {"withheld": [{"ground": "A9", "kinds": ["draft"]}]},
    "A12": {},
    "A13": {"owner": {"whose": "寿光市水利局", "why": WHY, "contact": "", "ours": False}},
    "A14": {"kinds": ["analysis"]},
    "A16": {"kinds": ["petition"]},
    "A18": {"kinds": ["book"]},
    "A21": {"kinds": ["enquiry"]},
    "A24": {},
}
PART: dict[str, Any] = {
    "what": "全部内容", "reason": WHY, "classification": "秘密，依《国家秘密定密管理规定》",
    "rule": None, "weighed": WHY, "prevailing_checked": True, "public_interest_weighed": True,
    "letters": [],
}  # fmt: skip
REFUSED = ("A4", "A5", "A6", "A7", "A8", "A9", "A10")


def particulars(outcome: str, day: date) -> dict[str, Any]:
    """What is said of an item with this outcome, as the verb takes it."""
    said = {"reason": WHY, **OUTCOME[outcome]}
    said["withheld"] = [PART | part for part in said.get("withheld", ())]
    if outcome in REFUSED:
        said |= {"severable": False, "why_not_severable": WHY}
    return {
        name: str(day) if value == "{day}" else value for name, value in said.items()
    }


async def brought_to(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, state: State
) -> Case:
    """A case that came in, brought forward by its office as far as 办理."""
    case = await session.scalar(select(Case).where(Case.id == case_id))
    assert case is not None
    clerk = system("经办人")
    if case.state == State.SCREENING and state is not State.SCREENING:
        case = await screen(
            session, clerk, at, case_id, clear=True, is_application=True, ours=True
        )
    if case.state == State.ASSIGNING and state is not State.ASSIGNING:
        handler = {"handler": await login_of(session, actor)} if actor.officer_id else {}
        if handler:
            case = await assign(session, clerk, at, case_id, **handler)
            case = await accept(session, actor, at, case_id)
    return case


async def login_of(session: AsyncSession, actor: Actor) -> str:
    from cases.models import Officer

    officer = await session.get(Officer, actor.officer_id)
    assert officer is not None
    return officer.login


async def signed(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    outcome: str,
    row: str | None = None,
    **more: Any,
) -> Case:
    """Every item concluded alike, drafted by the actor, examined and signed by others."""
    case = await brought_to(session, actor, at, case_id, State.HANDLING)
    day = at.astimezone(CHINA).date()
    if outcome == "A12":
        await searching.record_search(
            session, actor, at, case_id, items=list(range(1, len(case.items) + 1)),
            searched_on=day, operator="赵明", recorder="王芳", how="逐件核对归档目录",
            places=[{"kind": "archives", "name": "档案室", "keywords": "", "period": "",
                     "hits": 0, "judgment": ""}],
        )  # fmt: skip
    for item in range(1, len(case.items) + 1):
        said = particulars(outcome, day) | more
        await drafting.conclude_item(
            session, actor, at, case_id, item, outcome=outcome, particulars=said
        )
    await drafting.draft(session, actor, at, case_id, text="现答复如下。", row=row)
    case = await drafting.submit(session, actor, at, case_id)
    while case.state in REVIEWS:
        case = await reviewing.approve(session, REVIEWER, at, case_id, "同意")
    return await reviewing.sign(session, SIGNER, at, case_id)


async def answered(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    answer_type: str = "A2",
    sending: Sending,
    row: str | None = None,
    doc_number: str = "寿公开〔2026〕1号",
    passes: Mapping[str, str] | None = None,
) -> Case:
    """The whole chain in one call: signed on the day of the answer, and sent that day."""
    day = sending.on or (sending.dates or {})[
        {"in_person": "signed_on", "electronic": "sent_on"}.get(sending.way or "", "posted_on")
    ]
    assert day is not None
    then = min(at, datetime.combine(day, time(9), CHINA))
    await signed(session, actor, then, case_id, answer_type, row)
    return await closing.record_answer(
        session, actor, at, case_id, sending=sending, doc_number=doc_number, proof="送达回证",
        passes=passes or {}, answer_type=answer_type, row=row,
    )  # fmt: skip


__all__ = ["Way", "answered", "brought_to", "particulars", "signed", "timedelta"]
