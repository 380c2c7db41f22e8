"""What a gate is asked about (关口事实): frozen facts of one case, on the day of one act.

A field that is None, empty or 0 says that nothing of the kind is on record; no gate takes that for
a duty fulfilled. Days are dates; periods were counted by the clock before they come here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cases.law.annual import ApplicantClass
from cases.law.articles import Article
from cases.law.clock_facts import Recipient
from cases.law.clock_rules import ClockState
from cases.law.delivery import Way
from cases.law.grounds import RuleLevel, SubKind
from cases.law.outcomes import Remedy


class Act(StrEnum):
    """办理行为: the acts before which the gates are asked."""

    SEND_SUPPLEMENT_NOTICE = "send_supplement_notice"
    EXTEND = "extend"
    CONSULT = "consult"
    SEND_FEE_NOTICE = "send_fee_notice"
    DELAY = "delay"
    ISSUE = "issue"
    RELEASE_TO_APPLICANT = "release_to_applicant"
    ANSWER = "answer"
    CLOSE_AS_LAPSED = "close_as_lapsed"
    CLOSE_AS_WITHDRAWN = "close_as_withdrawn"

    @property
    def label(self) -> str:
        """As the table and refusals name it."""
        return ACT_LABELS[self]


ACT_LABELS: Final = {
    Act.SEND_SUPPLEMENT_NOTICE: "告知补正",
    Act.EXTEND: "延长答复期限",
    Act.CONSULT: "征求意见",
    Act.SEND_FEE_NOTICE: "发出收费通知",
    Act.DELAY: "延迟答复",
    Act.ISSUE: "签发",
    Act.RELEASE_TO_APPLICANT: "向申请人提供信息",
    Act.ANSWER: "作出答复",
    Act.CLOSE_AS_LAPSED: "不再处理",
    Act.CLOSE_AS_WITHDRAWN: "终止办理",
}


class Opinion(StrEnum):
    """第三方意见 (征求意见回执): what the consulted party said."""

    AGREES = "agrees"
    AGREES_IN_PART = "agrees_in_part"
    OBJECTS = "objects"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRule:
    """A provision that an answer rests on by name: 《…法》第…条, and its level."""

    level: RuleLevel
    name: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationRecord:
    """征求意见记录: the letter, proof of its receipt, the reply or the last day for one.

    `last_day` is the 15th working day after receipt; `given_without_consent`: anything that it is
    about and was not agreed to goes to the applicant; `notified_on`: the day of 决定公开告知第三方书
    (P12), `release_reason` what that says.
    """

    recipient: Recipient
    sent_on: date
    last_day: date
    in_writing: bool
    received_on: date | None = None
    replied_on: date | None = None
    opinion: Opinion | None = None
    given_without_consent: bool = False
    release_reason: str = ""
    notified_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """检索记录 (letters.md §5.2): where, how, when and by which two persons.

    `findings` has one entry for each clue that the applicant gave, None while it has no finding.
    `lost` says that the record was made, and is gone, and that no copy was looked for elsewhere.
    """

    places: tuple[str, ...] = ()
    how: str = ""
    searched_on: date | None = None
    operator: str = ""
    recorder: str = ""
    findings: tuple[str | None, ...] = ()
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerFinding:
    """责任主体认定 (条例第十条): whose the information is, and why; `ours` if the power is here now."""

    whose: str
    why: str
    ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveTransfer:
    """档案移交: which archive, its entry in the list, and the day the transfer period ends."""

    archive: str
    reference: str
    period_ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCase:
    """在先申请: whose it was, how it ended and as what; `revoked` if its answer no longer stands.

    A case of an imported register has an annual row and no answer type.
    """

    same_organ: bool
    same_applicant: bool
    same_information: bool
    state: ClockState
    answer_type: str | None = None
    row: str | None = None
    answered_on: date | None = None
    revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """不予公开的内容: what it is, its ground and sub-kinds, its reason, and what was weighed.

    `weighed`: the use of the discretion of art. 16; `prevailing_checked`: that no rule opens it
    (从其规定); `public_interest_weighed`: art. 15. `rule`: the prohibition of A5.
    """

    what: str
    ground: str
    kinds: tuple[SubKind, ...] = ()
    reason: str = ""
    classification: str = ""
    rule: NamedRule | None = None
    weighed: str = ""
    prevailing_checked: bool = False
    public_interest_weighed: bool = False
    consultations: tuple[ConsultationRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """申请事项: one requested item, the one outcome it has, and what that outcome rests on."""

    number: int
    outcome: str | None = None
    basis: tuple[Article, ...] = ()
    reason: str = ""
    kinds: tuple[SubKind, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    severable: bool | None = None
    why_not_severable: str = ""
    consultations: tuple[ConsultationRecord, ...] = ()  # about what is given of it
    search: SearchRecord | None = None
    owner: OwnerFinding | None = None
    transfer: ArchiveTransfer | None = None
    earlier: EarlierCase | None = None
    rule: NamedRule | None = None  # A11: the special rule on obtaining it
    still_unclear: str = ""  # A15
    held_already: str = ""  # A20: proof that the applicant has it
    place_checked_on: date | None = None  # A1: the link or place was opened and was there
    enclosures: int = 0  # A2, A3: what is given, or the paper that says when and where


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRecord:
    """补正记录: the notice, the day it was due, its last day for a reply, and the supplement."""

    sent_on: date
    due_on: date  # the 7th working day after receipt
    last_day: date
    delivered_on: date | None = None
    replied_on: date | None = None
    excused: bool = False  # 正当理由 for being late was shown


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRecord:
    """收费记录: the notice, whether it went out inside the answer period, and the payment."""

    sent_on: date
    in_time: bool
    last_day: date
    delivered_on: date | None = None
    paid_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsRecord:
    """说明理由 (条例第三十五条): asked when, last day, answered when, and how they were judged."""

    asked_on: date
    last_day: date
    replied_on: date | None = None
    reasonable: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionProposal:
    """拟延期: working days, reason, the day of consent, and whether the period had one before."""

    workdays: int
    reason: str
    approved_on: date | None
    repeated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeProposal:
    """拟收费: 件 of this request and those of the month before it, or 页; and the sum in 元."""

    yuan: int
    pieces: int | None = None
    pieces_before: int = 0
    pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """答复文书: who wrote, examined and signed it, what it says of remedies, how it was sent."""

    number: str = ""
    dated_on: date | None = None
    remedy: Remedy | None = None
    online_review: bool = False  # names the online channel for a review application
    drafter: str = ""
    approver: str = ""
    secrecy_reviewed_on: date | None = None
    legal_reviewed_on: date | None = None
    chain_complete: bool = False
    by_organ: bool = False  # signed by the organ in whose name the request is handled
    way: Way | None = None
    tracking_no: str = ""
    proof: str = ""  # of delivery, or the applicant's signature


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFacts:
    """One act on one case, on the day `on`; for ANSWER that is the day the answer counts as made."""

    act: Act
    on: date
    state: ClockState
    applicant: ApplicantClass
    received_on: date | None
    supplement_notice_due: date | None = None
    answer_due: date | None = None
    requested: int = 0  # items that the application asks for
    answer_type: str | None = None
    row: str | None = None
    items: tuple[Item, ...] = ()
    paper: Paper = Paper()
    supplements: tuple[SupplementRecord, ...] = ()  # earlier ones, in order
    fees: tuple[FeeRecord, ...] = ()
    reasons: ReasonsRecord | None = None
    open_consultations: int = 0  # neither answered nor past their last day
    consultation: ConsultationRecord | None = None  # the one about to be sent
    extension: ExtensionProposal | None = None
    fee: FeeProposal | None = None
    delay_until: date | None = None
    withdrawal: str = ""  # the applicant's paper: wish, date, signature
    one_person: bool = False  # the organ's setting: drafter may be final approver
