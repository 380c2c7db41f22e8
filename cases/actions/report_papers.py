"""年度报告存档: the whole report as a DOCX in an organ's papers."""

import asyncio
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.filing_papers import file_once
from cases.actions.report_sources import Sourced, sourced
from cases.law.report import title
from cases.models import Organ
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
    return await file_once(session, home, at, organ.id, KIND, file_name(organ.name, year), content)


async def made(found: Sourced) -> bytes:
    """The document of a report, dated as dated_on says."""
    return await asyncio.to_thread(docx_report, found.report, dated_on(found))


def dated_on(found: Sourced) -> date:
    """成文日期: the day of publication where it is recorded, else the day that is aimed at."""
    return found.publication.published_on if found.publication else found.plan.aim


def file_name(organ: str, year: int) -> str:
    """What the file is called."""
    return f"{title(organ, year)}{ENDING}"
