"""定版: a year's table is frozen as a numbered edition, and an edition taken as final (定稿)."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases.actions import door
from cases.actions.edition_files import store_files, store_lines
from cases.actor import Actor
from cases.annual import editions
from cases.annual.editions import OWN
from cases.annual.section_four import challenges_of
from cases.annual.table import annual_table, at_hand
from cases.annual.versions import versions
from cases.errors import BadInput, Conflict, Fault, NotAllowed, NotFound
from cases.law.annual import FIRST_YEAR
from cases.law.articles import regulation
from cases.law.edition_changes import CarryFault
from cases.law.periods import Period
from cases.law.section_four import column_in, section_four
from cases.models import ROLE_LABELS, Case, Organ, Role, new_id
from cases.models_annual import (
    AnnualEdition,
    EditionCase,
    EditionChallenge,
)

ARTICLE: Final = regulation(50)  # 政府信息公开工作年度报告的内容
FREEZERS: Final = (Role.HEAD,)  # 公开机构负责人
LEAST_REASON: Final = 4  # characters


async def freeze(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    year: int,
    *,
    reason: str = "",
    automatic: bool = False,
) -> AnnualEdition:
    """定版: what the table of a year counts now becomes its next edition, with its files.

    BadInput where the year is not over, where a further edition or a 上年结转 that does not match
    case by case has no reason; Conflict where nothing changed since the last edition. An automatic
    one names what does not match and goes on.
    """
    organ = await locked_organ(session, actor, organ_id)
    check_over(year, at)
    before = await editions.newest_edition(session, organ.id, year)
    table = await annual_table(session, organ, year)
    lines = await cases_at_hand(session, organ.id, year)
    challenges = await challenges_of(session, organ.id, year)
    four = section_four(organ.name, year, (one.challenge for one in challenges))
    faults = await faults_of_carry_over(session, organ.id, year, lines)
    if before is not None:
        counted = editions.counted(await editions.lines_of(session, before.id))
        same = counted == editions.counted(lines) and before.four == four.record()
        if same and before.rows == {row: [*figures] for row, figures in table.rows.items()}:
            raise Conflict(f"{year}年第{before.number}版以后，所计的案件没有变化，不需要新的版本")
    if not automatic:
        check_reason(reason, before, faults)
    made = AnnualEdition(
        id=new_id(), organ_id=organ.id, year=year, kind=OWN, organ_name=organ.name,
        number=before.number + 1 if before else 1, form=table.form,
        rows={row: [*figures] for row, figures in table.rows.items()}, four=four.record(),
        reason=reason or (AUTOMATIC if automatic and before else ""), automatic=automatic,
        cases=len(lines), events=sum(one.events for one in lines), position=position_of(lines),
        versions=versions(await calendars.newest(session)),
        differences=[vars(fault) for fault in faults],
        made_by=actor.name, made_by_id=actor.officer_id, made_at=at,
    )  # fmt: skip
    counted_challenges = [
        EditionChallenge(
            edition_id=made.id, case_id=one.case_id, number=one.number,
            case_number=one.case_number, group=one.challenge.kind, figure=column,
        )
        for one in challenges
        if (column := column_in(one.challenge, year)) is not None
    ]  # fmt: skip
    for one in lines:
        one.edition_id = made.id
    counted_challenges.sort(key=lambda one: (one.case_number, one.number))
    made.digest = editions.digest(editions.record(made, lines, counted_challenges))
    session.add(made)
    await session.flush()
    await store_lines(session, EditionCase, lines)
    await store_lines(session, EditionChallenge, counted_challenges)
    await store_files(session, at, organ, made)
    return made


AUTOMATIC: Final = "自动定版：上一版本以后所计的案件有变化"


async def locked_organ(session: AsyncSession, actor: Actor, organ_id: UUID) -> Organ:
    """The organ, held while an edition of it is made: numbers are drawn one after the other."""
    organ = await session.get(Organ, organ_id, with_for_update={"key_share": True})
    if organ is None or not actor.may_read(organ_id):
        raise NotFound("没有找到这个单位")
    if not actor.has(organ_id, FREEZERS):
        who = "、".join(ROLE_LABELS[role] for role in FREEZERS)
        raise NotAllowed(f"年度报告表应由本单位{who}岗位人员定版、定稿", article=ARTICLE)
    return organ


def check_over(year: int, at: datetime) -> None:
    """BadInput unless the year has a form and is over: a running year's table still moves."""
    today = door.today(at)
    if not FIRST_YEAR <= year < today.year:
        sentence = (
            f"{year}年度尚未结束，应在{year + 1}年1月1日以后定版"
            if year >= today.year
            else f"年度应为{FIRST_YEAR}年以后，实际为{year}年"
        )
        raise BadInput.of([Fault("year", sentence)], article=ARTICLE)


def check_reason(reason: str, before: AnnualEdition | None, faults: Sequence[CarryFault]) -> None:
    """BadInput where a reason is owed and not given: for a further edition, for what does not match."""
    if len(reason) >= LEAST_REASON:
        return
    if faults:
        named = "；".join(f"{fault.number}：{fault.words}" for fault in faults[:NAMED])
        more = f"等{len(faults)}件" if len(faults) > NAMED else ""
        sentence = f"上年结转与上年度版本不符（{named}{more}），请先更正案件，或者说明理由后定版"
        raise BadInput.of([Fault("reason", sentence)], article=ARTICLE)
    if before is not None:
        sentence = f"已有第{before.number}版，制作新的版本应说明理由，不少于{LEAST_REASON}个字"
        raise BadInput.of([Fault("reason", sentence)], article=ARTICLE)


NAMED: Final = 5  # cases that a refusal names; the page names all


async def cases_at_hand(session: AsyncSession, organ_id: UUID, year: int) -> list[EditionCase]:
    """The cases that the table of a year counts, as lines of an edition, by number."""
    columns = (
        Case.id.label("case_id"), Case.number, Case.applicant_class, Case.received_on,
        Case.answered_on, Case.annual_row, Case.events, Case.head,
    )  # fmt: skip
    rows = await session.execute(
        select(*columns)
        .where(Case.counted_for == organ_id, at_hand(Period(year)))
        .order_by(Case.number, Case.id)
    )
    return [EditionCase(**row._mapping) for row in rows]  # the documented way


def position_of(lines: Sequence[EditionCase]) -> bytes:
    """Where in the history an edition stands: a digest over every case's last record."""
    whole = sha256()
    for one in lines:
        whole.update(f"{one.number}\t{one.events}\t{one.head.hex()}\n".encode())
    return whole.digest()


async def faults_of_carry_over(
    session: AsyncSession, organ_id: UUID, year: int, lines: Sequence[EditionCase]
) -> list[CarryFault]:
    """上年结转 against the edition of the year before; nothing to compare with where there is none."""
    previous = await editions.standing_edition(session, organ_id, year - 1)
    if previous is None:
        return []
    now = editions.counted(lines).values()
    return await editions.carry_over_faults(session, previous, [*now], year)
