"""A case as its history tells it: the one bridge from events to the columns of `cases`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from cases.history import Event, Kind
from cases.law.receipt import Channel, received_on
from cases.models import Case, CaseEvent
from cases.states import State


@dataclass(frozen=True)
class Standing:
    """现状: every column of `cases` that events decide, by its name there."""

    state: str
    channel: str | None
    received_on: date | None
    listed_on: date
    answered_on: date | None
    answer_type: str | None
    annual_row: str | None
    department_id: UUID | None
    handler_id: UUID | None
    accepted: bool
    applicant_class: str
    applicant_name: str
    request: str
    items: list[dict[str, Any]]
    facts: dict[str, Any]
    id_number_index: bytes | None
    phone_index: bytes | None
    counted_for: UUID
    tags: list[str]
    words: str


def stand(events: Iterable[Event]) -> Standing:
    """Where a case stands after these events, the first of which registered it."""
    events = iter(events)
    first = next(events)
    assert first.kind in (Kind.REGISTERED, Kind.BROUGHT_IN), first.kind
    now = registered(first.data, UUID(first.data["organ"]))
    for event in events:
        now = after(now, event)
    return now


def registered(data: Mapping[str, Any], organ: UUID) -> Standing:
    """Where a case stands by its registration alone, at an organ that answers in its own name."""
    dates = {name: _day(value) for name, value in data["dates"].items()}
    channel = Channel(data["channel"]) if data["channel"] else None
    day = _day(data["received_on"]) if channel is None else received_on(channel, dates)
    if day is None and data.get("received_on"):
        day = _day(data["received_on"])  # a register states the day itself
    arrived = min((d for d in dates.values() if d), default=_day(data["registered_on"]))
    assert arrived is not None
    return Standing(
        state=State(data["to"]) if "to" in data else HANDLED if day else State.UNCONFIRMED,
        channel=channel,
        received_on=day,
        listed_on=day or arrived,
        answered_on=None,
        answer_type=None,
        annual_row=None,
        department_id=None,
        handler_id=None,
        accepted=False,
        applicant_class=data["applicant_class"],
        applicant_name=data["applicant_name"],
        request=data["request"],
        items=data["items"],
        facts=data["facts"] | {"dates": data["dates"]},
        id_number_index=_bytes(data["id_number"]),
        phone_index=_bytes(data["phone"]),
        counted_for=organ,
        tags=[],
        words=worded(named_by(data["items"])),
    )


def after(now: Standing, event: Event) -> Standing:
    """Where a case stands after one more event; `to` in it names the state that it leads to."""
    data = event.data
    match event.kind:
        case Kind.RECEIPT_CONFIRMED:
            dates = now.facts["dates"] | {"confirmed_on": data["confirmed_on"]}
            assert event.day is not None
            now = replace(
                now,
                state=HANDLED,
                received_on=event.day,
                listed_on=event.day,
                facts=now.facts | {"dates": dates},
            )
        case Kind.REGISTRATION_CORRECTED:
            said = registered(data, now.counted_for)
            now = replace(now, **{name: getattr(said, name) for name in REGISTERED})
            _, tags, letters = _lines(now.words)
            now = replace(now, words=worded(named_by(data["items"]), tags, letters))
            now = now if "to" in data else replace(now, state=said.state)
        case Kind.ANSWER | Kind.WITHDRAWAL:
            now = replace(
                now,
                state=State.CLOSED,
                answered_on=event.day,
                answer_type=data["answer_type"],
                annual_row=data["annual_row"],
            )
        case Kind.CLOSING_STRUCK if not data.get("anew"):
            now = replace(
                now,
                state=HANDLED if now.received_on else State.UNCONFIRMED,
                answered_on=None,
                answer_type=None,
                annual_row=None,
            )
        case Kind.ASSIGNED | Kind.HANDED_OVER | Kind.ACCEPTED:
            now = replace(
                now,
                department_id=_id(data["department"]),
                handler_id=_id(data["handler"]),
                accepted=event.kind is Kind.ACCEPTED,
            )
        case Kind.ASSIGNMENT_RETURNED:
            now = replace(now, department_id=None, handler_id=None, accepted=False)
        case Kind.NAME_SETTLED:
            now = replace(now, counted_for=UUID(data["organ"]))
        case Kind.TAGGED:
            numbers, _, letters = _lines(now.words)
            tags = "#".join(["", *data["tags"], ""]) if data["tags"] else ""
            now = replace(now, tags=[*data["tags"]], words=worded(numbers, tags, letters))
    line = told_of_letters(event)
    if line:
        numbers, tags, letters = _lines(now.words)
        now = replace(now, words=worded(numbers, tags, f"{letters}\n{line}".lstrip("\n")))
    return replace(now, state=State(data["to"])) if "to" in data else now


def named_by(items: Iterable[Mapping[str, Any]]) -> str:
    """The numbers of documents that the items name."""
    numbers = (item.get(name) for item in items for name in ("doc_number", "index_number"))
    return " ".join(filter(None, numbers))


def told_of_letters(event: Event) -> str:
    """What an event adds to the letters that find a case: one by its title, number and decisions.

    An answer of a register has its number only. Voided numbers are looked for too, so they stay.
    """
    data = event.data
    if event.kind is Kind.PAPER_ISSUED:
        items = data.get("fields", {}).get("items") or () if data.get("answers") else ()
        decisions = (item.get("decision") for item in items)
        return " ".join(filter(None, (data.get("title"), data.get("doc_number"), *decisions)))
    return data.get("doc_number") or "" if event.kind in ANSWERS else ""


ANSWERS: Final = (Kind.ANSWER, Kind.ANSWERED_ANEW)


def worded(numbers: str, tags: str = "", letters: str = "") -> str:
    """What else finds a case: numbers that its items name, its tags as #one#two#, then its letters."""
    return f"{numbers}\n{tags}\n{letters}".rstrip("\n")


def _lines(words: str) -> list[str]:
    return [*words.split("\n", 2), "", ""][:3]


# What was under way before cases had stages is being handled.
HANDLED: Final = State.HANDLING
# What a corrected registration says anew; who handles the case, and its answer, are not its matter.
REGISTERED: Final = (
    "channel", "received_on", "listed_on", "applicant_class", "applicant_name", "request", "items",
    "facts", "id_number_index", "phone_index",
)  # fmt: skip


def event_of(row: CaseEvent) -> Event:
    """A stored event as the fold takes it."""
    return Event(Kind(row.kind), row.day, row.data)


def settle(case: Case, now: Standing) -> None:
    """Write where the case stands into its columns."""
    for column in COLUMNS:
        setattr(case, column, getattr(now, column))


def differences(case: Case, now: Standing) -> list[str]:
    """The columns of a case that say something else than its history."""
    return [column for column in COLUMNS if getattr(case, column) != getattr(now, column)]


COLUMNS: Final = tuple(field.name for field in fields(Standing))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _id(value: str | None) -> UUID | None:
    return UUID(value) if value else None


def _bytes(value: str | None) -> bytes | None:
    return bytes.fromhex(value) if value else None
