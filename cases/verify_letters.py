"""verify, of letters: the 文号登记簿 against the history of its cases, and each series whole."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers
from cases.history import Kind
from cases.law.letter_numbers import Series
from cases.models import Case, CaseEvent, Organ
from cases.models_letters import LetterCounter, LetterNumber, LetterTemplate

Place = tuple[str, str]  # where, and what does not agree
Lines = Mapping[UUID, Mapping[int, LetterNumber]]  # by case, by number of the paper within it


async def lines_of(session: AsyncSession, case_ids: list[UUID]) -> Lines:
    """The lines of the register of these cases: one statement."""
    made: dict[UUID, dict[int, LetterNumber]] = {}
    asked = select(LetterNumber).where(LetterNumber.case_id.in_(case_ids))
    for row in await session.scalars(asked):
        made.setdefault(row.case_id, {})[row.paper] = row
    return made


def of_letters(case: Case, events: Iterable[CaseEvent], lines: Lines) -> Iterator[Place]:
    """What of a case's lines in the register its history tells otherwise."""
    told, held = lines_told(case, events), lines.get(case.id, {})
    for paper in sorted(told.keys() | held.keys()):
        place = f"第{paper}号文书文号"
        if paper not in held:
            yield place, "办理记录中有而文号登记簿中没有"
        elif paper not in told:
            yield place, "文号登记簿中有而没有对应的办理记录"
        else:
            for column, value in told[paper].items():
                if getattr(held[paper], column) != value:
                    yield f"{place}字段{column}", "与办理记录不符"


def lines_told(case: Case, events: Iterable[CaseEvent]) -> dict[int, dict[str, Any]]:
    """The lines of the register as the history tells them; papers that bear no number have none."""
    told: dict[int, dict[str, Any]] = {}
    for event in events:
        data = event.data
        if event.kind == Kind.PAPER_ISSUED and data.get("seq") is not None:
            told[data["number"]] = {
                "organ_id": case.organ_id,
                "text": data["doc_number"],
                "series": data["series"],
                "year": data["series_year"],
                "seq": data["seq"],
                "code": data["code"],
                "title": data["title"],
                "issued_on": event.day,
                "issued_at": event.at,
                "issued_by": event.officer,
                "voided_at": None,
                "void_reason": None,
            }
        elif event.kind == Kind.PAPER_VOIDED and data["number"] in told:
            told[data["number"]] |= {"voided_at": event.at, "void_reason": data["reason"]}
    return told


def templates_of(events: Iterable[CaseEvent]) -> Iterator[tuple[str, str]]:
    """The templates that a case's drafts and papers were made with: code and digest."""
    for event in events:
        made = event.data
        if event.kind == Kind.DRAFTED:
            made = made.get("letter") or {}
        if event.kind in (Kind.DRAFTED, Kind.PAPER_ISSUED) and "template" in made:
            yield made["code"], made["template"]["digest"]


async def of_templates(
    session: AsyncSession, home: Path, used: Set[tuple[str, str]]
) -> AsyncIterator[tuple[str, Place]]:
    """Templates that are gone or changed: every version of an organ's own, and all that were used.

    Each with the organ's code, or with the paper's where the template came with the system.
    """
    own = await session.execute(
        select(Organ.code, LetterTemplate.code, LetterTemplate.version, LetterTemplate.digest)
        .join(Organ, Organ.id == LetterTemplate.organ_id)
        .order_by(Organ.code, LetterTemplate.code, LetterTemplate.version)
    )
    named = set()
    for organ, code, version, digest in own.all():
        named.add((code, digest))
        if sentence := papers.fault(home, digest):
            yield organ, (f"{code}文书模板第{version}版", sentence)
    for code, digest in sorted(used - named):
        if sentence := papers.fault(home, digest):
            yield code, (f"随系统提供的文书模板{digest[:12]}", sentence)


async def of_series(session: AsyncSession) -> AsyncIterator[tuple[str, Place]]:
    """Numbers that a series has given and the register has not, and those that it never gave.

    Each with the organ's code, since a missing number has no case.
    """
    serials = (
        func.generate_series(1, LetterCounter.last)
        .table_valued("seq")
        .render_derived(name="serials")
        .lateral()
    )
    missing = await session.stream(
        select(Organ.code, LetterCounter.year, LetterCounter.series, serials.c.seq)
        .join(LetterCounter, LetterCounter.organ_id == Organ.id)
        .join(serials, serials.c.seq > 0)
        .outerjoin(LetterNumber, _same(serials.c.seq))
        .where(LetterNumber.id.is_(None))
        .order_by(Organ.code, LetterCounter.year, LetterCounter.series, serials.c.seq)
    )
    async for code, year, series, seq in missing:
        yield code, (called(year, series, seq), "文号缺失，登记簿中没有")
    beyond = await session.stream(
        select(Organ.code, LetterNumber.year, LetterNumber.series, LetterNumber.seq)
        .join(LetterNumber, LetterNumber.organ_id == Organ.id)
        .outerjoin(LetterCounter, _same(LetterNumber.seq))
        .where(func.coalesce(LetterCounter.last, 0) < LetterNumber.seq)
        .order_by(Organ.code, LetterNumber.year, LetterNumber.series, LetterNumber.seq)
    )
    async for code, year, series, seq in beyond:
        yield code, (called(year, series, seq), "超出已发放的文号")
    twice = await session.stream(
        select(Organ.code, LetterNumber.year, LetterNumber.series, LetterNumber.seq)
        .join(LetterNumber, LetterNumber.organ_id == Organ.id)
        .group_by(Organ.code, LetterNumber.year, LetterNumber.series, LetterNumber.seq)
        .having(func.count() > 1)
        .order_by(Organ.code, LetterNumber.year, LetterNumber.series, LetterNumber.seq)
    )
    async for code, year, series, seq in twice:
        yield code, (called(year, series, seq), "同一文号登记了不止一次")


def _same(seq: Any) -> Any:
    """A line of the register belongs to a counter."""
    return (
        (LetterNumber.organ_id == LetterCounter.organ_id)
        & (LetterNumber.year == LetterCounter.year)
        & (LetterNumber.series == LetterCounter.series)
        & (LetterNumber.seq == seq)
    )


def called(year: int, series: str, seq: int) -> str:
    """A number by its place in its series, where no text of it is known."""
    known = Series(series).label if series in list(Series) else series
    return f"文号{year}年“{known}”第{seq}号"
