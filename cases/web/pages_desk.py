"""The front desk while somebody types: 查对 of number, person and request; 当场答复 from what is public."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries_desk
from cases.actions.door import today
from cases.actor import Actor
from cases.models_published import PublishedEntry
from cases.office import Office
from cases.queries_published import entry_for, similar_published
from cases.schemas import invisible_at
from cases.web.desk_forms import NUMBER, Verdict, asked_texts, verdict
from cases.web.forms import typed
from cases.web.page import page
from cases.web.pages_answer import spot_context
from cases.web.pages_registration import COUNTER, MAIL, registration
from cases.web.policy import OFFICER, REGISTRAR

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
LONGEST: Final = 3  # characters of an answer type
LONGEST_PLACE: Final = 190  # characters: what an answer takes, less the words between
PUBLISHED: Final = "A1"
BESIDE: Final = "_at_the_desk.html"


@dataclass(frozen=True)
class Looked:
    """What 查对 found: of the number, of the person, of the request."""

    verdict: Verdict | None
    persons: Any
    similar: Any
    entries: Any
    asked: bool  # whether there was anything to look for
    alike: float = queries_desk.ALIKE  # from here on a request is like the one that is typed


@post("/cases/new/check", opt=REGISTRAR.opt, include_in_schema=False, status_code=200)
async def check(request: R, session: S, office: O, actor: A) -> Template:
    """查对: beside the form while somebody types, or on the page once more without scripts.

    By POST: what is typed here stands in no address and no log.
    """
    form = typed(await request.form())
    context = await registration(session, actor, form)
    context["looked"] = await looked(session, office, context["organs"], form)
    if request.headers.get("hx-request"):
        return page(request, BESIDE, **context)
    return page(request, MAIL if context["desk"] == "mail" else COUNTER, **context)


async def looked(
    session: AsyncSession, office: Office, organs: Any, form: Mapping[str, str]
) -> Looked:
    """Everything that is known of this person and this request, at the organ that registers."""
    form = {name: "" if invisible_at(value) else value for name, value in form.items()}
    here = [organ.id for organ in organs if organ.code == form.get("organ")]
    here = here or [organ.id for organ in organs]
    asked = asked_texts(form)
    who = {
        "number": form.get(NUMBER, ""),
        "phone": form.get("applicant.phone", ""),
        "name": form.get("applicant.name", "").strip(),
    }
    numbers = [form.get(f"items.{place}.index_number", "").strip() for place in range(len(asked))]
    persons = await queries_desk.same_person(session, office.vault, here, asked=asked, **who)
    own = {one.id for one in persons}
    similar = await queries_desk.similar_requests(session, here, asked)
    return Looked(
        verdict=verdict(form),
        persons=persons,
        similar=[one for one in similar if one.id not in own],
        entries=await similar_published(session, here, asked, numbers),
        asked=any(who.values()) or any(asked),
    )


@get("/cases/{case_id:uuid}/spot-answer/{entry_id:uuid}", include_in_schema=False)
async def answer_with(
    request: R,
    case_id: FromPath[UUID],
    entry_id: FromPath[UUID],
    session: S,
    office: O,
    actor: A,
) -> Template:
    """当场答复 with what is public already: the form of the verb, filled in from the entry.

    That the address was opened is for the officer to say: its day is left empty, as the signature.
    """
    chosen = {name: value for name, value in request.query_params.items() if len(value) <= LONGEST}
    context = await spot_context(session, office, actor, case_id, 0, chosen)
    entry = await entry_for(session, [context["organ"].id], entry_id)
    values = {"answered_on": today(office.now()).isoformat()}
    item = next((n for n, said in enumerate(context["outcomes"]) if said == PUBLISHED), None)
    if item is not None:
        values |= {f"outcomes.{item}.{name}": value for name, value in said_of(entry).items()}
    context |= {"values": values, "entry": entry}
    return page(request, "spot.html", **context)


def said_of(entry: PublishedEntry) -> dict[str, str]:
    """What an answer 已主动公开 says of an entry, by the names of its fields."""
    place = entry.address
    if entry.index_number and len(place) + len(entry.index_number) < LONGEST_PLACE:
        place = f"{place}，索引号{entry.index_number}"
    return {
        "fields.title": entry.title,
        "fields.published_on": entry.published_on.isoformat(),
        "fields.way": entry.outlet,
        "place": place,
    }


router = Router("/", route_handlers=[check, answer_with], opt=OFFICER.opt)
