"""申请人的短时会话: who entered number and query code may see and do that one case for half an hour.

It has nothing to do with the officers' sessions. The cookie names the case and is signed; a query
code that was replaced ends it.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from litestar import Request
from litestar.datastructures import Cookie
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries_public
from cases.errors import NotAllowed
from cases.models import Case, Organ
from cases.models_letters import QueryCode
from cases.models_public import PublicDesk
from cases.office import Office
from cases.web.sign_in import FORM_FIELD

AnyRequest = Request[Any, Any, Any]
COOKIE: Final = "disclosure_follow"
PATH: Final = "/public/follow"
LASTS: Final = timedelta(minutes=30)  # convention: from the last page that was opened
PARTS: Final = 4


@dataclass(frozen=True)
class Following:
    """An applicant at work on the own case: `mark` tells one session from another."""

    mark: str
    case: Case
    organ: Organ
    kept: QueryCode
    desk: PublicDesk | None  # of the organ, while its public pages are open


async def following(request: AnyRequest, session: AsyncSession) -> Following | None:
    """Whose session the request brings; None without one, or where it is over."""
    parts = request.cookies.get(COOKIE, "").split(".")
    if len(parts) != PARTS:
        return None
    mark, case, ends, _ = parts
    try:
        case_id, over = UUID(case), datetime.fromtimestamp(int(ends), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    office: Office = request.app.state.office
    if office.now() >= over:
        return None
    found = await queries_public.case_with_code(session, case_id)
    if found is None:
        return None
    known = _written(office, mark, found[0].id, found[2], int(ends))
    if not hmac.compare_digest(known.encode(), request.cookies[COOKIE].encode()):
        return None
    return await _here(session, mark, *found)


async def begun(session: AsyncSession, case: Case) -> Following | None:
    """A new session for a case whose code was entered; None where it is not followed here."""
    found = await queries_public.case_with_code(session, case.id)
    assert found is not None  # it was opened by its code
    return await _here(session, secrets.token_urlsafe(16), *found)


async def _here(
    session: AsyncSession, mark: str, case: Case, organ: Organ, kept: QueryCode
) -> Following | None:
    desk, followed = await queries_public.followed_here(session, case)
    return Following(mark, case, organ, kept, desk) if followed else None


def cookie_of(request: AnyRequest, here: Following) -> Cookie:
    """The cookie, good from now on for its time; only ever sent by pages of our own."""
    office: Office = request.app.state.office
    ends = int((office.now() + LASTS).timestamp())
    written = _written(office, here.mark, here.case.id, here.kept, ends)
    return _cookie(request, written, int(LASTS.total_seconds()))


def no_cookie(request: AnyRequest) -> Cookie:
    """What takes it away again."""
    return _cookie(request, "", 0)


def _cookie(request: AnyRequest, value: str, seconds: int) -> Cookie:
    return Cookie(
        key=COOKIE,
        value=value,
        path=PATH,
        httponly=True,
        secure=request.url.scheme == "https",
        samesite="strict",
        max_age=seconds,
    )


def _written(office: Office, mark: str, case_id: UUID, kept: QueryCode, ends: int) -> str:
    said = f"{mark}.{case_id}.{ends}"
    return f"{said}.{_signed(office, f'follow/{said}/{kept.code_digest.hex()}')}"


def token_of(request: AnyRequest, here: Following) -> str:
    """What every form of this session carries."""
    return _signed(request.app.state.office, f"form/{here.mark}/{here.case.id}")


def check_token(request: AnyRequest, here: Following, form: dict[str, str]) -> None:
    """NotAllowed for a form that is not this session's."""
    sent = form.get(FORM_FIELD, "")
    if not hmac.compare_digest(sent.encode(), token_of(request, here).encode()):
        raise NotAllowed("表单校验不通过，可能已重新进入，请刷新页面后再提交")


def _signed(office: Office, said: str) -> str:
    secret = office.vault.session_secret
    return hmac.new(secret, f"public/{said}".encode(), hashlib.sha256).hexdigest()
