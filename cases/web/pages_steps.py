"""The steps of the clock on a case's page: each form records one, or corrects one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import recording
from cases.actions import consultation, correction
from cases.actions.correction import CORRECTABLE
from cases.actions.steps import standing_step
from cases.actor import Actor
from cases.nouns import NOUNS, Noun
from cases.office import Office
from cases.schemas import ReasonIn
from cases.schemas_steps import ConsultationIn, LetterReceiptIn, ReplyIn, StepCorrectionIn
from cases.schemas_work import ThirdPartyToldIn
from cases.states import Verb
from cases.web.clock_views import details
from cases.web.forms import typed
from cases.web.page import page
from cases.web.pages_answer import FORM_PAGES, HANDLERS
from cases.web.pages_cases import case_context
from cases.web.pages_verbs import done
from cases.web.policy import OFFICER

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]


def form_of(noun: Noun) -> HTTPRouteHandler:
    """The handler of one noun's form on a case's page."""
    said: dict[str, Any] = {
        "path": noun.path,
        "include_in_schema": False,
        "name": f"page_{noun.name}",
    }
    if noun.is_numbered:

        @post(**said)
        async def record_numbered(
            request: R,
            case_id: FromPath[UUID],
            number: FromPath[int],
            session: S,
            office: O,
            actor: A,
            at: At,
        ) -> Response[Any]:
            form = typed(await request.form())
            template, context = await own_page(noun, session, office, actor, case_id, number, form)
            return await done(
                request, session, office, actor, case_id, f"{noun.name}-{number}", noun.schema,
                lambda filled: noun.do(session, actor, at, case_id, filled, number),
                template=template, context=context,
            )  # fmt: skip

        return record_numbered

    @post(**said)
    async def record(
        request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
    ) -> Response[Any]:
        form = typed(await request.form())
        template, context = await own_page(noun, session, office, actor, case_id, 0, form)
        return await done(
            request, session, office, actor, case_id, noun.name, noun.schema,
            lambda filled: noun.do(session, actor, at, case_id, filled, 0),
            template=template, context=context,
        )  # fmt: skip

    return record


async def own_page(
    noun: Noun,
    session: AsyncSession,
    office: Office,
    actor: Actor,
    case_id: UUID,
    number: int,
    form: Mapping[str, str],
) -> tuple[str, dict[str, Any] | None]:
    """The page on which a noun's form stands, where that is not the case's own."""
    if noun.name not in FORM_PAGES:
        return "case.html", None
    template, context_of = FORM_PAGES[noun.name]
    return template, await context_of(session, office, actor, case_id, number, form)


@post("/consultations", include_in_schema=False)
async def consult(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """征求意见."""

    async def do(filled: ConsultationIn) -> None:
        await recording.consult(session, actor, at, case_id, filled)

    return await done(request, session, office, actor, case_id, Verb.CONSULT, ConsultationIn, do)


@post("/consultations/{cid:str}/third-party-notice", include_in_schema=False)
async def tell_third_party(
    request: R, case_id: FromPath[UUID], cid: FromPath[str], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """告知第三方决定公开."""

    async def do(filled: ThirdPartyToldIn) -> None:
        await consultation.tell_third_party(session, actor, at, case_id, cid, **dict(filled))

    form = f"told-{cid}"
    return await done(request, session, office, actor, case_id, form, ThirdPartyToldIn, do)


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
        *[form_of(noun) for noun in NOUNS], *HANDLERS,
        consult, tell_third_party, record_receipt, end_consultation, step_page, correct_step, strike_step,
    ],
    opt=OFFICER.opt,
)  # fmt: skip
