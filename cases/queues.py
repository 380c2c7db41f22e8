"""待办 (queues): what waits for whom, as one table; and the conditions behind each row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, select
from sqlalchemy.orm import aliased

from cases.actor import Actor
from cases.models import Case, Officer, OfficerRole, Role
from cases.models_work import Absence, DepartmentMember
from cases.states import (
    DESK,
    DISCLOSURE_OFFICE,
    IN_PROGRESS,
    OFFICE,
    WORK,
    State,
    Verb,
)

Term = ColumnElement[bool]


@dataclass(frozen=True)
class Asker:
    """Who asks on which day: an officer with the colleagues whose work is this officer's today."""

    actor: Actor
    today: date

    @property
    def hands(self) -> tuple[UUID, ...]:
        """The officer, and those whom the officer stands in for."""
        me = (self.actor.officer_id,) if self.actor.officer_id else ()
        return (*me, *self.actor.stands_in_for)


def _all(_: Asker) -> list[Term]:
    return []


def _mine(asker: Asker) -> list[Term]:
    """Handled by the officer, taken up already or past the point where that is asked."""
    return [Case.handler_id.in_(asker.hands), or_(Case.accepted, Case.state.not_in(WORK))]


def _to_accept(asker: Asker) -> list[Term]:
    """Assigned to the officer, to a department of the officer's, or to nobody."""
    to_nobody = and_(
        Case.handler_id.is_(None),
        or_(Case.department_id.is_(None), Case.department_id.in_(departments_of(asker))),
    )
    return [not_(Case.accepted), or_(Case.handler_id.in_(asker.hands), to_nobody)]


def departments_of(asker: Asker) -> Any:
    """The departments that the officer, or whom the officer stands in for, works in."""
    member = DepartmentMember
    return select(member.department_id).where(member.officer_id.in_(asker.hands))


def _registered_here(_: Asker) -> list[Term]:
    return [Case.source == "registered"]  # the paper file of an imported one was closed elsewhere


def _unattended(asker: Asker) -> list[Term]:
    """No handler; or one who is inactive, holds no role for it any more, or is away uncovered."""
    return [or_(Case.handler_id.is_(None), not_(_attended(asker.today)))]


def _attended(today: date) -> Term:
    """The handler may do the work today, or somebody who may stands in."""
    covered = aliased(Absence)
    substitute = exists().where(
        covered.officer_id == Case.handler_id,
        *_on_leave(covered, Case.organ_id, today),
        _at_work(covered.substitute_id, covered.organ_id, today),
    )
    return or_(_at_work(Case.handler_id, Case.organ_id, today), substitute)


def _at_work(officer: Any, organ: Any, today: date) -> Term:
    """An officer is active, handles cases at the organ, and is not on leave there."""
    person, held, leave = aliased(Officer), aliased(OfficerRole), aliased(Absence)
    works = select(person.id).join(held, held.officer_id == person.id)
    return and_(
        works.where(
            person.id == officer, person.active, held.organ_id == organ, held.role.in_(OFFICE)
        ).exists(),
        ~exists().where(leave.officer_id == officer, *_on_leave(leave, organ, today)),
    )


def _on_leave(absence: Any, organ: Any, today: date) -> list[Term]:
    return [
        absence.organ_id == organ,
        absence.revoked_at.is_(None),
        absence.first_day <= today,
        absence.last_day >= today,
    ]


@dataclass(frozen=True, eq=False)
class Queue:
    """待办: one row of the table; `which` narrows the states to what is this officer's.

    `verb` is what is done next, None where that depends on the case; `examined`: on the review page.
    """

    key: str
    label: str
    holds: str  # what stands in it, one sentence
    states: tuple[State, ...]
    roles: tuple[Role, ...]  # who works it, at the organ of the case
    verb: Verb | None
    which: Callable[[Asker], list[Term]] = _all
    examined: bool = False
    is_done: bool = False  # by the day of receipt: nothing of it has a limit any more

    def organs(self, actor: Actor) -> list[UUID]:
        """Where this officer works it."""
        return actor.organs_with(self.roles)

    def terms(self, asker: Asker) -> list[Term]:
        """Its condition for this officer; an officer without the role has none of it."""
        here = self.organs(asker.actor)
        if not here:
            return [false()]
        return [Case.organ_id.in_(here), Case.state.in_(self.states), *self.which(asker)]


S, V, R = State, Verb, Role
# fmt: off
QUEUES: Final = (
    # key, 名称, what it holds, states, who works it, next verb, which of them
    Queue("unconfirmed", "待确认", "收到申请之日尚未与申请人确认的案件，应当于收到当日确认。",
          (S.UNCONFIRMED,), DESK, V.CONFIRM_RECEIPT),
    Queue("screening", "待初审", "尚未审查是否需要补正、是否属于政府信息公开申请、由谁负责公开的案件。",
          (S.SCREENING,), DISCLOSURE_OFFICE, V.SCREEN),
    Queue("assigning", "待分办", "已经初审或者被退回分办、尚未确定承办科室和承办人的案件。",
          (S.ASSIGNING,), DISCLOSURE_OFFICE, V.ASSIGN),
    Queue("accepting", "待接办", "分办给本人或者本人所在科室、以及没有指定承办人的案件，尚未接办。",
          WORK, OFFICE, V.ACCEPT, _to_accept),
    Queue("mine", "我承办的", "由本人承办、尚未办结的案件，包括请假同事委托本人代办的。",
          IN_PROGRESS, OFFICE, None, _mine),
    Queue("secrecy_review", "保密审查", "已经送审、等待保密审查的答复。",
          (S.SECRECY_REVIEW,), (R.SECRECY,), V.APPROVE, examined=True),
    Queue("legal_review", "法制审核", "等待合法性审核的答复。",
          (S.LEGAL_REVIEW,), (R.REVIEWER,), V.APPROVE, examined=True),
    Queue("office_review", "公开机构审核", "等待政府信息公开工作机构负责人审核的答复。",
          (S.OFFICE_REVIEW,), (R.HEAD,), V.APPROVE, examined=True),
    Queue("signing", "待签发", "审核环节已经完成、等待签发的答复。",
          (S.SIGNING,), (R.LEADER,), V.SIGN, examined=True),
    Queue("serving", "待送达", "已经签发、尚未编号用印或者尚未送达申请人的答复。",
          (S.SERVING,), DESK, V.RECORD_ANSWER),
    Queue("archiving", "待归档", "在本系统登记办理、已经办结、尚未归档的案件。",
          (S.CLOSED,), (R.ARCHIVIST, R.HEAD), V.ARCHIVE, _registered_here, is_done=True),
    Queue("unattended", "无人承办", "没有承办人，或者承办人已停用、不再任承办岗位、请假而无人代办的在办案件。",
          WORK, DISCLOSURE_OFFICE, V.HAND_OVER, _unattended),
)
# fmt: on
QUEUE: Final = {queue.key: queue for queue in QUEUES}


def queues_of(actor: Actor) -> tuple[Queue, ...]:
    """The queues that this officer works somewhere, in table order."""
    return tuple(queue for queue in QUEUES if queue.organs(actor))
