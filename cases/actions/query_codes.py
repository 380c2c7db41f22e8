"""查询码: what an applicant follows a case with; only its digest is kept."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from cases.errors import NotAllowed
from cases.models import Case
from cases.models_letters import QueryCode

# nothing that is taken for something else; no X, of which three in a row mean a blank in a letter
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWYZ"
LENGTH: Final = 10  # characters; letters.md §7 asks for 8 at least
FAILURES: Final = 5  # convention: then the code rests
REST: Final = timedelta(minutes=15)


def drawn() -> str:
    """A new code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def _digest(code: str, salt: bytes) -> bytes:
    return hashlib.scrypt(code.encode(), salt=salt, n=1 << 12, r=8, p=1, dklen=32)


async def keep(session: AsyncSession, at: datetime, case_id: UUID, code: str) -> None:
    """The code of a case from now on; a former one no longer opens it."""
    salt = secrets.token_bytes(16)
    values = {
        "code_digest": _digest(code, salt), "salt": salt, "failures": 0, "locked_until": None,
        "made_at": at,
    }  # fmt: skip
    put = insert(QueryCode).values(case_id=case_id, **values)
    await session.execute(put.on_conflict_do_update(index_elements=["case_id"], set_=values))


async def opened(session: AsyncSession, at: datetime, number: str, code: str) -> Case | None:
    """The case of a number and its code; None where they do not belong together.

    NotAllowed while too many wrong codes were tried: whether the number exists is never told.
    """
    found = await session.execute(
        select(Case, QueryCode)
        .join(QueryCode, QueryCode.case_id == Case.id)
        .where(Case.number == number)
        .with_for_update(of=QueryCode)
    )
    for case, kept in found:
        if kept.locked_until is not None and at < kept.locked_until:
            raise NotAllowed("查询码多次输入错误，请15分钟后再试，或者拨打回执上的联系电话")
        tried = _digest(code.strip().upper(), kept.salt)
        if hmac.compare_digest(tried, kept.code_digest):
            kept.failures, kept.locked_until = 0, None
            return case
        kept.failures += 1
        if kept.failures >= FAILURES:
            kept.failures, kept.locked_until = 0, at + REST
    return None
