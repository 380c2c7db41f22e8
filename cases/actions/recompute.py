"""重新计算期限: when a calendar changes, every open case in one transaction, each move reported."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, clocks
from cases.actions import challenge_rows
from cases.db import canonical
from cases.history import Event, Kind
from cases.law.calendar import Calendar
from cases.law.clock_facts import ClockFacts
from cases.law.notices import in_force
from cases.models_clock import CalendarNotice, CalendarVersion

Progress = Callable[[int, int], Awaitable[None]]  # how many are done, of how many
BATCH: Final = 2_000  # cases read and written at once: memory stays flat however many there are
ONE_DAY: Final = timedelta(days=1)
MOST_DAYS_NAMED: Final = 6
TOLD: Final = ("answer_due", "supplement_notice_due", "awaited_until")
SETTLED: Final = "provisional"


@dataclass(frozen=True)
class Changed:
    """One day that two calendars read differently."""

    day: date
    text: str


async def bring_into_force(
    session: AsyncSession, at: datetime, notice: CalendarNotice, progress: Progress
) -> CalendarVersion:
    """The next calendar with a confirmed schedule in it: every open case computed by it, every 复议 too.

    Nobody writes a case meanwhile. What moved is kept case by case, with the days that moved it.
    """
    assert notice.state == "confirmed", notice.state
    await session.execute(ALONE)
    former = await calendars.newest(session)
    kept = await session.scalars(
        select(CalendarNotice)
        .join(CalendarVersion, CalendarNotice.id == CalendarVersion.notices.any_())
        .where(CalendarVersion.ordinal == former.ordinal, CalendarNotice.year != notice.year)
    )
    standing = sorted([*kept, notice], key=lambda row: row.year)
    calendar = calendars.compiled_once(in_force(map(calendars.notice_of, standing)))
    assert calendar.published == {row.year for row in standing}, "a schedule would fall out"
    made = CalendarVersion(
        ordinal=former.ordinal + 1,
        version=calendar.version,
        notices=[row.id for row in standing],
        notice_id=notice.id,
        made_at=at,
    )
    session.add(made)
    await session.flush()
    changed = tuple(changed_days(former.calendar, calendar, notice.year))
    made.recomputed, made.moved = await recompute(
        session, calendar, made.ordinal, changed, progress
    )
    await challenge_rows.compute_again(session, calendar)
    await session.flush()
    return made


ALONE: Final = text(f"SELECT pg_advisory_xact_lock({calendars.LOCK})")


async def compute_missing(session: AsyncSession, progress: Progress) -> int:
    """The clocks of cases that were there before clocks were kept; how many."""
    await session.execute(ALONE)
    newest = await calendars.newest(session)
    count, _ = await recompute(session, newest.calendar, None, (), progress)
    return count


async def recompute(
    session: AsyncSession,
    calendar: Calendar,
    ordinal: int | None,
    changed: tuple[Changed, ...],
    progress: Progress,
) -> tuple[int, int]:
    """Compute every open case by a calendar: how many there were, and how many moved."""
    connection = await session.connection()
    raw = (await connection.get_raw_connection()).driver_connection
    assert raw is not None
    total = await raw.fetchval(HOW_MANY, ordinal is None)
    cursor = await raw.cursor(OPEN_CASES, [*CLOCK_KINDS], ordinal is None)
    by = By(calendar, changed)
    count = moved = 0
    while rows := await cursor.fetch(BATCH):
        puts, moves = [], []
        for row in rows:
            record, told = anew(row, by)
            if record is not None:
                puts.append(record)
            if told and ordinal is not None:
                moved += 1
                moves += [(ordinal, row["id"], row["organ_id"], row["number"], *t) for t in told]
        if puts:
            await raw.execute(PUT_CLOCKS, *map(list, zip(*puts, strict=True)))
        if moves:
            await raw.copy_records_to_table("clock_moves", records=moves, columns=MOVE_COLUMNS)
        count += len(rows)
        await progress(count, total)
    return count, moved


class By:
    """A calendar and what is different in it; what many cases share is computed once."""

    def __init__(self, calendar: Calendar, changed: tuple[Changed, ...]) -> None:
        self.calendar = calendar
        self.changed = changed
        self.untouched = cache(self._untouched)
        self.reason = cache(self._reason)

    def dates(self, row: Any) -> tuple[clocks.Dates, int | None]:
        """The dates of a case, and the calendar that it keeps where it is closed."""
        if row["events"] is None and row["received_on"] is not None:
            return self.untouched(row["received_on"]), None
        standing = clocks.steps(_events(row["events"] or []))
        case = _Registration(row["channel"], row["received_on"], {"dates": row["dates"]})
        return clocks.dates(clocks.facts_of(case, standing), self.calendar), clocks.pinned(standing)

    def _untouched(self, received_on: date) -> clocks.Dates:
        """The dates of every case of that day to which nothing has happened yet."""
        return clocks.dates(ClockFacts(received_on, (), date.max), self.calendar)

    def _reason(self, after: date, until: date) -> str:
        """The days that moved a date, the first ones by name."""
        days = [c.text for c in self.changed if after < c.day <= until]
        more = f"等{len(days)}日" if len(days) > MOST_DAYS_NAMED else ""
        return "；".join(days[:MOST_DAYS_NAMED]) + more


@dataclass(frozen=True)
class _Registration:
    channel: str | None
    received_on: date | None
    facts: dict[str, Any]


def anew(row: Any, by: By) -> tuple[tuple[Any, ...] | None, list[tuple[Any, ...]]]:
    """A case computed again: its record where anything differs, and what of it is told."""
    now, closed_under = by.dates(row)
    if (
        row["stored"]
        and all(row[name] == getattr(now, name) for name in PLAIN)
        and row["warnings"] == list(now.warnings)
    ):
        return None, []
    values = vars(now) | {"warnings": canonical(now.warnings)}
    told = (event for _, event in _events(row["events"] or []))
    owed_by = clocks.owed_by(row["state"], row["answered_on"], told, now.answer_due)
    record = (row["id"], row["organ_id"], closed_under, *values.values(), owed_by)
    return record, list(_told(row, now, by)) if row["stored"] else []


def _told(row: Any, now: clocks.Dates, by: By) -> Iterator[tuple[Any, ...]]:
    """The dates that moved, each with its reason; a date that is only settled is told too."""
    for name in TOLD:
        was, new = row[name], getattr(now, name)
        if was != new:
            last = max(day for day in (was, new) if day)
            yield name, was, new, by.reason(row["received_on"], last)
    if row["provisional"] and not now.provisional and row["answer_due"] == now.answer_due:
        yield SETTLED, row["answer_due"], now.answer_due, "节假日安排已经公布，暂定的日期确定"


def changed_days(former: Calendar, calendar: Calendar, year: int) -> Iterator[Changed]:
    """The days of a schedule's year, and of the December before, that are read differently now."""
    day, last = date(year - 1, 12, 1), date(year, 12, 31)
    while day <= last:
        if day >= former.first and former.is_workday(day) != calendar.is_workday(day):
            was, now = former.day(day), calendar.day(day)
            festival = f"（{now.festival}）" if now.festival else ""
            yield Changed(day, f"{day}由{was.why.value}改为{now.why.value}{festival}")
        day += ONE_DAY


def _events(stored: list[Any]) -> Iterator[tuple[int, Event]]:
    for seq, kind, day, data in stored:
        yield seq, Event(Kind(kind), date.fromisoformat(day) if day else None, data)


CLOCK_KINDS: Final = (
    *clocks.FACTS, Kind.LETTER_RECEIVED, Kind.STEP_CORRECTED, Kind.STEP_STRUCK, Kind.CLOSING_STRUCK,
    Kind.REOPENED,
)  # fmt: skip
PLAIN: Final = tuple(name for name in clocks.COLUMNS if name != "warnings")
MOVE_COLUMNS: Final = ("calendar", "case_id", "organ_id", "number", "what", "was", "now", "reason")
# $2: also cases whose clock was never computed, open or closed.
OPEN_CASES: Final = """
SELECT c.id, c.organ_id, c.number, c.state, c.answered_on, c.channel, c.received_on,
    c.facts -> 'dates' AS dates,
    k.case_id IS NOT NULL AS stored, k.is_open, k.supplement_notice_due, k.answer_due,
    k.paused_until, k.awaiting, k.awaited_until, k.timely, k.provisional, k.warnings, k.trouble,
    (SELECT json_agg(json_build_array(e.seq, e.kind, e.day, e.data - 'content') ORDER BY e.seq)
        FROM case_events e WHERE e.case_id = c.id AND e.kind = ANY($1)) AS events
FROM cases c LEFT JOIN clocks k ON k.case_id = c.id
WHERE CASE WHEN $2 THEN k.case_id IS NULL ELSE k.is_open END
"""
HOW_MANY: Final = """
SELECT count(*) FROM cases c LEFT JOIN clocks k ON k.case_id = c.id
WHERE CASE WHEN $1 THEN k.case_id IS NULL ELSE k.is_open END
"""
PUT_CLOCKS: Final = """
INSERT INTO clocks (case_id, organ_id, calendar, is_open, supplement_notice_due, answer_due,
    paused_until, awaiting, awaited_until, timely, provisional, warnings, trouble, owed_by)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::bool[], $5::date[], $6::date[],
    $7::date[], $8::text[], $9::date[], $10::bool[], $11::bool[], $12::jsonb[], $13::text[],
    $14::date[])
ON CONFLICT (case_id) DO UPDATE SET supplement_notice_due = EXCLUDED.supplement_notice_due,
    answer_due = EXCLUDED.answer_due, owed_by = EXCLUDED.owed_by,
    paused_until = EXCLUDED.paused_until,
    awaiting = EXCLUDED.awaiting, awaited_until = EXCLUDED.awaited_until,
    provisional = EXCLUDED.provisional, warnings = EXCLUDED.warnings, trouble = EXCLUDED.trouble
"""
