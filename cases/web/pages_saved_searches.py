"""Pages of 常用查找: keep the filters of the list, put them in order, share them, undo a deletion."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries
from cases.actions import saved_searches
from cases.actions.door import today
from cases.actor import Actor
from cases.errors import BadInput, Refusal
from cases.list_filters import FILTERS, Reader, chosen_of, wanted_of
from cases.queries_list_choices import Choices
from cases.queries_saved_searches import deleted, exports, of_reader
from cases.queries_sorting import SORT_LABELS
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.pages_search import FOUND, checked
from cases.web.policy import OFFICER
from cases.web.problems import FormRefused
from cases.web.search_views import address_of, chips_of, in_words

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]
HERE: Final = "/cases/saved"


@get(HERE, include_in_schema=False)
async def saved_page(request: R, session: S, actor: A, at: At, gone: Choice = "") -> Template:
    """The officer's saved filters and those shared, with what was exported."""
    return page(request, "saved_searches.html", **await _context(session, actor, at, gone))


async def _context(
    session: AsyncSession, actor: Actor, at: datetime, gone: str = ""
) -> dict[str, Any]:
    organs = await queries.organs_of(session, actor)
    calendar = (await calendars.newest(session)).calendar
    saved = await of_reader(session, Reader(actor, organs, today(at), calendar))
    names = {o.code: o.name for o in organs}
    return {
        "saved": saved,
        "told": {
            one.id: in_words(chips_of(one.filters, Choices(), names))
            + "".join(f"；{SORT_LABELS[s]}" for s in [one.filters.get("sort")] if s in SORT_LABELS)
            for one in saved
        },
        "deleted": await deleted(session, actor, _id(gone)),
        "exports": await exports(session, actor),
        "shares_with": [
            o for o in organs if actor.has(o.id, saved_searches.SHARERS) and not actor.is_system
        ],
        "longest_name": saved_searches.LONGEST_NAME,
        "values": {},
        "form": "",
    }


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return NOBODYS


NOBODYS: Final = UUID(int=0)


@post(HERE, include_in_schema=False)
async def save(request: R, session: S, actor: A, at: At) -> Redirect:
    """Keep the filters of the list under a name, and go back to that list."""
    form = checked(typed(await request.form()))
    context = await _context(session, actor, at)
    try:
        filters = await _sensible(session, actor, at, form)
        saved = await saved_searches.save(
            session, actor, at, name=form.get("name", "").strip(), filters=filters,
            is_home="is_home" in form, organ=form.get("shared", ""),
        )  # fmt: skip
    except Refusal as refusal:
        more = {"values": form, "form": "new"}
        raise FormRefused(refusal, TEMPLATE, shared(request) | context | more) from None
    return Redirect(address_of({**filters, "saved": str(saved.id)}), status_code=303)


TEMPLATE: Final = "saved_searches.html"


async def _sensible(
    session: AsyncSession, actor: Actor, at: datetime, form: Mapping[str, str]
) -> dict[str, str]:
    """The filters of a form, as they can be kept; BadInput for those that make no sense."""
    if form.get(FOUND):
        raise BadInput("证件号码、电话不能存入常用查找，请去掉后再保存")
    organs = await queries.organs_of(session, actor)
    calendar = (await calendars.newest(session)).calendar
    chosen = chosen_of(form)
    wanted_of(Reader(actor, organs, today(at), calendar), chosen)
    return {name: chosen[name] for name in (*FILTERS, "sort") if chosen[name]}


@post(HERE + "/{saved_id:uuid}", include_in_schema=False)
async def change(request: R, saved_id: FromPath[UUID], session: S, actor: A, at: At) -> Redirect:
    """Rename, share, choose as home list; `narrows`: with the filters that come with the form."""
    form = checked(typed(await request.form()))
    context = await _context(session, actor, at)
    try:
        narrows = "narrows" in form
        await saved_searches.change(
            session, actor, saved_id, name=form.get("name", "").strip(),
            is_home="is_home" in form, organ=form.get("shared", ""),
            filters=await _sensible(session, actor, at, form) if narrows else None,
        )  # fmt: skip
    except BadInput as refusal:
        more = {"values": form, "form": str(saved_id)}
        raise FormRefused(refusal, TEMPLATE, shared(request) | context | more) from None
    return Redirect(f"{HERE}#saved-{saved_id}", status_code=303)


@post(HERE + "/{saved_id:uuid}/place", include_in_schema=False)
async def move(request: R, saved_id: FromPath[UUID], session: S, actor: A) -> Redirect:
    """One place up or down."""
    form = typed(await request.form())
    if form.get("to") not in ("up", "down"):
        raise BadInput("移动的方向应为上移或者下移")
    await saved_searches.move(session, actor, saved_id, up=form["to"] == "up")
    return Redirect(f"{HERE}#saved-{saved_id}", status_code=303)


@post(HERE + "/{saved_id:uuid}/deletion", include_in_schema=False)
async def delete(saved_id: FromPath[UUID], session: S, actor: A, at: At) -> Redirect:
    """Take it off the list; the page offers to bring it back."""
    await saved_searches.delete(session, actor, at, saved_id)
    return Redirect(f"{HERE}?gone={saved_id}", status_code=303)


@post(HERE + "/{saved_id:uuid}/restoration", include_in_schema=False)
async def restore(saved_id: FromPath[UUID], session: S, actor: A) -> Redirect:
    """Bring back what was deleted."""
    await saved_searches.restore(session, actor, saved_id)
    return Redirect(f"{HERE}#saved-{saved_id}", status_code=303)


router = Router(
    "/", route_handlers=[saved_page, save, change, move, delete, restore], opt=OFFICER.opt
)
