"""What the page of one organ shows (单位页面): its people and its settings, by whom they are changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries, queries_office
from cases.actions.absences import MANAGERS
from cases.actions.chain_setting import SETTERS
from cases.actions.door import today
from cases.actions.organs import ADMINISTRATORS
from cases.actor import Actor
from cases.chain import RULE, STEP_LABELS, Chain, Level
from cases.errors import NotAllowed
from cases.law.articles import Article
from cases.models import Organ, Role
from cases.states import IN_PROGRESS, MOVE, REVIEWS, State, Verb, row
from cases.web.letter_number_views import numbering_now

# Who goes on with a case from a state of the chain: the verb that the table of moves has there.
DOES: Final = {
    State.SCREENING: Verb.SCREEN,
    State.ASSIGNING: Verb.ASSIGN,
    State.HANDLING: Verb.ACCEPT,
    State.DRAFTING: Verb.SUBMIT,
    **dict.fromkeys(REVIEWS, Verb.APPROVE),
    State.SIGNING: Verb.SIGN,
    State.SERVING: Verb.RECORD_ANSWER,
}


@dataclass(frozen=True)
class Step:
    """One step that a case of the organ passes: its name, who does it, whether it may be skipped."""

    state: State | None  # none: 登记, before there is a case
    label: str
    level: Level
    who: tuple[Role, ...]
    article: Article


def steps_of(chain: Chain) -> list[Step]:
    """登记 → … → 归档: what a case of an organ with this chain passes."""
    return [
        Step(None, "登记", Level.REQUIRED, MOVE[Verb.REGISTER].who, MOVE[Verb.REGISTER].article),
        *(step_of(chain, state) for state in IN_PROGRESS if chain.has(state)),
        Step(
            State.ARCHIVED,
            "归档",
            Level.REQUIRED,
            MOVE[Verb.ARCHIVE].who,
            MOVE[Verb.ARCHIVE].article,
        ),
    ]


def step_of(chain: Chain, state: State) -> Step:
    """One step of the chain, also one that the organ has not."""
    move = row(state, DOES[state])
    assert move is not None
    level = chain.levels.get(state, Level.REQUIRED)
    return Step(state, STEP_LABELS[state], level, move.who, move.article)


def chain_table(chain: Chain, people: Iterable[Row[Any]]) -> list[dict[str, Any]]:
    """Every step with its people, those that the organ has not too; `rule` where it may be set."""
    first, *_, last = steps_of(chain)
    held = [(p.Officer.name, set(p.roles)) for p in people if p.Officer.active]
    return [
        {
            "step": step,
            "rule": RULE.get(step.state) if step.state else None,
            "people": [name for name, roles in held if not roles.isdisjoint(step.who)],
        }
        for step in (first, *(step_of(chain, state) for state in IN_PROGRESS), last)
    ]


async def own_organ(session: AsyncSession, actor: Actor, code: str) -> Organ:
    """An organ at which the officer works: people and leave are not for the eyes of superiors.

    NotFound for an organ that the officer may not read; NotAllowed for one without a role there.
    """
    organ = await queries.organ_by_code(session, actor, code)
    if not actor.has(organ.id, tuple(Role)):
        raise NotAllowed("单位的人员与设置由本单位人员查看，由管理员管理")
    return organ


async def organ_context(
    session: AsyncSession, actor: Actor, at: datetime, code: str
) -> dict[str, Any]:
    """What the page of one organ shows to somebody who works there."""
    organ = await own_organ(session, actor, code)
    people = await queries.officers_at(session, [organ.id])
    absences = await queries_office.absences_of(session, actor, organ.id, MANAGERS)
    chains = await queries_office.chains_of(session, organ.id)
    chain = queries_office.in_force(chains)
    return {
        "organ": organ,
        "officers": people,
        "remedies": await queries.remedies_of(session, organ.id),
        "departments": await queries_office.departments_of(session, organ.id),
        **absences_shown(absences, today(at)),
        "chain": chain,
        "steps": steps_of(chain),
        "chain_table": chain_table(chain, people),
        "chains": chains,
        "numbering": await numbering_now(session, organ, at),
        "preview": None,
        "administers": actor.has(organ.id, ADMINISTRATORS),
        "manages_absences": actor.has(organ.id, MANAGERS),
        "sets_chain": actor.has(organ.id, SETTERS),
        "values": {},
        "form": "",
    }


def absences_shown(
    absences: Iterable[queries_office.AbsenceShown], on: date
) -> dict[str, list[dict[str, Any]]]:
    """请假代办 as they stand on a day: those that hold or will, and those that are over."""
    shown = [
        {"row": one, "standing": one.standing(on), "stands": one.stands(on)} for one in absences
    ]
    return {
        "absences": [one for one in shown if one["stands"]],
        "former_absences": [one for one in shown if not one["stands"]],
    }
