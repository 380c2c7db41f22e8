"""The verbs on a case's page: each form does one, and comes back with its faults beside it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, Router, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import intake
from cases.actor import Actor
from cases.errors import BadInput, Conflict, Unlawful
from cases.nouns import NOUN
from cases.office import Office
from cases.schemas import ReasonIn
from cases.states import Verb
from cases.typed import read
from cases.web.forms import listed, typed
from cases.web.letter_views import letter_context
from cases.web.page import page, shared
from cases.web.pages_cases import case_context
from cases.web.policy import OFFICER
from cases.web.problems import FormRefused
from cases.web.review_views import ON_THE_DESK, review_context

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
Doing = Callable[[Any], Awaitable[Any]]


async def done(
    request: R,
    session: AsyncSession,
    office: Office,
    actor: Actor,
    case_id: UUID,
    form_name: str,
    schema: type[BaseModel],
    do: Doing,
    template: str = "case.html",
    context: dict[str, Any] | None = None,
) -> Response[Any]:
    """Do a verb with what its form says and go back to the case; faults are shown beside its fields.

    A form on the desk of a reviewer, or on the page of the letter, goes back there. A refusal of a case that moved on meanwhile goes
    to a page of its own: it may show that form no more.
    """
    form, home = typed(await request.form()), f"/cases/{case_id}"
    if (back := form.get("back", "")) in BACK and form_name.partition("-")[0] in BACK[back][0]:
        template, home = f"{back}.html", f"{home}/{back}"
        context = await BACK[back][1](session, office, actor, case_id)
    elif context is None:
        context = await case_context(session, office, actor, case_id)
    try:
        await do(read(schema, listed(form)))
    except (BadInput, Unlawful, Conflict) as refusal:
        if isinstance(refusal, Unlawful) and not may_show(form_name, context):
            raise
        shown = shared(request) | context | {"values": form, "form": form_name}
        raise FormRefused(refusal, template, shown) from None
    return Redirect(home + ANCHORS.get(form_name.partition("-")[0], ""), status_code=303)


Context = Callable[[AsyncSession, Office, Actor, UUID], Awaitable[dict[str, Any]]]
# the pages to which forms name to go back, with the forms that stand there
BACK: Final[dict[str, tuple[tuple[Verb, ...], Context]]] = {
    "review": (ON_THE_DESK, review_context),
    "letter": ((Verb.DRAFT, Verb.ISSUE), letter_context),
}
ANCHORS: Final[dict[str, str]] = dict.fromkeys(
    (Verb.MAKE_PAPER, Verb.VOID_PAPER, Verb.RECORD_DELIVERY), "#papers"
)


def may_show(form_name: str, context: dict[str, Any]) -> bool:
    """Whether the case's page still shows that form: its verb is permitted in the present state."""
    name = form_name.partition("-")[0]
    verb = NOUN[name].verb if name in NOUN else LETTER_FORMS.get(name, name)
    return verb in context["verbs"]


LETTER_FORMS: Final = {  # forms about one letter, by the beginning of their names
    "receipt": Verb.RECORD_LETTER_RECEIPT,
    "reply": Verb.END_CONSULTATION,
    "told": Verb.TELL_THIRD_PARTY,
}


@post("/cases/{case_id:uuid}/personal-data", include_in_schema=False)
async def show_personal_data(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """查看个人信息: shown on the answer to this form only, never by an address."""
    form = typed(await request.form())
    try:
        reason = read(ReasonIn, form).reason
        shown = await intake.show_personal_data(session, office.vault, actor, at, case_id, reason)
    except BadInput as refusal:
        context = await case_context(session, office, actor, case_id)
        raised = shared(request) | context | {"values": form, "form": "show_personal_data"}
        raise FormRefused(refusal, "case.html", raised) from None
    context = await case_context(session, office, actor, case_id)
    return page(request, "case.html", **context | {"revealed": vars(shown)})


router = Router("/", route_handlers=[show_personal_data], opt=OFFICER.opt)
