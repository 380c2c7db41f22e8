"""办理意见 as it is being typed: what a form holds, in the words of the history, never refused.

A form that is sent is read by its schema; this is for the preview of one that is not finished.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.law import slots
from cases.law.grounds import OF_A_PART, RuleLevel, SubKind
from cases.law.judgment import NEEDS
from cases.web.forms import listed

KINDS = frozenset(SubKind)
LEVELS = frozenset(RuleLevel)


def typed_outcome(form: Mapping[str, str]) -> dict[str, Any] | None:
    """One item's outcome as far as it is typed; None where none is chosen."""
    made = listed(form)
    outcome = _text(made, "outcome")
    if outcome not in NEEDS:
        return None
    return {
        "outcome": outcome,
        "reason": _text(made, "reason"),
        "kinds": _kinds(made),
        "withheld": [_part(p) for p in _groups(made, "withheld") if p.get("ground") in OF_A_PART],
        "severable": {"true": True, "false": False}.get(_text(made, "severable")),
        "why_not_severable": _text(made, "why_not_severable"),
        "owner": _owner(_group(made, "owner")),
        "transfer": _transfer(_group(made, "transfer")),
        "earlier": _text(made, "earlier"),
        "same_information": bool(_text(made, "same_information")),
        "rule": _rule(made),
        "still_unclear": _text(made, "still_unclear"),
        "held_already": _text(made, "held_already"),
        "place": _text(made, "place"),
        "place_checked_on": _day(_text(made, "place_checked_on")),
        "enclosures": [int(n) for n in _values(made, "enclosures") if n.isascii() and n.isdigit()],
        "provided": _text(made, "provided"),
        "fields": _fields(outcome, _group(made, "fields")),
    }


def _part(said: Mapping[str, Any]) -> dict[str, Any]:
    texts = ("what", "ground", "reason", "classification", "weighed")
    return {name: _text(said, name) for name in texts} | {
        "kinds": _kinds(said),
        "rule": _rule(said),
        "prevailing_checked": bool(_text(said, "prevailing_checked")),
        "public_interest_weighed": bool(_text(said, "public_interest_weighed")),
        "letters": _values(said, "letters"),
    }


def _owner(said: Mapping[str, Any]) -> dict[str, Any] | None:
    if not said:
        return None
    texts = {name: _text(said, name) for name in ("whose", "why", "contact")}
    return texts | {"ours": bool(_text(said, "ours"))}


def _transfer(said: Mapping[str, Any]) -> dict[str, Any] | None:
    if not said:
        return None
    texts = {name: _text(said, name) for name in ("archive", "reference")}
    return texts | {"period_ends_on": _day(_text(said, "period_ends_on"))}


def _rule(around: Mapping[str, Any]) -> dict[str, str] | None:
    said = _group(around, "rule")
    if _text(said, "level") not in LEVELS:
        return None
    return {name: _text(said, name) for name in ("level", "name", "place")}


def _fields(outcome: str, said: Mapping[str, Any]) -> dict[str, str]:
    typed = {name: _text(said, name) for name in said}
    wrong = {name for name, _ in slots.faults(slots.ITEM_SLOTS[outcome], typed)}
    return {name: value for name, value in typed.items() if name not in wrong}


def _kinds(around: Mapping[str, Any]) -> list[str]:
    return [kind for kind in _values(around, "kinds") if kind in KINDS]


def _text(around: Mapping[str, Any], name: str) -> str:
    value = around.get(name)
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""


def _group(around: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = around.get(name)
    return value if isinstance(value, dict) else {}


def _groups(around: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = around.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _values(around: Mapping[str, Any], name: str) -> list[str]:
    value = around.get(name)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None
