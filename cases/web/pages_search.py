"""Pages of search (查找): the list of cases, narrowed and sorted, and as a spreadsheet.

Its form is a POST that goes on to an address: what may be the number of a paper or a telephone is
stored sealed and short-lived (`actions.looked_for`), and the address names the row alone. An
address with such a number in its words is not looked for: it leads back to the list without it.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from litestar.response import Redirect
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries
from cases.actions import looked_for, saved_searches
from cases.actions.door import today
from cases.actor import Actor
from cases.annual.files import MEDIA_TYPES
from cases.errors import BadInput, Fault, Refusal
from cases.list_filters import FILTERS, Reader, chosen_of, is_narrowed, wanted_of
from cases.office import Office
from cases.queries_list_choices import Choices, choices_of
from cases.queries_saved_searches import of_reader
from cases.queries_search import MOST_COUNTED, Wanted, list_cases
from cases.queries_sorting import SORT_LABELS
from cases.schemas import INVISIBLE, invisible_at
from cases.web.case_list_export import SPREADSHEET, Exported, xlsx_cases
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import OFFICER
from cases.web.problems import FormRefused
from cases.web.search_views import (
    Chip,
    address_of,
    chips_of,
    heads_of,
    in_words,
    lines_of,
    without_words,
)
from cases.web.spreadsheet import MOST_LINES
from cases.words_sought import is_personal, words_of

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]

FOUND: Final = "found"  # in an address: the row of the numbers that are looked for
SAVED: Final = "saved"  # … and of the saved filter that the list began with
SAID: Final = "said"  # … and what is to be said above the list
SENTENCES: Final = {
    "numbers": "证件号码、电话不得写在网址里，没有按它们查找；请在“查找”框中输入。",
    "gone": f"按证件号码、电话的查找保留{looked_for.LIVES.seconds // 3600}小时，已经过期，请重新输入。",
}


@dataclass(frozen=True)
class Asked:
    """What a list is asked for, as its address or its form says it."""

    chosen: dict[str, str]
    found: UUID | None
    saved: str
    numbers: str = ""

    @property
    def address(self) -> dict[str, str]:
        """Everything of it that an address says."""
        sort = {"sort": self.chosen["sort"]}
        kept = {FOUND: str(self.found) if self.found else "", SAVED: self.saved}
        return {name: self.chosen[name] for name in FILTERS} | kept | sort


async def asked_of(
    session: AsyncSession, actor: Actor, at: datetime, given: Mapping[str, str]
) -> Asked:
    """What is asked for; a found row that is gone, or another officer's, is none."""
    found = _id(given.get(FOUND, ""))
    numbers = await looked_for.numbers_of(session, actor, at, found) if found else None
    return Asked(
        chosen_of(given), found if numbers else None, str(_id(given.get(SAVED, "")) or ""),
        numbers or "",
    )  # fmt: skip


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


@get("/cases", include_in_schema=False)
async def list_page(
    request: R, session: S, actor: A, office: O, at: At, after: Choice = "", said: Choice = ""
) -> Response[Any]:
    """The cases that this officer may read, narrowed by what was chosen."""
    given = dict(request.query_params.items())
    if any(map(is_personal, words_of(given.get("q", "")))):
        ordinary = [word for word in words_of(given["q"]) if not is_personal(word)]
        kept = {name: given.get(name, "") for name in FILTERS}
        return Redirect(address_of(kept, q=" ".join(ordinary), said="numbers"), status_code=303)
    context = await _frame(session, actor, at)
    context["said"] = SENTENCES.get(said, "")
    try:
        asked = await asked_of(session, actor, at, given)
        if given.get(FOUND) and not asked.found:
            return Redirect(address_of(asked.address, said="gone"), status_code=303)
        context |= await _narrowed(session, context, asked) | {"after": after}
        wanted = wanted_of(context["reader"], asked.chosen, asked.numbers)
        found = await list_cases(session, office.vault, wanted, after or None, counted=True)
    except Refusal as refusal:
        raise FormRefused(refusal, "cases.html", shared(request) | context) from None
    words = wanted.text.split()
    return page(
        request,
        "cases.html",
        **context
        | {"cases": lines_of(found.rows, words), "next": found.next, "total": found.total,
           "words": words, "most_counted": wanted.counted_to, "order": SORT_LABELS[wanted.order],
           "heads": heads_of(asked.address, wanted.order)},
    )  # fmt: skip


async def _frame(session: AsyncSession, actor: Actor, at: datetime) -> dict[str, Any]:
    """What the page shows whatever is asked for; nothing was chosen yet."""
    organs = await queries.organs_of(session, actor)
    calendar = (await calendars.newest(session)).calendar
    reader = Reader(actor, organs, today(at), calendar)
    nothing = Asked(chosen_of({}), None, "")
    return {
        "reader": reader,
        "organs": organs,
        "chosen": nothing.address,
        "narrowed": False,
        "cases": [],
        "next": None,
        "after": "",
        "total": None,
        "most_counted": MOST_COUNTED,
        "most_lines": MOST_LINES,
        "words": [],
        "chips": [],
        "in_words": "",
        "heads": heads_of(nothing.chosen, Wanted(organs=()).order),
        "order": SORT_LABELS[Wanted(organs=()).order],
        "choices": Choices(),
        "saved": await of_reader(session, reader),
        "said": "",
        "opened": None,
        "changed": False,
        "form": "",
    }


async def _narrowed(session: AsyncSession, context: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """The filters in the words of the page, with what they offer once the list is one organ's."""
    reader: Reader = context["reader"]
    opened = next((s for s in context["saved"] if s.is_own and str(s.id) == asked.saved), None)
    here = [o.id for o in reader.organs if asked.chosen["organ"] in ("", o.code)]
    choices = await choices_of(session, here[0] if len(here) == 1 else None)
    chips = chips_of(asked.address, choices, {o.code: o.name for o in reader.organs}, asked.numbers)
    return {
        "chosen": asked.address,
        "narrowed": is_narrowed(asked.chosen) or bool(asked.numbers),
        "chips": chips,
        "in_words": in_words(chips),
        "choices": choices,
        "opened": opened,
        "changed": opened is not None
        and opened.filters != {name: value for name, value in asked.chosen.items() if value},
    }


@post("/cases/search", include_in_schema=False)
async def search(request: R, session: S, actor: A, at: At) -> Redirect:
    """Go on to the address of what was typed; numbers of persons stand in none."""
    form = checked(typed(await request.form()))
    chosen = chosen_of(form)
    words = words_of(chosen["q"])
    numbers = [word for word in words if is_personal(word)]
    found = _id(form.get(FOUND, ""))
    if numbers:
        found = await looked_for.keep(session, actor, at, " ".join(numbers))
    chosen["q"] = " ".join(word for word in words if not is_personal(word))
    asked = Asked(chosen, found, form.get(SAVED, ""))
    return Redirect(address_of(asked.address), status_code=303)


def checked(form: dict[str, str]) -> dict[str, str]:
    """A form of plain texts; BadInput for control characters, which the database takes none of."""
    faults = [
        Fault(name, INVISIBLE.format(place=invisible_at(value)))
        for name, value in form.items()
        if invisible_at(value)
    ]
    if faults:
        raise BadInput.of(faults)
    return form


@post("/cases/export", include_in_schema=False)
async def export(request: R, session: S, actor: A, office: O, at: At) -> Response[Any]:
    """导出: the list as it is shown, all its pages, as a spreadsheet; that it was is recorded."""
    form = checked(typed(await request.form()))
    context = await _frame(session, actor, at)
    reader: Reader = context["reader"]
    try:
        asked = await asked_of(session, actor, at, form)
        if form.get(FOUND) and not asked.found:
            raise BadInput(SENTENCES["gone"].rstrip("。"))
        context |= await _narrowed(session, context, asked)
        if any(map(is_personal, words_of(asked.chosen["q"]))):
            raise BadInput(SENTENCES["numbers"].rstrip("。"))
        wanted = wanted_of(reader, asked.chosen, asked.numbers)
        found = await list_cases(session, office.vault, wanted, size=MOST_LINES)
        if found.next:
            raise BadInput(f"符合条件的案件超过{MOST_LINES}件，请增加条件、缩小范围后分次导出")
    except Refusal as refusal:
        raise FormRefused(refusal, "cases.html", shared(request) | context) from None
    chips: list[Chip] = context["chips"]
    told = Exported(in_words(chips), SORT_LABELS[wanted.order], actor.name, at)
    content = await asyncio.to_thread(xlsx_cases, told, lines_of(found.rows, ()))
    await saved_searches.record_export(
        session, actor, at, [*wanted.organs], in_words(without_words(chips)), len(found.rows)
    )
    return Response(
        content,
        status_code=200,
        media_type=MEDIA_TYPES[SPREADSHEET],
        headers={"Content-Disposition": f'attachment; filename="cases-{today(at)}{SPREADSHEET}"'},
    )


router = Router("/", route_handlers=[list_page, search, export], opt=OFFICER.opt)
