"""域: what Word computes becomes what it shows, unless it is a page number, a place or a web address.

Instructions hold paths, names of users, sources of data and whole records; results are read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from cases.letters.markup import Element, W, new
from cases.publishable.graph import WEB
from cases.publishable.noted import Removed
from cases.publishable.tree import drop, unwrap

FIELDS: Final = "域代码（保留所显示的文字）{n}处"
FORM_FIELDS: Final = "窗体域（保留所填内容）{n}处"
KEPT: Final = frozenset((
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "REF", "PAGEREF", "NOTEREF", "SEQ",
    "STYLEREF", "EQ", "SYMBOL", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT",
))  # fmt: skip
UNSEEN: Final = frozenset(("XE", "TC", "RD", "TA", "PRIVATE", "SET", "ASK", "ADDIN", "DATA"))
TOOLTIP: Final = re.compile(r'\\o\s+("[^"]*"|\S+)\s*')
LINK: Final = re.compile(r'HYPERLINK\s+(?:\\[lmnt]\s+)*"?(?P<target>[^"\s]*)', re.IGNORECASE)
ON: Final = ("1", "true", "on", None)
CHECKED: Final = {True: "☑", False: "☐"}


@dataclass
class _Field:
    """A field while it is read: the pieces of its instruction, and those of its result."""

    begin: Element
    pieces: list[Element] = field(default_factory=list)  # begin, separate, end
    instruction: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)
    separated: bool = False


def plain(root: Element, removed: Removed) -> None:
    """Fields as they are shown; those that say where in the document or on the web stay fields."""
    for simple in list(root.iter(f"{W}fldSimple")):
        _simple(simple, removed)
    for each in list(_fields(root)):
        _complex(each, removed)
    for run in list(root.iter(f"{W}r")):
        if len(run) == 0 or (len(run) == 1 and run[0].tag == f"{W}rPr"):
            drop(run)


def _simple(simple: Element, removed: Removed) -> None:
    said = _decided(simple.get(f"{W}instr", ""))
    if isinstance(said, str):
        simple.set(f"{W}instr", said)
        for data in simple.findall(f"{W}fldData"):
            drop(data)
        return
    removed.note(FIELDS)
    for data in simple.findall(f"{W}fldData"):
        drop(data)
    unwrap(simple) if said is None else drop(simple)


def _complex(each: _Field, removed: Removed) -> None:
    codes = [piece for piece in each.instruction if piece.tag == f"{W}instrText"]
    instruction = "".join(code.text or "" for code in codes)
    form = each.begin.find(f"{W}ffData")
    for data in each.begin.findall(f"{W}fldData"):
        drop(data)
    said = _decided(instruction)
    if isinstance(said, str):
        if form is not None:
            drop(form)
        if said != instruction:
            codes[0].text = said
            for code in codes[1:]:
                drop(code)
        return
    removed.note(FIELDS if form is None else FORM_FIELDS)
    if form is not None:
        _filled(each.begin, form)
    for piece in [*each.instruction, *each.pieces, *(each.result if said else ())]:
        drop(piece)


def _decided(instruction: str) -> str | bool | None:
    """The instruction that stays; None where only the result stays, True where not even that."""
    words = instruction.replace("\\", " \\").split()
    name = words[0].upper() if words else ""
    if name in KEPT or name.startswith("="):
        return instruction
    if name == "HYPERLINK":
        without = TOOLTIP.sub("", instruction)
        found = LINK.search(without)
        local = "\\l" in without and (found is None or ":" not in found["target"])
        if local or (found is not None and found["target"].lower().startswith(WEB)):
            return without
    return True if name in UNSEEN else None


def _filled(begin: Element, form: Element) -> None:
    """What a check box or a list of an old form shows is drawn by it and stands in no run."""
    box, choice = form.find(f"{W}checkBox"), form.find(f"{W}ddList")
    if box is not None:
        state = box.find(f"{W}checked")
        if state is None:
            state = box.find(f"{W}default")
        shown = CHECKED[state is not None and state.get(f"{W}val") in ON]
    elif choice is not None:
        entries = [each.get(f"{W}val", "") for each in choice.findall(f"{W}listEntry")]
        chosen = choice.find(f"{W}result")
        place = (chosen.get(f"{W}val", "0") if chosen is not None else "0").strip()
        number = int(place) if place.isdecimal() else 0
        shown = entries[number] if number < len(entries) else ""
    else:
        return
    text = new("t")
    text.text = shown
    begin.addprevious(text)


def _fields(root: Element) -> Iterator[_Field]:
    """Each field of a part with its pieces, the inner ones first; one without an end ends there."""
    waiting: list[_Field] = []
    for run in list(root.iter(f"{W}r")):
        for piece in [each for each in run if each.tag != f"{W}rPr"]:
            kind = piece.get(f"{W}fldCharType") if piece.tag == f"{W}fldChar" else None
            for around in waiting:
                if kind in (None, "begin") or around is not waiting[-1]:
                    (around.result if around.separated else around.instruction).append(piece)
            if kind == "begin":
                waiting.append(_Field(piece, [piece]))
            elif kind is not None and not waiting:
                drop(piece)
            elif kind == "separate":
                waiting[-1].separated = True
                waiting[-1].pieces.append(piece)
            elif kind == "end":
                waiting[-1].pieces.append(piece)
                yield waiting.pop()
    while waiting:
        yield waiting.pop()
