"""Pages of the longer forms of a case: 办理意见 on an item, 检索记录, 当场答复."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.door import today
from cases.actor import Actor
from cases.errors import NotFound
from cases.law.judgment import NEEDS, QUESTIONS, articles_of, may_be_given_at_once
from cases.law.regulation_text import EDITION, excerpts_of
from cases.law.slots import ITEM_SLOTS
from cases.office import Office
from cases.states import Verb
from cases.web.forms import typed
from cases.web.letter_previews import answer_preview
from cases.web.letter_views import desk_of
from cases.web.page import page, preview_or
from cases.web.pages_case_papers import paper_context, papers_page
from cases.web.pages_cases import case_context
from cases.web.typed_outcomes import typed_outcome
from cases.web.work_views import typed_of

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
Typed = Mapping[str, str]
Context = Callable[[AsyncSession, Office, Actor, UUID, int, Typed], Awaitable[dict[str, Any]]]
Outcome = Annotated[str, QueryParameter(max_length=3)]
BLANK_PARTS: Final = 1  # empty places for further withheld contents
BLANK_PLACES: Final = 4
BLANK_CLUES: Final = 2
CHOSEN: Final = "outcome"


async def item_context(
    session: AsyncSession, office: Office, actor: Actor, case_id: UUID, number: int, form: Typed
) -> dict[str, Any]:
    """One item with its outcome as typed, as just chosen, or as proposed for it so far.

    NotFound where it was not asked for.
    """
    context = await case_context(session, office, actor, case_id)
    items = context["case"].items
    if not 1 <= number <= len(items):
        raise NotFound(f"本件没有第{number}项申请事项")
    record = context["file"].outcomes.get(number)
    said = typed_of(record.data) if record else {}
    chosen = form.get(CHOSEN) or said.get(CHOSEN, "")
    values = dict(form) if len(form) > 1 or chosen != said.get(CHOSEN) else said
    return context | {
        "number": number,
        "item": items[number - 1],
        "values": values,
        "parts": parts_of(values) + BLANK_PARTS,
        "form_name": f"{Verb.CONCLUDE_ITEM}-{number}",
        "preview": None,
        **judged(chosen),
    }


def parts_of(values: Typed, prefix: str = "") -> int:
    """How many withheld contents a form holds."""
    start = f"{prefix}withheld."
    held = {name[len(start) :].split(".")[0] for name in values if name.startswith(start)}
    return max((int(place) + 1 for place in held if place.isdigit()), default=0)


def judged(chosen: str) -> dict[str, Any]:
    """The questions in their order; of a chosen outcome what it needs, and the law beside it."""
    known = chosen if chosen in NEEDS else ""
    return {
        "questions": QUESTIONS,
        "outcome": known,
        "needs": NEEDS.get(known, ()),
        "slots": ITEM_SLOTS.get(known, ()),
        "texts": excerpts_of(articles_of(known)) if known else [],
        "edition": EDITION,
    }


async def search_context(
    session: AsyncSession, office: Office, actor: Actor, case_id: UUID, _: int, __: Typed
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
    session: AsyncSession, office: Office, actor: Actor, case_id: UUID, _: int, form: Typed
) -> dict[str, Any]:
    """Everything that is answered on the spot, item by item; first the outcome of each."""
    context = await case_context(session, office, actor, case_id)
    outcomes = []
    for place in range(len(context["case"].items)):
        chosen = form.get(f"outcomes.{place}.outcome", "")
        outcomes.append(chosen if chosen in NEEDS and may_be_given_at_once(chosen) else "")
    articles = [article for chosen in outcomes if chosen for article in articles_of(chosen)]
    return context | {
        "questions": QUESTIONS,
        "outcomes": outcomes,
        "needs_of": NEEDS,
        "slots_of": ITEM_SLOTS,
        "may_be_given_at_once": may_be_given_at_once,
        "parts": [parts_of(form, f"outcomes.{n}.") + BLANK_PARTS for n in range(len(outcomes))],
        "texts": excerpts_of(articles),
        "edition": EDITION,
        "form_name": str(Verb.ANSWER_ON_THE_SPOT),
    }


FORM_PAGES: Final[dict[str, tuple[str, Context]]] = {
    Verb.CONCLUDE_ITEM: ("item.html", item_context),
    Verb.RECORD_SEARCH: ("search.html", search_context),
    Verb.ANSWER_ON_THE_SPOT: ("spot.html", spot_context),
    Verb.MAKE_PAPER: ("paper.html", paper_context),
}


@get("/items/{number:int}", include_in_schema=False)
async def item_page(
    request: R,
    case_id: FromPath[UUID],
    number: FromPath[int],
    session: S,
    office: O,
    actor: A,
    outcome: Outcome = "",
) -> Template:
    """办理意见 on one item: its outcome is chosen first, then said is what this outcome needs."""
    form = {CHOSEN: outcome} if outcome else {}
    context = await item_context(session, office, actor, case_id, number, form)
    return page(request, "item.html", **await with_preview(session, office, context))


@post("/items/{number:int}/preview", include_in_schema=False, status_code=200)
async def item_preview(
    request: R, case_id: FromPath[UUID], number: FromPath[int], session: S, office: O, actor: A
) -> Template:
    """The letter with what is typed so far: in the place of the preview, or the page once more."""
    form = typed(await request.form())
    context = await item_context(session, office, actor, case_id, number, form)
    shown = await with_preview(session, office, context)
    return page(request, preview_or("item.html", request), **shown)


async def with_preview(
    session: AsyncSession, office: Office, context: dict[str, Any]
) -> dict[str, Any]:
    """The same with the letter as it would stand; without one while no outcome is chosen."""
    said = typed_outcome(context["values"])
    if said is None:
        return context
    desk = desk_of(context["clock"], context["file"])
    seen = await answer_preview(session, desk, today(office.now()), {context["number"]: said})
    return context | {"preview": seen}


@get("/searches/new", include_in_schema=False)
async def search_page(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A
) -> Template:
    """登记检索."""
    context = await search_context(session, office, actor, case_id, 0, {})
    return page(request, "search.html", **context)


@get("/spot-answer", include_in_schema=False)
async def spot_page(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A
) -> Template:
    """当场答复; the outcomes that were chosen stand in the address."""
    chosen = {name: value for name, value in request.query_params.items() if len(value) <= LONGEST}
    context = await spot_context(session, office, actor, case_id, 0, chosen)
    return page(request, "spot.html", **context)


LONGEST: Final = 3  # characters of an answer type
HANDLERS: Final = [item_page, item_preview, search_page, spot_page, papers_page]
