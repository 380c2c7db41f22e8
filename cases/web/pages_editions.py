"""Pages of 版本: a year frozen, made final, read again with every figure's cases, compared."""

from datetime import datetime
from typing import Annotated, Any, Final

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers, queries
from cases.actions.confirming import confirm
from cases.actions.freezing import FREEZERS, freeze
from cases.actor import Actor
from cases.annual import editions, layout_four
from cases.annual.files import MEDIA_TYPES
from cases.annual.layout import grid_of
from cases.errors import BadInput, Conflict, NotFound
from cases.law import section_four
from cases.law.annual import TOTAL, Form
from cases.law.annual_checks import violations
from cases.models import Organ
from cases.models_annual import AnnualEdition, EditionConfirmation, EditionFile
from cases.office import Office
from cases.schemas_annual import FreezeIn
from cases.typed import read
from cases.web.api_annual import checked_cell, checked_four, checked_year, disposition
from cases.web.edition_views import KINDS_OF_FILES, difference_out, edition_out
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.pages_annual import table_context
from cases.web.policy import FREEZER, OFFICER
from cases.web.problems import FormRefused
from cases.web.views import cell_title

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]
TEMPLATE: Final = "annual_table.html"


async def edition_of(
    session: AsyncSession, actor: Actor, code: str, year: int, number: int
) -> tuple[Organ, AnnualEdition]:
    """An organ's edition; NotFound where there is none that this officer may read."""
    organ = await queries.organ_by_code(session, actor, code)
    made = await editions.edition(session, organ.id, checked_year(year), number)
    if made is None:
        raise NotFound(f"{organ.name}{year}年度没有第{number}版")
    return organ, made


@post("/annual-tables/{code:str}/{year:int}/editions", opt=FREEZER.opt, include_in_schema=False)
async def freeze_page(
    request: R, code: FromPath[str], year: FromPath[int], session: S, actor: A, at: At
) -> Response[Any]:
    """定版."""
    form = typed(await request.form())
    organ = await queries.organ_by_code(session, actor, code)
    context = await table_context(session, actor, at, organ, checked_year(year))
    try:
        reason = read(FreezeIn, form).reason
        made = await freeze(session, actor, at, organ.id, year, reason=reason)
    except (BadInput, Conflict) as refusal:
        again = shared(request) | context | {"values": form, "form": "freeze"}
        raise FormRefused(refusal, TEMPLATE, again) from None
    return Redirect(f"/annual-tables/{code}/{year}/editions/{made.number}", status_code=303)


@get("/annual-tables/{code:str}/{year:int}/editions/{edition:int}", include_in_schema=False)
async def show_edition(
    request: R,
    code: FromPath[str],
    year: FromPath[int],
    edition: FromPath[int],
    session: S,
    actor: A,
) -> Template:
    """An edition as it was frozen: its tables, what it stands on, what changed since the one before."""
    organ, made = await edition_of(session, actor, code, year, edition)
    return page(request, "edition.html", **await edition_context(session, actor, organ, made))


async def edition_context(
    session: AsyncSession, actor: Actor, organ: Organ, made: AnnualEdition
) -> dict[str, Any]:
    """All that the page of an edition shows."""
    table, four = editions.table_of(made), editions.four_of(made)
    before = (
        await editions.edition(session, organ.id, made.year, made.number - 1)
        if made.number > 1
        else None
    )
    newest = await editions.newest_edition(session, organ.id, made.year)
    assert newest is not None
    confirmed = await session.get(EditionConfirmation, made.id)
    return {
        "organ": organ,
        "table": table,
        "grid": grid_of(table.form),
        "four": four,
        "four_title": section_four.TITLE,
        "four_header": layout_four.HEADER,
        "four_columns": layout_four.COLUMNS,
        "edition": edition_out(made, confirmed),
        "newest": newest.number,
        "broken": violations(table, table4=made.four),
        "difference": difference_out(before, made, await editions.changes(session, before, made))
        if before
        else None,
        "base": f"/annual-tables/{organ.code}/{made.year}/editions/{made.number}",
        "kinds": KINDS_OF_FILES,
        "may_confirm": confirmed is None
        and newest.number == made.number
        and actor.has(organ.id, FREEZERS),
        "form": "",
    }


@post(
    "/annual-tables/{code:str}/{year:int}/editions/{edition:int}/confirmation",
    opt=FREEZER.opt,
    include_in_schema=False,
)
async def confirm_page(
    request: R, code: FromPath[str], year: FromPath[int], edition: FromPath[int],
    session: S, actor: A, at: At,
) -> Response[Any]:  # fmt: skip
    """定稿."""
    organ, made = await edition_of(session, actor, code, year, edition)
    try:
        await confirm(session, actor, at, organ.id, year, edition)
    except (BadInput, Conflict) as refusal:
        context = await edition_context(session, actor, organ, made)
        again = shared(request) | context | {"form": "confirm"}
        raise FormRefused(refusal, "edition.html", again) from None
    return Redirect(f"/annual-tables/{code}/{year}/editions/{edition}", status_code=303)


@get(
    "/annual-tables/{code:str}/{year:int}/editions/{edition:int}/cells/{row:str}/{column:str}",
    include_in_schema=False,
)
async def show_frozen_cell(
    request: R, code: FromPath[str], year: FromPath[int], edition: FromPath[int],
    row: FromPath[str], column: FromPath[str], session: S, actor: A, after: Choice = "",
) -> Template:  # fmt: skip
    """The cases that one figure of an edition counted, as they stood then."""
    organ, made = await edition_of(session, actor, code, year, edition)
    checked_cell(year, row, column, Form(made.form))
    found, following = await editions.behind_cell(session, made, row, column, after)
    return page(
        request,
        "edition_cell.html",
        organ=organ,
        year=year,
        number=edition,
        title=cell_title(row, column, f"{year}年第{edition}版"),
        count=editions.table_of(made).cell(row, column),
        lines=found,
        next=following,
        after=after,
        back=f"/annual-tables/{code}/{year}/editions/{edition}",
    )


@get(
    "/annual-tables/{code:str}/{year:int}/editions/{edition:int}/section-four/{group:str}/{figure:str}",
    include_in_schema=False,
)
async def show_frozen_four(
    request: R, code: FromPath[str], year: FromPath[int], edition: FromPath[int],
    group: FromPath[str], figure: FromPath[str], session: S, actor: A,
) -> Template:  # fmt: skip
    """The 复议 and 诉讼 that one number of an edition's section 四 counted."""
    name = checked_four(year, group, figure)
    organ, made = await edition_of(session, actor, code, year, edition)
    lines = [
        one
        for one in await editions.challenges_of(session, made.id)
        if one.group == group and figure in (one.figure, TOTAL)
    ]
    return page(
        request,
        "edition_cell_four.html",
        organ=organ,
        year=year,
        number=edition,
        title=f"{year}年第{edition}版 · {name}",
        lines=lines,
        back=f"/annual-tables/{code}/{year}/editions/{edition}",
    )


@get(
    "/annual-tables/{code:str}/{year:int}/editions/{edition:int}/{file:str}",
    include_in_schema=False,
)
async def download_edition(
    code: FromPath[str], year: FromPath[int], edition: FromPath[int], file: FromPath[str],
    session: S, actor: A, office: O,
) -> Response[bytes]:  # fmt: skip
    """A file of an edition, the very bytes that were stored when it was frozen."""
    organ, made = await edition_of(session, actor, code, year, edition)
    name, _, ending = file.partition(".")
    if name != "file" or ending not in KINDS_OF_FILES:
        raise NotFound(f"可以下载的格式为{'、'.join(KINDS_OF_FILES)}")
    stored = await session.get(EditionFile, (made.id, f".{ending}"))
    assert stored is not None
    return Response(
        papers.read(office.home, stored.digest),
        media_type=MEDIA_TYPES[f".{ending}"],
        headers={"Content-Disposition": disposition(f"{organ.name}{year}年第{edition}版.{ending}")},
    )


router = Router(
    "/",
    route_handlers=[
        freeze_page, show_edition, confirm_page, show_frozen_cell, show_frozen_four,
        download_edition,
    ],
    opt=OFFICER.opt,
)  # fmt: skip
