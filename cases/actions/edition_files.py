"""版本的存放: an edition's lines, and its files among the organ's documents."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers
from cases.annual import editions
from cases.annual.editions import CONSOLIDATED
from cases.annual.files import MEDIA_TYPES, render
from cases.keeping import keeping
from cases.models import Document, Organ, new_id
from cases.models_annual import AnnualEdition, EditionFile

KIND: Final = "annual_edition"  # of its documents
ENDINGS: Final = (".xlsx", ".docx", ".json")


async def store_lines(session: AsyncSession, table: Any, lines: Sequence[Any]) -> None:
    """Lines of an edition, as many as there are, a batch a statement."""
    names = [column.key for column in table.__table__.columns]
    for start in range(0, len(lines), BATCH):
        rows = [
            {name: getattr(one, name) for name in names} for one in lines[start : start + BATCH]
        ]
        await session.execute(insert(table.__table__), rows)


BATCH: Final = 2000


async def store_files(
    session: AsyncSession, at: datetime, organ: Organ, made: AnnualEdition
) -> None:
    """The edition as printed: its files among the organ's documents, each by its digest."""
    table, four = editions.table_of(made), editions.four_of(made)
    for ending in ENDINGS:
        content = await asyncio.to_thread(render, table, ending, four)
        stored = papers.store(keeping(session).home, content)
        document = Document(
            id=new_id(), organ_id=organ.id, kind=KIND, name=file_name(made, ending),
            media_type=MEDIA_TYPES[ending], digest=stored, size=len(content), at=at,
        )  # fmt: skip
        session.add(document)
        await session.flush()
        session.add(
            EditionFile(edition_id=made.id, ending=ending, document_id=document.id, digest=stored)
        )
    await session.flush()


def file_name(made: AnnualEdition, ending: str) -> str:
    """As the file is called: whose, of which year, which edition."""
    what = "收到和处理政府信息公开申请情况"
    whole = "（汇总）" if made.kind == CONSOLIDATED else ""
    return f"{made.organ_name}{made.year}年{what}{whole}（第{made.number}版）{ending}"
