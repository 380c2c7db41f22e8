"""文号 as the doors show them: an organ's numbering with what comes next, and the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actor import Actor
from cases.errors import BadInput, Fault, NotFound, Unlawful
from cases.law.letter_numbers import DEFAULT_PATTERN, Counted, Numbering, Series, usual
from cases.law.letters import PAPERS
from cases.letter_numbers import usual_numbering, year_of_issue
from cases.models import Organ
from cases.queries_letter_numbers import (
    Asked,
    NumberingShown,
    SeriesOfYear,
    next_numbers,
    numberings_of,
    series_of,
)
from cases.schemas_numbering import LetterNumberOut, SeriesOut

FIRST_YEAR, LAST_YEAR = 1990, 2100  # convention: the years that lists can be asked for


@dataclass(frozen=True)
class NumberingNow:
    """文号的设置 as it holds: without a 代字 there is nothing to number with, and `trouble` says so."""

    pattern: str
    kinds: Mapping[Series, Counted]
    next: Mapping[Series, str]
    trouble: str
    settings: Sequence[NumberingShown]

    @property
    def lines(self) -> list[tuple[Series, Counted, str, str]]:
        """Each kind: how it is numbered, its papers, its next number (empty: none can be given)."""
        return [
            (kind, self.kinds[kind], papers_of(kind), self.next.get(kind, "")) for kind in Series
        ]


async def numbering_now(session: AsyncSession, organ: Organ, at: datetime) -> NumberingNow:
    """The numbering of an organ, what comes next, and every setting so far: two statements."""
    settings = await numberings_of(session, organ.id)
    given = await series_of(session, organ.id)
    try:
        numbering = settings[0].numbering if settings else usual_numbering(organ.doc_code)
    except Unlawful as refusal:
        kinds = usual(organ.doc_code) if organ.doc_code else usual_series()
        return NumberingNow(DEFAULT_PATTERN, kinds, {}, refusal.sentence, settings)
    following = next_numbers(numbering, given, year_of_issue(at))
    return NumberingNow(numbering.pattern.text, numbering.kinds, following, "", settings)


def usual_series() -> dict[Series, Counted]:
    """The usual series without a 代字 yet: the form's fields stand empty."""
    return {kind: Counted(counted.series) for kind, counted in usual("").items()}


async def following(
    session: AsyncSession, organ: Organ, numbering: Numbering, at: datetime
) -> Mapping[Series, str]:
    """What would come next by a setting that is only thought of."""
    return next_numbers(numbering, await series_of(session, organ.id), year_of_issue(at))


def papers_of(kind: Series) -> str:
    """The papers of the catalogue that are of this kind; the answers in one word."""
    papers = [paper for paper in PAPERS if paper.of is kind]
    answers = ["各类答复书"] if any(paper.is_answer for paper in papers) else []
    names = answers + [paper.name for paper in papers if not paper.is_answer]
    return "、".join(names) or NO_PAPERS


NO_PAPERS: Final = "目前没有需要编文号的文书"


@dataclass(frozen=True)
class Register:
    """文号登记簿: whose, of which year, in which order; none where an officer reads no organ."""

    organs: Sequence[Organ]
    organ: Organ | None
    year: int
    series: Series | None
    latest_first: bool
    given: Sequence[SeriesOfYear]  # every series of every year

    @property
    def asked(self) -> Asked:
        """What its lines are asked by."""
        assert self.organ is not None
        return Asked(self.organ.id, self.year, self.series, self.latest_first)

    @property
    def years(self) -> list[int]:
        """The years that may be chosen, the latest first."""
        return sorted({self.year, *(each.year for each in self.given)}, reverse=True)

    @property
    def of_year(self) -> list[SeriesOut]:
        """The series of the year in their order, however the lines are narrowed."""
        return [
            SeriesOut(series=one.series, label=one.series.label, given=one.last, voided=one.voided)
            for one in self.given
            if one.year == self.year
        ]


async def register_of(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ: str,
    year: str,
    series: str,
    *,
    latest_first: bool,
) -> Register:
    """The register that is asked for: without a choice, of the officer's own organ and this year.

    NotFound for an organ that the officer may not read; BadInput for what is no year or series.
    """
    faults = []
    if year and not (len(year) == 4 and year.isascii() and year.isdigit() and in_range(year)):
        faults.append(Fault("year", f"年度“{year}”应为四位数字，如2026"))
    if series and series not in list(Series):
        faults.append(Fault("series", f"系列“{series}”应为{'、'.join(Series)}"))
    if faults:
        raise BadInput.of(faults)
    organs = await queries.organs_of(session, actor)
    chosen = next((each for each in organs if each.code == organ), None)
    if organ and chosen is None:
        raise NotFound(f"没有找到代码为“{organ}”的单位")
    if chosen is None:
        own = (each for each in organs if each.id in actor.roles)
        chosen = next(own, organs[0] if organs else None)
    return Register(
        organs,
        chosen,
        int(year) if year else year_of_issue(at),
        Series(series) if series else None,
        latest_first,
        await series_of(session, chosen.id) if chosen else [],
    )


def in_range(year: str) -> bool:
    """Whether a year of four digits is one that lists can be asked for."""
    return FIRST_YEAR <= int(year) <= LAST_YEAR


def lines(rows: Sequence[Any]) -> list[LetterNumberOut]:
    """The lines of the register as they stand."""
    return [
        LetterNumberOut(
            number=row.text,
            series=Series(row.series),
            label=Series(row.series).label,
            seq=row.seq,
            case_id=row.case_id,
            case_number=row.case_number,
            paper=row.paper,
            code=row.code,
            title=row.title,
            issued_on=row.issued_on,
            issued_at=row.issued_at,
            issued_by=row.issued_by,
            voided_at=row.voided_at,
            void_reason=row.void_reason,
        )
        for row in rows
    ]
