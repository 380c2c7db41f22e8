"""Highlighting in a DOCX: exactly the characters of a find, the runs around as they were."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from cases.letters.markup import XML, Element, W, new
from cases.publishable.chosen import Chosen
from cases.publishable.office import Office
from cases.publishable.stretches import Stretch

YELLOW: Final = "yellow"
# What stands behind w:highlight among the properties of a run (ISO/IEC 29500-1, CT_RPr).
BEHIND: Final = frozenset(
    W + tag
    for tag in (
        "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
        "eastAsianLayout", "specVanish", "oMath", "rPrChange",
    )
)  # fmt: skip


def highlight(_office: Office, stretches: Sequence[Stretch], chosen: Sequence[Chosen]) -> None:
    """Splits runs where a find begins and ends; charts and drawings keep their colours."""
    covered: dict[Element, set[int]] = {}
    for each in chosen:
        begin = 0
        for piece in stretches[each.stretch].pieces:
            places = range(max(each.start - begin, 0), min(each.end - begin, len(piece.text)))
            begin += len(piece.text)
            if len(places) and piece.element is not None and piece.element.tag == f"{W}t":
                covered.setdefault(piece.element, set()).update(places)
    runs = {text.getparent(): None for text in covered}
    for run in runs:
        if run.tag == f"{W}r":
            _split(run, covered)


def _split(run: Element, covered: dict[Element, set[int]]) -> None:
    properties = run.find(f"{W}rPr")
    groups: list[tuple[bool, list[Element]]] = []
    for child in [each for each in run if each.tag != f"{W}rPr"]:
        for lit, part in _parts(child, covered.get(child, set())):
            if not groups or groups[-1][0] != lit:
                groups.append((lit, []))
            groups[-1][1].append(part)
    for lit, parts in groups:
        made = new("r")
        if properties is not None:
            made.append(deepcopy(properties))
        if lit:
            _light(made)
        made.extend(parts)
        run.addprevious(made)
    run.getparent().remove(run)


def _parts(child: Element, places: set[int]) -> list[tuple[bool, Element]]:
    """A text cut where a find begins or ends; anything else as it is."""
    if not places:
        return [(False, child)]
    cut: list[tuple[bool, str]] = []
    for place, sign in enumerate(child.text):
        lit = place in places
        if cut and cut[-1][0] == lit:
            cut[-1] = (lit, cut[-1][1] + sign)
        else:
            cut.append((lit, sign))
    return [(lit, _text(words)) for lit, words in cut]


def _text(words: str) -> Element:
    made = new("t")
    made.text = words
    made.set(f"{XML}space", "preserve")
    return made


def _light(run: Element) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = new("rPr")
        run.insert(0, properties)
    for old in properties.findall(f"{W}highlight"):
        properties.remove(old)
    behind = next((each for each in properties if each.tag in BEHIND), None)
    place = len(properties) if behind is None else properties.index(behind)
    properties.insert(place, new("highlight", val=YELLOW))
