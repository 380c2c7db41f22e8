"""Pages of 总览: what a head sees of an organ, the cases behind a figure, drafts signed together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries, queries_work
from cases.actions.door import today
from cases.actions.signing_together import LEVELS, MOST_TOGETHER, decide_together
from cases.actor import Actor
from cases.errors import BadInput, NotFound
from cases.law.annual import FIRST_YEAR, ROW
from cases.law.periods import MONTHS, Period
from cases.models import Organ
from cases.queries_figures import (
    FIGURE,
    cases_of,
    count_of,
    year_figures,
)
from cases.queries_overview import count_to_decide, late_and_near, to_decide
from cases.queries_supervision import stocks
from cases.schemas_supervision import TogetherIn
from cases.typed import read
from cases.web.forms import typed
from cases.web.overview_views import (
    LOAD_KEYS,
    USUAL_LOAD,
    late_rows,
    levels_out,
    most_open,
    no_load,
    people_of,
    year_out,
)
from cases.web.page import page, shared
from cases.web.policy import HEADS, OFFICER, SIGNERS
from cases.web.problems import FormRefused
from cases.web.queue_views import loads_out
from cases.web.sorting import sorted_by
from cases.web.views import row_label

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]
LAST_YEAR: Final = 2100
CASE: Final = "case."  # the fields of a form that name the cases ticked in it


@get("/overview", include_in_schema=False, opt=HEADS.opt)
async def overview_page(
    request: R,
    session: S,
    actor: A,
    at: At,
    organ: Choice = "",
    year: Annotated[str, QueryParameter(max_length=4)] = "",
    load: Choice = "",
) -> Template:
    """总览 of an organ that this officer heads: what is late and why, what waits, how the year goes."""
    day = today(at)
    heads = queries_work.heads(actor)
    organs = [one for one in await queries.organs_of(session, actor) if one.id in heads]
    here = chosen_organ(organs, organ)
    asked = chosen_year(year, day.year)
    calendar = (await calendars.newest(session)).calendar
    loads = await loads_out(session, actor, day)
    of_organ = next((one for one in loads if one.organ == here.code), no_load(here))
    late = await late_and_near(session, here.id, day, calendar)
    waiting = await count_to_decide(session, actor)
    handlers, sorting = sorted_by(of_organ.handlers, load or USUAL_LOAD, LOAD_KEYS, USUAL_LOAD)
    return page(
        request,
        "overview.html",
        organs=organs,
        organ=here,
        chosen={"organ": organ, "year": year, "load": load},
        standing=(await stocks(session, [here], day, calendar))[here.id],
        late=late_rows(late.rows, day, calendar, people_of(of_organ)),
        is_cut=late.is_cut,
        waiting=[(lvl, waiting[here.id, lvl]) for lvl in LEVELS if (here.id, lvl) in waiting],
        year=year_out(asked, await year_figures(session, here.id, asked), day),
        years=range(day.year, max(FIRST_YEAR, day.year - YEARS_OFFERED) - 1, -1),
        handlers=handlers,
        sorting=sorting,
        most=most_open(handlers),
    )


YEARS_OFFERED: Final = 4  # convention: how far back the overview offers to look


def chosen_organ(organs: Sequence[Organ], code: str) -> Organ:
    """The organ asked for, else the first; NotFound where it is none of these."""
    found = next((organ for organ in organs if code in ("", organ.code)), None)
    if found is None:
        raise NotFound(f"没有找到代码为“{code}”的单位")
    return found


def chosen_year(said: str, usual: int) -> int:
    """The year asked for; NotFound for one that no annual table is made of."""
    if not said:
        return usual
    if not said.isascii() or not said.isdigit() or not FIRST_YEAR <= int(said) <= LAST_YEAR:
        raise NotFound(f"年度“{said}”应为{FIRST_YEAR}年以后的四位数字")
    return int(said)


@get("/figures/{code:str}/{year:int}/{counted:str}", include_in_schema=False)
async def figure_page(
    request: R,
    code: FromPath[str],
    year: FromPath[int],
    counted: FromPath[str],
    session: S,
    actor: A,
    month: Annotated[str, QueryParameter(max_length=2)] = "",
    row: Annotated[str, QueryParameter(max_length=40)] = "",
    after: Choice = "",
) -> Template:
    """The cases behind one figure of an organ's year or month."""
    organ = await queries.organ_by_code(session, actor, code)
    chosen_year(str(year), year)
    if counted not in FIGURE:
        raise NotFound(f"没有名为“{counted}”的数字，可以查看的为{'、'.join(FIGURE)}")
    if row and row not in ROW:
        raise NotFound(f"年度报告表没有名为“{row}”的行")
    figure, span = FIGURE[counted], Period(year)
    if month:
        if not month.isascii() or not month.isdigit() or not 1 <= int(month) <= MONTHS:
            raise NotFound(f"月份“{month}”应为1至{MONTHS}")
        span = Period(year, month=int(month))
    found = await cases_of(session, figure, organ, span, row or None, after or None)
    return page(
        request,
        "figure.html",
        organ=organ,
        figure=figure,
        span=span.label,
        row=row_label(row) if row else "",
        chosen={"month": month, "row": row},
        count=await count_of(session, figure, organ, span, row or None),
        cases=found.rows,
        next=found.next,
        after=after,
    )


@get("/signing", include_in_schema=False, opt=SIGNERS.opt)
async def signing_page(request: R, session: S, actor: A, at: At) -> Template:
    """等待本人审核、签发的文稿: each is opened, then decided on alone or together with others."""
    return page(request, "signing.html", **await signing_context(session, actor, at))


async def signing_context(session: AsyncSession, actor: Actor, at: datetime) -> dict[str, Any]:
    """Every draft that waits for this officer, level by level."""
    calendar = (await calendars.newest(session)).calendar
    organs = await queries.organs_of(session, actor)
    found = await to_decide(session, actor)
    return {
        "levels": levels_out(actor, found, organs, today(at), calendar),
        "most_together": MOST_TOGETHER,
        "form": "",
        "values": {},
        "done": [],
    }


@post("/signing", include_in_schema=False, opt=SIGNERS.opt, status_code=200)
async def sign_page(request: R, session: S, actor: A, at: At) -> Template:
    """一并同意、一并签发: what became of each, by its name."""
    form = typed(await request.form())
    try:
        filled = read(TogetherIn, form)
        organ = await queries.organ_by_code(session, actor, filled.organ)
        done = await decide_together(
            session, actor, at, organ.id, filled.level, ticked(form), opinion=filled.opinion
        )
    except BadInput as refusal:
        context = await signing_context(session, actor, at)
        place = f"{form.get('organ', '')}-{form.get('level', '')}"
        shown = shared(request) | context | {"form": place, "values": form}
        raise FormRefused(refusal, "signing.html", shown) from None
    context = await signing_context(session, actor, at)
    return page(request, "signing.html", **context | {"done": done, "decided": filled.level})


def ticked(form: dict[str, str]) -> list[UUID]:
    """The cases that a form names, in its order."""
    named = []
    for name in form:
        if name.startswith(CASE):
            try:
                named.append(UUID(name.removeprefix(CASE)))
            except ValueError:
                raise BadInput("提交的案件编号无效，请刷新页面后重新勾选") from None
    return named


router = Router(
    "/",
    route_handlers=[overview_page, figure_page, signing_page, sign_page],
    opt=OFFICER.opt,
)
