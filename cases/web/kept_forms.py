"""Forms that were not sent (暂存的表单): kept as they are typed and when a session ends over them."""

from typing import Any, Final
from uuid import UUID

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.types import Message, Scope

from cases.actions import form_drafts
from cases.actor import Actor
from cases.errors import BadInput
from cases.office import Office
from cases.typed import RESTORES
from cases.web.addresses import own_path
from cases.web.forms import typed
from cases.web.sign_in import timed_out

FORM: Final = "draft_form"  # scope and field: which form was sent, by its address
ONLY_SHOWS: Final = "only_shows"  # scope: the form is to be shown again, nothing may be written
PAGE: Final = "draft_page"
TITLE: Final = "draft_title"
OWN_FIELDS: Final = (FORM, PAGE, TITLE)
NAMELESS: Final = "录入的内容"
FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


def form_at(address: str, values: dict[str, str]) -> str:
    """What tells one form from another: its address, and the submission of one that begins a case."""
    submission = "".join(c for c in values.get("submission", "") if c.isalnum() or c == "-")
    return f"{address}#{submission[:36]}" if submission else address


def title_of(values: dict[str, str]) -> str:
    """What a kept form is called in a list: as its page says, without what no list can print."""
    said = "".join(c for c in values.get(TITLE, "") if c.isprintable())
    return said or NAMELESS


def _is_form(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    is_page = not connection.url.path.startswith("/api/") and "hx-request" not in connection.headers
    kind = connection.headers.get("content-type", "")
    return is_page and connection.scope.get("method") == "POST" and kind.startswith(FORMS)


async def kept_of_ended(connection: ASGIConnection[Any, Any, Any, Any]) -> UUID | None:
    """Keep the form of a session that ended by time: its officer finds it after signing in again."""
    if not _is_form(connection):
        return None
    officer_id = await timed_out(connection)
    if officer_id is None:
        return None
    assert isinstance(connection, Request)
    values = typed(await connection.form())
    address = connection.url.path
    if address == KEEPING_ADDRESS:  # it was being kept as typed when the session ended
        address = own_path(values.get(FORM))
    office: Office = connection.app.state.office
    async with office.sessions.begin() as session:
        try:
            return await form_drafts.keep(
                session,
                office.now(),
                officer_id,
                form=form_at(address, values),
                page=own_path(values.get(PAGE) or connection.headers.get("referer")),
                title=title_of(values),
                values={name: v for name, v in values.items() if name not in OWN_FIELDS},
            )
        except BadInput:  # too long to be kept
            return None


KEEPING_ADDRESS: Final = "/drafts"


async def note_form(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Remember which form a request sends, and whether it is only to be shown again."""
    if not _is_form(connection):
        return
    assert isinstance(connection, Request)
    values = typed(await connection.form())
    connection.scope["state"][FORM] = form_at(connection.url.path, values)
    connection.scope["state"][ONLY_SHOWS] = bool(values.get(RESTORES))


async def taken(message: Message, scope: Scope) -> None:
    """Drop what was kept of a form once it was taken: it answers by going on to another page."""
    if message["type"] != "http.response.start" or message["status"] != GOES_ON:
        return
    actor, form = scope.get("user"), scope.get("state", {}).get(FORM)
    if not isinstance(actor, Actor) or all(form != kept.form for kept in actor.kept):
        return
    office: Office = scope["litestar_app"].state.office
    async with office.sessions.begin() as session:
        assert actor.officer_id is not None
        assert form is not None
        await form_drafts.sent(session, actor.officer_id, form)


GOES_ON: Final = 303
