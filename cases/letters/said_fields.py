"""模板写出的字段: what a template really prints, found by filling each field with a text of its own.

A field may stand in a condition that never holds, or in hidden text; only what a reader would read
counts. The template has passed template_checks.check before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from pydantic import BaseModel

from cases.letters.fields import Declared, Shape, declared
from cases.letters.paragraphs import text_of
from cases.letters.rendering import parsed, render

MARK: Final = "字段{number:04}止"  # of one length, so that none stands within another
LINES: Final = 2  # of a list, so that a loop shows
TRIALS: Final = (
    # everything there or the least, flags set, characters added: a template may ask for a length
    (True, True, 0), (True, False, 0), (False, True, 0), (False, False, 0),
    (True, True, 10), (True, True, 17), (True, True, 50),
)  # fmt: skip


@dataclass(frozen=True)
class Trial:
    """One letter made to try the template: the fields that had a text, and those that it shows."""

    given: frozenset[str]
    shown: frozenset[str]
    is_full: bool  # every field has a text, every list several lines


@dataclass
class _Filling:
    """How the fields of one trial are filled; `marks` are the texts of each field."""

    is_full: bool
    flags: bool
    longer: int
    marks: dict[str, list[str]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def record(self, record: Declared, place: str) -> dict[str, Any]:
        """The fields of a record."""
        return {one.name: self.value(one, f"{place}{one.name}") for one in record.inside}

    def value(self, one: Declared, place: str) -> Any:
        """A field by its shape; of one that may be empty nothing in the bare case."""
        if one.optional and not self.is_full:
            return None
        match one.shape:
            case Shape.RECORD:
                return self.record(one, f"{place}.")
            case Shape.LIST:
                lines = LINES if self.is_full else one.at_least
                return [self.value(one.line, place) for _ in range(lines)]
            case Shape.FLAG:
                return self.flags
            case Shape.NUMBER:
                return 1
            case Shape.TEXT:
                return self.text(one, place)

    def text(self, one: Declared, place: str) -> str:
        """A text that stands nowhere else."""
        if one.choices:
            return one.choices[0]
        if one.usual is not None and not self.is_full:
            return one.usual
        mark = MARK.format(number=next(self.numbers)) + "长" * self.longer
        self.marks.setdefault(place, []).append(mark)
        return mark


def trials(content: bytes, model: type[BaseModel]) -> tuple[Trial, ...]:
    """The template tried with everything and with the least, each flag set and not, and at length.

    UnfilledField and BadInput where one of these letters cannot be made.
    """
    template, fields = parsed(content), declared(model)
    found = []
    for is_full, flags, longer in TRIALS:
        filling = _Filling(is_full, flags, longer)
        text = text_of(render(template, filling.record(fields, "")))
        shown = {place for place, marks in filling.marks.items() if all(m in text for m in marks)}
        found.append(Trial(frozenset(filling.marks), frozenset(shown), is_full))
    return tuple(found)
