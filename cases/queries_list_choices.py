"""What the filters of the list offer (可选项) once it is one organ's: people, departments, tags."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Text, cast, func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from cases.models import Officer, OfficerRole
from cases.models_saved import OrganTag
from cases.models_work import Department
from cases.states import OFFICE

MOST_OFFERED: Final = 200  # of each kind


@dataclass(frozen=True)
class Choices:
    """Departments and handlers as (value, label), and the tags used last."""

    departments: tuple[tuple[str, str], ...] = ()
    handlers: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()


async def choices_of(session: AsyncSession, organ_id: UUID | None) -> Choices:
    """The choices of one organ, those who are gone among them: one statement; of none, nothing."""
    departments = _named("department", cast(Department.id, Text), Department.name)
    departments = departments.where(Department.organ_id == organ_id)
    handlers = _named("handler", cast(Officer.id, Text), Officer.name)
    held = select(OfficerRole.officer_id).where(
        OfficerRole.organ_id == organ_id, OfficerRole.role.in_(OFFICE)
    )
    handlers = handlers.where(Officer.id.in_(held))
    tags = _named("tag", OrganTag.tag, OrganTag.tag).where(OrganTag.organ_id == organ_id)
    parts = [
        departments.order_by(Department.name).limit(MOST_OFFERED),
        handlers.order_by(Officer.name, Officer.login).limit(MOST_OFFERED),
        tags.order_by(OrganTag.used_at.desc(), OrganTag.tag).limit(MOST_OFFERED),
    ]
    found: dict[str, list[tuple[str, str]]] = {"department": [], "handler": [], "tag": []}
    for row in await session.execute(union_all(*(select(part.subquery()) for part in parts))):
        found[row.kind].append((row.value, row.label))
    return Choices(
        tuple(found["department"]),
        tuple(found["handler"]),
        tuple(value for value, _ in found["tag"]),
    )


def _named(kind: str, value: Any, label: Any) -> Any:
    return select(
        literal(kind).label("kind"), value.label("value"), func.coalesce(label, "").label("label")
    )
