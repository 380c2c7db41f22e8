"""汇总定版: the sum of a government's members is frozen as an edition, with what each gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases.actions.edition_files import store_files
from cases.actions.freezing import check_over, check_reason, locked_organ
from cases.actor import Actor
from cases.annual import editions
from cases.annual.editions import CONSOLIDATED
from cases.annual.versions import versions
from cases.errors import Conflict
from cases.law.annual import AnnualTable, form_of
from cases.law.section_four import SectionFour
from cases.models import new_id
from cases.models_annual import AnnualEdition, EditionMember


@dataclass(frozen=True)
class MemberPart:
    """汇总的一个成员: what it gives to the sum, and from where; no rows where it is missing."""

    name: str
    code: str
    organ_id: UUID | None = None
    edition_id: UUID | None = None
    report_id: UUID | None = None
    rows: dict[str, Any] | None = None
    four: dict[str, Any] | None = None


async def freeze_consolidated(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    table: AnnualTable,
    four: SectionFour,
    members: Sequence[MemberPart],
    *,
    reason: str = "",
    automatic: bool = False,
) -> AnnualEdition:
    """汇总定版: the sum of a government's members becomes its next consolidated edition.

    Conflict where the same members gave the same figures to the last one; BadInput where a further
    edition has no reason.
    """
    organ = await locked_organ(session, actor, organ_id)
    check_over(table.year, at)
    assert table.form is form_of(table.year), table.form
    before = await editions.newest_edition(session, organ.id, table.year, CONSOLIDATED)
    if before is not None:
        was = [(m.name, m.rows, m.four) for m in await editions.members_of(session, before.id)]
        if was == [(part.name, part.rows, part.four) for part in members]:
            raise Conflict(
                f"{table.year}年汇总第{before.number}版以后，各单位的数字没有变化，不需要新的版本"
            )
    if not automatic:
        check_reason(reason, before, ())
    made = AnnualEdition(
        id=new_id(), organ_id=organ.id, year=table.year, kind=CONSOLIDATED,
        number=before.number + 1 if before else 1, form=table.form, organ_name=organ.name,
        rows={row: [*figures] for row, figures in table.rows.items()}, four=four.record(),
        reason=reason or (AUTOMATIC_SUM if automatic and before else ""), automatic=automatic,
        cases=0, events=0, position=sha256().digest(),
        versions=versions(await calendars.newest(session)), differences=[],
        made_by=actor.name, made_by_id=actor.officer_id, made_at=at,
    )  # fmt: skip
    parts = [
        EditionMember(
            edition_id=made.id, place=place, name=part.name, code=part.code,
            organ_id=part.organ_id, from_edition_id=part.edition_id,
            from_report_id=part.report_id, rows=part.rows, four=part.four,
        )
        for place, part in enumerate(members, start=1)
    ]  # fmt: skip
    made.digest = editions.digest(editions.record(made, (), (), parts))
    session.add(made)
    await session.flush()
    session.add_all(parts)
    await session.flush()
    await store_files(session, at, organ, made)
    return made


AUTOMATIC_SUM: Final = "自动汇总：上一版本以后成员的数字有变化"
