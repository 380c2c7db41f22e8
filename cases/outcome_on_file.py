"""办理意见 as the law asks about it: the items of a case, each with its outcome and what is on file.

Pure: the history's words in, frozen facts of `cases.law.gate_facts` out.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from cases.dossier import Dossier, Record
from cases.law.articles import Article
from cases.law.gate_checks import GIVEN
from cases.law.gate_facts import (
    ArchiveTransfer,
    ConsultationRecord,
    EarlierCase,
    Item,
    NamedRule,
    Opinion,
    OwnerFinding,
    SearchRecord,
    Withheld,
)
from cases.law.grounds import GROUND, WITHHOLDING, RuleLevel, SubKind
from cases.law.outcomes import ANSWER_TYPE, annual_row

HANDS_OUT: Final = ("A2", "A3")
MIXED: Final = "A26"

# What a consulted party said, as the form of 征求意见回执 names it. Convention: a reply that is
# neither consent nor consent in part is an objection, so that nothing is given on a doubtful one.
OPINIONS: Final = {"同意公开": Opinion.AGREES, "部分同意公开": Opinion.AGREES_IN_PART}


def opinion_of(said: str) -> Opinion:
    """The opinion of a reply, by its words."""
    return OPINIONS.get(said.strip(), Opinion.OBJECTS)


def items_on_file(
    asked: Sequence[Mapping[str, Any]],
    file: Dossier,
    letters: Mapping[str, ConsultationRecord],
    earlier: Mapping[str, EarlierCase],
) -> tuple[Item, ...]:
    """Every requested item with the outcome proposed for it, by its number from 1.

    What was proposed for an item that a corrected registration no longer has is left out. `letters` are the consultations of the case by their numbers; one that no withheld part names is
    about whatever is given, so that none is forgotten. `earlier`: the cases that A17 names.
    """
    numbers = range(1, len(asked) + 1)
    named = {
        letter
        for number, record in file.outcomes.items()
        if number in numbers
        for part in record.data.get("withheld", ())
        for letter in part["letters"]
    }
    about_given = [letter for number, letter in letters.items() if number not in named]
    return tuple(
        _item(number, asked[number - 1], file, letters, about_given, earlier) for number in numbers
    )


def _item(
    number: int,
    asked: Mapping[str, Any],
    file: Dossier,
    letters: Mapping[str, ConsultationRecord],
    about_given: list[ConsultationRecord],
    earlier: Mapping[str, EarlierCase],
) -> Item:
    record = file.outcomes.get(number)
    if record is None:
        return Item(number=number)
    said = record.data
    outcome = said["outcome"]
    parts = tuple(_withheld(part, letters) for part in said.get("withheld", ()))
    return Item(
        number=number,
        outcome=outcome,
        basis=basis_of_item(outcome, [part.ground for part in parts]),
        reason=said.get("reason", ""),
        kinds=_kinds(said.get("kinds", ())),
        withheld=parts,
        severable=said.get("severable"),
        why_not_severable=said.get("why_not_severable", ""),
        consultations=tuple(about_given) if outcome in HANDS_OUT else (),
        search=search_on_file(file.searches_of(number), asked.get("clues") or ()),
        owner=OwnerFinding(**_only(said["owner"], "whose", "why", "ours"))
        if said.get("owner")
        else None,
        transfer=_transfer(said.get("transfer")),
        earlier=earlier.get(said.get("earlier") or ""),
        rule=_rule(said.get("rule")),
        still_unclear=said.get("still_unclear", ""),
        held_already=said.get("held_already", ""),
        place_checked_on=_day(said.get("place_checked_on")),
        enclosures=len([n for n in said.get("enclosures", ()) if n in file.attachments])
        + bool(said.get("provided", "").strip()),
    )


def basis_of_item(outcome: str, grounds: Iterable[str]) -> tuple[Article, ...]:
    """依据: the articles of an outcome; 部分公开 rests on 37 and on the grounds of its parts."""
    if outcome != "A3":
        return ANSWER_TYPE[outcome].basis if outcome in ANSWER_TYPE else ()
    first, *_ = ANSWER_TYPE[outcome].basis
    return tuple(dict.fromkeys((first, *(GROUND[g].article for g in grounds if g in GROUND))))


def _withheld(part: Mapping[str, Any], letters: Mapping[str, ConsultationRecord]) -> Withheld:
    return Withheld(
        what=part["what"],
        ground=part["ground"],
        kinds=_kinds(part["kinds"]),
        reason=part["reason"],
        classification=part["classification"],
        rule=_rule(part["rule"]),
        weighed=part["weighed"],
        prevailing_checked=part["prevailing_checked"],
        public_interest_weighed=part["public_interest_weighed"],
        consultations=tuple(letters[n] for n in part["letters"] if n in letters),
    )


def search_on_file(records: Sequence[Record], clues: Iterable[str]) -> SearchRecord | None:
    """检索记录 of an item, all its searches together: the clues of the request and those named since.

    A clue that was found out once stays answered; the last search says who searched and recorded.
    """
    if not records:
        return None
    findings: dict[str, str | None] = dict.fromkeys(clues)
    for record in records:
        for clue in record.data["clues"]:
            findings[clue["clue"]] = clue["finding"].strip() or findings.get(clue["clue"])
    last = records[-1].data
    return SearchRecord(
        places=tuple(place["name"] for record in records for place in record.data["places"]),
        how="；".join(dict.fromkeys(r.data["how"] for r in records if r.data["how"].strip())),
        searched_on=max(r.day for r in records if r.day),
        operator=last["operator"],
        recorder=last["recorder"],
        findings=tuple(findings.values()),
        lost=last["lost"],
    )


def answer_type_of(items: Sequence[Item]) -> str | None:
    """答复类型: the outcome of all items, A26 where they differ; None while one has none."""
    outcomes = {item.outcome for item in items}
    if not outcomes or None in outcomes:
        return None
    return outcomes.pop() if len(outcomes) == 1 else MIXED


def row_of(answer_type: str, items: Sequence[Item], chosen: str | None = None) -> str | None:
    """计入年度报告的行: follows from the outcomes; a choice is left only among those of a mixed answer.

    Some given and some not is 部分公开 (letters.md §15); nothing given: the row of the first item.
    """
    if answer_type != MIXED:
        return annual_row(answer_type)
    outcomes = [item.outcome for item in items if item.outcome]
    gives = any(outcome in GIVEN for outcome in outcomes)
    withholds = any(outcome in ("A3", *WITHHOLDING) for outcome in outcomes)
    if gives and withholds:
        return "granted_partial"
    if chosen is not None:
        return chosen
    if all(outcome in ("A1", "A2") for outcome in outcomes):
        return "granted_full"
    return "granted_partial" if gives else annual_row(outcomes[0])


def _kinds(names: Iterable[str]) -> tuple[SubKind, ...]:
    return tuple(SubKind(name) for name in names)


def _rule(said: Mapping[str, Any] | None) -> NamedRule | None:
    if not said:
        return None
    return NamedRule(level=RuleLevel(said["level"]), name=said["name"], place=said["place"])


def _transfer(said: Mapping[str, Any] | None) -> ArchiveTransfer | None:
    if not said:
        return None
    return ArchiveTransfer(
        archive=said["archive"],
        reference=said["reference"],
        period_ends_on=_day(said["period_ends_on"]),
    )


def _only(said: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: said[name] for name in names}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
