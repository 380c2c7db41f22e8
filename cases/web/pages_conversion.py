"""One candidate (转主动公开的审查): its page, 审查表, and the forms that go back to it."""

import asyncio
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import conversion_files, conversion_publishing, converting
from cases.actions.converting import MOVE
from cases.actions.file_checks import LARGEST_REQUEST, checked
from cases.actor import Actor
from cases.conversion_file import Step
from cases.errors import BadInput, Fault, NotFound
from cases.law.conversion import Opinion
from cases.schemas import ReasonIn
from cases.schemas_conversion import ConversionDecisionIn
from cases.typed import read
from cases.web.api_papers import TOO_LARGE_HANDLERS
from cases.web.conversion_page import TEMPLATE, context_of, sent_by
from cases.web.conversion_views import read_opinion, read_publication
from cases.web.page import page
from cases.web.policy import OFFICER, Policy
from cases.web.volume_views import download

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Id = FromPath[UUID]


def step_policy(step: Step, about: Opinion | None = None) -> Policy:
    """Open to the roles that the table of steps gives it, with its article."""
    move = MOVE[step, about]
    return Policy(roles=move.who, article=move.article)


@get("/conversions/{conversion_id:uuid}", include_in_schema=False)
async def conversion_page(request: R, conversion_id: Id, session: S, actor: A, at: At) -> Template:
    """One candidate."""
    return page(request, TEMPLATE, **await context_of(session, actor, at, conversion_id))


@get("/conversions/{conversion_id:uuid}/form", include_in_schema=False)
async def review_form(request: R, conversion_id: Id, session: S, actor: A, at: At) -> Template:
    """政府信息转主动公开审查表 (I8), filled from the record, to be printed and signed."""
    context = await context_of(session, actor, at, conversion_id)
    return page(request, "conversion_form.html", **context)


@post(
    "/conversions/{conversion_id:uuid}/review",
    opt=step_policy(Step.OPENED).opt,
    include_in_schema=False,
)
async def open_review(request: R, conversion_id: Id, session: S, actor: A, at: At) -> Response[Any]:
    """开始审查."""
    sent = await sent_by(request, session, actor, at, conversion_id, "review")
    return await sent.settled(lambda: converting.open_review(session, actor, at, conversion_id))


@post(
    "/conversions/{conversion_id:uuid}/opinions/{opinion:str}",
    opt=OFFICER.opt,
    include_in_schema=False,
)
async def opine(
    request: R, conversion_id: Id, opinion: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """提出意见, one of the four."""
    if opinion not in list(Opinion):
        raise NotFound("没有这一种意见")
    which = Opinion(opinion)
    sent = await sent_by(request, session, actor, at, conversion_id, f"opinion-{opinion}")

    async def work() -> None:
        said = read_opinion(sent.values, which)
        statements = {int(place): why for place, why in said.statements.items()}
        await converting.opine(
            session, actor, at, conversion_id, which,
            agrees=said.agrees, words=said.words, statements=statements,
        )  # fmt: skip

    return await sent.settled(work, "#opinions")


@post(
    "/conversions/{conversion_id:uuid}/files",
    opt=step_policy(Step.FILE_ADDED).opt,
    include_in_schema=False,
    request_max_body_size=LARGEST_REQUEST,
    exception_handlers=TOO_LARGE_HANDLERS,
)
async def add_file(request: R, conversion_id: Id, session: S, actor: A, at: At) -> Response[Any]:
    """添加文件: uploaded, or a copy of an attachment of a case behind the candidate."""
    fields = await request.form()
    sent = await sent_by(request, session, actor, at, conversion_id, "file")
    upload = fields.get("file")
    is_masked = "is_masked" in sent.values

    async def work() -> None:
        if isinstance(upload, UploadFile) and upload.filename:
            file = await asyncio.to_thread(checked, upload.filename, await upload.read())
            await conversion_files.add_file(
                session, actor, at, conversion_id, file, is_masked=is_masked
            )
            return
        case_id, attachment = attachment_in(sent.values.get("attachment", ""))
        await conversion_files.take_from_case(
            session, actor, at, conversion_id, case_id, attachment, is_masked=is_masked
        )

    return await sent.settled(work, "#files")


def attachment_in(said: str) -> tuple[UUID, int]:
    """An attachment as the form names it: the case and its number there."""
    case_id, _, number = said.partition("/")
    if number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER:
        try:
            return UUID(case_id), int(number)
        except ValueError:
            pass  # said below, as for nothing at all
    raise BadInput.of([Fault("file", "请选择要上传的文件，或者选择案卷中的附件")])


LONGEST_NUMBER: Final = 6


@post(
    "/conversions/{conversion_id:uuid}/files/{file_number:int}/masking",
    opt=step_policy(Step.FILE_ADDED).opt,
    include_in_schema=False,
)
async def mask_file(
    request: R, conversion_id: Id, file_number: FromPath[int], session: S, actor: A, at: At
) -> Response[Any]:
    """遮蔽 what was ticked: a new file, cleaned and searched again."""
    sent = await sent_by(request, session, actor, at, conversion_id, f"masking-{file_number}")

    async def work() -> None:
        places = {
            int(place)
            for name, place in sent.values.items()
            if name.startswith("places.") and place.isascii() and place.isdigit()
        }
        await conversion_files.mask_file(session, actor, at, conversion_id, file_number, places)

    return await sent.settled(work, "#files")


@post(
    "/conversions/{conversion_id:uuid}/files/{file_number:int}/{copy:str}",
    opt=step_policy(Step.FILE_TAKEN).opt,
    include_in_schema=False,
)
async def take_file(
    conversion_id: Id,
    file_number: FromPath[int],
    copy: FromPath[str],
    session: S,
    actor: A,
    at: At,
) -> Response[Any]:
    """调取文件, on the answer to this form only: that it left the house is recorded."""
    file = await conversion_files.take_file(session, actor, at, conversion_id, file_number, copy)
    return download(file.content, file.media_type, file.name)


@post(
    "/conversions/{conversion_id:uuid}/decision",
    opt=step_policy(Step.DECIDED).opt,
    include_in_schema=False,
)
async def decide(request: R, conversion_id: Id, session: S, actor: A, at: At) -> Response[Any]:
    """负责人决定."""
    sent = await sent_by(request, session, actor, at, conversion_id, "decision")

    async def work() -> None:
        await converting.decide(
            session, actor, at, conversion_id, **dict(read(ConversionDecisionIn, sent.values))
        )

    return await sent.settled(work)


@post(
    "/conversions/{conversion_id:uuid}/reopening",
    opt=step_policy(Step.REOPENED).opt,
    include_in_schema=False,
)
async def reopen(request: R, conversion_id: Id, session: S, actor: A, at: At) -> Response[Any]:
    """重新审查."""
    sent = await sent_by(request, session, actor, at, conversion_id, "reopening")

    async def work() -> None:
        reason = read(ReasonIn, sent.values).reason
        await converting.reopen(session, actor, at, conversion_id, reason)

    return await sent.settled(work)


@post(
    "/conversions/{conversion_id:uuid}/publication",
    opt=step_policy(Step.PUBLISHED).opt,
    include_in_schema=False,
)
async def publish(request: R, conversion_id: Id, session: S, actor: A, at: At) -> Response[Any]:
    """公开, with the columns of the 目录."""
    sent = await sent_by(request, session, actor, at, conversion_id, "publication")

    async def work() -> None:
        said = read_publication(sent.values)
        fields = dict(said) | {"catalogue": dict(said.catalogue)}
        await conversion_publishing.publish(session, actor, at, conversion_id, **fields)

    return await sent.settled(work)


@post(
    "/conversions/{conversion_id:uuid}/withdrawal",
    opt=step_policy(Step.WITHDRAWN).opt,
    include_in_schema=False,
)
async def withdraw(request: R, conversion_id: Id, session: S, actor: A, at: At) -> Response[Any]:
    """撤下."""
    sent = await sent_by(request, session, actor, at, conversion_id, "withdrawal")

    async def work() -> None:
        reason = read(ReasonIn, sent.values).reason
        await conversion_publishing.withdraw(session, actor, at, conversion_id, reason)

    return await sent.settled(work)


router = Router(
    "/",
    route_handlers=[
        conversion_page, review_form, open_review, opine, add_file, mask_file, take_file, decide, reopen,
        publish, withdraw,
    ],
    opt=OFFICER.opt,
)  # fmt: skip
