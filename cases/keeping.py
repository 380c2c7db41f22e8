"""What every session carries (保管): where papers are stored, the keys they are sealed with.

A verb that freezes a letter needs both, whichever door it came by; a session of this office has them.
"""

import asyncio
import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers
from cases.vault import Vault

KEEPING: Final = "keeping"


@dataclass(frozen=True)
class Keeping:
    """The home, its vault, and the address under which the public reaches the office."""

    home: Path
    vault: Vault
    public_url: str


def keeping(session: AsyncSession) -> Keeping:
    """What the session's office keeps its papers with."""
    found = session.info[KEEPING]
    assert isinstance(found, Keeping)
    return found


async def seal(session: AsyncSession, case_id: UUID, column: str, content: bytes) -> str:
    """Store a file of a case sealed; the digest of what lies on the disk."""
    kept = keeping(session)
    return await asyncio.to_thread(_sealed, kept, case_id, column, content)


def _sealed(kept: Keeping, case_id: UUID, column: str, content: bytes) -> str:
    text = base64.b64encode(content).decode()
    return papers.store(kept.home, kept.vault.seal(text, row=str(case_id), column=column))


def unseal(kept: Keeping, case_id: UUID, column: str, stored: str) -> bytes:
    """The file again; SealBroken where it was changed or moved, FileNotFoundError where it is gone."""
    sealed = papers.read(kept.home, stored)
    return base64.b64decode(kept.vault.open(sealed, row=str(case_id), column=column))
