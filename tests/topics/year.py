"""A year of invented cases in an organ, as a register brings it in, with what is known of each."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from cases.actions.bring_in import bring_in
from cases.law.annual import CLASS_LABELS, OUTCOME_ROWS
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet
from cases.web.views import row_label
from tests.conftest import SETTER, Town
from tests.register.making import Value, csv_text


@dataclass(frozen=True)
class Known:
    """What the test knows of a case."""

    text: str
    received_on: date
    answered_on: date | None
    outcome: str | None
    applicant_class: str


def years_of(texts: list[str], first: date, days: int, seed: int) -> list[Known]:
    """A case for each text, received on any of these days, most of them answered."""
    dice = random.Random(seed)
    made = []
    for text in texts:
        received = first + timedelta(days=dice.randrange(days))
        is_done = dice.random() < 0.8
        made.append(
            Known(
                text, received,
                received + timedelta(days=dice.randrange(40)) if is_done else None,
                dice.choice(OUTCOME_ROWS) if is_done else None,
                dice.choice([*CLASS_LABELS]),
            )
        )  # fmt: skip
    return made


async def brought(town: Town, organ: str, cases: list[Known], first: int = 1) -> None:
    """The cases in an organ."""
    table: list[dict[str, Value]] = [
        {
            "登记编号": f"{organ}-{place:05}",
            "收到日期": known.received_on.isoformat(),
            "申请人类别": CLASS_LABELS[known.applicant_class],
            "申请人": f"申请人{place}",
            "申请内容": known.text,
            "答复日期": known.answered_on.isoformat() if known.answered_on else "",
            "答复结果": plain(known.outcome) if known.outcome else "",
        }
        for place, known in enumerate(cases, start=first)
    ]
    checked = check_rows(read_sheet(csv_text(table).encode(), "登记台账.csv"), town.clock.at.date())
    assert not checked.faults, checked.faults[:3]
    async with town.office.sessions.begin() as session:
        await bring_in(
            session, town.office.vault, SETTER, town.clock.at, town.organs[organ], checked
        )


def plain(outcome: str) -> str:
    """A row of the annual table as registers name it."""
    return row_label(outcome)
