"""首页: today's work by its nearest limit with its next step, and what falls due in 40 working days."""

from datetime import date, timedelta

import pytest

from cases.actions.saved_searches import delete, save
from cases.law.calendar import packaged_calendar
from cases.models import Notice, Role
from cases.queries_home import STRIP_DAYS
from cases.states import State
from tests.conftest import Town
from tests.pages.reading import Read, wrong
from tests.web.conftest import HOME, Site, new_case

pytestmark = pytest.mark.anyio


async def home(site: Site, login: str) -> tuple[Read, str]:
    async with site.browser(login) as (client, _):
        answer = await client.get("/")
    assert answer.status_code == 200, answer.text
    page = Read(answer.text)
    assert wrong(page) == []
    return page, answer.text


async def test_the_nearest_limit_stands_first_with_its_next_step(site: Site, town: Town) -> None:
    await town.officer("zhao", HOME, *Role)
    numbers = []
    for day in (date(2026, 11, 20), date(2026, 11, 3), date(2026, 11, 10)):
        case = await new_case(town, "zhao", HOME, State.SCREENING, dates={"submitted_on": day})
        numbers.append(case.number)
    page, html = await home(site, "zhao")
    places = [html.index(f">{numbers[n]}</a>") for n in (1, 2, 0)]
    assert places == sorted(places)
    assert html.count('class="button primary" href="/cases/') == 2  # 登记新申请, and the first step
    assert "初审" in page.text


async def test_what_is_to_be_confirmed_stands_before_what_is_due_tomorrow_and_what_is_done_last(
    site: Site, town: Town
) -> None:
    await town.officer("zhao", HOME, *Role)
    done = await new_case(town, "zhao", HOME, State.CLOSED)
    # received on 2026-10-26: the 20th working day after is 2026-11-23, the day after today
    early = {"submitted_on": date(2026, 10, 26)}
    tomorrow = await new_case(town, "zhao", HOME, State.SCREENING, dates=early)
    waiting = await new_case(town, "zhao", HOME, State.UNCONFIRMED)
    _, html = await home(site, "zhao")
    lines = html[html.index("todays-work") :]
    places = [lines.index(f">{case.number}</a>") for case in (waiting, tomorrow, done)]
    assert places == sorted(places)
    assert "确认收到申请之日" in lines
    assert "归档" in lines


async def test_a_reopened_case_stands_at_the_day_that_its_decision_gives(
    site: Site, town: Town
) -> None:
    """复议 orders a new answer by a day: that day counts now, not the limit of the first answer."""
    await town.officer("zhao", HOME, *Role)
    case = await new_case(town, "zhao", HOME, State.CLOSED)
    here = f"/api/cases/{case.id}"
    order = {
        "kind": "reconsideration", "body": "寿光市人民政府", "procedure": "ordinary",
        "notified_on": "2026-11-22", "result": "answer_again", "concluded_on": "2026-11-22",
        "answer_again": "2026-12-01",
    }  # fmt: skip
    async with site.program("zhao") as client:
        assert (await client.post(f"{here}/challenges", json=order)).status_code == 201
        said = {"challenge": 1, "reason": "复议决定责令重新答复"}
        done = await client.post(f"{here}/reopening", json=said)
        assert done.status_code == 201, done.text
    page, html = await home(site, "zhao")
    assert f">{case.number}</a>" in html[html.index("todays-work") :]
    assert "2026-12-01" in html
    assert "12月1日星期二：答复期限届满1件" in page.text
    async with site.browser("zhao") as (client, _):
        day = "/cases?late=open&due_from=2026-12-01&due_to=2026-12-01"
        assert case.number in (await client.get(day)).text


async def test_a_case_of_two_queues_stands_there_once(site: Site, town: Town) -> None:
    await town.officer("zhao", HOME, *Role)
    case = await new_case(town, "zhao", HOME, State.SERVING)
    _, html = await home(site, "zhao")
    assert html.count(f'<a class="mono" href="/cases/{case.id}">') == 1


async def test_the_strip_counts_every_limit_on_its_working_day(site: Site, town: Town) -> None:
    # Sunday 2026-11-22: the first working day is Monday the 23rd; the 40th after it by the
    # calendar. Received on Friday 2026-11-20, the 20th working day after is 2026-12-18 (five weeks
    # of five days without a holiday between: 23 Nov is the first, 18 Dec the twentieth).
    await town.officer("zhao", HOME, *Role)
    for _ in range(2):
        await new_case(town, "zhao", HOME, State.SCREENING)
    page, html = await home(site, "zhao")
    assert html.count('<li class="due-day') == STRIP_DAYS
    assert "12月18日星期五：答复期限届满2件" in page.text
    assert "11月23日星期一：没有期限届满" in page.text
    assert "11月22日星期" not in page.text
    calendar = packaged_calendar()
    assert calendar.after(date(2026, 11, 20), 20) == date(2026, 12, 18)


async def test_an_officer_without_work_is_told_so(site: Site, town: Town) -> None:
    await town.officer("li", HOME, Role.REVIEWER)
    page, _ = await home(site, "li")
    assert "目前没有等待您办理的案件" in page.text


async def test_many_notices_are_folded_and_read_at_once(site: Site, town: Town) -> None:
    await town.officer("li", HOME, Role.REVIEWER)
    officer = await town.actor("li")
    async with town.office.sessions.begin() as session:
        for n in range(7):
            at = town.clock.at - timedelta(minutes=n)
            session.add(Notice(officer_id=officer.officer_id, text=f"通知{n}", link="/", at=at))
    page, _ = await home(site, "li")
    assert "7条未读" in page.text
    assert "其余3条" in page.text
    async with site.browser("li") as (client, token):
        answer = await client.post("/notices/read", data={"form_token": token})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
    page, _ = await home(site, "li")
    assert "条未读" not in page.text


async def test_the_saved_filter_wanted_at_home_stands_there_with_its_count(
    site: Site, town: Town
) -> None:
    await town.officer("zhao", HOME, *Role)
    await town.officer("li", HOME, *Role)
    for _ in range(3):
        await new_case(town, "zhao", HOME, State.UNCONFIRMED)
    await new_case(town, "zhao", HOME, State.LEGAL_REVIEW)
    page, _ = await home(site, "zhao")
    assert "常用查找" not in page.text  # nothing is kept
    zhao = await town.actor("zhao")
    async with town.office.sessions.begin() as session:
        for name, is_home in (("不在首页的", False), ("待确认的", True)):
            saved = await save(
                session, zhao, town.clock.at, name=name, filters={"state": "unconfirmed"},
                is_home=is_home, organ=HOME,
            )  # fmt: skip
    page, html = await home(site, "zhao")
    assert "待确认的 3件" in page.text
    assert f'href="/cases?state=unconfirmed&amp;saved={saved.id}"' in html
    assert '<a class="manage" href="/cases/saved">管理常用查找</a>' in html
    assert "不在首页的" not in page.text
    page, _ = await home(site, "li")  # shared with everybody there, at home for its owner alone
    assert "常用查找" not in page.text
    async with town.office.sessions.begin() as session:
        await delete(session, zhao, town.clock.at, saved.id)
    page, _ = await home(site, "zhao")
    assert "常用查找" not in page.text


async def test_a_filter_at_home_that_makes_no_sense_any_more_is_said_so(
    site: Site, town: Town
) -> None:
    await town.officer("zhao", HOME, *Role)
    zhao = await town.actor("zhao")
    async with town.office.sessions.begin() as session:
        gone = {"organ": "371702"}  # another city
        await save(session, zhao, town.clock.at, name="外地的", filters=gone, is_home=True)
    page, _ = await home(site, "zhao")
    assert "外地的 条件已失效" in page.text


async def test_open_cases_are_counted_by_their_states(site: Site, town: Town) -> None:
    await town.officer("zhao", HOME, *Role)
    await new_case(town, "zhao", HOME, State.UNCONFIRMED)
    for _ in range(3):
        await new_case(town, "zhao", HOME, State.LEGAL_REVIEW)
    _, html = await home(site, "zhao")
    assert '>1<span class="unseen">件待确认' in html
    assert '<td class="number"><span class="figure">3</span>' in html
