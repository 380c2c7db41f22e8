"""The stories played: each step's body through the same nouns as the API, on the day it names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, recording
from cases.actions import consultation, intake, slips
from cases.actions.roles import roles_held
from cases.actor import Actor
from cases.demonstration.stories import DESK, Step, Story
from cases.demonstration.stories_more import STORIES
from cases.law.calendar import Calendar
from cases.models import Case, Officer
from cases.models_work import Slip
from cases.nouns import NOUNS
from cases.schemas import ApplicationIn
from cases.schemas_steps import ConsultationIn, LetterReceiptIn, ReplyIn
from cases.schemas_work import SlipAnswerIn, ThirdPartyToldIn
from cases.settings import CHINA
from cases.vault import Vault

LONGEST: Final = 56  # working days that the longest story takes
BY_PATH: Final = {noun.path: noun for noun in NOUNS}


def beginning(calendar: Calendar, today: date) -> date:
    """A working day so long ago that every story has ended."""
    day = today
    while not calendar.is_workday(day) or calendar.after(day, LONGEST) >= today:
        day -= timedelta(days=1)
    return day


def told(body: Any, calendar: Calendar, start: date, numbers: Mapping[str, str]) -> Any:
    """A body with its days and the numbers of other stories' cases put in."""
    match body:
        case dict():
            return {name: told(value, calendar, start, numbers) for name, value in body.items()}
        case list():
            return [told(value, calendar, start, numbers) for value in body]
        case str() if body.startswith("@"):
            return day_of(calendar, start, int(body[1:])).isoformat()
        case str() if body.startswith("#"):
            return numbers[body[1:]]
    return body


def day_of(calendar: Calendar, start: date, count: int) -> date:
    """The n-th working day after the first one; 0 is the first."""
    return calendar.after(start, count) if count else start


def filed(story: Story, organ: str) -> dict[str, Any]:
    """The application of a story, as POST /api/cases takes it."""
    return {
        "organ": organ,
        "channel": story.channel,
        "dates": story.dates,
        "applicant": story.applicant,
        "items": [story.item],
        "carrier": "paper",
        "route": "post",
        "remark": f"演示：{story.title}；人名、证件和事项均为虚构",
    }


@dataclass
class Player:
    """Plays the stories of one organ in a session, as its officers."""

    session: AsyncSession
    vault: Vault
    organ: str
    calendar: Calendar
    first: date
    numbers: dict[str, str]
    cases: dict[str, Case] = field(default_factory=dict)  # by the story's name
    start: date = date.min  # of the story at hand

    async def play(self, stories: Sequence[Story]) -> None:
        """All stories at once, as an office lives them: each step on its day, a minute apart."""
        steps: list[tuple[datetime, int, Story, Step | None]] = []
        for story in stories:
            self.start = day_of(self.calendar, self.first, story.begins)
            steps.append((self.moment(0, 0), 0, story, None))
            steps += [
                (self.moment(step.day, place), place, story, step)
                for place, step in enumerate(story.steps, start=1)
            ]
        for at, _, story, step in sorted(steps, key=lambda one: one[:2]):
            self.start = day_of(self.calendar, self.first, story.begins)
            if step is None:
                self.cases[story.name] = await self.begin(story, at)
            else:
                await self.do(self.cases[story.name], step, at)

    async def begin(self, story: Story, at: datetime) -> Case:
        """登记 of a story's case."""
        body = told(filed(story, self.organ), self.calendar, self.start, self.numbers)
        clerk = await actor_of(self.session, DESK)
        organ_id = next(iter(clerk.roles))
        application = ApplicationIn.model_validate(body).application(organ_id)
        case = await intake.register(self.session, self.vault, clerk, at, application)
        self.numbers[story.name] = case.number
        return case

    async def do(self, case: Case, step: Step, at: datetime) -> None:
        """One step by its noun; those about a letter or a slip have a number of their own."""
        body = told(step.body, self.calendar, self.start, self.numbers)
        actor = await actor_of(self.session, step.who)
        who = (self.session, actor, at, case.id)
        parts = step.noun.strip("/").split("/")
        match parts:
            case ["slip"]:
                slip = await self.session.scalar(select(Slip).where(Slip.case_id == case.id))
                assert slip is not None
                said = SlipAnswerIn.model_validate(body)
                await slips.answer_slip(self.session, actor, at, slip.id, **dict(said))
            case ["consultations"]:
                await recording.consult(*who, ConsultationIn.model_validate(body))
            case ["consultations", number, "receipt"]:
                receipt = LetterReceiptIn.model_validate(body)
                await consultation.record_receipt(*who, number=number, **dict(receipt))
            case ["consultations", number, "reply"]:
                reply = ReplyIn.model_validate(body)
                await consultation.end_consultation(*who, number, **dict(reply))
            case ["consultations", number, "third-party-notice"]:
                notice = ThirdPartyToldIn.model_validate(body)
                await consultation.tell_third_party(*who, number, **dict(notice))
            case _:
                await self.do_noun(who, parts, body)

    async def do_noun(
        self, who: tuple[AsyncSession, Actor, datetime, UUID], parts: list[str], body: Any
    ) -> None:
        """A noun of the table; a number in its path is put aside."""
        numbers = [int(part) for part in parts if part.isdigit()]
        path = "/" + "/".join("{number:int}" if part.isdigit() else part for part in parts)
        noun = BY_PATH[path]
        filled = noun.schema.model_validate(body)
        await noun.do(*who, filled, numbers[0] if numbers else 0)

    def moment(self, day: int, minute: int) -> datetime:
        """The working day of a step, in the office's hours."""
        on = day_of(self.calendar, self.start, day)
        return datetime.combine(on, time(9), CHINA) + timedelta(minutes=10 * minute)


async def actor_of(session: AsyncSession, login: str) -> Actor:
    """An officer of the demonstration at work."""
    officer = await session.scalar(select(Officer).where(Officer.login == login))
    assert officer is not None, login
    roles = await roles_held(session, officer.id)
    return Actor(officer.id, officer.name, roles, frozenset(roles))


async def play_all(session: AsyncSession, vault: Vault, organ: str, today: date) -> None:
    """Every story, at one organ."""
    calendar = (await calendars.in_force(session)).calendar
    player = Player(session, vault, organ, calendar, beginning(calendar, today), {})
    await player.play(STORIES)
