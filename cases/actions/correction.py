"""更正 (条例第四十五条): a step recorded wrongly is said anew or struck; every date follows."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases import clocks
from cases.actions import door
from cases.actions.steps import check_day, iso, standing_step, wrong
from cases.actor import Actor
from cases.history import WHERE, Event, Kind
from cases.law.articles import Article
from cases.models import Case
from cases.states import MOVE, Verb

# fmt: off
CORRECTABLE: Final[Mapping[Kind, tuple[str, ...]]] = {
    # kind of step: what of it, beside its day, the clock reads and a correction may change
    Kind.SUPPLEMENT_NOTICE: ("reply_by",),
    Kind.SUPPLEMENT: (),
    Kind.CONSULTATION: ("received_on",),
    Kind.CONSULTATION_REPLY: (),
    Kind.EXTENSION: ("workdays", "approved_on"),
    Kind.FEE_NOTICE: ("received_on",),
    Kind.FEE_PAYMENT: (),
    Kind.DELAY: ("until",),
}
# fmt: on
NEVER_EMPTY: Final = ("workdays", "until")
FUTURE: Final = ("reply_by", "until")  # days that a paper prints; all others have happened


async def correct_step(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    seq: int,
    *,
    on: date | None = None,
    changes: Mapping[str, date | int | None] | None = None,
    reason: str,
) -> Case:
    """更正期限记录: what is given replaces what was recorded; both stay in the history.

    BadInput where the step has no such particular, or nothing would change.
    """
    case = await door.open_case(session, actor, case_id, Verb.CORRECT_STEP)
    step = await standing_step(session, case_id, seq)
    article = MOVE[Verb.CORRECT_STEP].article
    day, changes = on or step.day, changes or {}
    check_day(case, at, "on", f"{step.kind.label}的日期", day, article)
    for name, value in changes.items():
        _check_change(case, at, step, name, value, article)
    now = {
        name: iso(value) if isinstance(value, date) else value for name, value in changes.items()
    }
    # from where the first record came is no part of the step: the correction has its own
    data = {name: value for name, value in step.data.items() if name != WHERE} | now
    if day == step.day and all(value == step.data.get(name) for name, value in now.items()):
        raise wrong("on", "更正的内容与原记录相同，请填写需要更正的项目", article)
    correction = {"corrects": step.seq, "step": data, "reason": reason, "was": _was(step, now)}
    await door.append(session, case, actor, at, Event(Kind.STEP_CORRECTED, day, correction))
    return case


async def strike_step(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, seq: int, reason: str
) -> Case:
    """撤销误录的期限记录: the step never happened; the record of it and its striking stay."""
    case = await door.open_case(session, actor, case_id, Verb.STRIKE_STEP)
    step = await standing_step(session, case_id, seq)
    data = {"strikes": step.seq, "reason": reason}
    await door.append(session, case, actor, at, Event(Kind.STEP_STRUCK, None, data))
    return case


def _check_change(
    case: Case,
    at: datetime,
    step: clocks.Step,
    name: str,
    value: date | int | None,
    article: Article,
) -> None:
    if name not in CORRECTABLE[step.kind]:
        allowed = "、".join(clocks.FIELDS.get(n, n) for n in CORRECTABLE[step.kind]) or "日期"
        raise wrong(name, f"“{step.kind.label}”没有此项，可以更正的为{allowed}", article)
    if value is None and name in NEVER_EMPTY:
        raise wrong(name, f"{clocks.FIELDS[name]}不能为空", article)
    if isinstance(value, date) and name not in FUTURE:
        check_day(case, at, name, clocks.FIELDS[name], value, article)


def _was(step: clocks.Step, now: Mapping[str, Any]) -> dict[str, Any]:
    """What the correction replaces, for the history to show beside it."""
    return {"day": step.day.isoformat(), **{name: step.data.get(name) for name in now}}
