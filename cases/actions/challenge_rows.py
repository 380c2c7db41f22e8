"""复议诉讼的期限: the rows of `challenges`, written from the history and computed by the calendar."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases.challenges import TELLING, rows_of
from cases.facts import event_of
from cases.history import Event, Kind
from cases.law.calendar import Calendar
from cases.models import Case, CaseEvent
from cases.models_work import ChallengeRow

BATCH: Final = 500  # cases read at once


async def settle(session: AsyncSession, case: Case, events: Iterable[Event]) -> None:
    """The rows of a locked case as its whole history tells them; none, none to write."""
    told = [event for event in events if event.kind in TELLING]
    if not any(event.kind is Kind.CHALLENGED for event in told):
        return
    calendar = (await calendars.in_force(session)).calendar
    rows = rows_of(case.id, told, calendar)
    await session.execute(
        delete(ChallengeRow).where(
            ChallengeRow.case_id == case.id, ChallengeRow.number.not_in(list(rows))
        )
    )
    if rows:
        await _put(session, [_row(case.id, case.organ_id, n, row) for n, row in rows.items()])


async def compute_again(session: AsyncSession, calendar: Calendar) -> int:
    """What is owed in every challenge with something owed, by another calendar; how many moved.

    Nobody writes a challenge meanwhile: its writer waits for the calendar.
    """
    found = await session.scalars(
        select(ChallengeRow)
        .where(ChallengeRow.next_due.is_not(None))
        .order_by(ChallengeRow.case_id, ChallengeRow.number)
        .execution_options(populate_existing=True)
    )
    standing = {(row.case_id, row.number): row for row in found}
    moved: list[dict[str, Any]] = []
    cases = list(dict.fromkeys(case_id for case_id, _ in standing))
    for start in range(0, len(cases), BATCH):
        events = await session.scalars(
            select(CaseEvent)
            .where(CaseEvent.case_id.in_(cases[start : start + BATCH]), CaseEvent.kind.in_(TELLING))
            .order_by(CaseEvent.case_id, CaseEvent.seq)
        )
        for case_id, its in groupby(events, lambda event: event.case_id):
            for number, now in rows_of(case_id, map(event_of, its), calendar).items():
                was = standing.get((case_id, number))
                if was is not None and was.next_due != now["next_due"]:
                    moved.append(_row(case_id, was.organ_id, number, now))
    if moved:
        await _put(session, moved)
    return len(moved)


def _row(case_id: UUID, organ_id: UUID, number: int, said: dict[str, Any]) -> dict[str, Any]:
    return {"case_id": case_id, "number": number, "organ_id": organ_id, **said}


async def _put(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    put = upsert(ChallengeRow.__table__)
    said = {name: put.excluded[name] for name in rows[0] if name not in KEYS}
    await session.execute(put.on_conflict_do_update(index_elements=KEYS, set_=said), rows)


KEYS: Final = ["case_id", "number"]
