"""办理意见 of one item as the fields of its decision sentence; what is not on file stays empty."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from cases.filling.matter import Matter, day
from cases.filling.shared import plain
from cases.kinds import Kind
from cases.law.gate_facts import ConsultationRecord, Item, Opinion
from cases.law.grounds import GROUND, WITHHOLDING, SubKind
from cases.law.outcomes import ANSWER_TYPE
from cases.law.slots import ITEM_SLOTS, SlotKind

OF_NO_INFORMATION: Final = "不属于政府信息的内容"
LIMBS: Final = "、"


def item_fields(matter: Matter, item: Item) -> dict[str, Any]:
    """The fields of an item's decision: those typed for it, and those that the record has."""
    assert item.outcome is not None
    typed = _typed(matter, item)
    return typed | FROM_THE_RECORD.get(item.outcome, _nothing)(matter, item)


def said_of(matter: Matter, item: Item) -> Mapping[str, Any]:
    """The 办理意见 as it was typed."""
    return matter.file.outcomes[item.number].data


def _typed(matter: Matter, item: Item) -> dict[str, str]:
    given = said_of(matter, item).get("fields") or {}
    fields = {}
    for slot in ITEM_SLOTS[item.outcome or ""]:
        value = given.get(slot.name, "")
        fields[slot.name] = day(value) if slot.kind is SlotKind.DAY else value
    return fields


def _nothing(_: Matter, __: Item) -> dict[str, Any]:
    return {}


def kinds(item: Item) -> str:
    """具体情形, of the whole or of what is withheld."""
    named: list[SubKind] = [*item.kinds, *(k for part in item.withheld for k in part.kinds)]
    return plain([kind.label for kind in dict.fromkeys(named)])


def _published(matter: Matter, item: Item) -> dict[str, Any]:
    return {"place": said_of(matter, item).get("place", "")}


def _given(matter: Matter, item: Item) -> dict[str, Any]:
    enclosed = said_of(matter, item).get("enclosures") or ()
    return {"enclosed": bool(enclosed), "consulted": _consulted(item.consultations)}


def _consulted(asked: tuple[ConsultationRecord, ...]) -> str:
    """What the third parties said of what is given after all; silence comes from the decision."""
    thirds = [one for one in asked if one.recipient.value == "third_party"]
    if not thirds:
        return ""
    if all(one.opinion is Opinion.AGREES for one in thirds):
        return "第三方同意公开"
    if any(one.opinion in (Opinion.OBJECTS, Opinion.AGREES_IN_PART) for one in thirds):
        return "第三方不同意公开，但不公开可能对公共利益造成重大影响"
    return "第三方逾期未提出意见，经审查可以公开"


def _parted(_: Matter, item: Item) -> dict[str, Any]:
    return {
        "withheld": tuple(
            {
                "what": part.what,
                "ground": ground_of(part.ground, part.kinds),
                "reason": _end(part.reason),
            }
            for part in item.withheld
        )
    }


def ground_of(code: str, named: tuple[SubKind, ...]) -> str:
    """The ground of a withheld part in the words of a letter, with its article."""
    if code not in WITHHOLDING:
        return OF_NO_INFORMATION
    what = plain([kind.label for kind in named])
    return f"《条例》{GROUND[code].article.place}规定的{GROUND_WORDS[code].format(kinds=what)}"


GROUND_WORDS: Final = {
    "A4": "依法确定的国家秘密（{kinds}）",
    "A5": "法律、行政法规禁止公开的政府信息",
    "A6": "公开后可能危及{kinds}的政府信息",
    "A7": "涉及{kinds}等公开会对第三方合法权益造成损害的政府信息",
    "A8": "{kinds}方面的内部事务信息",
    "A9": "过程性信息（{kinds}）",
    "A10": "行政执法案卷信息",
}
assert set(GROUND_WORDS) == set(WITHHOLDING)


def _end(reason: str) -> str:
    return reason.strip().rstrip("。；，")


def refused(item: Item) -> dict[str, Any]:
    """The reason of a refusal: that of what is withheld, else that of the item."""
    own = plain([_end(part.reason) for part in item.withheld])
    return {"reason": own or _end(item.reason)}


def _secret(_: Matter, item: Item) -> dict[str, Any]:
    facts = plain(list(dict.fromkeys(part.classification for part in item.withheld)))
    return refused(item) | {"secrecy_facts": facts}


def _prohibited(matter: Matter, item: Item) -> dict[str, Any]:
    rule = next((part.rule for part in item.withheld if part.rule), None)
    named = {"law": rule.name, "law_place": rule.place} if rule else {"law": "", "law_place": ""}
    text = (said_of(matter, item).get("fields") or {}).get("law_text", "")
    return refused(item) | named | {"law_text": text.strip().rstrip("。")}


def _security(_: Matter, item: Item) -> dict[str, Any]:
    return refused(item) | {"limb": kinds(item)}


def _third_party(matter: Matter, item: Item) -> dict[str, Any]:
    asked = [one for part in item.withheld for one in part.consultations]
    first = asked[0] if asked else None
    return refused(item) | {
        "kind": kinds(item),
        "sent_on": day(first.sent_on) if first else "",
        "reply": _reply(matter, item) if first else "",
        "no_sever_reason": _end(item.why_not_severable),
    }


def _reply(matter: Matter, item: Item) -> str:
    """What the consulted party said, with its reason; or that it let the days pass."""
    numbers = {n for part in said_of(matter, item).get("withheld", ()) for n in part["letters"]}
    replies = [s for s in matter.steps_of(Kind.CONSULTATION_REPLY) if s.data["id"] in numbers]
    if not replies:
        return "逾期未提出意见"
    opinion = replies[-1].data.get("opinion") or "不同意公开"
    why = _end(replies[-1].data.get("content", ""))
    return f"{opinion}，理由是：{why}" if why else opinion


def _kind(_: Matter, item: Item) -> dict[str, Any]:
    return {"kind": kinds(item)}


def _refused_kind(_: Matter, item: Item) -> dict[str, Any]:
    return refused(item) | {"kind": kinds(item)}


def _query(_: Matter, item: Item) -> dict[str, Any]:
    return {"kind": kinds(item), "law": item.rule.name if item.rule else ""}


def _not_found(matter: Matter, item: Item) -> dict[str, Any]:
    search = item.search
    if search is None:
        return {"searched_on": "", "places": "", "keywords": "", "how": ""}
    records = matter.file.searches_of(item.number)
    words = [place["keywords"] for record in records for place in record.data["places"]]
    used = plain([f"“{word}”" for word in dict.fromkeys(w.strip() for w in words) if word])
    return {
        "searched_on": day(search.searched_on),
        "places": plain(list(dict.fromkeys(search.places))),
        "keywords": used,
        "how": search.how or "逐件核对",
    }


def _owner(matter: Matter, item: Item) -> dict[str, Any]:
    contact = (said_of(matter, item).get("owner") or {}).get("contact", "")
    return {
        "other_organ": item.owner.whose if item.owner else "",
        "reason": _end(item.owner.why) if item.owner else "",
        "contact": contact,
    }


def _unclear(_: Matter, item: Item) -> dict[str, Any]:
    return {"unclear": _end(item.still_unclear)}


def _repeated(matter: Matter, item: Item) -> dict[str, Any]:
    number = said_of(matter, item).get("earlier", "")
    prior = matter.priors.get(number)
    return {
        "prior_case": number,
        "prior_on": day(prior.answered_on) if prior else "",
        "prior_doc_no": prior.doc_number if prior else "",
    }


def _excessive(matter: Matter, _: Item) -> dict[str, Any]:
    asked, judged = matter.file.reasons_asked, matter.file.reasons_judged
    if asked is None:
        return {"asked_on": "", "p6_no": "", "reasons": "", "why": ""}
    said = _end(judged.data.get("said", "")) if judged else ""
    silent = f"截至{day(asked.data['reply_by'])}未说明理由"
    replied = bool(judged and judged.data.get("replied_on"))
    return {
        "asked_on": day(asked.day),
        "p6_no": asked.data.get("doc_number", ""),
        "reasons": (f"说明的理由为：{said}" if said else "已说明理由") if replied else silent,
        "why": _end(judged.data["why"]) if judged else "",
    }


def _held(_: Matter, item: Item) -> dict[str, Any]:
    return {"prior_proof": _end(item.held_already), "kind": kinds(item)}


def _archived(_: Matter, item: Item) -> dict[str, Any]:
    moved = item.transfer
    return {
        "archive": moved.archive if moved else "",
        "archive_ref": moved.reference if moved else "",
    }


# What each answer type takes from the record beside what is typed for it
FROM_THE_RECORD: Final[dict[str, Callable[[Matter, Item], dict[str, Any]]]] = {
    "A1": _published, "A2": _given, "A3": _parted, "A4": _secret, "A5": _prohibited,
    "A6": _security, "A7": _third_party, "A8": _refused_kind, "A9": _refused_kind,
    "A10": lambda _, item: refused(item), "A11": _query, "A12": _not_found, "A13": _owner,
    "A15": _unclear, "A16": _kind, "A17": _repeated, "A18": _kind, "A19": _excessive,
    "A20": _held, "A21": _kind, "A22": _archived, "A23": _owner,
}  # fmt: skip
assert set(FROM_THE_RECORD) <= set(ANSWER_TYPE)
