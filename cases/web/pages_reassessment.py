"""定期评估 (条例第十八条): what was refused before a year began, each looked at again in that year."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions.door import today
from cases.actions.reassessing import ASSESSORS, reassess
from cases.actor import Actor
from cases.errors import BadInput, NotFound, Refusal, Unlawful
from cases.law.annual import FIRST_YEAR
from cases.law.conversion import REASSESSED, REFUSALS, SHORTEST_REASON, Verdict
from cases.law.identity import masked_text
from cases.models import Organ
from cases.queries import Page
from cases.queries_reassessment import grounds_of, refusals
from cases.schemas_conversion import ReassessmentIn
from cases.typed import read
from cases.web.conversion_export import Sheet, exported
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import OFFICER, Policy
from cases.web.problems import FormRefused
from cases.web.spreadsheet import MOST_LINES, Cell
from cases.web.views import row_label

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]
TEMPLATE: Final = "reassessments.html"
ASSESSING: Final = Policy(roles=ASSESSORS, article=REASSESSED)
YEARS_OFFERED: Final = 6
# fmt: off
COLUMNS: Final = (
    # heading, width in characters
    ("登记编号", 28), ("申请内容", 50), ("答复日期", 12), ("不予公开的依据", 30), ("评估结论", 12), ("理由", 50),
    ("评估人", 12), ("评估日期", 12),
)
# fmt: on


def chosen_year(said: str, at: datetime) -> int:
    """The year of the list: this one unless another that has come is named."""
    this = today(at).year
    if said.isascii() and said.isdigit() and FIRST_YEAR < int(said[:4]) <= this and len(said) == 4:
        return int(said)
    return this


async def organ_of(session: AsyncSession, actor: Actor, code: str) -> Organ:
    """The organ of that code; the first that this officer reads where none is named."""
    if code:
        return await queries.organ_by_code(session, actor, code)
    return first_of(await queries.organs_of(session, actor))


def first_of(every: Sequence[Organ]) -> Organ:
    """The first organ; NotFound for who reads none."""
    if not every:
        raise NotFound("没有可以查看的单位")
    return every[0]


async def list_context(
    session: AsyncSession, actor: Actor, at: datetime, chosen: dict[str, str]
) -> dict[str, Any]:
    """The page without its lines."""
    every = await queries.organs_of(session, actor)
    code = chosen["organ"]
    organ = await queries.organ_by_code(session, actor, code) if code else first_of(every)
    year = chosen_year(chosen["year"], at)
    this = today(at).year
    return {
        "every": every,
        "organ": organ,
        "year": year,
        "year_pairs": [(one, f"{one}年") for one in offered_years(this)],
        "grounds": await grounds_of(session, organ.id, year),
        "ground_pairs": [(row, row_label(row)) for row in REFUSALS],
        "chosen": chosen | {"organ": organ.code, "year": str(year)},
        "verdicts": [(one.value, one.label) for one in Verdict],
        "verdict_labels": {one.value: one.label for one in Verdict},
        "may_assess": actor.has(organ.id, ASSESSORS),
        "shortest": SHORTEST_REASON,
        "found": Page([], None),
        "after": "",
        "values": {},
        "form": "",
    }


def offered_years(this: int) -> list[int]:
    """This year and some before it, none before there was anything to assess."""
    return [one for one in range(this, this - YEARS_OFFERED, -1) if one > FIRST_YEAR]


def choices(organ: str, year: str, ground: str, undone: str) -> dict[str, str]:
    """What the list is narrowed by."""
    return {
        "organ": organ, "year": year, "ground": ground if ground in REFUSALS else "",
        "undone": "1" if undone else "",
    }  # fmt: skip


@get("/reassessments", include_in_schema=False)
async def reassessments_page(
    request: R,
    session: S,
    actor: A,
    at: At,
    organ: Choice = "",
    year: Choice = "",
    ground: Choice = "",
    undone: Choice = "",
    after: Choice = "",
) -> Template:
    """The refusals of one organ by their ground, the newest first."""
    chosen = choices(organ, year, ground, undone)
    context = await list_context(session, actor, at, chosen)
    try:
        found = await refusals(
            session, context["organ"].id, context["year"], ground=chosen["ground"],
            undone=bool(chosen["undone"]), after=after or None,
        )  # fmt: skip
    except Refusal as refusal:
        raise FormRefused(refusal, TEMPLATE, shared(request) | context) from None
    return page(request, TEMPLATE, **context | {"found": found, "after": after})


@get("/reassessments/file", include_in_schema=False)
async def reassessments_file(
    session: S,
    actor: A,
    at: At,
    ending: Annotated[str, QueryParameter(name="format", max_length=10)] = "xlsx",
    organ: Choice = "",
    year: Choice = "",
    ground: Choice = "",
    undone: Choice = "",
) -> Response[Any]:
    """The same as xlsx or csv."""
    chosen = choices(organ, year, ground, undone)
    here = await organ_of(session, actor, organ)
    which = chosen_year(year, at)
    found = await refusals(
        session, here.id, which, ground=chosen["ground"], undone=bool(chosen["undone"]),
        size=MOST_LINES,
    )  # fmt: skip
    lines = [_line(row) for row in found.rows]
    holds = f"{which}年以前不予公开的{len(lines)}件。"
    title = f"{here.name}{which}年不予公开信息定期评估表"
    sheet = Sheet("定期评估", title, holds, COLUMNS, lines)
    return await asyncio.to_thread(exported, sheet, ending, title)


def _line(row: Any) -> tuple[Cell, ...]:
    return (
        row.number, masked_text(row.request), row.answered_on, row_label(row.annual_row),
        Verdict(row.verdict).label if row.verdict else None,
        masked_text(row.reason) if row.reason else None, row.made_by,
        today(row.made_at) if row.made_at else None,
    )  # fmt: skip


@post("/reassessments/{case_id:uuid}", opt=ASSESSING.opt, include_in_schema=False)
async def assess(
    request: R, case_id: FromPath[UUID], session: S, actor: A, at: At
) -> Response[Any]:
    """评估 one refusal; what may be public goes on as a candidate."""
    form = typed(await request.form())
    chosen = choices(
        form.get("organ", ""), form.get("year", ""), form.get("ground", ""), form.get("undone", "")
    )
    context = await list_context(session, actor, at, chosen)
    organ, year = context["organ"], context["year"]
    context["found"] = await refusals(
        session, organ.id, year, ground=chosen["ground"], undone=bool(chosen["undone"])
    )
    try:
        said = read(ReassessmentIn, form)
        await reassess(session, actor, at, organ.id, year, case_id, **dict(said))
    except (BadInput, Unlawful) as refusal:
        again = shared(request) | context | {"values": form, "form": str(case_id)}
        raise FormRefused(refusal, TEMPLATE, again) from None
    kept = {name: value for name, value in context["chosen"].items() if value}
    return Redirect("/reassessments", query_params=kept, status_code=303)


router = Router(
    "/", route_handlers=[reassessments_page, reassessments_file, assess], opt=OFFICER.opt
)
