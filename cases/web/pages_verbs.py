"""The verbs on a case's page: each form does one, and comes back with its faults beside it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import closing, intake
from cases.actor import Actor
from cases.errors import BadInput, Unlawful
from cases.office import Office
from cases.schemas import ReasonIn
from cases.schemas_steps import AnswerIn, ConfirmationIn, WithdrawalIn
from cases.typed import read
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.pages_cases import case_context
from cases.web.policy import OFFICER
from cases.web.problems import FormRefused

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

    A refusal of a case that moved on meanwhile goes to a page of its own: it may show that form no
    more.
    """
    form = typed(await request.form())
    if context is None:
        context = await case_context(session, office, actor, case_id)
    try:
        await do(read(schema, form))
    except (BadInput, Unlawful) as refusal:
        if isinstance(refusal, Unlawful) and form_name not in context["verbs"]:
            raise
        shown = shared(request) | context | {"values": form, "form": form_name}
        raise FormRefused(refusal, template, shown) from None
    return Redirect(f"/cases/{case_id}", status_code=303)


@post("/cases/{case_id:uuid}/receipt-confirmation", include_in_schema=False)
async def confirm_receipt(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """确认收到申请之日."""

    async def do(filled: ConfirmationIn) -> None:
        await intake.confirm_receipt(session, actor, at, case_id, filled.confirmed_on)

    return await done(
        request, session, office, actor, case_id, "confirm_receipt", ConfirmationIn, do
    )


@post("/cases/{case_id:uuid}/answer", include_in_schema=False)
async def record_answer(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """记录答复."""

    async def do(filled: AnswerIn) -> None:
        await closing.record_answer(
            session,
            actor,
            at,
            case_id,
            answer_type=filled.answer_type,
            sending=filled.sending(filled.answered_on),
            row=filled.annual_row,
            doc_number=filled.doc_number,
        )

    return await done(request, session, office, actor, case_id, "record_answer", AnswerIn, do)


@post("/cases/{case_id:uuid}/withdrawal", include_in_schema=False)
async def record_withdrawal(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """记录撤回."""

    async def do(filled: WithdrawalIn) -> None:
        await closing.record_withdrawal(
            session, actor, at, case_id, withdrawn_on=filled.withdrawn_on, reason=filled.reason
        )

    return await done(
        request, session, office, actor, case_id, "record_withdrawal", WithdrawalIn, do
    )


@post("/cases/{case_id:uuid}/closing-strike", include_in_schema=False)
async def strike_closing(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """撤销误录的办结记录."""

    async def do(filled: ReasonIn) -> None:
        await closing.strike_closing(session, actor, at, case_id, filled.reason)

    return await done(request, session, office, actor, case_id, "strike_closing", ReasonIn, do)


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


router = Router(
    "/",
    route_handlers=[
        confirm_receipt, record_answer, record_withdrawal, strike_closing, show_personal_data,
    ],
    opt=OFFICER.opt,
)  # fmt: skip
