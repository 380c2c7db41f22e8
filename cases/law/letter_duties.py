"""文书的必备内容 (letters.md §§2.1, 3, 4.2): what a template must print, however an office words it.

A field is named by its place, `items.reason` is that of every item. Beside these, an office's own
template is free: titles, salutation, order and wording are its own.
"""

from dataclasses import dataclass
from typing import Final

from cases.law.letters import PAPER, Layout, PaperForm, Receiver
from cases.law.outcomes import ANSWER_TYPES, Remedy


@dataclass(frozen=True)
class Duty:
    """One thing that must be said: by one of `fields`, among several items by one of `several`."""

    fields: tuple[str, ...]
    several: tuple[str, ...] = ()


def _each(*fields: str) -> tuple[Duty, ...]:
    return tuple(Duty((field,)) for field in fields)


RECEIPT, REQUEST, REMEDY = _each("receipt", "request", "remedy")
# The lead names the basis of a single item; of several, each block names its own.
BASIS: Final = Duty(("lead", "items.grounds", "items.basis"), ("items.grounds", "items.basis"))
OUTGOING: Final = _each("to", "organ.name", "doc.date")
NUMBER: Final = Duty(("doc.number",))
OUR_WORDING: Final = "items.decision"  # facts, reason and decision in the program's own words

# fmt: off
OWN_WORDS: Final[dict[str, tuple[str, ...]]] = {
    # answer type: the facts or reason without which it is no answer, where an office words it itself
    "A1": ("items.place",), "A2": ("items.form", "items.pick_up_place"), "A3": ("items.withheld.reason",),
    "A4": ("items.reason",), "A5": ("items.reason",), "A6": ("items.reason",), "A7": ("items.reason",),
    "A8": ("items.reason",), "A9": ("items.reason",), "A10": ("items.reason",),
    "A11": ("items.query_organ",), "A12": ("items.places",), "A13": ("items.reason",),
    "A14": ("items.reason",), "A15": ("items.unclear",), "A16": ("items.channel",),
    "A17": ("items.prior_doc_no",), "A18": ("items.way",), "A19": ("items.why",),
    "A20": ("items.prior_proof",), "A21": ("items.channel",), "A22": ("items.archive",),
    "A23": ("items.reason",), "A24": ("items.reason",), "A25": (), "A26": (),
}
DUTIES: Final[dict[str, tuple[Duty, ...]]] = {
    # the other papers: their mandatory contents beside receipt, request and remedy
    "P3": _each("query_code"),
    "P4": _each("difficulty", "case.request"),
    "P5": _each("defects", "reply_by", "how"),
    "P6": _each("counted_from", "counted_to", "counted", "reply_by"),
    "P7": _each("reason", "workdays", "new_due"),
    "P8": _each("reasons", "reason", "until"),
    "P9": _each("kind", "extract"),
    "P10": _each("notice_no", "extract"),
    "P11": _each("basis", "sent_on"),
    "P12": _each("reason", "extract", "release_on"),
    "P13": _each("request", "question", "reply_by"),
    "P14": _each("doc_title"),
    "P15": _each("tariff", "amount", "bands.units", "bands.rate", "bands.yuan", "way"),
    "P16": _each("arrived_at", "sender", "receiver"),
    "P17": _each("pick_up_from", "place", "bring"),
    "P18": _each("to", "paper_title"),
    "P20": _each("asked_on", "claim", "record", "finding"),
    "P21": _each("wrong_on", "wrong_no", "wrong_text", "right_text"),
    "P22": _each("notice_no", "delivered_on", "due"),
    "A27": _each("withdrawn_on"),
    "A28": _each("notice_no", "delivered_on", "due"),
    "I3": _each("searches.operator", "searches.places.name", "searches.conclusion"),
    "I4": _each("result", "opinion"),
    "I5": _each("points.name", "result"),
    "I7": _each("reason", "workdays"),
    "I10": _each("talked_at", "with_whom", "content"),
    "I11": _each("entries.title"),
}
# fmt: on
BEGIN_WITH_RECEIPT: Final = frozenset(("P5", "P6", "P7", "P8", "P11", "P15", "P22"))
assert set(OWN_WORDS) | {"A27", "A28"} == {kind.code for kind in ANSWER_TYPES}
assert set(DUTIES) <= set(PAPER)


def duties(code: str) -> tuple[Duty, ...]:
    """What every template of the paper must print."""
    paper = PAPER[code]
    return tuple(dict.fromkeys((*_around(paper), *_inside(paper), *DUTIES.get(code, ()))))


def _around(paper: PaperForm) -> tuple[Duty, ...]:
    """Of a letter that goes out: to whom, from whom, when, under which number."""
    if paper.layout is not Layout.LETTER:
        return ()
    return (*OUTGOING, NUMBER) if paper.numbered else OUTGOING


def _inside(paper: PaperForm) -> tuple[Duty, ...]:
    """Receipt and request, the decision on each item, the remedy."""
    found: list[Duty] = []
    begins = paper.is_answer or paper.code in BEGIN_WITH_RECEIPT
    if begins and paper.layout is Layout.LETTER:
        found.append(RECEIPT)
    if begins:
        found.append(REQUEST)
    if paper.code in OWN_WORDS:
        found += [BASIS, Duty((OUR_WORDING, *OWN_WORDS[paper.code]))]
    if paper.code == "P3":
        found.append(RECEIPT)
    if paper.remedy is not Remedy.NONE and paper.to is not Receiver.OFFICE:
        found.append(REMEDY)
    return tuple(found)
