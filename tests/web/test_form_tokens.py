"""Forged requests (CSRF): a cookie alone does nothing; every form carries its session's token."""

import re

import pytest

from cases.models import Role
from cases.web.sign_in import FORM_FIELD, HEADER
from tests.conftest import Town
from tests.web.conftest import HOME, Site, stored
from tests.web.doors import DOORS, Of, Things, call

pytestmark = pytest.mark.anyio

WRITING = [door for door in DOORS if door.writes and door.of is not Of.NOBODY]


def test_reading_is_the_only_thing_done_without_post() -> None:
    assert {door.method for door in DOORS} == {"GET", "HEAD", "POST"}


async def test_cookie_without_the_forms_token_changes_nothing(
    site: Site, town: Town, things: Things
) -> None:
    await town.officer("colleague", HOME, *Role)
    before = await stored(town)
    async with site.browser("owner") as (client, own), site.browser("colleague") as (_, foreign):
        for door in WRITING:
            for sent in (None, "", foreign, own[:-1], own.upper(), f"{own} "):
                fields = {} if sent is None or door.form is None else {FORM_FIELD: sent}
                headers = {} if sent is None or door.form is not None else {HEADER: sent.strip()}
                if headers and sent == f"{own} ":
                    continue  # white space around a header's value is not part of it
                answer = await call(client, door, things, headers, **fields)
                assert answer.status_code == 403, f"{door}: {sent!r} {answer.status_code}"
                assert "表单校验不通过" in answer.text
    assert await stored(town) == before


async def test_page_of_another_site_cannot_send_it_in_other_wrappings(
    site: Site, town: Town, things: Things
) -> None:
    """What a form elsewhere can send without asking first: three content types, and none at all."""
    before = await stored(town)
    body = b'{"reason": "x", "form_token": "x"}'
    async with site.browser("owner") as (client, _):
        for door in WRITING:
            path = door.path.replace("{case_id:uuid}", str(things.case_id))
            for content_type in (
                "text/plain",
                "application/json",
                "multipart/form-data; boundary=x",
            ):
                headers = {"content-type": content_type}
                answer = await client.post(path, content=body, headers=headers)
                assert answer.status_code in (400, 403, 404), f"{door}: {answer.status_code}"
            assert (await client.post(path, content=b"")).status_code in (403, 404)
    assert await stored(town) == before


async def test_the_pages_own_token_is_taken_as_field_and_as_header(
    site: Site, town: Town, things: Things
) -> None:
    async with site.browser("owner") as (client, own):
        page = await client.get(f"/cases/{things.case_id}")
        assert set(re.findall(r'name="form_token" value="([^"]*)"', page.text)) == {own}
        reason = {"reason": "核对邮寄地址"}
        address = f"/cases/{things.case_id}/personal-data"
        as_field = await client.post(address, data=reason | {FORM_FIELD: own})
        assert as_field.status_code == 200
        as_header = await client.post(f"/api{address}", json=reason, headers={HEADER: own})
        assert as_header.status_code == 201


async def test_every_form_on_every_page_carries_the_token(
    site: Site, town: Town, things: Things
) -> None:
    async with site.browser("owner") as (client, own):
        for door in DOORS:
            if door.method == "GET" and not door.is_api and door.of is not Of.NOBODY:
                answer = await call(client, door, things)
                for form in re.findall(r'<form[^>]*method="post".*?</form>', answer.text, re.S):
                    if 'action="/display"' not in form:  # which says nothing about anybody
                        assert f'name="form_token" value="{own}"' in form, f"{door}: {form[:200]}"


async def test_program_with_a_token_needs_no_form_token(site: Site, things: Things) -> None:
    async with site.program("owner") as client:
        answer = await client.post(
            f"/api/cases/{things.case_id}/personal-data", json={"reason": "x"}
        )
        assert answer.status_code == 201


async def test_form_token_goes_with_its_session(site: Site, things: Things) -> None:
    async with site.browser("owner") as (first, one), site.browser("owner") as (second, two):
        assert one != two
        assert (await first.post("/sign-out", data={FORM_FIELD: two})).status_code == 403
        assert (await first.post("/sign-out", data={FORM_FIELD: one})).status_code == 303
        assert (await second.get("/")).status_code == 200
