"""人员管理: officers, their roles at organs, passwords and program tokens."""

import asyncio
import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from pwdlib import PasswordHash
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.errors import BadInput, Conflict, Fault, NotAllowed, NotFound
from cases.models import ApiToken, Officer, OfficerRole, Organ, Role, SignIn

SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 128
HASH: Final = PasswordHash.recommended()  # Argon2id
NOBODY: Final = HASH.hash(secrets.token_hex(16))  # compared with where there is no officer


async def password_fits(password: str, stored: str | None) -> tuple[bool, str | None]:
    """Whether a password is the stored one, and its new hash where the old one is outdated.

    Takes as long for an unknown officer as for a known one.
    """
    fits, renewed = await asyncio.to_thread(HASH.verify_and_update, password, stored or NOBODY)
    return fits and stored is not None, renewed if stored is not None else None


async def hashed(password: str) -> str:
    """A password as it is stored; BadInput where it is too short or too long."""
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput.of([Fault("password", f"密码至少应有{SHORTEST_PASSWORD}个字符")])
    if len(password) > LONGEST_PASSWORD:
        raise BadInput.of([Fault("password", f"密码最多{LONGEST_PASSWORD}个字符")])
    return await asyncio.to_thread(HASH.hash, password)


async def add_officer(
    session: AsyncSession,
    actor: Actor,
    *,
    login: str,
    name: str,
    organ: str,
    roles: Collection[Role],
    password: str | None = None,
) -> Officer:
    """A new officer with roles at an organ; without a password only by token.

    NotAllowed but for an administrator of that organ; Conflict where the login is taken.
    """
    organ_id = await session.scalar(select(Organ.id).where(Organ.code == organ))
    if organ_id is None:
        raise BadInput.of([Fault("organ", f"没有代码为“{organ}”的单位")])
    check_administrator(actor, organ_id)
    if await session.scalar(select(Officer.id).where(Officer.login == login)) is not None:
        raise Conflict(f"用户名“{login}”已被使用", faults=[Fault("login", "应为未使用过的用户名")])
    officer = Officer(
        login=login,
        name=name,
        password_hash=await hashed(password) if password is not None else None,
    )
    session.add(officer)
    await session.flush()
    await session.execute(
        insert(OfficerRole),
        [{"officer_id": officer.id, "organ_id": organ_id, "role": role} for role in set(roles)],
    )
    return officer


async def administer_below(session: AsyncSession, actor: Actor, organ: Organ) -> None:
    """Who adds an organ administers it, until it has an administrator of its own."""
    assert actor.officer_id is not None
    row = {"officer_id": actor.officer_id, "organ_id": organ.id, "role": Role.ADMINISTRATOR}
    await session.execute(insert(OfficerRole), [row])


def check_administrator(actor: Actor, organ_id: UUID) -> None:
    """NotAllowed unless the actor administers the organ."""
    if not actor.has(organ_id, (Role.ADMINISTRATOR,)):
        raise NotAllowed("人员由本单位管理员管理")


async def set_password(session: AsyncSession, officer_id: UUID, password: str) -> None:
    """A new password; every session of the officer ends."""
    await session.execute(
        update(Officer).where(Officer.id == officer_id).values(password_hash=await hashed(password))
    )
    await session.execute(delete(SignIn).where(SignIn.officer_id == officer_id))


async def set_active(session: AsyncSession, actor: Actor, login: str, *, active: bool) -> Officer:
    """停用 or 启用 an officer; a stopped one is signed out and cannot sign in."""
    officer = await _manageable(session, actor, login)
    if officer.id == actor.officer_id:
        raise NotAllowed("不能停用自己的账户")
    officer.active = active
    if not active:
        await session.execute(delete(SignIn).where(SignIn.officer_id == officer.id))
    await session.flush()
    return officer


async def _manageable(session: AsyncSession, actor: Actor, login: str) -> Officer:
    officer = await session.scalar(select(Officer).where(Officer.login == login))
    if officer is None:
        raise NotFound(f"没有用户名为“{login}”的人员")
    organs = await session.scalars(
        select(OfficerRole.organ_id).where(OfficerRole.officer_id == officer.id)
    )
    if not all(actor.has(organ_id, (Role.ADMINISTRATOR,)) for organ_id in organs):
        raise NotFound(f"没有用户名为“{login}”的人员")
    return officer


async def find(session: AsyncSession, login: str) -> Officer:
    """An officer in service; NotFound otherwise."""
    officer = await session.scalar(select(Officer).where(Officer.login == login))
    if officer is None or not officer.active:
        raise NotFound(f"没有用户名为“{login}”的人员，或者已停用")
    return officer


async def give_token(session: AsyncSession, at: datetime, login: str, name: str) -> str:
    """A token by which a program acts as an officer; it is told once and never stored."""
    officer = await find(session, login)
    token = secrets.token_urlsafe(32)
    digest = hashlib.sha256(token.encode()).digest()
    await session.execute(
        insert(ApiToken).values(digest=digest, officer_id=officer.id, name=name, made_at=at)
    )
    return token


async def nobody_yet(session: AsyncSession) -> bool:
    """Whether the office is empty: its first page then makes the first administrator."""
    return not await session.scalar(select(func.count()).select_from(Officer))
