"""Who acts (办理人员): an officer with the roles held at each organ, or the system itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from cases.models import Role


@dataclass(frozen=True)
class Actor:
    """An officer at work: `roles` by organ, and every organ whose cases may be read.

    `stands_in_for` are the colleagues on leave whose work is this officer's today; `seen` is how
    many records a case had when this officer last looked, where the door was told. `where`, which
    the history keeps, is by what and from which address: 网页 10.1.2.3.
    """

    officer_id: UUID | None
    name: str
    roles: Mapping[UUID, frozenset[Role]] = field(default_factory=dict)
    reads: frozenset[UUID] = frozenset()
    is_system: bool = False
    stands_in_for: frozenset[UUID] = frozenset()
    seen: int | None = None
    where: str = ""

    @property
    def signature(self) -> str:
        """What tells two people apart: the officer, or the name of a system or command line."""
        return str(self.officer_id) if self.officer_id else self.name

    def has(self, organ_id: UUID, wanted: Collection[Role]) -> bool:
        """Whether one of the wanted roles is held at that organ."""
        return self.is_system or not self.roles.get(organ_id, frozenset()).isdisjoint(wanted)

    def has_anywhere(self, wanted: Collection[Role]) -> bool:
        """Whether one of the wanted roles is held at any organ."""
        return self.is_system or any(not held.isdisjoint(wanted) for held in self.roles.values())

    def may_read(self, organ_id: UUID) -> bool:
        """Whether that organ's cases are this officer's to read."""
        return self.is_system or organ_id in self.reads

    def organs_with(self, wanted: Collection[Role]) -> list[UUID]:
        """The organs at which one of the wanted roles is held."""
        return [organ for organ, held in self.roles.items() if not held.isdisjoint(wanted)]


SYSTEM: Final = "系统"
COMMAND_LINE: Final = "命令行"


def system(name: str, where: str = SYSTEM) -> Actor:
    """The system or a command line acting: named in the history, without an officer."""
    return Actor(officer_id=None, name=name, is_system=True, where=where)
