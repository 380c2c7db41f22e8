"""Pages of the longer forms of a case: 办理意见 on an item, 检索记录, 当场答复."""

from collections.abc import Awaitable, Callable
from typing import Any, Final
from uuid import UUID

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.errors import NotFound
from cases.office import Office
from cases.states import Verb
from cases.web.page import page
from cases.web.pages_cases import case_context
from cases.web.work_views import typed_of

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
Context = Callable[[AsyncSession, Office, Actor, UUID, int], Awaitable[dict[str, Any]]]
BLANK_PARTS: Final = 2  # empty places for further withheld contents
BLANK_PLACES: Final = 4
BLANK_CLUES: Final = 2


async def item_context(
    session: AsyncSession, office: Office, actor: Actor, case_id: UUID, number: int
) -> dict[str, Any]:
    """One item with the outcome proposed for it so far; NotFound where it was not asked for."""
    context = await case_context(session, office, actor, case_id)
    items = context["case"].items
    if not 1 <= number <= len(items):
        raise NotFound(f"本件没有第{number}项申请事项")
    record = context["file"].outcomes.get(number)
    said = dict(record.data) if record else {}
    return context | {
        "number": number,
        "item": items[number - 1],
        "values": typed_of(said) if said else {},
        "parts": len(said.get("withheld", ())) + BLANK_PARTS,
        "form_name": f"{Verb.CONCLUDE_ITEM}-{number}",
    }


async def search_context(
    session: AsyncSession, office: Office, actor: Actor, case_id: UUID, _: int
) -> dict[str, Any]:
    """The items to search for, with the clues that the applicant gave and those found out already."""
    context = await case_context(session, office, actor, case_id)
    clues = [clue for item in context["case"].items for clue in item.get("clues") or ()]
    for record in context["file"].searches:
        clues += [said["clue"] for said in record.data["clues"]]
    known = list(dict.fromkeys(clues))
    return context | {
        "values": {f"clues.{place}.clue": clue for place, clue in enumerate(known)},
        "known_clues": len(known),
        "clue_rows": len(known) + BLANK_CLUES,
        "place_rows": BLANK_PLACES,
        "form_name": str(Verb.RECORD_SEARCH),
    }


async def spot_context(
    session: AsyncSession, office: Office, actor: Actor, case_id: UUID, _: int
) -> dict[str, Any]:
    """Everything that is answered on the spot, item by item."""
    context = await case_context(session, office, actor, case_id)
    return context | {"parts": 1, "form_name": str(Verb.ANSWER_ON_THE_SPOT)}


FORM_PAGES: Final[dict[str, tuple[str, Context]]] = {
    Verb.CONCLUDE_ITEM: ("item.html", item_context),
    Verb.RECORD_SEARCH: ("search.html", search_context),
    Verb.ANSWER_ON_THE_SPOT: ("spot.html", spot_context),
}


@get("/items/{number:int}", include_in_schema=False)
async def item_page(
    request: R, case_id: FromPath[UUID], number: FromPath[int], session: S, office: O, actor: A
) -> Template:
    """办理意见 on one item."""
    context = await item_context(session, office, actor, case_id, number)
    return page(request, "item.html", **context)


@get("/searches/new", include_in_schema=False)
async def search_page(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A
) -> Template:
    """登记检索."""
    return page(request, "search.html", **await search_context(session, office, actor, case_id, 0))


@get("/spot-answer", include_in_schema=False)
async def spot_page(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A
) -> Template:
    """当场答复."""
    return page(request, "spot.html", **await spot_context(session, office, actor, case_id, 0))


HANDLERS: Final = [item_page, search_page, spot_page]
