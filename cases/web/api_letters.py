"""The JSON API of 文书: the catalogue, previews, the draft as a file, papers to take out."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from litestar import Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody
from pydantic import ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import drafting
from cases.actions.door import today
from cases.actions.file_checks import LARGEST_REQUEST, check_name
from cases.actions.issuing import MEDIA_TYPE
from cases.actions.paper_making import can_be_made
from cases.actor import Actor
from cases.errors import BadInput, Fault
from cases.law import slots
from cases.law.letters import PAPER, PAPERS, PaperForm
from cases.law.slots import ITEM_SLOTS, Slot, slots_of_paper
from cases.letters.comparing import Comparison
from cases.office import Office
from cases.schemas_letters import EditedDraftIn, LetterPreviewIn
from cases.shown_letters import (
    BlockOut,
    CellOut,
    EditedDraftOut,
    LackingOut,
    LetterCatalogueOut,
    LetterPreviewOut,
    PaperFormOut,
    PieceOut,
    SlotOut,
)
from cases.web.api_papers import TOO_LARGE_HANDLERS, CaseId, DownloadOperation
from cases.web.letter_files import PDF, Format, draft_file, issued_file
from cases.web.letter_previews import Preview, answer_preview, paper_preview
from cases.web.letter_views import desk_of
from cases.web.papers_to_make import why_not
from cases.web.policy import OFFICER
from cases.web.problems import refuses
from cases.web.review_views import read

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]


class EditedDraftFileIn(EditedDraftIn):
    """修改后的文稿（DOCX）."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    file: UploadFile


class DocxOperation(DownloadOperation):
    """A route that answers with a DOCX."""

    media_types: ClassVar[tuple[str, ...]] = (MEDIA_TYPE,)


class PaperOperation(DownloadOperation):
    """A route that answers with a paper."""

    media_types: ClassVar[tuple[str, ...]] = (MEDIA_TYPE, PDF)


@get("/letter-catalogue", responses=refuses(401, 422), summary="文书目录")
async def catalogue() -> LetterCatalogueOut:
    """Every paper with what is filled in for it; of an answer, for one item of it."""
    return LetterCatalogueOut(papers=[form_out(form) for form in PAPERS])


def form_out(form: PaperForm) -> PaperFormOut:
    """One paper of the catalogue."""
    asked = ITEM_SLOTS.get(form.code, ()) if form.is_answer else slots_of_paper(form.code)
    return PaperFormOut(
        code=form.code,
        name=form.name,
        title=form.title,
        to=form.to.label,
        when=form.when,
        basis=[str(article) for article in form.basis],
        signed_by=form.signer.label,
        standing=str(form.standing),
        numbered=form.numbered,
        made_here=can_be_made(form.code),
        slots=[slot_out(slot) for slot in asked],
    )


def slot_out(slot: Slot) -> SlotOut:
    """One thing to fill in."""
    return SlotOut(**vars(slot) | {"choices": list(slot.choices)})


@post(
    "/cases/{case_id:uuid}/letter-preview",
    responses=refuses(400, 401, 403, 404, 422),
    status_code=200,
    summary="预览文书",
)
async def preview(
    case_id: CaseId, data: JSONBody[LetterPreviewIn], session: S, actor: A, at: At
) -> LetterPreviewOut:
    """A paper as it would be made today, or 答复书 as the outcomes on file have it; gaps are named."""
    on = today(at)
    check_preview(data)
    found = await read(session, actor, case_id, on)
    desk = desk_of(found.told, found.file)
    if data.paper is None:
        return preview_out(await answer_preview(session, desk, on, {}))
    row = PAPER[data.paper]
    if row.is_answer and (why := why_not(row, found.told, found.file)):
        raise BadInput.of([Fault("paper", f"“{row.name}”此时不能制发：{why}")])
    return preview_out(await paper_preview(session, desk, on, data.paper, data.fields))


def check_preview(said: LetterPreviewIn) -> None:
    """BadInput for a paper that is not made so, or a value that its field cannot hold."""
    if said.paper is None:
        if said.fields:
            raise BadInput.of(
                [Fault("fields", "答复书的填写项在各项办理意见中填写，请写明文书的代号")]
            )
        return
    if not can_be_made(said.paper):
        raise BadInput.of([Fault("paper", "没有这种文书；不填代号的，预览答复书")])
    faults = [
        Fault(f"fields.{name}", sentence)
        for name, sentence in slots.faults(slots_of_paper(said.paper), said.fields)
    ]
    if faults:
        raise BadInput.of(faults)


def preview_out(seen: Preview) -> LetterPreviewOut:
    """A preview as programs are given it."""
    return LetterPreviewOut(
        code=seen.code,
        title=seen.title,
        paragraphs=[
            BlockOut(
                kind=block.kind,
                text=block.text,
                rows=[
                    [CellOut(text=c.text, label=c.label, span=c.span) for c in row]
                    for row in block.rows
                ],
            )
            for block in seen.blocks
        ],
        gaps=[LackingOut(field=one.field, sentence=one.sentence) for one in seen.lacking],
        findings=[one.sentence for one in seen.findings],
    )


@get(
    "/cases/{case_id:uuid}/draft-file",
    responses=refuses(400, 401, 403, 404, 422),
    summary="下载文稿",
    operation_class=DocxOperation,
)
async def get_draft(case_id: CaseId, session: S, actor: A) -> Response[bytes]:
    """The draft as it stands, to be edited in WPS or Word."""
    return await draft_file(session, actor, case_id, Format.DOCX)


@post(
    "/cases/{case_id:uuid}/draft/edited",
    responses=refuses(400, 401, 403, 404, 409, 413, 415, 422),
    summary="上传修改后的文稿",
    request_max_body_size=LARGEST_REQUEST,
    exception_handlers=TOO_LARGE_HANDLERS,
)
async def bring_back(
    case_id: CaseId, data: MultipartBody[EditedDraftFileIn], session: S, actor: A, at: At
) -> EditedDraftOut:
    """The edited draft, compared with the letter that follows from the outcomes."""
    check_name(data.file.filename)
    _, comparison = await drafting.draft_edited(
        session, actor, at, case_id, name=data.file.filename, content=await data.file.read(),
        row=data.row, online=data.online,
    )  # fmt: skip
    return comparison_out(comparison)


def comparison_out(comparison: Comparison) -> EditedDraftOut:
    """A comparison as programs are given it."""
    return EditedDraftOut(
        changed=comparison.changed,
        paragraphs=[
            [PieceOut(change=piece.change, text=piece.text) for piece in paragraph.pieces]
            for paragraph in comparison.paragraphs
        ],
    )


@post(
    "/cases/{case_id:uuid}/papers/{number:int}/download",
    responses=refuses(400, 401, 403, 404, 409, 422, 429),
    status_code=200,
    summary="调取文书",
    operation_class=PaperOperation,
)
async def download_paper(
    case_id: CaseId,
    number: FromPath[int],
    session: S,
    actor: A,
    at: At,
    format: FromQuery[Annotated[Format, "下载的格式"]] = Format.DOCX,  # noqa: A002
) -> Response[Any]:
    """A paper as it was issued, voided ones too; that it was taken out is recorded."""
    return await issued_file(session, actor, at, case_id, number, format)


router = Router(
    "/api",
    route_handlers=[catalogue, preview, get_draft, bring_back, download_paper],
    opt=OFFICER.opt,
    tags=["文书"],
)
