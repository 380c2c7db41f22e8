"""The clock's JSON (clock.md, Input) read strictly: what is amiss names its field in one sentence."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from cases.annual.foreign_json import described, shown
from cases.law.clock_facts import (
    Answer,
    ClockFacts,
    Consultation,
    ConsultationReply,
    Delay,
    Event,
    Extension,
    FeeNotice,
    FeePayment,
    Receipt,
    Recipient,
    Supplement,
    SupplementNotice,
    Withdrawal,
    WrongFacts,
)
from cases.law.receipt import DATES, Channel

ISO_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
NOT_A_DAY: Final = "应当是有效日期，如2024-03-04"
TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
STEP: Final = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")

Object = Mapping[str, object]
Named = TypeVar("Named", bound=StrEnum)
Reader = Callable[[object, str], Any]


def parsed(text: str) -> object:
    """The value that a JSON text is, no name standing twice in an object.

    json.JSONDecodeError where it is none, WrongFacts where a name is repeated or a value too deep
    or too long.
    """

    repeated: list[str] = []

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        given = dict(pairs)
        if len(given) < len(pairs):
            names = [name for name, _ in pairs]
            repeated.append(next(name for name in given if names.count(name) > 1))
        return given

    try:
        value: object = json.loads(text, object_pairs_hook=once)
    except RecursionError:
        raise WrongFacts("", "JSON的层次过多") from None
    except json.JSONDecodeError:
        raise
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        raise WrongFacts("", "有过长的数") from None
    if repeated:
        raise WrongFacts(shown(repeated[0]), "重复出现，每个名称只能出现一次")
    return value


def read_facts(given: object, today: date) -> ClockFacts:
    """The facts of one case; `today` where the day asked is left out. WrongFacts names the field."""
    case = _object(given, "")
    _known(case, ("received_on", "receipt", "events", "as_of"), "")
    events = case.get("events")
    if events is None:  # no event yet
        events = []
    if not isinstance(events, list):
        raise WrongFacts("events", f"应当是事件的列表，实际是{described(events)}")
    as_of = _optional(case, "as_of", "", day)
    return ClockFacts(
        received=_received(case),
        events=tuple(_event(event, f"events[{place}]") for place, event in enumerate(events)),
        as_of=today if as_of is None else as_of,
    )


def line_of(text: str, field: str) -> int:
    """The line of a JSON text, one that can be read, on which a field stands or is missing."""
    if not field:
        return 1
    wanted: list[str | int] = [
        name or int(place) for name, place in STEP.findall(field) if name or place
    ]
    path: list[str | int | None] = []  # where we are; None: in an object, before a name
    deepest = at = 0
    for token in TOKEN.finditer(text):
        sign = token[0]
        if sign in "}]":
            path.pop()
        elif sign == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif sign != ":":
            named = bool(path) and path[-1] is None
            if named:
                path[-1] = json.loads(sign)
            if len(path) > deepest and path == wanted[: len(path)]:
                deepest, at = len(path), token.start()
            if not named and sign in "{[":
                path.append(None if sign == "{" else 0)
    return 1 + text.count("\n", 0, at)


def day(value: object, field: str) -> date:
    """A date written YYYY-MM-DD."""
    if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
        raise WrongFacts(field, f"{NOT_A_DAY}，实际是{described(value)}")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise WrongFacts(field, f"{NOT_A_DAY}，实际是{described(value)}") from None


def _identity(value: object, field: str) -> str:
    if type(value) is int or (isinstance(value, str) and value):
        return str(value)
    raise WrongFacts(field, f"应当是征求意见的编号，实际是{described(value)}")


def _recipient(value: object, field: str) -> Recipient:
    return _one_of(Recipient, value, field)


def _channel(value: object, field: str) -> Channel:
    return _one_of(Channel, value, field)


def _workdays(value: object, field: str) -> int:
    """A whole number; whether it is lawful the clock says."""
    if type(value) is not int:
        raise WrongFacts(field, f"应当是整数（工作日），实际是{described(value)}")
    return value


def _one_of(kind: type[Named], value: object, field: str) -> Named:
    names = [member.value for member in kind]
    if value not in names:
        raise WrongFacts(field, f"应当是{'、'.join(names)}之一，实际是{described(value)}")
    return kind(value)


@dataclass(frozen=True)
class Kind:
    """One type of event: what it becomes, the fields it must have and those it may have."""

    make: Callable[..., Event]
    required: Mapping[str, Reader]
    optional: Mapping[str, Reader]


ON: Final[Mapping[str, Reader]] = {"on": day}
NONE: Final[Mapping[str, Reader]] = {}
# fmt: off
KINDS: Final = {
    # type: what it becomes, required fields, optional fields
    "supplement_notice": Kind(SupplementNotice, ON, {"reply_by": day}),
    "supplement": Kind(Supplement, ON, NONE),
    "consultation": Kind(
        Consultation, {**ON, "id": _identity, "kind": _recipient}, {"received_on": day}),
    "consultation_reply": Kind(ConsultationReply, {**ON, "id": _identity}, NONE),
    "extension": Kind(Extension, {**ON, "workdays": _workdays}, {"approved_on": day}),
    "fee_notice": Kind(FeeNotice, ON, {"received_on": day}),
    "fee_payment": Kind(FeePayment, ON, NONE),
    "delay": Kind(Delay, {**ON, "until": day}, NONE),
    "answer": Kind(Answer, ON, NONE),
    "withdrawal": Kind(Withdrawal, ON, NONE),
}
# fmt: on


def _event(value: object, place: str) -> Event:
    given = _object(value, place)
    name = _required(given, "type", place)
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise WrongFacts(f"{place}.type", f"应当是{'、'.join(KINDS)}之一，实际是{described(name)}")
    _known(given, ("type", *kind.required, *kind.optional), place)
    fields = {
        field: read(_required(given, field, place), f"{place}.{field}")
        for field, read in kind.required.items()
    }
    for field, read in kind.optional.items():
        fields[field] = _optional(given, field, place, read)
    return kind.make(**fields)


def _received(case: Object) -> date | Receipt:
    received_on = _optional(case, "received_on", "", day)
    if case.get("receipt") is None:
        if received_on is None:
            raise WrongFacts("received_on", "没有填写，也没有填写“receipt”")
        found: date = received_on
        return found
    if received_on is not None:
        raise WrongFacts("receipt", "不应与“received_on”同时填写")
    given = _object(case["receipt"], "receipt")
    _known(given, ("channel", *DATES), "receipt")
    channel = _channel(_required(given, "channel", "receipt"), "receipt.channel")
    dates = {name: _optional(given, name, "receipt", day) for name in DATES}
    return Receipt(channel, {name: on for name, on in dates.items() if on is not None})


def _object(value: object, field: str) -> Object:
    if not isinstance(value, dict):
        raise WrongFacts(field, f"应当是一个JSON对象，实际是{described(value)}")
    return value


def _required(given: Object, name: str, place: str) -> object:
    value = given.get(name)
    if value is None:
        raise WrongFacts(_join(place, name), "没有填写")
    return value


def _optional(given: Object, name: str, place: str, read: Reader) -> Any:
    """What the field says; null says as little as leaving it out."""
    value = given.get(name)
    return None if value is None else read(value, _join(place, name))


def _known(given: Object, names: tuple[str, ...], place: str) -> None:
    """A misspelt optional field would move a date without a word: unknown names are refused."""
    for name in given:
        if name not in names:
            raise WrongFacts(
                _join(place, shown(name)), f"不是这里可以填写的字段，可以填写{'、'.join(names)}"
            )


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
