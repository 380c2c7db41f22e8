"""分析简报存档: the brief of a span in an organ's papers."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.door import today
from cases.actions.filing_papers import file_once
from cases.actions.topic_computing import compute_topics
from cases.analysis_brief.document import docx_brief
from cases.analysis_brief.words import brief_of
from cases.law.periods import Period
from cases.models import Organ
from cases.organ_tree import with_those_below
from cases.queries_analysis import analysis
from cases.queries_topics import similar_in

KIND: Final = "analysis_brief"
ENDING: Final = ".docx"


async def write_brief(
    session: AsyncSession, home: Path, at: datetime, organ: Organ, period: Period
) -> bool:
    """Store the brief of a span, of an organ with all below it; whether the paper is new.

    Topics that wait are computed first. Made again from the same cases it is the same paper.
    """
    tree = await with_those_below(session, [organ.id])
    organs = [organ, *(one for one in tree if one.id != organ.id)]
    ids = [one.id for one in organs]
    for organ_id in ids:
        await compute_topics(session, at, organ_id)
    found = await analysis(session, ids, period, today(at))
    like = await similar_in(session, ids, period)
    content = await asyncio.to_thread(docx_brief, brief_of(organ, organs, found, like))
    name = f"{organ.name}{period.label}政府信息公开申请分析简报{ENDING}"
    return await file_once(session, home, at, organ.id, KIND, name, content)
