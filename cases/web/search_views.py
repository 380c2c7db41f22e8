"""The list of cases as its page shows it: lines with the words found, chips, headings that sort."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from markupsafe import Markup, escape
from sqlalchemy import Row

from cases.law.annual import CLASS_LABELS, OUTCOME_ROWS
from cases.law.identity import masked, masked_phone
from cases.law.receipt import Channel
from cases.list_filters import FILTERS, LATE_LABELS, ME
from cases.queries_list_choices import Choices
from cases.queries_words import CUT, SNIPPET
from cases.states import STATE_LABELS
from cases.web.views import channel_label, row_label

ELSEWHERE: Final = 90  # characters shown of a letter in which a word was found
TAGS: Final = 1  # the line of `words` that holds the tags, which are shown by themselves
AROUND: Final = 30  # of them before the word


@dataclass(frozen=True)
class Line:
    """One case of the list; `also` is what else of it holds a word, where nothing shown does."""

    id: UUID
    number: str
    organ: str
    organ_name: str
    state: str
    channel: str | None
    received_on: date | None
    answered_on: date | None
    answer_type: str | None
    annual_row: str | None
    applicant_class: str
    applicant_name: str
    request: str
    tags: tuple[str, ...]
    also: str
    answer_due: date | None
    paused_until: date | None
    awaiting: str | None
    awaited_until: date | None
    timely: bool | None
    provisional: bool


def lines_of(rows: Sequence[Row[Any]], words: Sequence[str]) -> list[Line]:
    """The lines of a page of the list."""
    return [
        Line(
            id=row.id,
            number=row.number,
            organ=row.organ_code,
            organ_name=row.organ_name,
            state=row.state,
            channel=row.channel,
            received_on=row.received_on,
            answered_on=row.answered_on,
            answer_type=row.answer_type,
            annual_row=row.annual_row,
            applicant_class=row.applicant_class,
            applicant_name=row.applicant_name,
            request=row.request + (CUT if len(row.request.removeprefix(CUT)) == SNIPPET else ""),
            tags=tuple(row.tags),
            also=_also(row, words),
            answer_due=row.answer_due,
            paused_until=row.paused_until,
            awaiting=row.awaiting,
            awaited_until=row.awaited_until,
            timely=row.timely,
            provisional=bool(row.provisional),
        )
        for row in rows
    ]


def _also(row: Any, words: Sequence[str]) -> str:
    """The first letter, answer or number of a document that holds a word not to be seen otherwise."""
    seen = f"{row.number} {row.applicant_name} {row.request}".lower()
    for word in words:
        if word.lower() in seen:
            continue
        for place, line in enumerate(str(row.words).split("\n")):
            if place == TAGS:
                continue
            at = line.lower().find(word.lower())
            if at >= 0:
                begin = max(0, at - AROUND)
                cut = line[begin : begin + ELSEWHERE]
                return (CUT if begin else "") + cut + (CUT if len(line) > begin + len(cut) else "")
    return ""


def marked(text: str, words: Iterable[str] = ()) -> Markup:
    """A text with the words found in it marked; everything of it escaped."""
    sought = sorted(filter(None, words), key=len, reverse=True)
    if not sought:
        return escape(text)
    pattern = re.compile("|".join(map(re.escape, sought)), re.IGNORECASE)
    pieces, place = [], 0
    for found in pattern.finditer(text):
        pieces += [escape(text[place : found.start()]), Markup("<mark>{}</mark>").format(found[0])]
        place = found.end()
    return Markup("").join([*pieces, escape(text[place:])])


@dataclass(frozen=True)
class Chip:
    """One filter that was chosen, in words, and the address of the list without it."""

    label: str
    value: str
    without: str


def address_of(chosen: Mapping[str, str], **changes: str) -> str:
    """The address of the list with what was chosen, leaving out what is empty."""
    kept = {name: value for name, value in {**chosen, **changes}.items() if value}
    return f"/cases?{urlencode(kept)}" if kept else "/cases"


def chips_of(
    chosen: Mapping[str, str], choices: Choices, organs: Mapping[str, str], numbers: str = ""
) -> list[Chip]:
    """What was chosen; `organs`: names by codes; `numbers` of persons are shown masked."""
    known: Mapping[str, Mapping[str, str]] = {
        "organ": organs,
        "state": {state.value: label for state, label in STATE_LABELS.items()},
        "applicant_class": {key.value: label for key, label in CLASS_LABELS.items()},
        "late": LATE_LABELS,
        "department": dict(choices.departments),
        "handler": {ME: "本人"} | dict(choices.handlers),
    }
    chips = [
        Chip(OF_A_PERSON, _masked(number), address_of(chosen, found=""))
        for number in numbers.split()
    ]
    for name, label in FILTERS.items():
        value = chosen.get(name, "")
        if not value:
            continue
        if name in known:
            told = known[name].get(value, "（已不在列）" if name in BY_ID else value)
        elif name == "annual_row":
            told = row_label(value) if value in OUTCOME_ROWS else value
        elif name == "channel":
            told = channel_label(value) if value in list(Channel) else value
        else:
            told = value
        chips.append(Chip(label, told, address_of(chosen, **{name: ""})))
    return chips


OF_A_PERSON: Final = "证件号码、电话"
BY_ID: Final = ("department", "handler")


def _masked(number: str) -> str:
    digits = sum(c.isdigit() for c in number)
    return masked_phone(number) if digits <= LONGEST_PHONE else masked(number)


LONGEST_PHONE: Final = 13  # digits, the country's 86 among them


@dataclass(frozen=True)
class Head:
    """A heading that sorts: where it leads, and how the list is sorted by it now, if it is."""

    address: str
    order: str  # ascending · descending · empty


# column: the ways to sort by it (sort, order), the one that comes first when it is chosen anew
WAYS: Final = {
    "number": (("number", "ascending"), ("-number", "descending")),
    "received": (("received", "descending"), ("oldest", "ascending")),
    "due": (("due", "ascending"), ("-due", "descending")),
    "answered": (("-answered", "descending"), ("answered", "ascending")),
}


def heads_of(chosen: Mapping[str, str], order: str) -> dict[str, Head]:
    """The headings of the list: that of the present order turns it round."""
    made = {}
    for column, (usual, other) in WAYS.items():
        orders = dict((usual, other))
        now = orders.get(order, "")
        goes_to = other[0] if order == usual[0] else usual[0]
        made[column] = Head(address_of(chosen, sort=goes_to), now)
    return made


def in_words(chips: Sequence[Chip]) -> str:
    """The filters in one sentence, as prints and exports begin with."""
    return "；".join(f"{chip.label}“{chip.value}”" for chip in chips) or "全部案件"


def without_words(chips: Sequence[Chip]) -> list[Chip]:
    """The same with what was typed left out, names and numbers of persons among it, for records."""
    typed = (OF_A_PERSON, FILTERS["q"])
    return [replace(chip, value="（已隐去）") if chip.label in typed else chip for chip in chips]


def globals_of_search() -> dict[str, Any]:
    """What the templates of lists call."""
    return {
        "marked": marked,
        "filter_labels": FILTERS,
        "late_labels": LATE_LABELS,
        "channels": [(channel.value, channel.label) for channel in Channel],
    }
