"""The JSON API of 文书的设置: what an organ's letters look like and say of it."""

from datetime import datetime

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import letter_setting
from cases.actor import Actor
from cases.models import Organ
from cases.schemas_letter_templates import LetterSettingIn, LetterSettingOut, LetterSettingsOut
from cases.web.api_organs import READS, WRITES
from cases.web.letter_template_views import SETTING_FIELDS, letters_now
from cases.web.policy import CHAIN_SETTER, OFFICER

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Code = FromPath[str]


@get("/organs/{code:str}/letter-settings", responses=READS, summary="文书的设置")
async def show_settings(code: Code, session: S, actor: A) -> LetterSettingsOut:
    """What the organ's letters look like and say of it, and every setting so far."""
    return await settings_out(session, await queries.organ_by_code(session, actor, code))


@post(
    "/organs/{code:str}/letter-settings",
    responses=WRITES,
    opt=CHAIN_SETTER.opt,
    summary="设置文书",
)
async def set_letters(
    code: Code, data: JSONBody[LetterSettingIn], session: S, actor: A, at: At
) -> LetterSettingsOut:
    """The letters from now on."""
    organ = await queries.organ_by_code(session, actor, code)
    await letter_setting.set_letters(session, actor, at, organ.id, **dict(data))
    return await settings_out(session, organ)


async def settings_out(session: AsyncSession, organ: Organ) -> LetterSettingsOut:
    """The settings of an organ's letters as they stand."""
    now = await letters_now(session, organ)
    history = [
        LetterSettingOut(
            **{name: getattr(row, name) for name in SETTING_FIELDS},
            reason=row.reason,
            made_by=row.made_by,
            made_at=row.made_at,
        )
        for row in now.settings
    ]
    return LetterSettingsOut(**now.values, history=history)


router = Router("/api", route_handlers=[show_settings, set_letters], opt=OFFICER.opt, tags=["文书"])
