"""What every session carries (保管): where papers are stored, the keys they are sealed with.

A verb that freezes a letter needs both, whichever door it came by; a session of this office has them.
"""

import asyncio
import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path
from typing import Any, Final
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


class SealedParts(RawIOBase):
    """A file that is written from its beginning to its end and never stands whole in memory.

    Every part is sealed and stored by itself; `digests` names them in their order once it is closed.
    """

    def __init__(self, kept: Keeping, row: UUID, column: str) -> None:
        super().__init__()
        self.kept, self.row, self.column = kept, row, column
        self.waiting = bytearray()
        self.digests: list[str] = []

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, content: Any) -> int:
        """Take more of the file; whole parts are put away."""
        self.waiting += content
        while len(self.waiting) >= PART_BYTES:
            self._put_away(PART_BYTES)
        return len(content)

    def close(self) -> None:
        """Put away what is left."""
        if self.waiting and not self.closed:
            self._put_away(len(self.waiting))
        super().close()

    def _put_away(self, count: int) -> None:
        part = bytes(self.waiting[:count])
        del self.waiting[:count]
        column = f"{self.column}/{len(self.digests)}"
        self.digests.append(_sealed(self.kept, self.row, column, part))


PART_BYTES: Final = 1 << 20


def parts(kept: Keeping, row: UUID, column: str, digests: Sequence[str]) -> Iterator[bytes]:
    """The parts of such a file again, in their order."""
    for place, digest in enumerate(digests):
        yield unseal(kept, row, f"{column}/{place}", digest)


def unseal(kept: Keeping, case_id: UUID, column: str, stored: str) -> bytes:
    """The file again; SealBroken where it was changed or moved, FileNotFoundError where it is gone."""
    sealed = papers.read(kept.home, stored)
    return base64.b64decode(kept.vault.open(sealed, row=str(case_id), column=column))
