"""The steps of the clock on a case's page: each form records one, or corrects one."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Template
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import consultation, correction
from cases.actions.correction import CORRECTABLE
from cases.actions.steps import standing_step
from cases.actor import Actor
from cases.office import Office
from cases.schemas import ReasonIn
from cases.schemas_steps import (
    ConsultationIn,
    DelayIn,
    ExtensionIn,
    FeeNoticeIn,
    LetterReceiptIn,
    PaymentIn,
    ReplyIn,
    StepCorrectionIn,
    SupplementIn,
    SupplementNoticeIn,
)
from cases.states import Verb
from cases.web import recording
from cases.web.clock_views import details
from cases.web.page import page
from cases.web.pages_cases import case_context
from cases.web.pages_verbs import done
from cases.web.policy import OFFICER

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
Do = Callable[[AsyncSession, Actor, datetime, UUID, Any], Awaitable[Any]]  # of cases.web.recording


# fmt: off
FORMS: Final[tuple[tuple[str, Verb | str, type[BaseModel], Do], ...]] = (
    # noun of the address, name of the form on the page, what it takes, what it does
    ("supplement-notice", Verb.SEND_SUPPLEMENT_NOTICE, SupplementNoticeIn, recording.supplement_notice),
    ("supplement", Verb.RECEIVE_SUPPLEMENT, SupplementIn, recording.supplement),
    ("consultations", Verb.CONSULT, ConsultationIn, recording.consult),
    ("extension", Verb.EXTEND, ExtensionIn, recording.extend),
    ("fee-notice", Verb.SEND_FEE_NOTICE, FeeNoticeIn, recording.fee_notice),
    ("fee-notice/receipt", "fee_receipt", LetterReceiptIn, recording.fee_receipt),
    ("fee-payment", Verb.RECEIVE_PAYMENT, PaymentIn, recording.payment),
    ("delay", Verb.DELAY, DelayIn, recording.delay),
)
# fmt: on


def recorder(noun: str, form: str, schema: type[BaseModel], do: Do) -> HTTPRouteHandler:
    """The handler of one form."""

    @post(f"/{noun}", include_in_schema=False, name=f"page_{form}")
    async def record(
        request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
    ) -> Response[Any]:
        return await done(
            request, session, office, actor, case_id, form, schema,
            lambda filled: do(session, actor, at, case_id, filled),
        )  # fmt: skip

    return record


@post("/consultations/{cid:str}/receipt", include_in_schema=False)
async def record_receipt(
    request: R, case_id: FromPath[UUID], cid: FromPath[str], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """登记征求意见书的签收日期."""

    async def do(filled: LetterReceiptIn) -> None:
        await consultation.record_receipt(
            session, actor, at, case_id, number=cid, received_on=filled.received_on
        )

    form = f"receipt-{cid}"
    return await done(request, session, office, actor, case_id, form, LetterReceiptIn, do)


@post("/consultations/{cid:str}/reply", include_in_schema=False)
async def end_consultation(
    request: R, case_id: FromPath[UUID], cid: FromPath[str], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """收到征求意见回复."""

    async def do(filled: ReplyIn) -> None:
        await consultation.end_consultation(
            session, actor, at, case_id, cid, on=filled.on, opinion=filled.opinion,
            content=filled.content,
        )  # fmt: skip

    return await done(request, session, office, actor, case_id, f"reply-{cid}", ReplyIn, do)


async def step_context(
    session: AsyncSession, office: Office, actor: Actor, case_id: UUID, seq: int
) -> dict[str, Any]:
    """What the page of one step shows: as it stands, and what of it may be corrected."""
    context = await case_context(session, office, actor, case_id)
    step = await standing_step(session, case_id, seq)
    return context | {
        "step": step,
        "details": details(step.kind, dict(step.data)),
        "correctable": CORRECTABLE[step.kind],
    }


@get("/steps/{seq:int}", include_in_schema=False)
async def step_page(
    request: R, case_id: FromPath[UUID], seq: FromPath[int], session: S, office: O, actor: A
) -> Template:
    """One step of the clock: correct it or strike it."""
    context = await step_context(session, office, actor, case_id, seq)
    return page(request, "step.html", **context)


@post("/steps/{seq:int}/correction", include_in_schema=False)
async def correct_step(
    request: R, case_id: FromPath[UUID], seq: FromPath[int], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """更正期限记录."""

    async def do(filled: StepCorrectionIn) -> None:
        await correction.correct_step(
            session, actor, at, case_id, seq, on=filled.on, changes=filled.changes(),
            reason=filled.reason,
        )  # fmt: skip

    context = await step_context(session, office, actor, case_id, seq)
    return await done(
        request, session, office, actor, case_id, Verb.CORRECT_STEP, StepCorrectionIn, do,
        template="step.html", context=context,
    )  # fmt: skip


@post("/steps/{seq:int}/strike", include_in_schema=False)
async def strike_step(
    request: R, case_id: FromPath[UUID], seq: FromPath[int], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """撤销误录的期限记录."""

    async def do(filled: ReasonIn) -> None:
        await correction.strike_step(session, actor, at, case_id, seq, filled.reason)

    context = await step_context(session, office, actor, case_id, seq)
    return await done(
        request, session, office, actor, case_id, Verb.STRIKE_STEP, ReasonIn, do,
        template="step.html", context=context,
    )  # fmt: skip


router = Router(
    "/cases/{case_id:uuid}",
    route_handlers=[
        *[recorder(*form) for form in FORMS],
        record_receipt, end_consultation, step_page, correct_step, strike_step,
    ],
    opt=OFFICER.opt,
)  # fmt: skip
