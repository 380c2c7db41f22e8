"""What a template is given: plain text, numbers, yes and no, and records of them; no code, no model."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.utils import missing
from pydantic import BaseModel

Context: TypeAlias = BaseModel | Mapping[str, Any]
PLACE: Final = "_place"  # no field begins with an underscore


class Missing(StrictUndefined):
    """A field that the context does not have: whatever is done with it raises, and names it."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if exc is UndefinedError and name is not None:
            hint = _joined(vars(obj)[PLACE] if isinstance(obj, Record) else "", name)
        super().__init__(hint, obj, name, exc)


class Absent(Missing):
    """A declared field without a value: it may be asked for, but not printed.

    Jinja2 declares these three as never returning: they raise in StrictUndefined.
    """

    __slots__ = ()

    def __init__(self, place: str) -> None:
        super().__init__(name=place)

    def __bool__(self) -> bool:  # type: ignore[override]
        return False

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return other is None or isinstance(other, Absent)

    def __ne__(self, other: object) -> bool:  # type: ignore[override]
        return not self == other


class Record:
    """The fields of a record by their names, and nothing else that a template could reach."""

    def __init__(self, place: str, fields: Mapping[str, Any]) -> None:
        self.__dict__.update(fields)
        self.__dict__[PLACE] = place


def values(context: Context) -> dict[str, Any]:
    """The fields of a context as a template is given them; TypeError for any other kind of value."""
    return _fields(context, "")


def _fields(context: Context, place: str) -> dict[str, Any]:
    return {name: _value(value, _joined(place, name)) for name, value in _members(context)}


def _members(context: Context) -> Iterable[tuple[str, Any]]:
    if isinstance(context, BaseModel):
        model = type(context)
        names = (*model.model_fields, *model.model_computed_fields)
        return ((name, getattr(context, name)) for name in names)
    return context.items()


def _value(value: Any, place: str) -> Any:
    match value:
        case str():
            return str(value)  # an enum as its text, and no text that calls itself escaped
        case int():  # yes and no too
            return value
        case None:
            return Absent(place)
        case BaseModel() | Mapping():
            return Record(place, _fields(value, place))
        case list() | tuple():
            return tuple(_value(one, f"{place}.{n}") for n, one in enumerate(value))
        case _:
            raise TypeError(f"{place}: a letter is made of text, not of {type(value).__name__}")


def _joined(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
