"""版本 read: the newest edition of a year, its tables, what it counted, what it changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.annual.table import counts_in
from cases.db import canonical
from cases.law.annual import AnnualTable, Form
from cases.law.edition_changes import (
    CarryFault,
    CaseChange,
    CellChange,
    Counted,
    carry_faults,
    case_changes,
    cell_changes,
)
from cases.law.periods import Period
from cases.law.section_four import FIGURES, GROUPS, SectionFour
from cases.models_annual import (
    AnnualEdition,
    EditionCase,
    EditionChallenge,
    EditionConfirmation,
    EditionMember,
)

OWN: Final = "own"  # of the cases that are answered in the organ's own name
CONSOLIDATED: Final = "consolidated"  # 汇总: the sum of a government's members


async def newest_edition(
    session: AsyncSession, organ_id: UUID, year: int, kind: str = OWN, *, confirmed: bool = False
) -> AnnualEdition | None:
    """The newest edition of a year, or the newest that is 定稿; None where there is none."""
    query = (
        select(AnnualEdition)
        .where(
            AnnualEdition.organ_id == organ_id,
            AnnualEdition.year == year,
            AnnualEdition.kind == kind,
        )
        .order_by(AnnualEdition.number.desc())
        .limit(1)
    )
    if confirmed:
        query = query.where(is_confirmed())
    return await session.scalar(query)


def is_confirmed() -> Any:
    """Whether an edition is 定稿, as a condition."""
    return exists().where(EditionConfirmation.edition_id == AnnualEdition.id)


async def standing_edition(
    session: AsyncSession, organ_id: UUID, year: int, kind: str = OWN
) -> AnnualEdition | None:
    """The newest 定稿, else the newest edition: what another year or report builds on."""
    return await newest_edition(
        session, organ_id, year, kind, confirmed=True
    ) or await newest_edition(session, organ_id, year, kind)


async def editions_of(
    session: AsyncSession, organ_id: UUID, year: int, kind: str = OWN
) -> Sequence[Row[AnnualEdition, EditionConfirmation | None]]:
    """All editions of a year, the newest first, each with its 定稿 where it has one."""
    rows = await session.execute(
        select(AnnualEdition, EditionConfirmation)
        .outerjoin(EditionConfirmation, EditionConfirmation.edition_id == AnnualEdition.id)
        .where(
            AnnualEdition.organ_id == organ_id,
            AnnualEdition.year == year,
            AnnualEdition.kind == kind,
        )
        .order_by(AnnualEdition.number.desc())
    )
    return rows.all()


async def edition(
    session: AsyncSession, organ_id: UUID, year: int, number: int, kind: str = OWN
) -> AnnualEdition | None:
    """One edition by its number."""
    return await session.scalar(
        select(AnnualEdition).where(
            AnnualEdition.organ_id == organ_id,
            AnnualEdition.year == year,
            AnnualEdition.kind == kind,
            AnnualEdition.number == number,
        )
    )


def table_of(made: AnnualEdition) -> AnnualTable:
    """Section 三 as the edition has it."""
    rows = {row: tuple(figures) for row, figures in made.rows.items()}
    return AnnualTable(made.organ_name, made.year, Form(made.form), rows)


def four_of(made: AnnualEdition) -> SectionFour:
    """Section 四 as the edition has it."""
    groups = {g.key: tuple(made.four[g.key][figure] for figure in FIGURES) for g in GROUPS}
    return SectionFour(made.organ_name, made.year, groups)


async def lines_of(session: AsyncSession, edition_id: UUID) -> Sequence[EditionCase]:
    """Every case that the edition counted, by its number: one statement."""
    found = await session.scalars(
        select(EditionCase)
        .where(EditionCase.edition_id == edition_id)
        .order_by(EditionCase.number, EditionCase.case_id)
    )
    return found.all()


async def challenges_of(session: AsyncSession, edition_id: UUID) -> Sequence[EditionChallenge]:
    """Every 复议 and 诉讼 that the edition counted."""
    found = await session.scalars(
        select(EditionChallenge)
        .where(EditionChallenge.edition_id == edition_id)
        .order_by(EditionChallenge.case_number, EditionChallenge.number)
    )
    return found.all()


async def members_of(session: AsyncSession, edition_id: UUID) -> Sequence[EditionMember]:
    """The members of a consolidated edition, in their order."""
    found = await session.scalars(
        select(EditionMember)
        .where(EditionMember.edition_id == edition_id)
        .order_by(EditionMember.place)
    )
    return found.all()


PAGE: Final = 50


async def behind_cell(
    session: AsyncSession, made: AnnualEdition, row: str, column: str, after: str = ""
) -> tuple[Sequence[EditionCase], str]:
    """A page of the cases that one figure of an edition counted, by number, and where the next begins."""
    query = (
        select(EditionCase)
        .where(
            EditionCase.edition_id == made.id,
            counts_in(row, column, Period(made.year), EditionCase),
            EditionCase.number > after,
        )
        .order_by(EditionCase.number)
        .limit(PAGE + 1)
    )
    found = (await session.scalars(query)).all()
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else ""


def counted(lines: Sequence[EditionCase]) -> dict[str, Counted]:
    """What each case is counted by, under its number."""
    return {
        one.number: Counted(
            one.number, one.applicant_class, one.received_on, one.answered_on, one.annual_row
        )
        for one in lines
    }


@dataclass(frozen=True)
class Changes:
    """What an edition has otherwise than another one of its year."""

    cells: list[CellChange]
    cases: list[CaseChange]
    case_ids: dict[str, UUID]  # by number
    four: list[tuple[str, str, int, int]]  # group, figure, before, after


async def changes(session: AsyncSession, before: AnnualEdition, after: AnnualEdition) -> Changes:
    """The difference of two editions by cell and by case: two statements."""
    lines = [await lines_of(session, one.id) for one in (before, after)]
    was, now = map(counted, lines)
    return Changes(
        cell_changes(table_of(before), table_of(after)),
        case_changes(was, now, after.year),
        {line.number: line.case_id for line in chain(*lines)},
        [
            (group.key, figure, before.four[group.key][figure], after.four[group.key][figure])
            for group in GROUPS
            for figure in FIGURES
            if before.four[group.key][figure] != after.four[group.key][figure]
        ],
    )


async def carry_over_faults(
    session: AsyncSession, previous: AnnualEdition, now: Sequence[Counted], year: int
) -> list[CarryFault]:
    """What of 上年结转 does not match the edition of the year before, case by case."""
    out = [
        one
        for one in counted(await lines_of(session, previous.id)).values()
        if not one.is_done(year - 1)
    ]
    return carry_faults(out, [one for one in now if one.received_on.year < year], year)


def record(
    made: AnnualEdition,
    lines: Sequence[EditionCase],
    challenges: Sequence[EditionChallenge],
    members: Sequence[EditionMember] = (),
) -> bytes:
    """The whole edition as one text, the same bytes whenever it is written: what its digest is of."""
    said = {
        "organ": made.organ_name,
        "year": made.year,
        "kind": made.kind,
        "edition": made.number,
        "form": made.form,
        "rows": made.rows,
        "four": made.four,
        "reason": made.reason,
        "automatic": made.automatic,
        "position": {
            "cases": made.cases,
            "events": made.events,
            "digest": made.position.hex(),
        },
        "versions": made.versions,
        "differences": made.differences,
        "cases": [
            [
                one.number, one.applicant_class, one.received_on.isoformat(),
                one.answered_on and one.answered_on.isoformat(), one.annual_row, one.events,
                one.head.hex(),
            ]
            for one in lines
        ],
        "challenges": [[c.case_number, c.number, c.group, c.figure] for c in challenges],
        "members": [[m.name, m.code, m.rows, m.four] for m in members],
    }  # fmt: skip
    return canonical(said).encode()


async def regenerated(session: AsyncSession, made: AnnualEdition) -> bytes:
    """The edition's record made again from what is stored: three statements."""
    return record(
        made,
        await lines_of(session, made.id),
        await challenges_of(session, made.id),
        await members_of(session, made.id),
    )


def digest(content: bytes) -> str:
    """SHA-256, as an edition keeps it of its record."""
    return sha256(content).hexdigest()
