"""批量打印: what may be printed at an organ, and the runs that were ordered."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.models import Case
from cases.models_clock import CaseClock, JobProgress
from cases.models_letters import LetterNumber, PrintRun
from cases.states import State

SINCE: Final = timedelta(days=30)  # convention: older letters are printed from their case
MOST_SHOWN: Final = 200
RUNS_SHOWN: Final = 20


@dataclass(frozen=True)
class Printable:
    """One letter that may be printed: its case, and its number where it has one already."""

    case_id: UUID
    case_number: str
    applicant: str
    paper: int | None
    doc_number: str
    title: str
    issued_on: date | None
    answer_due: date | None


async def printable(session: AsyncSession, organ_id: UUID, today: date) -> list[Printable]:
    """Signed answers without a number first, by their limit; then what was issued lately."""
    signed = await session.execute(
        select(Case.id, Case.number, Case.applicant_name, CaseClock.answer_due)
        .join(CaseClock, CaseClock.case_id == Case.id, isouter=True)
        .where(Case.organ_id == organ_id, Case.state == State.SERVING, ~_numbered())
        .order_by(CaseClock.answer_due.nulls_last(), Case.number)
        .limit(MOST_SHOWN)
    )
    waiting = [
        Printable(case, number, name, None, "", "答复书（待编号）", None, due)
        for case, number, name, due in signed
    ]
    issued = await session.execute(
        select(LetterNumber, Case.number, Case.applicant_name, CaseClock.answer_due)
        .join(Case, Case.id == LetterNumber.case_id)
        .join(CaseClock, CaseClock.case_id == Case.id, isouter=True)
        .where(
            LetterNumber.organ_id == organ_id,
            LetterNumber.issued_on >= today - SINCE,
            LetterNumber.voided_at.is_(None),
        )
        .order_by(LetterNumber.issued_on.desc(), LetterNumber.seq.desc())
        .limit(MOST_SHOWN)
    )
    return waiting + [
        Printable(r.case_id, number, name, r.paper, r.text, r.title, r.issued_on, due)
        for r, number, name, due in issued
    ]


def _numbered() -> ColumnElement[bool]:
    """Whether the answer of a case has a number that stands."""
    return exists().where(
        LetterNumber.case_id == Case.id,
        LetterNumber.code.like("A%"),
        LetterNumber.voided_at.is_(None),
    )


@dataclass(frozen=True)
class Run:
    """One run with how far it has come."""

    row: PrintRun
    done: int

    @property
    def percent(self) -> int:
        """Of its papers, those looked at."""
        return 100 if self.row.finished_at else self.done * 100 // self.row.total


async def runs_of(session: AsyncSession, organ_id: UUID) -> list[Run]:
    """The latest runs of an organ."""
    rows = await session.scalars(
        select(PrintRun)
        .where(PrintRun.organ_id == organ_id)
        .order_by(PrintRun.made_at.desc(), PrintRun.id.desc())
        .limit(RUNS_SHOWN)
    )
    found = list(rows)
    keys = {progress_key(row.id): row.id for row in found}
    told = await session.execute(
        select(JobProgress.job, JobProgress.done).where(JobProgress.job.in_(keys))
    )
    done = {keys[job]: count for job, count in told}
    return [Run(row, done.get(row.id, 0)) for row in found]


def progress_key(run_id: UUID) -> str:
    """Under which name a run tells how far it has come."""
    return f"print_letters:{run_id}"
