"""The history of a case (办理记录): events chained by hash, so that a changed byte is found."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from cases.actor import Actor
from cases.db import canonical
from cases.kinds import KIND_LABELS, Kind
from cases.models import CaseEvent

__all__ = ["KIND_LABELS", "Entry", "Event", "Kind", "breaks", "chain", "digest", "written"]

EVENT_COLUMNS: Final = (
    "case_id", "seq", "kind", "day", "at", "officer_id", "officer", "data", "previous", "digest",
)  # fmt: skip
WHERE: Final = "where"  # in the data of an event: by what and from where its officer acted
BEGINNING: Final = bytes(32)  # what the first event of a case names as its predecessor


@dataclass(frozen=True)
class Event:
    """One thing that happened: its kind, its day where it has one, and its particulars."""

    kind: Kind
    day: date | None
    data: dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """An event as it is stored: who, when, and its place in the chain."""

    case_id: UUID
    seq: int
    kind: str
    day: date | None
    at: datetime
    officer_id: UUID | None
    officer: str
    data: dict[str, Any]
    text: str  # the data as canonical JSON: what is hashed and what a COPY stores
    previous: bytes
    digest: bytes


def written(
    case_id: UUID, seq: int, previous: bytes, event: Event, actor: Actor, at: datetime
) -> Entry:
    """The event as it is stored, with from where it was done: chained to the one before it."""
    data = {**event.data, WHERE: actor.where} if actor.where else event.data
    text, who = canonical(data), actor.officer_id
    head = _head(case_id, seq, event.kind.value, event.day, at, who, actor.name)
    return Entry(
        case_id=case_id,
        seq=seq,
        kind=event.kind.value,
        day=event.day,
        at=at,
        officer_id=who,
        officer=actor.name,
        data=data,
        text=text,
        previous=previous,
        digest=_hashed(head, text, previous),
    )


def chain(case_id: UUID, events: Iterable[Event], actor: Actor, at: datetime) -> list[Entry]:
    """The first events of a new case, each chained to the one before it."""
    entries: list[Entry] = []
    for event in events:
        previous = entries[-1].digest if entries else BEGINNING
        entries.append(written(case_id, len(entries) + 1, previous, event, actor, at))
    return entries


def digest(row: CaseEvent) -> bytes:
    """SHA-256 over everything that an event says and the digest before it.

    Hashed is the canonical JSON of [case, number, kind, day, moment, officer's id, officer's name,
    data, digest before], put together from its parts so that no event is written out twice.
    """
    head = _head(row.case_id, row.seq, row.kind, row.day, row.at, row.officer_id, row.officer)
    return _hashed(head, canonical(row.data), row.previous)


def _head(
    case_id: UUID,
    seq: int,
    kind: str,
    day: date | None,
    at: datetime,
    officer_id: UUID | None,
    officer: str,
) -> str:
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    said = (
        str(case_id),
        seq,
        kind,
        day.isoformat() if day else None,
        moment,
        str(officer_id) if officer_id else None,
        officer,
    )
    return canonical(said)[:-1]


def _hashed(head: str, text: str, previous: bytes) -> bytes:
    return hashlib.sha256(f'{head},{text},"{previous.hex()}"]'.encode()).digest()


def breaks(rows: Sequence[CaseEvent]) -> list[tuple[int, str]]:
    """Where a chain does not hold, as (number of the event, what is wrong), in order."""
    found: list[tuple[int, str]] = []
    previous, place = BEGINNING, 0
    for row in rows:
        if row.seq != place + 1:
            found.append((row.seq, f"缺少第{place + 1}条记录"))
        if row.previous != previous:
            found.append((row.seq, "与前一条记录的衔接摘要不符"))
        if digest(row) != row.digest:
            found.append((row.seq, "内容与摘要不符，记录被改动过"))
        previous, place = row.digest, row.seq
    return found
