"""案卷和举证材料 as the doors give them: read, printed aside, and recorded as taken out."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from litestar import Response
from sqlalchemy.ext.asyncio import AsyncSession

from cases import personal, queries
from cases.actions import attaching, intake, issuing
from cases.actions.door import check_role, open_case, today
from cases.actor import Actor
from cases.archive.bundle import bundle
from cases.archive.sheet import Purpose
from cases.dossier import Record, dossier
from cases.errors import TooMany, Unlawful
from cases.facts import event_of, stand
from cases.keeping import Keeping, keeping, unseal
from cases.letters.paragraphs import text_of
from cases.letters.printing import NoPrinter, NotPrinted, as_pdfs
from cases.models import Case, Organ
from cases.office import Office
from cases.schemas_papers import EvidenceIn, VolumeIn
from cases.states import DONE, MOVE, State, Verb
from cases.volume.assembled import enclosed, volume
from cases.volume.case_file import CaseFile, Letter, Wanted
from cases.volume.chained import NAME, history_json
from cases.web.api_annual import disposition
from cases.web.clock_views import told
from cases.web.history_words import words

T = TypeVar("T")
log = logging.getLogger("disclosure.volume")
AT_ONCE: Final = 2  # volumes being printed: each opens files in processes of its own
WAITING: Final = 6  # more than these are asked to come again: each holds a transaction
PRINTERS: Final = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="volume")
ZIP: Final = "application/zip"
NAMES: Final[dict[Purpose, str]] = {"archive": "案卷", "evidence": "举证材料"}


@dataclass
class Queue:
    """How many volumes are printed or wait for it in this process."""

    length: int = 0


QUEUE: Final = Queue()


async def aside(work: Callable[[], T]) -> T:
    """Long work in one of few threads; TooMany where too much waits already."""
    if QUEUE.length >= AT_ONCE + WAITING:
        raise TooMany("正在制作的案卷较多，请稍后再试")
    QUEUE.length += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(PRINTERS, work)
    finally:
        QUEUE.length -= 1


async def archive_file(
    session: AsyncSession, office: Office, actor: Actor, at: datetime, case_id: UUID, said: VolumeIn
) -> Response[bytes]:
    """案卷 of a case that is closed, as a zip."""
    wanted = Wanted("archive", said.with_personal_data)
    return await _taken_out(session, office, actor, at, case_id, wanted, said.reason)


async def evidence_file(
    session: AsyncSession,
    office: Office,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    said: EvidenceIn,
) -> Response[bytes]:
    """举证材料 of a case, as a zip: also before it is answered, for 不作为 is sued for too."""
    wanted = Wanted("evidence", said.with_personal_data, said.with_third_parties)
    return await _taken_out(session, office, actor, at, case_id, wanted, said.reason)


async def _taken_out(
    session: AsyncSession,
    office: Office,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    wanted: Wanted,
    reason: str,
) -> Response[bytes]:
    """Printed first and recorded then: the case is not locked meanwhile, and the volume says up to
    which record it goes.
    """
    case, organ = await queries.read_case(session, actor, case_id)
    check_role(actor, case.organ_id, Verb.TAKE_OUT)
    check_state(case, wanted)
    file = await case_file(session, office, case, organ, wanted)
    content = await aside(lambda: printed(keeping(session), case_id, file, at, actor.name))
    if wanted.with_personal_data:
        await intake.show_personal_data(session, office.vault, actor, at, case_id, reason)
    await attaching.take_out(session, actor, at, case_id, taken(wanted, len(file.events)), reason)
    return download(content, ZIP, f"{case.number}-{NAMES[wanted.purpose]}.zip")


def check_state(case: Case, wanted: Wanted) -> None:
    """Unlawful where there is no file to bind yet, or no clock to prove anything of."""
    article = MOVE[Verb.TAKE_OUT].article
    state = State(case.state)
    if wanted.purpose == "archive" and state not in DONE:
        sentence = f"案件{case.number}的状态为“{state.label}”，办结之后才能制作案卷"
        raise Unlawful(sentence, article=article)
    if state is State.UNCONFIRMED:
        sentence = f"案件{case.number}的收到申请之日尚未确认，不能制作举证材料"
        raise Unlawful(sentence, article=article)


async def case_file(
    session: AsyncSession, office: Office, case: Case, organ: Organ, wanted: Wanted
) -> CaseFile:
    """A case as its volume is made of it, without the bytes of its attachments."""
    events = await queries.history(session, case.id)
    clock = await queries.read_clock(session, case.id)
    now = told(case, organ, clock.calendar, events, today(office.now()))
    return CaseFile(
        number=case.number,
        organ=organ.name,
        events=events,
        standing=stand(map(event_of, events)),
        steps=now.steps,
        reading=now.reading,
        trouble=now.trouble or "",
        personal=personal.unseal(office.vault, case.id, case.personal),
        words=words(events),
        contents={},
        wanted=wanted,
    )


def printed(kept: Keeping, case_id: UUID, file: CaseFile, at: datetime, by: str) -> bytes:
    """The zip: attachments unsealed, the volume typeset, everything with its digest."""
    held = file.dossier.attachments
    contents = {n: attaching.content_of(kept, case_id, held[n]) for n in enclosed(file)}
    whole = replace(file, contents=contents, letters=letters_of(kept, case_id, file))
    return bundle(volume(whole, at, by), {NAME: history_json(whole, str(case_id))})


def letters_of(kept: Keeping, case_id: UUID, file: CaseFile) -> dict[int, Letter]:
    """制发的文书 as they were frozen; as PDF too where LibreOffice is installed."""
    papers = file.dossier.papers
    contents = [
        unseal(kept, case_id, f"{issuing.PAPER_COLUMN}/{n}", one.data["stored"])
        for n, one in papers.items()
    ]
    pdfs = in_print(contents)
    return {
        number: Letter(content, tuple(text_of(content).split("\n")), pdf)
        for number, content, pdf in zip(papers, contents, pdfs, strict=True)
    }


def in_print(contents: list[bytes]) -> list[bytes]:
    """Each as PDF; empty where no LibreOffice makes one: the DOCX is the record, and is enclosed."""
    try:
        return as_pdfs(contents)
    except NoPrinter:
        pass
    except NotPrinted:
        log.warning("LibreOffice没有制成PDF，案卷内以全文代替版面")
    return [b""] * len(contents)


def taken(wanted: Wanted, events: int) -> str:
    """What left the house, as the history says it."""
    shows = [
        "个人信息" if wanted.with_personal_data else "",
        "第三方信息" if wanted.with_third_parties else "",
    ]
    included = "、".join(filter(None, shows))
    return (
        f"{NAMES[wanted.purpose]}（至第{events}条办理记录{f'，含{included}' if included else ''}）"
    )


async def attachment_file(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, number: int
) -> Response[bytes]:
    """One attachment as it was uploaded; that it was taken out is recorded."""
    case = await open_case(session, actor, case_id, Verb.TAKE_OUT)
    file = dossier(await queries.history(session, case.id))
    found: Record = attaching.attachment_of(file.attachments, number)
    content = await asyncio.to_thread(attaching.content_of, keeping(session), case_id, found)
    what = f"第{number}号附件“{found.data['title']}”"
    await attaching.take_out(session, actor, at, case_id, what)
    return download(content, found.data["media_type"], found.data["name"])


def download(content: bytes, media_type: str, name: str) -> Response[Any]:
    """A file under its own name, never shown in the page's place."""
    headers = {"Content-Disposition": disposition(name)}
    return Response(content, media_type=media_type, headers=headers, status_code=200)
