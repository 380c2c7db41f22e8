"""Case numbers (登记编号): YSQ-{organ}-{year}-{serial}, without gap or double."""

import re
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from cases.models import CaseCounter


def case_number(organ_code: str, year: int, serial: int) -> str:
    """The number as printed, its serial with at least four digits."""
    return f"YSQ-{organ_code}-{year}-{serial:04d}"


def own_serial(organ_code: str, number: str) -> tuple[int, int] | None:
    """Year and serial of a number of this organ's own series; None for any other number."""
    match = re.fullmatch(rf"YSQ-{re.escape(organ_code)}-(\d{{4}})-(\d{{4,9}})", number, re.ASCII)
    if match is None or int(match[2]) == 0:
        return None
    year, serial = int(match[1]), int(match[2])
    return (year, serial) if case_number(organ_code, year, serial) == number else None


async def draw_serial(session: AsyncSession, organ_id: UUID, year: int) -> int:
    """The next serial of the year; its counter stays locked until the transaction ends, so that
    a serial given back by a rollback is the next one drawn."""
    drawn = await session.execute(DRAW, {"organ_id": organ_id, "year": year})
    serial: int = drawn.scalar_one()
    return serial


COUNTERS: Final = CaseCounter.__table__
DRAW: Final = (  # on the table itself: an insert by way of the class costs half a millisecond more
    insert(COUNTERS)
    .values(organ_id=bindparam("organ_id"), year=bindparam("year"), last=1, brought_in=0)
    .on_conflict_do_update(
        index_elements=[COUNTERS.c.organ_id, COUNTERS.c.year],
        set_={"last": COUNTERS.c.last + 1},
    )
    .returning(COUNTERS.c.last)
)


async def bring_in_serial(session: AsyncSession, organ_id: UUID, year: int, serial: int) -> None:
    """Let the series go on after a number of its own that a register brought in."""
    new = insert(CaseCounter).values(organ_id=organ_id, year=year, last=serial, brought_in=serial)
    await session.execute(
        new.on_conflict_do_update(
            index_elements=[CaseCounter.organ_id, CaseCounter.year],
            set_={"last": serial, "brought_in": serial},
            where=CaseCounter.last < serial,
        )
    )
