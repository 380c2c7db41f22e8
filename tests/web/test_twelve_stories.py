"""The twelve stories of 办理, each from 登记 to 归档 through the API, as an office would send them."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from cases.calendars import in_force
from cases.demonstration.playing import beginning, day_of, filed, told
from cases.demonstration.stories import Story
from cases.demonstration.stories_more import STORIES, STORY
from cases.law.calendar import Calendar
from cases.models import Role
from cases.models_work import Slip
from cases.settings import CHINA
from tests.conftest import Town
from tests.history.walking import found
from tests.web.conftest import Site

pytestmark = pytest.mark.anyio
HOME = "370783-zrzy"
PEOPLE = {
    "chuangkou": Role.REGISTRAR, "chengban": Role.HANDLER, "baomi": Role.SECRECY,
    "fazhi": Role.REVIEWER, "fuzeren": Role.HEAD, "juzhang": Role.LEADER,
    "guidang": Role.ARCHIVIST,
}  # fmt: skip
# fmt: off
ENDS: dict[str, tuple[str, str, int, int | None]] = {
    # story: answer type, annual row, working day of the answer, working day on which it was due
    "on_the_spot": ("A25", "granted_full", 0, 20),
    # 补正 came on day 11: a fresh twenty (条例 30)
    "supplemented": ("A2", "granted_full", 18, 31),
    "lapsed": ("A28", "other_overdue_correction", 21, None),
    # sent on day 3, replied on day 12: days 4 to 12, nine of them, are not counted (条例 33(3))
    "agreed": ("A2", "granted_full", 16, 29),
    "objected": ("A7", "denied_third_party", 15, 27),  # days 4 to 10: seven
    # received on day 4, fifteen working days: to day 19; days 4 to 19 are sixteen
    "silent": ("A2", "granted_full", 22, 36),
    "overridden": ("A2", "granted_full", 15, 26),  # days 4 to 9: six
    "co_maker": ("A2", "granted_full", 19, 35),  # received on day 2: days 3 to 17 are fifteen
    "partial": ("A3", "granted_partial", 10, 20),
    "not_held": ("A12", "unable_not_held", 11, 20),
    "not_ours": ("A13", "unable_not_held", 5, 20),
    "repeated": ("A17", "refused_repeat", 4, 20),
    "petition": ("A16", "refused_petition", 4, 20),
    "withdrawn": ("A27", "other_misc", 5, 20),
    # the first answer counts, whatever the 复议 orders (annual_table.md, Counting 5)
    "answered_anew": ("A9", "denied_process_info", 7, 20),
}
# fmt: on


async def staffed(town: Town) -> None:
    for login, role in PEOPLE.items():
        await town.officer(login, HOME, role)
    await town.officer("houzhen1", "370783-houzhen", Role.REGISTRAR)


async def played(
    site: Site, story: Story, calendar: Calendar, first: Any, numbers: dict[str, str]
) -> dict[str, Any]:
    """A story sent step by step to the API; the case as the API gives it at the end."""
    town = site.town
    start = day_of(calendar, first, story.begins)

    def go_to(day: int, minute: int) -> None:
        moment = datetime.combine(day_of(calendar, start, day), time(9), CHINA)
        town.clock.at = moment + timedelta(minutes=10 * minute)

    async def send(who: str, path: str, body: Any) -> dict[str, Any]:
        async with site.program(who) as client:
            answer = await client.post(path, json=told(body, calendar, start, numbers))
        assert answer.status_code in (200, 201), f"{story.name} {path}: {answer.text}"
        result: dict[str, Any] = answer.json()
        return result

    go_to(0, 0)
    case = await send("chuangkou", "/api/cases", filed(story, HOME))
    numbers[story.name] = case["number"]
    for place, step in enumerate(story.steps, start=1):
        go_to(step.day, place)
        path = f"/api/cases/{case['id']}{step.noun}"
        if step.noun == "slip":
            async with town.office.sessions() as session:
                slip = await session.scalar(select(Slip.id))
            path = f"/api/slips/{slip}/answer"
        await send(step.who, path, step.body)
    async with site.program("chuangkou") as client:
        shown: dict[str, Any] = (await client.get(f"/api/cases/{case['id']}")).json()
    return shown


@pytest.mark.parametrize("name", ENDS)
async def test_a_story_goes_from_registration_to_archive(site: Site, name: str) -> None:
    town = site.town
    today = town.clock.at.date()
    await staffed(town)
    async with town.office.sessions.begin() as session:
        calendar = (await in_force(session)).calendar
    first, numbers = beginning(calendar, today), dict[str, str]()
    for before in ("agreed",) if name == "repeated" else ():
        await played(site, STORY[before], calendar, first, numbers)
    case = await played(site, STORY[name], calendar, first, numbers)
    answer_type, row, answered, due = ENDS[name]
    start = day_of(calendar, first, STORY[name].begins)
    assert case["state"] == "archived"
    assert (case["answer_type"], case["annual_row"]) == (answer_type, row)
    assert case["answered_on"] == day_of(calendar, start, answered).isoformat()
    assert case["answer_due"] == (day_of(calendar, start, due).isoformat() if due else None)
    assert case["timely"] is (None if name == "withdrawn" else True)
    assert case["warnings"] == []
    assert await found(town) == []


def test_every_story_of_the_demonstration_is_told_here() -> None:
    assert [story.name for story in STORIES] == list(ENDS)
