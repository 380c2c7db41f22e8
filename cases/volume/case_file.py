"""What a volume is made of: one case at one moment, and what may be said of it in the clear."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from cases.archive.sheet import Facts, Purpose, Text
from cases.clocks import Step
from cases.dossier import Dossier, Record, dossier
from cases.facts import Standing
from cases.kinds import Kind
from cases.law.calendar import in_chinese
from cases.law.clock import ClockReading
from cases.law.delivery import WAYS, Way
from cases.models import CaseEvent
from cases.personal import Personal
from cases.settings import CHINA
from cases.states import STATE_LABELS, State


@dataclass(frozen=True)
class Wanted:
    """For whom a volume is made, and what of people it shows in the clear."""

    purpose: Purpose
    with_personal_data: bool = False
    with_third_parties: bool = False


@dataclass(frozen=True)
class Letter:
    """制发的文书 as it was frozen, its paragraphs, and its PDF where one could be made."""

    content: bytes
    text: tuple[str, ...]
    pdf: bytes = b""


@dataclass(frozen=True)
class CaseFile:
    """One case with everything on file: `words` are the sentences of its history by number,
    `contents` the bytes of its attachments by number.
    """

    number: str
    organ: str
    events: Sequence[CaseEvent]
    standing: Standing
    steps: tuple[Step, ...]
    reading: ClockReading | None
    trouble: str
    personal: Personal
    words: Mapping[int, str]
    contents: Mapping[int, bytes]
    wanted: Wanted
    letters: Mapping[int, Letter] = field(default_factory=dict)  # issued, by number

    @property
    def is_evidence(self) -> bool:
        """Whether only what proves is shown."""
        return self.wanted.purpose == "evidence"

    @property
    def names_third_parties(self) -> bool:
        """Whether third parties and what they said are shown: among the organ's own papers always."""
        return not self.is_evidence or self.wanted.with_third_parties

    @cached_property
    def dossier(self) -> Dossier:
        """Everything on file as it stands now."""
        return dossier(self.events)

    @cached_property
    def rounds(self) -> tuple[tuple[Record, ...], ...]:
        """办理 and each 恢复办理 after it: the records of each, the answer of each among them."""
        rounds: list[list[Record]] = [[]]
        for record in self.records(*ANSWERING):
            if record.kind is Kind.REOPENED:
                rounds.append([])
            else:
                rounds[-1].append(record)
        return tuple(tuple(one) for one in rounds)

    def records(self, *kinds: Kind) -> Iterator[Record]:
        """The events of these kinds as records, in the order told."""
        for row in self.events:
            if row.kind in kinds:
                yield record_of(row)

    def steps_of(self, kind: Kind) -> list[Step]:
        """The steps of the clock of one kind as they stand."""
        return [step for step in self.steps if step.kind is kind]


ANSWERING: Final = (
    Kind.ITEM_CONCLUDED, Kind.DRAFTED, Kind.SUBMITTED, Kind.RECALLED, Kind.APPROVED, Kind.SKIPPED,
    Kind.SENT_BACK, Kind.SIGNED, Kind.ANSWER, Kind.ANSWERED_ANEW, Kind.WITHDRAWAL,
    Kind.CLOSING_STRUCK, Kind.REOPENED,
)  # fmt: skip


def record_of(row: CaseEvent) -> Record:
    """An event as the sheets read it."""
    return Record(row.seq, Kind(row.kind), row.day, row.at, row.officer_id, row.officer, row.data)


def facts(*rows: tuple[str, str]) -> Facts:
    """A 登记表 of what is known: empty values are left out."""
    return Facts(tuple((label, value) for label, value in rows if value))


def said(heading: str, words: Any) -> tuple[Text, ...]:
    """What somebody wrote, under its heading; nothing where nothing was written."""
    text = str(words or "").strip()
    return (
        (Text(heading, tuple(line for line in text.split("\n") if line.strip())),) if text else ()
    )


def on(day: date | str | None) -> str:
    """A day in Chinese; empty where there is none."""
    if not day:
        return ""
    return in_chinese(date.fromisoformat(day) if isinstance(day, str) else day)


def moment(at: datetime) -> str:
    """A moment in the legal time of China."""
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"


def numbered(values: Sequence[int]) -> str:
    """第1、3项."""
    return f"第{'、'.join(map(str, values))}项" if values else ""


def sent(data: Mapping[str, Any]) -> str:
    """送达: way, dates that prove it, number of the mail."""
    dates = data.get("dates") or {}
    told = [
        WAYS[Way(data["way"])].label if data.get("way") else "",
        *(f"{label}{on(dates[name])}" for name, label in SENT_DATES if dates.get(name)),
        f"邮件号码{data['tracking_number']}" if data.get("tracking_number") else "",
    ]
    return "，".join(filter(None, told))


SENT_DATES: Final = (("sent_on", "发送日期"), ("posted_on", "交邮日期"), ("signed_on", "签收日期"))


def level(data: Mapping[str, Any]) -> str:
    """环节 as people call it: 签发 and not 待签发."""
    return STATE_LABELS[State(data["level"])].removeprefix("待") if data.get("level") else ""


def in_words(case: CaseFile, record: Record) -> str:
    """The sentence of the history for a record."""
    return case.words.get(record.seq, record.kind.label)
