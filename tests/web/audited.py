"""An audit on which a test can look: one case drawn, whatever has become of it."""

from datetime import date
from uuid import UUID

from cases.actor import Actor
from cases.models_audit import Audit, AuditedCase
from tests.conftest import Town


async def audit_with(town: Town, officer: Actor, organ: str, case_id: UUID) -> UUID:
    """An audit of one organ that this officer drew, with this case the only one in it."""
    here = town.organs[organ]
    async with town.office.sessions.begin() as session:
        audit = Audit(
            organ_id=here, organs=[here], first_day=date(2026, 1, 1), last_day=date(2026, 11, 22),
            wanted=1, population=1, seed="00", drawn_by=officer.name,
            drawn_by_id=officer.officer_id, drawn_at=town.clock.at,
        )  # fmt: skip
        session.add(audit)
        await session.flush()
        session.add(AuditedCase(audit_id=audit.id, place=1, case_id=case_id))
    return audit.id
