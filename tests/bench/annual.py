"""The annual table against a bare count by class and outcome of the same rows."""

from sqlalchemy import select

from cases.annual.table import annual_table
from cases.models import Organ
from tests.bench.ground import Ground
from tests.bench.measuring import Figure, alternating, median
from tests.bench.seeding import YEAR

GOAL = 1.5
BARE = (
    "SELECT applicant_class, annual_row, count(*) FROM cases GROUP BY applicant_class, annual_row"
)


async def measure(ground: Ground, database: str, count: int, repetitions: int) -> list[Figure]:
    """One figure for a database with so many cases, all at hand in YEAR."""
    async with (
        ground.office(database) as office,
        ground.connected(database) as server,
        office.sessions() as session,
    ):
        organ = (await session.scalars(select(Organ))).one()

        async def ours() -> None:
            table = await annual_table(session, organ, YEAR)
            assert table.cell("new_received", "total") + table.cell("carried_in", "total") == count

        async def bare() -> None:
            assert sum(row["count"] for row in await server.fetch(BARE)) == count

        mine, reference = await alternating(repetitions, ours, bare)
    return [Figure(f"annual table, {count:,} cases", median(mine), median(reference), GOAL)]
