"""Pages of 汇总 that freeze: the sum as an edition, made final, and compared with a published table."""

import asyncio
from datetime import datetime
from typing import Any, Final

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries, queries_consolidation
from cases.actions import consolidating
from cases.actions.confirming import confirm
from cases.actions.freezing import FREEZERS
from cases.actor import Actor
from cases.annual import editions
from cases.annual.editions import CONSOLIDATED
from cases.annual.reports import LARGEST, fitting, read_report
from cases.errors import BadInput, Conflict, Fault, NotFound
from cases.law.annual import COLUMN_LABELS, ROW
from cases.law.annual_checks import violations
from cases.law.consolidation import in_words
from cases.law.identity import masked_text
from cases.law.periods import Period
from cases.models import Organ
from cases.models_annual import AnnualEdition, EditionConfirmation
from cases.schemas_consolidation import ConsolidateIn
from cases.typed import read
from cases.web.api_annual import checked_year
from cases.web.consolidation_views import Source
from cases.web.edition_views import KINDS_OF_FILES, edition_out
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.pages_consolidation import HERE, TEMPLATE, frame, sheets, year_context
from cases.web.pages_consolidation_members import content_of, shown_again, uploads
from cases.web.policy import FREEZER, OFFICER
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Code = FromPath[str]
Year = FromPath[int]
EDITION: Final = "consolidation_edition.html"


@post(f"{HERE}/editions", opt=FREEZER.opt, include_in_schema=False)
async def freeze(request: R, code: Code, year: Year, session: S, actor: A, at: At) -> Response[Any]:
    """汇总定版."""
    form = typed(await request.form())
    organ = await queries.organ_by_code(session, actor, code)
    async with shown_again(request, session, actor, at, organ, checked_year(year), form, "freeze"):
        reason = read(ConsolidateIn, form).reason
        made = await consolidating.consolidate(session, actor, at, organ.id, year, reason=reason)
    return Redirect(f"/consolidation/{code}/{year}/editions/{made.number}", status_code=303)


async def edition_context(
    session: AsyncSession, actor: Actor, at: datetime, code: str, year: int, number: int
) -> tuple[Organ, AnnualEdition, dict[str, Any]]:
    """A frozen sum: its tables, its members, its files."""
    organ = await queries.organ_by_code(session, actor, code)
    made = await editions.edition(session, organ.id, checked_year(year), number, CONSOLIDATED)
    if made is None:
        raise NotFound(f"{organ.name}{year}年度没有汇总第{number}版")
    newest = await editions.newest_edition(session, organ.id, year, CONSOLIDATED)
    assert newest is not None
    confirmed = await session.get(EditionConfirmation, made.id)
    source = Source(editions.table_of(made), editions.four_of(made), [], {})
    is_newest = newest.number == number
    return organ, made, frame(organ, Period(year), at) | sheets(source) | {
        "query": f"?edition={number}",
        "edition": edition_out(made, confirmed),
        "newest": newest.number,
        "given": await editions.members_of(session, made.id),
        "files": {
            one.ending.removeprefix("."): one
            for one in await queries_consolidation.files_of(session, made.id)
        },
        "kinds": KINDS_OF_FILES,
        "may_confirm": confirmed is None and is_newest and actor.has(organ.id, FREEZERS),
    }  # fmt: skip


@get(f"{HERE}/editions/{{consolidated:int}}", opt=OFFICER.opt, include_in_schema=False)
async def show_edition(
    request: R, code: Code, year: Year, consolidated: FromPath[int], session: S, actor: A, at: At
) -> Template:
    """A frozen sum as it stood."""
    _, _, context = await edition_context(session, actor, at, code, year, consolidated)
    return page(request, EDITION, **context)


@post(
    f"{HERE}/editions/{{consolidated:int}}/confirmation", opt=FREEZER.opt, include_in_schema=False
)
async def make_final(
    request: R, code: Code, year: Year, consolidated: FromPath[int], session: S, actor: A, at: At
) -> Response[Any]:
    """汇总定稿."""
    organ, _, context = await edition_context(session, actor, at, code, year, consolidated)
    try:
        await confirm(session, actor, at, organ.id, year, consolidated, CONSOLIDATED)
    except (BadInput, Conflict) as refusal:
        raise FormRefused(refusal, EDITION, shared(request) | context) from None
    return Redirect(f"/consolidation/{code}/{year}/editions/{consolidated}", status_code=303)


@post(
    f"{HERE}/comparison",
    opt=OFFICER.opt,
    status_code=200,
    include_in_schema=False,
    request_max_body_size=LARGEST + 1_000_000,
)
async def compare(request: R, code: Code, year: Year, session: S, actor: A, at: At) -> Template:
    """The sum beside a published table: every figure in which they differ; nothing is stored."""
    form = await request.form()
    organ = await queries.organ_by_code(session, actor, code)
    async with shown_again(request, session, actor, at, organ, checked_year(year), {}, "compare"):
        files = uploads(form.getall("published", []))
        if len(files) != 1:
            raise BadInput.of([Fault("published", "请选择一个已经公布的年度报告文件")])
        name, content = await content_of(files[0])
        found = fitting(await asyncio.to_thread(read_report, content, name), year, name)
    context = await year_context(session, actor, at, organ, year)
    total = context["table"]
    different = [
        (f"“{ROW[row].label}”，{COLUMN_LABELS[column]}", row, column, figure, published)
        for row in total.rows
        for column, figure, published in zip(
            COLUMN_LABELS, total.rows[row], found.table.rows[row], strict=True
        )
        if figure != published
    ]
    broken = [in_words(one) for one in violations(found.table, table4=found.table4)]
    return page(
        request,
        TEMPLATE,
        **context
        | {
            "compared": masked_text(name),
            "different": different,
            "published_broken": broken,
            "form": "compare",
        },
    )


router = Router("/", route_handlers=[freeze, show_edition, make_final, compare])
