"""One organ never sees another's cases: asked of every route, and of every one still to come."""

import httpx
import pytest
from sqlalchemy import insert

from cases.models import OfficerRole, Role
from tests.conftest import Town
from tests.web.conftest import APPLICANT, HOME, REQUEST, Site, made_ready, stored
from tests.web.doors import DOORS, Door, Of, Things, call

pytestmark = pytest.mark.anyio

ONE_ORGANS = (Of.CASE, Of.ORGAN, Of.DOCUMENT, Of.ADMINISTERED, Of.OFFICER, Of.BODY)
FOREIGN = [door for door in DOORS if door.of in ONE_ORGANS]
LISTS = [door for door in DOORS if door.of is Of.LIST]
SHOWN = (Of.CASE, Of.ORGAN, Of.DOCUMENT)  # what a supervisor reads of the organs below
NAMED = ("uuid}", "{code:", "{login:")


def test_every_route_that_names_something_of_one_organ_is_asked() -> None:
    """A path with an id or a code must be one organ's: it cannot hide among the officer's own."""
    named = {door.path for door in DOORS if any(name in door.path for name in NAMED)}
    office = {door.path for door in DOORS if door.of is Of.OFFICE}  # one calendar for all
    assert named - office <= {door.path for door in FOREIGN}


def nothing_of_it(answer: httpx.Response, things: Things, door: Door) -> None:
    """Neither the case nor its applicant, request, papers or officer stand in the answer."""
    for word in (APPLICANT, REQUEST, str(things.case_id), "YSQ-370783-zrzy", "机密", "新来者"):
        assert word not in answer.text, f"{door}: {word}"


async def refused_everywhere(site: Site, login: str, things: Things) -> None:
    """This officer gets nothing of these things by any route, and changes nothing."""
    before = await stored(site.town)
    async with site.program(login) as client:
        for door in FOREIGN:
            answer = await call(client, door, things)
            # pages that offer organs to choose from know none of this code: 422 beside the field
            refused = (403, 404, 422) if door.of is Of.BODY else (403, 404)
            assert answer.status_code in refused, f"{door}: {answer.status_code} {answer.text}"
            nothing_of_it(answer, things, door)
        for door in LISTS:
            answer = await call(client, door, things)
            assert answer.status_code == 200, f"{door}: {answer.status_code}"
            nothing_of_it(answer, things, door)
    assert await stored(site.town) == before


@pytest.mark.parametrize(
    ("organ", "roles"),
    [
        ("371702", tuple(Role)),  # another city, with every role there
        ("370783-houzhen", tuple(Role)),  # another organ below the same city
        # the city above, with every role but the one that looks down
        ("370783", tuple(role for role in Role if role is not Role.SUPERVISOR)),
    ],
)
async def test_an_officer_with_every_role_elsewhere_gets_nothing(
    site: Site, town: Town, things: Things, organ: str, roles: tuple[Role, ...]
) -> None:
    await town.officer("stranger", organ, *roles)
    await refused_everywhere(site, "stranger", things)


async def test_supervisor_of_a_sibling_city_gets_nothing(
    site: Site, town: Town, things: Things
) -> None:
    await town.officer("sibling", "371702", Role.SUPERVISOR)
    before = await stored(town)
    async with site.program("sibling") as client:
        for door in FOREIGN:
            answer = await call(client, door, things)
            assert answer.status_code in (403, 404, 422), door
            nothing_of_it(answer, things, door)
    assert await stored(town) == before


async def test_supervisor_reads_the_cases_below_and_changes_nothing(
    site: Site, town: Town, things: Things
) -> None:
    """With every role at the own city too: they do not reach down, only the supervisor's eyes."""
    await town.officer("superior", "370783", *Role)
    before = await stored(town)
    async with site.program("superior") as client:
        for door in FOREIGN:
            answer = await call(client, door, things)
            if "/print-runs/" in door.path:  # letters with addresses: who works at the desk only
                assert answer.status_code == 404, f"{door}: {answer.status_code}"
            elif not door.writes and door.of in SHOWN and "correction" not in door.path:
                assert answer.status_code == 200, f"{door}: {answer.status_code}"
            elif door.of is Of.BODY and door.path in ("/api/organs", "/office/organs"):
                # its parent's code is the organ below: only that organ's administrator adds there
                assert answer.status_code == 403, door
            else:
                assert answer.status_code in (403, 404, 422), f"{door}: {answer.status_code}"
        listed = (await client.get("/api/cases")).json()["cases"]
        assert [case["id"] for case in listed] == [str(things.case_id)]
        assert str(things.case_id) in (await client.get("/cases")).text
    assert await stored(town) == before


async def test_its_own_officer_opens_every_one_of_these_routes(
    site: Site, town: Town, things: Things
) -> None:
    """The refusals above are for the stranger's sake: the very same calls succeed for the owner."""
    async with site.program("owner") as client:
        for door in (*LISTS, *(d for d in FOREIGN if d.method == "GET")):
            answer = await call(client, door, things)
            assert answer.status_code == 200, f"{door}: {answer.status_code} {answer.text}"
    for number, door in enumerate(d for d in FOREIGN if d.writes):
        anew, fresh = await made_ready(town, door, number)
        async with site.program("owner") as client:
            answer = await call(client, anew, fresh)
        assert answer.status_code in (200, 201, 303), f"{door}: {answer.status_code} {answer.text}"


async def test_roles_are_those_of_the_organ_and_not_of_another(
    site: Site, town: Town, things: Things
) -> None:
    """A supervisor of the city who is head of the township reads the bureau's case, no more."""
    officer = await town.officer("two", "370783", Role.SUPERVISOR)
    async with town.office.sessions.begin() as session:
        row = {
            "officer_id": officer.officer_id,
            "organ_id": town.organs["370783-houzhen"],
            "role": Role.HEAD,
        }
        await session.execute(insert(OfficerRole), [row])
    before = await stored(town)
    async with site.program("two") as client:
        case = (await client.get(f"/api/cases/{things.case_id}")).json()
        assert case["permitted"] == []
        for door in FOREIGN:
            if door.writes and door.of is Of.CASE:
                answer = await call(client, door, things)
                assert answer.status_code == 403, f"{door}: {answer.status_code}"
    assert await stored(town) == before


async def test_a_colleagues_upload_and_notice_are_not_mine(
    site: Site, town: Town, things: Things
) -> None:
    await town.officer("colleague", HOME, *Role)
    async with site.program("colleague") as client:
        for door in FOREIGN:
            if door.of is Of.OFFICER:
                answer = await call(client, door, things)
                assert answer.status_code == 404, door
                assert APPLICANT not in answer.text
