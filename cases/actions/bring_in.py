"""台账导入: bring a checked register in, all of it or nothing (contract: register.md)."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Final, Self
from uuid import UUID

from sqlalchemy import ARRAY, Text, any_, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, clocks, personal
from cases.actions import door
from cases.actor import Actor
from cases.db import canonical
from cases.errors import BadInput, Fault, NotFound
from cases.facts import COLUMNS, stand
from cases.history import EVENT_COLUMNS, Entry, Event, Kind, chain
from cases.law.receipt import RULES
from cases.models import Case, Organ, new_id
from cases.numbers import bring_in_serial, own_serial
from cases.register.faults import RegisterFault
from cases.register.rows import Checked, RegisterRow
from cases.states import MOVE, Verb
from cases.vault import Vault

Progress = Callable[[int], None]
TURN: Final = 50  # cases, some milliseconds of work


@dataclass(frozen=True)
class BroughtIn:
    """What an import did: cases added, and rows that an earlier import had brought already."""

    added: int
    already: int


class RegisterRefused(BadInput):
    """A register with faults: nothing of it was stored."""

    def __init__(self, faults: tuple[RegisterFault, ...]) -> None:
        first = (
            f"{faults[0]}。" if len(faults) == 1 else f"共{len(faults)}处，首处为：{faults[0]}。"
        )
        super().__init__(
            f"台账有误，没有导入任何数据：{first}",
            article=MOVE[Verb.BRING_IN].article,
            faults=[Fault(f"{f.row}/{f.column}", str(f)) for f in faults],
        )
        self.register_faults = faults

    @classmethod
    def of_register(cls, read: Sequence[RegisterFault], stored: Sequence[RegisterFault]) -> Self:
        """Faults of the file and against the store together, in the order of the rows."""
        return cls(tuple(sorted((*read, *stored), key=lambda fault: fault.row)))


async def faults_against_store(
    session: AsyncSession, organ_id: UUID, rows: tuple[RegisterRow, ...]
) -> tuple[list[RegisterFault], set[str]]:
    """Numbers that the store has with another content, and those it has from the very same row."""
    numbers = [row.number for row in rows]
    found = await session.execute(
        select(Case.number, Case.row_digest).where(
            Case.organ_id == organ_id,
            Case.number == any_(literal(numbers, ARRAY(Text))),  # one parameter, however many rows
        )
    )
    stored = {row.number: row.row_digest for row in found}
    faults, already = [], set()
    for row in rows:
        if row.number not in stored:
            continue
        if stored[row.number] == bytes.fromhex(row.digest()):
            already.add(row.number)
        else:
            expected = "系统中已有相同编号而内容不同的案件，应为未使用过的编号"
            faults.append(RegisterFault(row.row, "登记编号", row.number, expected))
    return faults, already


async def bring_in(
    session: AsyncSession,
    vault: Vault,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    checked: Checked,
    progress: Progress = lambda _: None,
) -> BroughtIn:
    """Store every row as a case with its history; RegisterRefused where there is any fault."""
    door.check_role(actor, organ_id, Verb.BRING_IN)
    organ = await session.scalar(
        select(Organ).where(Organ.id == organ_id).with_for_update(key_share=True)
    )
    if organ is None:
        raise NotFound("没有找到导入单位")
    # before the store is looked at: nobody draws a number of these series until the end
    for year, serial in sorted(highest_serials(organ.code, checked.rows).items()):
        await bring_in_serial(session, organ_id, year, serial)
    faults, already = await faults_against_store(session, organ_id, checked.rows)
    if checked.faults or faults:
        raise RegisterRefused.of_register(checked.faults, faults)
    new = [row for row in checked.rows if row.number not in already]
    calendar = await calendars.in_force(session)
    events: list[tuple[Any, ...]] = []
    dates: list[tuple[Any, ...]] = []

    async def cases() -> AsyncIterator[tuple[Any, ...]]:
        for done, row in enumerate(new, start=1):
            case, history, clock = from_row(vault, actor, at, organ, row, calendar)
            events.extend(map(event_record, history))
            dates.append(clock)
            yield case
            if done % TURN == 0:
                progress(done)
                await asyncio.sleep(0)  # the database takes what is ready; others get their turn

    await copy(session, "cases", CASE_COLUMNS, cases())
    await copy(session, "case_events", EVENT_COLUMNS, events)
    await copy(session, "clocks", CLOCK_COLUMNS, dates)
    progress(len(new))
    return BroughtIn(len(new), len(already))


def highest_serials(code: str, rows: Sequence[RegisterRow]) -> dict[int, int]:
    """The highest serial of each year among numbers of our own series."""
    highest: dict[int, int] = {}
    for row in rows:
        own = own_serial(code, row.number)
        if own is not None:
            highest[own[0]] = max(own[1], highest.get(own[0], 0))
    return highest


def from_row(
    vault: Vault,
    actor: Actor,
    at: datetime,
    organ: Organ,
    row: RegisterRow,
    calendar: calendars.Numbered,
) -> tuple[tuple[Any, ...], list[Entry], tuple[Any, ...]]:
    """A row as the record of its case, the history behind it, and the record of its clock."""
    case_id = new_id()
    sealed = personal.seal(
        vault,
        case_id,
        personal.Personal(
            id_kind=row.id_kind,
            id_number=row.id_number or "",
            phone=row.phone or "",
            notes=row.notes,
        ),
    )
    events = list(events_of(row, organ, sealed, door.today(at), calendar.ordinal))
    entries = chain(case_id, events, actor, at)
    now = stand(events)
    columns = vars(now) | {"items": canonical(now.items), "facts": canonical(now.facts)}
    own = own_serial(organ.code, row.number) or (None, None)
    record = (
        case_id, organ.id, row.number, *own, "imported", None, bytes.fromhex(row.digest()),
        sealed.personal, len(entries), entries[-1].digest,
        *columns.values(),
    )  # fmt: skip
    standing = clocks.steps(enumerate(events, start=1))
    dates = vars(clocks.dates(clocks.facts_of(now, standing), calendar.calendar))
    owed_by = clocks.owed_by(now.state, now.answered_on, events, dates["answer_due"])
    dates = dates | {"warnings": canonical(dates["warnings"]), "owed_by": owed_by}
    return record, entries, (case_id, organ.id, clocks.pinned(standing), *dates.values())


CLOCK_COLUMNS = ("case_id", "organ_id", "calendar", *clocks.COLUMNS, "owed_by")
CASE_COLUMNS = (
    "id", "organ_id", "number", "series_year", "serial", "source", "submission", "row_digest",
    "personal", "events", "head", *COLUMNS,
)  # fmt: skip


def events_of(
    row: RegisterRow, organ: Organ, sealed: personal.Sealed, today: date, calendar: int
) -> Iterator[Event]:
    """What a row says has happened, in the order of the days; of one day in this order."""
    yield Event(Kind.BROUGHT_IN, row.received_on, registration(row, organ, sealed, today))
    answer = {
        "answer_type": None,  # a register names the row of the annual table, no answer type
        "annual_row": row.annual_row,
        "doc_number": row.answer_number or "",
        "calendar": calendar,
    }
    steps: list[tuple[Kind, date | None, dict[str, Any]]] = [
        (Kind.SUPPLEMENT_NOTICE, row.supplement_notice_on, {"reply_by": iso(row.supplement_reply_by)}),
        (Kind.SUPPLEMENT, row.supplement_on, {}),
        (Kind.CONSULTATION, row.consultation_on, {"id": "1", "kind": "third_party"}),
        (Kind.CONSULTATION_REPLY, row.consultation_reply_on, {"id": "1"}),
        (Kind.EXTENSION, row.extension_on, {"workdays": row.extension_workdays}),
        (Kind.ANSWER, row.answered_on, answer),
    ]  # fmt: skip
    dated = [(kind, day, data) for kind, day, data in steps if day is not None]
    for kind, day, data in sorted(dated, key=lambda step: step[1]):
        yield Event(kind, day, data)


def registration(
    row: RegisterRow, organ: Organ, sealed: personal.Sealed, today: date
) -> dict[str, Any]:
    """What the first event of an imported case says."""
    dates = {RULES[row.channel].decides: iso(row.received_on)} if row.channel else {}
    return {
        "organ": str(organ.id),
        "number": row.number,
        "channel": row.channel,
        "dates": dates,
        "received_on": iso(row.received_on),
        "registered_on": today.isoformat(),
        "applicant_class": row.applicant_class,
        "applicant_name": row.applicant,
        "request": row.request,
        "items": [{"text": row.request, "doc_number": "", "index_number": ""}],
        "facts": {"remark": row.remark or ""},
        "personal": sealed.fingerprint.hex(),
        "id_number": sealed.id_number_index.hex() if sealed.id_number_index else None,
        "phone": sealed.phone_index.hex() if sealed.phone_index else None,
        "row": row.digest(),
    }


def iso(day: date | None) -> str | None:
    """A day as JSON keeps it."""
    return day.isoformat() if day else None


# An entry in the order of the table's columns, its data as text: COPY takes JSON so.
event_record: Callable[[Entry], tuple[Any, ...]] = attrgetter(
    *("text" if column == "data" else column for column in EVENT_COLUMNS)
)


async def copy(session: AsyncSession, table: str, columns: tuple[str, ...], records: Any) -> None:
    """Store records by COPY, in the transaction of the session."""
    connection = await session.connection()
    raw = await connection.get_raw_connection()
    assert raw.driver_connection is not None
    await raw.driver_connection.copy_records_to_table(table, records=records, columns=columns)
