"""Sessions and tokens (登录会话、程序令牌): who is behind a request, and that the request is theirs."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.officers import password_fits
from cases.actor import Actor, Kept
from cases.errors import NotAllowed, NotSignedIn, TooMany
from cases.models import Officer, Role, SignIn, SignInFailure
from cases.office import Office
from cases.settings import CHINA

COOKIE: Final = "disclosure"
FORM_FIELD: Final = "form_token"
HEADER: Final = "x-form-token"
IDLE: Final = timedelta(hours=1)
LONGEST: Final = timedelta(hours=12)
SEEN_EVERY: Final = timedelta(minutes=1)  # how often a session's last use is written
MOST_FAILURES: Final = 5
FAILURES_WITHIN: Final = timedelta(minutes=15)
UNSAFE: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})

# Officer, roles and readable organs in one statement: a supervisor also reads every organ below.
BY_DIGEST: Final = text(
    """
WITH RECURSIVE who AS ({who}),
held AS (
    SELECT r.organ_id, r.role FROM officer_roles r JOIN who ON who.id = r.officer_id
), readable AS (
    SELECT organ_id, bool_or(role = 'supervisor') AS below FROM held GROUP BY organ_id
    UNION
    SELECT o.id, true FROM organs o JOIN readable ON o.parent_id = readable.organ_id
    WHERE readable.below
)
SELECT who.id, who.name, who.seen_at,
    ARRAY(SELECT organ_id::text || ' ' || role FROM held) AS roles,
    ARRAY(SELECT organ_id FROM readable) AS reads,
    ARRAY(SELECT a.officer_id FROM absences a WHERE a.substitute_id = who.id
        AND a.revoked_at IS NULL AND :today BETWEEN a.first_day AND a.last_day) AS stands_in_for,
    ARRAY(SELECT jsonb_build_object('id', d.id, 'form', d.form, 'page', d.page, 'title', d.title,
        'at', d.kept_at) FROM form_drafts d WHERE d.officer_id = who.id
        ORDER BY d.kept_at DESC) AS kept
FROM who
""".replace(
        "{who}",
        """
    SELECT o.id, o.name, t.seen_at FROM officers o JOIN (
        SELECT officer_id, seen_at FROM sign_ins
        WHERE :cookie AND digest = :digest AND revoked_at IS NULL
            AND ends_at > :now AND seen_at > :idle_since
        UNION ALL
        SELECT officer_id, NULL FROM api_tokens
        WHERE NOT :cookie AND digest = :digest AND revoked_at IS NULL
    ) t ON t.officer_id = o.id WHERE o.active""",
    )
)


def digest_of(token: str) -> bytes:
    """What is stored of a random token: nothing that lets one sign in."""
    return hashlib.sha256(token.encode()).digest()


async def actor_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Actor | None:
    """The officer behind a cookie or a bearer token; None where neither stands.

    NotSignedIn for a token that is not valid; NotAllowed for a form that is not this session's.
    """
    office: Office = connection.app.state.office
    scheme, _, bearer = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        actor, _ = await _known(office, bearer.strip(), cookie=False)
        if actor is None:
            raise NotSignedIn("访问令牌无效或者已经撤销")
        return actor
    token = connection.cookies.get(COOKIE)
    if not token:
        return None
    actor, seen_at = await _known(office, token, cookie=True)
    if actor is None or seen_at is None:
        return None
    if connection.scope.get("method") in UNSAFE:
        await _check_form(office, connection, token)
    if office.now() - seen_at > SEEN_EVERY:
        await _seen(office, token)
    return actor


async def _known(
    office: Office, token: str, *, cookie: bool
) -> tuple[Actor | None, datetime | None]:
    now = office.now()
    parameters = {
        "cookie": cookie,
        "digest": digest_of(token),
        "now": now,
        "today": now.astimezone(CHINA).date(),
        "idle_since": now - IDLE,
    }
    async with office.reading.connect() as connection:
        row = (await connection.execute(BY_DIGEST, parameters)).one_or_none()
    if row is None:
        return None, None
    roles: dict[UUID, set[Role]] = {}
    for held in row.roles:
        organ, role = held.split(" ")
        roles.setdefault(UUID(organ), set()).add(Role(role))
    return (
        Actor(
            officer_id=row.id,
            name=row.name,
            roles={organ: frozenset(held) for organ, held in roles.items()},
            reads=frozenset(row.reads),
            stands_in_for=frozenset(row.stands_in_for),
            kept=tuple(_kept(draft) for draft in row.kept),
        ),
        row.seen_at,
    )


def _kept(draft: dict[str, str]) -> Kept:
    at = datetime.fromisoformat(draft["at"])
    return Kept(UUID(draft["id"]), draft["form"], draft["page"], draft["title"], at)


async def _seen(office: Office, token: str) -> None:
    async with office.sessions.begin() as session:
        await session.execute(
            update(SignIn).where(SignIn.digest == digest_of(token)).values(seen_at=office.now())
        )


def form_token(office: Office, token: str) -> str:
    """What a form of this session carries, so that no other site can send it."""
    return hmac.new(office.vault.session_secret, token.encode(), hashlib.sha256).hexdigest()


async def timed_out(connection: ASGIConnection[Any, Any, Any, Any]) -> UUID | None:
    """Whose session it was that ended by time alone, where the form is that session's own.

    None for a session that was signed out, of somebody who left, or ended more than a day ago.
    """
    office: Office = connection.app.state.office
    token = connection.cookies.get(COOKIE)
    if not token:
        return None
    ended = select(SignIn.officer_id).join(Officer, Officer.id == SignIn.officer_id)
    ended = ended.where(
        SignIn.digest == digest_of(token),
        SignIn.revoked_at.is_(None),
        SignIn.ends_at > office.now() - REMEMBERED,
        Officer.active,
    )
    async with office.sessions() as session:
        officer_id = await session.scalar(ended)
    if officer_id is None:
        return None
    await _check_form(office, connection, token)
    return officer_id


REMEMBERED: Final = timedelta(days=1)  # convention: how long a form of an ended session is known


async def _check_form(
    office: Office, connection: ASGIConnection[Any, Any, Any, Any], token: str
) -> None:
    sent, form = connection.headers.get(HEADER), None
    content_type = connection.headers.get("content-type", "")
    if sent is None and content_type.startswith(
        ("application/x-www-form-urlencoded", "multipart/form-data")
    ):
        assert isinstance(connection, Request)
        form = await connection.form()
        sent = str(form.get(FORM_FIELD, ""))
    if not hmac.compare_digest((sent or "").encode(), form_token(office, token).encode()):
        if form is not None:
            await form.close()  # Litestar closes uploads only of requests that a guard let in
        raise NotAllowed("表单校验不通过，可能已重新登录，请刷新页面后再提交")


def is_foreign(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """Whether a browser says that another site sent this request (before there is a session)."""
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("cross-site", "same-site")
    origin = connection.headers.get("origin")  # all that an older browser says
    return origin is not None and urlsplit(origin).netloc != connection.headers.get("host")


async def sign_in(office: Office, login: str, password: str) -> tuple[str, Officer]:
    """A new session's token and its officer.

    NotSignedIn where name or password is wrong, without saying which; TooMany after five failures.
    Of any number of guesses made at once, five at most are told whether they were right.
    """
    now = office.now()
    async with office.sessions.begin() as session:
        await _slow_down(session, login, now)
        officer = await session.scalar(select(Officer).where(Officer.login == login))
    stored = officer.password_hash if officer is not None and officer.active else None
    fits, renewed = await password_fits(password, stored)
    async with office.sessions.begin() as session:
        await _slow_down(session, login, now)
        if officer is not None and fits:
            return await _begin(session, officer, renewed, now), officer
        await session.execute(insert(SignInFailure).values(login=login, at=now))
    raise NotSignedIn("用户名或者密码不正确")


async def _begin(
    session: AsyncSession, officer: Officer, renewed: str | None, now: datetime
) -> str:
    token = secrets.token_urlsafe(32)
    await session.execute(delete(SignInFailure).where(SignInFailure.login == officer.login))
    await session.execute(
        insert(SignIn).values(
            digest=digest_of(token),
            officer_id=officer.id,
            made_at=now,
            seen_at=now,
            ends_at=now + LONGEST,
        )
    )
    if renewed is not None:
        await session.execute(
            update(Officer).where(Officer.id == officer.id).values(password_hash=renewed)
        )
    return token


async def _slow_down(session: AsyncSession, login: str, now: datetime) -> None:
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(login, 0))))
    failures = await session.scalar(
        select(func.count()).where(
            SignInFailure.login == login, SignInFailure.at > now - FAILURES_WITHIN
        )
    )
    if failures is not None and failures >= MOST_FAILURES:
        minutes = int(FAILURES_WITHIN.total_seconds() // 60)
        raise TooMany(f"登录失败次数过多，请{minutes}分钟后再试，或者联系管理员重置密码")


async def sign_out(office: Office, token: str) -> None:
    """End a session for good."""
    async with office.sessions.begin() as session:
        await session.execute(
            update(SignIn).where(SignIn.digest == digest_of(token)).values(revoked_at=office.now())
        )


def session_cookie(token: str, *, secure: bool) -> Cookie:
    """The cookie of a session: out of reach of scripts and of other sites' forms."""
    return Cookie(
        key=COOKIE,
        value=token,
        path="/",
        httponly=True,
        secure=secure,
        samesite="lax",
        max_age=int(LONGEST.total_seconds()),
    )
