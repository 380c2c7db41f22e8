"""What the gates on outcomes and grounds ask (关口的判断): each a fact that is there, or is not."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from cases.law.gate_facts import Act, GateFacts, Item, NamedRule, Withheld
from cases.law.grounds import (
    GROUND,
    LAW_OR_REGULATION,
    OF_A_PART,
    OF_AN_ANSWER,
    WITHHOLDING,
    kinds_fit,
)
from cases.law.outcomes import ANSWER_TYPE, annual_row

SUBSTANCE: Final = 10  # convention: characters that a reason has at least
ENDS_WITHOUT_ANSWER: Final = ("A27", "A28")  # withdrawn, lapsed: law.md §14 no. 33
NO_OUTCOME_OF_AN_ITEM: Final = ("A25", "A26", *ENDS_WITHOUT_ANSWER)
GIVEN: Final = ("A1", "A2", "A3")


def said(text: str) -> bool:
    """Whether a reason has the least substance."""
    return len("".join(text.split())) >= SUBSTANCE


def done(day: date | None, facts: GateFacts) -> bool:
    """Whether something has a day and it is not after the act."""
    return day is not None and day <= facts.on


def of_type(facts: GateFacts, *codes: str) -> Iterator[Item]:
    """The items with one of these outcomes."""
    return (item for item in facts.items if item.outcome in codes)


def withheld(facts: GateFacts, *grounds: str) -> Iterator[Withheld]:
    """The withheld contents on one of these grounds, of whichever item."""
    return (part for item in facts.items for part in item.withheld if part.ground in grounds)


# ---- the outcome of each item


def act_fits_type(facts: GateFacts) -> bool:
    """Whether the answer type is one that this act can give."""
    match facts.act:
        case Act.CLOSE_AS_LAPSED:
            return facts.answer_type == "A28"
        case Act.CLOSE_AS_WITHDRAWN:
            return facts.answer_type == "A27"
        case Act.RELEASE_TO_APPLICANT:
            return facts.answer_type in ("A2", "A3", "A25", "A26")
        case _:
            return facts.answer_type in ANSWER_TYPE and (
                facts.answer_type not in ENDS_WITHOUT_ANSWER
            )


def every_item_has_one_outcome(facts: GateFacts) -> bool:
    """Whether every requested item has exactly one outcome, and one that an item can have."""
    numbers = sorted(item.number for item in facts.items)
    return numbers == list(range(1, facts.requested + 1)) and all(
        item.outcome in ANSWER_TYPE and item.outcome not in NO_OUTCOME_OF_AN_ITEM
        for item in facts.items
    )


def outcomes_agree(facts: GateFacts) -> bool:
    """Whether the items' outcomes are those of the answer type."""
    outcomes = {item.outcome for item in facts.items}
    if any(item.withheld for item in facts.items if item.outcome not in ("A3", *WITHHOLDING)):
        return False  # an answer that keeps nothing back, and something kept back
    match facts.answer_type:
        case "A26":
            return len(outcomes) > 1
        case "A25":
            spot = set(ANSWER_TYPE["A25"].rows)
            return all(
                o in ANSWER_TYPE and spot.intersection(ANSWER_TYPE[o].rows) for o in outcomes
            )
        case _:
            return outcomes == {facts.answer_type}


def row_fits(facts: GateFacts) -> bool:
    """Whether the annual row is one of the answer type's and follows from its items."""
    if facts.answer_type not in ANSWER_TYPE or facts.row is None:
        return False
    if facts.row not in ANSWER_TYPE[facts.answer_type].rows:
        return False
    outcomes = {item.outcome for item in facts.items if item.outcome in ANSWER_TYPE}
    rows = {annual_row(code) for code in outcomes.difference(NO_OUTCOME_OF_AN_ITEM) if code}
    match facts.answer_type:
        case "A26" if _gives(facts) and _withholds(facts):
            return facts.row == "granted_partial"  # 区分处理的，只计这一情形，不计其他情形
        case "A26":
            return facts.row in rows | {"granted_partial"}
        case "A25":
            return facts.row in rows
        case _:
            return True


def _gives(facts: GateFacts) -> bool:
    return any(True for _ in of_type(facts, *GIVEN))


def _withholds(facts: GateFacts) -> bool:
    return any(True for _ in of_type(facts, "A3", *WITHHOLDING))


def basis_is_of_the_outcome(facts: GateFacts) -> bool:
    """Whether every basis stands in the closed list of its outcome or ground."""
    for item in facts.items:
        if item.outcome not in ANSWER_TYPE:
            continue  # every_item_has_one_outcome says so
        grounds = {GROUND[p.ground].article for p in item.withheld if p.ground in GROUND}
        allowed = grounds.union(ANSWER_TYPE[item.outcome].basis)
        if not item.basis or not allowed.issuperset(item.basis):
            return False
    return True


def reason_given(facts: GateFacts) -> bool:
    """Whether what is neither given nor withheld is reasoned."""
    return all(
        said(item.reason) for item in facts.items if item.outcome not in (*GIVEN, *WITHHOLDING)
    )


def kinds_named(facts: GateFacts) -> bool:
    """Whether the sub-kinds are named, and from the closed list."""
    chosen = [(str(item.outcome), item.kinds) for item in of_type(facts, *OF_AN_ANSWER)]
    chosen += [(part.ground, part.kinds) for item in facts.items for part in item.withheld]
    return all(kinds_fit(code, kinds) for code, kinds in chosen)


# ---- withholding: 条例 14–16, 37


def refusal_rests_on_its_ground(facts: GateFacts) -> bool:
    """Whether a full refusal withholds something on its own ground and on no other."""
    return all(
        {part.ground for part in item.withheld} == {item.outcome}
        for item in of_type(facts, *WITHHOLDING)
    )


def withheld_parts_named(facts: GateFacts) -> bool:
    """Whether 部分公开 names what it withholds, each on a ground of the list."""
    parts = [item.withheld for item in of_type(facts, "A3")]
    return all(parts) and all(
        part.what.strip() and part.ground in OF_A_PART for item in parts for part in item
    )


def withheld_reasoned(facts: GateFacts) -> bool:
    """Whether each withheld content has its own reason."""
    return all(said(part.reason) for item in facts.items for part in item.withheld)


def severability_answered(facts: GateFacts) -> bool:
    """Whether 「能否区分处理」 is answered, a no with its reason."""
    return all(
        item.severable is not None and (item.severable or said(item.why_not_severable))
        for item in of_type(facts, *WITHHOLDING)
    )


def not_severable(facts: GateFacts) -> bool:
    """Whether nothing fully refused could have been severed."""
    return not any(item.severable for item in of_type(facts, *WITHHOLDING))


def classified(facts: GateFacts) -> bool:
    """Whether the classification of a state secret is on record."""
    return all(part.classification.strip() for part in withheld(facts, "A4"))


def prohibition_named(facts: GateFacts) -> bool:
    """Whether the 法律 or 行政法规 that prohibits is named with its place."""
    return all(_named(part.rule) for part in withheld(facts, "A5"))


def special_rule_named(facts: GateFacts) -> bool:
    """Whether the 法律 or 行政法规 on obtaining it is named with its place."""
    return all(_named(item.rule) for item in of_type(facts, "A11"))


def _named(rule: NamedRule | None) -> bool:
    return bool(
        rule and rule.level in LAW_OR_REGULATION and rule.name.strip() and rule.place.strip()
    )


def discretion_weighed(facts: GateFacts) -> bool:
    """Whether the use of the discretion of art. 16 is reasoned."""
    return all(said(part.weighed) for part in withheld(facts, "A8", "A9", "A10"))


def no_rule_opens_it(facts: GateFacts) -> bool:
    """Whether 从其规定 was checked where the article has it."""
    excepted = [code for code, ground in GROUND.items() if ground.prevailing]
    return all(part.prevailing_checked for part in withheld(facts, *excepted))


def no_rule_opens_internal_affairs(facts: GateFacts) -> bool:
    """Whether rules that open internal affairs were looked for."""
    return all(part.prevailing_checked for part in withheld(facts, "A8"))
