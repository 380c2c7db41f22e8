"""The page of a case's 标签: those that its organ used last, beside the form."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.office import Office
from cases.queries_list_choices import choices_of
from cases.web.page import page
from cases.web.pages_cases import case_context
from cases.web.policy import OFFICER


@get("/cases/{case_id:uuid}/tags/used", include_in_schema=False)
async def tags_page(
    request: Request[Any, Any, Any],
    case_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    office: NamedDependency[Office],
) -> Template:
    """The tags of a case, and what the organ calls such cases."""
    context = await case_context(session, office, actor, case_id)
    choices = await choices_of(session, context["organ"].id)
    return page(request, "tags.html", **context, suggested=choices.tags)


router = Router("/", route_handlers=[tags_page], opt=OFFICER.opt)
