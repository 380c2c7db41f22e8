"""The list of cases, page and API, among very many cases against among ten thousand."""

from contextlib import AsyncExitStack
from urllib.parse import quote

from cases.web.sign_in import COOKIE, sign_in
from tests.bench.client import Client, each, get
from tests.bench.ground import LOGIN, PASSWORD, Ground
from tests.bench.measuring import Figure, median, p95
from tests.bench.seeding import FREQUENT, RARE
from tests.bench.serving import office_server

GOAL = 1.5
DEEP = "2025-05-17_ffffffff-ffff-ffff-ffff-ffffffffffff"  # a position halfway down


# fmt: off
VIEWS = (
    # what is asked for, query
    ("first page", ""),
    ("deep page", f"after={DEEP}"),
    ("state=handling", "state=handling"),
    (f"q={FREQUENT} (frequent)", f"q={quote(FREQUENT)}"),
    (f"q={RARE} (rare)", f"q={quote(RARE)}"),
    (f"q={FREQUENT}, deep page", f"q={quote(FREQUENT)}&after={DEEP}"),
    ("q=no such word", f"q={quote('矿泉')}"),
    ("q=a case's number", "q=YSQ-370783-2025-0004321"),
)
# fmt: on


async def measure(
    ground: Ground, databases: dict[str, str], large: str, small: str, requests: int
) -> list[Figure]:
    """p50 and p95 of each view, the two servers asked by turns; `databases` gives tokens."""
    figures = []
    async with AsyncExitStack() as stack:
        clients, cookies = {}, {}
        for database in databases:
            port = await stack.enter_async_context(office_server(ground, database))
            clients[database] = await Client.to(port)
            stack.push_async_callback(clients[database].close)
            async with ground.office(database) as office:
                cookies[database], _ = await sign_in(office, LOGIN, PASSWORD)
        for door, path in (("page", "/cases"), ("API", "/api/cases")):
            for name, query in VIEWS:
                taken: dict[str, list[float]] = {database: [] for database in databases}
                wanted = {}
                for database, token in databases.items():
                    cookie = {"Cookie": f"{COOKIE}={cookies[database]}"}
                    bearer = {"Authorization": f"Bearer {token}"}
                    wanted[database] = get(f"{path}?{query}", cookie if door == "page" else bearer)
                    await each(clients[database], [wanted[database]] * 3)
                for _ in range(requests):
                    for database, client in clients.items():
                        taken[database] += await each(client, [wanted[database]])
                figures += [
                    Figure(
                        f"list {door}, {name}, p50",
                        median(taken[large]),
                        median(taken[small]),
                        GOAL,
                    ),
                    Figure(f"list {door}, {name}, p95", p95(taken[large]), p95(taken[small]), GOAL),
                ]
    return figures
