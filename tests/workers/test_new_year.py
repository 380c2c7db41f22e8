"""1 January: last year's table of every organ is in its papers, and its head is told once."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document as Letter
from sqlalchemy import select

from cases import papers
from cases.models import Document, Notice, Officer, Promise, Role
from cases.office import china_now
from cases.settings import CHINA
from cases.verify import verify
from tests.actions.filing import registered
from tests.conftest import Town
from tests.workers.machine import Queue, Worker, until, value
from workers.jobs import effects
from workers.relay import keep_promise
from workers.settings import promise_annual_papers

pytestmark = pytest.mark.anyio

ORGANS = {  # of the town, by code: what its papers begin with
    "370783": "寿光市人民政府",
    "370783-zrzy": "寿光市自然资源和规划局",
    "370783-houzhen": "寿光市侯镇人民政府",
    "371702": "菏泽市牡丹区人民政府",
}
DOCUMENTS = "SELECT count(*) FROM documents"


async def heads(town: Town) -> None:
    """A head for each organ but one, and a second one for another; a stopped one for a third."""
    for login, organ in (("a", "370783"), ("b", "370783-zrzy"), ("c", "370783-zrzy")):
        await town.officer(login, organ, Role.HEAD, Role.ADMINISTRATOR)
    await town.officer("d", "370783-houzhen", Role.HANDLER)
    await town.officer("e", "371702", Role.HEAD)
    async with town.office.sessions.begin() as session:
        [stopped] = await session.scalars(select(Officer).where(Officer.login == "e"))
        stopped.active = False


async def check(town: Town) -> None:
    """An edition an organ with its papers and the whole report, two working heads of the 局 and one of the city told."""
    async with town.office.sessions() as session:
        rows = await session.execute(select(Document.name, Document.kind))
        assert sorted((name, kind) for name, kind in rows) == sorted(
            [
                (f"{name}2026年收到和处理政府信息公开申请情况（第1版）{ending}", "annual_edition")
                for name in ORGANS.values()
                for ending in (".xlsx", ".docx", ".json")
            ]
            + [
                (f"{name}2026年政府信息公开工作年度报告.docx", "annual_report")
                for name in ORGANS.values()
            ]
        )
        told = await session.execute(
            select(Officer.login, Notice.text, Notice.link).join(Notice).order_by(Officer.login)
        )
        assert told.all() == [
            (
                login,
                f"{ORGANS[code]}2026年年度报告表第1版（草案）已自动生成，请核对后定稿",
                f"/annual-tables/{code}/2026/editions/1",
            )
            for login, code in (("a", "370783"), ("b", "370783-zrzy"), ("c", "370783-zrzy"))
        ]
        found = [d async for d in verify(session, town.office.vault, town.office.home)]
        assert found == []


async def cron(town: Town) -> None:
    """What the schedule does, then every promise that it made."""
    await promise_annual_papers({"office": town.office})
    async with town.office.sessions() as session:
        numbers = list(await session.scalars(select(Promise.id).order_by(Promise.id)))
    for number in numbers:
        await keep_promise({"office": town.office, "effects": effects(town.office)}, number)


def at(town: Town, *moment: int) -> None:
    town.clock.at = datetime(*moment, tzinfo=CHINA)  # type: ignore[misc,arg-type]


async def test_a_minute_before_midnight_nothing_is_promised(town: Town) -> None:
    at(town, 2026, 12, 31, 23, 59)
    await promise_annual_papers({"office": town.office})
    assert await value(town, "SELECT count(*) FROM outbox") == 0


async def test_at_five_past_midnight_every_organ_has_its_papers_and_its_heads_one_notice(
    town: Town,
) -> None:
    await heads(town)
    at(town, 2027, 1, 1, 0, 5)
    await cron(town)
    await check(town)
    town.clock.pass_by(hours=24)
    await cron(town)
    await check(town)


async def test_the_papers_hold_the_years_figures(town: Town) -> None:
    clerk = await town.officer("wang", "370783-zrzy", Role.REGISTRAR)
    for _ in range(3):  # handed in on 2026-11-20: three new ones, all carried out of the year
        await registered(town, clerk, "370783-zrzy")
    at(town, 2027, 1, 1, 0, 5)
    await cron(town)
    async with town.office.sessions() as session:
        rows = await session.execute(select(Document.name, Document.digest))
        stored = {name: papers.path_of(town.office.home, digest) for name, digest in rows}
    stem = "寿光市自然资源和规划局2026年收到和处理政府信息公开申请情况（第1版）"
    for lines in (sheet(stored[f"{stem}.xlsx"]), letter(stored[f"{stem}.docx"])):
        figures = {line[0]: line[-7:] for line in lines}
        assert figures["一、本年新收政府信息公开申请数量"] == ["3", "0", "0", "0", "0", "0", "3"]
        assert figures["四、结转下年度继续办理"] == ["3", "0", "0", "0", "0", "0", "3"]


def sheet(path: Path) -> list[list[str]]:
    with path.open("rb") as content:  # a stored paper has no ending
        page = openpyxl.load_workbook(content).worksheets[0]
    return [[str(cell.value) for cell in line] for line in page.iter_rows()]


def letter(path: Path) -> list[list[str]]:
    with path.open("rb") as content:
        table, *_ = Letter(content).tables  # section 三, before that of 复议 and 诉讼
    return [[cell.text for cell in row.cells] for row in table.rows]


async def test_a_worker_that_was_down_makes_up_for_it_until_the_reports_are_due(
    town: Town,
) -> None:
    """条例 49 has departments report by 31 January and governments by 31 March."""
    at(town, 2027, 4, 1, 0, 5)
    await promise_annual_papers({"office": town.office})
    assert await value(town, "SELECT count(*) FROM outbox") == 0
    at(town, 2027, 3, 31, 23, 0)
    await promise_annual_papers({"office": town.office})
    assert await value(town, "SELECT count(*) FROM outbox") == len(ORGANS)


@pytest.mark.slow
async def test_a_worker_killed_between_papers_and_commit_leaves_them_to_the_next_one_once(
    town: Town, queue: Queue
) -> None:
    await heads(town)
    ahead = (datetime(2027, 1, 1, 0, 5, tzinfo=CHINA) - china_now()).total_seconds()

    async def files_are_written() -> bool:
        return len(list(papers.folder(town.office.home).glob("*/*"))) == 4 * len(ORGANS)

    async def all_stored() -> bool:
        return await value(town, DOCUMENTS) == 4 * len(ORGANS)

    # it starts up on New Year's night and lingers over each table for a minute
    with Worker(town, queue, ahead=ahead, linger=60):
        await until(files_are_written)
    assert await value(town, DOCUMENTS) == await value(town, "SELECT count(*) FROM notices") == 0
    queue.wipe()
    with Worker(town, queue, ahead=ahead) as another:
        await until(all_stored, another)
    await check(town)
