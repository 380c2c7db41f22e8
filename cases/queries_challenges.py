"""复议诉讼 that still ask something of the organ, the nearest last day first. Reads only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from cases.errors import BadInput
from cases.models import Case, Organ
from cases.models_work import ChallengeRow
from cases.queries import PAGE


@dataclass(frozen=True)
class Owed:
    """One line of the list."""

    case_id: UUID
    number: int
    due: date
    what: str
    kind: str
    body: str
    notified_on: date
    case_number: str
    organ_code: str
    organ_name: str


@dataclass(frozen=True)
class OwedPage:
    """A page of the list, and where the next one begins."""

    rows: Sequence[Owed]
    next: str | None


PLACE: Final = (ChallengeRow.next_due, ChallengeRow.case_id, ChallengeRow.number)


async def owed_of(
    session: AsyncSession, organs: Collection[UUID], after: str | None = None, size: int = PAGE
) -> OwedPage:
    """A page of what these organs owe: one statement, a range of one partial index for each."""
    query = (
        select(
            ChallengeRow.case_id,
            ChallengeRow.number,
            ChallengeRow.next_due,
            ChallengeRow.next_what,
            ChallengeRow.kind,
            ChallengeRow.facts["body"].astext,
            ChallengeRow.notified_on,
            Case.number,
            Organ.code,
            Organ.name,
        )
        .join(Case, Case.id == ChallengeRow.case_id)
        .join(Organ, Organ.id == ChallengeRow.organ_id)
        .where(ChallengeRow.organ_id.in_(organs), ChallengeRow.next_due.is_not(None))
        .order_by(*PLACE)
        .limit(size + 1)
    )
    if after is not None:
        query = query.where(tuple_(*PLACE) > tuple_(*_position(after)))
    rows = [Owed(*row) for row in await session.execute(query)]
    last = rows[size - 1] if len(rows) > size else None
    position = f"{last.due}_{last.case_id}_{last.number}" if last else None
    return OwedPage(rows[:size], position)


def _position(after: str) -> tuple[date, UUID, int]:
    try:
        day, case_id, number = after.split("_")
        return date.fromisoformat(day), UUID(case_id), int(number)
    except ValueError:
        raise BadInput("翻页位置无效，请从第一页重新打开列表") from None
