"""在用的文书模板: an organ's own approved version on a day, else the built-in one."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers
from cases.errors import Conflict
from cases.keeping import keeping
from cases.models_letters import LetterTemplate
from cases.settings import SOURCE

LETTERS: Final = SOURCE / "templates" / "letters"
BUILT_IN: Final = "内置"
CHANGED: Final = (
    "服务器上的模板文件（摘要{}）已经丢失或者被改动，请从备份恢复，或者停用该版模板后重新上传"
)


@dataclass(frozen=True)
class Chosen:
    """A template as a letter is made with it: its bytes, their digest, and what the record names."""

    code: str
    content: bytes
    digest: str
    version: str
    note: str = ""

    def named(self) -> dict[str, Any]:
        """As the history freezes it with the letter."""
        return {"code": self.code, "version": self.version, "digest": self.digest}


async def in_force(session: AsyncSession, organ_id: UUID, code: str, on: date) -> Chosen:
    """The template of a paper on a day."""
    own = await session.scalar(
        select(LetterTemplate)
        .where(
            LetterTemplate.organ_id == organ_id,
            LetterTemplate.code == code,
            LetterTemplate.approved_at.is_not(None),
            LetterTemplate.withdrawn_at.is_(None),
            LetterTemplate.valid_from <= on,
            or_(LetterTemplate.valid_to.is_(None), LetterTemplate.valid_to >= on),
        )
        .order_by(LetterTemplate.valid_from.desc(), LetterTemplate.version.desc())
        .limit(1)
    )
    if own is None:
        return built_in(code)
    content = kept(keeping(session).home, own.digest)
    return Chosen(code, content, own.digest, f"本单位第{own.version}版", own.note)


@lru_cache(maxsize=128)
def built_in(code: str) -> Chosen:
    """The template that comes with the system."""
    content = (LETTERS / f"{code}.docx").read_bytes()
    return Chosen(code, content, papers.digest_of(content), BUILT_IN)


def of_digest(home: Path, code: str, digest: str) -> Chosen:
    """The template that a letter was made with, also when another is in force by now."""
    own = built_in(code)
    if own.digest == digest:
        return own
    return Chosen(code, kept(home, digest), digest, "")


def kept(home: Path, digest: str) -> bytes:
    """A stored template; Conflict where it is gone, or is not the one that was stored."""
    try:
        content = papers.read(home, digest)
    except FileNotFoundError:
        raise Conflict(CHANGED.format(digest[:12])) from None
    if papers.digest_of(content) != digest:
        raise Conflict(CHANGED.format(digest[:12]))
    return content


def keep(home: Path, chosen: Chosen) -> None:
    """Keep the bytes of a template that a letter is made with, so that it can be read for ever."""
    papers.store(home, chosen.content)
