"""A government's table added up from its organs, against a bare count of the same rows."""

from uuid import UUID

from cases.actions.organs import add_organ
from cases.annual.table import table_of_all
from cases.law.periods import Period
from cases.office import Office
from tests.bench.annual import BARE
from tests.bench.ground import SETTER, Ground
from tests.bench.measuring import Figure, alternating, median
from tests.bench.seeding import YEAR, seed

GOAL = 2.0
ORGANS = 200


async def measure(ground: Ground, count: int, repetitions: int) -> list[Figure]:
    """One figure: the sum of ORGANS organs."""
    database = "bench_sum"
    await ground.make(database)
    async with ground.office(database) as office:
        ids = await organs_of(office)
        async with ground.connected(database) as server:
            await seed(server, ids, count, searched=False)
        async with ground.connected(database) as server, office.sessions() as session:

            async def ours() -> None:
                whole = await table_of_all(session, "某县人民政府", ids, Period(YEAR))
                received = whole.cell("new_received", "total") + whole.cell("carried_in", "total")
                assert received == count

            async def bare() -> None:
                assert sum(row["count"] for row in await server.fetch(BARE)) == count

            mine, reference = await alternating(repetitions, ours, bare)
    name = f"consolidated table, {ORGANS} organs, {count:,} cases"
    return [Figure(name, median(mine), median(reference), GOAL)]


async def organs_of(office: Office) -> list[UUID]:
    """So many organs below one government."""
    async with office.sessions.begin() as session:
        await add_organ(session, SETTER, code="bench", name="某县人民政府")
        made = [
            await add_organ(session, SETTER, code=f"bench-{n}", name=f"某县第{n}局", parent="bench")
            for n in range(1, ORGANS + 1)
        ]
    return [organ.id for organ in made]
