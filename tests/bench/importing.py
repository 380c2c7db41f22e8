"""Importing a register, from its bytes to the commit, against a bare COPY of the same cells."""

import time
from typing import Any
from uuid import UUID

from cases.actions import bring_in as importing
from cases.actions.door import today
from cases.actor import system
from cases.office import Office
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet
from tests.bench.ground import Ground, settle_in
from tests.bench.measuring import Figure, median
from tests.bench.registers import HEADINGS, as_csv, register

GOAL = 5
DATABASE = "bench_import"
ACTOR = system("测算")


async def measure(ground: Ground, rows: int, repetitions: int) -> list[Figure]:
    """Each repetition imports into a database that has been emptied of cases."""
    cells = register(rows)
    content = as_csv(cells)
    ours: list[float] = []
    bare: list[float] = []
    finished: list[float] = []
    for _ in range(repetitions + 1):  # the first one warms up
        await ground.make(DATABASE)
        async with ground.office(DATABASE) as office:
            organ, _ = await settle_in(office)
            ours.append(await import_register(office, organ, content))
        bare.append(await copy_cells(ground, cells))
        finished.append(await copy_finished(ground))
        await ground.drop(DATABASE)
    mine, cells_alone, records = median(ours[1:]), median(bare[1:]), median(finished[1:])
    return [
        Figure(f"import of {rows:,} rows (csv) against COPY of its cells", mine, cells_alone, GOAL),
        Figure("  … against COPY of the finished records, indexes and all", mine, records),
        Figure("  … COPY of the finished records against COPY of the cells", records, cells_alone),
    ]


async def import_register(office: Office, organ: UUID, content: bytes) -> float:
    """The milliseconds of what `disclosure import-register` does with a file."""
    started = time.perf_counter()
    checked = check_rows(read_sheet(content, "登记台账.csv"), today(office.now()))
    async with office.sessions.begin() as session:
        done = await importing.bring_in(session, office.vault, ACTOR, office.now(), organ, checked)
    assert done.added == len(checked.rows) > 0
    return 1000 * (time.perf_counter() - started)


async def copy_cells(ground: Ground, cells: list[list[str]]) -> float:
    """The milliseconds of a bare COPY of the cells into a table without indexes."""
    columns = [f"c{n}" for n in range(len(HEADINGS))]
    async with ground.connected(DATABASE) as server:
        await server.execute(f"CREATE TABLE plain ({', '.join(f'{c} text' for c in columns)})")
        started = time.perf_counter()
        await server.copy_records_to_table("plain", records=cells, columns=columns)
        return 1000 * (time.perf_counter() - started)


async def copy_finished(ground: Ground) -> float:
    """The milliseconds of a COPY of the very records that the import stored, stored once more."""
    async with ground.connected(DATABASE) as server:
        cases = await server.fetch("SELECT * FROM cases")
        events = await server.fetch("SELECT * FROM case_events")
        clocks = await server.fetch("SELECT * FROM clocks")
        await server.execute("ALTER TABLE cases DISABLE TRIGGER cases_stay")
        await server.execute("ALTER TABLE case_events DISABLE TRIGGER case_events_closed")
        await server.execute("ALTER TABLE clock_moves DISABLE TRIGGER clock_moves_closed")
        await server.execute("TRUNCATE case_events, clock_moves, clocks, cases")
        started = time.perf_counter()
        async with server.transaction():
            for table, records in (("cases", cases), ("case_events", events), ("clocks", clocks)):
                await server.copy_records_to_table(
                    table, records=map(tuple, records), columns=columns_of(records)
                )
        return 1000 * (time.perf_counter() - started)


def columns_of(records: list[Any]) -> list[str]:
    """The names of a result's columns."""
    return [*records[0].keys()]
