"""verify, of the work on a case: slips and challenges against the history, attachments on the disk."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers
from cases.challenges import rows_of
from cases.facts import after, event_of, registered
from cases.history import Kind
from cases.law.calendar import Calendar
from cases.models import Case, CaseEvent
from cases.models_work import ChallengeRow, Slip

Place = tuple[str, str]  # where, and what does not agree
Row = Mapping[str, Any]


@dataclass
class Work:
    """The rows beside the cases of a batch, by their case and their number within it."""

    slips: dict[UUID, dict[int, Slip]] = field(default_factory=dict)
    challenges: dict[UUID, dict[int, ChallengeRow]] = field(default_factory=dict)


async def work_of(session: AsyncSession, case_ids: list[UUID]) -> Work:
    """What is stored beside these cases: two statements."""
    work = Work()
    for slip in await session.scalars(select(Slip).where(Slip.case_id.in_(case_ids))):
        work.slips.setdefault(slip.case_id, {})[slip.number] = slip
    asked = select(ChallengeRow).where(ChallengeRow.case_id.in_(case_ids))
    for challenge in await session.scalars(asked):
        work.challenges.setdefault(challenge.case_id, {})[challenge.number] = challenge
    return work


def of_work(
    case: Case, events: list[CaseEvent], work: Work, calendar: Calendar | None, home: Path
) -> Iterator[Place]:
    """What of a case's slips, challenges and attachments its history tells otherwise.

    Without a calendar that holds, the dates of challenges are not asked: it is named as broken.
    """
    slips = work.slips.get(case.id, {})
    yield from _differing("协办函", slips_told(case, events), slips)
    if calendar is not None:
        told = rows_of(case.id, map(event_of, events), calendar)
        expected = {number: row | {"organ_id": case.organ_id} for number, row in told.items()}
        yield from _differing("复议诉讼", expected, work.challenges.get(case.id, {}))
    yield from of_files(events, home)


def _differing(
    what: str, expected: Mapping[int, Row], stored: Mapping[int, Any]
) -> Iterator[Place]:
    for number in sorted(expected.keys() | stored.keys()):
        place = f"第{number}号{what}"
        if number not in stored:
            yield place, "办理记录中有而没有存储"
        elif number not in expected:
            yield place, "没有对应的办理记录"
        else:
            for column, value in expected[number].items():
                if getattr(stored[number], column) != value:
                    yield f"{place}字段{column}", "与办理记录不符"


def slips_told(case: Case, events: Iterable[CaseEvent]) -> dict[int, dict[str, Any]]:
    """The rows of `slips` as the history tells them: what was asked stands as it was asked."""
    rows: dict[int, dict[str, Any]] = {}
    rest = iter(events)
    first = next(rest).data
    now = registered(first, UUID(first["organ"]))
    for event in rest:
        now, data = after(now, event_of(event)), event.data
        if event.kind == Kind.HELP_ASKED:
            items = [{"item": n, "text": now.items[n - 1]["text"]} for n in data["items"]]
            rows[data["number"]] = {
                "organ_id": case.organ_id,
                "to_organ_id": UUID(data["to_organ"]),
                "to_department_id": UUID(part) if (part := data["to_department"]) else None,
                "asked": {"number": case.number, "items": items, "question": data["question"]},
                "asked_on": event.day,
                "reply_by": date.fromisoformat(data["reply_by"]),
                "answered_at": None,
                "answer": None,
            }
        elif event.kind == Kind.SLIP_ANSWERED:
            said = {name: data[name] for name in SAID}
            rows[data["number"]] |= {
                "answered_at": event.at,
                "answer": said | {"by": event.officer},
            }
    return rows


SAID: Final = ("holds", "location", "searched", "opinion")


def of_files(events: Iterable[CaseEvent], home: Path) -> Iterator[Place]:
    """Files of the case whose sealed content is gone or changed: attachments, those taken down too,
    papers, voided ones too, and drafts that were edited elsewhere.
    """
    for place, digest in _stored(events):
        if sentence := papers.fault(home, digest):
            yield place, sentence


def _stored(events: Iterable[CaseEvent]) -> Iterator[Place]:
    """What each file is called, and its digest on the disk."""
    for event in events:
        data = event.data
        match event.kind:
            case Kind.ATTACHED:
                yield f"第{data['number']}号附件", data["stored"]
            case Kind.PAPER_ISSUED:
                yield f"第{data['number']}号文书", data["stored"]
            case Kind.DRAFTED if edited := (data.get("letter") or {}).get("edited"):
                yield f"办理记录第{event.seq}条的修改稿", edited["stored"]
