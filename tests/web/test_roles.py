"""Each role alone, at every door of every verb: allowed exactly where the table of moves says so."""

import pytest

from cases.models import Role
from cases.states import MOVE, State, Verb, permitted
from tests.conftest import Town
from tests.web.conftest import HOME, Site, new_case, ready_case, stored, things_of
from tests.web.doors import DOORS, OF_CONVERSIONS, VERB_OF, Things, call, door
from tests.web.noun_doors import CASE
from tests.web.readying import state_for

pytestmark = pytest.mark.anyio

DOORS_OF: dict[Verb, list[tuple[str, str]]] = {verb: [] for verb in Verb}
for row, verb in VERB_OF.items():
    DOORS_OF[verb].append(row)
STEPS = (Verb.CORRECT_STEP, Verb.STRIKE_STEP)
# Their forms stand on the page only where there is what they are about, or on a page of their own.
NEEDS_SOMETHING = {
    Verb.ACCEPT, Verb.RECORD_LETTER_RECEIPT, Verb.END_CONSULTATION, Verb.TELL_THIRD_PARTY,
    Verb.JUDGE_REASONS, Verb.GIVE_OPINION, Verb.CONCLUDE_CONFERENCE, Verb.RECORD_DETERMINATION,
    Verb.RETURN_ASSIGNMENT, Verb.CLOSE_AS_LAPSED, Verb.DETACH, Verb.REOPEN,
    Verb.UPDATE_CHALLENGE, Verb.STRIKE_CHALLENGE, Verb.CONCLUDE_ITEM, Verb.RECORD_SEARCH,
    Verb.ANSWER_ON_THE_SPOT, Verb.ANSWER_SLIP, Verb.TAKE_OUT, Verb.CORRECT_REGISTRATION,
    Verb.DRAFT, Verb.VOID_PAPER, Verb.RECORD_DELIVERY, Verb.RECORD_ANSWER, *STEPS,
}  # fmt: skip
ELSEWHERE = ("/receipt", "/oral-application", "/check")  # forms on pages of their own
ADMINISTRATORS = (
    ("GET", "/api/organs/{code:str}/officers"),
    ("POST", "/api/organs/{code:str}/remedy-bodies"),
    ("POST", "/api/organs"),
    ("POST", "/api/officers"),
    ("POST", "/api/organs/{code:str}/departments"),
    ("POST", "/api/organs/{code:str}/departments/{department_id:uuid}"),
    ("POST", "/api/organs/{code:str}/departments/{department_id:uuid}/members"),
    ("POST", "/api/organs/{code:str}/own-name"),
    ("POST", "/api/organs/{code:str}/facts"),
    ("POST", "/office/{code:str}/departments"),
    ("POST", "/office/{code:str}/departments/{department_id:uuid}"),
    ("POST", "/office/{code:str}/own-name"),
    ("POST", "/office/{code:str}/facts"),
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
# administrators, heads, and leave the officer himself: tests/web/test_office_settings.py,
# numbers: tests/web/test_letter_number_pages.py
PRINTING = (("POST", "/api/print-runs"), ("POST", "/print-runs"))
SETTINGS = (
    ("POST", "/api/organs/{code:str}/absences"),
    ("POST", "/api/organs/{code:str}/absences/{absence_id:uuid}/revocation"),
    ("POST", "/api/organs/{code:str}/chain"),
    ("POST", "/api/organs/{code:str}/numbering"),
    ("POST", "/office/{code:str}/absences"),
    ("POST", "/office/{code:str}/absences/{absence_id:uuid}/revocation"),
    ("POST", "/office/{code:str}/chain"),
    ("POST", "/office/{code:str}/numbering"),
    ("POST", "/office/{code:str}/public"),  # each role alone: tests/web/test_public_pages.py
)
# each role alone: tests/actions/test_template_keeping.py
LETTER_SETTINGS = (
    ("POST", "/api/organs/{code:str}/letter-settings"),
    ("POST", "/office/{code:str}/letter-settings"),
    *(
        ("POST", f"{at}/{{paper:str}}/versions{noun}")
        for at in ("/api/organs/{code:str}/letter-templates", "/office/{code:str}/letters")
        for noun in ("", "/{version:int}/approval", "/{version:int}/withdrawal")
    ),
)
# each role alone: tests/web/test_published.py
PUBLISHING = (("POST", "/published"), ("POST", "/published/{entry_id:uuid}/withdrawal"))
# each role alone: tests/web/test_consolidation.py, tests/actions/test_consolidating.py
ADDING_UP = tuple(
    ("POST", f"{at}/{noun}")
    for at, nouns in (
        (
            "/consolidation/{code:str}/{year:int}",
            (
                "reports",
                "members",
                "returns",
                "editions",
                "editions/{consolidated:int}/confirmation",
                "members/{member_id:uuid}/report",
                "members/{member_id:uuid}/withdrawal",
                "members/{member_id:uuid}/end",
            ),
        ),
        (
            "/api/organs/{code:str}/consolidations/{year:int}",
            ("members", "members/{member_id:uuid}/report", "returns", "editions"),
        ),
    )
    for noun in nouns
)
# each role alone: tests/web/test_editions.py
EDITIONS = tuple(
    ("POST", f"{at}{noun}")
    for at in (
        "/annual-tables/{code:str}/{year:int}/editions",
        "/api/organs/{code:str}/annual-tables/{year:int}/editions",
    )
    for noun in ("", "/{edition:int}/confirmation")
)
# each role alone: tests/web/test_reports.py
REPORTS = (
    ("POST", "/api/organs/{code:str}/annual-reports/{year:int}"),
    *(
        ("POST", f"/annual-reports/{{code:str}}/{{year:int}}{noun}")
        for noun in ("", "/plan", "/publication", "/papers")
    ),
)
# each role alone: tests/actions/test_converting.py, tests/web/test_conversions.py
CONVERTING = tuple((d.method, d.path) for d in OF_CONVERSIONS if d.writes)
# each role alone: tests/web/test_overview.py, tests/web/test_supervision.py
TOGETHER = (("POST", "/signing"),)
AUDITING = (
    ("POST", "/supervision/{code:str}/audits"),
    ("POST", "/supervision/{code:str}/audits/{audit_id:uuid}/cases/{place:int}"),
)
# each role alone: tests/web/test_analysis.py
ANALYSING = (
    ("POST", "/analysis/{code:str}/computation"),
    ("POST", "/analysis/{code:str}/dictionary"),
    ("POST", "/analysis/{code:str}/dictionary/restoration"),
    ("POST", "/cases/{case_id:uuid}/topic"),
)
OWN = (
    "/drafts",  # what this officer typed: tests/web/test_drafts.py
    "/drafts/{draft_id:uuid}/discard",
    "/notices/read",
    "/display",
    "/cases/search",  # what this officer looks for: tests/web/test_search.py, test_saved_searches.py
    "/cases/export",
    "/cases/saved",
    "/cases/saved/{saved_id:uuid}",
    "/cases/saved/{saved_id:uuid}/place",
    "/cases/saved/{saved_id:uuid}/deletion",
    "/cases/saved/{saved_id:uuid}/restoration",
    "/api/case-searches",
    "/feed",
    "/feed/revocation",
    "/sign-out",
    "/password",
    "/notices/{notice_id:uuid}/read",
    "/sign-in",
    "/setup",
    "/status",
    # an applicant's own case: tests/web/test_public_pages.py
    "/public/{organ:str}/apply",
    "/public/follow",
    "/public/follow/leave",
    "/public/follow/confirmation",
    "/public/follow/supplement",
    "/public/follow/withdrawal",
    "/public/follow/papers/{number:int}",
    "/public/follow/suggestion",
)


def test_every_route_that_writes_is_one_of_these() -> None:
    known = {row for rows in DOORS_OF.values() for row in rows}
    known |= {*ADMINISTRATORS, *CALENDAR_DECISIONS, *SETTINGS, *LETTER_SETTINGS, *PRINTING}
    known |= {*CONVERTING}
    known |= {*PUBLISHING, *EDITIONS, *REPORTS}
    known |= {*TOGETHER, *AUDITING, *ADDING_UP, *ANALYSING}
    writing = {(d.method, d.path) for d in DOORS if d.writes and d.path not in OWN}
    assert writing <= known
    assert set(DOORS_OF) == set(Verb)


@pytest.mark.parametrize("role", Role)
async def test_each_role_does_what_the_table_of_moves_gives_it(
    site: Site, town: Town, role: Role
) -> None:
    await town.officer("owner", HOME, *Role)
    await town.officer("one", HOME, role)
    one = await town.actor("one")
    async with site.program("one") as client:
        for verb, rows in DOORS_OF.items():
            for row in rows if role in MOVE[verb].who else ():
                case = await ready_case(town, one, verb, role)
                things = await things_of(town, "one", HOME, case.id)
                answer = await call(client, door(*row), things)
                assert answer.status_code in (200, 201, 303), f"{row}: {answer.text}"


@pytest.mark.parametrize("role", Role)
async def test_each_role_is_refused_what_the_table_of_moves_gives_to_others(
    site: Site, town: Town, role: Role
) -> None:
    await town.officer("owner", HOME, *Role)
    await town.officer("one", HOME, role)
    ready: dict[State | None, Things] = {}  # one case for all verbs of a state that are refused
    for verb in Verb:
        if role not in MOVE[verb].who and state_for(verb) not in ready:
            case = await ready_case(town, await town.actor("owner"), verb)
            ready[state_for(verb)] = await things_of(town, "one", HOME, case.id)
    before = await stored(town)
    async with site.program("one") as client:
        for verb, rows in DOORS_OF.items():
            for row in rows if role not in MOVE[verb].who else ():
                answer = await call(client, door(*row), ready[state_for(verb)])
                assert answer.status_code in (403, 404), f"{row}: {answer.status_code}"
                if answer.status_code == 404:  # what the verb is about is not there to be seen
                    assert verb in NEEDS_SOMETHING, row
    assert await stored(town) == before


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


@pytest.mark.parametrize("state", State)
async def test_buttons_are_offered_exactly_where_the_verb_would_be_done(
    site: Site, town: Town, state: State
) -> None:
    await town.officer("owner", HOME, *Role)
    case = await new_case(town, "owner", HOME, state)
    for role in Role:
        await town.officer(f"one-{role}", HOME, role)
        async with site.program(f"one-{role}") as client:
            offered = permitted(state, frozenset({role}))
            shown = (await client.get(f"/api/cases/{case.id}")).json()["permitted"]
            assert shown == [verb.value for verb in offered]
            page = (await client.get(f"/cases/{case.id}")).text
            for verb, rows in DOORS_OF.items():
                for _, path in rows:
                    if not path.startswith(CASE):
                        continue
                    if path.endswith(ELSEWHERE):
                        continue
                    path = path.replace("{case_id:uuid}", str(case.id)).replace("{cid:str}", "1")
                    path = path.replace("{number:int}", "1").replace("{seq:int}", "2")
                    on_page = f'"{path}"' in page
                    assert verb in offered or not on_page, (role, state, verb)
                    if verb in offered and verb not in NEEDS_SOMETHING:
                        assert on_page, (role, state, verb)


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
