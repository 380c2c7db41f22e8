"""The clock: one reading with and without its explanation, counting, and a whole office again."""

import resource
import time
from collections.abc import Callable
from datetime import date, timedelta

import asyncpg
import chinese_calendar

from cases.actions.calendar import confirm_notice, propose_notice
from cases.actions.recompute import bring_into_force
from cases.actor import Actor
from cases.law.calendar import packaged_calendar
from cases.law.clock import compute
from cases.law.clock_explained import explain
from cases.law.clock_facts import (
    ClockFacts,
    Consultation,
    ConsultationReply,
    Extension,
    Recipient,
    Supplement,
    SupplementNotice,
)
from cases.law.clock_strip import strip
from cases.law.notice_text import as_notice, recognise
from cases.models import Role
from tests.bench.ground import Ground, settle_in
from tests.bench.measuring import Figure
from tests.law.invented_notices import OF_2027

D = date.fromisoformat
CALENDAR = packaged_calendar()
PLAIN = ClockFacts(D("2026-03-02"), (), D("2026-03-20"))
BUSY = ClockFacts(
    D("2026-03-02"),
    (
        SupplementNotice(D("2026-03-06"), D("2026-03-20")),
        Supplement(D("2026-03-12")),
        Consultation(D("2026-03-16"), "1", Recipient.THIRD_PARTY, D("2026-03-18")),
        Consultation(D("2026-03-19"), "2", Recipient.ORGAN),
        ConsultationReply(D("2026-04-01"), "2"),
        Extension(D("2026-04-20"), 10, D("2026-04-17")),
    ),
    D("2026-05-11"),
)
ROUNDS = 5


def best(work: Callable[[], object], times: int) -> float:
    """Microseconds of one call: the best of some rounds, each of many calls, warm."""
    work()
    found = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for _ in range(times):
            work()
        found.append(1e6 * (time.perf_counter() - started) / times)
    return min(found)


def stepping(day: date, n: int) -> date:
    """The n-th working day after a day, one day after another by the library."""
    while n:
        day += timedelta(days=1)
        n -= chinese_calendar.is_workday(day)
    return day


def pure(times: int) -> list[Figure]:
    """What needs no database."""
    start = D("2026-03-02")
    assert CALENDAR.after(start, 20) == stepping(start, 20) == D("2026-03-30")
    ours = best(lambda: CALENDAR.after(start, 20), times * 20)
    theirs = best(lambda: stepping(start, 20), times)
    figures = [
        Figure(
            "20 working days after a day; chinesecalendar day by day", ours, theirs, 1 / 50, "µs"
        )
    ]
    for name, facts in (("a plain case", PLAIN), ("supplement, 2 letters, extension", BUSY)):
        alone = best(lambda facts=facts: compute(facts, CALENDAR), times)  # type: ignore[misc]
        told = best(lambda facts=facts: explain(compute(facts, CALENDAR)), times)  # type: ignore[misc]
        figures += [
            Figure(f"clock of {name}; goal 50 µs", alone, 50, 1, "µs"),
            Figure("  with its explanation; goal 200 µs", told, 200, 1, "µs"),
            Figure("  with its strip of days", best(lambda f=facts: strip(compute(f, CALENDAR)), 20),  # type: ignore[misc]
                   None, None, "µs"),
        ]  # fmt: skip
    return figures


# Open cases received over the last weeks of 2026, one in ten with a letter out, one with a notice.
CASES = """
INSERT INTO cases (id, organ_id, counted_for, number, source, row_digest, state, channel, received_on, listed_on,
    accepted, applicant_class, applicant_name, request, items, facts, events, head)
SELECT md5('case' || n)::uuid, $1, $1, 'B-' || n, 'imported', sha256(int4send(n)), 'handling', 'in_person',
    day, day, false, 'natural_person', '申请人' || n, '申请公开第' || n || '号文件', '[]',
    jsonb_build_object('dates', jsonb_build_object('submitted_on', day)), 2, sha256(int4send(n))
FROM (SELECT n, date '2026-12-04' + n % 28 AS day FROM generate_series(1, $2::int) n) made
"""
EVENTS = """
INSERT INTO case_events (case_id, seq, kind, day, at, officer, data, previous, digest)
SELECT md5('case' || n)::uuid, 2, CASE WHEN n % 10 = 0 THEN 'consultation' ELSE 'supplement_notice' END,
    date '2026-12-04' + n % 28 + 1, now(), '测算',
    CASE WHEN n % 10 = 0 THEN '{"id": "1", "kind": "third_party"}'::jsonb ELSE '{}' END, '', ''
FROM generate_series(1, $1::int) n WHERE n % 10 < 2
"""
CLOCKS = """
INSERT INTO clocks (case_id, organ_id, is_open, answer_due, owed_by, provisional, warnings)
SELECT id, organ_id, true, received_on + 30, received_on + 30, true, '[]' FROM cases
"""


async def recomputing(home: Ground, count: int) -> list[Figure]:
    """Every open case computed by a new schedule, in one transaction; every one of them moves."""
    await home.make("bench_clocks")
    async with home.office("bench_clocks") as office, home.connected("bench_clocks") as server:
        organ, _ = await settle_in(office)
        await fill(server, organ, count)
        two = [
            Actor(row["id"], "测算", {organ: frozenset(Role)}) for row in await two_people(server)
        ]
        async with office.sessions.begin() as session:
            given = vars(as_notice(recognise(OF_2027)))
            proposed = await propose_notice(session, two[0], office.now(), **given)
            notice = await confirm_notice(session, two[1], office.now(), proposed.id)

        async def progress(_done: int, _total: int) -> None:
            """Nobody watches."""

        before, started = megabytes(), time.perf_counter()
        async with office.sessions.begin() as session:
            made = await bring_into_force(session, office.now(), notice, progress)
        taken, more = time.perf_counter() - started, megabytes() - before
        assert made.recomputed == count, made.recomputed
        moved = f"{made.moved:,} of them moved"
    await home.drop("bench_clocks")
    name = f"{count:,} open cases by a new schedule, {moved}; goal 30 s"
    return [
        Figure(name, taken, 30 * count / 100_000, 1, "s"),
        Figure("  memory that it took beside what was there", more, unit="MB"),
    ]


def megabytes() -> float:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def fill(server: asyncpg.Connection, organ: object, count: int) -> None:
    """So many open cases with their events and clocks."""
    await server.execute(CASES, organ, count)
    await server.execute(EVENTS, count)
    await server.execute(CLOCKS)
    await server.execute("VACUUM (ANALYZE) cases, case_events, clocks")


async def two_people(server: asyncpg.Connection) -> list[asyncpg.Record]:
    """Who types a schedule, and who confirms it."""
    await server.execute(
        "INSERT INTO officers (id, login, name, active) VALUES (uuidv7(), 'second', '复核', true)"
    )
    rows: list[asyncpg.Record] = await server.fetch("SELECT id FROM officers ORDER BY login")
    return rows
