"""已经提供的信息: the items of an organ's requests that were given, as candidates are found among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.dossier import dossier
from cases.law.conversion import GIVEN, Request
from cases.law.periods import months_after
from cases.models import Case, CaseEvent
from cases.models_conversion import Conversion, ConversionCase

WHOLE, PART = "A2", "A3"  # 予以公开, 部分公开: what is given; 已主动公开 (A1) is public already
COLUMNS: Final = (
    Case.id, Case.items, Case.annual_row, Case.answer_type, Case.applicant_name,
    Case.id_number_index, Case.received_on,
)  # fmt: skip
Key = tuple[UUID, int]  # a case and the number of its item, from 1


@dataclass(frozen=True)
class Given:
    """One item that was asked for and given, whole or in part."""

    key: Key
    text: str
    request: Request
    in_part: bool


async def given_in_span(
    session: AsyncSession, organ_id: UUID, today: date, months: int
) -> list[Given]:
    """What this organ gave in the last months; two statements, the second for mixed answers only."""
    since = months_after(today, -months)
    rows = await session.execute(
        select(*COLUMNS)
        .where(
            Case.organ_id == organ_id,
            Case.answered_on > since,
            Case.answered_on <= today,
            Case.annual_row.in_(GIVEN),
            Case.received_on.is_not(None),
            # what was refused to be given again, or is public already, was not given
            or_(Case.answer_type.is_(None), Case.answer_type != "A1"),
        )
        .order_by(Case.answered_on, Case.id)
    )
    return await _items(session, rows.all())


async def linked(session: AsyncSession, organ_id: UUID) -> tuple[list[Given], dict[Key, Any]]:
    """The items behind every candidate of an organ, and which candidate: the newest of each."""
    rows = await session.execute(
        select(*COLUMNS, ConversionCase.item, Conversion)
        .join(ConversionCase, ConversionCase.case_id == Case.id)
        .join(Conversion, Conversion.id == ConversionCase.conversion_id)
        .where(Conversion.organ_id == organ_id)
        .order_by(Conversion.made_at, Conversion.id, Case.id)
    )
    found: dict[Key, Given] = {}
    of: dict[Key, Conversion] = {}
    for row in rows:
        key = (row.id, row.item)
        if row.item <= len(row.items):
            found[key] = _given(row, row.item, in_part=False)
            of[key] = row.Conversion
    return list(found.values()), of


async def _items(session: AsyncSession, rows: Sequence[Row[Any]]) -> list[Given]:
    mixed = [row.id for row in rows if _is_mixed(row)]
    outcomes = await outcomes_of(session, mixed)
    found: list[Given] = []
    for row in rows:
        told = outcomes.get(row.id)
        for item in range(1, len(row.items) + 1):
            if told is None:
                found.append(_given(row, item, in_part=row.annual_row == GIVEN[1]))
            elif told.get(item) in (WHOLE, PART):
                found.append(_given(row, item, in_part=told[item] == PART))
    return found


def _is_mixed(row: Row[Any]) -> bool:
    """Whether only the history tells which items were given: not by one outcome for all."""
    if row.answer_type == WHOLE:
        return False
    return len(row.items) > 1 or row.answer_type not in (PART, None)


async def outcomes_of(session: AsyncSession, cases: Iterable[UUID]) -> dict[UUID, dict[int, str]]:
    """The outcome of each item of these cases, as their histories tell it."""
    cases = list(cases)
    if not cases:
        return {}
    rows = await session.scalars(
        select(CaseEvent)
        .where(CaseEvent.case_id.in_(cases))
        .order_by(CaseEvent.case_id, CaseEvent.seq)
    )
    return {
        case_id: {item: str(said.data["outcome"]) for item, said in dossier(told).outcomes.items()}
        for case_id, told in groupby(rows, lambda row: row.case_id)
    }


def _given(row: Row[Any], item: int, *, in_part: bool) -> Given:
    name = "".join(row.applicant_name.split())
    request = Request(name, row.id_number_index, row.received_on)
    return Given((row.id, item), row.items[item - 1]["text"], request, in_part)
