"""A city at work behind the real application: organs, people, cases, papers, notices, jobs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from litestar import Litestar
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import delete, func, insert, select, text

from cases import papers
from cases.actions import form_drafts, intake, officers, print_runs, uploads
from cases.actions.application import Agent, Applicant, Application, Item
from cases.actions.freezing import freeze
from cases.actions.gating import desk_of
from cases.actions.letter_drafts import made
from cases.actions.publishing import add_entry
from cases.actor import Actor
from cases.annual.editions import newest_edition
from cases.annual.files import MEDIA_TYPES
from cases.errors import Conflict
from cases.keeping import SealedParts, keeping
from cases.kinds import Kind
from cases.law.annual import ApplicantClass
from cases.law.identity import IdKind
from cases.law.receipt import Channel
from cases.models import Case, CaseEvent, Document, Notice, Officer, Promise, Role, SignIn, new_id
from cases.models_letters import PrintRun
from cases.models_saved import SavedSearch
from cases.models_work import Absence, Department
from cases.states import State, Verb
from cases.web.sign_in import COOKIE, LONGEST, digest_of, form_token
from tests.actions.calendaring import proposed
from tests.actions.own_templates import stored as stored_version
from tests.conftest import SETTER, Town, app_of
from tests.conftest import application as application_of_this_process
from tests.law.invented_notices import OF_2027
from tests.register.making import csv_text, rows
from tests.web.adding_up import consolidated_of, ready_to_add_up
from tests.web.analysed import ready_to_analyse
from tests.web.audited import audit_with
from tests.web.doors import VERB_OF, Door, Things
from tests.web.readying import DRAFTER, bring, concluded, put_on_file, slip_of, state_for
from tests.web.turned_public import conversion_of, ready_to_turn

CARD = "34052419800101001X"  # valid by GB 11643, and none of the examples in our documents
PHONE = "13911112222"
AGENT_CARD = "440524188001010014"
AGENT_PHONE = "13733334444"
APPLICANT = "慕容秋水"
REQUEST = "2025年度农村饮水安全工程验收报告"
HOME = "370783-zrzy"
PASSWORD = "清水出芙蓉天然去雕饰"  # ten characters
EVERY_ROLE = tuple(Role)


def application(organ: UUID, **changes: Any) -> Application:
    """What the applicant of every case here asks for; the test says what is different."""
    made: dict[str, Any] = {
        "organ_id": organ,
        "channel": Channel.IN_PERSON,
        "dates": {"submitted_on": date(2026, 11, 20)},
        "applicant": Applicant(
            ApplicantClass.NATURAL_PERSON, APPLICANT, IdKind.RESIDENT_CARD, CARD, PHONE
        ),
        "agent": Agent("诸葛明", IdKind.RESIDENT_CARD, AGENT_CARD, AGENT_PHONE, authorised=True),
        "items": (Item(REQUEST),),
    }
    return Application(**made | changes)


@dataclass
class Site:
    """The application on its database, spoken to by programs and browsers."""

    app: Litestar
    town: Town

    @asynccontextmanager
    async def client(self, **options: Any) -> AsyncIterator[httpx.AsyncClient]:
        """Somebody on the same machine, not signed in."""
        transport = httpx.ASGITransport(self.app, client=("127.0.0.1", 50000))
        options.setdefault("base_url", "http://127.0.0.1")
        async with httpx.AsyncClient(transport=transport, **options) as client:
            yield client

    @asynccontextmanager
    async def program(self, login: str) -> AsyncIterator[httpx.AsyncClient]:
        """A program with a token of this officer."""
        token = await self.town.token(login)
        async with self.client(headers={"authorization": f"Bearer {token}"}) as client:
            yield client

    @asynccontextmanager
    async def browser(self, login: str) -> AsyncIterator[tuple[httpx.AsyncClient, str]]:
        """A browser in which this officer has signed in, and the token of its forms."""
        token = uuid4().hex
        officer = await self.town.actor(login)
        now = self.town.clock.at
        async with self.town.office.sessions.begin() as session:
            await session.execute(
                insert(SignIn).values(
                    digest=digest_of(token), officer_id=officer.officer_id,
                    made_at=now, seen_at=now, ends_at=now + LONGEST,
                )
            )  # fmt: skip
        async with self.client(cookies={COOKIE: token}) as client:
            yield client, form_token(self.town.office, token)


@pytest.fixture(scope="session")
def bare() -> Litestar:
    """The application without a database: its routes and documents."""
    return application_of_this_process()


@pytest.fixture
async def site(town: Town) -> AsyncIterator[Site]:
    app = app_of(town)
    async with app.lifespan():
        yield Site(app, town)


async def new_case(
    town: Town, clerk: str, organ: str, state: str = State.HANDLING, **changes: Any
) -> Case:
    """A case of an organ in the state that a test needs."""
    office, actor, at = town.office, await town.actor(clerk), town.clock.at
    if state == State.UNCONFIRMED:
        changes = {"channel": Channel.ONLINE} | changes
    async with office.sessions.begin() as session:
        filed = application(town.organs[organ], **changes)
        case = await intake.register(session, office.vault, actor, at, filed)
        if state != State.UNCONFIRMED:
            await bring(session, at, case, State(state))
    assert case.state == state
    return case


async def run_of(town: Town, officer: Actor, organ: str) -> UUID:
    """A 批量打印 that is done."""
    run = new_id()
    async with town.office.sessions.begin() as session:
        file = SealedParts(keeping(session), run, print_runs.COLUMN)
        file.write(b"PK")
        file.close()
        await session.execute(
            insert(PrintRun).values(
                id=run, organ_id=town.organs[organ], officer_id=officer.officer_id, wanted={
                    "papers": [], "issue": [], "as_pdf": False, "envelopes": True, "receipts": True,
                },
                made_at=town.clock.at, total=1, failed=[], name="文书（1份）.zip",
                media_type=print_runs.ZIP, stored=" ".join(file.digests),
                finished_at=town.clock.at,
            )
        )  # fmt: skip
    return run


async def things_of(town: Town, login: str, organ: str, case_id: UUID | None = None) -> Things:
    """Everything that a path can name, of one organ and of one officer there."""
    office, at = town.office, town.clock.at
    officer = await town.actor(login)
    if case_id is None:
        case = await new_case(town, login, organ, State.DRAFTING)
        case_id = case.id
        async with office.sessions.begin() as session:  # a step that may be looked at
            await put_on_file(session, town, officer, case, Verb.CORRECT_STEP)
        async with office.sessions.begin() as session:  # and a slip
            await put_on_file(session, town, officer, case, Verb.ANSWER_SLIP)
    document, notice = new_id(), new_id()
    content = f"机密的年度报告表{document}".encode()
    async with office.sessions.begin() as session:
        kept = await uploads.keep(
            session, office.vault, officer, at, town.organs[organ], "登记台账.csv",
            csv_text(rows({"申请人": APPLICANT})).encode(),
        )  # fmt: skip
        await session.execute(
            insert(Document).values(
                id=document, organ_id=town.organs[organ], kind="annual_table",
                name="年度报告表.xlsx", media_type=MEDIA_TYPES[".xlsx"],
                digest=papers.store(office.home, content), size=len(content), at=at,
            )
        )  # fmt: skip
        await session.execute(
            insert(Notice).values(
                id=notice, officer_id=officer.officer_id, text="YSQ-370783-zrzy-2026-0001待办",
                link=f"/cases/{case_id}", at=at,
            )
        )  # fmt: skip
        number = await session.scalar(
            insert(Promise)
            .values(job="verify_history", payload={}, attempts=12, dead_at=at)
            .returning(Promise.id)
        )
        assert officer.officer_id is not None
        draft = await form_drafts.keep(
            session, at, officer.officer_id, form=f"/cases/{case_id}/draft",
            page=f"/cases/{case_id}", title="拟稿", values={"opinion": APPLICANT},
        )  # fmt: skip
        saved = SavedSearch(
            id=new_id(), officer_id=officer.officer_id, name=f"{APPLICANT}{notice}",
            filters={"state": "closed"}, place=1, is_home=False, made_at=at,
        )  # fmt: skip
        await session.execute(
            delete(SavedSearch).where(SavedSearch.officer_id == officer.officer_id)
        )
        session.add(saved)
    assert number is not None
    schedule = await proposed(town, await typist(town), OF_2027)
    department, absence = await settings_of(town, officer, organ)
    async with office.sessions() as session:
        case = await session.get_one(Case, case_id)
        letters = await session.scalars(
            select(CaseEvent.seq).where(
                CaseEvent.case_id == case_id, CaseEvent.kind == Kind.CONSULTATION
            )
        )
    return Things(
        organ, case_id, document, kept.id, notice, login, number, schedule_id=schedule,
        draft_id=draft, saved_id=saved.id, department_id=department, absence_id=absence,
        slip_id=await slip_of(town, case), entry_id=await entry_of(town, organ), run_id=await run_of(town, officer, organ), seq=next(iter(letters), 2),
        audit_id=await audit_with(town, officer, organ, case_id), letter=await letter_of(town, case), edition=await edition_of(town, organ), **await consolidated_of(town, organ), conversion_id=await conversion_of(town, organ, case_id), version=(await stored_version(town, organ, "P5")).version,
    )  # fmt: skip


async def edition_of(town: Town, organ: str) -> int:
    """The newest edition of the organ's 2025, after one more where its cases changed."""
    async with town.office.sessions.begin() as session:
        before = await newest_edition(session, town.organs[organ], 2025)
        try:
            made = await freeze(
                session, SETTER, town.clock.at, town.organs[organ], 2025, reason="补录一件申请"
            )
        except Conflict:
            assert before is not None
            return before.number
    return made.number


async def of_2025(town: Town) -> None:
    """A case more that the table of 2025 counts."""
    clerk, at = await town.actor("owner"), town.clock.at
    async with town.office.sessions.begin() as session:
        filed = application(town.organs[HOME], dates={"submitted_on": date(2025, 12, 1)})
        await intake.register(session, town.office.vault, clerk, at, filed)


async def entry_of(town: Town, organ: str) -> UUID:
    """What the organ has published."""
    async with town.office.sessions.begin() as session:
        entry = await add_entry(
            session, SETTER, town.clock.at, town.organs[organ], title=f"公开指南{new_id()}",
            address=f"https://www.example.cn/{organ}/guide", outlet="门户网站",
            published_on=date(2026, 1, 5),
        )  # fmt: skip
    return entry.id


async def letter_of(town: Town, case: Case) -> bytes:
    """The letter that follows from the outcomes of a case, as somebody brings it back unchanged."""
    async with town.office.sessions() as session:
        desk = await desk_of(session, case)
        if set(desk.file.outcomes) != set(range(1, len(case.items) + 1)):
            return b""
        return (await made(session, desk, town.clock.at.date(), None)).content


async def settings_of(town: Town, officer: Actor, organ: str) -> tuple[UUID, UUID]:
    """A department of the organ, and leave of the officer in years to come."""
    other, here = await typist(town), town.organs[organ]
    async with town.office.sessions.begin() as session:
        there = await session.scalar(select(func.count()).select_from(Absence)) or 0
        day = date(2030, 1, 1) + timedelta(days=there)
        department = Department(organ_id=here, name=f"科室{new_id()}", active=True)
        absence = Absence(
            organ_id=here, officer_id=officer.officer_id, substitute_id=other.officer_id,
            first_day=day, last_day=day, reason="", made_by=officer.name, made_at=town.clock.at,
        )  # fmt: skip
        session.add_all((department, absence))
        await session.flush()
    return department.id, absence.id


async def typist(town: Town) -> Actor:
    """Who types schedules: an administrator elsewhere, so that every other may confirm them."""
    async with town.office.sessions() as session:
        known = await session.scalar(select(Officer.id).where(Officer.login == "typist"))
    if known is None:
        await town.officer("typist", "371702", Role.ADMINISTRATOR)
    return await town.actor("typist")


@pytest.fixture
async def things(town: Town) -> Things:
    """What the natural resources bureau has, done by its officer 主人 who holds every role."""
    await town.officer("owner", HOME, *EVERY_ROLE)
    return await things_of(town, "owner", HOME)


TABLES = (
    "organs", "organ_remedies", "officers", "officer_roles", "case_counters", "cases",
    "case_events", "register_uploads", "documents", "notices", "outbox", "clocks",
    "calendar_notices", "calendars", "clock_moves", "departments", "department_members", "absences",
    "organ_chains", "organ_numberings", "letter_counters", "letter_numbers",
    "letter_templates", "organ_letter_settings", "print_runs", "query_codes", "form_drafts",
    "drafts_opened", "audits", "audited_cases", "audit_findings", "saved_searches", "looked_for", "list_exports", "organ_tags",
    "public_desks", "confirmation_codes", "conversions", "conversion_settings",
    "conversion_cases", "conversion_events", "conversion_files", "catalogue_entries",
    "reassessments", "published_entries", "report_entries", "report_plans", "report_publications",
    "topic_dictionaries", "topic_corrections", "case_topics",
    "outside_members", "member_reports", "member_returns", "annual_editions", "edition_members",
)  # fmt: skip


async def stored(town: Town) -> dict[str, str]:
    """A fingerprint of everything stored but sessions and tokens, to see that nothing has changed."""
    async with town.office.sessions() as session:
        return {
            table: await session.scalar(
                text(
                    f"SELECT md5(coalesce(string_agg(t::text, '/' ORDER BY t::text), '')) FROM {table} t"
                )
            )
            for table in TABLES
        }


async def made_ready(town: Town, door: Door, number: int) -> tuple[Door, Things]:
    """A route that writes, so that it succeeds: a case in its state, codes and logins not taken."""
    owner = await town.actor("owner")
    case = await ready_case(town, owner, VERB_OF.get((door.method, door.path)))
    if door.path.endswith("/audits"):
        await ready_case(town, owner, Verb.ARCHIVE)  # an answer to be drawn
    if "/editions" in door.path:
        await of_2025(town)
    things = await things_of(town, "owner", HOME, case.id)
    if door.path.endswith("/editions"):
        await of_2025(town)  # so that another edition has something to count
    if "conversions" in door.path or "reassessments" in door.path:
        door, things = await ready_to_turn(town, HOME, door, things)
    if "/analysis/" in door.path:
        door = await ready_to_analyse(town, HOME, door, number)
    if "consolidation" in door.path:
        door, things = await ready_to_add_up(town, HOME, door, things, number)
    await town.officer(f"colleague{number}", HOME, Role.HANDLER)
    taken = {
        "login": f"new{number}",
        "code": f"new{number}",
        "valid_from": str(date(2031, 1, 1) + timedelta(days=number)),
        "substitute": f"colleague{number}",
        "first_day": str(date(2031, 1, 1) + timedelta(days=number)),
        "last_day": str(date(2031, 1, 1) + timedelta(days=number)),
    }
    sent = {
        name: body | {field: value for field, value in taken.items() if field in body}
        for name, body in (("json", door.json), ("form", door.form))
        if body is not None
    }
    return replace(door, **sent), replace(things, login=f"colleague{number}")


async def ready_case(town: Town, actor: Actor, verb: Verb | None, role: Role | None = None) -> Case:
    """A case on which an actor can do a verb, as far as state and file go."""
    changes: dict[str, Any] = {}
    if verb is Verb.CLOSE_AS_LAPSED:
        changes = {"dates": {"submitted_on": date(2026, 10, 12)}}
    state = state_for(verb, role) if verb else State.HANDLING
    if state is None:
        state = State.HANDLING
    office, at = town.office, town.clock.at
    if state is State.UNCONFIRMED:
        return await new_case(town, "owner", HOME, state)
    async with office.sessions.begin() as session:
        clerk = await town.actor("owner")
        filed = application(town.organs[HOME], **changes)
        case = await intake.register(session, office.vault, clerk, at, filed)
        early = verb in (Verb.UPDATE_CHALLENGE, Verb.STRIKE_CHALLENGE)
        drafter = (
            actor if verb is Verb.RECALL and role in (None, Role.HANDLER, Role.HEAD) else DRAFTER
        )
        if verb is Verb.SUBMIT:
            await bring(session, at, case, State.HANDLING)
        await bring(session, at, case, state, drafter)
        if verb is Verb.DRAFT:
            await concluded(session, at, case)
        if verb is not None:
            await put_on_file(session, town, actor, case, verb)
        assert not early or case.state == State.HANDLING
    return case


@pytest.fixture(autouse=True)
def quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hash at its least cost: these tests make hundreds; those marked slow have the real."""
    if request.node.get_closest_marker("slow") is None:
        cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
        monkeypatch.setattr(officers, "HASH", cheap)
        monkeypatch.setattr(officers, "NOBODY", cheap.hash("nobody"))


@pytest.fixture
async def wang(town: Town) -> str:
    await town.officer("wang", HOME, Role.REGISTRAR, password=PASSWORD)
    return "wang"


async def try_in(
    client: httpx.AsyncClient, login: str, password: str, **fields: str
) -> httpx.Response:
    return await client.post("/sign-in", data={"login": login, "password": password} | fields)
