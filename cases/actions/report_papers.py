"""年度报告存档: the whole report as a DOCX in an organ's papers."""

import asyncio
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers
from cases.actions.report_sources import Sourced, sourced
from cases.annual.files import MEDIA_TYPES
from cases.law.report import title
from cases.models import Document, Organ, new_id
from cases.report.docx import docx_report

KIND: Final = "annual_report"
ENDING: Final = ".docx"


async def write_report(
    session: AsyncSession, home: Path, at: datetime, organ: Organ, year: int
) -> bool:
    """Store the report of a year as DOCX; whether the paper is new.

    Made again from the same content it is the same paper, whatever the day.
    """
    content = await made(await sourced(session, organ, year))
    row = insert(Document).values(
        id=new_id(),
        organ_id=organ.id,
        kind=KIND,
        name=file_name(organ.name, year),
        media_type=MEDIA_TYPES[ENDING],
        digest=await asyncio.to_thread(papers.store, home, content),
        size=len(content),
        at=at,
    )
    stored = await session.execute(row.on_conflict_do_nothing().returning(Document.id))
    return stored.scalar_one_or_none() is not None


async def made(found: Sourced) -> bytes:
    """The document of a report, dated as dated_on says."""
    return await asyncio.to_thread(docx_report, found.report, dated_on(found))


def dated_on(found: Sourced) -> date:
    """成文日期: the day of publication where it is recorded, else the day that is aimed at."""
    return found.publication.published_on if found.publication else found.plan.aim


def file_name(organ: str, year: int) -> str:
    """What the file is called."""
    return f"{title(organ, year)}{ENDING}"
