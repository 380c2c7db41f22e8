"""Pages of what was typed and not sent (暂存): keep it, look at it, go on with it, drop it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import MediaType, Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import form_drafts
from cases.actor import Actor
from cases.errors import BadInput
from cases.settings import CHINA
from cases.web.addresses import own_path
from cases.web.forms import typed
from cases.web.kept_forms import (
    FORM,
    KEEPING_ADDRESS,
    OWN_FIELDS,
    PAGE,
    form_at,
    title_of,
)
from cases.web.page import page
from cases.web.policy import OFFICER

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]


@get("/drafts", include_in_schema=False)
async def list_drafts(request: R) -> Template:
    """Every form that this officer typed into and has not sent."""
    return page(request, "drafts.html", kept_days=form_drafts.KEPT_FOR.days)


@post(KEEPING_ADDRESS, include_in_schema=False)
async def keep_draft(request: R, session: S, actor: A, at: At) -> Response[Any]:
    """暂存: by the script as one types, or by the button of a form."""
    form = typed(await request.form())
    address = own_path(form.get(FORM))
    if address == "/":
        raise BadInput("没有写明暂存的是哪一份表单，请在原页面上再试一次")
    assert actor.officer_id is not None
    await form_drafts.keep(
        session, at, actor.officer_id, form=form_at(address, form),
        page=own_path(form.get(PAGE)), title=title_of(form),
        values={name: value for name, value in form.items() if name not in OWN_FIELDS},
    )  # fmt: skip
    if "x-form-token" in request.headers:
        return Response(f"已暂存 {at.astimezone(CHINA):%H:%M}", media_type=MediaType.TEXT)
    return Redirect("/drafts", status_code=303)


@get("/drafts/{draft_id:uuid}", include_in_schema=False)
async def show_draft(request: R, draft_id: FromPath[UUID], session: S, actor: A) -> Template:
    """What was kept of one form, and the way back into it."""
    assert actor.officer_id is not None
    draft, values = await form_drafts.opened(session, actor.officer_id, draft_id)
    said = {name: value for name, value in values.items() if value.strip()}
    return page(request, "draft.html", draft=draft, kept=values, said=said)


@post("/drafts/{draft_id:uuid}/discard", include_in_schema=False)
async def discard_draft(
    request: R, draft_id: FromPath[UUID], session: S, actor: A
) -> Response[Any]:
    """放弃暂存的内容."""
    assert actor.officer_id is not None
    await form_drafts.drop(session, actor.officer_id, draft_id)
    back = own_path(typed(await request.form()).get("back", "/drafts"))
    return Redirect(back, status_code=303)


router = Router(
    "/",
    route_handlers=[list_drafts, keep_draft, show_draft, discard_draft],
    opt=OFFICER.opt,
)
