"""文号的设置: how the letters of an organ are numbered, so that no number can be printed twice."""

from collections.abc import Mapping
from datetime import datetime
from itertools import product
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.chain_setting import SETTERS
from cases.actor import Actor
from cases.errors import BadInput, Fault, NotAllowed
from cases.law.letter_numbers import (
    BadPattern,
    Counted,
    Numbering,
    Series,
    parse,
    shapes,
    wrongs,
)
from cases.letter_numbers import stored, year_of_issue
from cases.models import Organ
from cases.models_letters import LetterCounter, LetterNumber, OrganNumbering


async def set_numbering(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    pattern: str,
    kinds: Mapping[Series, Counted],
    reason: str,
) -> OrganNumbering:
    """The numbers from now on, one row after another; the former rows stay to be read.

    NotAllowed but for administrator and head; BadInput for what is no numbering, and for one by
    which a number of this year would be printed a second time.
    """
    if not actor.has(organ_id, SETTERS):
        raise NotAllowed("文号应由本单位管理员或者公开机构负责人设置")
    # alone: nobody draws by the former setting meanwhile
    locked = select(Organ.id).where(Organ.id == organ_id).with_for_update(key_share=True)
    await session.execute(locked)
    numbering = await checked(session, at, organ_id, pattern, kinds)
    row = OrganNumbering(
        organ_id=organ_id,
        pattern=numbering.pattern.text,
        series=stored(numbering.kinds),
        reason=reason,
        made_by=actor.name,
        made_at=at,
    )
    session.add(row)
    await session.flush()
    return row


async def checked(
    session: AsyncSession,
    at: datetime,
    organ_id: UUID,
    pattern: str,
    kinds: Mapping[Series, Counted],
) -> Numbering:
    """A setting that can be, now and here; BadInput that names everything of it that cannot."""
    try:
        parsed = parse(pattern)
    except BadPattern as wrong:
        raise BadInput.of([Fault("pattern", str(wrong))]) from None
    if found := wrongs(parsed, kinds):
        raise BadInput.of([Fault(f"kinds.{w.kind}.{w.field}", w.sentence) for w in found])
    numbering = Numbering(parsed, kinds)
    if faults := await _printed_before(session, organ_id, numbering, year_of_issue(at)):
        raise BadInput.of(faults)
    return numbering


DIGITS: Final = "[0-9]+"


async def _printed_before(
    session: AsyncSession, organ_id: UUID, numbering: Numbering, year: int
) -> list[Fault]:
    """Series that would come to a number which another series printed this year, or a later one."""
    number = LetterNumber
    shape = func.regexp_replace(number.text, DIGITS, "0", "g")
    printed = await session.execute(
        select(number.year, number.series, shape.label("shape"), func.max(number.seq).label("last"))
        .where(number.organ_id == organ_id, number.year >= year)
        .group_by(number.year, number.series, shape)
    )
    counters = await session.execute(
        select(LetterCounter.year, LetterCounter.series, LetterCounter.last)
        .where(LetterCounter.organ_id == organ_id, LetterCounter.year >= year)
    )  # fmt: skip
    last = {(row.year, row.series): row.last for row in counters}
    prints = shapes(numbering.pattern, numbering.kinds)
    faults: dict[Series, Fault] = {}
    for row, now in product(printed.all(), prints):
        before = Series(row.series)
        ahead = last.get((row.year, now), 0) < row.last
        if now is not before and ahead and row.shape in prints[now]:
            sentence = (
                f"“{now.label}”系列会编出{row.year}年“{before.label}”系列已经编过的文号，"
                "应当使用不同的代字或者后缀"
            )
            faults[now] = Fault(f"kinds.{now}.code", sentence)
    return list(faults.values())
