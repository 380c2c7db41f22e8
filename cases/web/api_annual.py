"""The JSON API of annual tables, registers and papers."""

from datetime import datetime
from typing import Annotated, Final
from urllib.parse import quote
from uuid import UUID

from litestar import Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, MultipartBody, QueryParameter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers, queries
from cases.actions.bring_in import RegisterRefused, bring_in, faults_against_store
from cases.actions.door import check_role, today
from cases.actor import Actor
from cases.annual.files import MEDIA_TYPES, render
from cases.annual.layout_four import NAMES
from cases.annual.section_four import challenges_of, counted_in, table4
from cases.annual.table import annual_table
from cases.errors import BadInput, Fault, NotFound
from cases.law.annual import COLUMNS, FIRST_YEAR, Form, form_of, rows_of
from cases.law.periods import Period
from cases.models import Document, Organ
from cases.office import Office
from cases.register.rows import Checked, check_rows
from cases.register.sheet import read_sheet
from cases.shown import BroughtInOut, CasePage, TableOut
from cases.states import Verb
from cases.web.challenge_views import ChallengeOut, behind_out
from cases.web.documents import FileOperation
from cases.web.policy import IMPORTER, OFFICER
from cases.web.problems import refuses
from cases.web.views import case_rows, table_out

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
LAST_YEAR: Final = 2100
READS = refuses(400, 401, 403, 404, 422)


def checked_year(year: int) -> int:
    """A year that has a form; BadInput otherwise."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        sentence = f"年度应为{FIRST_YEAR}至{LAST_YEAR}，{FIRST_YEAR}年以前的年度报告另有表式"
        raise BadInput.of([Fault("year", sentence)])
    return year


def checked_cell(year: int, row: str, column: str, form: Form | None) -> queries.Cell:
    """A figure that the form of the year has; NotFound otherwise."""
    keys = {r.key for r in rows_of(form or form_of(checked_year(year)))}
    if row not in keys or column not in COLUMNS:
        raise NotFound("这一年度的表中没有这一格")
    return queries.Cell(Period(year), row, column)


@get(
    "/organs/{code:str}/annual-tables/{year:int}", responses=READS, summary="年度报告第三、第四部分"
)
async def read_table(
    code: FromPath[str],
    year: FromPath[int],
    session: S,
    actor: A,
    form: FromQuery[Form | None] = None,
) -> TableOut:
    """Sections 三 and 四 of an organ's year, in its form unless another is asked for."""
    organ = await queries.organ_by_code(session, actor, code)
    table = await annual_table(session, organ, checked_year(year), form)
    return table_out(table, await table4(session, organ, year))


@get(
    "/organs/{code:str}/annual-tables/{year:int}/file",
    responses=READS,
    summary="年度报告第三、第四部分（文件）",
    operation_class=FileOperation,
)
async def download_table(
    code: FromPath[str],
    year: FromPath[int],
    session: S,
    actor: A,
    ending: Annotated[str, QueryParameter(pattern=r"^(json|csv|xlsx|docx)$")] = "xlsx",
    form: FromQuery[Form | None] = None,
) -> Response[bytes]:
    """The same tables as a file in the official layout."""
    organ = await queries.organ_by_code(session, actor, code)
    table = await annual_table(session, organ, checked_year(year), form)
    four = await table4(session, organ, year)
    return table_file(render(table, f".{ending}", four), ending, f"{organ.code}-{year}")


def table_file(content: bytes, ending: str, name: str) -> Response[bytes]:
    """A rendered table as a download."""
    return Response(
        content,
        media_type=MEDIA_TYPES[f".{ending}"],
        headers={"Content-Disposition": f'attachment; filename="annual-table-{name}.{ending}"'},
    )


@get(
    "/organs/{code:str}/annual-tables/{year:int}/cells/{row:str}/{column:str}",
    responses=READS,
    summary="一个数字背后的案件",
)
async def read_cell(
    code: FromPath[str],
    year: FromPath[int],
    row: FromPath[str],
    column: FromPath[str],
    session: S,
    actor: A,
    office: O,
    form: FromQuery[Form | None] = None,
    after: Annotated[str | None, QueryParameter(max_length=100)] = None,
) -> CasePage:
    """The cases that one figure counts, page by page."""
    organ = await queries.organ_by_code(session, actor, code)
    cell = checked_cell(year, row, column, form)
    wanted = queries.Wanted(organs=(organ.id,), cell=cell)
    page = await queries.list_cases(session, office.vault, wanted, after)
    return CasePage(cases=case_rows(page.rows, today(office.now())), next=page.next)


def checked_four(year: int, group: str, figure: str) -> str:
    """The name of a number that section 四 has; NotFound otherwise."""
    checked_year(year)
    if (group, figure) not in NAMES:
        raise NotFound("第四部分的表中没有这一格")
    return NAMES[group, figure]


@get(
    "/organs/{code:str}/annual-tables/{year:int}/section-four/{group:str}/{figure:str}",
    responses=READS,
    summary="第四部分一个数字背后的复议诉讼",
)
async def read_four(
    code: FromPath[str],
    year: FromPath[int],
    group: FromPath[str],
    figure: FromPath[str],
    session: S,
    actor: A,
) -> list[ChallengeOut]:
    """The challenges that one number counts, by the day on which the organ had the copy."""
    checked_four(year, group, figure)
    organ = await queries.organ_by_code(session, actor, code)
    found = await challenges_of(session, organ.id, year)
    return behind_out(counted_in(found, year, group, figure))


class RegisterIn(BaseModel):
    """An uploaded register."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    file: UploadFile


@post(
    "/organs/{code:str}/register-imports",
    responses=refuses(400, 401, 403, 404, 409, 413, 415, 422),
    opt=IMPORTER.opt,
    summary="导入登记台账",
    request_max_body_size=60_000_000,
)
async def import_register(
    code: FromPath[str],
    data: MultipartBody[RegisterIn],
    session: S,
    actor: A,
    office: O,
    at: At,
    dry_run: FromQuery[bool] = False,
) -> BroughtInOut:
    """Bring a register in: all of it, or nothing with every fault named."""
    organ = await queries.organ_by_code(session, actor, code)
    check_role(actor, organ.id, Verb.BRING_IN)
    content = await data.file.read()
    checked = check_rows(read_sheet(content, data.file.filename), today(at))
    if dry_run:
        added = await would_add(session, organ, checked)
        return BroughtInOut(
            rows=len(checked.rows), added=added, already=len(checked.rows) - added, dry_run=True
        )
    done = await bring_in(session, office.vault, actor, at, organ.id, checked)
    return BroughtInOut(
        rows=len(checked.rows), added=done.added, already=done.already, dry_run=False
    )


async def would_add(session: AsyncSession, organ: Organ, checked: Checked) -> int:
    """How many rows an import would add; RegisterRefused where it would be refused."""
    faults, already = await faults_against_store(session, organ.id, checked.rows)
    if checked.faults or faults:
        raise RegisterRefused.of_register(checked.faults, faults)
    return len(checked.rows) - len(already)


@get(
    "/documents/{document_id:uuid}",
    responses=READS,
    summary="文件",
    operation_class=FileOperation,
)
async def read_document(
    document_id: FromPath[UUID], session: S, actor: A, office: O
) -> Response[bytes]:
    """A stored paper of an organ that this officer may read."""
    return await paper(session, office, actor, document_id)


async def paper(
    session: AsyncSession, office: Office, actor: Actor, document_id: UUID
) -> Response[bytes]:
    """A stored paper as a download; NotFound where there is none that the officer may read."""
    document = await session.scalar(select(Document).where(Document.id == document_id))
    if document is None or not actor.may_read(document.organ_id):
        raise NotFound("没有找到这份文件")
    return Response(
        papers.read(office.home, document.digest),
        media_type=document.media_type,
        headers={"Content-Disposition": disposition(document.name)},
    )


def disposition(name: str) -> str:
    """A download under its own name, Chinese characters included (RFC 6266)."""
    return f"attachment; filename*=UTF-8''{quote(name)}"


router = Router(
    "/api",
    route_handlers=[
        read_table, download_table, read_cell, read_four, import_register, read_document,
    ],
    opt=OFFICER.opt,
    tags=["年度报告与台账"],
)  # fmt: skip
