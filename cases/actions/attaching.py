"""附卷: files on a case, sealed at rest, named by their digests in the history."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.steps import iso, wrong
from cases.actor import Actor
from cases.dossier import Record, dossier
from cases.errors import Fault, NotFound, TooLarge
from cases.history import Event, Kind
from cases.keeping import Keeping, seal, unseal
from cases.law.articles import Article
from cases.law.file_contents import Paper
from cases.models import Case
from cases.states import MOVE, Verb

COLUMN: Final = "attachment"  # the place of a sealed file within its case
LARGEST_TOGETHER: Final = 200_000_000  # bytes of all files of a case (convention): one volume
TOGETHER: Final = (
    f"本件附件合计超过{LARGEST_TOGETHER // 1_000_000}MB，请降低扫描分辨率，或者撤下重复的附件"
)


@dataclass(frozen=True)
class File:
    """A file as it was uploaded and checked: its name, its kind by content, its bytes."""

    name: str
    media_type: str
    content: bytes


async def attach(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    file: File,
    *,
    paper: Paper,
    title: str = "",
    number: str = "",
    day: date | None = None,
    pages: int | None = None,
    item: int | None = None,
    remark: str = "",
) -> tuple[Case, int]:
    """附卷: the file with what the 卷内目录 says of it; gives its number on the case.

    The digest is that of the file itself; what lies on the disk is sealed, so that a copy of an
    identity card is no use to who takes the disk. BadInput for an item that was not asked for,
    TooLarge where a case has too much already.
    """
    case = await door.open_case(session, actor, case_id, Verb.ATTACH)
    asked = len(case.items)
    if item is not None and not 1 <= item <= asked:
        sentence = f"本件共{asked}项申请事项，没有第{item}项"
        raise wrong("item", sentence, MOVE[Verb.ATTACH].article)
    here = dossier(await door.events_of(session, case_id))
    held = sum(one.data["size"] for one in here.attachments.values())
    if held + len(file.content) > LARGEST_TOGETHER:
        raise TooLarge(TOGETHER, faults=[Fault("file", TOGETHER)])
    place = here.attached + 1
    data = {
        "number": place,
        "name": file.name,
        "media_type": file.media_type,
        "size": len(file.content),
        "sha256": hashlib.sha256(file.content).hexdigest(),
        "stored": await seal(session, case_id, f"{COLUMN}/{place}", file.content),
        "paper": paper,
        "title": title or file.name,
        "doc_number": number,
        "day": iso(day),
        "pages": pages,
        "item": item,
        "remark": remark,
    }
    await door.append(session, case, actor, at, Event(Kind.ATTACHED, door.today(at), data))
    return case, place


async def detach(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, number: int, reason: str
) -> Case:
    """撤下附件: the file is on the case no more; that it was, and why not any more, stays."""
    case = await door.open_case(session, actor, case_id, Verb.DETACH)
    attachment_of(dossier(await door.events_of(session, case_id)).attachments, number)
    data = {"number": number, "reason": reason}
    await door.append(session, case, actor, at, Event(Kind.DETACHED, door.today(at), data))
    return case


def attachment_of(attachments: dict[int, Record], number: int) -> Record:
    """One attachment; NotFound where there is none of that number."""
    if number not in attachments:
        raise NotFound(f"本件没有第{number}号附件，或者已经撤下")
    return attachments[number]


def content_of(kept: Keeping, case_id: UUID, attachment: Record) -> bytes:
    """The file as it was uploaded; SealBroken where it was changed or moved."""
    return unseal(kept, case_id, f"{COLUMN}/{attachment.number}", attachment.data["stored"])


async def take_out(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, what: str, reason: str = ""
) -> Case:
    """调取案卷: that a file, the volume or the bundle left the house is recorded."""
    case = await door.open_case(session, actor, case_id, Verb.TAKE_OUT)
    data: dict[str, Any] = {"what": what, **({"reason": reason} if reason else {})}
    event = Event(Kind.TAKEN_OUT, door.today(at), data)
    await door.append(session, case, actor, at, event)
    return case


async def check_attachments(
    session: AsyncSession,
    case: Case,
    numbers: Iterable[int],
    article: Article,
    field: str = "attachments",
) -> None:
    """BadInput for an attachment that the case does not have."""
    numbers = list(numbers)
    if not numbers:
        return
    here = dossier(await door.events_of(session, case.id)).attachments
    for number in numbers:
        if number not in here:
            raise wrong(field, f"本件没有第{number}号附件，或者已经撤下", article)
