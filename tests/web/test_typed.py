"""What is typed into pages: shown as text, looked for as text, and made up fields are no accident."""

from typing import Any

import pytest

from cases.actions.application import Item
from tests.conftest import Town
from tests.register.making import csv_text, rows
from tests.web.conftest import HOME, REQUEST, Site, new_case, stored
from tests.web.doors import APPLICATION, DOORS, REGISTRATION, Of, Things, call, filled

pytestmark = pytest.mark.anyio

FILED: dict[str, Any] = filled(APPLICATION, HOME)


async def test_wildcards_are_looked_for_as_they_are_written(
    site: Site, town: Town, things: Things
) -> None:
    """% _ and \\ match themselves: none of them brings up a case that does not hold it."""
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
    filing = FILED | {
        "applicant": FILED["applicant"]
        | {
            "name": HOSTILE,
            "address": HOSTILE,
            "email": HOSTILE,
            "id_kind": "other",
            "id_number": "9",
        }
    }
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
    return csv_text(rows({"申请人": text, "申请内容": text, "收到日期": text})).encode()


UNREAD = ("active", "roles", "old", "password", "password_again", "propose", "is_open")


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
                if (
                    name in UNREAD
                    or name.startswith(("issue.", "case."))  # "case.": which cases were ticked
                    or (name == "organ" and "correction" in door.path)
                    or (name == "remark" and door.path == "/drafts")  # sealed as it was typed
                ):
                    continue  # compared or hashed, never stored
                answer = await call(client, door, things, **{name: "甲\x00乙"})
                refused = answer.status_code in (404, 409, 422)
                stores_nothing = door.path.endswith(("/preview", "/check", "/members-sums"))
                shown = answer.status_code == 200 and stores_nothing
                assert refused or shown, f"{door} {name}: {answer.status_code}"
        for name in ("台\x00账.csv", "台\x07账.csv"):
            files = {"file": (name, register("x"))}
            answer = await client.post("/import", data={"organ": HOME}, files=files)
            assert answer.status_code in (422, 303), name
    assert {k: v for k, v in (await stored(town)).items() if k != "register_uploads"} == {
        k: v for k, v in before.items() if k != "register_uploads"
    }
