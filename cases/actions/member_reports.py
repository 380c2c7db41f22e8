"""报送: a member's file is read and kept whole, replaced or withdrawn with a reason."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers
from cases.actions import door
from cases.actions.confirming import promise_sum
from cases.actions.consolidating import (
    ARTICLE,
    check_consolidator,
    check_year,
    locked_member,
)
from cases.actor import Actor
from cases.annual.files import MEDIA_TYPES
from cases.annual.foreign.report import ForeignReport
from cases.annual.members import outside_members, part_of, previous_of
from cases.annual.naming import Names, whose
from cases.annual.reports import fitting, read_report
from cases.errors import BadInput, Conflict, Fault, NotFound, Refusal
from cases.keeping import keeping
from cases.law.consolidation import faults, in_words
from cases.models import MEMBER_REPORT, Document, new_id
from cases.models_consolidation import MemberReport, OutsideMember

MOST_FILES: Final = 50  # of one upload
LONGEST_NAME: Final = 120  # signs of a file's name
MEDIA: Final = {
    "html": "text/html",
    **{kind: MEDIA_TYPES[f".{kind}"] for kind in ("json", "xlsx", "docx")},
}


async def take_report(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    member_id: UUID,
    year: int,
    name: str,
    content: bytes,
) -> MemberReport:
    """收下报送: the tables in a member's file, with the checks that they break.

    BadInput says in one sentence why a file cannot be read; Conflict where one is in force already.
    """
    return await _take(session, actor, at, member_id, year, name, content, "")


async def replace_report(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    member_id: UUID,
    year: int,
    name: str,
    content: bytes,
    *,
    reason: str,
) -> MemberReport:
    """替换报送: another file in the place of the one in force, which stays to be read."""
    if not reason.strip():
        raise BadInput.of([Fault("reason", "替换已经报送的表，应当说明原因")], article=ARTICLE)
    return await _take(session, actor, at, member_id, year, name, content, reason)


async def _take(
    session: AsyncSession, actor: Actor, at: datetime, member_id: UUID, year: int, name: str,
    content: bytes, reason: str,
) -> MemberReport:  # fmt: skip
    check_year(year, at)
    member = await session.get(OutsideMember, member_id)
    if member is None or not actor.may_read(member.organ_id):
        raise NotFound("没有找到这个成员单位")
    check_consolidator(actor, member.organ_id)
    found = await asyncio.to_thread(read_report, content, name)
    names = Names.of(await outside_members(session, member.organ_id, year))
    return await _keep(session, actor, at, member_id, year, name, content, reason, found, names)


async def _keep(
    session: AsyncSession, actor: Actor, at: datetime, member_id: UUID, year: int, name: str,
    content: bytes, reason: str, found: ForeignReport, names: Names,
) -> MemberReport:  # fmt: skip
    """The report of a file that was read already, if it is this member's and of that year."""
    member = await locked_member(session, actor, member_id)
    if member.first_year > year or (member.last_year or year) < year:
        raise Conflict(f"“{member.name}”不是{year}年度汇总的成员单位")
    report = fitting(found, year, name)
    notes = [*names.doubts(member, report.table.organ, name), *report.notes]
    before = await in_force(session, member_id, year)
    if before is not None and not reason:
        when = door.today(before.taken_at)
        raise Conflict(
            f"“{member.name}”{year}年度的表已于{when}报送（文件“{before.file_name}”），"
            "同一单位同一年度只收一份；需要更换的，请在该单位的页面替换并说明原因"
        )
    if before is None and reason:
        raise Conflict(f"“{member.name}”{year}年度还没有报送，不需要替换，请直接报送")
    if before is not None:
        _end(before, actor, at, reason)
        await session.flush()
    last_year = await in_force(session, member_id, year - 1)
    kept = MemberReport(
        organ_id=member.organ_id, member_id=member_id, year=year,
        file_name=name[-LONGEST_NAME:], kind=report.kind,
        document_id=await _store(session, at, member, year, name, content, report.kind),
        organ_name=report.table.organ, form=report.table.form,
        rows={row: [*figures] for row, figures in report.table.rows.items()},
        four=report.table4, two=report.two, notes=notes,
        faults=[], replaces=before.id if before else None,
        taken_by=actor.name, taken_by_id=actor.officer_id, taken_at=at,
    )  # fmt: skip
    broken = faults(part_of(member, kept), previous_of(member, kept, last_year))
    kept.faults = [in_words(one) for one in broken]
    session.add(kept)
    await session.flush()
    await promise_sum(session, member.organ_id, year, kept.id)
    return kept


async def in_force(session: AsyncSession, member_id: UUID, year: int) -> MemberReport | None:
    """The one report of a member and year that counts."""
    return await session.scalar(
        select(MemberReport).where(
            MemberReport.member_id == member_id,
            MemberReport.year == year,
            MemberReport.ended_at.is_(None),
        )
    )


async def _store(
    session: AsyncSession, at: datetime, member: OutsideMember, year: int, name: str,
    content: bytes, kind: str,
) -> UUID:  # fmt: skip
    """The file as it was sent, among the papers; the same file sent again is stored once."""
    digest = await asyncio.to_thread(papers.store, keeping(session).home, content)
    said = f"{member.name}{year}年度报送：{name[-LONGEST_NAME:]}"
    row = insert(Document).values(
        id=new_id(), organ_id=member.organ_id, kind=MEMBER_REPORT, name=said, media_type=MEDIA[kind],
        digest=digest, size=len(content), at=at,
    )  # fmt: skip
    added: UUID | None = await session.scalar(row.on_conflict_do_nothing().returning(Document.id))
    if added is not None:
        return added
    there = select(Document.id).where(
        Document.organ_id == member.organ_id,
        Document.kind == MEMBER_REPORT,
        Document.name == said,
        Document.digest == digest,
    )
    found: UUID = (await session.execute(there)).scalar_one()
    return found


async def withdraw_report(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    member_id: UUID,
    year: int,
    *,
    reason: str,
) -> MemberReport:
    """撤回报送: the member has reported nothing for that year any more; the file stays to be read."""
    member = await locked_member(session, actor, member_id)
    if not reason.strip():
        raise BadInput.of([Fault("reason", "撤回已经报送的表，应当说明原因")], article=ARTICLE)
    report = await in_force(session, member_id, year)
    if report is None:
        raise NotFound(f"“{member.name}”{year}年度没有报送的表")
    _end(report, actor, at, reason)
    await session.flush()
    return report


def _end(report: MemberReport, actor: Actor, at: datetime, reason: str) -> None:
    report.ended_by, report.ended_by_id = actor.name, actor.officer_id
    report.ended_at, report.end_reason = at, reason


@dataclass(frozen=True)
class Taken:
    """What became of one file of an upload: one sentence, and the member where it was taken."""

    name: str
    sentence: str
    report: MemberReport | None = None


async def take_reports(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    year: int,
    files: Sequence[tuple[str, bytes]],
) -> list[Taken]:
    """收下多份报送: whose each file is stands in it or in its name; each is taken whole or not at all."""
    check_consolidator(actor, organ_id)
    check_year(year, at)
    if not files:
        raise BadInput.of([Fault("files", "请选择报送的文件")], article=ARTICLE)
    if len(files) > MOST_FILES:
        sentence = f"一次最多上传{MOST_FILES}个文件，请分次上传"
        raise BadInput.of([Fault("files", sentence)], article=ARTICLE)
    names = Names.of(await outside_members(session, organ_id, year))
    reads = [asyncio.to_thread(_read_or_why, name, content) for name, content in files]
    taken = []
    for (name, content), found in zip(files, await asyncio.gather(*reads), strict=True):
        if isinstance(found, str):
            taken.append(Taken(name, found))
            continue
        try:
            member = whose(names, found.table.organ, name)
            async with session.begin_nested():
                report = await _keep(
                    session, actor, at, member.id, year, name, content, "", found, names
                )
        except Refusal as refusal:
            taken.append(Taken(name, refusal.sentence))
            continue
        taken.append(Taken(name, _said(member, report), report))
    return taken


def _read_or_why(name: str, content: bytes) -> ForeignReport | str:
    try:
        return read_report(content, name)
    except BadInput as refusal:
        return refusal.sentence


def _said(member: OutsideMember, report: MemberReport) -> str:
    said = f"文件“{report.file_name}”已收为“{member.name}”{report.year}年度的表"
    if report.faults:
        return f"{said}，有{len(report.faults)}处勾稽关系不成立，请退回更正。"
    return f"{said}，勾稽关系全部成立。"
