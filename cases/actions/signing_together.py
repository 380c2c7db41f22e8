"""一并同意、一并签发: several drafts in one go, each opened before, each by its own verb and gates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import reviewing
from cases.actor import Actor
from cases.errors import BadInput, Fault, NotAllowed, NotFound, Refusal, Unlawful
from cases.models import Case
from cases.models_audit import DraftOpened
from cases.states import MOVE, REVIEWS, State, Verb, row

MOST_TOGETHER: Final = 50  # convention: no more than a person can have opened in a sitting
LEVELS: Final = (*REVIEWS, State.SIGNING)


@dataclass(frozen=True)
class Done:
    """What became of one draft: done, or the refusal that says why not."""

    case_id: UUID
    number: str
    refusal: Refusal | None = None


def verb_at(level: State) -> Verb:
    """What is done at a level of examination."""
    return Verb.SIGN if level is State.SIGNING else Verb.APPROVE


def may_decide(actor: Actor, organ_id: UUID, level: State) -> bool:
    """Whether this officer agrees or signs at that level of an organ."""
    move = row(level, verb_at(level))
    return move is not None and actor.has(organ_id, move.who)


async def note_opened(
    session: AsyncSession, actor: Actor, at: datetime, case: Case, seen: int
) -> None:
    """打开文稿: kept where this officer may decide on it now; once for each state of its record."""
    level = State(case.state)
    if actor.officer_id is None or level not in LEVELS:
        return
    if may_decide(actor, case.organ_id, level):
        opened = upsert(DraftOpened.__table__).values(
            officer_id=actor.officer_id, case_id=case.id, seen=seen, opened_at=at
        )
        await session.execute(opened.on_conflict_do_nothing())


async def decide_together(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    level: State,
    case_ids: Sequence[UUID],
    opinion: str = "",
) -> list[Done]:
    """Agree to or sign each of these cases of an organ, and say of each what became of it.

    Each is done whole or not at all, and none stops another. Refused by its name is one that was
    not opened, that moved on since it was opened, that a gate stops. NotFound for an organ that is
    none of the officer's; NotAllowed for a level that is not; BadInput for none or too many cases.
    """
    if not actor.may_read(organ_id):
        raise NotFound("没有找到这个单位，请核对")
    if level not in LEVELS or not may_decide(actor, organ_id, level):
        raise NotAllowed(f"“{level.label}”环节不由您办理", article=MOVE[Verb.APPROVE].article)
    if not case_ids:
        raise BadInput.of([Fault("cases", "没有选择案件，请先勾选需要一并办理的案件")])
    if len(case_ids) > MOST_TOGETHER:
        sentence = f"一次选择了{len(case_ids)}件，最多{MOST_TOGETHER}件"
        raise BadInput.of([Fault("cases", sentence)])
    numbers = await _numbers(session, organ_id, case_ids)
    seen = await _seen(session, actor, case_ids)
    found: list[Done] = []
    for case_id in sorted(case_ids):  # in one order everywhere: two officers never wait crosswise
        number = numbers.get(case_id, "")
        try:
            if not number:
                raise NotFound("没有找到这件申请，请核对编号")
            if case_id not in seen:
                raise _unopened(number, level)
            async with session.begin_nested():
                here = replace(actor, seen=seen[case_id])
                await _decide(session, here, at, level, case_id, opinion)
        except Refusal as refusal:
            found.append(Done(case_id, number, refusal))
        else:
            found.append(Done(case_id, number))
    places = {case_id: place for place, case_id in enumerate(case_ids)}
    return sorted(found, key=lambda done: places[done.case_id])


async def _decide(
    session: AsyncSession, actor: Actor, at: datetime, level: State, case_id: UUID, opinion: str
) -> None:
    if level is State.SIGNING:
        await reviewing.sign(session, actor, at, case_id, opinion=opinion)
    else:
        await reviewing.approve(session, actor, at, case_id, opinion)


def _unopened(number: str, level: State) -> Unlawful:
    verb = verb_at(level)
    sentence = f"案件{number}的文稿您还没有打开过，请先打开核对，再办理“{verb.label}”"
    return Unlawful(sentence, article=MOVE[verb].article)


async def _numbers(
    session: AsyncSession, organ_id: UUID, case_ids: Sequence[UUID]
) -> dict[UUID, str]:
    found = await session.execute(
        select(Case.id, Case.number).where(Case.id.in_(case_ids), Case.organ_id == organ_id)
    )
    return {row.id: row.number for row in found}


async def _seen(session: AsyncSession, actor: Actor, case_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many records each had when this officer opened it last."""
    opened = DraftOpened
    found = await session.execute(
        select(opened.case_id, func.max(opened.seen).label("seen"))
        .where(opened.officer_id == actor.officer_id, opened.case_id.in_(case_ids))
        .group_by(opened.case_id)
    )
    return {row.case_id: row.seen for row in found}
