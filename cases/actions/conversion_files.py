"""拟公开的文件: an original from a case's file or uploaded, its metadata removed, sealed until published."""

import asyncio
import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.attaching import File, attachment_of, content_of
from cases.actions.conversion_rows import append
from cases.actions.converting import open_conversion
from cases.actions.steps import wrong
from cases.actor import Actor
from cases.conversion_file import Step
from cases.dossier import dossier
from cases.errors import BadInput, NotFound
from cases.keeping import keeping, seal, unseal
from cases.law.conversion import EXAMINED, THIRD_PARTIES
from cases.models_conversion import ConversionCase, ConversionFile
from cases.publishable.cleaning import clean
from cases.publishable.finding import examined, personal_data
from cases.publishable.marking import marked, masked

GIVEN, CLEANED, MARKED = "original", "cleaned", "marked"
VERSIONS: Final = {GIVEN: "原件", CLEANED: "清理后", MARKED: "标注后"}
COLUMN: Final = "conversion"
MOST_FILES: Final = 20  # versions of one candidate's file (convention)


async def add_file(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    conversion_id: UUID,
    file: File,
    *,
    is_masked: bool,
    origin: dict[str, Any] | None = None,
) -> ConversionFile:
    """添加文件: cleaned and opened again, searched for personal data, sealed as given and as cleaned.

    BadInput for a file that cannot be cleaned: what is not cleaned is never published from here.
    """
    row = await open_conversion(session, actor, conversion_id, Step.FILE_ADDED)
    last = await session.scalar(
        select(func.max(ConversionFile.number)).where(ConversionFile.conversion_id == row.id)
    )
    number = (last or 0) + 1
    if number > MOST_FILES:
        raise wrong("file", f"一条候选最多添加{MOST_FILES}个文件", EXAMINED)
    cleaned = await asyncio.to_thread(clean, file.content, file.name)
    found = await asyncio.to_thread(_found, cleaned.content, file.name)
    made = ConversionFile(
        conversion_id=row.id,
        number=number,
        is_masked=is_masked,
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        stored=await seal(session, row.id, _column(number, GIVEN), file.content),
        clean_size=len(cleaned.content),
        clean_sha256=hashlib.sha256(cleaned.content).hexdigest(),
        clean_stored=await seal(session, row.id, _column(number, CLEANED), cleaned.content),
        removed=list(cleaned.removed),
        found=found,
        origin=origin or {},
        made_by=actor.name,
        made_by_id=actor.officer_id,
        made_at=at,
    )
    session.add(made)
    said = {
        "file": number, "name": file.name, "is_masked": is_masked, "sha256": made.sha256,
        "clean_sha256": made.clean_sha256, "removed": made.removed, "found": len(made.found),
    }  # fmt: skip
    await append(session, row, actor, at, Step.FILE_ADDED, said)
    return made


def _column(number: int, version: str) -> str:
    return f"{COLUMN}/{number}/{version}"


UNREAD: Final = "unread"  # in the place of a kind: nothing in the file can be searched


def _found(content: bytes, name: str) -> list[dict[str, str]]:
    """The finds as they are stored: masked, with their places in words.

    What cannot be searched, a scanned page or a picture, is a find at the end: a person has to
    look at it.
    """
    try:
        seen = examined(content, name)
    except BadInput as unread:
        return [_unread(unread.sentence, "全文")]
    found = [
        {"kind": one.kind, "label": one.kind.label, "text": one.masked, "place": one.place}
        for one in seen.found
    ]
    return found + [_unread(sentence, "部分内容") for sentence in seen.unread]


def _unread(sentence: str, place: str) -> dict[str, str]:
    return {"kind": UNREAD, "label": "不能自动查找", "text": sentence, "place": place}


async def take_from_case(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    conversion_id: UUID,
    case_id: UUID,
    attachment: int,
    *,
    is_masked: bool,
) -> ConversionFile:
    """取自案卷: a copy of what was attached to a case behind the candidate; NotFound for another's."""
    row = await open_conversion(session, actor, conversion_id, Step.FILE_ADDED)
    behind = select(ConversionCase.case_id).where(
        ConversionCase.conversion_id == row.id, ConversionCase.case_id == case_id
    )
    if await session.scalar(behind.limit(1)) is None:
        raise NotFound("这件申请不是本条候选所依据的申请，请核对")
    here = dossier(await door.events_of(session, case_id)).attachments
    record = attachment_of(here, attachment)
    content = await asyncio.to_thread(content_of, keeping(session), case_id, record)
    file = File(record.data["name"], record.data["media_type"], content)
    origin = {"case": str(case_id), "attachment": attachment}
    return await add_file(
        session, actor, at, conversion_id, file, is_masked=is_masked, origin=origin
    )


async def mask_file(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    conversion_id: UUID,
    number: int,
    places: Collection[int],
) -> ConversionFile:
    """遮蔽: the finds at these places, from 1, are taken out of the cleaned file; a new file is made.

    BadInput where no place is named, or one that the file has not.
    """
    row = await open_conversion(session, actor, conversion_id, Step.FILE_ADDED)
    kept = await _one(session, row.id, number)
    last = len(kept.found)
    if not places or not all(1 <= place <= last for place in places):
        raise wrong("places", "请勾选要遮蔽的内容", THIRD_PARTIES)
    content = await asyncio.to_thread(_masked, session, kept, places)
    file = File(kept.name, kept.media_type, content)
    origin = {"file": number, "masked": sorted(places)}
    return await add_file(session, actor, at, conversion_id, file, is_masked=True, origin=origin)


def _masked(session: AsyncSession, kept: ConversionFile, places: Collection[int]) -> bytes:
    content = cleaned_content(session, kept)
    found = personal_data(content, kept.name)
    return masked(content, kept.name, [found[place - 1] for place in sorted(places)])


async def _one(session: AsyncSession, conversion_id: UUID, number: int) -> ConversionFile:
    kept = await session.get(ConversionFile, (conversion_id, number))
    if kept is None:
        raise NotFound(f"这条候选没有第{number}号文件")
    return kept


async def take_file(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    conversion_id: UUID,
    number: int,
    version: str,
) -> File:
    """调取文件: recorded, whichever version it is; 标注后 has the finds marked for whoever checks."""
    row = await open_conversion(session, actor, conversion_id, Step.FILE_TAKEN)
    kept = await _one(session, row.id, number)
    if version not in VERSIONS:
        raise NotFound(f"第{number}号文件没有这一版本")
    content = await asyncio.to_thread(_content, session, kept, version)
    said = {"file": number, "version": version}
    await append(session, row, actor, at, Step.FILE_TAKEN, said)
    return File(named(kept, version), kept.media_type, content)


def named(kept: ConversionFile, version: str) -> str:
    """What a version is called when it is saved."""
    stem, dot, ending = kept.name.rpartition(".")
    return f"{stem or ending}（{VERSIONS[version]}）{dot}{ending if stem else ''}"


def _content(session: AsyncSession, kept: ConversionFile, version: str) -> bytes:
    if version == GIVEN:
        return unseal(
            keeping(session), kept.conversion_id, _column(kept.number, GIVEN), kept.stored
        )
    content = cleaned_content(session, kept)
    if version == CLEANED:
        return content
    return marked(content, kept.name, personal_data(content, kept.name))


def cleaned_content(session: AsyncSession, kept: ConversionFile) -> bytes:
    """The cleaned version; its digest is that of the row."""
    column = _column(kept.number, CLEANED)
    content = unseal(keeping(session), kept.conversion_id, column, kept.clean_stored)
    assert hashlib.sha256(content).hexdigest() == kept.clean_sha256, kept.number
    return content
