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
TOLD_ALREADY: Final = "（提交申请时已经告知）"  # in the place of a code that is not given again
NO_SALT: Final = bytes(16)


def drawn() -> str:
    """A new code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def made_of(secret: bytes) -> str:
    """The code that follows from 32 secret bytes: the same again for the same ones."""
    number, code = int.from_bytes(secret), ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        code += ALPHABET[place]
    return code


def digest_of(code: str, salt: bytes) -> bytes:
    """What is kept of a code: slow to try, and different for each case."""
    return hashlib.scrypt(code.encode(), salt=salt, n=1 << 12, r=8, p=1, dklen=32)


async def keep(
    session: AsyncSession, at: datetime, case_id: UUID, code: str, *, on_submission: bool = False
) -> None:
    """The code of a case from now on; a former one no longer opens it.

    `on_submission`: the applicant was shown it when he sent the application by the public pages.
    """
    salt = secrets.token_bytes(16)
    values = {
        "code_digest": digest_of(code, salt), "salt": salt, "failures": 0, "locked_until": None,
        "made_at": at, "on_submission": on_submission,
    }  # fmt: skip
    put = insert(QueryCode).values(case_id=case_id, **values)
    await session.execute(put.on_conflict_do_update(index_elements=["case_id"], set_=values))


async def is_the_applicants(session: AsyncSession, case_id: UUID) -> bool:
    """Whether the code was shown on submission: then it stays, whatever receipts are made later."""
    shown = select(QueryCode.on_submission).where(QueryCode.case_id == case_id)
    return bool(await session.scalar(shown))


async def opened(session: AsyncSession, at: datetime, number: str, code: str) -> Case | None:
    """The case of a number and its code; None where they do not belong together.

    NotAllowed while too many wrong codes were tried: whether the number exists is never told. A
    number that does not exist takes as long as one that does.
    """
    tried = code.strip().upper()
    found = await session.execute(
        select(Case, QueryCode)
        .join(QueryCode, QueryCode.case_id == Case.id)
        .where(Case.number == number)
        .with_for_update(of=QueryCode)
    )
    rows = found.all()
    if not rows:
        digest_of(tried, NO_SALT)
    for case, kept in rows:
        fits = hmac.compare_digest(digest_of(tried, kept.salt), kept.code_digest)
        if kept.locked_until is not None and at < kept.locked_until:
            raise NotAllowed("查询码多次输入错误，请15分钟后再试，或者拨打回执上的联系电话")
        if fits:
            kept.failures, kept.locked_until = 0, None
            return case
        kept.failures += 1
        if kept.failures >= FAILURES:
            kept.failures, kept.locked_until = 0, at + REST
    return None
