"""办理记录 is closed by the database itself: not even its owner rewrites it by a statement."""

import asyncpg
import pytest

from tests.actions.filing import registered
from tests.conftest import Town
from tests.history.walking import PLANNING, found, raw, walked

pytestmark = pytest.mark.anyio

REWRITINGS = (
    "UPDATE case_events SET officer = '别人'",
    "UPDATE case_events SET officer = officer",
    "UPDATE case_events SET data = data || '{\"x\": 1}' WHERE seq = 1",
    "DELETE FROM case_events",
    "DELETE FROM case_events WHERE seq = 99",
    "TRUNCATE case_events",
    "DELETE FROM cases",
    "TRUNCATE cases CASCADE",
    "UPDATE cases SET number = number || 'x'",
    "UPDATE cases SET serial = serial + 100",
    "UPDATE cases SET series_year = 2020",
    "UPDATE cases SET organ_id = (SELECT id FROM organs WHERE code = '371702')",
    "UPDATE cases SET source = 'imported'",
    "UPDATE cases SET id = gen_random_uuid()",
    "INSERT INTO case_events SELECT * FROM case_events ON CONFLICT (case_id, seq)"
    " DO UPDATE SET officer = '别人'",
    "MERGE INTO case_events e USING cases c ON e.case_id = c.id"
    " WHEN MATCHED THEN UPDATE SET officer = '别人'",
)


async def test_rewriting_is_refused_and_leaves_no_trace(town: Town) -> None:
    walk = await walked(town, 3)
    await registered(town, walk.head, PLANNING)
    server = await raw(town)
    try:
        for statement in REWRITINGS:
            with pytest.raises(asyncpg.RestrictViolationError):
                raise AssertionError(statement, await server.execute(statement))
    finally:
        await server.close()
    assert await found(town) == []


async def test_an_event_of_the_past_cannot_be_put_in_twice(town: Town) -> None:
    walk = await walked(town, 0)
    await registered(town, walk.head, PLANNING)
    server = await raw(town)
    try:
        with pytest.raises(asyncpg.UniqueViolationError):
            await server.execute("INSERT INTO case_events SELECT * FROM case_events")
    finally:
        await server.close()
