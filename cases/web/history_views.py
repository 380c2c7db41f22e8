"""办理记录 as its page shows it: the lines with their words, and which of them are asked for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from cases.actions.door import today
from cases.errors import BadInput, Fault
from cases.history import WHERE, Kind
from cases.law.calendar import in_chinese
from cases.models import CaseEvent
from cases.web.clock_views import overruled
from cases.web.history_words import words


class Group(StrEnum):
    """类别: what a record is about, for the filter of the page."""

    REGISTRATION = "registration"
    CLOCK = "clock"
    WORK = "work"
    REVIEW = "review"
    PAPERS = "papers"
    ANSWER = "answer"
    CHALLENGE = "challenge"
    LOOK = "look"

    @property
    def label(self) -> str:
        """As the filter prints it."""
        return GROUP_LABELS[self]


GROUP_LABELS: Final = {
    Group.REGISTRATION: "登记",
    Group.CLOCK: "期限",
    Group.WORK: "办理",
    Group.REVIEW: "审核签发",
    Group.PAPERS: "文书",
    Group.ANSWER: "答复归档",
    Group.CHALLENGE: "复议诉讼",
    Group.LOOK: "查看调取",
}
K: Final = Kind
# fmt: off
KINDS: Final[Mapping[Group, tuple[Kind, ...]]] = {
    Group.REGISTRATION: (
        K.REGISTERED, K.BROUGHT_IN, K.RECEIPT_CONFIRMED, K.REGISTRATION_CORRECTED),
    Group.CLOCK: (
        K.SUPPLEMENT_NOTICE, K.SUPPLEMENT, K.CONSULTATION, K.CONSULTATION_REPLY,
        K.THIRD_PARTY_TOLD, K.EXTENSION_APPROVED, K.EXTENSION, K.FEE_NOTICE, K.FEE_PAYMENT,
        K.REASONS_ASKED, K.REASONS_JUDGED, K.DELAY, K.LETTER_RECEIVED, K.STEP_CORRECTED,
        K.STEP_STRUCK),
    Group.WORK: (
        K.SCREENED, K.ASSIGNED, K.ACCEPTED, K.ASSIGNMENT_RETURNED, K.HANDED_OVER, K.SEARCHED,
        K.HELP_ASKED, K.SLIP_ANSWERED, K.CONFERENCE_CALLED, K.OPINION_GIVEN,
        K.CONFERENCE_CONCLUDED, K.REFERRED, K.DETERMINED, K.ITEM_CONCLUDED, K.DRAFTED, K.ATTACHED,
        K.DETACHED, K.NAME_SETTLED, K.TAGGED),
    Group.REVIEW: (K.SUBMITTED, K.RECALLED, K.APPROVED, K.SKIPPED, K.SENT_BACK, K.SIGNED),
    Group.PAPERS: (K.PAPER_ISSUED, K.PAPER_VOIDED, K.PAPER_DELIVERED),
    Group.ANSWER: (K.ANSWER, K.ANSWERED_ANEW, K.WITHDRAWAL, K.CLOSING_STRUCK, K.ARCHIVED),
    Group.CHALLENGE: (K.CHALLENGED, K.CHALLENGE_UPDATED, K.CHALLENGE_STRUCK, K.REOPENED),
    Group.LOOK: (K.PERSONAL_DATA_SHOWN, K.TAKEN_OUT),
}
# fmt: on
GROUP: Final = {kind: group for group, kinds in KINDS.items() for kind in kinds}
assert set(GROUP) == set(Kind)
assert len(GROUP) == sum(map(len, KINDS.values()))


@dataclass(frozen=True)
class Line:
    """One record as the page prints it; `over`: a later one said it anew or struck it."""

    seq: int
    kind: Kind
    day: date | None
    at: datetime
    officer: str
    where: str
    words: str
    digest: str
    over: bool

    @property
    def group(self) -> Group:
        """What it is about."""
        return GROUP[self.kind]


def lines(events: Sequence[CaseEvent]) -> list[Line]:
    """Every record of a history, from its beginning."""
    told, over = words(events), overruled(events)
    return [
        Line(
            seq=event.seq,
            kind=Kind(event.kind),
            day=event.day,
            at=event.at,
            officer=event.officer,
            where=event.data.get(WHERE, ""),
            words=told[event.seq],
            digest=event.digest.hex(),
            over=event.seq in over,
        )
        for event in events
    ]


NEWEST: Final = "newest"
ORDERS: Final = {"": "最早的在前", NEWEST: "最新的在前"}


@dataclass(frozen=True)
class Asked:
    """Which records are asked for, and in which order; every part narrows."""

    group: Group | None = None
    officer: str = ""
    since: date | None = None
    until: date | None = None
    word: str = ""
    newest_first: bool = False

    @property
    def conditions(self) -> list[str]:
        """What narrows, as the page and the printed sheet say it; empty where nothing does."""
        said = {
            "类别": self.group.label if self.group else "",
            "经办人": self.officer,
            "记录日期自": in_chinese(self.since) if self.since else "",
            "记录日期至": in_chinese(self.until) if self.until else "",
            "内容": self.word,
        }
        return [f"{name}“{value}”" for name, value in said.items() if value]

    def of(self, history: Sequence[Line]) -> list[Line]:
        """The lines that are asked for; days are those on which they were recorded."""
        found = [line for line in history if self._wants(line)]
        return found[::-1] if self.newest_first else found

    def _wants(self, line: Line) -> bool:
        on = today(line.at)
        said = "\n".join((line.kind.label, line.words, line.where)).casefold()
        return (
            self.group in (None, line.group)
            and self.officer in ("", line.officer)
            and (self.since is None or self.since <= on)
            and (self.until is None or on <= self.until)
            and self.word.casefold() in said
        )


def asked(chosen: Mapping[str, str]) -> Asked:
    """What the fields of the filter say; BadInput with each field that cannot be so."""
    faults: list[Fault] = []
    if chosen["group"] and chosen["group"] not in list(Group):
        faults.append(Fault("group", "不在可选范围内"))
    if chosen["order"] not in ORDERS:
        faults.append(Fault("order", "不在可选范围内"))
    since, until = _day(chosen, "since", faults), _day(chosen, "until", faults)
    if since and until and until < since:
        faults.append(Fault("until", f"截止日期{until}早于起始日期{since}"))
    if faults:
        raise BadInput.of(faults)
    return Asked(
        group=Group(chosen["group"]) if chosen["group"] else None,
        officer=chosen["officer"],
        since=since,
        until=until,
        word=chosen["q"],
        newest_first=chosen["order"] == NEWEST,
    )


def _day(chosen: Mapping[str, str], name: str, faults: list[Fault]) -> date | None:
    if not chosen[name]:
        return None
    try:
        return date.fromisoformat(chosen[name])
    except ValueError:
        faults.append(Fault(name, f"“{chosen[name]}”应为日期，如2026-03-05"))
        return None


def offered(history: Sequence[Line]) -> dict[str, list[tuple[str, str]]]:
    """What the filter offers: the groups and the officers of this history, with their numbers."""
    groups = Counter(line.group for line in history)
    officers = Counter(line.officer for line in history)
    return {
        "groups": [(g.value, f"{g.label}（{groups[g]}）") for g in Group if groups[g]],
        "officers": [(name, f"{name}（{count}）") for name, count in officers.items()],
    }
