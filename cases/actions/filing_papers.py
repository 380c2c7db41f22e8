"""存档: a paper among an organ's papers, once for the same content."""

import asyncio
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers
from cases.annual.files import MEDIA_TYPES
from cases.models import Document, new_id


async def file_once(
    session: AsyncSession, home: Path, at: datetime, organ_id: UUID, kind: str, name: str,
    content: bytes,
) -> bool:  # fmt: skip
    """Store a paper under its name; whether it is new: the same once more is not."""
    row = insert(Document).values(
        id=new_id(), organ_id=organ_id, kind=kind, name=name,
        media_type=MEDIA_TYPES[Path(name).suffix],
        digest=await asyncio.to_thread(papers.store, home, content), size=len(content), at=at,
    )  # fmt: skip
    stored = await session.execute(row.on_conflict_do_nothing().returning(Document.id))
    return stored.scalar_one_or_none() is not None
