"""Drafts as typed (暂存): what stands in a form that was not sent is kept, sealed, for its officer.

No record of any case: a draft is gone when its form is sent, when its officer drops it, or when it
was left untouched for KEPT_FOR.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from cases.errors import BadInput, NotFound
from cases.keeping import keeping
from cases.models import new_id
from cases.models_work import FormDraft

KEPT_FOR: Final = timedelta(days=30)  # convention: then nobody comes back to it
MOST_KEPT: Final = 40  # per officer; the oldest give way
LONGEST: Final = 200_000  # characters of one form
LONGEST_TITLE: Final = 100
NEVER_KEPT: Final = ("password", "password_again", "old", "form_token", "seen", "restores")
COLUMN: Final = "form_draft"


async def keep(
    session: AsyncSession,
    at: datetime,
    officer_id: UUID,
    *,
    form: str,
    page: str,
    title: str,
    values: Mapping[str, str],
) -> UUID:
    """暂存: the form as it stands now, in place of what was kept of it; its number.

    BadInput where it is too long to be kept. Passwords and tokens never are.
    """
    said = {name: value for name, value in values.items() if name not in NEVER_KEPT}
    plain = json.dumps(said, ensure_ascii=False)
    if len(plain) > LONGEST:
        raise BadInput(f"录入的内容超过{LONGEST}个字符，不能暂存，请分次提交")
    await session.execute(
        delete(FormDraft).where(
            FormDraft.officer_id == officer_id, FormDraft.kept_at < at - KEPT_FOR
        )
    )
    sealed = keeping(session).vault.seal(plain, row=f"{officer_id}/{form}", column=COLUMN)
    values_now = {"page": page, "title": title[:LONGEST_TITLE], "sealed": sealed, "kept_at": at}
    put = insert(FormDraft).values(id=new_id(), officer_id=officer_id, form=form, **values_now)
    kept: UUID = await session.scalar(  # type: ignore[assignment]  # always one row
        put.on_conflict_do_update(index_elements=["officer_id", "form"], set_=values_now)
        .returning(FormDraft.id)
    )  # fmt: skip
    newest = select(FormDraft.id).where(FormDraft.officer_id == officer_id)
    newest = newest.order_by(FormDraft.kept_at.desc(), FormDraft.id.desc()).limit(MOST_KEPT)
    await session.execute(
        delete(FormDraft).where(FormDraft.officer_id == officer_id, FormDraft.id.not_in(newest))
    )
    return kept


async def opened(
    session: AsyncSession, officer_id: UUID, draft_id: UUID
) -> tuple[FormDraft, dict[str, str]]:
    """A draft of this officer with its values; NotFound for everybody else."""
    found = await session.get(FormDraft, draft_id)
    if found is None or found.officer_id != officer_id:
        raise NotFound("没有找到这份暂存的内容，可能已经提交或者放弃")
    row = f"{found.officer_id}/{found.form}"
    values: dict[str, str] = json.loads(
        keeping(session).vault.open(found.sealed, row=row, column=COLUMN)
    )
    return found, values


async def every(session: AsyncSession, officer_id: UUID) -> list[FormDraft]:
    """All drafts of an officer, the newest first."""
    rows = await session.scalars(
        select(FormDraft)
        .where(FormDraft.officer_id == officer_id)
        .order_by(FormDraft.kept_at.desc(), FormDraft.id)
    )
    return list(rows)


async def delete_old(session: AsyncSession, at: datetime) -> None:
    """Drafts of everybody that were left untouched for KEPT_FOR are gone; at night, by the worker."""
    await session.execute(delete(FormDraft).where(FormDraft.kept_at < at - KEPT_FOR))


async def drop(session: AsyncSession, officer_id: UUID, draft_id: UUID) -> None:
    """放弃暂存的内容."""
    draft, _ = await opened(session, officer_id, draft_id)
    await session.delete(draft)


async def sent(session: AsyncSession, officer_id: UUID, form: str) -> None:
    """What was kept of a form is no longer needed: it was taken."""
    await session.execute(
        delete(FormDraft).where(FormDraft.officer_id == officer_id, FormDraft.form == form)
    )
