"""工作日历 at hand: the versions that the office keeps, compiled once each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from cases.law.calendar import Calendar, compiled
from cases.law.notices import Notice
from cases.models_clock import CalendarNotice, CalendarVersion

VERSIONS_AT_HAND: Final = 64  # some twenty kilobytes of working days each
# Held with others by whoever writes a case, alone by a recomputation (migration 0002).
LOCK: Final = 711019


@dataclass(frozen=True)
class Numbered:
    """A calendar and its place among the office's versions, counted from one."""

    ordinal: int
    calendar: Calendar

    @property
    def label(self) -> str:
        """As explanations name it."""
        return f"工作日历第{self.ordinal}版（{self.calendar.version}）"


async def in_force(session: AsyncSession) -> Numbered:
    """The newest calendar, for a write: until its end no other calendar comes into force."""
    found = await session.execute(IN_FORCE)
    ordinal, version = found.one()
    return await at_hand(session, ordinal, version)


IN_FORCE: Final = text("SELECT ordinal, version FROM calendar_in_force()")


async def newest(session: AsyncSession) -> Numbered:
    """The newest calendar, to read."""
    found = await session.execute(
        select(CalendarVersion.ordinal, CalendarVersion.version)
        .order_by(CalendarVersion.ordinal.desc())
        .limit(1)
    )
    ordinal, version = found.one()
    return await at_hand(session, ordinal, version)


async def numbered(session: AsyncSession, ordinal: int) -> Numbered:
    """One of the office's calendars by its number."""
    version = await session.scalar(
        select(CalendarVersion.version).where(CalendarVersion.ordinal == ordinal)
    )
    assert version is not None, ordinal
    return await at_hand(session, ordinal, version)


async def at_hand(session: AsyncSession, ordinal: int, version: str) -> Numbered:
    """The calendar of that version: from memory, where one of the same notices has been made."""
    calendar = _made.get(version)
    if calendar is None:
        calendar = compiled_once(await notices_of(session, ordinal))
        assert calendar.version == version, "the notices of a calendar were changed"
        if len(_made) >= VERSIONS_AT_HAND:
            _made.clear()
        _made[version] = calendar
    return Numbered(ordinal, calendar)


_made: dict[str, Calendar] = {}  # by version: what its notices say, it says for ever


async def notices_of(session: AsyncSession, ordinal: int) -> tuple[Notice, ...]:
    """The schedules that a calendar was made of, by year."""
    rows = await session.scalars(
        select(CalendarNotice)
        .join(CalendarVersion, CalendarNotice.id == CalendarVersion.notices.any_())
        .where(CalendarVersion.ordinal == ordinal)
        .order_by(CalendarNotice.year)
    )
    return tuple(map(notice_of, rows))


@lru_cache(maxsize=VERSIONS_AT_HAND)
def compiled_once(notices: tuple[Notice, ...]) -> Calendar:
    """The calendar of these notices, made once."""
    return compiled(notices)


def notice_of(row: CalendarNotice) -> Notice:
    """A stored schedule as the law takes it."""
    return Notice(
        year=row.year,
        number=row.number,
        issued_on=row.issued_on,
        supersedes=row.supersedes,
        rest=days_in(row.rest),
        worked=days_in(row.worked),
    )


def days_in(stored: Sequence[Sequence[str]]) -> tuple[tuple[date, str], ...]:
    """Days with their festivals as they are stored."""
    return tuple((date.fromisoformat(day), festival) for day, festival in stored)
