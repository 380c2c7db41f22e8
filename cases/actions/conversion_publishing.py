"""公开和撤下: what was decided is published with its 目录, by an address or from here; withdrawn with a reason."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers
from cases.actions import publishing
from cases.actions.conversion_files import cleaned_content
from cases.actions.conversion_rows import append
from cases.actions.converting import newest_file, open_conversion
from cases.actions.steps import wrong
from cases.actor import Actor
from cases.conversion_file import Step
from cases.errors import BadInput, Fault, NotFound
from cases.keeping import keeping
from cases.law.conversion import CATALOGUE_COLUMNS, PUBLISHED_WITHIN, THIRD_PARTIES, Stage
from cases.law.identity import masked_text
from cases.models import Case, Organ, new_id
from cases.models_conversion import CatalogueEntry, Conversion, ConversionCase, ConversionFile
from cases.models_public import PublicDesk
from cases.models_published import PublishedEntry

PUBLIC_PATH: Final = "/public/published"
SHORTEST_NAME: Final = 2  # characters; a single one stands in too many words
LABELS: Final = {
    "title": "名称", "keywords": "关键词", "summary": "内容摘要", "outlet": "公开渠道",
    "address": "网址或者地点", "with_file": "文件名", "index_number": "索引号", "catalogue_class": "目录类别",
} | {column.name: column.label for column in CATALOGUE_COLUMNS}  # fmt: skip


async def publish(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    conversion_id: UUID,
    *,
    title: str,
    published_on: date,
    outlet: str,
    catalogue: Mapping[str, str],
    address: str = "",
    index_number: str = "",
    catalogue_class: str = "",
    keywords: str = "",
    summary: str = "",
    with_file: bool = False,
) -> PublishedEntry:
    """公开: an entry of the published list with its columns of the 主动公开目录.

    `with_file`: the newest cleaned file can be fetched on the public pages, which the organ must have
    opened; without another address that page is the address. BadInput where a text names an
    applicant or holds what looks like a personal number.
    """
    row = await open_conversion(session, actor, conversion_id, Step.PUBLISHED)
    said = {
        "title": title, "address": address, "outlet": outlet, "index_number": index_number,
        "catalogue_class": catalogue_class, "keywords": keywords, "summary": summary,
    }  # fmt: skip
    entry_id, file = new_id(), None
    if with_file or not address:
        file = await _file_of(session, row, with_file=with_file)
    named = {"with_file": file.name} if file is not None else {}
    await _check_words(session, row, said | dict(catalogue) | named)
    decided_on = row.since
    if published_on < decided_on:
        sentence = f"公开日期{published_on}早于作出决定的日期（{decided_on}）"
        raise wrong("published_on", sentence, PUBLISHED_WITHIN)
    if not address:
        said["address"] = f"{keeping(session).public_url}{PUBLIC_PATH}/{entry_id}"
    entry = await publishing.add_entry(
        session, actor, at, row.organ_id, published_on=published_on, entry_id=entry_id, **said
    )
    columns = {column.name: catalogue.get(column.name, "") for column in CATALOGUE_COLUMNS}
    listed = CatalogueEntry(
        entry_id=entry.id, conversion_id=row.id, made_by=actor.name, made_at=at, **columns
    )
    if file is not None:
        content = await asyncio.to_thread(cleaned_content, session, file)
        listed.file_name, listed.file_type = file.name, file.media_type
        listed.file_size, listed.file_digest = len(content), file.clean_sha256
        stored = await asyncio.to_thread(papers.store, keeping(session).home, content)
        assert stored == file.clean_sha256
    session.add(listed)
    row.entry_id = entry.id
    told = {
        "entry": str(entry.id), "title": title, "address": said["address"],
        "published_on": str(published_on), "file": file.number if file else None,
    }  # fmt: skip
    await append(session, row, actor, at, Step.PUBLISHED, told, to=Stage.PUBLISHED)
    return entry


async def _file_of(session: AsyncSession, row: Conversion, *, with_file: bool) -> ConversionFile:
    """The cleaned file that is published from here, on pages that are open."""
    newest = await newest_file(session, row.id)
    if newest is None:
        if with_file:
            raise wrong(
                "with_file", "没有可以提供下载的文件，请先添加文件并重新审查", PUBLISHED_WITHIN
            )
        raise wrong(
            "address", "请填写网址或者地点；从本系统公开的，应当先添加文件", PUBLISHED_WITHIN
        )
    if not await is_open(session, row.organ_id):
        field = "with_file" if with_file else "address"
        sentence = "本单位没有开放公众网页，不能从本系统提供下载，请填写公开的网址或者地点"
        raise wrong(field, sentence, PUBLISHED_WITHIN)
    return newest


async def is_open(session: AsyncSession, organ_id: UUID) -> bool:
    """Whether the public pages of an organ are open now."""
    newest = (
        select(PublicDesk.is_open)
        .where(PublicDesk.organ_id == organ_id)
        .order_by(PublicDesk.made_at.desc(), PublicDesk.id.desc())
        .limit(1)
    )
    return bool(await session.scalar(newest))


async def _check_words(session: AsyncSession, row: Conversion, said: Mapping[str, str]) -> None:
    """BadInput for a text that everybody will read and that says who asked, or a person's number."""
    rows = await session.scalars(
        select(Case.applicant_name)
        .join(ConversionCase, ConversionCase.case_id == Case.id)
        .where(ConversionCase.conversion_id == row.id)
        .distinct()
    )
    names = [name for name in rows if len(name) >= SHORTEST_NAME]
    faults = list(_faults(said, names))
    if faults:
        raise BadInput.of(faults, article=THIRD_PARTIES)


def _faults(said: Mapping[str, str], names: list[str]) -> Iterator[Fault]:
    for field, words in said.items():
        label = LABELS.get(field, field)
        if masked_text(words) != words:
            yield Fault(field, f"{label}中含有疑似证件号码或者手机号码，不能公开，请删除")
        elif any(name in words for name in names):
            yield Fault(field, f"{label}中写有申请人的姓名或者名称，不能公开，请删除")


async def withdraw(
    session: AsyncSession, actor: Actor, at: datetime, conversion_id: UUID, reason: str
) -> Conversion:
    """撤下 of what was published: the entry, its file and the candidate at once, with the reason."""
    row = await open_conversion(session, actor, conversion_id, Step.WITHDRAWN)
    assert row.entry_id is not None
    await publishing.withdraw_entry(session, actor, at, row.entry_id, reason)
    said = {"entry": str(row.entry_id), "reason": reason}
    await append(session, row, actor, at, Step.WITHDRAWN, said, to=Stage.WITHDRAWN)
    return row


async def withdraw_entry(
    session: AsyncSession, actor: Actor, at: datetime, entry_id: UUID, reason: str
) -> PublishedEntry:
    """撤下 of an entry of the list, with the candidate that it came from where there is one."""
    behind = await session.scalar(
        select(Conversion.id).where(
            Conversion.entry_id == entry_id, Conversion.stage == Stage.PUBLISHED
        )
    )
    if behind is None or not await _may_read(session, actor, entry_id):
        return await publishing.withdraw_entry(session, actor, at, entry_id, reason)
    await withdraw(session, actor, at, behind, reason)
    return await session.get_one(PublishedEntry, entry_id)


async def _may_read(session: AsyncSession, actor: Actor, entry_id: UUID) -> bool:
    entry = await session.get(PublishedEntry, entry_id)
    return entry is not None and actor.may_read(entry.organ_id)


async def public_file(session: AsyncSession, entry_id: UUID) -> tuple[CatalogueEntry, bytes]:
    """The file of a published entry, for everybody; its digest is asked first.

    NotFound for an entry that was withdrawn, has no file, or whose organ has closed its pages.
    """
    found = await session.execute(
        select(CatalogueEntry, PublishedEntry)
        .join(PublishedEntry, PublishedEntry.id == CatalogueEntry.entry_id)
        .where(CatalogueEntry.entry_id == entry_id, PublishedEntry.withdrawn_on.is_(None))
    )
    pair = found.one_or_none()
    gone = NotFound("没有找到这个文件，可能已经撤下")
    if pair is None or pair[0].file_digest is None or not await is_open(session, pair[1].organ_id):
        raise gone
    listed: CatalogueEntry = pair[0]
    assert listed.file_digest is not None
    home = keeping(session).home
    if await asyncio.to_thread(papers.fault, home, listed.file_digest) is not None:
        raise gone
    return listed, await asyncio.to_thread(papers.read, home, listed.file_digest)


async def usual_catalogue(session: AsyncSession, row: Conversion) -> dict[str, str]:
    """What the columns of the 目录 begin with."""
    organ = await session.get_one(Organ, row.organ_id)
    return {
        "content": row.title,
        "basis": "《中华人民共和国政府信息公开条例》第四十四条",
        "time_limit": "决定主动公开之日起20个工作日内",
        "subject": organ.name,
        "way": "主动公开",
        "channel": "政府网站",
        "audience": "全社会",
    }
