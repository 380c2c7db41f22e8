"""The JSON API of 文书模板: the catalogue, the versions of an organ's templates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from litestar import Request, Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody
from pydantic import ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import template_keeping
from cases.actions.door import today
from cases.actions.issuing import MEDIA_TYPE
from cases.actions.template_trials import Content
from cases.actor import Actor
from cases.errors import TooLarge
from cases.letters.package import LARGEST, TOO_LARGE
from cases.models import Organ
from cases.queries_letter_templates import Version, versions_of
from cases.schemas_letter_templates import (
    FieldNameOut,
    PaperTemplateOut,
    PaperTemplatesOut,
    TemplateComparisonOut,
    TemplateIn,
    TemplatePieceOut,
    TemplateVersionOut,
    TemplateWithdrawalIn,
)
from cases.web.api_organs import READS, WRITES
from cases.web.api_papers import DownloadOperation
from cases.web.letter_template_views import (
    Line,
    catalogue,
    compared,
    field_lines,
    file_of,
    line_of,
    trial_of,
)
from cases.web.policy import CHAIN_SETTER, OFFICER, TEMPLATE_APPROVER, TEMPLATE_WITHDRAWER
from cases.web.problems import on_refusal, refuses

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Code = FromPath[str]
Paper = FromPath[str]
Number = FromPath[int]
HERE: Final = "/organs/{code:str}/letter-templates"
VERSION: Final = HERE + "/{paper:str}/versions/{version:int}"
LARGEST_REQUEST: Final = LARGEST + 3_000_000  # so that most that is too large gets our sentence


class UploadedTemplateIn(TemplateIn):
    """上传的文书模板."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    file: UploadFile


def on_too_large(request: Request[Any, Any, Any], _: HTTPException) -> Response[Any]:
    """A request that is larger than any template may be is not read to its end."""
    return on_refusal(request, TooLarge(TOO_LARGE))


TOO_LARGE_HANDLERS: Any = {RequestEntityTooLarge: on_too_large}


@dataclass
class TemplateOperation(DownloadOperation):
    """A route that answers with a DOCX."""

    media_types: ClassVar[tuple[str, ...]] = (MEDIA_TYPE,)


def paper_out(line: Line) -> PaperTemplateOut:
    """A paper of the catalogue."""
    paper = line.paper
    return PaperTemplateOut(
        code=paper.code,
        name=paper.name,
        to=paper.to.label,
        when=paper.when,
        basis=[article.short for article in paper.basis],
        signed_by=paper.signer.label,
        fields=line.fields,
        in_force=line.called,
        since=line.since,
        waiting=[version.row.version for version in line.waiting],
    )


def version_out(version: Version) -> TemplateVersionOut:
    """A version with who did what to it."""
    row = version.row
    return TemplateVersionOut(
        version=row.version,
        name=row.name,
        note=row.note,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        standing=version.standing,
        label=version.standing.label,
        sha256=row.digest,
        size=row.size,
        warnings=list(version.warnings),
        uploaded_by=row.uploaded_by,
        uploaded_at=row.uploaded_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        withdrawn_by=row.withdrawn_by,
        withdrawn_at=row.withdrawn_at,
        withdraw_reason=row.withdraw_reason,
    )


async def templates_out(
    session: AsyncSession, organ: Organ, at: datetime, code: str
) -> PaperTemplatesOut:
    """One paper as it stands."""
    paper = template_keeping.paper_named(code)
    versions = (await versions_of(session, organ.id, today(at), code)).get(code, [])
    return PaperTemplatesOut(
        paper=paper_out(line_of(paper, versions)),
        fields=[
            FieldNameOut(
                name=line.named.place,
                title=line.named.title,
                written=line.named.as_typed,
                within=[loop.begins for loop in line.named.loops],
                may_be_empty=line.named.may_be_empty,
                mandatory=line.mandatory,
            )
            for line in field_lines(code)
        ],
        versions=[version_out(version) for version in versions],
    )


@get(HERE, responses=READS, summary="文书目录")
async def list_papers(code: Code, session: S, actor: A, at: At) -> list[PaperTemplateOut]:
    """Every paper of the catalogue, and with which template the organ makes it today."""
    organ = await queries.organ_by_code(session, actor, code)
    groups = await catalogue(session, organ, at)
    return [paper_out(line) for _, lines in groups for line in lines]


@get(HERE + "/{paper:str}", responses=READS, summary="一种文书的字段和模板")
async def show_paper(code: Code, paper: Paper, session: S, actor: A, at: At) -> PaperTemplatesOut:
    """The fields that a template may use, and every version of the organ's own."""
    organ = await queries.organ_by_code(session, actor, code)
    return await templates_out(session, organ, at, paper)


@post(
    HERE + "/{paper:str}/versions",
    responses=WRITES,
    opt=CHAIN_SETTER.opt,
    summary="上传文书模板",
    description=f"DOCX文件，不超过{LARGEST // 1_000_000}MB；检查合格后等待他人批准",
    request_max_body_size=LARGEST_REQUEST,
    exception_handlers=TOO_LARGE_HANDLERS,
)
async def upload_template(
    code: Code,
    paper: Paper,
    data: MultipartBody[UploadedTemplateIn],
    session: S,
    actor: A,
    at: At,
) -> PaperTemplatesOut:
    """The next version; everything for which it may not be used is named at once."""
    organ = await queries.organ_by_code(session, actor, code)
    content, told = await data.file.read(), data.model_dump(exclude={"file"})
    await template_keeping.upload(session, actor, at, organ.id, paper, content=content, **told)
    return await templates_out(session, organ, at, paper)


@post(VERSION + "/approval", responses=WRITES, opt=TEMPLATE_APPROVER.opt, summary="批准文书模板")
async def approve_template(
    code: Code, paper: Paper, version: Number, session: S, actor: A, at: At
) -> PaperTemplatesOut:
    """By another person than the uploader; in use from its day, at the earliest from today."""
    organ = await queries.organ_by_code(session, actor, code)
    await template_keeping.approve(session, actor, at, organ.id, paper, version)
    return await templates_out(session, organ, at, paper)


@post(
    VERSION + "/withdrawal", responses=WRITES, opt=TEMPLATE_WITHDRAWER.opt, summary="停用文书模板"
)
async def withdraw_template(
    code: Code,
    paper: Paper,
    version: Number,
    data: JSONBody[TemplateWithdrawalIn],
    session: S,
    actor: A,
    at: At,
) -> PaperTemplatesOut:
    """No letter is made with it any more; it stays to be read."""
    organ = await queries.organ_by_code(session, actor, code)
    await template_keeping.withdraw(
        session, actor, at, organ.id, paper, version, reason=data.reason
    )
    return await templates_out(session, organ, at, paper)


@get(VERSION + "/file", responses=READS, summary="下载文书模板", operation_class=TemplateOperation)
async def download_template(
    code: Code, paper: Paper, version: Number, session: S, actor: A
) -> Response[bytes]:
    """Any version as it was uploaded; version 0 is the built-in one."""
    organ = await queries.organ_by_code(session, actor, code)
    return await file_of(session, organ, paper, version)


@get(
    VERSION + "/trial",
    responses=READS,
    summary="试排文书模板",
    operation_class=TemplateOperation,
)
async def download_trial(
    code: Code,
    paper: Paper,
    version: Number,
    session: S,
    actor: A,
    content: FromQuery[Content] = Content.LONGEST,
) -> Response[bytes]:
    """An example without a case: invented contents, or the names of the fields."""
    organ = await queries.organ_by_code(session, actor, code)
    return await trial_of(session, organ, paper, version, content, pdf=False)


@get(
    VERSION + "/changes/{before:int}",
    responses=refuses(400, 401, 403, 404, 409, 422),
    summary="比较两版文书模板",
)
async def compare_templates(
    code: Code, paper: Paper, version: Number, before: Number, session: S, actor: A
) -> TemplateComparisonOut:
    """The text of a version with the marks of what changed since another; 0 is the built-in one."""
    organ = await queries.organ_by_code(session, actor, code)
    pieces = await compared(session, organ, paper, before, version)
    return TemplateComparisonOut(
        before=before,
        after=version,
        pieces=[TemplatePieceOut(change=piece.change, text=piece.text) for piece in pieces],
    )


router = Router(
    "/api",
    route_handlers=[
        list_papers, show_paper, upload_template, approve_template, withdraw_template,
        download_template, download_trial, compare_templates,
    ],
    opt=OFFICER.opt,
    tags=["文书"],
)  # fmt: skip
