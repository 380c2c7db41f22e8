"""Who acts (办理人员): an officer with the roles held at each organ, the system, or an applicant."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from cases.models import Role


@dataclass(frozen=True)
class Kept:
    """暂存的录入: a form that was not sent, on which page it stands, since when."""

    id: UUID
    form: str
    page: str
    title: str
    at: datetime


@dataclass(frozen=True)
class Applying:
    """网上申请人: for one case of one organ, or for the one that is about to be registered there."""

    organ_id: UUID
    case_id: UUID | None = None


@dataclass(frozen=True)
class Actor:
    """An officer at work: `roles` by organ, and every organ whose cases may be read.

    `stands_in_for` are the colleagues on leave whose work is this officer's today; `seen` is how
    many records a case had when this officer last looked, where the door was told. `where`, which
    the history keeps, is by what and from which address: 网页 10.1.2.3.
    `kept` are the forms that this officer typed into and has not sent.

    `applying` makes it an applicant: without any role, reading nothing, with one case to act on.
    """

    officer_id: UUID | None
    name: str
    roles: Mapping[UUID, frozenset[Role]] = field(default_factory=dict)
    reads: frozenset[UUID] = frozenset()
    is_system: bool = False
    stands_in_for: frozenset[UUID] = frozenset()
    seen: int | None = None
    where: str = ""
    kept: tuple[Kept, ...] = ()
    applying: Applying | None = None

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

    def may_open(self, organ_id: UUID, case_id: UUID) -> bool:
        """Whether that case is there for this actor: an applicant's own, or an organ's to read."""
        if self.applying is not None:
            return self.applying == Applying(organ_id, case_id)
        return self.may_read(organ_id)

    def organs_with(self, wanted: Collection[Role]) -> list[UUID]:
        """The organs at which one of the wanted roles is held."""
        return [organ for organ, held in self.roles.items() if not held.isdisjoint(wanted)]


SYSTEM: Final = "系统"
COMMAND_LINE: Final = "命令行"
APPLICANT: Final = "申请人（网上）"
PUBLIC_PAGES: Final = (
    "公众网页"  # from where: no address, the history tells nobody where people live
)


def system(name: str, where: str = SYSTEM) -> Actor:
    """The system or a command line acting: named in the history, without an officer."""
    return Actor(officer_id=None, name=name, is_system=True, where=where)


def applicant(organ_id: UUID, case_id: UUID | None = None) -> Actor:
    """The applicant of exactly this case, or of none yet: named in the history, without a name."""
    return Actor(
        officer_id=None, name=APPLICANT, where=PUBLIC_PAGES, applying=Applying(organ_id, case_id)
    )
