"""卷宗: what the history of a case says of the work on it, as it stands now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from cases.history import Kind
from cases.models import CaseEvent
from cases.states import State


@dataclass(frozen=True)
class Record:
    """One thing on file: what was said, when and by whom; `seq` is its place in the history."""

    seq: int
    kind: Kind
    day: date | None
    at: datetime
    by_id: UUID | None
    by: str
    data: Mapping[str, Any]

    @property
    def signature(self) -> str:
        """What tells two people apart, as `Actor.signature`."""
        return str(self.by_id) if self.by_id else self.by

    @property
    def number(self) -> int:
        """The number that a slip, a conference, an attachment … has within its case."""
        number: int = self.data["number"]
        return number


@dataclass
class Dossier:
    """Everything on file but registration and the steps of the clock, in the order told."""

    registered: Record | None = None  # 登记 or 台账导入
    receipt_confirmed: Record | None = None
    screening: Record | None = None
    assigned: Record | None = None  # the 分办 itself, whoever accepted it since
    assignment: Record | None = None
    searches: list[Record] = field(default_factory=list)
    slips: dict[int, Record] = field(default_factory=dict)
    slip_answers: dict[int, Record] = field(default_factory=dict)
    conferences: dict[int, Record] = field(default_factory=dict)
    opinions: list[Record] = field(default_factory=list)
    conclusions: dict[int, Record] = field(default_factory=dict)  # of conferences
    referrals: dict[int, Record] = field(default_factory=dict)
    determinations: dict[int, Record] = field(default_factory=dict)
    reasons_asked: Record | None = None
    reasons_judged: Record | None = None
    third_parties_told: dict[str, Record] = field(default_factory=dict)  # by number of the letter
    extension_approved: Record | None = None  # consent that no 延期告知 has used yet
    outcomes: dict[int, Record] = field(default_factory=dict)  # by number of the item
    drafts: list[Record] = field(default_factory=list)
    reviews: list[Record] = field(default_factory=list)  # everything from the first 送审 on
    signed: Record | None = None
    papers: dict[int, Record] = field(default_factory=dict)  # 制发的文书, voided ones too
    papers_voided: dict[int, Record] = field(default_factory=dict)
    papers_sent: dict[int, Record] = field(default_factory=dict)  # by the step that says so
    paper_deliveries: dict[int, list[Record]] = field(default_factory=dict)
    answers: list[Record] = field(default_factory=list)
    attachments: dict[int, Record] = field(default_factory=dict)
    attached: int = 0  # how many there ever were: a number is given once
    challenges: dict[int, Record] = field(default_factory=dict)  # as registered
    challenge_facts: dict[int, dict[str, Any]] = field(default_factory=dict)  # as they stand
    challenged: int = 0
    archived: Record | None = None
    reopened: Record | None = None
    state_since: datetime | None = None

    @property
    def draft(self) -> Record | None:
        """The draft as it stands."""
        return self.drafts[-1] if self.drafts else None

    @property
    def submission(self) -> Record | None:
        """The 送审 under way or done; None where the draft was sent back or recalled since."""
        for record in reversed(self.reviews):
            if record.kind is Kind.SUBMITTED:
                return record
            if record.kind in (Kind.SENT_BACK, Kind.RECALLED):
                return None
        return None

    def passed(self) -> Iterator[Record]:
        """审核同意 and 跳过 since the 送审 that counts, in order."""
        submission = self.submission
        if submission is None:
            return
        for record in self.reviews:
            if record.seq > submission.seq and record.kind in (Kind.APPROVED, Kind.SKIPPED):
                yield record

    def approval(self, level: State) -> Record | None:
        """审核同意 of a level in the 送审 that counts; None where it was skipped or is to come."""
        for record in self.passed():
            if record.kind is Kind.APPROVED and record.data["level"] == level:
                return record
        return None

    @property
    def answer_paper(self) -> Record | None:
        """The letter of the answer as it was issued; None before that, and once it was voided."""
        for number, paper in reversed(self.papers.items()):
            if paper.data["answers"] and number not in self.papers_voided:
                signed = self.signed
                return paper if signed is not None and paper.seq > signed.seq else None
        return None

    def unsent(self, *codes: str) -> Record | None:
        """The latest paper of these kinds that stands and no step has sent yet."""
        for number, paper in reversed(self.papers.items()):
            standing = number not in self.papers_voided and number not in self.papers_sent
            if paper.data["code"] in codes and standing:
                return paper
        return None

    def searches_of(self, item: int) -> list[Record]:
        """The search records that are about an item."""
        return [record for record in self.searches if item in record.data["items"]]

    def opinions_on(self, conference: int) -> list[Record]:
        """会商意见, the latest of each participant."""
        latest: dict[str, Record] = {}
        for record in self.opinions:
            if record.number == conference:
                latest[record.data["participant"]] = record
        return list(latest.values())


def dossier(events: Iterable[CaseEvent]) -> Dossier:
    """The file of a case from its whole history."""
    file = Dossier()
    for row in events:
        record = Record(
            row.seq, Kind(row.kind), row.day, row.at, row.officer_id, row.officer, row.data
        )
        _tell(file, record)
        if "to" in record.data or record.kind in MOVING:
            file.state_since = record.at
    return file


SENT_PAPER: Final = "sent_paper"  # the number of the paper that a step sent

MOVING: Final = (
    Kind.REGISTERED, Kind.BROUGHT_IN, Kind.RECEIPT_CONFIRMED, Kind.ANSWER, Kind.WITHDRAWAL,
)  # fmt: skip
NUMBERED: Final = {
    Kind.HELP_ASKED: "slips",
    Kind.SLIP_ANSWERED: "slip_answers",
    Kind.CONFERENCE_CALLED: "conferences",
    Kind.CONFERENCE_CONCLUDED: "conclusions",
    Kind.REFERRED: "referrals",
    Kind.DETERMINED: "determinations",
    Kind.PAPER_ISSUED: "papers",
    Kind.PAPER_VOIDED: "papers_voided",
}
LISTED: Final = {
    Kind.SEARCHED: "searches",
    Kind.OPINION_GIVEN: "opinions",
    Kind.DRAFTED: "drafts",
    Kind.SUBMITTED: "reviews",
    Kind.RECALLED: "reviews",
    Kind.APPROVED: "reviews",
    Kind.SKIPPED: "reviews",
    Kind.SENT_BACK: "reviews",
}
LATEST: Final = {
    Kind.REGISTERED: "registered",
    Kind.BROUGHT_IN: "registered",
    Kind.RECEIPT_CONFIRMED: "receipt_confirmed",
    Kind.ASSIGNED: "assigned",
    Kind.SCREENED: "screening",
    Kind.REASONS_ASKED: "reasons_asked",
    Kind.REASONS_JUDGED: "reasons_judged",
    Kind.ARCHIVED: "archived",
}


def _tell(file: Dossier, record: Record) -> None:
    data = record.data
    if record.kind in NUMBERED:
        getattr(file, NUMBERED[record.kind])[record.number] = record
    if record.kind in LISTED:
        getattr(file, LISTED[record.kind]).append(record)
    if record.kind in LATEST:
        setattr(file, LATEST[record.kind], record)
    if SENT_PAPER in data:
        file.papers_sent[data[SENT_PAPER]] = record
    match record.kind:
        case Kind.PAPER_DELIVERED:
            file.paper_deliveries.setdefault(record.number, []).append(record)
        case Kind.ASSIGNED | Kind.HANDED_OVER | Kind.ACCEPTED:
            file.assignment = record
        case Kind.ASSIGNMENT_RETURNED:
            file.assignment = None
        case Kind.EXTENSION_APPROVED:
            file.extension_approved = record
        case Kind.EXTENSION:
            file.extension_approved = None
        case Kind.THIRD_PARTY_TOLD:
            file.third_parties_told[data["letter"]] = record
        case Kind.REGISTRATION_CORRECTED:  # an item that was not asked for has no outcome
            asked = len(data["items"])
            file.outcomes = {n: said for n, said in file.outcomes.items() if n <= asked}
        case Kind.ITEM_CONCLUDED:
            file.outcomes[data["item"]] = record
        case Kind.SENT_BACK | Kind.RECALLED:
            file.signed = None
        case Kind.SIGNED:
            file.signed = record
        case Kind.ANSWER | Kind.ANSWERED_ANEW | Kind.WITHDRAWAL:
            file.answers.append(record)
            for said in data.get("outcomes", ()):  # given on the spot
                file.outcomes[said["item"]] = replace(record, data=said)
        case Kind.CLOSING_STRUCK:
            file.papers_sent.pop(file.answers.pop().data.get(SENT_PAPER, 0), None)
        case Kind.STEP_STRUCK:
            struck = data["strikes"]
            file.papers_sent = {n: r for n, r in file.papers_sent.items() if r.seq != struck}
        case Kind.ATTACHED:
            file.attachments[record.number] = record
            file.attached = record.number
        case Kind.DETACHED:
            del file.attachments[record.number]
        case Kind.REOPENED:
            _take_up_again(file, record)
        case Kind.CHALLENGED | Kind.CHALLENGE_UPDATED | Kind.CHALLENGE_STRUCK:
            _challenge(file, record)


def _take_up_again(file: Dossier, record: Record) -> None:
    """恢复办理: what was concluded, drafted and signed before is no longer the answer to come."""
    file.reopened, file.signed, file.archived = record, None, None
    file.outcomes.clear()
    file.drafts.clear()
    file.reviews.clear()


def _challenge(file: Dossier, record: Record) -> None:
    match record.kind:
        case Kind.CHALLENGED:
            file.challenges[record.number] = record
            file.challenge_facts[record.number] = dict(record.data["facts"])
            file.challenged = record.number
        case Kind.CHALLENGE_UPDATED:
            file.challenge_facts[record.number] |= record.data["facts"]
        case Kind.CHALLENGE_STRUCK:
            del file.challenges[record.number]
            del file.challenge_facts[record.number]
