"""Section 四 from the cases: one statement, and the way back from each of its numbers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.challenges import challenge_of
from cases.law.annual import FIRST_YEAR
from cases.law.challenges import Challenge
from cases.law.section_four import Missing, SectionFour, behind, missing, section_four
from cases.models import Case, Organ
from cases.models_work import ChallengeRow


@dataclass(frozen=True)
class Found:
    """A challenge with its case: what stands behind a number."""

    case_id: UUID
    case_number: str
    applicant_name: str
    number: int
    challenge: Challenge
    doc_number: str


async def challenges_of(
    session: AsyncSession, organ_id: UUID, year: int, until: int | None = None
) -> list[Found]:
    """All that the tables of a year, or of the years until another, can count: one statement."""
    first, last = date(year, 1, 1), date(until or year, 12, 31)
    own_or_below = or_(Organ.id == organ_id, Organ.parent_id == organ_id)
    near = select(Organ.id).where(own_or_below)  # whose office may answer in its name
    rows = await session.execute(
        select(ChallengeRow, Case.number, Case.applicant_name)
        .join(Case, Case.id == ChallengeRow.case_id)
        .where(
            ChallengeRow.organ_id.in_(near),
            Case.counted_for == organ_id,
            ChallengeRow.notified_on <= last,
            func.coalesce(ChallengeRow.concluded_on, last) >= first,
        )
        .order_by(ChallengeRow.notified_on, Case.number, ChallengeRow.number)
    )
    return [
        Found(
            case_id=row.case_id,
            case_number=number,
            applicant_name=name,
            number=row.number,
            challenge=challenge_of(row.case_id, row.number, row.facts),
            doc_number=row.facts.get("doc_number") or "",
        )
        for row, number, name in rows
    ]


async def table4(session: AsyncSession, organ: Organ, year: int) -> SectionFour:
    """Section 四 of an organ's year."""
    found = await challenges_of(session, organ.id, year)
    return section_four(organ.name, year, (one.challenge for one in found))


async def table4_with_warnings(
    session: AsyncSession, organ: Organ, year: int
) -> tuple[SectionFour, list[Missing]]:
    """Section 四, and what of the year before should be in it and is not: one statement."""
    first = max(year - 1, FIRST_YEAR)
    challenges = [one.challenge for one in await challenges_of(session, organ.id, first, year)]
    table = section_four(organ.name, year, challenges)
    if first == year:
        return table, []
    return table, list(missing(table, section_four(organ.name, first, challenges)))


def counted_in(found: list[Found], year: int, group: str, figure: str) -> list[Found]:
    """Those that one number of a year counts; ValueError where the form has no such cell."""
    wanted = {one.id for one in behind((f.challenge for f in found), year, group, figure)}
    return [one for one in found if one.challenge.id in wanted]
