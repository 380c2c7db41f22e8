"""What the gates on papers, closings and steps ask (关口的判断): who signed, when, what is awaited."""

from typing import Final

from cases.law.clock_facts import Recipient
from cases.law.clock_rules import EXTENSION, ClockState
from cases.law.delivery import Way
from cases.law.fees import fee_by_pages, fee_by_pieces
from cases.law.gate_checks import done, of_type, said
from cases.law.gate_facts import GateFacts, Item
from cases.law.outcomes import REVIEW_FIRST_SINCE, Remedy
from cases.law.remedies import mode_of

AWAITING: Final = (ClockState.AWAITING_SUPPLEMENT, ClockState.AWAITING_FEE)
ENDED: Final = (ClockState.ANSWERED, ClockState.WITHDRAWN)
ONE_TARIFF: Final = 1


# ---- the case as it stands


def receipt_known(facts: GateFacts) -> bool:
    """Whether 收到申请之日 is there."""
    return facts.received_on is not None and facts.state is not ClockState.UNCONFIRMED


def not_before_receipt(facts: GateFacts) -> bool:
    """Whether the act is not dated before 收到申请之日."""
    return facts.received_on is None or facts.on >= facts.received_on


def not_ended(facts: GateFacts) -> bool:
    """Whether the case was neither answered nor withdrawn."""
    return facts.state not in ENDED


def nothing_awaited(facts: GateFacts) -> bool:
    """Whether no supplement and no payment is awaited."""
    return facts.state not in AWAITING


def not_lapsed(facts: GateFacts) -> bool:
    """Whether the application does not count as abandoned."""
    return facts.state is not ClockState.LAPSED


def clock_heeds_steps(facts: GateFacts) -> bool:
    """Whether the clock would heed a step: not while one is awaited, nor after it did not come."""
    return nothing_awaited(facts) and not_lapsed(facts)


def no_consultation_open(facts: GateFacts) -> bool:
    """Whether everyone asked has replied or let its days pass."""
    return facts.open_consultations == 0


# ---- the paper


def secrecy_reviewed(facts: GateFacts) -> bool:
    """Whether what is given passed 保密审查 before."""
    gives = any(True for _ in of_type(facts, "A2", "A3"))
    return not gives or done(facts.paper.secrecy_reviewed_on, facts)


def legally_reviewed(facts: GateFacts) -> bool:
    """Whether an answer that does not give everything passed 合法性审核 before."""
    gives_all = all(item.outcome in ("A1", "A2") for item in facts.items)
    return gives_all or done(facts.paper.legal_reviewed_on, facts)


def chain_complete(facts: GateFacts) -> bool:
    """Whether every level of the organ's chain has signed."""
    return facts.paper.chain_complete


def drafter_is_not_approver(facts: GateFacts) -> bool:
    """Whether drafter and final approver are two, or the organ's setting lets them be one."""
    drafter, approver = facts.paper.drafter.strip(), facts.paper.approver.strip()
    return bool(drafter and approver) and (drafter != approver or facts.one_person)


def signed_by_the_organ(facts: GateFacts) -> bool:
    """Whether the organ signs in whose name the request is handled."""
    return facts.paper.by_organ


def remedy_agrees(facts: GateFacts) -> bool:
    """Whether the remedy that the paper names is the one of its grounds and its day."""
    if facts.answer_type == "A28":  # its letter is not owed: no paper, no clause
        return facts.paper.remedy in (None, Remedy.FREE_CHOICE)
    return facts.paper.remedy is remedy_of(facts)


def remedy_of(facts: GateFacts) -> Remedy:
    """The remedy of an answer made on the act's day, by the ground of each item (letters.md §4.1)."""
    modes = {_remedy_of_item(item, facts) for item in facts.items}
    if not modes:
        return Remedy.NONE
    return modes.pop() if len(modes) == 1 else Remedy.WITHHELD_FIRST


def _remedy_of_item(item: Item, facts: GateFacts) -> Remedy:
    if item.outcome is None:
        return Remedy.NONE
    mode = mode_of(item.outcome, [part.ground for part in item.withheld])
    free = facts.on < REVIEW_FIRST_SINCE and mode is not Remedy.NONE
    return Remedy.FREE_CHOICE if free else mode


def online_review_named(facts: GateFacts) -> bool:
    """Whether an answer sent online names the online channel of the review body."""
    online = facts.paper.way is Way.ELECTRONIC and facts.on >= REVIEW_FIRST_SINCE
    return not online or facts.paper.online_review


def sent_by_the_post(facts: GateFacts) -> bool:
    """Whether no private courier carried the answer."""
    return facts.paper.way is not Way.COURIER


def post_can_be_tracked(facts: GateFacts) -> bool:
    """Whether a posted answer has its tracking number."""
    return facts.paper.way is not Way.POST or bool(facts.paper.tracking_no.strip())


def sent_in_the_term_it_is_dated_in(facts: GateFacts) -> bool:
    """Whether an answer dated inside the term was also made inside it."""
    dated, due = facts.paper.dated_on, facts.answer_due
    return dated is None or due is None or not dated <= due < facts.on


def has_a_number(facts: GateFacts) -> bool:
    """Whether the answer is a numbered paper."""
    return bool(facts.paper.number.strip())


def delivery_proved(facts: GateFacts) -> bool:
    """Whether there is proof of delivery."""
    return bool(facts.paper.proof.strip())


# ---- closing without an answer


def lapse_was_awaited(facts: GateFacts) -> bool:
    """Whether a valid notice asked for what the row says, and it did not come."""
    if facts.row == "other_overdue_correction":
        first = facts.supplements[0] if facts.supplements else None
        return bool(first and first.sent_on <= first.due_on and first.replied_on is None)
    fee = facts.fees[-1] if facts.fees else None
    unpaid = fee and (fee.paid_on is None or fee.paid_on > fee.last_day)
    return facts.row == "other_overdue_fee" and bool(fee and fee.in_time and unpaid)


def lapse_day_over(facts: GateFacts) -> bool:
    """Whether the last day for it is past."""
    awaited = facts.supplements[:1] if facts.row == "other_overdue_correction" else facts.fees[-1:]
    return facts.state is ClockState.LAPSED and all(facts.on > a.last_day for a in awaited)


def lapse_notice_delivered(facts: GateFacts) -> bool:
    """Whether the notice reached the applicant."""
    awaited = facts.supplements[:1] if facts.row == "other_overdue_correction" else facts.fees[-1:]
    return all(done(notice.delivered_on, facts) for notice in awaited)


def lapse_not_excused(facts: GateFacts) -> bool:
    """Whether no good reason for a missing supplement was shown."""
    return facts.row != "other_overdue_correction" or not any(s.excused for s in facts.supplements)


def withdrawn_in_writing(facts: GateFacts) -> bool:
    """Whether the applicant's withdrawal is on paper."""
    return bool(facts.withdrawal.strip())


# ---- steps


def first_supplement_notice(facts: GateFacts) -> bool:
    """Whether the case has had no notice before."""
    return not facts.supplements


def supplement_notice_in_time(facts: GateFacts) -> bool:
    """Whether the 7th working day is not past."""
    return facts.supplement_notice_due is None or facts.on <= facts.supplement_notice_due


def extension_in_range(facts: GateFacts) -> bool:
    """Whether it is 1 to 20 working days."""
    return facts.extension is not None and facts.extension.workdays in EXTENSION


def extension_approved(facts: GateFacts) -> bool:
    """Whether the head of the office consented, not after the applicant is told."""
    return facts.extension is not None and done(facts.extension.approved_on, facts)


def extension_reasoned(facts: GateFacts) -> bool:
    """Whether its reason is recorded."""
    return facts.extension is not None and said(facts.extension.reason)


def first_extension(facts: GateFacts) -> bool:
    """Whether this answer period had none before."""
    return facts.extension is not None and not facts.extension.repeated


def told_by_the_due_day(facts: GateFacts) -> bool:
    """Whether the day the answer is due is not past."""
    return facts.answer_due is None or facts.on <= facts.answer_due


def sent_before_the_due_day(facts: GateFacts) -> bool:
    """Whether the day the answer is due is not reached."""
    return facts.answer_due is None or facts.on < facts.answer_due


def third_party_asked_in_writing(facts: GateFacts) -> bool:
    """Whether a third party is asked in writing."""
    letter = facts.consultation
    return letter is not None and (
        letter.recipient is not Recipient.THIRD_PARTY or letter.in_writing
    )


def one_tariff(facts: GateFacts) -> bool:
    """Whether it is charged either by pieces or by pages."""
    fee = facts.fee
    return fee is not None and [fee.pieces, fee.pages].count(None) == ONE_TARIFF


def fee_recomputed(facts: GateFacts) -> bool:
    """Whether the sum is what the tariff gives, and anything at all."""
    fee = facts.fee
    if fee is None:
        return False
    if fee.pieces is not None:
        month = fee_by_pieces(fee.pieces_before + fee.pieces).yuan
        yuan = month - fee_by_pieces(fee.pieces_before).yuan
    else:
        yuan = fee_by_pages(fee.pages or 0).yuan
    return fee.yuan == yuan > 0


def delay_has_a_day(facts: GateFacts) -> bool:
    """Whether it names a day to come."""
    return facts.delay_until is not None and facts.delay_until > facts.on
