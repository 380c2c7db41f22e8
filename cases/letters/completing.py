"""填写是否完整: what a paper still lacks, by its title; and the paper with its gaps marked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, Final, TypeVar, get_args, get_origin

from annotated_types import MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

M = TypeVar("M", bound=BaseModel)
GAP: Final = "【待填：{title}】"
BLANKS: Final[Mapping[Any, Any]] = {bool: False, int: 0}  # what has no room for a sentence


@dataclass(frozen=True)
class Gap:
    """What is not filled in: where in the paper, and what it is called."""

    path: str
    title: str


def gap(title: str) -> str:
    """What a preview prints in the place of something that is missing."""
    return GAP.format(title=title)


def gaps(model: type[BaseModel], said: Mapping[str, Any], within: str = "") -> Iterator[Gap]:
    """Everything that a paper must say and does not, in the order of its fields."""
    for name, field in model.model_fields.items():
        path = f"{within}{name}"
        value = said.get(name)
        inner = listed(field)
        if is_owed(field) and not _present(value):
            yield Gap(path, str(field.title))
        elif inner is not None and isinstance(value, tuple | list):
            for place, one in enumerate(value):
                yield from gaps(inner, one, f"{path}.{place}.")
        elif (part := nested(field)) is not None:
            yield from gaps(part, value or {}, f"{path}.")


def marked(model: type[M], said: Mapping[str, Any]) -> M:
    """The paper with every gap marked, for a preview; nothing else is made up."""
    return model.model_validate(_filled(model, said))


def _filled(model: type[BaseModel], said: Mapping[str, Any]) -> dict[str, Any]:
    whole = dict(said)
    for name, field in model.model_fields.items():
        value, inner, part = whole.get(name), listed(field), nested(field)
        if inner is not None:
            whole[name] = tuple(_filled(inner, one) for one in value or ())
            if is_owed(field) and not whole[name]:
                whole[name] = (_filled(inner, {}),)
        elif part is not None:
            whole[name] = _filled(part, value or {})
        elif is_owed(field) and not _present(value):
            title = gap(str(field.title))
            whole[name] = (
                (title,) if get_origin(field.annotation) is tuple else _blank(field, title)
            )
    return whole


def _blank(field: FieldInfo, title: str) -> Any:
    return BLANKS.get(field.annotation, title)


def is_owed(field: FieldInfo) -> bool:
    """Whether a paper cannot go out without this field."""
    lengths = (m.min_length for m in field.metadata if isinstance(m, MinLen))
    return field.is_required() or any(length > 0 for length in lengths)


def _present(value: Any) -> bool:
    return value.strip() != "" if isinstance(value, str) else value not in (None, (), [])


def nested(field: FieldInfo) -> type[BaseModel] | None:
    """The model of a field that has fields of its own."""
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def listed(field: FieldInfo) -> type[BaseModel] | None:
    """The model of each line of a field that is a list of such."""
    if get_origin(field.annotation) is not tuple:
        return None
    kind = get_args(field.annotation)[0]
    assert not isinstance(kind, UnionType)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
