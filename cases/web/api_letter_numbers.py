"""The JSON API of 文号: how an organ numbers its letters, and the register of the numbers given."""

from datetime import datetime
from typing import Annotated

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions.numbering_setting import set_numbering
from cases.actor import Actor
from cases.law.letter_numbers import Counted, Series
from cases.models import Organ
from cases.queries_letter_numbers import list_of
from cases.schemas_numbering import (
    KindIn,
    KindOut,
    LetterNumbersOut,
    NumberingIn,
    NumberingOut,
    NumberingSetOut,
)
from cases.web.api_organs import READS, WRITES
from cases.web.letter_number_views import lines, numbering_now, register_of
from cases.web.policy import CHAIN_SETTER, OFFICER

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Code = FromPath[str]
Choice = Annotated[str | None, QueryParameter(max_length=200)]


@get("/organs/{code:str}/numbering", responses=READS, summary="文号的设置")
async def show_numbering(code: Code, session: S, actor: A, at: At) -> NumberingOut:
    """How the organ's letters are numbered, what comes next, and every setting so far."""
    organ = await queries.organ_by_code(session, actor, code)
    return await numbering_out(session, organ, at)


@post("/organs/{code:str}/numbering", responses=WRITES, opt=CHAIN_SETTER.opt, summary="设置文号")
async def change_numbering(
    code: Code, data: JSONBody[NumberingIn], session: S, actor: A, at: At
) -> NumberingOut:
    """The numbers from now on; none of this year may come to be printed twice."""
    organ = await queries.organ_by_code(session, actor, code)
    await set_numbering(
        session, actor, at, organ.id,
        pattern=data.pattern, kinds=data.kinds.by_kind(), reason=data.reason,
    )  # fmt: skip
    return await numbering_out(session, organ, at)


async def numbering_out(session: AsyncSession, organ: Organ, at: datetime) -> NumberingOut:
    """The numbering of an organ as it stands."""
    now = await numbering_now(session, organ, at)
    return NumberingOut(
        pattern=now.pattern,
        kinds=[
            KindOut(kind=kind, label=kind.label, papers=papers, next=following, **vars(counted))
            for kind, counted, papers, following in now.lines
        ],
        trouble=now.trouble,
        history=[
            NumberingSetOut(
                pattern=one.numbering.pattern.text,
                kinds={kind: kind_in(each) for kind, each in one.numbering.kinds.items()},
                reason=one.reason,
                made_by=one.made_by,
                made_at=one.made_at,
            )
            for one in now.settings
        ],
    )


def kind_in(counted: Counted) -> KindIn:
    """One kind as it was sent."""
    return KindIn(series=counted.series, code=counted.code, suffix=counted.suffix)


@get("/letter-numbers", responses=READS, summary="文号登记簿")
async def read_register(
    session: S,
    actor: A,
    at: At,
    organ: Choice = None,
    year: Annotated[int | None, QueryParameter(ge=1990, le=2100)] = None,
    series: FromQuery[Series | None] = None,
    latest_first: FromQuery[bool] = False,
    after: Choice = None,
) -> LetterNumbersOut:
    """The numbers of an organ's year, voided ones with their reason, page by page.

    Without an organ the officer's own, without a year the present one.
    """
    register = await register_of(
        session, actor, at, organ or "", str(year or ""), series or "", latest_first=latest_first
    )
    if register.organ is None:
        return LetterNumbersOut(organ=None, year=register.year, series=[], numbers=[], next=None)
    found = await list_of(session, register.asked, after)
    return LetterNumbersOut(
        organ=register.organ.code,
        year=register.year,
        series=register.of_year,
        numbers=lines(found.rows),
        next=found.next,
    )


router = Router(
    "/api",
    route_handlers=[show_numbering, change_numbering, read_register],
    opt=OFFICER.opt,
    tags=["文号"],
)
