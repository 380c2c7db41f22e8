"""待办: each officer sees what waits for him, nothing stays unseen, and heads see the load."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import httpx
import pytest

from cases.actions import assignment
from cases.actions.absences import enter_absence
from cases.actions.closing import record_answer
from cases.actions.departments import add_department, set_members
from cases.actions.issuing import issue
from cases.actions.officers import set_active
from cases.actions.reviewing import approve
from cases.actions.steps import Sending
from cases.actions.timing import send_supplement_notice
from cases.law.delivery import Way
from cases.law.receipt import Channel
from cases.models import Role
from cases.queries_work import list_of
from cases.queues import QUEUE, QUEUES, Asker
from cases.states import DONE, State
from tests.actions.filing import registered
from tests.conftest import Town
from tests.web.conftest import HOME, Site
from tests.web.worked import Office, office_of

pytestmark = pytest.mark.anyio
TODAY = date(2026, 11, 22)


@pytest.fixture
async def bureau(site: Site, town: Town) -> Office:
    return await office_of(town)


async def counts(site: Site, login: str) -> dict[str, int]:
    """The queues of an officer that hold something."""
    async with site.program(login) as client:
        said = (await client.get("/api/work")).json()
    return {queue["key"]: queue["count"] for queue in said["queues"] if queue["count"]}


@asynccontextmanager
async def reading(site: Site, login: str) -> AsyncIterator[httpx.AsyncClient]:
    async with site.browser(login) as (client, _):
        yield client


async def manage(office: Office, login: str, verb: Any, *what: Any, **how: Any) -> Any:
    """What somebody sets for the bureau."""
    async with office.town.office.sessions.begin() as session:
        return await verb(session, office.actors[login], *what, **how)


def test_every_state_of_a_case_that_is_not_done_stands_in_a_queue() -> None:
    held = {state for queue in QUEUES for state in queue.states}
    assert held == set(State) - {State.ARCHIVED}
    by_everybody = {s for q in QUEUES if q.key not in ("mine", "accepting") for s in q.states}
    assert by_everybody == held, "a state whose cases only their handler would see"


async def test_a_case_waits_in_the_queue_of_whoever_has_the_next_step(
    bureau: Office, site: Site
) -> None:
    async def queues() -> dict[str, set[str]]:
        found = {login: set(await counts(site, login)) for login in bureau.actors}
        return {login: keys for login, keys in found.items() if keys}

    await bureau.take_in(channel=Channel.ONLINE, dates={"submitted_on": date(2026, 11, 20)})
    assert await queues() == {"chenwei": {"unconfirmed"}, "zhaoming": {"unconfirmed"}}
    await bureau.take_in()
    bureau.actors.pop("houzhen")
    assert (await queues())["chenwei"] == {"unconfirmed", "screening"}
    await bureau.as_("chenwei", assignment.screen, clear=True, is_application=True, ours=True)
    assert (await queues())["chenwei"] == {"unconfirmed", "assigning"}
    await bureau.as_("chenwei", assignment.assign, handler="zhaoming")
    assert await queues() == {"chenwei": {"unconfirmed"}, "zhaoming": {"unconfirmed", "accepting"}}
    await bureau.as_("zhaoming", assignment.accept)
    assert (await queues())["zhaoming"] == {"unconfirmed", "mine"}
    await bureau.sent_for_review()
    # 承办人 keeps it among his own while others examine it
    for login, key in (
        ("sunli", "secrecy_review"), ("qianwenjing", "legal_review"), ("chenwei", "office_review"),
    ):  # fmt: skip
        found = await queues()
        assert {who for who, keys in found.items() if key in keys} >= {login}
        assert "mine" in found["zhaoming"]
        await bureau.as_(login, approve, "同意")
    assert (await queues())["zhoujie"] == {"signing"}


async def test_the_nearest_limit_comes_first_and_those_without_one_last(
    bureau: Office, town: Town
) -> None:
    clerk = bureau.actors["chenwei"]
    days = {}
    for day in (20, 18, 19):
        case = await registered(town, clerk, HOME, dates={"submitted_on": date(2026, 11, day)})
        days[case.number] = day
    awaiting = await registered(town, clerk, HOME, dates={"submitted_on": date(2026, 11, 17)})
    async with town.office.sessions.begin() as session:
        await send_supplement_notice(
            session, clerk, town.clock.at, awaiting.id, sending=Sending(date(2026, 11, 20)),
            reply_by=date(2026, 12, 4), content="年度",
        )  # fmt: skip
    asker = Asker(clerk, TODAY)
    async with town.office.sessions() as session:
        page = await list_of(session, QUEUE["screening"], asker)
        # 11-18 before 11-19 before 11-20; what awaits a 补正 has no limit
        assert [days.get(row.number) for row in page.rows] == [18, 19, 20, None]
        walked, after = [], None
        while True:
            part = await list_of(session, QUEUE["screening"], asker, after, size=1)
            walked += [row.number for row in part.rows]
            after = part.next
            if after is None:
                break
    assert walked == [row.number for row in page.rows]


async def test_a_case_of_a_department_waits_for_each_of_its_people(
    bureau: Office, site: Site, town: Town
) -> None:
    at, organ = town.clock.at, town.organs[HOME]
    owner = await town.officer("owner", HOME, *Role)
    bureau.actors["owner"] = owner
    async with town.office.sessions.begin() as session:
        section = await add_department(session, owner, organ, name="耕地保护科")
        await set_members(session, owner, organ, section.id, ["zhaoming"])
    await bureau.take_in()
    await bureau.as_("chenwei", assignment.screen, clear=True, is_application=True, ours=True)
    await bureau.as_("chenwei", assignment.assign, department="耕地保护科")
    assert await counts(site, "zhaoming") == {"accepting": 1}
    # 陈伟 is of no department: he sees it because nobody handles it yet
    assert await counts(site, "chenwei") == {"unattended": 1}
    await bureau.as_("zhaoming", assignment.accept)
    assert await counts(site, "zhaoming") == {"mine": 1}
    assert await counts(site, "chenwei") == {}
    assert at == town.clock.at


async def test_whoever_stands_in_sees_the_work_of_the_absent(
    bureau: Office, site: Site, town: Town
) -> None:
    await town.officer("liqiang", HOME, Role.HANDLER)
    await bureau.take_in()
    await bureau.handed_out()
    await manage(
        bureau, "chenwei", enter_absence, town.clock.at, town.organs[HOME], officer="zhaoming",
        substitute="liqiang", first_day=TODAY, last_day=TODAY,
    )  # fmt: skip
    assert await counts(site, "liqiang") == {"mine": 1}
    assert "unattended" not in await counts(site, "chenwei")
    town.clock.pass_by(days=1)
    assert await counts(site, "liqiang") == {}


async def test_a_case_whose_handler_is_gone_is_nobodys_and_is_seen(
    bureau: Office, site: Site, town: Town
) -> None:
    await town.officer("liqiang", HOME, Role.HANDLER)
    bureau.actors["admin"] = await town.officer("admin", HOME, Role.ADMINISTRATOR)
    await bureau.take_in()
    await bureau.handed_out()
    assert "unattended" not in await counts(site, "chenwei")
    # on leave, and who stands in is inactive
    await manage(
        bureau, "chenwei", enter_absence, town.clock.at, town.organs[HOME], officer="zhaoming",
        substitute="liqiang", first_day=TODAY, last_day=TODAY,
    )  # fmt: skip
    await manage(bureau, "admin", set_active, "liqiang", active=False)
    assert (await counts(site, "chenwei"))["unattended"] == 1
    town.clock.pass_by(days=1)
    assert "unattended" not in await counts(site, "chenwei")
    await manage(bureau, "admin", set_active, "zhaoming", active=False)
    assert (await counts(site, "chenwei"))["unattended"] == 1


async def test_a_queue_holds_nothing_of_another_organ(bureau: Office, site: Site) -> None:
    await bureau.take_in()
    assert await counts(site, "houzhen") == {}
    async with site.program("houzhen") as client:
        page = (await client.get("/api/work/screening")).json()
    assert page["cases"] == []


async def test_each_line_leads_to_the_form_of_its_next_verb(bureau: Office, site: Site) -> None:
    case = await bureau.take_in()
    async with site.program("chenwei") as client:
        row = (await client.get("/api/work/screening")).json()["cases"][0]
    assert row["step"] == {"verb": "screen", "label": "初审", "link": f"/cases/{case}#screen"}
    await bureau.handed_out()
    await bureau.sent_for_review()
    async with site.program("sunli") as client:
        row = (await client.get("/api/work/secrecy_review")).json()["cases"][0]
    assert row["step"]["link"] == f"/cases/{case}/review#approve"
    async with site.program("zhaoming") as client:
        row = (await client.get("/api/work/mine")).json()["cases"][0]
    assert row["step"] == {"verb": None, "label": "等待保密审查", "link": f"/cases/{case}"}


async def test_the_page_opens_at_the_first_queue_that_holds_a_case(
    bureau: Office, site: Site
) -> None:
    await bureau.take_in()
    async with reading(site, "chenwei") as client:
        page = (await client.get("/work")).text
        assert "YSQ-370783-zrzy-2026-0001" in page
        assert "待初审 <small>1件</small>" in page
        assert (await client.get("/work/nothing")).status_code == 404
        assert (await client.get("/work/mine?after=xx")).status_code == 422
    async with reading(site, "zhoujie") as client:
        assert "目前没有“待签发”的案件" in (await client.get("/work")).text


async def test_an_officer_without_a_queue_is_told_where_to_look(site: Site, town: Town) -> None:
    await town.officer("above", "370783", Role.SUPERVISOR)
    async with reading(site, "above") as client:
        page = (await client.get("/work")).text
    assert "您的岗位没有需要办理的案件清单" in page


async def test_the_load_counts_each_handler_and_each_level(
    bureau: Office, site: Site, town: Town
) -> None:
    # due 20 working days after 2026-10-09: 2026-11-06, two weeks before the clock of the tests
    await bureau.take_in(dates={"submitted_on": date(2026, 10, 9)})
    await bureau.handed_out()
    await bureau.take_in()
    await bureau.handed_out()
    await bureau.sent_for_review()
    await bureau.take_in()
    async with site.program("chenwei") as client:
        (load,) = (await client.get("/api/work/load")).json()
    people = {row["key"]: (row["open"], row["late"]) for row in load["handlers"]}
    assert people == {"zhaoming": (2, 1), "chenwei": (0, 0)}
    levels = {row["key"]: row for row in load["levels"] if row["open"]}
    assert {key: row["open"] for key, row in levels.items()} == {
        "screening": 1, "handling": 1, "secrecy_review": 1,
    }  # fmt: skip
    assert levels["secrecy_review"]["officers"] == ["sunli"]
    assert levels["handling"]["late"] == 1
    async with reading(site, "chenwei") as client:
        assert "在办2件，其中逾期1件" in (await client.get("/work/load")).text
    async with site.program("zhaoming") as client:
        refused = await client.get("/api/work/load")
    assert refused.status_code == 403
    assert "公开机构负责人、签发领导" in refused.json()["detail"]
    assert town.clock.at.date() == TODAY


async def test_the_first_page_shows_the_queues_that_hold_something(
    bureau: Office, site: Site
) -> None:
    await bureau.take_in()
    async with reading(site, "chenwei") as client:
        page = (await client.get("/")).text
    assert 'href="/work/screening"' in page
    assert 'href="/work/signing"' not in page


async def test_what_is_done_waits_for_the_archivist(bureau: Office, site: Site) -> None:
    await bureau.take_in()
    await bureau.handed_out()
    await bureau.sent_for_review()
    await bureau.signed()
    handed = Sending(date(2026, 11, 22), Way.IN_PERSON, {"signed_on": date(2026, 11, 22)})
    await bureau.as_("chenwei", issue)
    await bureau.as_("chenwei", record_answer, sending=handed, proof="签收")
    assert await counts(site, "wugang") == {"archiving": 1}
    assert "mine" not in await counts(site, "zhaoming")
    assert QUEUE["archiving"].states == (DONE[0],)
