"""The JSON API of attachments and volumes: a download is an event, so it is posted, never got."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from litestar import Request, Response, Router, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Schema,
)
from litestar.params import FromPath, JSONBody, MultipartBody
from pydantic import ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.attaching import attach
from cases.actions.file_checks import KINDS, LARGEST, LARGEST_REQUEST, TOO_LARGE, checked
from cases.actor import Actor
from cases.errors import TooLarge
from cases.office import Office
from cases.schemas_papers import AttachmentIn, EvidenceIn, VolumeIn
from cases.shown import AttachedOut
from cases.web.api_cases import shown
from cases.web.policy import OFFICER
from cases.web.problems import on_refusal, refuses
from cases.web.volume_views import ZIP, archive_file, attachment_file, evidence_file

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
CaseId = FromPath[UUID]
WRITES = refuses(400, 401, 403, 404, 409, 413, 422)


class AttachedFileIn(AttachmentIn):
    """附卷的文件."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    file: UploadFile


@dataclass
class DownloadOperation(Operation):
    """A route that answers with a file of one of these types."""

    media_types: ClassVar[tuple[str, ...]] = (ZIP,)

    def __post_init__(self) -> None:
        """Say so in the place of what Litestar makes of bytes."""
        answer = (self.responses or {})["200"]
        assert isinstance(answer, OpenAPIResponse)
        file = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
        answer.content = {media: OpenAPIMediaType(schema=file) for media in self.media_types}


@dataclass
class AttachmentOperation(DownloadOperation):
    """A route that answers with an attachment."""

    media_types: ClassVar[tuple[str, ...]] = tuple(kind.media_type for kind in KINDS)


def on_too_large(request: Request[Any, Any, Any], _: HTTPException) -> Response[Any]:
    """A request that is larger than any file may be is not read to its end."""
    return on_refusal(request, TooLarge(TOO_LARGE))


TOO_LARGE_HANDLERS: Any = {RequestEntityTooLarge: on_too_large}


@post(
    "/attachments",
    responses=refuses(400, 401, 403, 404, 409, 413, 415, 422),
    summary="附卷",
    description=f"附卷（条例第四十五条）；单个文件不超过{LARGEST // 1_000_000}MB",
    request_max_body_size=LARGEST_REQUEST,
    exception_handlers=TOO_LARGE_HANDLERS,
)
async def add_attachment(
    case_id: CaseId, data: MultipartBody[AttachedFileIn], session: S, actor: A, office: O, at: At
) -> AttachedOut:
    """附卷: the number of the file on the case, and the case after it."""
    file = checked(data.file.filename, await data.file.read())
    particulars = data.model_dump(exclude={"file"})
    _, number = await attach(session, actor, at, case_id, file, **particulars)
    case = await shown(session, office, actor, case_id)
    return AttachedOut(number=number, media_type=file.media_type, case=case)


@post(
    "/attachments/{number:int}/download",
    responses=WRITES,
    status_code=200,
    summary="调取附件",
    operation_class=AttachmentOperation,
)
async def download_attachment(
    case_id: CaseId, number: FromPath[int], session: S, actor: A, at: At
) -> Response[bytes]:
    """One attachment as it was uploaded; that it was taken out is recorded."""
    return await attachment_file(session, actor, at, case_id, number)


@post(
    "/archive-file",
    responses=refuses(400, 401, 403, 404, 409, 413, 422, 429),
    status_code=200,
    summary="制作案卷",
    operation_class=DownloadOperation,
)
async def make_archive_file(
    case_id: CaseId, data: JSONBody[VolumeIn], session: S, actor: A, office: O, at: At
) -> Response[bytes]:
    """案卷 as a zip: one PDF with its contents on top, every file, digests."""
    return await archive_file(session, office, actor, at, case_id, data)


@post(
    "/evidence-file",
    responses=refuses(400, 401, 403, 404, 409, 413, 422, 429),
    status_code=200,
    summary="制作举证材料",
    operation_class=DownloadOperation,
)
async def make_evidence_file(
    case_id: CaseId, data: JSONBody[EvidenceIn], session: S, actor: A, office: O, at: At
) -> Response[bytes]:
    """举证材料 as a zip: only what proves, in the order of the proceedings."""
    return await evidence_file(session, office, actor, at, case_id, data)


router = Router(
    "/api/cases/{case_id:uuid}",
    route_handlers=[add_attachment, download_attachment, make_archive_file, make_evidence_file],
    opt=OFFICER.opt,
    tags=["附件和案卷"],
)
