"""查询、领取: with number and query code into the own case, and out again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import clocks, personal, queries, queries_public
from cases.actions import confirmation_codes, from_the_public
from cases.actions.conversion_suggesting import suggestible
from cases.actions.door import today
from cases.actions.file_checks import ACCEPTED
from cases.actions.query_codes import opened
from cases.dossier import Dossier, dossier
from cases.errors import NotAllowed, NotFound, NotSignedIn, Refusal
from cases.facts import event_of
from cases.law.annual import ApplicantClass
from cases.letters import printing
from cases.models import Case
from cases.office import Office
from cases.queries_public import NOWHERE, letters_to_applicant
from cases.schemas_public import FollowIn
from cases.states import State
from cases.typed import read
from cases.web.clock_views import told as clock_told
from cases.web.forms import typed
from cases.web.policy import PUBLIC
from cases.web.public_frame import HANDLERS, let_in, public_page
from cases.web.public_limits import LARGEST_FILE, WRONG_CODES, look, note, refuse_foreign
from cases.web.public_session import (
    PATH,
    Following,
    begun,
    check_token,
    cookie_of,
    following,
    no_cookie,
    token_of,
)
from cases.web.public_words import letter, told

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
# the same for a number that is not there, a wrong code and one that rests: nobody learns which is
UNKNOWN: Final = (
    "登记编号与查询码不符，请核对提交申请时或者登记回执上的编号和查询码；"
    "连续输错5次的，该编号15分钟内不能查询"
)
ENDED: Final = "会话已经结束，请重新输入登记编号和查询码"
KEPT: Final = ("content", "why_late")  # what was typed when a session ended comes along
LONGEST_NUMBER: Final = 200  # characters shown again


@get("/public/follow", opt=PUBLIC.opt, include_in_schema=False)
async def ask(request: R, session: S, number: FromQuery[str] = "") -> Template:
    """The form; an address may bring the number, never the code."""
    await let_in(request)
    if not await queries_public.was_ever_open(session):
        raise NotFound(NOWHERE)
    values = {"number": number[:LONGEST_NUMBER]}
    return public_page(request, "public_follow.html", values=values, kept={})


@post("/public/follow", opt=PUBLIC.opt, include_in_schema=False, status_code=200)
async def enter(request: R, session: S, office: O, at: At) -> Response[Any]:
    """A session for half an hour, to whoever has the code of a case."""
    refuse_foreign(request)
    form = typed(await request.form())
    values = {"number": form.get("number", "")[:LONGEST_NUMBER]}
    kept = kept_of(form)
    try:
        await look(request, WRONG_CODES)
        said = read(FollowIn, form)
    except Refusal as refusal:
        return public_page(request, "public_follow.html", refusal=refusal, values=values, kept=kept)
    here = await _opened(session, at, said)
    if here is None:
        await note(request, WRONG_CODES)
        return public_page(
            request, "public_follow.html", refusal=NotFound(UNKNOWN), values=values, kept=kept
        )
    if kept:
        return await case_page(request, session, office, at, here, values=kept)
    answer: Response[Any] = Redirect(f"{PATH}/case", status_code=303)
    answer.set_cookie(cookie_of(request, here))
    return answer


def kept_of(form: dict[str, str]) -> dict[str, str]:
    """What was typed into the form of a session that had ended."""
    return {name: form[name][:10_000] for name in KEPT if form.get(name)}


async def _opened(session: AsyncSession, at: datetime, said: FollowIn) -> Following | None:
    try:
        case = await opened(session, at, said.number, said.query_code)
    except NotAllowed:
        return None
    return None if case is None else await begun(session, case)


@get("/public/follow/case", opt=PUBLIC.opt, include_in_schema=False)
async def show_case(request: R, session: S, office: O, at: At) -> Response[Any]:
    """The own case, as it stands."""
    await let_in(request)
    here = await following(request, session)
    if here is None:
        return ended(request)
    return await case_page(request, session, office, at, here)


@post("/public/follow/leave", opt=PUBLIC.opt, include_in_schema=False)
async def leave(request: R, session: S) -> Response[Any]:
    """Out again: on a computer that others use too."""
    refuse_foreign(request)
    here = await following(request, session)
    if here is not None:
        check_token(request, here, typed(await request.form()))
    answer: Response[Any] = Redirect(PATH, status_code=303)
    answer.set_cookie(no_cookie(request))
    return answer


def ended(request: R, kept: dict[str, str] | None = None) -> Template:
    """The way in once more; what was typed comes along."""
    return public_page(
        request, "public_follow.html", refusal=NotSignedIn(ENDED), values={}, kept=kept or {}
    )


@dataclass(frozen=True)
class OwnCase:
    """A case as its own page needs it."""

    case: Case
    file: Dossier
    context: dict[str, Any]


async def own_case(
    request: R, session: AsyncSession, office: Office, at: datetime, here: Following
) -> OwnCase:
    """Everything that the applicant may see of the case."""
    case = here.case
    events = await queries.history(session, case.id)
    steps = clocks.steps((row.seq, event_of(row)) for row in events)
    clock = await queries.read_clock(session, case.id)
    reading = clock_told(case, here.organ, clock.calendar, events, today(at)).reading
    file = dossier(events)
    given = None
    if case.state == State.UNCONFIRMED:
        given = await confirmation_codes.standing(session, case.id)
    held = personal.unseal(office.vault, case.id, case.personal)
    outcomes = {item: str(said.data["outcome"]) for item, said in file.outcomes.items()}
    may_suggest, suggested = await suggestible(session, case, outcomes)
    context = {
        "organ": here.organ,
        "desk": here.desk,
        "path": f"{PATH}/case",  # what was posted elsewhere comes back to it
        "case": case,
        "told": told(case, file, steps, reading),
        "given": given if given is not None and at < given.expires_at else None,
        "letters": [letter(paper) for paper in letters_to_applicant(file)],
        "is_person": case.applicant_class == ApplicantClass.NATURAL_PERSON,
        "personal": personal.shown(held),
        "prints": printing.is_available(),
        "most_files": from_the_public.MOST_FILES,
        "largest_file": LARGEST_FILE // 1_000_000,
        "accepted": ACCEPTED,
        "suggestible": may_suggest,
        "suggestible_pairs": [(n, f"第{n}项") for n in may_suggest],
        "suggested": suggested,
        "form_token": token_of(request, here),
        "values": {},
        "form": "",
        "done": "",
    }
    return OwnCase(case, file, context)


async def case_page(
    request: R,
    session: AsyncSession,
    office: Office,
    at: datetime,
    here: Following,
    *,
    refusal: Refusal | None = None,
    **more: Any,
) -> Template:
    """The page of the own case; the session goes on from now."""
    found = await own_case(request, session, office, at, here)
    made = public_page(request, "public_case.html", refusal=refusal, **found.context | more)
    made.set_cookie(cookie_of(request, here))
    return made


router = Router("/", route_handlers=[ask, enter, show_case, leave], exception_handlers=HANDLERS)
