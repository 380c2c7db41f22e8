"""演示数据: 寿光市 2019 and 平潭综合实验区 2021–2022 with their published counts, and open cases.

Names, numbers and requests are invented; the counts of the two registers are the published ones.
"""

import asyncio
import random
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.bring_in import bring_in
from cases.actions.intake import register
from cases.actions.officers import add_officer
from cases.actions.organs import add_organ, set_remedy
from cases.actor import system
from cases.demonstration.handling import carry
from cases.demonstration.invented import ORGANS, PEOPLE, PLANNING, application
from cases.demonstration.last_year import play_last_year
from cases.demonstration.offices import set_up
from cases.demonstration.playing import play_all
from cases.demonstration.published import publish
from cases.demonstration.steps import course, take_steps
from cases.demonstration.years_end import close_years
from cases.models import Organ
from cases.office import Office, opened
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet
from cases.settings import CHINA

HERE: Final = Path(__file__).parent
PASSWORD: Final = "yanshi-2026"  # noqa: S105  # told on the terminal: for a demonstration only
ACTOR: Final = system("演示数据")
OPEN_CASES: Final = 30
REGISTERS: Final = (
    # organ, file
    ("370783", "shouguang-2019.csv"),
    ("350128", "pingtan-2021-2022.csv"),
)
SIGN_INS: Final = tuple((person.title, person.login, PASSWORD) for person in PEOPLE)


def load(home: Path, database_url: str) -> bool:
    """Load the demonstration into an empty office, all of it or nothing; whether it was loaded."""
    return asyncio.run(_load(home, database_url))


async def _load(home: Path, database_url: str) -> bool:
    async with opened(home, database_url) as office, office.sessions.begin() as session:
        if await session.scalar(select(func.count()).select_from(Organ)):
            return False
        organs = await add_organs(session)
        for person in PEOPLE:
            await add_officer(
                session,
                ACTOR,
                login=person.login,
                name=person.name,
                organ=person.organ,
                roles=person.roles,
                password=PASSWORD,
            )
        await set_up(session, ACTOR, office.now(), organs)
        await publish(session, ACTOR, office.now(), organs)
        for code, file in REGISTERS:
            await add_register(session, office, organs[code], HERE / "registers" / file)
        today = office.now().astimezone(CHINA).date()
        await play_all(session, office.vault, PLANNING, today)
        await add_open_cases(session, office, organs)
        await play_last_year(session, office.vault, ACTOR, office.now(), today, organs)
        await close_years(session, ACTOR, office.now(), organs)
    return True


async def add_organs(session: AsyncSession) -> dict[str, UUID]:
    """The tree of organs with 复议机关 and court, by their codes."""
    made: dict[str, UUID] = {}
    for organ in ORGANS:
        row = await add_organ(
            session,
            ACTOR,
            code=organ.code,
            name=organ.name,
            parent=organ.parent,
            doc_code=organ.doc_code,
            address=organ.address,
            postcode=organ.postcode,
            phone=organ.phone,
            demonstration=True,
        )
        made[organ.code] = row.id
        await set_remedy(
            session,
            ACTOR,
            row.id,
            review_body=organ.review_body,
            court=organ.court,
            valid_from=date(2024, 1, 1),  # 行政复议法 (2023修订) in force
        )
    return made


async def add_register(session: AsyncSession, office: Office, organ_id: UUID, path: Path) -> None:
    """A register of a published year."""
    now = office.now()
    checked = check_rows(read_sheet(path.read_bytes(), path.name), now.astimezone(CHINA).date())
    await bring_in(session, office.vault, ACTOR, now, organ_id, checked)


async def add_open_cases(session: AsyncSession, office: Office, organs: dict[str, UUID]) -> None:
    """Some thirty cases of the last weeks in other organs: open, unconfirmed, a few answered."""
    chance = random.Random(711)  # noqa: S311  # the same demonstration everywhere
    today = office.now().astimezone(CHINA).date()
    places = [organs[organ.code] for organ in ORGANS if organ.has_open_cases]
    for number in range(OPEN_CASES):
        day = today - timedelta(days=(OPEN_CASES - number) * 45 // OPEN_CASES)
        filed = application(chance, number, places[number % len(places)], day)
        case = await register(session, office.vault, ACTOR, moment(chance, day), filed)
        if case.received_on is not None:
            await take_steps(session, ACTOR, case, number, today)
            await carry(session, case, number, today, waits=any(course(number)))


def moment(chance: random.Random, day: date) -> datetime:
    """Some moment of the office's hours on a day."""
    return datetime.combine(day, time(9 + chance.randrange(8), chance.randrange(60)), CHINA)
