"""Reads of the public pages (公众网页): which organs are open, and one case for its applicant."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import APPLICANT
from cases.dossier import Dossier, Record
from cases.errors import NotFound
from cases.law.letters import PAPER, Layout, Receiver
from cases.models import Case, CaseEvent, Organ
from cases.models_letters import QueryCode
from cases.models_public import PublicDesk

NOWHERE: Final = (
    "没有找到所请求的地址"  # of an organ that is not open as of one that does not exist
)


@dataclass(frozen=True)
class OpenDesk:
    """An organ whose public pages are open, and what it says of itself."""

    organ: Organ
    desk: PublicDesk


async def open_desks(session: AsyncSession) -> list[OpenDesk]:
    """Every organ that takes applications online now, by code."""
    newest = (
        select(PublicDesk.id)
        .ext(distinct_on(PublicDesk.organ_id))
        .order_by(PublicDesk.organ_id, PublicDesk.made_at.desc(), PublicDesk.id.desc())
    )
    rows = await session.execute(
        select(Organ, PublicDesk)
        .join(PublicDesk, PublicDesk.organ_id == Organ.id)
        .where(PublicDesk.id.in_(newest), PublicDesk.is_open)
        .order_by(Organ.code)
    )
    return [OpenDesk(organ, desk) for organ, desk in rows]


async def open_desk(session: AsyncSession, code: str) -> OpenDesk:
    """One open organ; NotFound for a closed one as for none at all."""
    rows = await session.execute(
        select(Organ, PublicDesk)
        .join(PublicDesk, PublicDesk.organ_id == Organ.id)
        .where(Organ.code == code)
        .order_by(PublicDesk.made_at.desc(), PublicDesk.id.desc())
        .limit(1)
    )
    found = rows.one_or_none()
    if found is None or not found[1].is_open:
        raise NotFound(NOWHERE)
    return OpenDesk(*found)


async def was_ever_open(session: AsyncSession) -> bool:
    """Whether any organ ever opened its public pages: then somebody may have a case to follow."""
    once = select(PublicDesk.id).where(PublicDesk.is_open).limit(1)
    return await session.scalar(once) is not None


async def desks_of(session: AsyncSession, organ_id: UUID) -> Sequence[PublicDesk]:
    """The settings of an organ, the newest first."""
    rows = await session.scalars(
        select(PublicDesk)
        .where(PublicDesk.organ_id == organ_id)
        .order_by(PublicDesk.made_at.desc(), PublicDesk.id.desc())
    )
    return rows.all()


async def followed_here(session: AsyncSession, case: Case) -> tuple[PublicDesk | None, bool]:
    """The open desk of a case's organ, and whether the case is followed by the public pages.

    Convention: who applied here keeps the way by which he was told to follow the case, also when
    the organ takes no more applications online.
    """
    newest = await session.scalar(
        select(PublicDesk)
        .where(PublicDesk.organ_id == case.organ_id)
        .order_by(PublicDesk.made_at.desc(), PublicDesk.id.desc())
        .limit(1)
    )
    if newest is not None and newest.is_open:
        return newest, True
    first = select(CaseEvent.officer).where(CaseEvent.case_id == case.id, CaseEvent.seq == 1)
    return None, await session.scalar(first) == APPLICANT


async def case_with_code(
    session: AsyncSession, case_id: UUID
) -> tuple[Case, Organ, QueryCode] | None:
    """A case with its organ and what is kept of its query code; None where it has none."""
    rows = await session.execute(
        select(Case, Organ, QueryCode)
        .join(QueryCode, QueryCode.case_id == Case.id)
        .join(Organ, Organ.id == Case.organ_id)
        .where(Case.id == case_id)
    )
    found = rows.one_or_none()
    return None if found is None else (found[0], found[1], found[2])


def letters_to_applicant(file: Dossier) -> list[Record]:
    """The letters to the applicant that went out, the newest first: never a voided or an unsent one.

    A letter that a step sends is there once the step is on record: the office sends, nobody fetches
    beforehand what it has not sent.
    """
    return [
        paper
        for number, paper in reversed(file.papers.items())
        if _goes_to_applicant(paper)
        and number not in file.papers_voided
        and (number in file.papers_sent or not _is_sent_by_step(paper))
    ]


def _goes_to_applicant(paper: Record) -> bool:
    form = PAPER[paper.data["code"]]
    return form.to is Receiver.APPLICANT and form.layout is Layout.LETTER


def _is_sent_by_step(paper: Record) -> bool:
    form = PAPER[paper.data["code"]]
    return bool(paper.data["answers"] or form.of_step) or form.code == SENT_AT_LAPSE


SENT_AT_LAPSE: Final = "A28"  # 不再处理 names it; the catalogue gives answers no step
