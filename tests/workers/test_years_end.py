"""After 1 January: heads are reminded, sums made once all members are final, briefs each quarter."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from cases.actions.confirming import confirm
from cases.actions.reminding import is_said_on
from cases.annual.editions import CONSOLIDATED, newest_edition
from cases.law.report_dates import Publisher, plan_of
from cases.models import Document, Notice, Officer, Promise, Role
from cases.settings import CHINA
from tests.actions.filing import registered
from tests.conftest import Town
from workers.jobs import CONSOLIDATE, effects
from workers.relay import keep_promise
from workers.settings import promise_annual_papers, promise_briefs, promise_reminders

pytestmark = pytest.mark.anyio
MEMBERS = ("370783", "370783-zrzy", "370783-houzhen")  # the city, and the two below it


async def kept(town: Town) -> int:
    """Every promise that waits is kept; how many were."""
    done = 0
    while True:
        async with town.office.sessions() as session:
            waiting = await session.scalars(
                select(Promise.id).where(Promise.done_at.is_(None)).order_by(Promise.id)
            )
            numbers = waiting.all()
        if not numbers:
            return done
        for number in numbers:
            await keep_promise({"office": town.office, "effects": effects(town.office)}, number)
        done += len(numbers)


def test_a_department_is_told_from_20_january_every_fifth_day_then_daily_then_weekly() -> None:
    """条例 49(1): before 31 January. 20, 25, 30 January; 31 January; then each week from 1 February."""
    plan = plan_of(2026, Publisher.DEPARTMENT)
    days = [date(2027, month, day) for month in (1, 2) for day in range(1, 29)]
    days.insert(28, date(2027, 1, 29))
    days[29:29] = [date(2027, 1, 30), date(2027, 1, 31)]
    told = [day for day in days if is_said_on(plan, day, None)]
    assert told == [
        date(2027, 1, 20), date(2027, 1, 25), date(2027, 1, 30), date(2027, 1, 31),
        date(2027, 2, 1), date(2027, 2, 8), date(2027, 2, 15), date(2027, 2, 22),
    ]  # fmt: skip
    assert not any(is_said_on(plan, day, date(2027, 1, 18)) for day in days)
    assert not is_said_on(plan, date(2027, 6, 30), None)


async def test_heads_of_departments_are_reminded_on_20_january_once(town: Town) -> None:
    await town.officer("chief", "370783-zrzy", Role.HEAD)
    await town.officer("mayor", "370783", Role.HEAD)  # a government: from 20 March
    town.clock.at = datetime(2027, 1, 20, 8, 0, tzinfo=CHINA)
    for _ in range(2):
        await promise_reminders({"office": town.office})
        await kept(town)
    async with town.office.sessions() as session:
        told = (
            await session.execute(select(Officer.login, Notice.text, Notice.link).join(Notice))
        ).all()
    assert told == [
        (
            "chief",
            "寿光市自然资源和规划局2026年年度报告应于2027年1月30日以前公布，还有10天，"
            "法定期限为2027年1月31日前",
            "/annual-reports/370783-zrzy/2026",
        )
    ]


async def test_the_sum_is_made_by_itself_when_the_last_member_is_final_and_only_once(
    town: Town,
) -> None:
    clerk = await town.officer("wang", "370783-zrzy", Role.REGISTRAR)
    for _ in range(2):  # handed in on 2026-11-20, open at the end of the year
        await registered(town, clerk, "370783-zrzy")
    heads = {
        code: await town.officer(f"head{n}", code, Role.HEAD) for n, code in enumerate(MEMBERS)
    }
    town.clock.at = datetime(2027, 1, 1, 0, 5, tzinfo=CHINA)
    await promise_annual_papers({"office": town.office})
    await kept(town)
    for code in MEMBERS:
        async with town.office.sessions() as session:
            assert await newest_edition(session, town.organs["370783"], 2026, CONSOLIDATED) is None
        async with town.office.sessions.begin() as session:
            await confirm(session, heads[code], town.clock.at, town.organs[code], 2026, 1)
        await kept(town)
    async with town.office.sessions.begin() as session:
        made = await newest_edition(session, town.organs["370783"], 2026, CONSOLIDATED)
        assert made is not None
        assert (made.number, made.automatic) == (1, True)
        assert made.rows["new_received"][-1] == 2  # 0 + 2 + 0
        again = Promise(
            job=CONSOLIDATE, payload={"organ": str(town.organs["370783"]), "year": 2026}, attempts=0
        )
        session.add(again)
    await kept(town)
    async with town.office.sessions() as session:
        newest = await newest_edition(session, town.organs["370783"], 2026, CONSOLIDATED)
        assert newest is not None
        assert newest.number == 1


async def test_each_quarter_every_organ_has_its_brief_once(town: Town) -> None:
    await town.officer("chief", "370783-zrzy", Role.HEAD)
    town.clock.at = datetime(2027, 1, 1, 4, 30, tzinfo=CHINA)
    for _ in range(2):
        await promise_briefs({"office": town.office})
        await kept(town)
    async with town.office.sessions() as session:
        names = await session.scalars(
            select(Document.name).where(Document.kind == "analysis_brief").order_by(Document.name)
        )
        assert [name for name in names if name.startswith("寿光市自然")] == [
            "寿光市自然资源和规划局2026年第四季度政府信息公开申请分析简报.docx"
        ]
        told = await session.scalars(select(Notice.text))
        assert told.all() == [
            "寿光市自然资源和规划局2026年第四季度政府信息公开申请分析简报已自动生成并存入文件"
        ]
