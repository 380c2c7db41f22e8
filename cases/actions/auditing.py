"""抽查 (条例第四十七条): a supervising office draws answers at random and says what it found in each."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.closing import WITHDRAWN
from cases.actor import Actor
from cases.errors import BadInput, Fault, NotAllowed, NotFound
from cases.law.audit_points import AUDIT_POINT, SUPERVISED, Verdict
from cases.models import Case, Role
from cases.models_audit import Audit, AuditedCase, AuditFinding
from cases.organ_tree import with_those_below

SUPERVISORS: Final = (Role.SUPERVISOR,)
MOST_DRAWN: Final = 500  # convention: more than an office reads through


async def draw(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    organs: Sequence[UUID],
    first_day: date,
    last_day: date,
    wanted: int,
    seed: str,
) -> Audit:
    """抽取 so many answers of these organs, made on these days; all of them where there are fewer.

    Whoever knows the seed draws the same again: the cases stand in the order of the SHA-256 of
    “seed:case”, and the first ones are taken. NotAllowed but for supervisors of the organ; NotFound
    for an organ that is not below it; BadInput for wrong days, numbers, or nothing to draw from.
    """
    check_supervisor(actor, organ_id)
    below = {organ.id for organ in await with_those_below(session, [organ_id])}
    if not below.issuperset(organs):
        raise NotFound("所选单位中有不属于本单位监督范围的，请重新选择")
    _check_asked(organs, first_day, last_day, wanted, door.today(at))
    population = await session.scalar(
        select(func.count()).select_from(Case).where(*answered(organs, first_day, last_day))
    )
    if not population:
        sentence = "所选单位在这段时间没有作出答复，没有可以抽查的案件"
        raise BadInput.of([Fault("organs", sentence)], article=SUPERVISED)
    audit = Audit(
        organ_id=organ_id,
        organs=sorted(set(organs)),
        first_day=first_day,
        last_day=last_day,
        wanted=wanted,
        population=population,
        seed=seed,
        drawn_by=actor.name,
        drawn_by_id=actor.officer_id,
        drawn_at=at,
    )
    session.add(audit)
    await session.flush()
    drawn = await drawn_by(session, audit)
    rows = [
        {"audit_id": audit.id, "place": place, "case_id": case_id}
        for place, case_id in enumerate(drawn, start=1)
    ]
    await session.execute(insert(AuditedCase), rows)
    return audit


def check_supervisor(actor: Actor, organ_id: UUID) -> None:
    """NotAllowed unless the actor supervises for that organ; NotFound where it is none of his."""
    if not actor.may_read(organ_id):
        raise NotFound("没有找到这个单位，请核对")
    if not actor.has(organ_id, SUPERVISORS):
        raise NotAllowed("抽查应由主管部门岗位人员办理", article=SUPERVISED)


def _check_asked(
    organs: Sequence[UUID], first_day: date, last_day: date, wanted: int, today: date
) -> None:
    faults = []
    if not organs:
        faults.append(Fault("organs", "没有选择单位，请至少选择一个"))
    if last_day < first_day:
        faults.append(Fault("answered_to", f"截止日期{last_day}早于开始日期（{first_day}）"))
    if last_day > today:
        faults.append(Fault("answered_to", f"截止日期{last_day}晚于今天（{today}）"))
    if not 1 <= wanted <= MOST_DRAWN:
        faults.append(Fault("wanted", f"抽取件数应为1至{MOST_DRAWN}"))
    if faults:
        raise BadInput.of(faults, article=SUPERVISED)


def answered(organs: Sequence[UUID], first: date, last: date) -> list[ColumnElement[bool]]:
    """What there is to draw from: answered on these days; what was withdrawn has no answer."""
    return [
        Case.organ_id.in_(organs),
        Case.answered_on.between(first, last),
        or_(Case.answer_type.is_(None), Case.answer_type != WITHDRAWN),
    ]


async def drawn_by(session: AsyncSession, audit: Audit) -> Sequence[UUID]:
    """The cases that a drawing takes, in its order, from what is answered now."""
    key = func.sha256(func.convert_to(func.concat(audit.seed, ":", cast(Case.id, Text)), "UTF8"))
    found = await session.scalars(
        select(Case.id)
        .where(*answered(audit.organs, audit.first_day, audit.last_day))
        .order_by(key, Case.id)
        .limit(audit.wanted)
    )
    return found.all()


async def find(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    audit_id: UUID,
    place: int,
    points: Mapping[str, tuple[Verdict, str]],
) -> AuditFinding:
    """检查意见 on a drawn case, by point: verdict and remark; a later one replaces it and is kept beside it.

    NotFound for a case that was not drawn; BadInput without any verdict, for an unknown point, and
    for 不合格 without a remark that says what is wrong.
    """
    audit = await session.get(Audit, audit_id)
    if audit is None:
        raise NotFound("没有找到这次抽查，请核对")
    check_supervisor(actor, audit.organ_id)
    if await session.get(AuditedCase, (audit_id, place)) is None:
        raise NotFound(f"这次抽查没有第{place}件")
    faults = [Fault("points", f"没有“{key}”这一要点") for key in points if key not in AUDIT_POINT]
    faults += [
        Fault(f"points.{key}.remark", f"“{AUDIT_POINT[key].label}”不合格的，应当写明问题")
        for key, (verdict, remark) in points.items()
        if key in AUDIT_POINT and verdict is Verdict.FAILED and not remark.strip()
    ]
    if not points:
        faults.append(Fault("points", "没有选择任何结论，请至少检查一个要点"))
    if faults:
        raise BadInput.of(faults, article=SUPERVISED)
    row = AuditFinding(
        audit_id=audit_id,
        place=place,
        points={key: _kept(*said) for key, said in points.items()},
        made_by=actor.name,
        made_by_id=actor.officer_id,
        made_at=at,
    )
    session.add(row)
    await session.flush()
    return row


def _kept(verdict: Verdict, remark: str) -> dict[str, Any]:
    return {"verdict": verdict.value, "remark": remark.strip()}
