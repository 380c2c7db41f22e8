"""verify (完整性核验): every case's history read again; what does not agree is named and placed."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, clocks, papers, personal
from cases.facts import differences, event_of, stand
from cases.history import Kind, breaks
from cases.law.calendar import Calendar, compiled
from cases.models import Case, CaseCounter, CaseEvent, Document, Organ
from cases.models_clock import CalendarVersion, CaseClock
from cases.numbers import case_number, own_serial
from cases.vault import SealBroken, Vault
from cases.verify_batches import in_batches
from cases.verify_conversions import of_conversions
from cases.verify_editions import of_editions
from cases.verify_letters import lines_of, of_letters, of_series, of_templates, templates_of
from cases.verify_work import of_work, work_of

NOWHERE: Final = "-"


@dataclass(frozen=True)
class Difference:
    """One thing that does not agree: which case (or organ, or paper), where, and what."""

    what: str
    place: str
    sentence: str

    def __str__(self) -> str:
        """One line of `disclosure verify`, its fields parted by tabs."""
        return f"{self.what}\t{self.place}\t{self.sentence}"


async def verify(
    session: AsyncSession,
    vault: Vault,
    home: Path,
    progress: Callable[[int], None] = lambda _: None,
) -> AsyncIterator[Difference]:
    """Every difference between what is stored and what its history says; none in a sound office.

    The session should read one snapshot (REPEATABLE READ), so that work going on is no difference.
    """
    codes = {organ.id: organ.code for organ in await session.scalars(select(Organ))}
    kept = {n: c async for n, c in kept_calendars(session)}
    for broken in kept.values():
        if isinstance(broken, Difference):
            yield broken
    sound = {n: c for n, c in kept.items() if isinstance(c, Calendar)}
    newest = max(kept, default=0)
    templates: set[tuple[str, str]] = set()
    async for cases in in_batches(session, Case):
        events = await session.scalars(
            select(CaseEvent)
            .where(CaseEvent.case_id.in_([case.id for case in cases]))
            .order_by(CaseEvent.case_id, CaseEvent.seq)
        )
        history = {case_id: list(rows) for case_id, rows in groupby(events, lambda e: e.case_id)}
        stored = await session.scalars(
            select(CaseClock).where(CaseClock.case_id.in_([case.id for case in cases]))
        )
        clock = {row.case_id: row for row in stored}
        work = await work_of(session, [case.id for case in cases])
        lines = await lines_of(session, [case.id for case in cases])
        for case in cases:
            told = history.get(case.id, [])
            templates.update(templates_of(told))
            found = of_case(vault, codes[case.organ_id], case, told)
            if not found:  # what a broken history says is not held against what follows from it
                found += of_clock(sound, newest, case, told, clock.get(case.id))
                found += (
                    Difference(case.number, place, sentence)
                    for place, sentence in (
                        *of_work(case, told, work, sound.get(newest), home),
                        *of_letters(case, told, lines),
                    )
                )
            for difference in found:
                yield difference
        progress(len(cases))
    async for difference in of_strays(session):
        yield difference
    async for difference in of_numbers(session):
        yield difference
    async for code, (place, sentence) in of_series(session):
        yield Difference(code, place, sentence)
    async for difference in of_papers(session, home):
        yield difference
    async for what, (place, sentence) in of_editions(session):
        yield Difference(what, place, sentence)
    async for what, (place, sentence) in of_conversions(session, home):
        yield Difference(what, place, sentence)
    async for what, (place, sentence) in of_templates(session, home, templates):
        yield Difference(what, place, sentence)


def of_case(vault: Vault, code: str, case: Case, events: list[CaseEvent]) -> list[Difference]:
    """What does not agree in one case: its chain, its head, its columns, its personal data."""
    found = [
        Difference(case.number, f"第{seq}条记录", sentence) for seq, sentence in breaks(events)
    ]
    if not events:
        return [Difference(case.number, NOWHERE, "没有任何办理记录")]
    last = events[-1]
    if (case.events, case.head) != (last.seq, last.digest):
        found.append(Difference(case.number, f"第{last.seq}条记录", "与案件登记的末条记录不符"))
    if found:
        return found  # what a broken history says is not held against the columns
    now = stand(event_of(event) for event in events)
    found += [
        Difference(case.number, f"字段{column}", "与办理记录不符")
        for column in (*of_origin(code, case, events[0]), *differences(case, now))
    ]
    registration = [e for e in events if e.kind in REGISTRATIONS][-1]
    found += of_personal(vault, case, registration.data["personal"])
    return found


REGISTRATIONS: Final = (Kind.REGISTERED, Kind.BROUGHT_IN, Kind.REGISTRATION_CORRECTED)
SOURCES: Final = {"registered": Kind.REGISTERED, "imported": Kind.BROUGHT_IN}


def of_clock(
    kept: dict[int, Calendar],
    newest: int,
    case: Case,
    events: list[CaseEvent],
    stored: CaseClock | None,
) -> Iterator[Difference]:
    """The dates of a case that its events and its calendar give otherwise than they are stored."""
    if stored is None:
        yield Difference(case.number, "期限", "没有计算期限")
        return
    standing = clocks.steps((row.seq, event_of(row)) for row in events)
    closed_under = clocks.pinned(standing)
    calendar = kept.get(newest if closed_under is None else closed_under)
    if calendar is None:
        return  # its calendar is named as broken already
    now = clocks.dates(clocks.facts_of(case, standing), calendar)
    expected = vars(now) | {
        "warnings": list(now.warnings),
        "calendar": closed_under,
        "organ_id": case.organ_id,
        "owed_by": clocks.owed_by(
            case.state, case.answered_on, map(event_of, events), now.answer_due
        ),
    }
    for column, value in expected.items():
        if getattr(stored, column) != value:
            yield Difference(case.number, f"期限{column}", "与办理记录和工作日历不符")


async def kept_calendars(
    session: AsyncSession,
) -> AsyncIterator[tuple[int, Calendar | Difference]]:
    """Each calendar made again of its schedules, or that they are not what they were."""
    versions = await session.execute(
        select(CalendarVersion.ordinal, CalendarVersion.version).order_by(CalendarVersion.ordinal)
    )
    for ordinal, version in versions.all():
        broken = Difference(f"工作日历第{ordinal}版", NOWHERE, "所依据的节假日安排被改动过")
        try:
            calendar = compiled(await calendars.notices_of(session, ordinal))
        except ValueError:  # WrongNotice too
            yield ordinal, broken
            continue
        yield ordinal, calendar if calendar.version == version else broken


def of_origin(code: str, case: Case, first: CaseEvent) -> Iterator[str]:
    """The columns given once, when a case comes in, that its first event tells differently."""
    if str(case.organ_id) != first.data.get("organ"):
        yield "organ_id"
    if case.number != first.data.get("number"):
        yield "number"
    elif (case.series_year, case.serial) != (own_serial(code, case.number) or (None, None)):
        yield "serial"
    if SOURCES.get(case.source) != first.kind:
        yield "source"
    if (case.row_digest.hex() if case.row_digest else None) != first.data.get("row"):
        yield "row_digest"


def of_personal(vault: Vault, case: Case, fingerprint: str) -> list[Difference]:
    """Whether the sealed personal data are those that were registered."""
    try:
        held = personal.unseal(vault, case.id, case.personal)
    except SealBroken:
        return [Difference(case.number, "字段personal", "个人信息密文被改动或者移动过")]
    if personal.fingerprint(vault, held).hex() != fingerprint:
        return [Difference(case.number, "字段personal", "个人信息与登记时不符")]
    return []


async def of_strays(session: AsyncSession) -> AsyncIterator[Difference]:
    """Events whose case is gone."""
    rows = await session.execute(
        select(CaseEvent.case_id, func.count())
        .outerjoin(Case, Case.id == CaseEvent.case_id)
        .where(Case.id.is_(None))
        .group_by(CaseEvent.case_id)
        .order_by(CaseEvent.case_id)
    )
    for case_id, count in rows:
        yield Difference(str(case_id), NOWHERE, f"有{count}条办理记录而没有对应的案件")


async def of_numbers(session: AsyncSession) -> AsyncIterator[Difference]:
    """Gaps in the numbers of each organ's years, and numbers that are not their serial's."""
    counters = await session.execute(select(CaseCounter, Organ).join(Organ))
    for counter, organ in counters.all():
        serials = await session.execute(
            select(Case.serial, Case.number)
            .where(
                Case.organ_id == organ.id,
                Case.series_year == counter.year,
                Case.serial > counter.brought_in,
            )
            .order_by(Case.serial)
        )
        held = {serial or 0: number for serial, number in serials}
        for serial in range(counter.brought_in + 1, counter.last + 1):
            number = case_number(organ.code, counter.year, serial)
            if serial not in held:
                yield Difference(number, NOWHERE, "编号缺失，没有对应的案件")
        for beyond in sorted(serial for serial in held if serial > counter.last):
            yield Difference(held[beyond], "字段serial", "超出已发放的编号")
    orphans = await session.scalar(
        select(func.count())
        .select_from(Case)
        .outerjoin(
            CaseCounter,
            (CaseCounter.organ_id == Case.organ_id) & (CaseCounter.year == Case.series_year),
        )
        .where(Case.serial.is_not(None), CaseCounter.last.is_(None))
    )
    if orphans:
        yield Difference(f"{orphans}件", NOWHERE, "案件有编号而没有编号计数")


async def of_papers(session: AsyncSession, home: Path) -> AsyncIterator[Difference]:
    """Stored papers that are gone or changed."""
    rows: Any = await session.stream(select(Document.name, Document.digest).order_by(Document.id))
    async for name, digest in rows:
        if sentence := papers.fault(home, digest):
            yield Difference(name, NOWHERE, sentence)
