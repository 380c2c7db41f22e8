"""The pages that clerks live in, among a million cases against among a thousand: home, list, search."""

import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote
from uuid import UUID

from cases.actions import intake, looked_for
from cases.actions.application import Applicant, Application, Item
from cases.actor import Actor
from cases.law.annual import ApplicantClass
from cases.law.receipt import Channel
from cases.models import Role
from cases.personal import phone_index
from cases.web.sign_in import COOKIE, sign_in
from tests.bench.client import Client, each, get
from tests.bench.ground import LOGIN, PASSWORD, Ground, settle_in
from tests.bench.measuring import Figure, median, p95
from tests.bench.seeding import FREQUENT, RARE, seed
from tests.bench.serving import office_server

GOAL = 1.5
PHONE = "13911112222"
WARMING = 3  # requests of each page that are not counted
FEWEST, SECONDS = 5, 20  # a page that is slow is not asked for longer than this
OF_ONE_PERSON = 12  # cases, however many there are
DEEP = "2025-05-17_ffffffff-ffff-ffff-ffff-ffffffffffff"  # a position halfway down

# The limit of an answered case: 28 days after its receipt, as 20 working days mostly are; those of
# the open ones are spread from ten days ago to fifty days ahead, as the strip of the first page sees.
CLOCKS = """
INSERT INTO clocks (case_id, organ_id, is_open, calendar, answer_due, owed_by, timely, provisional,
    warnings)
SELECT id, organ_id, is_open, CASE WHEN NOT is_open THEN 1 END, due, CASE WHEN is_open THEN due END,
    CASE WHEN NOT is_open THEN answered_on <= due END, false, '[]'
FROM (
    SELECT id, organ_id, answered_on, answered_on IS NULL AS is_open,
        CASE WHEN answered_on IS NULL THEN current_date - 10 + (serial::bigint * 7919 % 61)::int
            ELSE received_on + 28 END AS due
    FROM cases
) made
"""
# A person's few cases, a tag on as many, a handler of every fiftieth, letters of every answer.
DRESSED = """
UPDATE cases SET phone_index = CASE WHEN serial <= $2 THEN $1::bytea END,
    tags = CASE WHEN serial <= $2 THEN ARRAY['重点'] ELSE '{}' END,
    handler_id = CASE WHEN serial % 50 = 0 THEN $3::uuid END,
    words = rtrim(E'\\n' || CASE WHEN serial <= $2 THEN '#重点#' ELSE '' END || E'\\n' ||
        CASE WHEN serial % 7 = 0 THEN '政府信息公开告知书 寿公开依复〔2025〕' || serial || '号' ELSE '' END,
        E'\\n')
WHERE serial % 50 = 0 OR serial % 7 = 0 OR serial <= $2
"""

# fmt: off
VIEWS = (
    # what is asked for, path; {case} and {found} are filled in
    ("home", "/"),
    ("list", "/cases"),
    ("list, deep page", f"/cases?after={DEEP}"),
    ("list by limit", "/cases?sort=due"),
    ("list by answer", "/cases?sort=-answered"),
    ("list, overdue", "/cases?late=overdue"),
    ("list, one handler", "/cases?handler=me"),
    ("list, a tag", f"/cases?tag={quote('重点')}"),
    ("a case", "/cases/{case}"),
    ("search, beginning of a number", "/cases?q=YSQ-370783-2025-00001"),
    (f"search, {FREQUENT} (in three of ten)", f"/cases?q={quote(FREQUENT)}"),
    (f"search, {RARE} (in twenty)", f"/cases?q={quote(RARE)}"),
    ("search, two words", f"/cases?q={quote(f'{FREQUENT} 侯镇')}"),
    ("search, no such word", f"/cases?q={quote('矿泉')}"),
    ("search, an applicant's name", f"/cases?q={quote('慕容秋水')}"),
    ("search, number of a letter", f"/cases?q={quote('〔2025〕77号')}"),
    ("search, a telephone", "/cases?found={found}"),
)
# fmt: on


@dataclass(frozen=True)
class Grown:
    """A database with so many cases: its officer's session, one case, one number looked for."""

    database: str
    cookie: str
    case: UUID
    found: UUID


async def grown(home: Ground, database: str, count: int) -> Grown:
    """Seed a database and let its office work in it once."""
    await home.make(database)
    async with home.office(database) as office, home.connected(database) as server:
        organ, _ = await settle_in(office)
        officer = await server.fetchval("SELECT id FROM officers WHERE login = $1", LOGIN)
        dressed = (DRESSED, phone_index(office.vault, PHONE), OF_ONE_PERSON, officer)
        await seed(server, organ, count, dressed=[dressed, (CLOCKS,)])
        await server.execute("VACUUM (ANALYZE) clocks")
        cookie, _ = await sign_in(office, LOGIN, PASSWORD)
        actor = Actor(officer, "测算", {organ: frozenset(Role)}, frozenset({organ}))
        async with office.sessions.begin() as session:
            case = await intake.register(session, office.vault, actor, office.now(), filed(organ))
            found = await looked_for.keep(session, actor, office.now(), PHONE)
    return Grown(database, cookie, case.id, found)


def filed(organ: UUID) -> Application:
    """The application of the case whose page is opened."""
    return Application(
        organ_id=organ,
        channel=Channel.IN_PERSON,
        dates={"submitted_on": date(2026, 1, 5)},
        applicant=Applicant(ApplicantClass.NATURAL_PERSON, "慕容秋水", phone="13900001111"),
        items=(Item("2025年度农村饮水安全工程验收报告"),),
    )


async def measure(home: Ground, small: int, large: int, requests: int) -> list[Figure]:
    """p50 and p95 of each page among so many cases, the two servers asked by turns."""
    sizes = {"few": await grown(home, "bench_pages_few", small)}
    sizes["many"] = await grown(home, "bench_pages_many", large)
    figures = []
    async with AsyncExitStack() as stack:
        ports = {
            name: await stack.enter_async_context(office_server(home, size.database))
            for name, size in sizes.items()
        }
        for view, path in VIEWS:
            taken: dict[str, list[float]] = {name: [] for name in sizes}
            asked = {
                name: get(
                    path.format(case=size.case, found=size.found),
                    {"Cookie": f"{COOKIE}={size.cookie}"},
                )
                for name, size in sizes.items()
            }
            until = time.monotonic() + SECONDS
            for count in range(WARMING + requests):
                if count > WARMING + FEWEST and time.monotonic() > until:
                    break
                for name, port in ports.items():
                    # a connection for each: a server hangs up on one that was silent for long
                    client = await Client.to(port)
                    once = await each(client, [asked[name]])
                    await client.close()
                    taken[name] += once if count >= WARMING else []
            figures += [
                Figure(f"{view}, p50", median(taken["many"]), median(taken["few"]), GOAL),
                Figure(f"{view}, p95", p95(taken["many"]), p95(taken["few"]), GOAL),
            ]
    for size in sizes.values():
        await home.drop(size.database)
    return figures
