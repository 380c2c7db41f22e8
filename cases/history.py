"""The history of a case (办理记录): events chained by hash, so that a changed byte is found."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from cases.actor import Actor
from cases.db import canonical
from cases.models import CaseEvent

BEGINNING: Final = bytes(32)  # what the first event of a case names as its predecessor


class Kind(StrEnum):
    """记录种类: what happened. The clock's events have the names of the clock contract."""

    REGISTERED = "registered"
    BROUGHT_IN = "brought_in"
    RECEIPT_CONFIRMED = "receipt_confirmed"
    REGISTRATION_CORRECTED = "registration_corrected"
    SUPPLEMENT_NOTICE = "supplement_notice"
    SUPPLEMENT = "supplement"
    CONSULTATION = "consultation"
    CONSULTATION_REPLY = "consultation_reply"
    EXTENSION = "extension"
    ANSWER = "answer"
    WITHDRAWAL = "withdrawal"
    CLOSING_STRUCK = "closing_struck"
    PERSONAL_DATA_SHOWN = "personal_data_shown"

    @property
    def label(self) -> str:
        """As the history page prints it."""
        return KIND_LABELS[self]


KIND_LABELS: Final = {
    Kind.REGISTERED: "登记",
    Kind.BROUGHT_IN: "由登记台账导入",
    Kind.RECEIPT_CONFIRMED: "确认收到申请之日",
    Kind.REGISTRATION_CORRECTED: "更正登记",
    Kind.SUPPLEMENT_NOTICE: "告知补正",
    Kind.SUPPLEMENT: "收到补正",
    Kind.CONSULTATION: "发出征求意见书",
    Kind.CONSULTATION_REPLY: "收到征求意见回复",
    Kind.EXTENSION: "告知延长答复期限",
    Kind.ANSWER: "答复",
    Kind.WITHDRAWAL: "申请人撤回",
    Kind.CLOSING_STRUCK: "撤销误录的办结记录",
    Kind.PERSONAL_DATA_SHOWN: "查看个人信息",
}


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
    previous: bytes
    digest: bytes = b""


def written(
    case_id: UUID, seq: int, previous: bytes, event: Event, actor: Actor, at: datetime
) -> Entry:
    """The event as it is stored: chained to the one before it."""
    entry = Entry(
        case_id=case_id,
        seq=seq,
        kind=event.kind.value,
        day=event.day,
        at=at,
        officer_id=actor.officer_id,
        officer=actor.name,
        data=event.data,
        previous=previous,
    )
    return replace(entry, digest=digest(entry))


def chain(case_id: UUID, events: Iterable[Event], actor: Actor, at: datetime) -> list[Entry]:
    """The first events of a new case, each chained to the one before it."""
    entries: list[Entry] = []
    for event in events:
        previous = entries[-1].digest if entries else BEGINNING
        entries.append(written(case_id, len(entries) + 1, previous, event, actor, at))
    return entries


def digest(row: Entry | CaseEvent) -> bytes:
    """SHA-256 over everything that an event says and the digest before it."""
    said = (
        str(row.case_id),
        row.seq,
        row.kind,
        row.day.isoformat() if row.day else None,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(row.officer_id) if row.officer_id else None,
        row.officer,
        row.data,
        row.previous.hex(),
    )
    return hashlib.sha256(canonical(said).encode()).digest()


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
