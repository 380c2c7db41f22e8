"""Rows of 转主动公开: a candidate made, what happens to it appended, who is told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door, notices
from cases.actor import Actor
from cases.conversion_file import Step, since
from cases.law.conversion import Rule, Stage
from cases.models_conversion import Conversion, ConversionCase, ConversionEvent

Key = tuple[UUID, int]
PAGE: Final = "/conversions"


async def make(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    rule: Rule,
    title: str,
    parted: bool,
    reason: str,
    review_workdays: int,
    items: Sequence[Key],
    step: Step,
) -> Conversion:
    """A new candidate with the items behind it and its first event."""
    row = Conversion(
        organ_id=organ_id, rule=rule, title=title, parted=parted, reason=reason,
        review_workdays=review_workdays, made_by=actor.name, made_by_id=actor.officer_id,
        made_at=at, stage=Stage.CANDIDATE, since=door.today(at),
    )  # fmt: skip
    session.add(row)
    await session.flush()
    session.add_all(
        ConversionCase(conversion_id=row.id, case_id=case_id, item=item, added_at=at)
        for case_id, item in items
    )
    await append(session, row, actor, at, step, {"items": as_items(items), "reason": reason})
    return row


def as_items(items: Sequence[Key]) -> list[dict[str, Any]]:
    """Items as an event keeps them."""
    return [{"case": str(case_id), "item": item} for case_id, item in items]


async def append(
    session: AsyncSession,
    row: Conversion,
    actor: Actor,
    at: datetime,
    step: Step,
    data: Mapping[str, Any],
    to: Stage | None = None,
) -> None:
    """Add what happened to a locked candidate; `to` is the state that it leads to from today."""
    if to is not None:
        row.stage, row.since = to, since(row.stage, row.since, to, door.today(at))
    last = await session.scalar(
        select(func.max(ConversionEvent.seq)).where(ConversionEvent.conversion_id == row.id)
    )
    said = {**data, **({"to": to} if to is not None else {})}
    session.add(
        ConversionEvent(
            conversion_id=row.id, seq=(last or 0) + 1, step=step, at=at,
            officer_id=actor.officer_id, officer=actor.name, data=said,
        )
    )  # fmt: skip
    await session.flush()


async def events_of(session: AsyncSession, conversion_id: UUID) -> Sequence[ConversionEvent]:
    """The history of a candidate in its order."""
    rows = await session.scalars(
        select(ConversionEvent)
        .where(ConversionEvent.conversion_id == conversion_id)
        .order_by(ConversionEvent.seq)
    )
    return rows.all()


async def tell_heads(
    session: AsyncSession, at: datetime, organ_id: UUID, made: Sequence[Conversion]
) -> None:
    """One notice of everything that a run found."""
    first = made[0]
    link = f"{PAGE}/{first.id}" if len(made) == 1 else PAGE
    more = f"等{len(made)}条信息" if len(made) > 1 else ""
    text = f"“{first.title}”{more}被多人申请并已提供，列为转主动公开的候选，请审查"
    await notices.tell_heads(session, at, organ_id, text, link)
