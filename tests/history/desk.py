"""What somebody has at hand who takes a step by lot: the case, the day, the lot itself."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.law.gates import GATES
from cases.models import Case
from cases.settings import CHINA
from cases.vault import Vault

WHY = "需要向有关单位核实该信息的情况"  # a reason has ≥ 10 characters
EVERYTHING = {gate.key: "经集体研究决定" for gate in GATES}


@dataclass(frozen=True)
class Desk:
    """One step to be taken: by whom, on which case, when it happened and when it is recorded."""

    session: AsyncSession
    vault: Vault
    home: Path
    actor: Actor
    at: datetime
    case: Case
    day: date
    chance: random.Random
    colleague: Actor  # of another organ, who answers its slips
    logins: tuple[str, ...]  # to whom cases are assigned

    @property
    def who(self) -> tuple[AsyncSession, Actor, datetime, UUID]:
        """How every verb begins."""
        return self.session, self.actor, self.at, self.case.id

    @property
    def today(self) -> date:
        """The day of the recording."""
        return self.at.astimezone(CHINA).date()

    @property
    def item(self) -> int:
        """One of the items asked for, now and then one that was not."""
        return self.chance.randrange(1, len(self.case.items) + 1 + (self.chance.random() < 0.1))

    def passes(self) -> Mapping[str, str]:
        """Every gate let pass, as far as anybody may, or none."""
        return EVERYTHING if self.chance.random() < 0.5 else {}
