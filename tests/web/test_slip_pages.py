"""协办: the people of the asked organ see the slip and nothing else of its case, and answer it once."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from cases.actions import slips
from cases.actions.application import Item
from cases.actions.closing import record_withdrawal
from cases.actions.departments import add_department, set_members
from cases.models import Role
from cases.models_work import Slip
from tests.conftest import Town
from tests.web.conftest import HOME, Site
from tests.web.worked import HOUZHEN, Office, office_of

pytestmark = pytest.mark.anyio
QUESTION = "是否制作或者保存该报告，能否公开及依据"
ANSWER = {
    "holds": "part",
    "location": "镇档案室",
    "searched": "查阅2025年目录",
    "opinion": "可以公开",
}
REQUESTS = ("2025年度农村饮水安全工程验收报告", "该工程的决算审计报告")


@pytest.fixture
async def bureau(site: Site, town: Town) -> Office:
    """The bureau has a case of two items, of which it asked the township about the first."""
    office = await office_of(town)
    await office.take_in(items=tuple(Item(text) for text in REQUESTS))
    await office.handed_out()
    await asked(office)
    assert site.town is town
    return office


async def asked(office: Office, **changes: Any) -> None:
    """A slip to the township, unless the test says to whom."""
    said = {"items": [1], "question": QUESTION, "reply_by": date(2026, 11, 27), "organ": HOUZHEN}
    await office.as_("zhaoming", slips.ask_for_help, **said | changes)


async def slip_of(town: Town, number: int = 1) -> Slip:
    async with town.office.sessions() as session:
        return (await session.scalars(select(Slip).where(Slip.number == number))).one()


async def test_people_of_the_asked_organ_see_the_slip_and_not_the_case(
    bureau: Office, site: Site, town: Town
) -> None:
    slip = await slip_of(town)
    async with site.browser("houzhen") as (client, _):
        listed = (await client.get("/slips")).text
        page = await client.get(f"/slips/{slip.id}")
        cases = [await client.get(f"/cases/{slip.case_id}{end}") for end in ("", "/review")]
    assert "YSQ-370783-zrzy-2026-0001" in listed
    assert page.status_code == 200
    for said in (QUESTION, REQUESTS[0], "寿光市自然资源和规划局", "2026年11月27日"):
        assert said in page.text
    assert "王芳" not in page.text, "who applied is not theirs to know"
    assert REQUESTS[1] not in page.text, "nor what they are not asked about"
    assert [case.status_code for case in cases] == [404, 404]
    assert str(slip.case_id) not in page.text + listed
    async with site.program("houzhen") as client:
        said = (await client.get(f"/api/slips/{slip.id}")).json()
        for end in ("", "/dossier", "/gates", "/prompts"):
            assert (await client.get(f"/api/cases/{slip.case_id}{end}")).status_code == 404
    assert said["items"] == [{"item": 1, "text": REQUESTS[0]}]
    assert "case_id" not in said
    assert bureau.case_id == slip.case_id


async def test_nobody_else_sees_a_slip(bureau: Office, site: Site, town: Town) -> None:
    slip = await slip_of(town)
    await town.officer("stranger", "371702", *Role)
    async with site.program("stranger") as client:
        assert (await client.get(f"/api/slips/{slip.id}")).status_code == 404
        assert (await client.post(f"/api/slips/{slip.id}/answer", json=ANSWER)).status_code == 404
        assert (await client.get("/api/slips")).json() == {"open": [], "answered": []}
    async with site.browser("stranger") as (client, _):
        assert (await client.get(f"/slips/{slip.id}")).status_code == 404
    assert (await slip_of(town)).answered_at is None
    assert bureau.case_id == slip.case_id


async def test_a_slip_is_answered_once_and_then_only_read(
    bureau: Office, site: Site, town: Town
) -> None:
    slip = await slip_of(town)
    async with site.browser("houzhen") as (client, token):
        form = ANSWER | {"form_token": token}
        done = await client.post(f"/slips/{slip.id}/answer", data=form)
        assert (done.status_code, done.headers["location"]) == (303, f"/slips/{slip.id}")
        page = (await client.get(f"/slips/{slip.id}")).text
        again = await client.post(f"/slips/{slip.id}/answer", data=form)
        listed = (await client.get("/slips")).text
    assert "镇档案室" in page
    assert f"/slips/{slip.id}/answer" not in page
    assert again.status_code == 409
    assert "已经回复" in again.text
    assert "已回复 <small>最近90天，1份</small>" in listed
    told = [event for event in await bureau.events() if event.kind == "slip_answered"]
    assert [(event.officer, event.data["holds"]) for event in told] == [("houzhen", "part")]


async def test_a_refused_answer_keeps_what_was_typed(
    bureau: Office, site: Site, town: Town
) -> None:
    slip = await slip_of(town)
    async with site.browser("houzhen") as (client, token):
        form = {"form_token": token, "holds": "none", "searched": "逐卷核对", "opinion": ""}
        refused = await client.post(f"/slips/{slip.id}/answer", data=form)
    assert refused.status_code == 422
    assert "逐卷核对" in refused.text
    assert 'value="none" required checked' in refused.text
    assert 'id="answer-opinion-fault">此项必填' in refused.text
    assert (await slip_of(town)).answered_at is None
    assert bureau.case_id == slip.case_id


async def test_a_slip_of_a_case_that_is_over_asks_for_nothing_more(
    bureau: Office, site: Site, town: Town
) -> None:
    slip = await slip_of(town)
    await bureau.as_("chenwei", record_withdrawal, withdrawn_on=date(2026, 11, 22), paper="撤回书")
    async with site.browser("houzhen") as (client, _):
        page = (await client.get(f"/slips/{slip.id}")).text
    assert "该申请已经办结，不再需要回复协办" in page
    assert "<textarea" not in page


async def test_a_slip_to_a_department_is_seen_by_its_people_and_by_the_disclosure_office(
    bureau: Office, site: Site, town: Town
) -> None:
    owner = await town.officer("owner", HOME, *Role)
    for login in ("inside", "outside"):
        await town.officer(login, HOME, Role.HANDLER)
    async with town.office.sessions.begin() as session:
        organ = town.organs[HOME]
        section = await add_department(session, owner, organ, name="耕地保护科")
        await set_members(session, owner, organ, section.id, ["inside"])
    await asked(bureau, organ="", department="耕地保护科")
    seen = {}
    for login in ("inside", "outside", "chenwei", "houzhen"):
        async with site.program(login) as client:
            found = (await client.get("/api/slips")).json()["open"]
            count = (await client.get("/api/work")).json()["slips"]
        assert count == len(found), login
        seen[login] = [slip["number"] for slip in found]
    assert seen == {"inside": [2], "outside": [], "chenwei": [2], "houzhen": [1]}


async def test_a_reader_of_the_asked_organ_sees_the_slip_without_a_form(
    bureau: Office, site: Site, town: Town
) -> None:
    slip = await slip_of(town)
    await town.officer("lawyer", HOUZHEN, Role.REVIEWER)
    async with site.browser("lawyer") as (client, token):
        page = (await client.get(f"/slips/{slip.id}")).text
        refused = await client.post(f"/slips/{slip.id}/answer", data=ANSWER | {"form_token": token})
    assert QUESTION in page
    assert "<textarea" not in page
    assert refused.status_code == 403
    assert bureau.case_id == slip.case_id
