"""公众网页的主动公开信息: search, 目录, one entry, its file; nobody signs in, nothing of a person is here."""

import asyncio
from datetime import datetime, timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.conversion_publishing import public_file
from cases.actions.door import today
from cases.actions.publishing import WEB
from cases.errors import NotFound, Refusal
from cases.law.conversion import CATALOGUE_COLUMNS
from cases.queries import Page
from cases.queries_catalogue import GONE, columns_of, offered, public_entries, public_entry
from cases.queries_public import NOWHERE, open_desk, open_desks
from cases.web.conversion_export import catalogue_sheet, exported
from cases.web.policy import PUBLIC
from cases.web.public_frame import HANDLERS, let_in, public_page
from cases.web.public_limits import Limit, count
from cases.web.spreadsheet import MOST_LINES
from cases.web.volume_views import download

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]
TEMPLATE: Final = "public_published.html"
LIST, CATALOGUE = "", "catalogue"
# (convention) one address may be a whole village's or a newspaper's
DOWNLOADS: Final = Limit("downloads", 300, timedelta(hours=1), "下载过于频繁")


def is_web(address: str) -> bool:
    """Whether an address leads somewhere from a page; a place in words does not."""
    return address.startswith(tuple(f"{scheme}://" for scheme in WEB))


@get("/public/published", opt=PUBLIC.opt, include_in_schema=False)
async def published_page(
    request: R,
    session: S,
    q: Choice = "",
    organ: Choice = "",
    group: Choice = "",
    view: Choice = LIST,
    after: Choice = "",
) -> Template:
    """What open organs have published, as a list or as their 目录; words, organ and class narrow it."""
    await let_in(request)
    if not await open_desks(session):
        raise NotFound(NOWHERE)
    chosen = {"q": q.strip(), "organ": organ, "group": group}
    chosen["view"] = CATALOGUE if view == CATALOGUE else LIST
    here = await open_desk(session, organ) if organ else None
    choices = await offered(session)
    context: dict[str, Any] = {
        "organ": here.organ if here else None,
        "desk": here.desk if here else None,
        "chosen": chosen,
        "offered": choices,
        "group_pairs": [(one, one) for one in choices.groups],
        "columns": CATALOGUE_COLUMNS,
        "columns_of": columns_of,
        "is_web": is_web,
        "found": Page([], None),
        "after": after,
    }
    try:
        found = await public_entries(
            session, words=q, organ=organ, group=group, after=after or None
        )
    except Refusal as refusal:
        return public_page(request, TEMPLATE, refusal=refusal, **context)
    return public_page(request, TEMPLATE, **context | {"found": found})


@get("/public/published/file", opt=PUBLIC.opt, include_in_schema=False)
async def catalogue_file(
    request: R,
    session: S,
    at: At,
    organ: Choice = "",
    ending: Annotated[str, QueryParameter(name="format", max_length=10)] = "xlsx",
) -> Response[Any]:
    """主动公开目录 of one open organ as xlsx or csv."""
    await let_in(request)
    await count(request, DOWNLOADS)
    here = await open_desk(session, organ)
    found = await public_entries(session, organ=organ, size=MOST_LINES)
    rows = [(row.PublishedEntry, row.organ_name, row.CatalogueEntry) for row in found.rows]
    sheet = catalogue_sheet(rows, today(at))
    return await asyncio.to_thread(exported, sheet, ending, f"{here.organ.name}主动公开目录")


def known(entry: str) -> UUID:
    """The entry that an address names; NotFound for what is no name of any."""
    try:
        return UUID(entry)
    except ValueError:
        raise NotFound(GONE) from None


@get("/public/published/{entry:str}", opt=PUBLIC.opt, include_in_schema=False)
async def entry_page(request: R, entry: FromPath[str], session: S) -> Template:
    """One entry with its columns of the 目录, and where it is."""
    await let_in(request)
    row = await public_entry(session, known(entry))
    here = await open_desk(session, row.organ_code)
    return public_page(
        request,
        "public_entry.html",
        organ=here.organ,
        desk=here.desk,
        entry=row.PublishedEntry,
        listed=row.CatalogueEntry,
        columns=CATALOGUE_COLUMNS,
        said=columns_of(row.PublishedEntry, row.organ_name, row.CatalogueEntry),
        is_web=is_web,
    )


@get("/public/published/{entry:str}/file", opt=PUBLIC.opt, include_in_schema=False)
async def entry_file(request: R, entry: FromPath[str], session: S) -> Response[Any]:
    """The cleaned file of an entry that stands; its digest is asked before it goes out."""
    await let_in(request)
    await count(request, DOWNLOADS)
    listed, content = await public_file(session, known(entry))
    assert listed.file_type is not None
    assert listed.file_name is not None
    return download(content, listed.file_type, listed.file_name)


router = Router(
    "/",
    route_handlers=[published_page, catalogue_file, entry_page, entry_file],
    exception_handlers=HANDLERS,
)
