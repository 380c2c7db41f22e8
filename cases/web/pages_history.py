"""The page “办理记录” of a case: who did what, when and from where; printed, it is an annex."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actor import Actor
from cases.errors import Refusal
from cases.office import Office
from cases.web.history_views import ORDERS, asked, lines, offered
from cases.web.page import page, shared
from cases.web.policy import OFFICER
from cases.web.problems import FormRefused

Typed = Annotated[str, QueryParameter(max_length=200)]


@get("/cases/{case_id:uuid}/history", include_in_schema=False)
async def history_page(
    request: Request[Any, Any, Any],
    case_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    office: NamedDependency[Office],
    group: Typed = "",
    officer: Typed = "",
    since: Typed = "",
    until: Typed = "",
    q: Typed = "",
    order: Typed = "",
) -> Template:
    """Everything that happened to a case, narrowed by what was chosen."""
    case, organ = await queries.read_case(session, actor, case_id)
    everything = lines(await queries.history(session, case_id))
    chosen = {
        "group": group, "officer": officer, "since": since.strip(), "until": until.strip(),
        "q": q.strip(), "order": order,
    }  # fmt: skip
    context: dict[str, Any] = {
        "case": case,
        "organ": organ,
        "chosen": chosen,
        "orders": list(ORDERS.items()),
        **offered(everything),
        "total": len(everything),
        "head": case.head.hex(),
        "printed_at": office.now(),
        "lines": [],
        "conditions": [],
    }
    try:
        wanted = asked(chosen)
    except Refusal as refusal:
        raise FormRefused(refusal, "history.html", shared(request) | context) from None
    found = {"lines": wanted.of(everything), "conditions": wanted.conditions}
    return page(request, "history.html", **context | found)


router = Router("/", route_handlers=[history_page], opt=OFFICER.opt)
