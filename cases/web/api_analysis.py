"""The JSON API of 定期分析: the same figures as the page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.analysis_lines import (
    Line,
    class_lines,
    month_lines,
    organ_lines,
    topic_lines,
    total_line,
)
from cases.schemas_topics import AnalysisOut, FiguresOut
from cases.web.analysis_asked import asked_for, figures_of
from cases.web.policy import OFFICER
from cases.web.problems import refuses

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
READS = refuses(400, 401, 403, 404, 422)


@get("/organs/{code:str}/analyses/{year:int}", responses=READS, summary="定期分析")
async def read_analysis(
    code: FromPath[str],
    year: FromPath[int],
    session: S,
    actor: A,
    at: At,
    quarter: Annotated[int | None, QueryParameter(ge=1, le=4)] = None,
    month: Annotated[int | None, QueryParameter(ge=1, le=12)] = None,
    below: FromQuery[bool] = False,
) -> AnalysisOut:
    """A year, or a quarter or a month of it; `below`: with the organs below that may be read."""
    part = f"m{month:02}" if month else f"q{quarter}" if quarter else ""
    asked = await asked_for(session, actor, at, code, str(year), part, "1" if below else "")
    found = await figures_of(session, asked)
    return AnalysisOut(
        organ=asked.organ.code,
        period=asked.period.label,
        first=asked.period.first,
        last=asked.period.last,
        without_topic=found.uncomputed,
        total=figures_out([total_line(found)])[0],
        topics=figures_out(topic_lines(found)),
        months=figures_out(month_lines(found)),
        organs=figures_out(organ_lines(found, asked.organs)),
        applicants=figures_out(class_lines(found)),
    )


def figures_out(lines: Sequence[Line]) -> list[FiguresOut]:
    """The lines of a table as programs are given them."""
    return [
        FiguresOut(
            key=line.key,
            label=line.label,
            received=line.figures.received,
            received_before=line.figures.before,
            received_year_before=line.figures.year_before,
            answered=line.figures.answered,
            rows=line.figures.rows,
            on_time=line.figures.on_time,
            late=line.figures.late,
            reviews=line.figures.reviews,
            suits=line.figures.suits,
            corrected=line.figures.corrected,
        )
        for line in lines
    ]


router = Router("/api", route_handlers=[read_analysis], opt=OFFICER.opt, tags=["定期分析"])
