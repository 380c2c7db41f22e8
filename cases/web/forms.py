"""Forms (表单): what a browser sends, as the schemas take it. Field names are paths."""

from collections.abc import Mapping
from typing import Any

from cases.schemas import ApplicationIn
from cases.typed import read

Typed = Mapping[str, str]


def typed(form: Mapping[str, Any]) -> dict[str, str]:
    """The text fields of a form as they were typed, to be shown again."""
    return {name: value for name, value in form.items() if isinstance(value, str)}


def nested(form: Mapping[str, Any]) -> dict[str, Any]:
    """`applicant.name` as {"applicant": {"name": …}}; numbers in a path make a list."""
    made: dict[str, Any] = {}
    for path, value in form.items():
        *groups, name = path.split(".")
        place = made
        for group in groups:
            place = place.setdefault(group, {})
        place[name] = value
    return {name: _listed(value) for name, value in made.items()}


def _listed(value: Any) -> Any:
    if isinstance(value, dict) and value and all(key.isdigit() for key in value):
        return [value[key] for key in sorted(value, key=int)]
    return value


def read_application(form: Typed) -> ApplicationIn:
    """The registration form: groups left empty are left out, empty items dropped."""
    made = nested(form)
    for group in ("agent", "oral"):
        if not any(made.get(group, {}).values()):
            made.pop(group, None)
    items = [item for item in made.get("items", []) if any(item.values())]
    made["items"] = items or [{"text": ""}]
    made["other_form_accepted"] = "other_form_accepted" in made
    return read(ApplicationIn, made)


def typed_items(form: Typed) -> int:
    """How many items a registration form shows."""
    numbers = [int(p.split(".")[1]) for p in form if p.startswith("items.") and p.count(".") == 2]
    return max(numbers, default=0) + 1
