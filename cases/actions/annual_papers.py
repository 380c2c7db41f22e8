"""年度报告表存档: the annual table written to an organ's papers and announced to its head."""

from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as insert_or
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers
from cases.annual.files import MEDIA_TYPES, render
from cases.annual.section_four import table4
from cases.annual.table import annual_table
from cases.models import Document, Notice, Officer, OfficerRole, Organ, Role, new_id

KIND: Final = "annual_table"
ENDINGS: Final = (".xlsx", ".docx")


async def write_annual_papers(
    session: AsyncSession, home: Path, at: datetime, organ: Organ, year: int
) -> int:
    """Store the table of a year as xlsx and docx and tell the heads; how many papers are new.

    Made again from the same cases, the papers are the same and nobody is told twice.
    """
    table = await annual_table(session, organ, year)
    four = await table4(session, organ, year)
    new = 0
    for ending in ENDINGS:
        content = render(table, ending, four)
        row = insert_or(Document).values(
            id=new_id(),
            organ_id=organ.id,
            kind=KIND,
            name=f"{organ.name}{year}年收到和处理政府信息公开申请情况{ending}",
            media_type=MEDIA_TYPES[ending],
            digest=papers.store(home, content),
            size=len(content),
            at=at,
        )
        stored = await session.execute(row.on_conflict_do_nothing().returning(Document.id))
        new += stored.scalar_one_or_none() is not None
    if new:
        await tell_heads(session, at, organ, year)
    return new


async def tell_heads(session: AsyncSession, at: datetime, organ: Organ, year: int) -> None:
    """A notice to every head of the organ's disclosure office."""
    heads = await session.scalars(
        select(Officer.id)
        .join(OfficerRole, OfficerRole.officer_id == Officer.id)
        .where(
            OfficerRole.organ_id == organ.id,
            OfficerRole.role == Role.HEAD,
            Officer.active,
        )
    )
    notices = [
        {
            "id": new_id(),
            "officer_id": head,
            "text": f"{organ.name}{year}年年度报告表已自动生成并存入文件，请核对",
            "link": f"/annual-tables/{organ.code}/{year}",
            "at": at,
        }
        for head in heads
    ]
    if notices:
        await session.execute(insert(Notice), notices)
