"""What stands in the database, table by table."""

from sqlalchemy import text

from tests.conftest import Town


async def counts(town: Town) -> dict[str, int]:
    """How many rows each table has."""
    async with town.office.sessions() as session:
        names = await session.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        )
        return {
            name: await session.scalar(text(f"SELECT count(*) FROM {name}")) or 0
            for name in names.all()
        }
