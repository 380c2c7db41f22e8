"""An office whose calendar knows older notices only, and notices that bring it further."""

import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, text

from cases import calendars
from cases.actions.calendar import confirm_notice
from cases.actions.calendar_draft import Draft, asked, propose_draft, read_text
from cases.actions.door import today
from cases.actor import Actor
from cases.law.notices import known_before, packaged
from cases.models import Promise
from cases.models_clock import CalendarNotice
from tests.conftest import Town
from workers.jobs import effects
from workers.relay import keep_promise

ROOT = Path(__file__).resolve().parents[2]


def migration() -> ModuleType:
    """The migration that stores the first calendar."""
    path = ROOT / "migrations" / "versions" / "0002_clock.py"
    spec = importlib.util.spec_from_file_location("clock_migration", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def known_on(town: Town, day: date) -> None:
    """Put an office that has no case yet back to a day: the later notices are not known to it."""
    notices = known_before(day, packaged())

    def put_back(connection: Connection) -> None:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in ("calendars", "calendar_notices"):
            connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(text("SET LOCAL session_replication_role = origin"))
        migration().seed(connection, notices)

    async with town.office.engine.begin() as connection:
        await connection.run_sync(put_back)


async def proposed(town: Town, actor: Actor, pasted: str, **changes: Any) -> UUID:
    """Propose what a text says, every question answered."""
    at = town.clock.at
    async with town.office.sessions.begin() as session:
        calendar = (await calendars.newest(session)).calendar
        read = read_text(pasted, calendar)
        draft = Draft(read.year, read.number, read.issued_on, read.rest, read.worked, pasted)
        questions = [q.sentence for q in asked(draft, calendar, today(at))]
        row = await propose_draft(session, actor, at, draft, calendar, questions)
        return row.id


async def confirmed(town: Town, actor: Actor, notice: UUID) -> None:
    """Confirm a proposal and do the job that it promises."""
    async with town.office.sessions.begin() as session:
        await confirm_notice(session, actor, town.clock.at, notice)
    await recomputed(town)


async def recomputed(town: Town) -> None:
    """Do what the worker would do of the jobs that wait."""
    async with town.office.sessions() as session:
        waiting = select(Promise.id).where(Promise.done_at.is_(None)).order_by(Promise.id)
        numbers = list(await session.scalars(waiting))
    for number in numbers:
        await keep_promise({"office": town.office, "effects": effects(town.office)}, number)


async def stored_notice(town: Town, notice: UUID) -> CalendarNotice:
    """A schedule as it is stored."""
    async with town.office.sessions() as session:
        return await session.get_one(CalendarNotice, notice)
