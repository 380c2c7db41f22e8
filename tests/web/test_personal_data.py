"""Personal data: sealed where they lie, masked where they are shown, named where they are opened."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import select, update

from cases import personal
from cases.app import make_app
from cases.models import Case, Role
from cases.vault import SealBroken
from cases.verify import verify
from tests.conftest import Town, connect
from tests.web.conftest import (
    AGENT_CARD,
    AGENT_PHONE,
    APPLICANT,
    CARD,
    HOME,
    PHONE,
    Site,
    new_case,
    stored,
)
from tests.web.doors import APPLICATION, DOORS, REGISTRATION, Things, call, filled

pytestmark = pytest.mark.anyio

ADDRESS = "菏泽市牡丹区中华路1009号3单元501室"
EMAIL = "murong.qiushui@example.cn"
SECRETS = (CARD, PHONE, AGENT_CARD, AGENT_PHONE, ADDRESS, EMAIL)
FILED: dict[str, Any] = {
    "organ": HOME,
    "applicant": {
        "kind": "natural_person", "name": APPLICANT, "id_kind": "resident_card",
        "id_number": CARD, "phone": PHONE, "address": ADDRESS, "email": EMAIL,
    },
    "agent": {
        "name": "诸葛明", "id_kind": "resident_card", "id_number": AGENT_CARD,
        "phone": AGENT_PHONE, "authorised": True,
    },
}  # fmt: skip


def none_of_them(said: str | bytes, where: str) -> None:
    """No number, address or e-mail stands there, in any of the ways in which bytes are printed."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    for secret in SECRETS:
        for form in (secret, secret.encode().hex(), repr(secret.encode())[2:-1]):
            assert form not in text, f"{where}: {form}"


@pytest.fixture
async def case(site: Site, things: Things) -> str:
    """A case registered by a program, as any is."""
    async with site.program("owner") as client:
        answer = await client.post("/api/cases", json=filled(APPLICATION, HOME) | FILED)
        assert answer.status_code == 201
        none_of_them(answer.text, "the answer to its registration")
        return str(answer.json()["id"])


async def test_numbers_are_masked_in_every_answer(site: Site, things: Things, case: str) -> None:
    """The first three and last two characters of a card; the first three and last four of a phone."""
    here = Things(**(vars(things) | {"case_id": case}))
    async with site.program("owner") as client:
        for door in DOORS:
            if door.method == "GET" and "correction" not in door.path:
                none_of_them((await call(client, door, here)).text, str(door))
        shown = (await client.get(f"/api/cases/{case}")).json()["personal"]
        page = (await client.get(f"/cases/{case}")).text
    assert shown["id_number"] == "340*************1X"
    assert shown["phone"] == "139****2222"
    assert shown["address"] == "菏泽市牡丹区***"
    assert shown["email"] == "m***@example.cn"
    assert shown["agent"]["id_number"] == "440*************14"
    assert shown["agent"]["phone"] == "137****4444"
    for masked in ("340*************1X", "139****2222", "440*************14", "137****4444"):
        assert masked in page


async def test_numbers_are_masked_in_what_refusals_say(
    site: Site, things: Things, case: str
) -> None:
    """A registration that is refused shows what was typed again, to who typed it: nowhere else."""
    async with site.program("owner") as client:
        wrong = filled(APPLICATION, HOME) | FILED | {"dates": {}, "unknown": CARD}
        none_of_them((await client.post("/api/cases", json=wrong)).text, "an unknown field")
        applicant = FILED["applicant"] | {"id_number": f"{CARD}\x00", "phone": f"{PHONE}\x07"}
        refused = await client.post("/api/cases", json=wrong | {"applicant": applicant})
        none_of_them(refused.text, "a control character")
        for path in (f"/api/organs/{CARD}/officers", f"/annual-tables/{PHONE}/2026"):
            assert (await client.get(path)).status_code == 404


async def test_correction_shows_them_in_its_form_and_says_so_in_the_history(
    site: Site, town: Town, case: str
) -> None:
    async with site.program("owner") as client:
        form = (await client.get(f"/cases/{case}/correction")).text
        assert CARD in form
        last = (await client.get(f"/api/cases/{case}/history")).json()[-1]
        assert (last["kind"], last["officer"]) == ("personal_data_shown", "owner")
        assert last["data"] == {"reason": "更正登记"}
        sent = filled(REGISTRATION, HOME) | {
            "applicant.name": APPLICANT, "applicant.id_kind": "resident_card",
            "applicant.id_number": CARD, "applicant.phone": PHONE, "reason": "姓名录入有误",
        }  # fmt: skip
        done = await client.post(f"/cases/{case}/correction", data=sent)
        assert done.status_code == 303
        none_of_them((await client.get(f"/api/cases/{case}/history")).text, "history")


async def test_closed_case_opens_no_correction_and_shows_nothing(
    site: Site, town: Town, things: Things
) -> None:
    closed = await new_case(town, "owner", HOME, "closed")
    before = await stored(town)
    async with site.program("owner") as client:
        answer = await client.get(f"/cases/{closed.id}/correction")
    assert answer.status_code == 409
    none_of_them(answer.text, "correction of a closed case")
    assert await stored(town) == before


async def test_opening_them_names_officer_and_reason_in_the_history(site: Site, case: str) -> None:
    async with site.program("owner") as client:
        answer = await client.post(f"/api/cases/{case}/personal-data", json={"reason": "核对地址"})
        assert (answer.json()["id_number"], answer.json()["phone"]) == (CARD, PHONE)
        assert answer.json()["agent"]["id_number"] == AGENT_CARD
        page = await client.post(f"/cases/{case}/personal-data", data={"reason": "电话联系"})
        assert all(secret in page.text for secret in SECRETS)
        events = (await client.get(f"/api/cases/{case}/history")).json()
        shown = [(e["officer"], e["data"]) for e in events if e["kind"] == "personal_data_shown"]
        assert shown == [("owner", {"reason": "核对地址"}), ("owner", {"reason": "电话联系"})]
        for reason in ("", " ", "\n\t"):
            refused = await client.post(f"/api/cases/{case}/personal-data", json={"reason": reason})
            assert refused.status_code == 422
            none_of_them(refused.text, "without a reason")
        none_of_them((await client.get(f"/cases/{case}")).text, "the page afterwards")


@pytest.mark.parametrize(
    ("organ", "role"),
    [(HOME, Role.ADMINISTRATOR), (HOME, Role.SUPERVISOR), ("370783", Role.SUPERVISOR)],
)
async def test_administrators_and_supervisors_do_not_open_them(
    site: Site, town: Town, case: str, organ: str, role: Role
) -> None:
    await town.officer("curious", organ, role)
    before = await stored(town)
    async with site.program("curious") as client:
        for path in (f"/api/cases/{case}/personal-data", f"/cases/{case}/personal-data"):
            sent = {"json": {"reason": "看看"}} if "api" in path else {"data": {"reason": "看看"}}
            answer = await client.post(path, **sent)  # type: ignore[arg-type]
            assert answer.status_code == 403
            assert "第四十五条" in answer.text
            none_of_them(answer.text, path)
        assert (await client.get(f"/cases/{case}/correction")).status_code == 403
    assert await stored(town) == before


async def test_nothing_in_the_database_can_be_read(site: Site, town: Town, case: str) -> None:
    """Every column of every table, as text and as bytes."""
    raw = await connect(town.database_url, urlsplit(town.database_url).path[1:])
    try:
        tables = [
            row["relname"]
            for row in await raw.fetch(
                "SELECT relname FROM pg_class WHERE relkind = 'r' "
                "AND relnamespace = 'public'::regnamespace"
            )
        ]
        assert {"cases", "case_events", "outbox"} <= set(tables)
        for table in tables:
            for row in await raw.fetch(f"SELECT * FROM {table}"):
                for value in row.values():
                    none_of_them(value if isinstance(value, bytes) else str(value), table)
            for row in await raw.fetch(f"SELECT t::text AS said FROM {table} t"):
                none_of_them(row["said"], table)
    finally:
        await raw.close()


@asynccontextmanager
async def overheard() -> AsyncIterator[list[str]]:
    """Everything that any logger says meanwhile, at its most talkative."""
    said: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.name.startswith(("httpx", "httpcore")):
                return  # the client of this test, not the application
            said.append(f"{record.name} {record.getMessage()} {record.exc_info} {record.__dict__}")
            if record.exc_info:
                said.append(logging.Formatter().formatException(record.exc_info))

    ear, names = Ear(level=0), ["sqlalchemy.engine", "sqlalchemy.pool", "asyncio", "uvicorn"]
    names += [name for name in logging.root.manager.loggerDict if not name.startswith("_pytest")]
    levels = {name: logging.getLogger(name).level for name in [*dict.fromkeys(names), ""]}
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    logging.getLogger().addHandler(ear)
    asyncio.get_running_loop().set_debug(True)
    try:
        yield said
    finally:
        asyncio.get_running_loop().set_debug(False)
        logging.getLogger().removeHandler(ear)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


async def test_no_log_repeats_them_at_its_most_talkative(
    site: Site, town: Town, things: Things, case: str
) -> None:
    async with overheard() as said:
        app = make_app(town.office.home, town.database_url, town.clock)  # its loggers listen now
        async with app.lifespan(), Site(app, town).program("owner") as client:
            filing = filled(APPLICATION, HOME) | FILED
            assert (await client.post("/api/cases", json=filing)).status_code == 201
            await client.post("/api/cases", json=filing | {"dates": {}})
            await client.post("/api/case-searches", json={"q": CARD})
            await client.post("/cases/search", data={"q": PHONE}, follow_redirects=True)
            await client.get(f"/api/organs/{CARD}/officers")
            await client.post(f"/api/cases/{case}/personal-data", json={"reason": "核对"})
            await client.post(f"/cases/{case}/personal-data", data={"reason": "核对"})
            await client.get(f"/cases/{case}/correction")
            await client.post("/cases/new", data={"applicant.id_number": CARD}, files={"f": b"x"})
    assert any("sqlalchemy" in line for line in said)
    assert any("INSERT INTO case_events" in line for line in said)
    for line in said:
        none_of_them(line, "log")


async def found(client: httpx.AsyncClient, word: str) -> list[str]:
    answer = await client.post("/api/case-searches", json={"q": word})
    assert answer.status_code == 200, answer.text
    page = await client.post("/cases/search", data={"q": word}, follow_redirects=True)
    ids = [case["id"] for case in answer.json()["cases"]]
    assert all(one in page.text for one in ids)
    return ids


CARDS = (
    CARD,
    CARD.lower(),
    "340524 19800101 001X",
    "340524-19800101-001X",
    "３４０５２４１９８００１０１００１ｘ",
)
PHONES = (
    PHONE,
    "139-1111-2222",
    "139 1111 2222",
    "+86 139 1111 2222",
    "+8613911112222",
    "+86-139-1111-2222",
    "１３９１１１１２２２２",
)


async def test_whole_number_finds_the_case_however_it_is_written(
    site: Site, town: Town, things: Things, case: str
) -> None:
    await town.officer("stranger", "371702", *Role)
    async with site.program("owner") as owner, site.program("stranger") as stranger:
        for written in (*CARDS, *PHONES):
            assert set(await found(owner, written)) == {case, str(things.case_id)}, written
            assert await found(stranger, written) == [], written
        mine = await new_case(town, "stranger", "371702")  # of the very same person
        for written in (*CARDS, *PHONES):
            assert await found(stranger, written) == [str(mine.id)], written
            assert str(mine.id) not in await found(owner, written), written


async def test_part_of_a_number_finds_nothing(site: Site, case: str) -> None:
    async with site.program("owner") as client:
        for part in (CARD[:-1], CARD[6:14], PHONE[:7], PHONE[-4:], AGENT_CARD[:10]):
            assert await found(client, part) == [], part


async def test_sealed_data_moved_to_another_case_do_not_open(
    site: Site, town: Town, things: Things, case: str
) -> None:
    async with town.office.sessions.begin() as session:
        sealed = await session.scalar(select(Case.personal).where(Case.id == case))
        assert sealed is not None
        await session.execute(update(Case).where(Case.id == things.case_id).values(personal=sealed))
    with pytest.raises(SealBroken):
        personal.unseal(town.office.vault, things.case_id, sealed)
    for place in (0, 1, 5, 20, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(SealBroken):
            personal.unseal(town.office.vault, things.case_id, bytes(changed))
    async with site.program("owner") as client:
        for path in (f"/api/cases/{things.case_id}", f"/cases/{things.case_id}"):
            answer = await client.get(path)
            assert answer.status_code == 500
            none_of_them(answer.text, path)
            assert "Traceback" not in answer.text
    async with town.office.sessions() as session:
        differences = [d async for d in verify(session, town.office.vault, town.office.home)]
    assert differences
