"""Forms (表单): what a browser sends, as the schemas take it. Field names are paths."""

import re
from collections.abc import Mapping
from typing import Any, Final

from cases.schemas import ApplicationIn
from cases.typed import read

Typed = Mapping[str, str]
# The names of the registration form's fields: those of a group and of an item in the list.
FIELD: Final = re.compile(r"((?!items\.)[a-z_]+\.)?[a-z_]+|items\.([0-9]{1,2})\.[a-z_]+", re.ASCII)


def typed(form: Mapping[str, Any]) -> dict[str, str]:
    """The text fields of a form as they were typed, to be shown again."""
    return {name: value for name, value in form.items() if isinstance(value, str)}


def nested(form: Mapping[str, Any]) -> dict[str, Any]:
    """`applicant.name` as {"applicant": {"name": …}}, `items.0.text` under {"items": {"0": …}}.

    Names that no form of ours has are left out; of a field and a group of one name the group stays.
    """
    made: dict[str, Any] = {}
    for path, value in sorted(form.items(), key=lambda field: field[0].count(".")):
        if not FIELD.fullmatch(path):
            continue
        *groups, name = path.split(".")
        place = made
        for group in groups:
            if not isinstance(place.get(group), dict):
                place[group] = {}
            place = place[group]
        place[name] = value
    return made


NUMBERED: Final = re.compile(r"[0-9]{1,2}", re.ASCII)
NAME: Final = re.compile(r"[a-z_]{1,64}", re.ASCII)


def listed(form: Mapping[str, str]) -> dict[str, Any]:
    """`places.0.name` as {"places": [{"name": …}]}: groups, and lists of values or of groups.

    Entries of a list and groups that were left empty altogether are left out; names that no form of
    ours has are left as they are, for the schema to know nothing of.
    """
    made: dict[str, Any] = {}
    for path, value in sorted(form.items(), key=lambda field: field[0].count(".")):
        parts = path.split(".")
        if not all(NAME.fullmatch(p) or NUMBERED.fullmatch(p) for p in parts):
            continue
        place = made
        for group in parts[:-1]:
            if not isinstance(place.get(group), dict):
                place[group] = {}
            place = place[group]
        place[parts[-1]] = value
    return {name: _lists(value) for name, value in made.items() if _said(value)}


def _said(value: Any) -> bool:
    """A field stays even when it is empty; a group only where something of it was typed."""
    return not isinstance(value, dict) or any(
        _said(inner) if isinstance(inner, dict) else inner for inner in value.values()
    )


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if all(NUMBERED.fullmatch(name) for name in value):
        there = sorted((int(name), inner) for name, inner in value.items() if _filled(inner))
        return [_lists(inner) for _, inner in there]
    return {name: _lists(inner) for name, inner in value.items() if _said(inner)}


def _filled(value: Any) -> bool:
    return _said(value) if isinstance(value, dict) else bool(value)


def read_application(form: Typed) -> ApplicationIn:
    """The registration form: groups left empty are left out, empty items dropped."""
    made = nested(form)
    for group in ("agent", "oral"):
        if not any(_group(made, group).values()):
            made.pop(group, None)
    items = sorted(_group(made, "items").items(), key=lambda item: int(item[0]))
    filed = [item for _, item in items if any(item.values())] or [{"text": ""}]
    made["items"] = [item | {"clues": _each_line(item.get("clues"))} for item in filed]
    made["other_form_accepted"] = "other_form_accepted" in made
    return read(ApplicationIn, made)


def _each_line(text: Any) -> list[str]:
    """线索, one a line."""
    lines = text.splitlines() if isinstance(text, str) else []
    return [line for line in lines if line.strip()]


def _group(made: dict[str, Any], name: str) -> dict[str, Any]:
    group = made.get(name)
    return group if isinstance(group, dict) else {}


def typed_items(form: Typed) -> int:
    """How many items a registration form shows."""
    fields = (FIELD.fullmatch(path) for path in form)
    return max((int(field[2]) for field in fields if field and field[2]), default=0) + 1
