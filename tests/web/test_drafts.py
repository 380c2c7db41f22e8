"""暂存: what was typed and not sent is there again, sealed, for its officer alone."""

from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, text

from cases.actions.form_drafts import KEPT_FOR, LONGEST, MOST_KEPT
from cases.models import Case, Role
from cases.models_work import FormDraft
from cases.states import State
from cases.web.sign_in import COOKIE, IDLE
from cases.web.sign_in import LONGEST as SESSION
from tests.conftest import Town
from tests.pages.reading import Read, wrong
from tests.web.conftest import CARD, HOME, PASSWORD, Site, new_case, stored, try_in
from tests.web.doors import DOORS, Of, Things, call

pytestmark = pytest.mark.anyio

ASKED = "2024年度耕地占补平衡指标交易台账"


def registration(token: str, **given: str) -> dict[str, str]:
    """The registration form, half filled in."""
    return {
        "form_token": token, "submission": str(uuid4()), "organ": HOME, "channel": "in_person",
        "dates.submitted_on": "2026-11-20", "applicant.kind": "natural_person",
        "applicant.name": "慕容秋水", "applicant.id_number": CARD, "items.0.text": ASKED,
    } | given  # fmt: skip


def keeping(form: dict[str, str], address: str = "/cases/new") -> dict[str, str]:
    """As the script sends it while somebody types."""
    return form | {"draft_form": address, "draft_page": address, "draft_title": "登记"}


async def drafts(town: Town) -> list[FormDraft]:
    async with town.office.sessions() as session:
        return list(await session.scalars(select(FormDraft).order_by(FormDraft.kept_at)))


async def test_what_was_typed_is_found_on_its_page_and_goes_back_into_the_form(
    site: Site, town: Town, wang: str
) -> None:
    async with site.browser(wang) as (client, token):
        typed = registration(token)
        kept = await client.post("/drafts", data=keeping(typed), headers={"x-form-token": token})
        assert (kept.status_code, kept.text) == (201, "已暂存 10:00")
        page = Read((await client.get("/cases/new")).text)
        assert "录入的内容没有提交" in page.text
        [draft] = await drafts(town)
        shown = await client.get(f"/drafts/{draft.id}")
        assert wrong(Read(shown.text)) == []
        assert ASKED in shown.text
        assert CARD in shown.text  # the officer's own, as it was typed
        back = await client.post("/cases/new", data=typed | {"restores": "1"})
        assert back.status_code == 200
        form = Read(back.text)
        assert wrong(form) == []
        assert "已恢复暂存的内容" in form.text
        assert ASKED in back.text
    async with town.office.sessions() as session:
        assert (await session.scalars(select(Case))).all() == []


async def test_a_form_that_was_taken_is_no_longer_kept_and_others_are(
    site: Site, town: Town, wang: str
) -> None:
    async with site.browser(wang) as (client, token):
        one, two = registration(token), registration(token)
        for form in (one, two):
            await client.post("/drafts", data=keeping(form), headers={"x-form-token": token})
        assert len(await drafts(town)) == 2
        refused = await client.post("/cases/new", data=one | {"items.0.text": ""})
        assert refused.status_code == 422
        assert len(await drafts(town)) == 2
        assert (await client.post("/cases/new", data=one)).status_code == 303
        [left] = await drafts(town)
        assert left.form == f"/cases/new#{two['submission']}"


async def test_without_scripts_a_button_keeps_and_discards(
    site: Site, town: Town, wang: str
) -> None:
    async with site.browser(wang) as (client, token):
        kept = await client.post("/drafts", data=keeping(registration(token)))
        assert (kept.status_code, kept.headers["location"]) == (303, "/drafts")
        listed = Read((await client.get("/drafts")).text)
        assert wrong(listed) == []
        assert "登记" in listed.text
        [draft] = await drafts(town)
        gone = await client.post(f"/drafts/{draft.id}/discard", data={"form_token": token})
        assert gone.headers["location"] == "/drafts"
    assert await drafts(town) == []


async def test_nothing_personal_stands_open_in_the_database(
    site: Site, town: Town, wang: str
) -> None:
    async with site.browser(wang) as (client, token):
        form = registration(token, password="绝密口令", old="旧口令")
        await client.post("/drafts", data=keeping(form))
        [draft] = await drafts(town)
        shown = (await client.get(f"/drafts/{draft.id}")).text
    assert "绝密口令" not in shown
    assert "旧口令" not in shown
    async with town.office.sessions() as session:
        row = await session.scalar(text("SELECT form_drafts::text FROM form_drafts"))
    for secret in (CARD, "慕容秋水", ASKED, CARD.encode().hex()):
        assert secret not in row


async def test_a_draft_is_nobody_elses(site: Site, town: Town, wang: str) -> None:
    await town.officer("zhao", HOME, *Role)
    async with site.browser(wang) as (client, token):
        await client.post("/drafts", data=keeping(registration(token)))
    [draft] = await drafts(town)
    async with site.browser("zhao") as (client, token):
        assert "录入的内容没有提交" not in (await client.get("/cases/new")).text
        assert (await client.get(f"/drafts/{draft.id}")).status_code == 404
        gone = await client.post(f"/drafts/{draft.id}/discard", data={"form_token": token})
        assert gone.status_code == 404
    assert len(await drafts(town)) == 1


async def test_old_drafts_and_too_many_give_way(site: Site, town: Town, wang: str) -> None:
    async with site.browser(wang) as (client, token):
        await client.post("/drafts", data=keeping(registration(token)))
        [old] = await drafts(town)
        town.clock.at += timedelta(minutes=1)
        for _ in range(MOST_KEPT):
            await client.post("/drafts", data=keeping(registration(token)))
        kept = await drafts(town)
        assert len(kept) == MOST_KEPT
        assert old.id not in {draft.id for draft in kept}
    town.clock.at += KEPT_FOR + timedelta(minutes=1)
    async with site.browser(wang) as (client, token):
        await client.post("/drafts", data=keeping(registration(token)))
    assert len(await drafts(town)) == 1


async def test_a_form_too_long_or_of_no_page_is_refused(site: Site, wang: str) -> None:
    async with site.browser(wang) as (client, token):
        long = keeping(registration(token, remark="a" * LONGEST))
        assert (await client.post("/drafts", data=long)).status_code == 422
        for nowhere in ("", "/", "//evil.example", "http://["):
            form = keeping(registration(token), nowhere)
            assert (await client.post("/drafts", data=form)).status_code == 422


# ---- a session that ends over a form ----


async def at_the_end(
    town: Town, client: httpx.AsyncClient, form: dict[str, str], after: timedelta = IDLE
) -> httpx.Response:
    """The form is sent when the session has ended by time."""
    town.clock.at += after + timedelta(minutes=1)
    return await client.post("/cases/new", data=form)


@pytest.mark.parametrize("after", [IDLE, SESSION])
async def test_after_signing_in_again_the_text_is_there(
    site: Site, town: Town, wang: str, after: timedelta
) -> None:
    async with site.browser(wang) as (client, token):
        typed = registration(token)
        sent = await at_the_end(town, client, typed, after)
        assert sent.status_code == 302
        assert sent.headers["location"].startswith("/sign-in?next=%2Fdrafts%2F")
        page = await client.get(sent.headers["location"])
        assert "登录已过期。您录入的内容已经加密保存" in page.text
        [draft] = await drafts(town)
        entered = await try_in(client, wang, PASSWORD, next=f"/drafts/{draft.id}")
        assert entered.headers["location"] == f"/drafts/{draft.id}"
        client.cookies.set(COOKIE, entered.cookies[COOKIE])
        shown = await client.get(f"/drafts/{draft.id}")
        assert ASKED in shown.text
        fields = Read(shown.text).fields_of("/cases/new")
        assert fields["items.0.text"] == ASKED
        assert (await client.post("/cases/new", data=fields)).status_code == 200  # shown again
        del fields["restores"]
        assert (await client.post("/cases/new", data=fields)).status_code == 303
    assert await drafts(town) == []


async def test_a_signed_out_or_forged_or_forgotten_session_keeps_nothing(
    site: Site, town: Town, wang: str
) -> None:
    async with site.browser(wang) as (client, token):
        forged = await at_the_end(town, client, registration("f" * 64))
        assert forged.status_code == 403
        later = await at_the_end(town, client, registration(token), timedelta(days=2))
        assert later.headers["location"] == "/sign-in"
    async with site.browser(wang) as (client, token):
        await client.post("/sign-out", data={"form_token": token})
        gone = await client.post("/cases/new", data=registration(token))
        assert gone.headers["location"] == "/sign-in"
    async with site.client(cookies={COOKIE: "x" * 32}) as client:
        unknown = await client.post("/cases/new", data=registration("f" * 64))
        assert unknown.headers["location"] == "/sign-in"
    assert await drafts(town) == []


async def test_a_form_that_is_only_shown_writes_nothing_anywhere(
    site: Site, town: Town, things: Things
) -> None:
    before = await stored(town)
    pages = [
        door for door in DOORS
        if door.writes and not door.is_api and door.form is not None
        and door.of is not Of.NOBODY and not door.path.startswith(("/drafts", "/sign-out"))
    ]  # fmt: skip
    assert len(pages) > 40
    async with site.browser("owner") as (client, token):
        for door in pages:
            await call(client, door, things, form_token=token, restores="1")
    after = await stored(town)
    assert {table for table in after if after[table] != before[table]} == set()


async def test_two_officers_on_one_case_the_second_keeps_the_text(site: Site, town: Town) -> None:
    for login in ("zhao", "qian"):
        await town.officer(login, HOME, *Role)
    case = await new_case(town, "zhao", HOME, State.HANDLING)
    place, words = f"/cases/{case.id}/consultations", "某某置业有限公司"
    typed = {
        "seen": str(case.events),
        "on": "2026-11-20",
        "kind": "third_party",
        "recipient": words,
    }
    async with site.browser("zhao") as (one, token), site.browser("qian") as (two, other):
        first = await one.post(place, data=typed | {"form_token": token})
        assert first.status_code == 303
        second = await two.post(place, data=typed | {"form_token": other})
    assert second.status_code == 409
    assert "您打开本件之后" in second.text
    assert words in second.text
