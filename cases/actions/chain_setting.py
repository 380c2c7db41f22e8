"""审核环节的设置: which levels a case of an organ passes, within the bounds of `chain.RULES`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.chain import RULES, STEP_LABELS, Level, Rule
from cases.errors import BadInput, Fault, NotAllowed
from cases.models import Role
from cases.models_work import OrganChain
from cases.states import State

SETTERS: Final = (Role.ADMINISTRATOR, Role.HEAD)


async def set_chain(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    levels: Mapping[State, Level],
    one_person: bool,
    reason: str,
) -> OrganChain:
    """The levels from now on, one row after another; the former rows stay to be read.

    NotAllowed but for administrator and head; BadInput with the article for what a rule forbids.
    """
    if not actor.has(organ_id, SETTERS):
        raise NotAllowed("审核环节应由本单位管理员或者公开机构负责人设置")
    broken = [rule for rule in RULES if levels[rule.state] not in rule.choices]
    if broken:
        faults = [Fault(f"levels.{r.state}", refused(r, levels[r.state])) for r in broken]
        raise BadInput.of(faults, article=broken[0].article)
    row = OrganChain(
        organ_id=organ_id,
        levels={rule.state: levels[rule.state] for rule in RULES},
        one_person=one_person,
        reason=reason,
        made_by=actor.name,
        made_at=at,
    )
    session.add(row)
    await session.flush()
    return row


def refused(rule: Rule, level: Level) -> str:
    """Why a level cannot be set so, and what it can be."""
    choices = "或者".join(f"“{choice.label}”" for choice in rule.choices)
    return (
        f"{STEP_LABELS[rule.state]}不能设为“{level.label}”，应为{choices}："
        f"{rule.note}（{rule.article.short}）"
    )
