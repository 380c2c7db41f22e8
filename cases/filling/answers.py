"""答复书 filled: the decision of each item with its basis, the steps taken, the remedy."""

from collections.abc import Mapping
from typing import Any, Final

from cases.filling.items import item_fields
from cases.filling.matter import Matter, around, day
from cases.filling.shared import receipt, remedy, request, steps_taken
from cases.law.clock_rules import Rule
from cases.law.gate_facts import Item
from cases.law.letters import PAPER
from cases.law.outcomes import ANSWER_TYPE
from cases.law.wording_answers import DECISIONS
from cases.law.wording_shared import grounds, lead, mark, names_regulation
from cases.letters.completing import marked
from cases.letters.contexts_answers import ITEM_FIELDS, ItemFields
from cases.letters.sentences import sentence

SEARCHED: Final = "A12"
OF_SEVERAL_TYPES: Final = ("A25", "A26")  # 当场答复, 混合答复


def answer(matter: Matter, code: str, number: str, dated: str) -> dict[str, Any]:
    """答复书 of type A1–A24, A25 or A26: what it says, with gaps where the record has none."""
    paper = PAPER[code]
    said = around(matter, paper, number, dated)
    searched = any(item.outcome == SEARCHED for item in matter.items)
    basis = list(matter.items[0].basis) if len(matter.items) == 1 else []
    return said | {
        "receipt": receipt(matter),
        "request": request(matter),
        "steps": steps_taken(matter),
        "lead": lead(basis, len(matter.items), searched=searched),
        "items": tuple(_common(one) if code in OF_SEVERAL_TYPES else one for one in items(matter)),
        "remedy": remedy(matter, paper, matter.items),
        "attachments": enclosures(matter),
    }


def _item(matter: Matter, item: Item) -> dict[str, Any]:
    outcome = item.outcome
    assert outcome is not None  # the gates asked for one
    several = len(matter.items) > 1
    return {
        "number": item.number,
        "mark": mark(item.number) if several else "",
        "text": matter.case.items[item.number - 1]["text"],
        "outcome": ANSWER_TYPE[outcome].name,
        "basis": "、".join(map(str, item.basis)),
        "reason": item.reason.rstrip("。；，"),
        **item_fields(matter, item),
    }


def items(matter: Matter) -> list[dict[str, Any]]:
    """Every item with all that its own decision names, and that decision in our wording.

    Each block has its own 依据……的规定，; the 条例 is named in full where it comes first.
    """
    listed = [_item(matter, item) for item in matter.items]
    named = False
    for item, fields in zip(matter.items, listed, strict=True):
        fields["grounds"] = grounds(item.basis, len(listed), first=not named)
        named = named or names_regulation(item.basis)
        fields["decision"] = decision(matter, item, fields)
    return listed


def _common(fields: dict[str, Any]) -> dict[str, Any]:
    """What items of every type have: a letter about several prints their decisions."""
    return {name: fields[name] for name in ItemFields.model_fields}


def decision(matter: Matter, item: Item, fields: Mapping[str, Any]) -> str:
    """Our own wording of one item's decision, gaps marked."""
    assert item.outcome is not None
    known = {**fields, "decision": "－"}
    whole = marked(ITEM_FIELDS[item.outcome], known).model_dump()
    return sentence(DECISIONS[item.outcome], {"you": matter.you, "item": whole})


def enclosures(matter: Matter) -> tuple[str, ...]:
    """附件说明: what goes with the answer, by the titles on file."""
    numbers = [
        number
        for item in matter.items
        for number in matter.file.outcomes[item.number].data.get("enclosures", ())
        if number in matter.file.attachments
    ]
    return tuple(matter.file.attachments[n].data["title"] for n in dict.fromkeys(numbers))


def withdrawn(matter: Matter, number: str, dated: str) -> dict[str, Any]:
    """终止办理告知书."""
    closings = [one for one in matter.file.answers if one.kind == "withdrawal"]
    on = closings[-1].day if closings else None
    return around(matter, PAPER["A27"], number, dated) | {
        "receipt": receipt(matter),
        "request": request(matter),
        "withdrawn_on": day(on),
    }


def lapsed(matter: Matter, code: str, number: str, dated: str) -> dict[str, Any]:
    """不再处理告知书: the notice that was not heeded, when it was delivered, its last day."""
    awaited = matter.reading.awaited if matter.reading else None
    for_fee = awaited is not None and awaited.rule is Rule.FEE_PAYMENT
    kind = "fee_notice" if for_fee else "supplement_notice"
    notices = matter.steps_of(kind)
    notice = notices[-1] if notices else None
    delivered = delivered_on(notice.data) if notice else ""
    return around(matter, PAPER[code], number, dated) | {
        "receipt": receipt(matter),
        "request": request(matter),
        "notice_of_fee": for_fee,
        "notice_no": matter.notice(notice, "P15" if for_fee else "P5") if notice else "",
        "delivered_on": day(delivered),
        "due": day(awaited.last) if awaited else "",
        "remedy": remedy(matter, PAPER[code], ()),
    }


def delivered_on(data: Mapping[str, Any]) -> str:
    """The day on which a notice reached its recipient, as far as the record says."""
    dates = data.get("dates") or {}
    sent = dates.get("sent_on") if data.get("way") == "electronic" else ""
    return str(data.get("received_on") or dates.get("signed_on") or sent or "")
