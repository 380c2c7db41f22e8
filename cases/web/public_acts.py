"""申请人在网上办理: confirm the receipt, supplement, withdraw, fetch letters; each in the own session."""

import asyncio
from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import from_the_public, issuing
from cases.actions.query_codes import opened
from cases.dossier import Record
from cases.errors import BadInput, Fault, NotFound, Refusal
from cases.law.articles import regulation
from cases.law.receipt import ARTICLE
from cases.office import Office
from cases.queries_public import letters_to_applicant
from cases.schemas_public import ConfirmationCodeIn, PublicSupplementIn, PublicWithdrawalIn
from cases.states import State
from cases.typed import read
from cases.web.case_papers import named
from cases.web.forms import typed
from cases.web.letter_files import PDF, Format, format_of, pdf_of
from cases.web.policy import PUBLIC
from cases.web.problems import FormRefused
from cases.web.public_apply import chosen, uploaded
from cases.web.public_follow import OwnCase, case_page, ended, kept_of, own_case
from cases.web.public_frame import HANDLERS, let_in, public_page
from cases.web.public_limits import (
    ACTS,
    LARGEST_UPLOAD,
    WRONG_CODES,
    Flooded,
    count,
    look,
    note,
    refuse_foreign,
)
from cases.web.public_session import PATH, Following, check_token, cookie_of, following
from cases.web.volume_views import download

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
CASE = f"{PATH}/case"


def back(request: R, here: Following, done: str) -> Response[Any]:
    """To the page of the case, where it says what was done."""
    answer: Response[Any] = Redirect(f"{CASE}#{done}", status_code=303)
    answer.set_cookie(cookie_of(request, here))
    return answer


async def shown_again(
    request: R,
    session: AsyncSession,
    office: Office,
    at: datetime,
    here: Following,
    refusal: Refusal,
    form: str,
    values: dict[str, str],
) -> FormRefused:
    """The page with the form that was refused, to be shown after everything is undone."""
    made = await case_page(
        request, session, office, at, here, refusal=refusal, form=form, values=values
    )
    return FormRefused(refusal, "public_case.html", made.context)


@post("/public/follow/confirmation", opt=PUBLIC.opt, include_in_schema=False)
async def confirm(request: R, session: S, office: O, at: At) -> Response[Any]:
    """网上确认: a wrong code is counted, so nothing is undone here."""
    refuse_foreign(request)
    form, here = typed(await request.form()), await following(request, session)
    if here is None:
        return ended(request)
    check_token(request, here, form)
    refusal: Refusal | None = None
    try:
        await look(request, WRONG_CODES)
        if here.case.state != State.UNCONFIRMED:
            return back(request, here, "days")  # confirmed meanwhile, by telephone perhaps
        said = read(ConfirmationCodeIn, form)
    except Refusal as found:
        refusal = found
    else:
        wrong = await from_the_public.confirm(session, at, here.case, said.confirmation)
        if wrong is None:
            return back(request, here, "days")
        await note(request, WRONG_CODES)
        refusal = BadInput.of([Fault("confirmation", wrong)], article=ARTICLE)
    return await case_page(
        request, session, office, at, here, refusal=refusal, form="confirmation", values=form
    )


@post(
    "/public/follow/supplement",
    opt=PUBLIC.opt,
    include_in_schema=False,
    request_max_body_size=LARGEST_UPLOAD,
)
async def add_supplement(request: R, session: S, office: O, at: At) -> Response[Any]:
    """网上补正; where the session is over, what was typed is kept for the next one."""
    refuse_foreign(request)
    sent = await request.form()
    form, here = typed(sent), await following(request, session)
    if here is None:
        return ended(request, kept_of(form))
    check_token(request, here, form)
    try:
        await count(request, ACTS)
        said = read(PublicSupplementIn, form)
        files = [await uploaded(file) for file in chosen(sent.getall("files", []))]
        await from_the_public.supplement(session, at, here.case, said.content, files, said.why_late)
    except Flooded as flooded:
        return await case_page(
            request, session, office, at, here, refusal=flooded, form="supplement", values=form
        )
    except Refusal as refusal:
        raise await shown_again(
            request, session, office, at, here, refusal, "supplement", form
        ) from None
    return back(request, here, "passed")


@get("/public/follow/withdrawal", opt=PUBLIC.opt, include_in_schema=False)
async def show_withdrawal(request: R, session: S, office: O, at: At) -> Response[Any]:
    """What a withdrawal means, before it is one."""
    await let_in(request)
    here = await following(request, session)
    if here is None:
        return ended(request)
    found = await own_case(request, session, office, at, here)
    if not found.context["told"].may_withdraw:
        return back(request, here, "passed")
    return _withdrawal(request, here, found)


@post("/public/follow/withdrawal", opt=PUBLIC.opt, include_in_schema=False)
async def withdraw(request: R, session: S, office: O, at: At) -> Response[Any]:
    """网上撤回, by the query code once more: a wrong one is counted, so nothing is undone then."""
    refuse_foreign(request)
    form, here = typed(await request.form()), await following(request, session)
    if here is None:
        return ended(request)
    check_token(request, here, form)
    found = await own_case(request, session, office, at, here)
    if not found.context["told"].may_withdraw:
        return back(request, here, "passed")  # it has ended meanwhile
    found.context["values"] = {name: form[name] for name in ("why", "sure") if name in form}
    try:
        await look(request, WRONG_CODES)
        said = read(PublicWithdrawalIn, form)
        if not said.sure:
            raise BadInput.of([Fault("sure", "请勾选确认：撤回后受理机关不再办理本件")])
        fits = await opened(session, at, here.case.number, said.query_code) is not None
    except Refusal as refusal:
        return _withdrawal(request, here, found, refusal)
    if not fits:
        await note(request, WRONG_CODES)
        wrong = BadInput.of([Fault("query_code", "查询码不正确，请核对后再输入")])
        return _withdrawal(request, here, found, wrong)
    try:
        await from_the_public.withdraw(session, at, here.case, said.why)
    except Refusal as refusal:
        made = _withdrawal(request, here, found, refusal)
        raise FormRefused(refusal, "public_withdrawal.html", made.context) from None
    return back(request, here, "passed")


def _withdrawal(
    request: R, here: Following, found: OwnCase, refusal: Refusal | None = None
) -> Template:
    made = public_page(request, "public_withdrawal.html", refusal=refusal, **found.context)
    made.set_cookie(cookie_of(request, here))
    return made


@post(
    "/public/follow/papers/{number:int}", opt=PUBLIC.opt, include_in_schema=False, status_code=200
)
async def fetch(request: R, number: FromPath[int], session: S, office: O, at: At) -> Response[Any]:
    """领取文书 as it was issued; that it was fetched is recorded, and no day of service with it."""
    refuse_foreign(request)
    form, here = typed(await request.form()), await following(request, session)
    if here is None:
        return ended(request)
    check_token(request, here, form)
    await count(request, ACTS)
    made = format_of(form.get("format", ""))
    found = await own_case(request, session, office, at, here)
    paper = _mine(letters_to_applicant(found.file), number)
    content = await asyncio.to_thread(issuing.content_of, session, here.case.id, paper)
    name = f"{paper.data['doc_number'] or here.case.number}{paper.data['title']}"
    if made is Format.PDF:
        answer = download(await pdf_of(content), PDF, f"{name}.pdf")
    else:
        answer = download(content, issuing.MEDIA_TYPE, f"{name}.docx")
    what = named(paper) + ("的PDF" if made is Format.PDF else "")
    await from_the_public.take(session, at, here.case, what, paper.data["sha256"])
    answer.set_cookie(cookie_of(request, here))
    return answer


def _mine(letters: list[Record], number: int) -> Record:
    for paper in letters:
        if paper.number == number:
            return paper
    raise NotFound("没有这份文书，或者尚未发出", article=regulation(36))


router = Router(
    "/",
    route_handlers=[confirm, add_supplement, show_withdrawal, withdraw, fetch],
    exception_handlers=HANDLERS,
)
