"""What is sent wrongly: named in Chinese beside its field, never an accident of the server."""

import json
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.conftest import Town
from tests.web.conftest import HOME, REQUEST, Site, new_case, stored
from tests.web.doors import APPLICATION, DOORS, REGISTRATION, Of, Things, call, filled

pytestmark = pytest.mark.anyio

FILED: dict[str, Any] = filled(APPLICATION, HOME)
CHINESE = range(0x4E00, 0x9FFF)


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The problem details (RFC 9457) of a refusal, whole and in Chinese."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    said: dict[str, Any] = answer.json()
    assert set(said) == {"type", "title", "status", "detail", "article", "errors"}
    assert (said["type"], said["status"]) == ("about:blank", status)
    for text in (said["title"], said["detail"], *(e["detail"] for e in said["errors"])):
        assert any(ord(c) in CHINESE for c in text), text
    return said


def changed(**changes: Any) -> dict[str, Any]:
    return FILED | changes


def applicant(**changes: Any) -> dict[str, Any]:
    return changed(applicant=FILED["applicant"] | changes)


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({}, ["organ", "channel", "applicant", "items"]),
        (changed(applicant={}), ["applicant.kind", "applicant.name"]),
        (changed(channel="pigeon"), ["channel"]),
        (changed(purpose="科研"), ["purpose"]),  # 条例 29(2) asks for no purpose
        (applicant(nickname="小李"), ["applicant.nickname"]),
        (applicant(name=""), ["applicant.name"]),
        (applicant(name=" \t\n "), ["applicant.name"]),
        (applicant(name="李\x00强"), ["applicant.name"]),
        (applicant(name="李\x1b[31m强"), ["applicant.name"]),
        (applicant(name="李\x85强"), ["applicant.name"]),  # a control character beyond ASCII
        (applicant(name="李\n强"), ["applicant.name"]),
        (applicant(name="李" * 201), ["applicant.name"]),
        (applicant(name=7), ["applicant.name"]),
        (applicant(name=None), ["applicant.name"]),
        (changed(items=[]), ["items"]),
        (changed(items=[{"text": "x"}] * 51), ["items"]),
        (changed(items=[{"text": "x"}, {"text": "字" * 10_001}]), ["items.1.text"]),
        (changed(items="all of it"), ["items"]),
        (changed(remark="a\x00"), ["remark"]),
        (changed(submission="not-a-uuid"), ["submission"]),
        (changed(dates={"submitted_on": "2026-11-31"}), ["dates.submitted_on"]),  # 30 days
        (changed(dates={"submitted_on": "20.11.2026"}), ["dates.submitted_on"]),
        (changed(dates={"submitted_on": 1_795_000_000}), ["dates.submitted_on"]),  # no seconds
        (changed(dates={"submitted_on": "1795000000"}), ["dates.submitted_on"]),
        (changed(dates={"submitted_on": "2026-11-20T00:00:00"}), ["dates.submitted_on"]),
        (changed(dates={"submitted_on": "0001-01-01"}), ["dates.submitted_on"]),
        (changed(dates={"submitted_on": "9999-12-31"}), ["dates.submitted_on"]),
        (changed(dates=[]), ["dates"]),
        (changed(organ="370783'; DROP TABLE cases; --"), ["organ"]),
        (changed(organ="no-such-organ"), ["organ"]),
        (changed(organ=["370783"]), ["organ"]),
    ],
)
async def test_every_fault_of_an_application_is_named_by_its_field(
    at_the_desk: httpx.AsyncClient, sent: dict[str, Any], fields: list[str]
) -> None:
    said = problem(await at_the_desk.post("/api/cases", json=sent), 422)
    assert [error["field"] for error in said["errors"]] == fields


async def test_all_that_cannot_be_an_application(site: Site, town: Town, things: Things) -> None:
    """One office for the whole table: what follows asks it in turn and looks that nothing came in."""
    before = await stored(town)
    json_type = {"content-type": "application/json"}
    async with site.program("owner") as client:
        for body in (b"{", b"", b"\xff\xfe", b'{"a": NaN}', b"nonsense", b"{'organ': 1}"):
            answer = await client.post("/api/cases", content=body, headers=json_type)
            problem(answer, 400 if body else 422)
        for body in (b"null", b"[]", b"7", b'"text"', b"true"):
            answer = await client.post("/api/cases", content=body, headers=json_type)
            problem(answer, 422)
        for text in (r'"\ud800"', r'"\u0000"'):  # half a character, and none
            sent = json.dumps(FILED).replace('"李强"', text).encode()
            answer = await client.post("/api/cases", content=sent, headers=json_type)
            problem(answer, 422)
        deep = b'{"organ":' * 20_000 + b"1" + b"}" * 20_000
        problem(await client.post("/api/cases", content=deep, headers=json_type), 400)
        huge = b'{"organ": 1' + b"0" * 10_000 + b"}"
        answer = await client.post("/api/cases", content=huge, headers=json_type)
        assert answer.status_code in (400, 422)
        form = await client.post("/api/cases", data={"organ": HOME})
        assert form.status_code in (400, 415, 422)
        for kind in ("text/plain", "application/xml", "application/octet-stream", ""):
            answer = await client.post("/api/cases", content=b"x", headers={"content-type": kind})
            assert answer.status_code in (400, 415, 422), kind
    assert await stored(town) == before


async def test_body_over_the_limit_is_refused_without_being_read(
    site: Site, town: Town, things: Things
) -> None:
    """2,000,000 bytes, announced or not; a register may have 60,000,000."""
    before = await stored(town)

    async def pieces() -> Any:
        for _ in range(21):
            yield b"x" * 100_000

    async with site.program("owner") as client:
        large = json.dumps(changed(remark="x" * 2_000_000)).encode()
        for content in (large, pieces()):
            answer = await client.post(
                "/api/cases", content=content, headers={"content-type": "application/json"}
            )
            problem(answer, 413)
        page = await client.post("/cases/new", data={"remark": "x" * 2_000_000})
        assert page.status_code == 413
        assert "内容过大" in page.text
        below = json.dumps(changed(remark="x" * 1_900_000)).encode()
        answer = await client.post(
            "/api/cases", content=below, headers={"content-type": "application/json"}
        )
        problem(answer, 422)
    async with site.browser("owner") as (browser, _):
        assert (await browser.post("/cases/new", data={"x": "x" * 2_000_000})).status_code == 413
    async with site.client() as nobody:
        assert (await nobody.post("/sign-in", data={"x": "x" * 2_000_000})).status_code == 413
    assert await stored(town) == before


async def test_addresses_that_name_nothing(site: Site, things: Things) -> None:
    wrong = ("x", "1", "%00", "%2e%2e%2f", "%ff", "%F0%9F%92%A9", "a" * 5_000, str(uuid4())[:-1])
    nothing = str(uuid4())
    async with site.program("owner") as client:
        for part in wrong:
            for path in ("cases/{}", "cases/{}/history", "documents/{}", "organs/{}/officers"):
                for root in ("/api/", "/"):
                    answer = await client.get(root + path.format(part))
                    assert answer.status_code in (404, 302), (path, part, answer.status_code)
                    if root == "/api/":
                        problem(answer, 404)
        for number in ("9" * 30, "9" * 5_000, str(2**63), "-1", "0", "1.5"):
            answer = await client.post(f"/jobs/{number}/revival")
            assert answer.status_code in (303, 404), number
        for year in ("9" * 30, "9" * 5_000, "-2021", "0", "2018", "2101", "x"):
            for path in (
                f"/api/organs/{HOME}/annual-tables/{year}",
                f"/annual-tables/{HOME}/{year}",
            ):
                assert (await client.get(path)).status_code in (404, 422), path
        for door in DOORS:
            if door.of in (Of.CASE, Of.DOCUMENT, Of.OFFICER):
                gone = vars(things) | dict.fromkeys(
                    ("case_id", "document_id", "upload_id", "notice_id"), nothing
                )
                answer = await call(client, door, Things(**gone))
                assert answer.status_code == 404, door


async def test_wrong_queries_are_named_and_never_an_accident(site: Site, things: Things) -> None:
    long = "x" * 10_000
    wrong = {
        "q": (long, "a\x00b", "征\x1f地", "一"), "state": ("x", long[:300], "\x00"),
        "annual_row": ("x", "\x00"), "applicant_class": ("x", "\x00"), "organ": ("x", "\x00", long),
        "year": ("x", "²", "99999", "-1", "１２", "\x00", "0"),
        "after": ("x", "2026-01-01_x", "2026-13-01_" + str(uuid4()), "\x00", "_"),
    }  # fmt: skip
    async with site.program("owner") as client:
        for name, values in wrong.items():
            for value in values:
                answer = await client.get("/api/cases", params={name: value})
                assert answer.status_code in (404, 422), f"{name}={value!r}: {answer.status_code}"
                said = problem(answer, answer.status_code)
                if "\x00" in value:
                    assert [error["field"] for error in said["errors"]] == [name]
                page = await client.get("/cases", params={name: value})
                if (name, value) != ("annual_row", "x"):  # a row that no case has: an empty list
                    assert page.status_code in (404, 422), f"{name}={value!r}"
        for path in ("/annual-tables", f"/annual-tables/{HOME}/2026", "/sign-in"):
            for name in ("year", "organ", "form", "next"):
                for value in ("²", "\x00", long):
                    answer = await client.get(path, params={name: value, "organ": HOME})
                    assert answer.status_code < 500, f"{path} {name}={value!r}"


async def test_wildcards_are_looked_for_as_they_are_written(
    site: Site, town: Town, things: Things
) -> None:
    """% _ and \\ match themselves: none of them brings up a case that does not hold it."""
    from cases.actions.application import Item

    odd = await new_case(town, "owner", HOME, items=(Item(r"预算执行率100%的a_b项目\c"),))
    async with site.program("owner") as client:

        async def found(q: str) -> list[str]:
            answer = await client.get("/api/cases", params={"q": q})
            page = await client.get("/cases", params={"q": q})
            ids = [case["id"] for case in answer.json()["cases"]]
            assert [one for one in ids if one in page.text] == ids
            return ids

        for q in ("100%", "0%的", "a_b", r"项目\c", "%的", "_b", r"\c", r"A_B", "100%  a_b"):
            assert await found(q) == [str(odd.id)], q
        for q in ("%%", "__", r"\\", "10%的", "a%b", "a_c", "饮_安全", "饮%安全", r"饮\水", "_%"):
            assert await found(q) == [], q
        assert await found(REQUEST[:6]) == [str(things.case_id)]


HOSTILE = "<script>alert(1)</script>'\"&{{7*7}}{% raw %}${7*7}"


async def test_what_is_typed_never_becomes_part_of_a_page(
    site: Site, town: Town, things: Things
) -> None:
    filing = applicant(name=HOSTILE, address=HOSTILE, email=HOSTILE, id_kind="other", id_number="9")
    filing |= {"items": [{"text": HOSTILE, "doc_number": HOSTILE}], "remark": HOSTILE}
    filing |= {"help_needed": HOSTILE, "upstream_number": HOSTILE}
    async with site.program("owner") as client:
        made = await client.post("/api/cases", json=filing)
        assert made.status_code == 201, made.text
        case = made.json()["id"]
        assert made.json()["applicant_name"] == HOSTILE
        await client.post(f"/api/cases/{case}/personal-data", json={"reason": HOSTILE})
        organ = {"code": "hostile", "name": HOSTILE, "parent": HOME, "address": HOSTILE}
        assert (await client.post("/office/organs", data=organ)).status_code == 303
        person = {"login": HOSTILE, "name": HOSTILE, "roles": "head", "password": "0123456789"}
        assert (await client.post(f"/office/{HOME}/officers", data=person)).status_code == 303
        pages = [
            await client.get(path)
            for path in (
                f"/cases/{case}", f"/cases/{case}/correction", "/cases", "/", "/office",
                f"/office/{HOME}", "/office/hostile", "/annual-tables",
                f"/annual-tables/{HOME}/2026/cells/new_received/natural_person",
            )
        ]  # fmt: skip
        pages += [
            await client.get("/cases", params={"q": HOSTILE}),
            await client.get("/cases", params={"year": HOSTILE[:4], "organ": HOSTILE}),
            await client.get("/sign-in", params={"next": "/" + HOSTILE}),
            await client.get("/" + HOSTILE),
            await client.post("/sign-in", data={"login": HOSTILE, "password": "x", "next": HOSTILE}),
            await client.post("/cases/new", data=filled(REGISTRATION, HOME) | {"remark": HOSTILE, "applicant.name": ""}),
            await client.post(f"/cases/{case}/answer", data={"doc_number": HOSTILE}),
            await client.post(f"/cases/{case}/personal-data", data={"reason": HOSTILE}),
            await client.post("/import", data={"organ": HOME}, files={"file": (HOSTILE + ".csv", HOSTILE.encode())}),
            await client.post("/import", data={"organ": HOME}, files={"file": (HOSTILE + ".csv", register(HOSTILE))}, follow_redirects=True),
        ]  # fmt: skip
    for page in pages:
        assert page.status_code < 500, page.url
        assert "<script>alert" not in page.text, page.url
        assert '"&{{' not in page.text, page.url  # a quotation mark ends no attribute
        assert "{{49}}" not in page.text
        assert "$49" not in page.text
    assert sum("&lt;script&gt;" in page.text for page in pages) >= 12


def register(text: str) -> bytes:
    from tests.register.making import csv_text, rows

    return csv_text(rows({"申请人": text, "申请内容": text, "收到日期": text})).encode()


UNREAD = ("active", "roles", "old", "password", "password_again")


@pytest.fixture
async def at_the_desk(site: Site, town: Town) -> Any:
    from cases.models import Role

    await town.officer("owner", HOME, *Role)
    async with site.program("owner") as client:
        yield client


async def test_fields_of_the_registration_form_that_no_form_has(
    site: Site, town: Town, things: Things
) -> None:
    """Names made up: left out or named, never an accident; each registers at most its one case."""
    names = (
        "items", "items.0", "items.x.text", "items.².text", "items.0.0.text", "items.text", "items.",
        "items.-1.text", "items.99999999999999999999.text", "items.0.text.x", "items.100.text",
        "applicant", "applicant.name.first", "agent", "agent.x", "oral", "oral.filled_by.x", "dates",
        ".", "..", "", "a.b.c.d", "other_form_accepted.x", "__class__", "organ.code", "a\x00b", "值",
    )  # fmt: skip
    async with site.program("owner") as client:
        for name in names:
            for more in ({}, {"more_items": "1"}):
                sent = filled(REGISTRATION, HOME) | {name: "x"} | more
                answer = await client.post("/cases/new", data=sent)
                assert answer.status_code in (200, 303, 422), f"{name!r}: {answer.status_code}"
                answer = await client.post(f"/cases/{things.case_id}/correction", data=sent)
                assert answer.status_code in (200, 303, 422), f"{name!r}: {answer.status_code}"


async def test_control_characters_in_forms_are_named_beside_their_field(
    site: Site, town: Town, things: Things
) -> None:
    before = await stored(town)
    async with site.program("owner") as client:
        for door in DOORS:
            if door.form is None or door.of is Of.NOBODY:
                continue
            for name in door.form:
                if name in UNREAD or (name == "organ" and "correction" in door.path):
                    continue  # compared or hashed, never stored
                answer = await call(client, door, things, **{name: "甲\x00乙"})
                assert answer.status_code in (404, 409, 422), f"{door} {name}: {answer.status_code}"
        for name in ("台\x00账.csv", "台\x07账.csv"):
            files = {"file": (name, register("x"))}
            answer = await client.post("/import", data={"organ": HOME}, files=files)
            assert answer.status_code in (422, 303), name
    assert {k: v for k, v in (await stored(town)).items() if k != "register_uploads"} == {
        k: v for k, v in before.items() if k != "register_uploads"
    }


async def test_broken_uploads_are_refused_in_a_sentence(
    site: Site, town: Town, things: Things
) -> None:
    before = await stored(town)
    contents = (
        b"",
        b"\x00" * 100,
        b"PK\x03\x04broken",
        b"\xff\xfe\xff",
        "登记编号\n".encode(),
        b"a,b\n1",
    )
    async with site.program("owner") as client:
        for content in contents:
            for ending in ("csv", "xlsx", "exe", ""):
                files = {"file": (f"台账.{ending}", content)}
                page = await client.post("/import", data={"organ": HOME}, files=files)
                assert page.status_code in (303, 422), (content, ending)
                path = f"/api/organs/{HOME}/register-imports"
                problem(await client.post(path, files=files), 422)
        path = f"/api/organs/{HOME}/register-imports"
        problem(await client.post(path, data={"file": "no multipart"}), 400)
        problem(await client.post(path, files={"file": (None, "text")}), 422)
        problem(await client.post(path, files={"other": b"x"}), 422)
        broken = {"content-type": "multipart/form-data; boundary=x"}
        for body in (b"", b"--x", b"--y\r\n", b"--x\r\n\r\n--x--", b"garbage"):
            for address in (path, "/import"):
                answer = await client.post(address, content=body, headers=broken)
                assert answer.status_code in (400, 422), (address, body)
        none = {"content-type": "multipart/form-data"}
        assert (await client.post(path, content=b"x", headers=none)).status_code in (400, 422)
        assert (await client.post("/import", content=b"x", headers=none)).status_code in (400, 422)
    after = await stored(town)
    assert after["cases"] == before["cases"]
