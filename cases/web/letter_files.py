"""文书 as files: the draft, and papers as they were issued, in DOCX or PDF; taking one out is told."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from litestar import Response
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import attaching, issuing, letter_drafts
from cases.actions.door import check_role
from cases.actions.issuing import MEDIA_TYPE
from cases.actor import Actor
from cases.dossier import dossier
from cases.errors import NotFound, TooMany, Unlawful
from cases.law.letters import PAPER
from cases.letters import printing
from cases.states import Verb
from cases.web.case_papers import named
from cases.web.volume_views import download

PDF: Final = "application/pdf"
WAITING: Final = 4  # more than these are asked to come again: each holds a transaction
LONGEST_WAIT: Final = 100.0  # seconds for one PDF, the wait for another process's included
NO_PRINTER: Final = "本机没有安装LibreOffice，不能制作PDF，请下载DOCX，用WPS或者Word打开、打印"
NOT_PRINTED: Final = "PDF没有制作成功，请稍后再试，或者下载DOCX，用WPS或者Word打开、打印"


class Format(StrEnum):
    """下载的格式."""

    DOCX = "docx"
    PDF = "pdf"


@dataclass
class Queue:
    """How many PDFs are made or wait for it in this process."""

    length: int = 0


PRINTER: Final = ThreadPoolExecutor(1, thread_name_prefix="letter-pdf")
QUEUE: Final = Queue()


async def pdf_of(content: bytes) -> bytes:
    """A paper as PDF; NotFound without LibreOffice, TooMany where it is busy."""
    if not printing.is_available():
        raise NotFound(NO_PRINTER)
    if QUEUE.length >= WAITING:
        raise TooMany("正在制作的PDF较多，请稍后再试")
    QUEUE.length += 1
    loop = asyncio.get_running_loop()
    made = loop.run_in_executor(PRINTER, printing.as_pdf, content)
    made.add_done_callback(lambda _: _done())  # also where nobody waits for it any more
    try:
        return await asyncio.wait_for(asyncio.shield(made), LONGEST_WAIT)
    except (printing.NotPrinted, TimeoutError):
        raise TooMany(NOT_PRINTED) from None


def _done() -> None:
    QUEUE.length -= 1


async def draft_file(
    session: AsyncSession, actor: Actor, case_id: UUID, made: Format
) -> Response[Any]:
    """The draft as it stands, to be edited or read; NotFound where there is none."""
    case, _ = await queries.read_case(session, actor, case_id)
    file = dossier(await queries.history(session, case.id))
    letter = file.draft.data.get("letter") if file.draft else None
    if letter is None:
        raise NotFound("本件还没有拟稿，请先拟稿再下载")
    content = await asyncio.to_thread(letter_drafts.content_of, session, case_id, letter)
    name = f"{case.number}-{PAPER[letter['code']].title}（第{len(file.drafts)}稿）"
    return await _given(content, name, made)


async def issued_file(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    number: int,
    made: Format,
) -> Response[Any]:
    """A paper as it was issued, voided ones too; that it was taken out is recorded.

    Made first and recorded then: the case is not locked while LibreOffice works.
    """
    case, _ = await queries.read_case(session, actor, case_id)
    check_role(actor, case.organ_id, Verb.TAKE_OUT)
    file = dossier(await queries.history(session, case.id))
    paper = issuing.paper_of(file, number)
    content = await asyncio.to_thread(issuing.content_of, session, case_id, paper)
    title = paper.data["doc_number"] or f"{case.number}-{number}"
    answer = await _given(content, f"{title}{paper.data['title']}", made)
    what = named(paper) + ("的PDF" if made is Format.PDF else "")
    await attaching.take_out(session, actor, at, case_id, what)
    return answer


async def _given(content: bytes, name: str, made: Format) -> Response[Any]:
    if made is Format.PDF:
        return download(await pdf_of(content), PDF, f"{name}.pdf")
    return download(content, MEDIA_TYPE, f"{name}.docx")


def format_of(said: str) -> Format:
    """The format that an address names, DOCX where it names none; NotFound for any other."""
    if said not in ("", *Format):
        raise Unlawful(f"文书可以下载为DOCX或者PDF，没有“{said}”这种格式")
    return Format(said) if said else Format.DOCX
