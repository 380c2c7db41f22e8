"""办理 as a case's page shows it: the chain, what is on file, and what its forms offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.chain import STEP_LABELS, Chain
from cases.dossier import Dossier, Record
from cases.law.grounds import GROUNDS, LEVEL_LABELS, OF_A_PART, SubKind
from cases.law.outcomes import ANSWER_TYPE
from cases.law.retention import LABELS as RETENTION_LABELS
from cases.law.search_places import PlaceKind
from cases.models import Officer, OfficerRole
from cases.models_work import Department
from cases.states import DONE, IN_PROGRESS, OFFICE, State

KIND_NUMBERS: Final = {kind.value: number for number, kind in enumerate(SubKind)}


@dataclass(frozen=True)
class Stage:
    """One level of the chain on a case's page: passed, present or to come."""

    state: State
    standing: str  # done · now · ahead

    @property
    def label(self) -> str:
        """As the strip prints it."""
        return STAGE_LABELS[self.state]


STAGE_LABELS: Final = {
    State.UNCONFIRMED: "登记",
    **STEP_LABELS,
    State.CLOSED: "办结",
    State.ARCHIVED: "归档",
}


def stages(chain: Chain, state: State) -> list[Stage]:
    """登记 to 归档 as this organ has it, with the place where a case stands."""
    here = list(State).index(state)
    shown = [s for s in (State.UNCONFIRMED, *IN_PROGRESS, *DONE) if s is state or chain.has(s)]
    return [Stage(s, _standing(list(State).index(s), here)) for s in shown]


def _standing(place: int, here: int) -> str:
    return "done" if place < here else "now" if place == here else "ahead"


@dataclass(frozen=True)
class Hands:
    """To whom a case can be given: departments and officers of its organ, as choices."""

    departments: Sequence[tuple[str, str]] = ()
    handlers: Sequence[tuple[str, str]] = ()


async def hands_of(session: AsyncSession, organ_id: UUID) -> Hands:
    """Departments in use, and officers who may handle cases."""
    departments = await session.scalars(
        select(Department.name)
        .where(Department.organ_id == organ_id, Department.active)
        .order_by(Department.name)
    )
    officers = await session.execute(
        select(Officer.login, Officer.name)
        .join(OfficerRole, OfficerRole.officer_id == Officer.id)
        .where(Officer.active, OfficerRole.organ_id == organ_id, OfficerRole.role.in_(OFFICE))
        .distinct()
        .order_by(Officer.login)
    )
    return Hands(
        departments=[(name, name) for name in departments],
        handlers=[(login, f"{name}（{login}）") for login, name in officers],
    )


def handler_of(file: Dossier) -> str:
    """承办: the department and the person, and whether it was accepted."""
    record = file.assignment
    if record is None:
        return ""
    return str(record.data.get("to_whom") or record.data.get("name") or record.by)


def drafts_numbered(file: Dossier) -> list[tuple[int, Record]]:
    """The drafts with their numbers, the newest first."""
    return list(reversed(list(enumerate(file.drafts, start=1))))


def typed_of(said: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """What the history says of an outcome, as the fields of its form hold it."""
    typed: dict[str, str] = {}
    for name, value in said.items():
        path = prefix + name
        match value:
            case None | "" | False | []:
                continue
            case True:
                typed[path] = "true"
            case dict():
                typed |= typed_of(value, f"{path}.")
            case list() if name == "kinds":
                typed |= {f"{path}.{KIND_NUMBERS[kind]}": kind for kind in value}
            case list():
                for place, inner in enumerate(value):
                    typed |= (
                        typed_of(inner, f"{path}.{place}.")
                        if isinstance(inner, dict)
                        else {f"{path}.{place}": str(inner)}
                    )
            case _:
                typed[path] = str(value)
    if said.get("severable") is False:
        typed[f"{prefix}severable"] = "false"
    return typed


def globals_of_work() -> dict[str, Any]:
    """The tables that the forms of the work offer choices from."""
    names = {code: ANSWER_TYPE[code].name for code in ANSWER_TYPE}
    retentions = [(r.value, label) for r, label in RETENTION_LABELS.items()]
    part = [ground for ground in GROUNDS if ground.code in OF_A_PART]
    return {
        "kind_numbers": KIND_NUMBERS,
        "rule_levels": [(level.value, label) for level, label in LEVEL_LABELS.items()],
        "withholding_grounds": [
            (
                g.code,
                "不属于政府信息" if g.code == "A3" else f"{names[g.code]}（{g.article.short}）",
            )
            for g in part
        ],
        "part_grounds": part,
        "grounds_by_code": {ground.code: ground for ground in GROUNDS},
        "retentions": [*retentions[1:], *retentions[:1]],  # 永久 last
        "place_kinds": [(kind.value, kind.label) for kind in PlaceKind],
        "place_hints": [(kind.label, kind.hint) for kind in PlaceKind],
        "kind_names": {kind.value: kind.label for kind in SubKind},
        "level_names": {level.value: label for level, label in LEVEL_LABELS.items()},
        "place_names": {kind.value: kind.label for kind in PlaceKind},
        "retention_names": dict(retentions),
        "handler_of": handler_of,
        "drafts_numbered": drafts_numbered,
    }
