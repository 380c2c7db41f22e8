"""The JSON API of whole annual reports (年度报告全文): what was entered, what it says, its file."""

from datetime import date, datetime

from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import report_papers, reporting
from cases.actions.door import today
from cases.actions.report_sources import Sourced, sourced
from cases.actor import Actor
from cases.annual.members_two import two_of_members
from cases.law.report import texts_of_year
from cases.law.section_two import plain
from cases.law.section_two_sum import SumOfTwo
from cases.report.comparing import Reading, readings_of
from cases.report.narrative import fields_of, marked
from cases.report.practice import remarks, remarks_beside
from cases.schemas_reports import ReportEntryIn
from cases.shown_reports import NumberOut, PlanOut, RemarkOut, ReportOut
from cases.web.api_annual import checked_year
from cases.web.documents import FileOperation
from cases.web.pages_reports import report_file
from cases.web.policy import OFFICER, REPORTER
from cases.web.problems import refuses
from cases.web.report_views import plain_of

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
READS = refuses(400, 401, 403, 404, 422)
WRITES = refuses(400, 401, 403, 404, 409, 413, 422)


def report_out(found: Sourced, members: SumOfTwo, on: date) -> ReportOut:
    """A report as JSON."""
    report, plan = found.report, found.plan
    published = found.publication.published_on if found.publication else None
    fields, charges = fields_of(report), report.now.charges
    return ReportOut(
        organ=found.organ.code,
        year=report.year,
        form=report.now.form,
        version=found.version,
        section_two={path: plain(value) for path, value in report.now.two.figures.items()},
        charges={name: plain_of(charges, name) for name in reporting.CHARGES} if charges else None,
        texts=dict(report.texts),
        filled={
            text.key: marked(report.texts[text.key], fields).text
            for text in texts_of_year(report.year)
            if text.key in report.texts
        },
        fields=fields,
        source=found.source.label,
        plan=PlanOut(
            publisher=plan.publisher,
            warn_from=plan.warn_from,
            aim=plan.aim,
            last=plan.last,
            stage=plan.stage(on, published),
            published_on=published,
        ),
        numbers=[number_out(one) for one in readings_of(report)],
        remarks=[
            RemarkOut(
                check=one.check, where=one.where, sentence=one.sentence, standing=one.standing
            )
            for one in (*remarks(report), *remarks_beside(report, members))
        ],
    )


def number_out(one: Reading) -> NumberOut:
    """A number of a text as JSON."""
    return NumberOut(
        text=one.text.key, start=one.start, end=one.end, said=one.said, verdict=one.verdict,
        figure=one.figure, expected=one.expected, why=one.why,
    )  # fmt: skip


@get("/organs/{code:str}/annual-reports/{year:int}", responses=READS, summary="年度报告全文")
async def read_report(
    code: FromPath[str], year: FromPath[int], session: S, actor: A, at: At
) -> ReportOut:
    """What was entered, the texts as they are printed, their numbers against the tables."""
    organ = await queries.organ_by_code(session, actor, code)
    found = await sourced(session, organ, checked_year(year))
    return report_out(found, await two_of_members(session, organ, year), today(at))


@post(
    "/organs/{code:str}/annual-reports/{year:int}",
    responses=WRITES,
    opt=REPORTER.opt,
    summary="录入年度报告",
)
async def enter_report(
    code: FromPath[str],
    year: FromPath[int],
    data: JSONBody[ReportEntryIn],
    session: S,
    actor: A,
    at: At,
) -> ReportOut:
    """Another version of what is entered; all of it or nothing."""
    organ = await queries.organ_by_code(session, actor, code)
    await reporting.save_entry(session, actor, at, organ.id, checked_year(year), **dict(data))
    found = await sourced(session, organ, year)
    return report_out(found, await two_of_members(session, organ, year), today(at))


@get(
    "/organs/{code:str}/annual-reports/{year:int}/file",
    responses=READS,
    summary="年度报告全文（DOCX）",
    operation_class=FileOperation,
)
async def download_report(
    code: FromPath[str], year: FromPath[int], session: S, actor: A
) -> Response[bytes]:
    """The whole report as a document."""
    organ = await queries.organ_by_code(session, actor, code)
    found = await sourced(session, organ, checked_year(year))
    return report_file(await report_papers.made(found), report_papers.file_name(organ.name, year))


router = Router(
    "/api",
    route_handlers=[read_report, enter_report, download_report],
    opt=OFFICER.opt,
    tags=["年度报告与台账"],
)
