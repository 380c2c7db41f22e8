"""文号 in the database: drawn at issue only, after signature, without gap or double; never at draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from cases.errors import Conflict, NotFound, Unlawful
from cases.law.letter_numbers import (
    DEFAULT_PATTERN,
    Counted,
    Numbering,
    Series,
    parse,
    usual,
    wrongs,
)
from cases.models import Organ
from cases.models_letters import LetterCounter, LetterNumber, OrganNumbering
from cases.settings import CHINA

NO_CODE: Final = "请先在单位设置中填写机关代字，再编文号"


@dataclass(frozen=True)
class Drawn:
    """A number taken for a paper: as printed, and its place in the organ's series."""

    organ_id: UUID
    year: int
    series: Series
    seq: int
    text: str


def year_of_issue(at: datetime) -> int:
    """The year that a number has: of the moment of issue, in the legal time of China."""
    return at.astimezone(CHINA).year


async def draw(session: AsyncSession, organ_id: UUID, kind: Series, year: int) -> Drawn:
    """The next number for a paper of this kind; the year is that of its issue.

    The counter stays locked until the transaction ends: a number given back by a rollback is the
    next one drawn. Unlawful where the organ has neither 机关代字 nor a numbering of its own.
    """
    # shared with others who draw; who changes the numbering waits for them, and they for him
    await session.execute(select(Organ.id).where(Organ.id == organ_id).with_for_update(read=True))
    numbering = await numbering_of(session, organ_id)
    series = numbering.series_of(kind)
    given = {"organ_id": organ_id, "year": year, "series": series.value}
    seq: int = (await session.execute(DRAW, given)).scalar_one()
    return Drawn(organ_id, year, series, seq, numbering.written(kind, year, seq))


COUNTERS: Final = LetterCounter.__table__
DRAW: Final = (
    insert(COUNTERS)
    .values(
        organ_id=bindparam("organ_id"), year=bindparam("year"), series=bindparam("series"), last=1
    )
    .on_conflict_do_update(
        index_elements=[COUNTERS.c.organ_id, COUNTERS.c.year, COUNTERS.c.series],
        set_={"last": COUNTERS.c.last + 1},
    )
    .returning(COUNTERS.c.last)
)


async def numbering_of(session: AsyncSession, organ_id: UUID) -> Numbering:
    """文号的设置 in force; the usual one after the organ's 代字 where nothing was ever set.

    Unlawful where there is no 代字 to write numbers with.
    """
    found = await session.execute(
        select(Organ.doc_code, OrganNumbering.pattern, OrganNumbering.series)
        .outerjoin(OrganNumbering, OrganNumbering.organ_id == Organ.id)
        .where(Organ.id == organ_id)
        .order_by(OrganNumbering.made_at.desc(), OrganNumbering.id.desc())
        .limit(1)
    )
    row = found.one()
    return usual_numbering(row.doc_code) if row.pattern is None else read(row.pattern, row.series)


def usual_numbering(doc_code: str) -> Numbering:
    """What holds where nothing was ever set; Unlawful without a 代字 that numbers can have."""
    if not doc_code:
        raise Unlawful(NO_CODE)
    pattern, kinds = parse(DEFAULT_PATTERN), usual(doc_code)
    if wrongs(pattern, kinds):
        raise Unlawful(f"机关代字“{doc_code}”不能用于文号，请先在单位设置中设置文号")
    return Numbering(pattern, kinds)


def read(pattern: str, series: Mapping[str, Any]) -> Numbering:
    """A setting as it is stored."""
    kinds = {
        Series(kind): Counted(Series(one["series"]), one["code"], one["suffix"])
        for kind, one in series.items()
    }
    return Numbering(parse(pattern), kinds)


def stored(kinds: Mapping[Series, Counted]) -> dict[str, Any]:
    """The kinds of a setting as they are stored."""
    return {
        kind.value: {"series": one.series.value, "code": one.code, "suffix": one.suffix}
        for kind, one in kinds.items()
    }


async def enter(
    session: AsyncSession,
    drawn: Drawn,
    case_id: UUID,
    paper: int,
    code: str,
    title: str,
    issued_on: date,
    at: datetime,
    by: str,
) -> LetterNumber:
    """The number's line in the 文号登记簿, in the transaction that drew it."""
    assert issued_on.year == drawn.year, (issued_on, drawn.year)
    row = LetterNumber(
        organ_id=drawn.organ_id,
        year=drawn.year,
        series=drawn.series,
        seq=drawn.seq,
        text=drawn.text,
        case_id=case_id,
        paper=paper,
        code=code,
        title=title,
        issued_on=issued_on,
        issued_at=at,
        issued_by=by,
    )
    session.add(row)
    await session.flush()
    return row


async def void(
    session: AsyncSession, organ_id: UUID, case_id: UUID, paper: int, at: datetime, reason: str
) -> None:
    """Its line stays with the reason; the number is never given again.

    NotFound where the paper bears no number; Conflict where it was voided before.
    """
    numbered = (
        LetterNumber.organ_id == organ_id,
        LetterNumber.case_id == case_id,
        LetterNumber.paper == paper,
    )
    done = await session.execute(
        update(LetterNumber)
        .where(*numbered, LetterNumber.voided_at.is_(None))
        .values(voided_at=at, void_reason=reason)
        .returning(LetterNumber.id)
    )
    if done.scalar_one_or_none() is not None:
        return
    if await session.scalar(select(LetterNumber.id).where(*numbered)) is None:
        raise NotFound("这份文书没有编文号")
    raise Conflict("这份文书的文号已经作废")
