"""What the gates on third parties and on answers that rest on earlier papers ask (关口的判断)."""

from collections.abc import Iterator

from cases.law.clock_facts import Recipient
from cases.law.clock_rules import ClockState
from cases.law.gate_checks import ENDS_WITHOUT_ANSWER, done, of_type, said, withheld
from cases.law.gate_facts import Act, ConsultationRecord, EarlierCase, GateFacts, Opinion, Withheld
from cases.law.outcomes import LAPSED

# ---- third parties: 条例 15, 32


def _asked(part: Withheld, facts: GateFacts) -> list[ConsultationRecord]:
    return [
        letter
        for letter in part.consultations
        if letter.recipient is Recipient.THIRD_PARTY
        and letter.in_writing
        and letter.sent_on <= facts.on
    ]


def _over(letter: ConsultationRecord, facts: GateFacts) -> bool:
    return done(letter.replied_on, facts) or facts.on > letter.last_day


def third_party_asked(facts: GateFacts) -> bool:
    """Whether a third party was asked in writing about everything withheld for its sake."""
    return all(_asked(part, facts) for part in withheld(facts, "A7"))


def third_party_receipt_proved(facts: GateFacts) -> bool:
    """Whether the letter's receipt is proved, by a day or by the reply."""
    return all(
        done(letter.received_on, facts) or done(letter.replied_on, facts)
        for part in withheld(facts, "A7")
        for letter in _asked(part, facts)
    )


def third_party_heard(facts: GateFacts) -> bool:
    """Whether the third party replied, or its 15 working days are over."""
    return all(
        _over(letter, facts) for part in withheld(facts, "A7") for letter in _asked(part, facts)
    )


def third_party_did_not_agree(facts: GateFacts) -> bool:
    """Whether nothing is withheld to whose disclosure everyone asked agreed."""
    return not any(
        letters and all(letter.opinion is Opinion.AGREES for letter in letters)
        for letters in (_asked(part, facts) for part in withheld(facts, "A7"))
    )


def public_interest_weighed(facts: GateFacts) -> bool:
    """Whether the public interest in disclosure was weighed."""
    return all(part.public_interest_weighed for part in withheld(facts, "A7"))


def _given_without_consent(facts: GateFacts) -> Iterator[ConsultationRecord]:
    return (
        letter
        for item in facts.items
        for letter in item.consultations
        if letter.recipient is Recipient.THIRD_PARTY
        and letter.given_without_consent
        and letter.opinion is not Opinion.AGREES
    )


def heard_before_release(facts: GateFacts) -> bool:
    """Whether nothing is given before its third party replied or its days are over."""
    return all(_over(letter, facts) for letter in _given_without_consent(facts))


def overriding_reasoned(facts: GateFacts) -> bool:
    """Whether giving against an opinion has its reason."""
    return all(
        said(letter.release_reason) for letter in _given_without_consent(facts) if letter.opinion
    )


def objection_overridden_told(facts: GateFacts) -> bool:
    """Whether who did not agree was told of the release and its reason."""
    return all(
        done(letter.notified_on, facts)
        for letter in _given_without_consent(facts)
        if letter.opinion
    )


def silence_overridden_told(facts: GateFacts) -> bool:
    """Whether who was silent until the last day was told of the release."""
    return all(
        done(letter.notified_on, facts)
        for letter in _given_without_consent(facts)
        if not letter.opinion and _over(letter, facts)
    )


# ---- what is given: 条例 36(一), 36(二)


def place_checked(facts: GateFacts) -> bool:
    """Whether the link or place of what is public already was looked at."""
    return all(done(item.place_checked_on, facts) for item in of_type(facts, "A1"))


def enclosed(facts: GateFacts) -> bool:
    """Whether what is given lies with the answer, or the paper that says when and where."""
    return all(item.enclosures for item in of_type(facts, "A2", "A3"))


# ---- not held: 条例 10, 36(四), 36(五), 档案法 15(2)


def searched(facts: GateFacts) -> bool:
    """Whether the search has at least one place, its way and its day."""
    return all(
        item.search
        and item.search.places
        and item.search.how.strip()
        and done(item.search.searched_on, facts)
        for item in of_type(facts, "A12")
    )


def searched_by_two(facts: GateFacts) -> bool:
    """Whether one person searched and another recorded it."""
    return all(
        item.search
        and item.search.operator.strip()
        and item.search.recorder.strip()
        and item.search.operator != item.search.recorder
        for item in of_type(facts, "A12")
    )


def every_clue_has_a_finding(facts: GateFacts) -> bool:
    """Whether each clue of the applicant was followed up."""
    return all(
        finding and finding.strip()
        for item in of_type(facts, "A12")
        if item.search
        for finding in item.search.findings
    )


def not_only_lost(facts: GateFacts) -> bool:
    """Whether what was made and lost was looked for elsewhere."""
    return not any(item.search and item.search.lost for item in of_type(facts, "A12"))


def owner_found(facts: GateFacts) -> bool:
    """Whether it is found whose the information is, and why."""
    return all(
        item.owner and item.owner.whose.strip() and said(item.owner.why)
        for item in of_type(facts, "A13", "A23")
    )


def power_is_elsewhere(facts: GateFacts) -> bool:
    """Whether nothing is refused of a power that this organ has now."""
    return not any(item.owner and item.owner.ours for item in of_type(facts, "A12", "A13", "A23"))


def transfer_listed(facts: GateFacts) -> bool:
    """Whether the archive and its entry in the transfer list are on record."""
    return all(
        item.transfer and item.transfer.archive.strip() and item.transfer.reference.strip()
        for item in of_type(facts, "A22")
    )


def transfer_period_over(facts: GateFacts) -> bool:
    """Whether the transfer period ended before the act."""
    return all(
        item.transfer and item.transfer.period_ends_on and item.transfer.period_ends_on < facts.on
        for item in of_type(facts, "A22")
    )


# ---- answers that rest on earlier papers: 条例 30, 35, 36(六)


def supplement_asked_validly(facts: GateFacts) -> bool:
    """Whether the first notice went out within its 7 working days."""
    first = facts.supplements[0] if facts.supplements else None
    return not _any(facts, "A15") or bool(first and first.sent_on <= first.due_on)


def supplement_came(facts: GateFacts) -> bool:
    """Whether the applicant did supplement."""
    return not _any(facts, "A15") or any(done(s.replied_on, facts) for s in facts.supplements)


def unclear_part_named(facts: GateFacts) -> bool:
    """Whether it is said what is still unclear."""
    return all(said(item.still_unclear) for item in of_type(facts, "A15"))


def answered_before(facts: GateFacts) -> bool:
    """Whether this organ answered this applicant on this information, and that answer stands."""
    return all(item.earlier and _answers(item.earlier, facts) for item in of_type(facts, "A17"))


def _answers(earlier: EarlierCase, facts: GateFacts) -> bool:
    same = earlier.same_organ and earlier.same_applicant and earlier.same_information
    standing = earlier.state is ClockState.ANSWERED and not earlier.revoked
    if earlier.answer_type is not None:
        on_the_matter = earlier.answer_type not in ENDS_WITHOUT_ANSWER
    else:  # of an imported register; other_misc may have been a withdrawal
        on_the_matter = earlier.row is not None and earlier.row not in (*LAPSED, "other_misc")
    return same and standing and on_the_matter and done(earlier.answered_on, facts)


def reasons_asked(facts: GateFacts) -> bool:
    """Whether reasons were asked for before 不予处理 or a delay."""
    return not _needs_reasons(facts) or bool(facts.reasons and facts.reasons.asked_on <= facts.on)


def reasons_answered_or_over(facts: GateFacts) -> bool:
    """Whether the reasons were given, or the day for them is over."""
    reasons = facts.reasons
    return not _needs_reasons(facts) or bool(
        reasons and (done(reasons.replied_on, facts) or facts.on > reasons.last_day)
    )


def reasons_found_unreasonable(facts: GateFacts) -> bool:
    """Whether the reasons, or their absence, were judged as 不合理."""
    return not _any(facts, "A19") or bool(facts.reasons and facts.reasons.reasonable is False)


def reasons_found_reasonable(facts: GateFacts) -> bool:
    """Whether the reasons were judged as 合理, as a delay demands."""
    return bool(facts.reasons and facts.reasons.reasonable)


def _needs_reasons(facts: GateFacts) -> bool:
    return facts.act is Act.DELAY or _any(facts, "A19")


def held_already(facts: GateFacts) -> bool:
    """Whether it is proved that the applicant has what it wants confirmed or issued again."""
    return all(item.held_already.strip() for item in of_type(facts, "A20"))


def _any(facts: GateFacts, *codes: str) -> bool:
    return any(True for _ in of_type(facts, *codes))
