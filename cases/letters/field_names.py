"""字段的写法: every field of a paper with its Chinese title, and how a template writes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pydantic import BaseModel

from cases.letters.fields import Declared, Shape, declared

# list: what our templates call one of its lines, where it is not the list's name without its s
LINE_NAMES: Final = {
    "request": "line", "attachments": "line", "remedy": "clause", "draft": "line",
    "searches": "search", "entries": "entry", "withheld": "part",
}  # fmt: skip


@dataclass(frozen=True)
class Loop:
    """A list, and what one of its lines is called inside: {%p for clause in remedy %}."""

    name: str
    of: str

    @property
    def begins(self) -> str:
        """The statement before; it stands alone in its paragraph."""
        return f"{{%p for {self.name} in {self.of} %}}"


@dataclass(frozen=True)
class Named:
    """A field: its place (`items.reason`), its title, and how it is written inside its loops."""

    place: str
    title: str
    shape: Shape
    written: str  # item.reason
    loops: tuple[Loop, ...]
    may_be_empty: bool

    @property
    def as_typed(self) -> str:
        """What stands in the template's text: a value printed, a flag or a list asked for."""
        if self.shape is Shape.FLAG:
            return f"{{% if {self.written} %}}…{{% endif %}}"
        if self.shape is Shape.LIST:
            return f"{self.loops[-1].begins}…{{%p endfor %}}"
        return f"{{{{ {self.written} }}}}"

    @property
    def in_full(self) -> str:
        """The same with the loop around a list of texts."""
        if self.loops and self.written == self.loops[-1].name:
            return f"{self.loops[-1].begins}{self.as_typed}{{%p endfor %}}"
        return self.as_typed


@lru_cache(maxsize=128)
def names(model: type[BaseModel]) -> tuple[Named, ...]:
    """The fields of a paper in their order; a list of records stands before what it consists of."""
    return tuple(_names(declared(model), "", "", ()))


def _names(record: Declared, place: str, written: str, loops: tuple[Loop, ...]) -> Iterator[Named]:
    for field in record.inside:
        yield from _named(field, f"{place}{field.name}", f"{written}{field.name}", loops)


def _named(field: Declared, place: str, written: str, loops: tuple[Loop, ...]) -> Iterator[Named]:
    if field.shape is Shape.RECORD:
        yield from _names(field, f"{place}.", f"{written}.", loops)
        return
    empty = field.optional or field.usual == ""
    if field.shape is not Shape.LIST:
        yield Named(place, field.title, field.shape, written, loops, empty)
        return
    name = LINE_NAMES.get(field.name, field.name.removesuffix("s"))
    inside = (*loops, Loop(name, written))
    if field.line.shape is Shape.RECORD:
        yield Named(place, field.title, Shape.LIST, written, inside, field.at_least == 0)
        yield from _names(field.line, f"{place}.", f"{name}.", inside)
    else:
        yield Named(place, field.title, field.line.shape, name, inside, field.at_least == 0)
