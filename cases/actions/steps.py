"""期限记录: what every step of the clock has in common when it is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases import clocks
from cases.actions import door
from cases.actor import Actor
from cases.errors import BadInput, Fault, NotFound
from cases.facts import event_of
from cases.history import Event, Kind
from cases.law.articles import Article
from cases.law.delivery import WAYS, Way
from cases.models import Case
from cases.states import MOVE, Verb

NOTHING_PASSED: Final[Mapping[str, str]] = {}  # no gate is let pass


@dataclass(frozen=True)
class Sending:
    """送达: when a paper was sent, by which way, and the dates that prove it.

    `on` is the day that counts; where a way is given, the date that decides for it.
    """

    on: date | None = None
    way: Way | None = None
    dates: Mapping[str, date | None] | None = None
    tracking_number: str = ""
    paper: int | None = None  # the number of the paper within its case
    doc_number: str = ""  # of a paper that was made elsewhere

    def particulars(self) -> dict[str, Any]:
        """As the event keeps it: only what is known."""
        dates = {name: iso(day) for name, day in (self.dates or {}).items() if day}
        known = {"way": self.way, "dates": dates, "tracking_number": self.tracking_number}
        return {name: value for name, value in known.items() if value}


def iso(day: date | None) -> str | None:
    """A day as the history keeps it."""
    return day.isoformat() if day else None


def sent_on(
    sending: Sending, today: date, article: Article, of: tuple[str, str] = ("on", "发出日期")
) -> date:
    """The day on which a paper counts as sent; BadInput where it is missing, future or two.

    `of` names its field at the door and in words.
    """
    field, label = of
    dates = {name: day for name, day in (sending.dates or {}).items() if day}
    day = sending.on
    if sending.way is not None:
        rule = WAYS[sending.way]
        decided = dates.get(rule.decides)
        if decided is None and day is None:
            raise wrong(rule.decides, f"{rule.label}的，应填写{rule.date_label}", article)
        if decided is not None and day is not None and decided != day:
            raise wrong(
                field,
                f"{rule.label}以{rule.date_label}为准（{decided}），与所填日期{day}不一致",
                article,
            )
        day = decided or day
    if day is None:
        raise wrong(field, f"应填写{label}", article)
    for name, other in dates.items():
        if other > today:
            raise wrong(name, f"日期{other}晚于今天（{today}），应为今天或者以前的日期", article)
    posted, signed = dates.get("posted_on") or dates.get("sent_on"), dates.get("signed_on")
    if posted and signed and signed < posted:
        raise wrong("signed_on", f"签收日期{signed}早于发出日期{posted}", article)
    return day


async def take_step(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case: Case,
    verb: Verb,
    kind: Kind,
    day: date,
    data: Mapping[str, Any],
    field: str = "on",
) -> Case:
    """Record a step on a locked case: its day lies between 收到申请之日 and today."""
    article = MOVE[verb].article
    check_day(case, at, field, f"{kind.label}的日期", day, article)
    await door.append(session, case, actor, at, Event(kind, day, dict(data)))
    return case


def check_day(
    case: Case, at: datetime, field: str, label: str, day: date, article: Article
) -> None:
    """BadInput for a day that lies in the future or before 收到申请之日."""
    today = door.today(at)
    if day > today:
        raise wrong(field, f"{label}{day}晚于今天（{today}），应为今天或者以前的日期", article)
    if case.received_on is not None and day < case.received_on:
        raise wrong(field, f"{label}{day}早于收到申请之日（{case.received_on}）", article)


async def standing_steps(session: AsyncSession, case_id: UUID) -> tuple[clocks.Step, ...]:
    """The steps of a case as they stand."""
    return clocks.steps((row.seq, event_of(row)) for row in await door.events_of(session, case_id))


async def standing_step(session: AsyncSession, case_id: UUID, seq: int) -> clocks.Step:
    """One step as it stands; NotFound where there is none, or it was struck."""
    for step in await standing_steps(session, case_id):
        if step.seq == seq and step.kind not in clocks.CLOSINGS:
            return step
    raise NotFound(f"办理记录第{seq}条不是可以更正的期限记录，或者已经撤销")


def wrong(field: str, sentence: str, article: Article) -> BadInput:
    """A refusal of one field."""
    return BadInput.of([Fault(field, sentence)], article=article)
