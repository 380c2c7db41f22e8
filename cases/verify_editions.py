"""verify of 版本: each edition says again what its digest is of, and its cases' histories bear it out."""

from collections.abc import AsyncIterator, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.annual import editions
from cases.annual.editions import OWN
from cases.facts import event_of, stand
from cases.law.annual import COLUMNS, Form, row_in_form, rows_of
from cases.models import Case, CaseEvent
from cases.models_annual import AnnualEdition, EditionCase

Named = tuple[str, tuple[str, str]]  # what, then where and what is wrong
NOWHERE: Final = "-"


async def of_editions(session: AsyncSession) -> AsyncIterator[Named]:
    """Every edition that is not what it was, or counts what no history tells."""
    ids = (await session.scalars(select(AnnualEdition.id).order_by(AnnualEdition.id))).all()
    for identity in ids:
        made = await session.get_one(AnnualEdition, identity)
        what = f"{made.organ_name}{made.year}年第{made.number}版"
        if editions.digest(await editions.regenerated(session, made)) != made.digest:
            yield what, (NOWHERE, "版本的内容与其摘要不符")
        if made.kind == OWN:
            lines = await editions.lines_of(session, made.id)
            if summed(lines, made) != made.rows:
                yield what, ("第三部分", "与所计案件的合计不符")
            async for place, sentence in of_lines(session, made):
                yield what, (place, sentence)
        session.expunge_all()


def summed(lines: Sequence[EditionCase], made: AnnualEdition) -> dict[str, list[int]]:
    """The table once more, from the cases that the edition names."""
    form = Form(made.form)
    sums = {row.key: [0] * len(COLUMNS) for row in rows_of(form)}
    for one in lines:
        done = one.answered_on is not None and one.answered_on.year <= made.year
        rows = [
            "carried_in" if one.received_on.year < made.year else "new_received",
            "total_processed" if done else "carried_out",
        ]
        if done:
            assert one.annual_row is not None
            rows.append(row_in_form(one.annual_row, form))
        for row in rows:
            sums[row][COLUMNS.index(one.applicant_class)] += 1
            sums[row][-1] += 1
    return sums


async def of_lines(session: AsyncSession, made: AnnualEdition) -> AsyncIterator[tuple[str, str]]:
    """The cases of an edition whose histories tell them otherwise up to the record it names."""
    changed = (
        select(EditionCase, CaseEvent.digest, Case)
        .join(Case, Case.id == EditionCase.case_id)
        .outerjoin(
            CaseEvent,
            (CaseEvent.case_id == EditionCase.case_id) & (CaseEvent.seq == EditionCase.events),
        )
        .where(
            EditionCase.edition_id == made.id,
            (CaseEvent.digest.is_distinct_from(EditionCase.head))
            | (Case.applicant_class != EditionCase.applicant_class)
            | (Case.received_on.is_distinct_from(EditionCase.received_on))
            | (Case.answered_on.is_distinct_from(EditionCase.answered_on))
            | (Case.annual_row.is_distinct_from(EditionCase.annual_row)),
        )
        .order_by(EditionCase.number)
    )
    for line, digest, _ in (await session.execute(changed)).all():
        if digest != line.head:
            yield line.number, f"办理记录第{line.events}条不是定版时的那一条"
            continue
        events = await session.scalars(
            select(CaseEvent)
            .where(CaseEvent.case_id == line.case_id, CaseEvent.seq <= line.events)
            .order_by(CaseEvent.seq)
        )
        then = stand(event_of(event) for event in events)  # what changed since is no difference
        if any(getattr(then, column) != getattr(line, column) for column in COUNTED):
            yield line.number, "与定版时的办理记录不符"


COUNTED: Final = ("applicant_class", "received_on", "answered_on", "annual_row")
