"""Applications as tests file them: a plain one, of which a test says what is different."""

from datetime import date
from typing import Any
from uuid import UUID

from cases.actions.application import Applicant, Application, Item
from cases.actions.intake import register
from cases.actor import Actor
from cases.law.annual import ApplicantClass
from cases.law.identity import IdKind
from cases.law.receipt import Channel
from cases.models import Case
from tests.conftest import Town

CARD = "11010519491231002X"  # the worked example of GB 11643
FILED_ON = date(2026, 11, 20)  # two days before the clock of the tests


def filed(organ: UUID, **changes: Any) -> Application:
    """An application handed in by a person on 2026-11-20."""
    made: dict[str, Any] = {
        "organ_id": organ,
        "channel": Channel.IN_PERSON,
        "dates": {"submitted_on": FILED_ON},
        "applicant": Applicant(
            ApplicantClass.NATURAL_PERSON, "王芳", IdKind.RESIDENT_CARD, CARD, "13900000001"
        ),
        "items": (Item("2025年度农村饮水安全工程验收报告"),),
    }
    return Application(**made | changes)


async def registered(town: Town, actor: Actor, organ: str, **changes: Any) -> Case:
    """A case registered in a transaction of its own."""
    async with town.office.sessions.begin() as session:
        return await register(
            session, town.office.vault, actor, town.clock.at, filed(town.organs[organ], **changes)
        )
