"""登记表、回执和内部文书 filled from the record; what is not on file stays empty, to be written in."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from cases.filling import forms_file, forms_intake, forms_review, forms_work
from cases.filling.matter import Matter, around, day
from cases.law.letters import PAPER
from cases.law.slots import SlotKind, slots_of_paper

Typed = Mapping[str, str]


def form(
    matter: Matter, code: str, typed: Mapping[str, str], number: str, dated: str
) -> dict[str, Any]:
    """A form as it can be printed on the day: what was typed for it, and what the record says."""
    said = around(matter, PAPER[code], number, dated) | _typed(code, typed)
    return said | FILLED[code](matter, typed)


def _typed(code: str, typed: Typed) -> dict[str, str]:
    """What was typed and is printed as it is, days in Chinese."""
    said = {}
    for slot in slots_of_paper(code):
        value = typed.get(slot.name, "").strip()
        if (code, slot.name) != NOT_PRINTED:
            said[slot.name] = day(value) if slot.kind is SlotKind.DAY else value
    return said


NOT_PRINTED: Final = ("P18", "paper")  # a number of ours, told as title and 文号


def _as_typed(_: Matter, __: Typed) -> dict[str, Any]:
    return {}


FILLED: Final[dict[str, Callable[[Matter, Typed], dict[str, Any]]]] = {
    "P2": forms_intake.register, "P4": forms_intake.oral, "P10": forms_work.third_party_slip,
    "P16": forms_intake.passed_on, "P18": forms_file.delivery, "P19": _as_typed,
    "I1": forms_review.approval, "I2": forms_intake.assignment, "I3": forms_work.search,
    "I4": forms_review.secrecy, "I5": forms_review.legality, "I6": forms_work.conference,
    "I7": forms_work.extension, "I8": forms_file.release, "I9": forms_file.filed_above,
    "I10": _as_typed, "I11": forms_file.contents,
}  # fmt: skip
