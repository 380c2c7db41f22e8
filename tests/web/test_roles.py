"""Each role alone, at every door of every verb: allowed exactly where the table of moves says so."""

import pytest

from cases.models import Role
from cases.states import MOVE, State, Verb, permitted
from tests.conftest import Town
from tests.web.conftest import HOME, Site, new_case, stored, take_steps, things_of
from tests.web.doors import DOORS, call, door

pytestmark = pytest.mark.anyio

CASE = "/cases/{case_id:uuid}"


def both(noun: str) -> tuple[tuple[str, str], ...]:
    """The API's route of a noun and the page's."""
    return tuple(("POST", f"{at}{CASE}/{noun}") for at in ("/api", ""))


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
    Verb.SEND_SUPPLEMENT_NOTICE: both("supplement-notice"),
    Verb.RECEIVE_SUPPLEMENT: both("supplement"),
    Verb.CONSULT: both("consultations"),
    Verb.RECORD_LETTER_RECEIPT: (
        *both("fee-notice/receipt"), *both("consultations/{cid:str}/receipt"),
    ),
    Verb.END_CONSULTATION: both("consultations/{cid:str}/reply"),
    Verb.EXTEND: both("extension"),
    Verb.SEND_FEE_NOTICE: both("fee-notice"),
    Verb.RECEIVE_PAYMENT: both("fee-payment"),
    Verb.DELAY: both("delay"),
    Verb.CORRECT_STEP: both("steps/{seq:int}/correction"),
    Verb.STRIKE_STEP: both("steps/{seq:int}/strike"),
    Verb.RECORD_ANSWER: tuple(("POST", f"{at}{CASE}/answer") for at in ("/api", "")),
    Verb.RECORD_WITHDRAWAL: tuple(("POST", f"{at}{CASE}/withdrawal") for at in ("/api", "")),
    Verb.STRIKE_CLOSING: tuple(("POST", f"{at}{CASE}/closing-strike") for at in ("/api", "")),
    Verb.SHOW_PERSONAL_DATA: tuple(("POST", f"{at}{CASE}/personal-data") for at in ("/api", "")),
}
# fmt: on
STEPS = (Verb.CORRECT_STEP, Verb.STRIKE_STEP)
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
    ("POST", "/api/calendar/notices"),
    ("GET", "/calendar/notices/new"),
    ("POST", "/calendar/notices/new"),
)
# administrators and heads: tests/web/test_calendar_pages.py asks each role alone
CALENDAR_DECISIONS = tuple(
    ("POST", f"{at}/calendar/notices/{{schedule_id:uuid}}/{noun}")
    for at in ("/api", "")
    for noun in ("confirmation", "refusal")
)
OWN = (
    "/feed",
    "/feed/revocation",
    "/sign-out",
    "/password",
    "/notices/{notice_id:uuid}/read",
    "/sign-in",
    "/setup",
)


def test_every_route_that_writes_is_one_of_these() -> None:
    known = {row for rows in DOORS_OF.values() for row in rows}
    known |= {*ADMINISTRATORS, *CALENDAR_DECISIONS}
    writing = {(d.method, d.path) for d in DOORS if d.writes and d.path not in OWN}
    assert writing <= known
    assert set(DOORS_OF) == set(Verb)


def state_for(verb: Verb) -> State:
    """A state from which the verb may be done."""
    sources = MOVE[verb].sources
    return State.OPEN if State.OPEN in sources or sources[-1] is None else sources[-1]


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
                await take_steps(town, await town.actor("owner"), case, row[1])
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
    owner = await town.actor("owner")
    await take_steps(town, owner, cases[State.OPEN], "{cid:str}")  # letter 1, event 2
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
                    path = path.replace("{cid:str}", "1")
                    if CASE in rows[-1][1] and verb not in STEPS:
                        shown = f'"{path}"' in page
                        assert shown is (verb in offered), (role, state, verb)
                # a step has a page of its own, where there is a step
                fixes = state is State.OPEN and not set(STEPS).isdisjoint(offered)
                assert (f"/cases/{case.id}/steps/2" in page) is fixes, (role, state)


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
