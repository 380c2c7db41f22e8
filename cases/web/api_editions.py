"""The JSON API of 版本: a year frozen, read again, compared, made final."""

from datetime import datetime

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions.confirming import confirm
from cases.actions.freezing import freeze
from cases.actor import Actor
from cases.annual import editions
from cases.models_annual import EditionConfirmation
from cases.schemas_annual import FreezeIn
from cases.web.api_annual import checked_year
from cases.web.edition_views import (
    DifferenceOut,
    EditionOut,
    EditionTableOut,
    difference_out,
    edition_out,
    edition_table_out,
    editions_out,
)
from cases.web.pages_editions import edition_of
from cases.web.policy import FREEZER, OFFICER
from cases.web.problems import refuses

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
READS = refuses(400, 401, 403, 404, 422)
WRITES = refuses(400, 401, 403, 404, 409, 422)
YEAR = "/organs/{code:str}/annual-tables/{year:int}/editions"


@get(YEAR, responses=READS, summary="年度报告表的各个版本")
async def list_editions(
    code: FromPath[str], year: FromPath[int], session: S, actor: A
) -> list[EditionOut]:
    """Every edition of an organ's year, the newest first."""
    organ = await queries.organ_by_code(session, actor, code)
    return editions_out(await editions.editions_of(session, organ.id, checked_year(year)))


@post(YEAR, responses=WRITES, opt=FREEZER.opt, summary="定版")
async def freeze_year(
    code: FromPath[str], year: FromPath[int], data: JSONBody[FreezeIn], session: S, actor: A, at: At
) -> EditionOut:
    """Freeze what the table of a year counts now as its next edition."""
    organ = await queries.organ_by_code(session, actor, code)
    year = checked_year(year)
    return edition_out(await freeze(session, actor, at, organ.id, year, reason=data.reason), None)


@get(f"{YEAR}/{{edition:int}}", responses=READS, summary="一个版本")
async def read_edition(
    code: FromPath[str], year: FromPath[int], edition: FromPath[int], session: S, actor: A
) -> EditionTableOut:
    """An edition with its tables, as it was frozen."""
    _, made = await edition_of(session, actor, code, year, edition)
    return edition_table_out(made, await session.get(EditionConfirmation, made.id))


@get(f"{YEAR}/{{edition:int}}/difference", responses=READS, summary="与上一版本相比的变化")
async def read_difference(
    code: FromPath[str], year: FromPath[int], edition: FromPath[int], session: S, actor: A
) -> DifferenceOut:
    """What an edition has otherwise than the one before, by cell and by case; nothing of the first."""
    organ, made = await edition_of(session, actor, code, year, edition)
    before = await editions.edition(session, organ.id, year, edition - 1)
    if before is None:
        return DifferenceOut(before=0, after=edition, cells=[], cases=[])
    return difference_out(before, made, await editions.changes(session, before, made))


@post(f"{YEAR}/{{edition:int}}/confirmation", responses=WRITES, opt=FREEZER.opt, summary="定稿")
async def confirm_edition(
    code: FromPath[str], year: FromPath[int], edition: FromPath[int], session: S, actor: A, at: At
) -> EditionOut:
    """Take the newest edition for the report."""
    organ, made = await edition_of(session, actor, code, year, edition)
    return edition_out(made, await confirm(session, actor, at, organ.id, year, edition))


router = Router(
    "/api",
    route_handlers=[list_editions, freeze_year, read_edition, read_difference, confirm_edition],
    opt=OFFICER.opt,
    tags=["年度报告与台账"],
)
