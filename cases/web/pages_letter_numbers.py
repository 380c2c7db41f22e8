"""Pages of 文号: the form of an organ's numbering, and the register with its spreadsheet."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, Final

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.chain_setting import SETTERS
from cases.actions.numbering_setting import checked, set_numbering
from cases.actor import Actor
from cases.annual.files import MEDIA_TYPES
from cases.errors import BadInput, NotAllowed, NotFound
from cases.queries_letter_numbers import list_of
from cases.schemas_numbering import NumberingIn
from cases.typed import read
from cases.web.forms import listed, typed
from cases.web.letter_number_export import xlsx_register
from cases.web.letter_number_views import Register, following, lines, register_of
from cases.web.organ_views import organ_context
from cases.web.page import page, shared
from cases.web.policy import CHAIN_SETTER, OFFICER
from cases.web.problems import FormRefused
from cases.web.spreadsheet import MOST_LINES

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]
SPREADSHEET: Final = ".xlsx"
PREVIEW: Final = "preview"  # the button that shows the numbers and stores nothing
THOUGHT_OF: Final = {"reason": "试编"}  # what is only shown needs no reason of its own


@post("/office/{code:str}/numbering", opt=CHAIN_SETTER.opt, include_in_schema=False)
async def change_numbering(
    request: R, code: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """设置文号, or the numbers that it would give."""
    form = typed(await request.form())
    context = await organ_context(session, actor, at, code)
    organ = context["organ"]
    if not actor.has(organ.id, SETTERS):
        raise NotAllowed("文号应由本单位管理员或者公开机构负责人设置")
    context |= {"values": form, "form": "numbering"}
    try:
        filled = read(NumberingIn, listed(form | THOUGHT_OF if PREVIEW in form else form))
        pattern, kinds = filled.pattern, filled.kinds.by_kind()
        if PREVIEW in form:
            numbering = await checked(session, at, organ.id, pattern, kinds)
            context["preview"] = await following(session, organ, numbering, at)
            return page(request, "organ.html", **context)
        await set_numbering(
            session, actor, at, organ.id, pattern=pattern, kinds=kinds, reason=filled.reason
        )
    except BadInput as refusal:
        raise FormRefused(refusal, "organ.html", shared(request) | context) from None
    return Redirect(f"/office/{code}#numbering", status_code=303)


@get("/letter-numbers", include_in_schema=False)
async def show_register(
    request: R,
    session: S,
    actor: A,
    at: At,
    organ: Choice = "",
    year: Choice = "",
    series: Choice = "",
    sort: Choice = "",
    after: Choice = "",
) -> Template:
    """文号登记簿 of one organ's year."""
    register = await register_of(
        session, actor, at, organ, year, series, latest_first=sort == "latest"
    )
    found = await list_of(session, register.asked, after or None) if register.organ else None
    return page(
        request,
        "letter_numbers.html",
        register=register,
        rows=lines(found.rows) if found else [],
        next=found.next if found else None,
        after=after,
        chosen=chosen(register, sort),
        most_lines=MOST_LINES,
    )


def chosen(register: Register, sort: str) -> dict[str, str]:
    """What the register was narrowed to, as its address says it."""
    return {
        "organ": register.organ.code if register.organ else "",
        "year": str(register.year),
        "series": register.series or "",
        "sort": sort,
    }


@get("/letter-numbers.xlsx", include_in_schema=False)
async def download_register(
    session: S,
    actor: A,
    at: At,
    organ: Choice = "",
    year: Choice = "",
    series: Choice = "",
    sort: Choice = "",
) -> Response[bytes]:
    """The same as a spreadsheet."""
    register = await register_of(
        session, actor, at, organ, year, series, latest_first=sort == "latest"
    )
    if register.organ is None:
        raise NotFound("没有可以查看文号的单位")
    found = await list_of(session, register.asked, size=MOST_LINES)
    content = await asyncio.to_thread(
        xlsx_register, register.organ.name, register.year, lines(found.rows),
        is_cut=found.next is not None,
    )  # fmt: skip
    name = f"letter-numbers-{register.organ.code}-{register.year}{SPREADSHEET}"
    return Response(
        content,
        media_type=MEDIA_TYPES[SPREADSHEET],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


router = Router(
    "/",
    route_handlers=[change_numbering, show_register, download_register],
    opt=OFFICER.opt,
)
