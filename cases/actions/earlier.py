"""在先申请 (条例第三十六条第六项): the earlier cases that a 重复申请 rests on, and whether they stand."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.challenges import challenge_of, on_file
from cases.dossier import Dossier
from cases.facts import event_of
from cases.law.challenge_results import Column
from cases.law.clock_rules import ClockState
from cases.law.gate_facts import EarlierCase
from cases.models import Case
from cases.models_work import ChallengeRow


async def earlier_cases(session: AsyncSession, case: Case, file: Dossier) -> dict[str, EarlierCase]:
    """The cases that 重复申请 names, by their numbers, as this organ's register has them."""
    named = {r.data["earlier"]: r for r in file.outcomes.values() if r.data.get("earlier")}
    if not named:
        return {}
    rows = await session.scalars(
        select(Case).where(Case.organ_id == case.organ_id, Case.number.in_(named))
    )
    found = {row.number: row for row in rows}
    corrected = await corrected_among(session, [row.id for row in found.values()])
    return {
        number: EarlierCase(
            same_organ=True,
            same_applicant=_same_applicant(row, case),
            same_information=bool(named[number].data.get("same_information")),
            state=_ended(row),
            answer_type=row.answer_type,
            row=row.annual_row,
            answered_on=row.answered_on,
            revoked=row.id in corrected,
        )
        for number, row in found.items()
    }


def _ended(row: Case) -> ClockState:
    if row.answered_on is None:
        return ClockState.RUNNING
    return ClockState.WITHDRAWN if row.answer_type == "A27" else ClockState.ANSWERED


def _same_applicant(one: Case, other: Case) -> bool:
    """By the number of the paper where both have one, else by name and class."""
    if one.id_number_index is not None and other.id_number_index is not None:
        return one.id_number_index == other.id_number_index
    return (one.applicant_name, one.applicant_class) == (
        other.applicant_name, other.applicant_class,
    )  # fmt: skip


async def corrected_among(session: AsyncSession, case_ids: Iterable[Any]) -> set[Any]:
    """Of these cases: those whose answer a 复议 or 诉讼 has corrected, and no new one stands."""
    rows = await session.scalars(
        select(ChallengeRow).where(
            ChallengeRow.case_id.in_(list(case_ids)), ChallengeRow.concluded_on.is_not(None)
        )
    )
    corrected = set()
    for row in rows:
        told = challenge_of(row.case_id, row.number, row.facts)
        if told.column_on(date.max) is Column.CORRECTED:
            file = on_file(map(event_of, await door.events_of(session, row.case_id)))
            if row.number not in file.answered_anew:
                corrected.add(row.case_id)
    return corrected
