"""Pages of 定期分析: figures by topic, the cases behind each, requests that ask for the same, files."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Final

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions.topics import CORRECTORS
from cases.actor import Actor
from cases.analysis_lines import (
    NAMELESS,
    class_lines,
    month_lines,
    organ_lines,
    topic_lines,
    total_line,
)
from cases.annual.files import MEDIA_TYPES
from cases.errors import NotFound
from cases.law.annual import CLASS_LABELS, ApplicantClass
from cases.law.identity import masked_text
from cases.models import Organ
from cases.queries_analysis import OUTCOMES
from cases.queries_topics import COUNTED, Narrowed, similar_in, topics_behind
from cases.web.analysis_asked import Asked, asked_for, figures_of
from cases.web.analysis_files import csv_analysis, xlsx_analysis
from cases.web.analysis_views import TOPIC_KEYS, USUAL, month_chart, parts_of, years_to
from cases.web.page import page
from cases.web.policy import OFFICER
from cases.web.sorting import sorted_by

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]
Year = Annotated[str, QueryParameter(max_length=4)]
CSV: Final = ".csv"
XLSX: Final = ".xlsx"


@get("/analysis", include_in_schema=False)
async def first_analysis(
    request: R,
    session: S,
    actor: A,
    at: At,
    organ: Choice = "",
    year: Year = "",
    part: Choice = "",
    below: Choice = "",
    sort: Choice = "",
) -> Template:
    """The analysis of the organ that was chosen, else of the first that this officer reads."""
    organs = await queries.organs_of(session, actor)
    if not organs:
        raise NotFound("没有可以分析的单位")
    asked = await asked_for(session, actor, at, organ or organs[0].code, year, part, below)
    return await analysis_page(request, session, actor, asked, organs, sort)


@get("/analysis/{code:str}", include_in_schema=False)
async def organ_analysis(
    request: R,
    code: FromPath[str],
    session: S,
    actor: A,
    at: At,
    year: Year = "",
    part: Choice = "",
    below: Choice = "",
    sort: Choice = "",
) -> Template:
    """定期分析 of an organ."""
    organs = await queries.organs_of(session, actor)
    asked = await asked_for(session, actor, at, code, year, part, below)
    return await analysis_page(request, session, actor, asked, organs, sort)


async def analysis_page(
    request: R,
    session: AsyncSession,
    actor: Actor,
    asked: Asked,
    organs: Sequence[Organ],
    sort: str,
) -> Template:
    """All tables and charts of an organ's span."""
    found = await figures_of(session, asked)
    topics, sorting = sorted_by(topic_lines(found), sort, TOPIC_KEYS, USUAL)
    by_month = month_lines(found)
    return page(
        request,
        "analysis.html",
        asked=asked,
        organs=organs,
        found=found,
        total=total_line(found),
        topics=topics,
        sorting=sorting,
        months=by_month,
        chart=month_chart(by_month),
        by_organ=organ_lines(found, asked.organs) if len(asked.organs) > 1 else [],
        classes=class_lines(found),
        outcomes=list(OUTCOMES),
        years=years_to(asked.today.year),
        parts=parts_of(asked.period.year),
        is_running=asked.period.last >= asked.today,
        may_compute=actor.has(asked.organ.id, CORRECTORS),
    )


@get("/analysis/{code:str}/cases", include_in_schema=False)
async def cases_page(
    request: R,
    code: FromPath[str],
    session: S,
    actor: A,
    at: At,
    year: Year = "",
    part: Choice = "",
    below: Choice = "",
    counted: Annotated[str, QueryParameter(max_length=20)] = "received",
    topic: Choice = "",
    kind: Annotated[str, QueryParameter(max_length=20)] = "",
    outcome: Annotated[str, QueryParameter(max_length=20)] = "",
    after: Choice = "",
) -> Template:
    """The cases behind one figure, each with its topic and what decided it."""
    asked = await asked_for(session, actor, at, code, year, part, below)
    if counted not in COUNTED:
        raise NotFound(f"没有名为“{counted}”的数字，可以查看的为{'、'.join(COUNTED)}")
    if kind and kind not in list(ApplicantClass):
        raise NotFound(f"没有申请人类别“{kind}”")
    if outcome and outcome not in OUTCOMES:
        raise NotFound(f"没有办理结果“{outcome}”，应为{'、'.join(OUTCOMES)}之一")
    narrowed = Narrowed(
        topic=None if not topic else "" if topic == NAMELESS else topic,
        applicant_class=kind or None,
        outcome=outcome or None,
    )
    organs = [one.id for one in asked.organs]
    found = await topics_behind(session, organs, asked.period, counted, narrowed, after or None)
    label, holds = COUNTED[counted]
    said = [topic if topic != NAMELESS else "尚未归类", outcome]
    if kind:
        said.append(CLASS_LABELS[ApplicantClass(kind)])
    return page(
        request,
        "analysis_cases.html",
        asked=asked,
        title=" · ".join([asked.period.label, label, *filter(None, said)]),
        holds=holds,
        found=found,
        after=after,
        chosen=asked.chosen | {
            "counted": counted, "topic": topic, "kind": kind, "outcome": outcome,
        },
        corrects={one.id for one in asked.organs if actor.has(one.id, CORRECTORS)},
    )  # fmt: skip


@get("/analysis/{code:str}/groups", include_in_schema=False)
async def groups_page(
    request: R,
    code: FromPath[str],
    session: S,
    actor: A,
    at: At,
    year: Year = "",
    part: Choice = "",
    below: Choice = "",
) -> Template:
    """Repeated and similar requests of a span, the largest groups first."""
    asked = await asked_for(session, actor, at, code, year, part, below)
    found = await similar_in(session, [one.id for one in asked.organs], asked.period)
    return page(
        request,
        "analysis_groups.html",
        asked=asked,
        found=found,
        shown=found.groups[:MOST_GROUPS],
        said=lambda text: masked_text(text[:SAID]),
        years=years_to(asked.today.year),
        parts=parts_of(asked.period.year),
        chosen=asked.chosen,
    )


MOST_GROUPS: Final = 100  # convention: shown on one page
SAID: Final = 200  # characters of a request


@get(
    ["/analysis/{code:str}/tables.xlsx", "/analysis/{code:str}/tables.csv"],
    include_in_schema=False,
)
async def download(
    request: R,
    code: FromPath[str],
    session: S,
    actor: A,
    at: At,
    year: Year = "",
    part: Choice = "",
    below: Choice = "",
) -> Response[bytes]:
    """Every table as a workbook or as CSV."""
    asked = await asked_for(session, actor, at, code, year, part, below)
    found = await figures_of(session, asked)
    ending = CSV if request.url.path.endswith(CSV) else XLSX
    if ending == CSV:
        content = csv_analysis(asked.organ.name, found, asked.organs)
    else:
        content = await asyncio.to_thread(
            xlsx_analysis, asked.organ.name, found, asked.organs, asked.today
        )
    name = f"analysis-{asked.organ.code}-{asked.period.key}{ending}"
    return Response(
        content,
        media_type=MEDIA_TYPES[ending],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


router = Router(
    "/",
    route_handlers=[
        first_analysis, organ_analysis, cases_page, groups_page, download,
    ],
    opt=OFFICER.opt,
)  # fmt: skip
