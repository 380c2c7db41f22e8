"""到期内容清除: at night the worker deletes what is kept for a while only, once, and nothing else."""

from datetime import datetime

import pytest
from sqlalchemy import select

from cases.actions import form_drafts, looked_for
from cases.models import Promise, Role
from cases.models_saved import LookedFor
from cases.models_work import FormDraft
from cases.settings import CHINA
from tests.conftest import Town
from tests.workers.machine import value
from workers.jobs import effects
from workers.relay import keep_promise
from workers.settings import promise_deletion

pytestmark = pytest.mark.anyio
HOME = "370783-zrzy"


@pytest.fixture
async def town(town: Town) -> Town:
    await town.officer("wang", HOME, Role.REGISTRAR)
    await town.officer("li", HOME, Role.REGISTRAR)
    return town


async def look_for(town: Town, login: str) -> None:
    actor = await town.actor(login)
    async with town.office.sessions.begin() as session:
        await looked_for.keep(session, actor, town.clock.at, "13911112222")


async def type_into(town: Town, login: str, form: str) -> None:
    actor = await town.actor(login)
    assert actor.officer_id is not None
    async with town.office.sessions.begin() as session:
        await form_drafts.keep(
            session, town.clock.at, actor.officer_id, form=form, page=form, title=form, values={},
        )  # fmt: skip


async def kept(town: Town) -> tuple[list[datetime], list[str]]:
    """When the numbers that still stand were looked for, and the forms of the drafts."""
    async with town.office.sessions() as session:
        numbers = await session.scalars(select(LookedFor.at).order_by(LookedFor.at))
        drafts = await session.scalars(select(FormDraft.form).order_by(FormDraft.form))
        return [at.astimezone(CHINA) for at in numbers], list(drafts)


async def night(town: Town) -> None:
    """What the schedule does, twice as by two workers, then every promise that it made."""
    for _ in range(2):
        await promise_deletion({"office": town.office})
    async with town.office.sessions() as session:
        numbers = list(await session.scalars(select(Promise.id).order_by(Promise.id)))
    for number in numbers:
        await keep_promise({"office": town.office, "effects": effects(town.office)}, number)


async def test_numbers_looked_for_are_gone_after_four_hours(town: Town) -> None:
    town.clock.go_to(2026, 11, 22, 23)
    await look_for(town, "wang")
    town.clock.go_to(2026, 11, 23, 1)
    await look_for(town, "li")
    town.clock.go_to(2026, 11, 23, 3)  # four hours after the one, two after the other
    await night(town)
    numbers, _ = await kept(town)
    assert numbers == [datetime(2026, 11, 23, 1, tzinfo=CHINA)]
    town.clock.go_to(2026, 11, 24, 3)
    await night(town)
    assert (await kept(town))[0] == []


async def test_a_draft_is_gone_when_it_was_left_untouched_for_thirty_days(town: Town) -> None:
    town.clock.go_to(2026, 11, 1, 3)
    for login in ("wang", "li"):
        await type_into(town, login, "/cases/new")
    await type_into(town, "wang", "/published")
    town.clock.go_to(2026, 11, 10, 3)
    await type_into(town, "li", "/cases/new")  # touched again
    town.clock.go_to(2026, 12, 1, 3)  # 1 November + 30 days: the thirtieth day is not over yet
    await night(town)
    assert (await kept(town))[1] == ["/cases/new", "/cases/new", "/published"]
    town.clock.go_to(2026, 12, 2, 3)
    await night(town)
    assert (await kept(town))[1] == ["/cases/new"]
    town.clock.go_to(2026, 12, 11, 3)  # 10 November + 31 days
    await night(town)
    assert (await kept(town))[1] == []


async def test_one_night_is_one_job(town: Town) -> None:
    await night(town)
    assert await value(town, "SELECT count(*) FROM outbox") == 1
    assert await value(town, "SELECT count(*) FROM outbox WHERE done_at IS NULL") == 0
    town.clock.pass_by(days=1)
    await night(town)
    assert await value(town, "SELECT count(*) FROM outbox") == 2
