"""Lawful twins: for every answer type and step the facts that a gate wants to see, all of them there.

The case was received on Monday 2024-03-04: by working days its 7th is 03-13, its 15th 03-25, its
20th 04-01 (tests/law/test_clock_rules.py). It is answered on Thursday 2024-03-28.
"""

from dataclasses import replace
from datetime import date

from cases.law.annual import ApplicantClass
from cases.law.articles import Article
from cases.law.clock_facts import Recipient
from cases.law.clock_rules import ClockState
from cases.law.delivery import Way
from cases.law.gate_facts import (
    Act,
    ArchiveTransfer,
    ConsultationRecord,
    EarlierCase,
    ExtensionProposal,
    FeeProposal,
    FeeRecord,
    GateFacts,
    Item,
    NamedRule,
    Opinion,
    OwnerFinding,
    Paper,
    ReasonsRecord,
    SearchRecord,
    SupplementRecord,
    Withheld,
)
from cases.law.grounds import GROUND, OF_AN_ANSWER, WITHHOLDING, RuleLevel
from cases.law.outcomes import ANSWER_TYPE, Remedy

D = date.fromisoformat
RECEIVED, ON, DUE = D("2024-03-04"), D("2024-03-28"), D("2024-04-01")
WHY = "公开后会对第三方的合法权益造成损害，理由见审查意见"
PERSON = ApplicantClass.NATURAL_PERSON

ASKED = ConsultationRecord(
    recipient=Recipient.THIRD_PARTY,
    in_writing=True,
    sent_on=D("2024-03-05"),
    received_on=D("2024-03-06"),
    last_day=D("2024-03-27"),  # 15 working days after 03-06
    replied_on=D("2024-03-20"),
    opinion=Opinion.OBJECTS,
)
SUPPLEMENTED = SupplementRecord(
    sent_on=D("2024-03-06"),
    due_on=D("2024-03-13"),
    last_day=D("2024-03-20"),
    delivered_on=D("2024-03-07"),
    replied_on=D("2024-03-15"),
)
UNANSWERED = replace(SUPPLEMENTED, replied_on=None)
UNPAID = FeeRecord(  # received on day 1: 20 working days to pay end on day 21, lapsed from 04-03
    sent_on=D("2024-03-05"), in_time=True, last_day=D("2024-04-02"), delivered_on=D("2024-03-05")
)
REASONS = ReasonsRecord(
    asked_on=D("2024-03-06"), last_day=D("2024-03-20"), replied_on=D("2024-03-12")
)
STATUTE = NamedRule(level=RuleLevel.LAW, name="《中华人民共和国统计法》", place="第九条")


def part(code: str) -> Withheld:
    """Something kept back on a ground, with all that the ground asks for."""
    return Withheld(
        what="附件二",
        ground=code,
        kinds=GROUND[code].kinds[:1],
        reason=WHY,
        classification="秘密，定密依据见审查表" if code == "A4" else "",
        rule=STATUTE if code == "A5" else None,
        weighed=WHY if code in ("A8", "A9", "A10") else "",
        prevailing_checked=code in ("A8", "A9", "A10"),
        public_interest_weighed=code == "A7",
        consultations=(ASKED,) if code == "A7" else (),
    )


def item(code: str, number: int = 1, *, kept_back: str = "A7") -> Item:
    """One requested item answered so, with all that this outcome asks for."""
    plain = Item(
        number=number,
        outcome=code,
        basis=basis(code),
        reason="" if code in ("A1", "A2", "A3", *WITHHOLDING) else WHY,
        kinds=GROUND[code].kinds[:1] if code in OF_AN_ANSWER else (),
    )
    match code:
        case "A1":
            return replace(plain, place_checked_on=ON)
        case "A2":
            return replace(plain, enclosures=1)
        case "A3":
            return replace(plain, enclosures=1, withheld=(part(kept_back),))
        case _ if code in WITHHOLDING:
            whole = (part(code),)
            return replace(plain, withheld=whole, severable=False, why_not_severable=WHY)
        case "A11":
            return replace(plain, rule=STATUTE)
        case "A12":
            return replace(plain, search=SEARCH)
        case "A13" | "A23":
            return replace(plain, owner=OwnerFinding(whose="某市自然资源局", why=WHY))
        case "A15":
            return replace(plain, still_unclear="没有说明文件的名称、文号或者年份")
        case "A17":
            return replace(plain, earlier=EARLIER)
        case "A20":
            return replace(plain, held_already="2023年5月8日的答复书及其附件")
        case "A22":
            return replace(plain, transfer=TRANSFER)
        case _:
            return plain


SEARCH = SearchRecord(
    places=("电子公文系统", "档案室"),
    how="以项目名称、文号为检索词，并查阅归档目录",
    searched_on=D("2024-03-11"),
    operator="甲",
    recorder="乙",
    findings=("该线索所指会议纪要没有涉及申请事项",),
)
EARLIER = EarlierCase(
    same_organ=True,
    same_applicant=True,
    same_information=True,
    state=ClockState.ANSWERED,
    answer_type="A2",
    answered_on=D("2023-05-08"),
)
TRANSFER = ArchiveTransfer(
    archive="某市档案馆", reference="移交清单第12号", period_ends_on=D("2023-12-31")
)


def basis(code: str) -> tuple[Article, ...]:
    """The first article of an answer type; A27 has none."""
    return ANSWER_TYPE[code].basis[:1]


# letters.md §4.1, for an answer made on 2024-03-28: A for arts 14–16, in part for A3, B otherwise
REMEDIES = {
    **{f"A{n}": Remedy.FREE_CHOICE for n in range(1, 29)},
    **{f"A{n}": Remedy.REVIEW_FIRST for n in range(4, 11)},
    "A3": Remedy.WITHHELD_FIRST,
    "A26": Remedy.WITHHELD_FIRST,  # its twin: one item given, one refused on art. 15
}
PAPER = Paper(
    number="某政公答〔2024〕12号",
    dated_on=ON,
    drafter="甲",
    approver="丙",
    secrecy_reviewed_on=D("2024-03-25"),
    legal_reviewed_on=D("2024-03-26"),
    chain_complete=True,
    by_organ=True,
    way=Way.POST,
    tracking_no="1099123456789",
    proof="挂号信交邮凭证",
)


def items_of(code: str) -> tuple[Item, ...]:
    match code:
        case "A25":
            return (item("A1"),)
        case "A26":
            return (item("A2"), item("A7", 2))
        case "A27" | "A28":
            return ()
        case _:
            return (item(code),)


def act_of(code: str) -> Act:
    """The act that ends a case so."""
    return {"A27": Act.CLOSE_AS_WITHDRAWN, "A28": Act.CLOSE_AS_LAPSED}.get(code, Act.ANSWER)


ROWS = {"A25": "granted_full", "A26": "granted_partial"}


def lawful(
    code: str,
    state: ClockState | None = None,
    applicant: ApplicantClass = PERSON,
    row: str | None = None,
) -> GateFacts:
    """A case about to end with this answer type, with every fact that it needs in that state."""
    state = state or (ClockState.LAPSED if code == "A28" else ClockState.RUNNING)
    items = items_of(code)
    facts = GateFacts(
        act=act_of(code),
        on=ON,
        state=state,
        applicant=applicant,
        received_on=None if state is ClockState.UNCONFIRMED else RECEIVED,
        supplement_notice_due=D("2024-03-13"),
        answer_due=DUE,
        requested=len(items),
        answer_type=code,
        row=row or ROWS.get(code, ANSWER_TYPE[code].rows[0]),
        items=items,
        paper=replace(PAPER, remedy=REMEDIES[code]),
        supplements=(SUPPLEMENTED,) if code == "A15" else (),
        reasons=replace(REASONS, reasonable=False) if code == "A19" else None,
        open_consultations=1 if state is ClockState.PAUSED else 0,
        withdrawal="撤回申请书，2024年3月20日，已签名" if code == "A27" else "",
    )
    match state:  # no answer is due while something is awaited, or did not come
        case ClockState.AWAITING_SUPPLEMENT:
            waiting = replace(UNANSWERED, last_day=DUE)
            return replace(facts, answer_due=None, supplements=(waiting,))
        case ClockState.AWAITING_FEE:
            return replace(facts, answer_due=None, fees=(UNPAID,))
        case ClockState.LAPSED if facts.row == "other_overdue_correction":
            return replace(facts, answer_due=None, supplements=(UNANSWERED,))
        case ClockState.LAPSED:
            return replace(facts, answer_due=None, on=D("2024-04-03"), fees=(UNPAID,))
        case _:
            return facts


def step(act: Act, state: ClockState = ClockState.RUNNING, on: str = "2024-03-12") -> GateFacts:
    """A step about to be taken lawfully, by default on the 6th working day."""
    facts = GateFacts(
        act=act,
        on=D(on),
        state=state,
        applicant=PERSON,
        received_on=RECEIVED,
        supplement_notice_due=D("2024-03-13"),
        answer_due=DUE,
    )
    match act:
        case Act.EXTEND:
            # 条例 33(2): up to 20 working days, with the consent of the office's head
            return replace(facts, extension=EXTENDED)
        case Act.CONSULT:
            return replace(facts, consultation=replace(ASKED, replied_on=None, opinion=None))
        case Act.SEND_FEE_NOTICE:
            # 68 pages: 30 free, 38 at 10 yuan
            return replace(facts, fee=FeeProposal(pages=68, yuan=380))
        case Act.DELAY:
            judged = replace(REASONS, reasonable=True)
            return replace(facts, reasons=judged, delay_until=D("2024-06-28"))
        case _:
            return facts


EXTENDED = ExtensionProposal(
    workdays=20, reason="需要向多个单位调取档案原件", approved_on=D("2024-03-11"), repeated=False
)


def release(opinion: Opinion | None = Opinion.OBJECTS, *, told: bool = True) -> GateFacts:
    """Something given that touches a third party which did not agree, or was silent (条例 32)."""
    letter = replace(
        ASKED,
        opinion=opinion,
        replied_on=D("2024-03-20") if opinion else None,
        given_without_consent=True,
        release_reason="不公开可能对公共利益造成重大影响，涉及饮用水安全",
        notified_on=D("2024-03-28") if told else None,
    )
    facts = lawful("A2")
    given = replace(facts.items[0], consultations=(letter,))
    return replace(facts, act=Act.RELEASE_TO_APPLICANT, items=(given,))
