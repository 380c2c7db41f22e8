"""Accidents (意外): a COMMIT that fails, a table that is gone, two requests at once."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import httpx
import pytest
from sqlalchemy import func, select

from cases.models import Case, CaseCounter, Officer, Organ, Role
from cases.states import Verb
from cases.verify import verify
from tests.conftest import Town, connect
from tests.web.conftest import CARD, HOME, PHONE, Site, ready_case, stored
from tests.web.doors import APPLICATION, DOORS, REGISTRATION, Of, Things, call, filled

pytestmark = pytest.mark.anyio

FILED: dict[str, Any] = filled(APPLICATION, HOME)
PARTICULARS = (
    "Traceback",
    "asyncpg",
    "sqlalchemy",
    "SELECT",
    "INSERT",
    "relation",
    "Error",
    CARD,
    PHONE,
)


@pytest.fixture
async def raw(town: Town) -> AsyncIterator[asyncpg.Connection]:
    """The test's own way into the database."""
    connection = await connect(town.database_url, urlsplit(town.database_url).path[1:])
    yield connection
    await connection.close()


FAIL_AT_COMMIT = """
CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'at commit: {card}' USING ERRCODE = '{state}', DETAIL = '{card} {phone}'; END $$;
CREATE CONSTRAINT TRIGGER fails AFTER INSERT OR UPDATE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail();
"""


def failing(table: str, state: str = "P0001") -> str:
    return FAIL_AT_COMMIT.format(table=table, state=state, card=CARD, phone=PHONE)


async def test_write_whose_commit_fails_is_never_told_as_done(
    site: Site,
    town: Town,
    things: Things,
    raw: asyncpg.Connection,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Everything up to the COMMIT succeeds; what the database says at its end must be heard."""
    await raw.execute(failing("case_events"))
    before = await stored(town)
    async with site.program("owner") as client:
        answer = await client.post("/api/cases", json=FILED)
        assert answer.status_code == 500
        assert answer.headers["content-type"] == "application/problem+json"
        page = await client.post("/cases/new", data=filled(REGISTRATION, HOME))
        assert page.status_code == 500
        assert page.headers["content-type"].startswith("text/html")
        for path in ("hand-over", "personal-data"):
            door = next(d for d in DOORS if d.path == "/api/cases/{case_id:uuid}/" + path)
            assert (await call(client, door, things)).status_code == 500
    for said in (answer, page):
        assert "系统出现意外错误" in said.text
        assert not any(word in said.text for word in PARTICULARS), said.text
    assert await stored(town) == before
    assert CARD not in caplog.text
    assert PHONE not in caplog.text


async def test_accident_is_logged_with_its_place_and_without_what_it_was_about(
    site: Site,
    town: Town,
    things: Things,
    raw: asyncpg.Connection,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await raw.execute("ALTER TABLE cases RENAME COLUMN applicant_name TO gone")
    with caplog.at_level(logging.INFO, "disclosure"):
        async with site.program("owner") as client:
            answer = await client.post("/api/case-searches", json={"q": f"{CARD} {PHONE}"})
            page = await client.get(f"/cases/{things.case_id}", params={"note": CARD})
            named = await client.get(f"/annual-tables/{CARD}/2026")
            filing = {
                "applicant": FILED["applicant"] | {"id_kind": "resident_card", "id_number": CARD}
            }
            posted = await client.post("/api/cases", json=FILED | filing)
    assert [a.status_code for a in (answer, page, named, posted)] == [500, 500, 404, 500]
    for said in (answer, page, posted):
        assert not any(word in said.text for word in PARTICULARS), said.text
    records = [r for r in caplog.records if r.name == "disclosure.web"]
    assert len(records) == 3
    number = answer.json()["detail"].partition("编号")[2][:8]
    first = records[0].getMessage()
    assert first.startswith(f"POST /api/case-searches，编号{number}：")
    assert "UndefinedColumnError (SQLSTATE 42703)" in first
    assert "queries_search.py" in first
    assert f"/cases/{things.case_id}" in records[1].getMessage()
    for record in records:
        assert record.levelno == logging.ERROR
        assert record.exc_info is None
        for secret in (CARD, PHONE, "李强", "note=", "q="):
            assert secret not in record.getMessage()


async def test_database_that_is_away_is_told_in_a_sentence(
    site: Site, town: Town, things: Things, raw: asyncpg.Connection
) -> None:
    await raw.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname = current_database()"
    )
    async with site.client() as client:
        first = await client.get("/health")
        assert first.status_code in (200, 500)
        assert "Traceback" not in first.text
        again = await client.get("/health")
        assert again.status_code == 200  # and it comes back by itself


async def counted(town: Town) -> tuple[int, int]:
    async with town.office.sessions() as session:
        cases = await session.scalar(select(func.count()).select_from(Case))
        last = await session.scalar(select(CaseCounter.last))
    return cases or 0, last or 0


async def test_same_form_sent_twice_registers_once(site: Site, town: Town) -> None:
    await town.officer("owner", HOME, *Role)
    sent = FILED | {"submission": str(uuid4())}
    form = filled(REGISTRATION, HOME) | {"submission": str(uuid4())}
    async with site.program("owner") as client:
        first, second = [await client.post("/api/cases", json=sent) for _ in range(2)]
        assert (first.status_code, second.status_code) == (201, 201)
        assert first.json()["id"] == second.json()["id"]
        assert first.json()["number"] == second.json()["number"]
        pages = [await client.post("/cases/new", data=form) for _ in range(2)]
        assert pages[0].headers["location"] == pages[1].headers["location"]
    assert await counted(town) == (2, 2)  # two forms, two numbers


async def test_same_form_sent_at_once_registers_once(site: Site, town: Town) -> None:
    """A double click: each is told the case, or in a sentence that another has just saved it."""
    await town.officer("owner", HOME, *Role)
    for round_ in range(3):
        sent = FILED | {"submission": str(uuid4())}
        async with site.program("owner") as client:
            answers = await asyncio.gather(
                *(client.post("/api/cases", json=sent) for _ in range(8))
            )
            again = await client.post("/api/cases", json=sent)
        assert {answer.status_code for answer in answers} <= {201, 409}
        ids = {answer.json()["id"] for answer in answers if answer.status_code == 201}
        assert ids == {again.json()["id"]}
        for answer in answers:
            if answer.status_code == 409:
                assert answer.json()["detail"].endswith("本次没有保存，请刷新后核对")
        # the numbers have neither gap nor double
        assert await counted(town) == (round_ + 1, round_ + 1)


async def test_form_of_another_organ_with_the_same_submission_is_no_accident(
    site: Site, town: Town
) -> None:
    await town.officer("owner", HOME, *Role)
    await town.officer("stranger", "371702", *Role)
    submission = str(uuid4())
    async with site.program("owner") as client:
        mine = await client.post("/api/cases", json=FILED | {"submission": submission})
    async with site.program("stranger") as client:
        theirs = FILED | {"organ": "371702", "submission": submission}
        answer = await client.post("/api/cases", json=theirs)
        page = filled(REGISTRATION, "371702") | {"submission": submission}
        shown = await client.post("/cases/new", data=page)
    assert (answer.status_code, shown.status_code) == (409, 409)
    for said in (answer, shown):
        assert mine.json()["id"] not in said.text
        assert mine.json()["number"] not in said.text


async def test_everything_else_at_once_is_stored_once_and_refused_in_sentences(
    site: Site, town: Town, things: Things
) -> None:
    """Six at a time of every route that writes: no accident, and no code or login twice."""
    async with site.program("owner") as client:
        for door in DOORS:
            if not door.writes or door.of in (Of.NOBODY, Of.SELF):
                continue
            answers = await asyncio.gather(*(call(client, door, things) for _ in range(6)))
            statuses = [answer.status_code for answer in answers]
            assert max(statuses) < 500, f"{door}: {statuses}"
    async with town.office.sessions() as session:
        logins = await session.scalar(
            select(func.count()).select_from(Officer).where(Officer.login == "newcomer")
        )
        codes = await session.scalar(
            select(func.count()).select_from(Organ).where(Organ.code == f"{HOME}-new")
        )
    assert (logins, codes) == (1, 1)


async def test_one_case_answered_at_once_by_many_is_answered_once(
    site: Site, town: Town, things: Things
) -> None:
    door = next(d for d in DOORS if d.path == "/api/cases/{case_id:uuid}/answer")
    case = await ready_case(town, await town.actor("owner"), Verb.RECORD_ANSWER)
    things = replace(things, case_id=case.id)
    async with site.program("owner") as client:
        answers = await asyncio.gather(*(call(client, door, things) for _ in range(8)))
        history = (await client.get(f"/api/cases/{things.case_id}/history")).json()
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    kinds = [event["kind"] for event in history]
    assert (kinds.count("answer"), kinds[-1]) == (1, "answer")


def of_one_record(path: str) -> bool:
    """Whether a route is about one letter or one record of a case."""
    records = ("{cid", "{seq", "{number", "notice/receipt", "/reopening")
    return any(word in path for word in records) or path.endswith("/receipt")


def outdated(answer: httpx.Response) -> bool:
    """Another step was first, so that what was typed no longer agrees with the record.

    An edited draft brought back that says what the record no longer says; a notice told to have
    been sent on a day before the letter that another request has just dated and issued.
    """
    if answer.status_code != 422:
        return False
    dated = "早于文书的成文日期" in answer.text
    return dated or answer.request.url.path.endswith("/draft/edited")


async def test_one_case_worked_on_at_once_keeps_one_unbroken_history(
    site: Site, town: Town, things: Things
) -> None:
    """By page and by program, each verb at once: who is told "done" stands in the history, once."""
    of_case = [d for d in DOORS if d.writes and d.of is Of.CASE and "strike" not in d.path]
    # but for those about one letter or one record, which another step may have answered
    verbs = [d for d in of_case if not of_one_record(d.path)]
    async with site.program("owner") as client:
        for _ in range(3):
            answers = await asyncio.gather(*(call(client, door, things) for door in verbs))
            told = {f"{a.request.url.path}: {a.status_code}" for a in answers if a.status_code not in
                    (200, 201, 303, 409) and not outdated(a)}  # fmt: skip
            assert told == set()
            history = (await client.get(f"/api/cases/{things.case_id}/history")).json()
            done = [a for a in answers if a.status_code not in (409, 422)]
            assert done
        seqs = [event["seq"] for event in history]
    assert seqs == list(range(1, len(seqs) + 1))
    async with town.office.sessions() as session:
        assert [d async for d in verify(session, town.office.vault, town.office.home)] == []
