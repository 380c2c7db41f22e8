"""生僻字: characters that 仿宋_GB2312 does not have stand in 仿宋, or the name prints with holes."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from cases.letters.markup import XML, Element, W, as_text, new, parsed_xml
from cases.letters.styles import Styles

# The faces of GB 2312's 6,763 characters, and those with all of GB 18030 (letters.md §8.2).
WIDER: Final = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体"}


def _gb2312() -> set[str]:
    """The characters of GB 2312; Microsoft's fonts map two of its signs to other code points."""
    both = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {text for code in both if (text := code.decode("gb2312", "ignore"))} | {"·", "—"}


def _ranges(characters: set[str]) -> str:
    """The characters as the inside of a character class."""
    points = sorted(map(ord, characters))
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)


RARE: Final = re.compile(f"[^\\x00-\\x7f\\xa0\u3000{_ranges(_gb2312())}]+")


def with_faces(xml: str, styles: Styles) -> str:
    """The part with every rare character in a face that has it; the very same text if there is none."""
    if not RARE.search(xml):
        return xml
    root = parsed_xml(xml.encode(), "")
    for run in [*root.iter(W + "r")]:
        if any(RARE.search(text.text or "") for text in run.iterchildren(W + "t")):
            _divide(run, styles)
    return as_text(root)


def _divide(run: Element, styles: Styles) -> None:
    """Puts the rare characters of a run into runs of their own beside it."""
    paragraph = next(run.iterancestors(W + "p"), None)
    if paragraph is None:
        return
    faces = {kind: styles.face(run, paragraph, kind) for kind in ("eastAsia", "hAnsi")}
    wider = {kind: WIDER[face] for kind, face in faces.items() if face in WIDER}
    if not wider:
        return
    properties = run.find(W + "rPr")
    divided: list[Element] = []
    last: bool | None = None
    for child in run:
        if child is properties:
            continue
        for rare, piece in _pieces(child):
            if rare is not last:
                divided.append(_like(run, properties, wider if rare else {}))
                last = rare
            divided[-1].append(piece)
    for one in divided:
        run.addprevious(one)
    run.getparent().remove(run)


def _pieces(child: Element) -> Iterator[tuple[bool, Element]]:
    """A child of a run, a text in pieces that are rare throughout or not at all."""
    text = child.text or ""
    if child.tag != W + "t" or not RARE.search(text):
        yield False, deepcopy(child)
        return
    at = 0
    for found in RARE.finditer(text):
        if found.start() > at:
            yield False, _text(text[at : found.start()])
        yield True, _text(found.group())
        at = found.end()
    if at < len(text):
        yield False, _text(text[at:])


def _text(text: str) -> Element:
    made = new("t")
    made.set(XML + "space", "preserve")
    made.text = text
    return made


def _like(run: Element, properties: Element | None, faces: dict[str, str]) -> Element:
    """An empty run with the properties of another, and other faces."""
    made = new("r")
    made.attrib.update(run.attrib)
    if properties is not None:
        made.append(deepcopy(properties))
    if faces:
        if properties is None:
            made.append(new("rPr"))
        _set_faces(made.find(W + "rPr"), faces)
    return made


def _set_faces(properties: Element, faces: dict[str, str]) -> None:
    fonts = properties.find(W + "rFonts")
    if fonts is None:
        fonts = new("rFonts")
        # the schema wants it first, but for the run's style
        properties.insert(0 if properties.find(W + "rStyle") is None else 1, fonts)
    for kind, face in faces.items():
        fonts.set(W + kind, face)
