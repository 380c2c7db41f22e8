"""确认码: the office's side of 双方确认 (条例第三十一条), told to the applicant outside the program.

And 查询码 given anew to an applicant who lost it.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import attaching, door, query_codes
from cases.actions.query_codes import digest_of
from cases.actor import Actor
from cases.models import Case
from cases.models_public import ConfirmationCode
from cases.states import Verb

LENGTH: Final = 6  # digits (convention): said by telephone and written down
VALID_FOR: Final = timedelta(days=7)  # convention: the applicant may be travelling
MOST_FAILURES: Final = 5  # convention: then the office has to give another
RENEWED: Final = "新的查询码（告知申请人，原查询码作废）"


@dataclass(frozen=True)
class Given:
    """A confirmation code as it is told to the applicant, once."""

    code: str
    expires_at: datetime


async def give(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID
) -> tuple[Case, Given]:
    """A new confirmation code; a former one is worth nothing any more.

    NotAllowed without a role that may confirm a receipt; Unlawful where it is confirmed already.
    """
    case = await door.open_case(session, actor, case_id, Verb.CONFIRM_RECEIPT)
    code = "".join(secrets.choice("0123456789") for _ in range(LENGTH))
    salt = secrets.token_bytes(16)
    values = {
        "code_digest": digest_of(code, salt), "salt": salt, "failures": 0, "made_by": actor.name,
        "made_at": at, "expires_at": at + VALID_FOR,
    }  # fmt: skip
    put = insert(ConfirmationCode).values(case_id=case.id, **values)
    await session.execute(put.on_conflict_do_update(index_elements=["case_id"], set_=values))
    return case, Given(code, at + VALID_FOR)


async def standing(session: AsyncSession, case_id: UUID) -> ConfirmationCode | None:
    """The code that was given for a case last; None where there is none."""
    return await session.get(ConfirmationCode, case_id)


async def tried(
    session: AsyncSession, at: datetime, case_id: UUID, code: str
) -> ConfirmationCode | str:
    """The code that was given, where this is it; else one sentence, the try being counted.

    The caller must not roll back: a wrong try that is forgotten would be tried for ever.
    """
    mine = select(ConfirmationCode).where(ConfirmationCode.case_id == case_id).with_for_update()
    kept = await session.scalar(mine)
    if kept is None:
        return "受理机关还没有告知确认码，请等待受理机关与您联系"
    if at >= kept.expires_at or kept.failures >= MOST_FAILURES:
        return "确认码已经失效，请联系受理机关重新告知"
    if hmac.compare_digest(digest_of(code.strip(), kept.salt), kept.code_digest):
        return kept
    kept.failures += 1
    left = MOST_FAILURES - kept.failures
    if not left:
        return f"确认码连续{MOST_FAILURES}次不正确，已经失效，请联系受理机关重新告知"
    return f"确认码不正确，请核对受理机关告知的{LENGTH}位数字，还可以输入{left}次"


async def renew_query_code(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, reason: str
) -> str:
    """重新发放查询码: the new code, shown once; the former one opens nothing any more.

    NotAllowed but for the front desk, which has seen that it is the applicant; it is on record.
    """
    case = await door.open_case(session, actor, case_id, Verb.TAKE_OUT)
    door.check_role(actor, case.organ_id, Verb.REGISTER)
    await attaching.take_out(session, actor, at, case_id, RENEWED, reason)
    code = query_codes.drawn()
    await query_codes.keep(session, at, case_id, code, on_submission=True)
    return code
