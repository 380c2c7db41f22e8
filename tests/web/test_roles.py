"""Each role alone, at every door of every verb: allowed exactly where the table of moves says so."""

import pytest

from cases.models import Role
from cases.states import MOVE, State, Verb, permitted
from tests.conftest import Town
from tests.web.conftest import HOME, Site, new_case, stored, things_of
from tests.web.doors import DOORS, call, door

pytestmark = pytest.mark.anyio

CASE = "/cases/{case_id:uuid}"

# fmt: off
DOORS_OF: dict[Verb, tuple[tuple[str, str], ...]] = {
    # verb: the routes by which it is done
    Verb.REGISTER: (("POST", "/api/cases"), ("GET", "/cases/new"), ("POST", "/cases/new")),
    Verb.BRING_IN: (
        ("POST", "/api/organs/{code:str}/register-imports"), ("GET", "/import"),
        ("POST", "/import"), ("GET", "/import/{upload_id:uuid}"),
        ("POST", "/import/{upload_id:uuid}"),
    ),
    Verb.CONFIRM_RECEIPT: tuple(("POST", f"{at}{CASE}/receipt-confirmation") for at in ("/api", "")),
    Verb.CORRECT_REGISTRATION: (
        ("POST", f"/api{CASE}/registration"), ("GET", f"{CASE}/correction"),
        ("POST", f"{CASE}/correction"),
    ),
    Verb.RECORD_ANSWER: tuple(("POST", f"{at}{CASE}/answer") for at in ("/api", "")),
    Verb.RECORD_WITHDRAWAL: tuple(("POST", f"{at}{CASE}/withdrawal") for at in ("/api", "")),
    Verb.STRIKE_CLOSING: tuple(("POST", f"{at}{CASE}/closing-strike") for at in ("/api", "")),
    Verb.SHOW_PERSONAL_DATA: tuple(("POST", f"{at}{CASE}/personal-data") for at in ("/api", "")),
}
# fmt: on
ADMINISTRATORS = (
    ("GET", "/api/organs/{code:str}/officers"),
    ("POST", "/api/organs/{code:str}/remedy-bodies"),
    ("POST", "/api/organs"),
    ("POST", "/api/officers"),
    ("GET", "/office"),
    ("GET", "/office/{code:str}"),
    ("POST", "/office/organs"),
    ("POST", "/office/{code:str}/officers"),
    ("POST", "/office/{code:str}/remedies"),
    ("POST", "/office/{code:str}/officers/{login:str}/active"),
    ("POST", "/jobs/{number:int}/revival"),
)
OWN = ("/sign-out", "/password", "/notices/{notice_id:uuid}/read", "/sign-in", "/setup")


def test_every_route_that_writes_is_one_of_these() -> None:
    known = {row for rows in DOORS_OF.values() for row in rows} | set(ADMINISTRATORS)
    writing = {(d.method, d.path) for d in DOORS if d.writes and d.path not in OWN}
    assert writing <= known
    assert set(DOORS_OF) == set(Verb)


def state_for(verb: Verb) -> State:
    """A state from which the verb may be done."""
    source = MOVE[verb].sources[-1]
    return State.OPEN if source is None else source


@pytest.mark.parametrize("role", Role)
async def test_each_role_does_what_the_table_of_moves_gives_it(
    site: Site, town: Town, role: Role
) -> None:
    await town.officer("owner", HOME, *Role)
    await town.officer("one", HOME, role)
    async with site.program("one") as client:
        for verb, rows in DOORS_OF.items():
            for row in rows:
                case = await new_case(town, "owner", HOME, state_for(verb))
                things = await things_of(town, "one", HOME, case.id)
                before = await stored(town)
                answer = await call(client, door(*row), things)
                if role in MOVE[verb].who:
                    expected = (200, 201, 303)
                else:
                    expected = (403,)
                    assert str(MOVE[verb].article) in answer.text, row
                    assert await stored(town) == before, row
                assert answer.status_code in expected, f"{row}: {answer.status_code} {answer.text}"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
async def test_only_administrators_manage_people_and_organs(
    site: Site, town: Town, role: Role
) -> None:
    await town.officer("owner", HOME, *Role)
    await town.officer("one", HOME, role)
    things = await things_of(town, "owner", HOME)
    before = await stored(town)
    async with site.program("one") as client:
        for row in ADMINISTRATORS:
            answer = await call(client, door(*row), things)
            assert answer.status_code == 403, f"{row}: {answer.status_code}"
            assert "管理员" in answer.text
    assert await stored(town) == before


async def test_buttons_are_offered_exactly_where_the_verb_would_be_done(
    site: Site, town: Town
) -> None:
    await town.officer("owner", HOME, *Role)
    cases = {state: await new_case(town, "owner", HOME, state) for state in State}
    for role in Role:
        await town.officer(f"one-{role}", HOME, role)
        async with site.program(f"one-{role}") as client:
            for state, case in cases.items():
                offered = permitted(state, frozenset({role}))
                shown = (await client.get(f"/api/cases/{case.id}")).json()["permitted"]
                assert shown == [verb.value for verb in offered]
                page = (await client.get(f"/cases/{case.id}")).text
                for verb, rows in DOORS_OF.items():
                    path = rows[-1][1].replace("{case_id:uuid}", str(case.id))
                    if CASE in rows[-1][1]:
                        assert (path in page) is (verb in offered), (role, state, verb)


async def test_administrator_who_lost_the_role_elsewhere_keeps_it_here_only(
    site: Site, town: Town
) -> None:
    """An administrator of one organ stops nobody who also works for another."""
    await town.officer("owner", HOME, *Role)
    await town.officer("mayor", "370783", Role.HEAD)
    await town.officer("neighbour", "370783-houzhen", Role.HANDLER)
    before = await stored(town)
    async with site.program("owner") as client:
        for login in ("mayor", "neighbour", "nobody"):
            answer = await client.post(f"/office/{HOME}/officers/{login}/active")
            assert answer.status_code == 404
        answer = await client.post(f"/office/{HOME}/officers/owner/active")
        assert answer.status_code == 403  # nobody locks oneself out
    assert await stored(town) == before
