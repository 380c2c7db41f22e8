"""批量打印 as a job: letters with envelopes and 送达回证, how many a second, and whether memory stays flat."""

import time
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import paper_making, print_runs
from cases.actions.application import Applicant, Application, Item
from cases.actions.intake import register
from cases.actions.print_runs import Wanted, officer_at_work
from cases.actor import Actor
from cases.law.annual import ApplicantClass
from cases.law.receipt import Channel
from cases.models import Officer
from cases.office import Office
from tests.actions.lettering import lettered
from tests.bench.ground import LOGIN, Ground, settle_in
from tests.bench.measuring import Figure

SMALL, AT_ONCE = 100, 50
LETTERS = 1_000
DATABASE = "bench_letters"


async def measure(home: Ground, letters: int = LETTERS) -> list[Figure]:
    """A run of `letters` against one of a hundred: seconds for each letter, and peak memory."""
    await home.make(DATABASE)
    async with home.office(DATABASE) as office:
        organ, _ = await settle_in(office)
        async with office.sessions.begin() as session:
            await lettered(session, organ)
            officer = await session.scalar(select(Officer.id).where(Officer.login == LOGIN))
            assert officer is not None
        papers = await made(office, organ, officer, letters)
        few, few_peak = await printed(office, organ, officer, papers[:SMALL])
        many, many_peak = await printed(office, organ, officer, papers)
    print(f"{letters / many:.0f} letters a second, each with envelope and 送达回证", flush=True)
    return [
        Figure(
            f"ms a letter in a run of {letters:,}; of {SMALL}",
            many / letters * 1_000,
            few / SMALL * 1_000,
        ),
        Figure(f"peak MB after a run of {letters:,}; of {SMALL}", many_peak, few_peak),
    ]


async def made(office: Office, organ: UUID, officer: UUID, count: int) -> list[tuple[UUID, int]]:
    """So many cases, each with its 登记回执."""
    found: list[tuple[UUID, int]] = []
    while len(found) < count:
        async with office.sessions.begin() as session:
            actor = await officer_at_work(session, officer)
            for _ in range(min(AT_ONCE, count - len(found))):
                found.append(await one(session, office, actor, organ, len(found)))
    return found


async def one(
    session: AsyncSession, office: Office, actor: Actor, organ: UUID, n: int
) -> tuple[UUID, int]:
    today = office.now().date()
    filed = Application(
        organ_id=organ,
        channel=Channel.IN_PERSON,
        dates={"submitted_on": date(today.year, today.month, today.day)},
        applicant=Applicant(ApplicantClass.NATURAL_PERSON, f"申请人{n}", address="某某路1号"),
        items=(Item("2025年度农村饮水安全工程验收报告"),),
    )
    case = await register(session, office.vault, actor, office.now(), filed)
    _, number = await paper_making.make_paper(
        session, actor, office.now(), case.id, paper="P3", fields={}
    )
    return case.id, number


async def printed(
    office: Office, organ: UUID, officer: UUID, papers: list[tuple[UUID, int]]
) -> tuple[float, float]:
    """Seconds that the job takes, and the peak of memory after it in MB."""

    async def nobody(_: int, __: int) -> None:
        return None

    async with office.sessions.begin() as session:
        actor = await officer_at_work(session, officer)
        wanted = Wanted(papers, envelopes=True, receipts=True)
        run = await print_runs.order(session, actor, office.now(), organ, wanted)
    began = time.perf_counter()
    async with office.sessions.begin() as session:
        await print_runs.make(session, office.now(), run.id, nobody)
    return time.perf_counter() - began, peak_mb()


def peak_mb() -> float:
    """The most memory that this process ever held, in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1_000
    raise AssertionError("VmHWM")
