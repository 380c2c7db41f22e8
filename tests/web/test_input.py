"""What is sent wrongly: named in Chinese beside its field, never an accident of the server."""

import json
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.conftest import Town
from tests.web.conftest import HOME, Site, stored
from tests.web.doors import APPLICATION, DOORS, Of, Things, call, filled

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


WRONG: list[tuple[dict[str, Any], list[str]]] = [
    # what is sent, the fields that are named
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
]


async def test_every_fault_of_an_application_is_named_by_its_field(
    site: Site, town: Town, things: Things
) -> None:
    before = await stored(town)
    async with site.program("owner") as client:
        for sent, fields in WRONG:
            said = problem(await client.post("/api/cases", json=sent), 422)
            assert [error["field"] for error in said["errors"]] == fields, sent
    assert await stored(town) == before


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
            sent = json.dumps(FILED, ensure_ascii=False).replace('"李强"', text).encode()
            answer = await client.post("/api/cases", content=sent, headers=json_type)
            problem(answer, 422 if "0000" in text else 400)
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
        page = await client.post("/office/organs", data={"name": "x" * 2_000_000})
        assert page.status_code == 413
        assert "内容过大" in page.text
        below = json.dumps(changed(remark="x" * 1_900_000)).encode()
        answer = await client.post(
            "/api/cases", content=below, headers={"content-type": "application/json"}
        )
        problem(answer, 422)
    async with site.browser("owner") as (browser, _):
        assert (
            await browser.post("/office/organs", data={"x": "x" * 2_000_000})
        ).status_code == 413
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
                    (
                        "case_id",
                        "document_id",
                        "upload_id",
                        "notice_id",
                        "slip_id",
                        "draft_id",
                        "saved_id",
                    ),
                    nothing,
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
        problem(await client.post(path, data={"file": "no multipart"}), 422)
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
