"""Chosen finds taken out of a file, in this process, and the result read again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cases.errors import Refusal
from cases.letters.markup import Element
from cases.publishable.chosen import Words, chosen_in
from cases.publishable.cleaned import cleaned
from cases.publishable.found import office_stretches, stretches_of
from cases.publishable.kinds import FileType, type_of
from cases.publishable.office import opened
from cases.publishable.pdf.masked import covered
from cases.publishable.stretches import overwrite

LEFT: Final = "遮蔽后文件里仍有所选的个人信息，不能公开；请在原文件中手工处理后重新上传"


def masked(content: bytes, name: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The cleaned file without the chosen words; Refusal where one of them is still in it."""
    if type_of(content, name) is FileType.OFFICE:
        return _office(content, name, rows)
    chosen = chosen_in(stretches_of(content, name), rows)
    clean, _ = cleaned(content, name)
    made, _ = cleaned(covered(clean, chosen, Words(chosen)), name)
    return made


def _office(content: bytes, name: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    office = opened(content)
    stretches = office_stretches(office)
    chosen = chosen_in(stretches, rows)
    words = Words(chosen)
    own: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for each in chosen:
        own[each.stretch].append((each.start, each.end))
    for number, stretch in enumerate(stretches):
        spans = [*own[number], *words.places(stretch.text)]
        if spans:
            overwrite(stretch, spans)
    made, _ = cleaned(office.packed(), name)
    _read_again(made, words)
    return made


def _read_again(made: bytes, words: Words) -> None:
    """In no stretch and in nothing else that is written in a part, such as the name of a style."""
    office = opened(made)
    if any(True for each in office_stretches(office) for _ in words.places(each.text)):
        raise Refusal(LEFT)
    for part in [name for name in office.parts if office.is_xml(name)]:
        if part in office.types and any(words.told(text) for text in _written(office.root(part))):
            raise Refusal(LEFT)


def _written(root: Element) -> Iterator[str]:
    for element in root.iter():
        yield element.text or ""
        yield from element.attrib.values()
