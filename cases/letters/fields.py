"""文书的字段 as a tree: what a template may name, and contexts to try it with."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import Enum, StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import ComputedFieldInfo, FieldInfo


class Shape(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    RECORD = "record"
    LIST = "list"


@dataclass(frozen=True)
class Declared:
    """A declared field. A record holds its fields in `inside`, a list the one kind of its lines."""

    name: str
    title: str
    shape: Shape
    optional: bool = False  # may have no value at all
    usual: str | None = None  # the text it has unless said otherwise
    choices: tuple[str, ...] = ()  # the only texts it may have
    at_least: int = 0  # lines of a list
    inside: tuple["Declared", ...] = ()

    def field(self, name: str) -> "Declared | None":
        """The field of a record with this name."""
        return next((one for one in self.inside if one.name == name), None)

    @property
    def line(self) -> "Declared":
        """What one line of a list is."""
        assert self.shape is Shape.LIST
        return self.inside[0]


LONGEST_TEXT: Final = 300  # characters
LONGEST_LIST: Final = 12
# What XML, Jinja and a font could stumble over; line breaks stand in requests as they were filed.
AWKWARD: Final = "<&\"'>]]>{{ x }}{% for %}〈〉䶮堃翀喆犇昇珺赟頔祎镕\U00020bb7\U0001f600\n\t　"
FULL: Final = (AWKWARD + "政府信息公开申请答复" * LONGEST_TEXT)[:LONGEST_TEXT]


def declared(model: type[BaseModel]) -> Declared:
    """The fields of a model; TypeError for a kind of field that no letter has."""
    return Declared("", "", Shape.RECORD, inside=tuple(_fields(model, model.__name__)))


def title_of(model: type[BaseModel], place: str) -> str:
    """What the field at a place (`items.0.reason`) is called in Chinese; "" if it is not declared."""
    found: Declared | None = declared(model)
    for name in place.split("."):
        if found is None:
            return ""
        found = found.line if found.shape is Shape.LIST else found.field(name)
    return found.title if found else ""


def sample(model: type[BaseModel], *, longest: bool) -> dict[str, Any]:
    """A context to try a template with: everything there and long, or as little as there may be."""
    return sample_of(declared(model), longest=longest)


def sample_of(record: Declared, *, longest: bool) -> dict[str, Any]:
    """The same for declared fields."""
    return {field.name: _sample(field, longest=longest) for field in record.inside}


def _sample(field: Declared, *, longest: bool) -> Any:
    if field.optional and not longest:
        return None
    match field.shape:
        case Shape.RECORD:
            return sample_of(field, longest=longest)
        case Shape.LIST:
            lines = LONGEST_LIST if longest else field.at_least
            return [_sample(field.line, longest=longest) for _ in range(lines)]
        case Shape.FLAG:
            return longest
        case Shape.NUMBER:
            return 9_999_999 if longest else 0
        case Shape.TEXT:
            return _text(field, longest=longest)


def _text(field: Declared, *, longest: bool) -> str:
    if field.choices:
        return max(field.choices, key=len) if longest else min(field.choices, key=len)
    if longest:
        return FULL
    return "无" if field.usual is None else field.usual


def _fields(model: type[BaseModel], place: str) -> Iterator[Declared]:
    members: dict[str, FieldInfo | ComputedFieldInfo] = {
        **model.model_fields,
        **model.model_computed_fields,
    }
    for name, info in members.items():
        title = info.title or ""
        if isinstance(info, ComputedFieldInfo):
            yield _declared(name, title, info.return_type, f"{place}.{name}")
        else:
            usual = info.default if isinstance(info.default, str) else None
            yield _declared(
                name, title, info.annotation, f"{place}.{name}", usual, tuple(info.metadata)
            )


def _declared(
    name: str,
    title: str,
    kind: Any,
    place: str,
    usual: str | None = None,
    bounds: tuple[Any, ...] = (),
) -> Declared:
    """One field by its annotation."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _declared(name, title, inner[0], place, usual, (*bounds, *inner[1:]))
    if origin in (Union, UnionType):
        others = [one for one in inner if one is not NoneType]
        if len(others) == 1:
            made = _declared(name, title, others[0], place, usual, bounds)
            return replace(made, optional=True)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        least = max((getattr(bound, "min_length", None) or 0 for bound in bounds), default=0)
        line = _declared("", title, inner[0], place)
        return Declared(name, title, Shape.LIST, at_least=least, inside=(line,))
    if origin is Literal and all(isinstance(one, str) for one in inner):
        return Declared(name, title, Shape.TEXT, usual=usual, choices=tuple(map(str, inner)))
    if isinstance(kind, type):
        return _plain(name, title, kind, place, usual)
    raise TypeError(f"{place}: a letter has no field of {kind}")


def _plain(name: str, title: str, kind: type, place: str, usual: str | None) -> Declared:
    if issubclass(kind, BaseModel):
        return Declared(name, title, Shape.RECORD, inside=tuple(_fields(kind, place)))
    if issubclass(kind, str):
        choices = tuple(str(one) for one in kind) if issubclass(kind, Enum) else ()
        return Declared(name, title, Shape.TEXT, usual=usual, choices=choices)
    if issubclass(kind, bool):
        return Declared(name, title, Shape.FLAG)
    if issubclass(kind, int):
        return Declared(name, title, Shape.NUMBER)
    raise TypeError(f"{place}: a letter has no field of {kind}")


def as_data(field: Declared) -> dict[str, Any]:
    """The tree as plain data, for a process apart."""
    return asdict(field)


def of_data(data: Mapping[str, Any]) -> Declared:
    """The tree again."""
    return Declared(
        **{
            **data,
            "shape": Shape(data["shape"]),
            "choices": tuple(data["choices"]),
            "inside": tuple(of_data(one) for one in data["inside"]),
        }
    )
