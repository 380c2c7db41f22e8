"""定稿: an edition is taken as final, and whoever adds it up is told."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.freezing import locked_organ
from cases.actor import Actor
from cases.annual import editions
from cases.annual.editions import OWN
from cases.errors import Conflict, NotFound
from cases.law.annual_checks import violations
from cases.models_annual import EditionConfirmation
from cases.outbox import promise

CONSOLIDATE: Final = "consolidate"  # the job that looks whether a government's members are complete


async def confirm(
    session: AsyncSession, actor: Actor, at: datetime, organ_id: UUID, year: int, number: int,
    kind: str = OWN,
) -> EditionConfirmation:  # fmt: skip
    """定稿: the head takes the newest edition for the report; a superior may add it up from now on.

    NotFound for an edition that is not there; Conflict for one that is final, superseded, or whose
    figures contradict one another.
    """
    organ = await locked_organ(session, actor, organ_id)
    newest = await editions.newest_edition(session, organ_id, year, kind)
    if newest is None or newest.number < number:
        raise NotFound(f"{year}年度没有第{number}版")
    if newest.number > number:
        raise Conflict(f"已有第{newest.number}版，应当对最新的版本定稿")
    if await session.get(EditionConfirmation, newest.id) is not None:
        raise Conflict(f"{year}年第{number}版已经定稿")
    if broken := violations(editions.table_of(newest), table4=newest.four):
        raise Conflict(f"{year}年第{number}版有{len(broken)}处勾稽关系不成立，不能定稿")
    confirmation = EditionConfirmation(
        edition_id=newest.id,
        confirmed_by=actor.name,
        confirmed_by_id=actor.officer_id,
        confirmed_at=at,
    )
    session.add(confirmation)
    await session.flush()
    if kind == OWN:
        await promise_sum(session, organ.id, year, newest.id)
    if organ.parent_id is not None:
        await promise_sum(session, organ.parent_id, year, newest.id)
    return confirmation


async def promise_sum(session: AsyncSession, organ_id: UUID, year: int, after: UUID) -> None:
    """The worker looks whether all members of a government are there, once after each that came."""
    await promise(
        session,
        CONSOLIDATE,
        {"organ": str(organ_id), "year": year},
        unique_key=f"{CONSOLIDATE}:{organ_id}:{after}",
    )
