"""An applicant at the public pages: an open desk, an application, a session, what a page says."""

import re
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import select

from cases.actions.public_setting import set_public_desk
from cases.models import Case, CaseEvent, Organ, Role
from tests.conftest import SETTER, Town
from tests.web.conftest import CARD, HOME, PHONE, REQUEST, Site

NAME = "䶮堃<b>"
FORM = {
    "applicant.kind": "natural_person",
    "applicant.name": NAME,
    "applicant.id_kind": "resident_card",
    "applicant.id_number": CARD,
    "applicant.phone": PHONE,
    "items.0.text": REQUEST,
    "carrier": "paper",
    "route": "post",
}
DESK: dict[str, Any] = {
    "is_open": True,
    "office_name": "寿光市自然资源和规划局办公室",
    "office_address": "寿光市商务小区5号楼",
    "hours": "工作日8:30—17:30",
    "phone": "0536-5221234",
    "reason": "开通网上申请",
}


async def opened_desk(town: Town, code: str = HOME, **changes: Any) -> None:
    """The public pages of an organ as its head sets them."""
    async with town.office.sessions.begin() as session:
        organ = await session.scalar(select(Organ).where(Organ.code == code))
        assert organ is not None
        await set_public_desk(session, SETTER, town.clock.at, organ.id, **DESK | changes)


async def sent(
    client: httpx.AsyncClient, code: str = HOME, files: Any = None, **changes: str
) -> httpx.Response:
    """An application as it is sent after it was looked over."""
    form = FORM | {"submission": str(uuid4()), "step": "send"} | changes
    return await client.post(f"/public/{code}/apply", data=form, files=files)


def slip(answer: httpx.Response) -> tuple[str, str]:
    """Number and query code, as the page shows them once."""
    assert answer.status_code == 200, answer.text
    number, code = re.findall(r'<dd class="mono">([^<]+)</dd>', answer.text)[:2]
    return number, code


async def entered(client: httpx.AsyncClient, number: str, code: str) -> httpx.Response:
    """The page of the case, by number and query code."""
    answer = await client.post("/public/follow", data={"number": number, "query_code": code})
    assert answer.status_code == 303, answer.text
    return await client.get(answer.headers["location"])


def token(page: httpx.Response) -> str:
    """What the forms of this session carry."""
    (found,) = set(re.findall(r'name="form_token" value="([^"]*)"', page.text))
    return str(found)


async def the_case(town: Town, number: str) -> Case:
    async with town.office.sessions() as session:
        case = await session.scalar(select(Case).where(Case.number == number))
        assert case is not None
        return case


async def told(town: Town, number: str) -> list[CaseEvent]:
    """The history of a case."""
    async with town.office.sessions() as session:
        case = await session.scalar(select(Case.id).where(Case.number == number))
        rows = await session.scalars(
            select(CaseEvent).where(CaseEvent.case_id == case).order_by(CaseEvent.seq)
        )
        return list(rows)


async def filed(site: Site, town: Town, **changes: str) -> tuple[str, str]:
    """Number and query code of an application to the bureau, whose pages are opened for it."""
    await opened_desk(town)
    async with site.client() as client:
        return slip(await sent(client, **changes))


async def confirmation(site: Site, town: Town, number: str) -> str:
    """The code that an officer tells the applicant."""
    case = await the_case(town, number)
    await town.officer("giver", HOME, Role.REGISTRAR)
    async with site.program("giver") as officer:
        page = await officer.post(f"/cases/{case.id}/confirmation-code")
    found = re.search(r'class="public-code">(\d{6})<', page.text)
    assert found is not None, page.text
    return found[1]


async def confirmed(site: Site, town: Town) -> tuple[str, str, Case]:
    """A case that both sides have confirmed."""
    number, code = await filed(site, town)
    given = await confirmation(site, town, number)
    async with site.client() as client:
        page = await entered(client, number, code)
        await client.post(
            "/public/follow/confirmation", data={"confirmation": given, "form_token": token(page)}
        )
    return number, code, await the_case(town, number)
