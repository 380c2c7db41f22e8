"""主动公开信息: looked for, entered, withdrawn; from here the desk answers at once."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries, queries_published
from cases.actions import publishing
from cases.actions.conversion_publishing import withdraw_entry
from cases.actions.door import today
from cases.actions.publishing import PUBLISHERS, WEB
from cases.actor import Actor
from cases.errors import BadInput, Conflict, Refusal
from cases.law.conversion import CATALOGUE_COLUMNS
from cases.models_conversion import CatalogueEntry
from cases.queries import Page
from cases.queries_catalogue import catalogue_of
from cases.queries_savings import saved_by
from cases.schemas_published import PublishedIn, WithdrawalIn
from cases.typed import read
from cases.web.conversion_export import catalogue_sheet, exported, published_sheet
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import OFFICER, PUBLISHER
from cases.web.problems import FormRefused
from cases.web.spreadsheet import MOST_LINES

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]
TEMPLATE = "published.html"
ADDING = "add"
CATALOGUE: Final = "catalogue"


async def list_context(
    session: AsyncSession, actor: Actor, q: str = "", after: str = ""
) -> dict[str, Any]:
    """The page without its lines: what a new entry begins with, and where one may be added."""
    organs = await queries.organs_of(session, actor)
    keeps = [organ for organ in organs if actor.has(organ.id, PUBLISHERS)]
    outlet = await queries_published.usual_outlet(session, [organ.id for organ in keeps])
    return {
        "organs": keeps,
        "q": q,
        "after": after,
        "found": Page([], None),
        "catalogue": {},
        "saved": {},
        "columns": CATALOGUE_COLUMNS,
        "outlet": outlet,
        "values": {},
        "form": "",
        "may_withdraw": {organ.id for organ in keeps},
        "is_web": lambda address: address.startswith(tuple(f"{scheme}://" for scheme in WEB)),
    }


@get("/published", include_in_schema=False)
async def published_page(
    request: R, session: S, actor: A, q: Choice = "", after: Choice = ""
) -> Template:
    """What the own government has published, as far as it was entered."""
    context = await list_context(session, actor, q.strip(), after)
    try:
        found = await queries_published.published(session, actor.reads, q, after or None)
    except Refusal as refusal:
        raise FormRefused(refusal, TEMPLATE, shared(request) | context) from None
    return page(request, TEMPLATE, **context | await beside(session, found))


async def beside(session: AsyncSession, found: Page) -> dict[str, Any]:
    """The lines with their 目录, and how many requests each has answered since it was published."""
    entries = [row.PublishedEntry.id for row in found.rows]
    return {
        "found": found,
        "catalogue": await catalogue_of(session, entries),
        "saved": await saved_by(session, entries),
    }


@get("/published/file", include_in_schema=False)
async def published_file(
    session: S,
    actor: A,
    at: At,
    ending: Annotated[str, QueryParameter(name="format", max_length=10)] = "xlsx",
    view: Choice = "",
    q: Choice = "",
) -> Response[Any]:
    """The list, or the 主动公开目录 of what stands, as xlsx or csv."""
    found = await queries_published.published(session, actor.reads, q, size=MOST_LINES)
    more = await beside(session, found)
    listed: dict[UUID, CatalogueEntry] = more["catalogue"]
    rows = [
        (row.PublishedEntry, row.organ_name, listed.get(row.PublishedEntry.id))
        for row in found.rows
    ]
    is_catalogue = view == CATALOGUE
    sheet = (
        catalogue_sheet(rows, today(at))
        if is_catalogue
        else published_sheet(rows, more["saved"], today(at))
    )
    name = f"{sheet.title}{today(at)}"
    return await asyncio.to_thread(exported, sheet, ending, name)


@post("/published", opt=PUBLISHER.opt, include_in_schema=False)
async def add(request: R, session: S, actor: A, at: At) -> Response[Any]:
    """登记一条主动公开信息."""
    form = typed(await request.form())
    context = await list_context(session, actor)
    context |= await beside(session, await queries_published.published(session, actor.reads, ""))
    try:
        filled = read(PublishedIn, form)
        organ = await queries.organ_by_code(session, actor, filled.organ)
        said = filled.model_dump(exclude={"organ"})
        await publishing.add_entry(session, actor, at, organ.id, **said)
    except (BadInput, Conflict) as refusal:
        again = shared(request) | context | {"values": form, "form": ADDING}
        raise FormRefused(refusal, TEMPLATE, again) from None
    return Redirect("/published", status_code=303)


@post("/published/{entry_id:uuid}/withdrawal", opt=PUBLISHER.opt, include_in_schema=False)
async def withdraw(
    request: R, entry_id: FromPath[UUID], session: S, actor: A, at: At
) -> Response[Any]:
    """撤下一条主动公开信息."""
    form = typed(await request.form())
    try:
        reason = read(WithdrawalIn, form).reason
        await withdraw_entry(session, actor, at, entry_id, reason)
    except (BadInput, Conflict) as refusal:
        context = await list_context(session, actor)
        context |= await beside(
            session, await queries_published.published(session, actor.reads, "")
        )
        again = shared(request) | context | {"values": form, "form": str(entry_id)}
        raise FormRefused(refusal, TEMPLATE, again) from None
    return Redirect("/published", status_code=303)


router = Router(
    "/", route_handlers=[published_page, published_file, add, withdraw], opt=OFFICER.opt
)
