"""Pages of 文书: which can be made, the form of one with its preview, what was issued to take out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import matters
from cases.actions.door import today
from cases.actions.paper_making import can_be_made
from cases.actor import Actor
from cases.errors import NotFound
from cases.law.letters import PAPER
from cases.law.regulation_text import EDITION, excerpts_of
from cases.law.slots import slots_of_paper
from cases.office import Office
from cases.states import Verb
from cases.web.forms import typed
from cases.web.letter_files import format_of, issued_file
from cases.web.letter_previews import paper_preview
from cases.web.letter_views import desk_of
from cases.web.page import page, preview_or
from cases.web.pages_cases import case_context
from cases.web.papers_to_make import agreement, choices_of, offered, usual, why_not
from cases.web.policy import OFFICER

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
Typed = Mapping[str, str]
Short = Annotated[str, QueryParameter(max_length=20)]
OF_A_FIELD = "fields."


@get("/papers", include_in_schema=False)
async def papers_page(  # in the router that has the form of the same address
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A
) -> Template:
    """The papers that can be made now, by receiver."""
    context = await case_context(session, office, actor, case_id)
    groups = offered(context["clock"], context["file"])
    return page(request, "papers.html", **context | {"groups": groups})


async def paper_context(
    session: AsyncSession, office: Office, actor: Actor, case_id: UUID, _: int, form: Typed
) -> dict[str, Any]:
    """The form of one paper as it was typed, or as it begins; NotFound for one not made here."""
    context = await case_context(session, office, actor, case_id)
    code = form.get("paper", "")
    if not can_be_made(code):
        raise NotFound("没有这种文书，请从文书目录中选择；答复书经拟稿、签发后编号")
    now, file, row = context["clock"], context["file"], PAPER[code]
    return context | {
        "paper": row,
        "slots": slots_of_paper(code),
        "choices": choices_of(now, file),
        "texts": excerpts_of(row.basis),
        "edition": EDITION,
        "why_not": why_not(row, now, file),
        "values": dict(form),
        "form_name": str(Verb.MAKE_PAPER),
        "preview": None,
        **agreement(row, now, file, actor.has),
    }


@get("/papers/new", include_in_schema=False)
async def paper_page(
    request: R,
    case_id: FromPath[UUID],
    session: S,
    office: O,
    actor: A,
    paper: Short = "",
    about: Short = "",
) -> Template:
    """The form of one paper; `about` is the letter or the paper that it is about."""
    context = await paper_context(session, office, actor, case_id, 0, {"paper": paper})
    desk = desk_of(context["clock"], context["file"])
    setting = await matters.setting_of(session, desk)
    on = today(office.now())
    context["values"] |= usual(paper, context["clock"], context["file"], setting, on, about)
    return page(request, "paper.html", **await with_preview(session, office, context))


@post("/papers/preview", include_in_schema=False, status_code=200)
async def preview_of_paper(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A
) -> Template:
    """The paper with what is typed so far: in the place of the preview, or the page once more."""
    form = typed(await request.form())
    context = await paper_context(session, office, actor, case_id, 0, form)
    shown = await with_preview(session, office, context)
    return page(request, preview_or("paper.html", request), **shown)


async def with_preview(
    session: AsyncSession, office: Office, context: dict[str, Any]
) -> dict[str, Any]:
    """The same with the paper as it would be made today; none about an end that the case had not."""
    if context["why_not"] and context["paper"].is_answer:
        return context
    fields = fields_of(context["values"])
    desk = desk_of(context["clock"], context["file"])
    seen = await paper_preview(session, desk, today(office.now()), context["paper"].code, fields)
    return context | {"preview": seen}


def fields_of(form: Typed) -> dict[str, str]:
    """What is filled in, by the names of the slots."""
    return {
        name.removeprefix(OF_A_FIELD): value.replace("\r\n", "\n").strip()
        for name, value in form.items()
        if name.startswith(OF_A_FIELD)
    }


@post("/papers/{number:int}/download", include_in_schema=False, status_code=200)
async def download_paper(
    case_id: FromPath[UUID],
    number: FromPath[int],
    session: S,
    actor: A,
    at: At,
    made: Annotated[str, QueryParameter(name="format", max_length=10)] = "",
) -> Response[Any]:
    """调取文书 as it was issued."""
    return await issued_file(session, actor, at, case_id, number, format_of(made))


router = Router(
    "/cases/{case_id:uuid}",
    route_handlers=[paper_page, preview_of_paper, download_paper],
    opt=OFFICER.opt,
)
