"""An officer's edited letter beside its draft, and the draft that becomes the letter.

The officer edits the draft in Word or WPS and brings it back: what was changed is shown, and what may
not be changed must still be there. Number and date are put in when the letter is issued.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from cases.letters.faces import with_faces
from cases.letters.markup import XML, Element, W, as_bytes, as_text, unfit
from cases.letters.package import CORE, TEMPLATED, Package, opened, packed, without_traces
from cases.letters.package_checks import package_faults
from cases.letters.paragraphs import text_of
from cases.letters.styles import styles_of
from cases.redline import Change, Piece, redline

NUMBER_TO_COME: Final = "（签发后编号）"
DATE_TO_COME: Final = "（签发后填写日期）"
LATER: Final = ((NUMBER_TO_COME, "文号"), (DATE_TO_COME, "成文日期"))
ALIKE: Final = 0.6  # convention: with fewer characters in common, it is another paragraph
AHEAD: Final = 20  # paragraphs among which a changed one is looked for again
BLANK: Final = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
MOST_PARAGRAPHS: Final = 3_000
MOST_CHARACTERS: Final = 100_000  # some sixty pages; comparing takes seconds beyond that


@dataclass(frozen=True)
class Mandatory:
    """A part that the letter must keep (法定内容): what it is called, and its text."""

    label: str
    text: str


@dataclass(frozen=True)
class Compared:
    """A paragraph of both, of the draft only or of the edited letter only, with its changes."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether the paragraph differs."""
        return any(piece.change is not Change.KEPT for piece in self.pieces)


@dataclass(frozen=True)
class Comparison:
    """What became of a draft: its paragraphs, and why it cannot be taken."""

    paragraphs: tuple[Compared, ...]
    lost: tuple[Mandatory, ...]
    faults: tuple[str, ...]  # a sentence for each lost part and each place that was written over

    @property
    def changed(self) -> bool:
        """Whether the edited letter says anything else."""
        return any(paragraph.changed for paragraph in self.paragraphs)


def compared(draft: bytes, edited: bytes, mandatory: Sequence[Mandatory]) -> Comparison:
    """The edited letter beside its draft, paragraph by paragraph.

    BadInput for a file that is no DOCX, holds tracked changes or comments, macros, objects or links
    other than web addresses. Mandatory parts may be laid out otherwise, but not worded otherwise.
    """
    found = package_faults(opened(edited), links=True)
    if found:
        raise unfit(found[0])
    before, after = text_of(draft), text_of(edited)
    if len(after) > MOST_CHARACTERS or after.count("\n") > MOST_PARAGRAPHS:
        raise unfit("文书的内容过多，不能比较，请把附件内容移到单独的文件里")
    drafted, said = _bare(before), _bare(after)
    lost = tuple(part for part in mandatory if _bare(part.text) not in said)
    faults = [f"{part.label}被删除或者改动，请恢复原文：{part.text}" for part in lost]
    for place, label in LATER:
        wanted, there = drafted.count(place), said.count(place)
        if there != wanted:
            faults.append(
                f"{label}处应保留“{place}”{wanted}处，现有{there}处，签发时由系统填写"
                if wanted
                else f"本文书不填写{label}，请删除“{place}”"
            )
    return Comparison(
        tuple(_paragraphs(before.split("\n"), after.split("\n"))), lost, tuple(faults)
    )


def dated(docx: bytes, number: str | None, day: str) -> bytes:
    """The issued letter: number and date (in Chinese) in place of what stood for them.

    `number` is None for a paper without one. BadInput unless each place stands exactly once. No
    author, machine or time of editing is left in the file, and rare characters that were typed get a
    face that has them. The same input gives the same bytes.
    """
    package = opened(docx)
    styles = styles_of(package)
    replaced = {place: 0 for place, _ in LATER}
    parts = without_traces(package, _title(package))
    for name in package.of_type(*TEMPLATED):
        root = package.root(name)
        for paragraph in root.iter(W + "p"):
            texts = [*paragraph.iter(W + "t")]
            for place, text in ((NUMBER_TO_COME, number), (DATE_TO_COME, day)):
                if text is not None:
                    replaced[place] += _replace(texts, place, text)
                elif place in "".join(one.text or "" for one in texts):
                    raise unfit(f"本文书没有文号，请删除“{place}”")
        parts[name] = as_bytes(with_faces(as_text(root), styles))
    for (place, label), text in zip(LATER, (number, day), strict=True):
        if text is not None and replaced[place] != 1:
            there = f"有{replaced[place]}处" if replaced[place] else "没有"
            raise unfit(f"文书中{there}“{place}”，应恰好有1处，以便填写{label}，请更正后重新上传")
    return packed(parts.items())


def _replace(texts: list[Element], place: str, text: str) -> int:
    """Puts a text where a placeholder stands, also one that Word has divided over several runs."""
    assert place not in text
    times = 0
    while True:
        whole = "".join(one.text or "" for one in texts)
        start = whole.find(place)
        if start < 0:
            return times
        times += 1
        _cut(texts, start, start + len(place), text)


def _cut(texts: list[Element], start: int, end: int, text: str) -> None:
    """Replaces the characters from start to end; the new ones are formatted as the first of them."""
    at, left = 0, text
    for one in texts:
        own = one.text or ""
        first, last = max(start - at, 0), min(end - at, len(own))
        if first < last:
            one.text = own[:first] + left + own[last:]
            one.set(f"{XML}space", "preserve")
            left = ""
        at += len(own)


def _paragraphs(before: list[str], after: list[str]) -> Iterator[Compared]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Compared((Piece(Change.KEPT, text),)) for text in after[c:d])
        else:
            yield from _passage(before[a:b], after[c:d])


def _passage(before: list[str], after: list[str]) -> Iterator[Compared]:
    """Paragraphs that differ: like ones beside each other, the others as removed and added."""
    waiting = list(after)
    for old in before:
        at = next((n for n, new in enumerate(waiting[:AHEAD]) if _alike(old, new)), None)
        if at is None:
            yield Compared((Piece(Change.REMOVED, old),))
            continue
        yield from (Compared((Piece(Change.ADDED, text),)) for text in waiting[:at])
        yield Compared(redline(old, waiting[at]))
        del waiting[: at + 1]
    yield from (Compared((Piece(Change.ADDED, text),)) for text in waiting)


def _alike(old: str, new: str) -> bool:
    return SequenceMatcher(None, old, new, autojunk=False).quick_ratio() >= ALIKE


def _bare(text: str) -> str:
    """The text without white space and characters that are not seen."""
    return BLANK.sub("", text)


def _title(package: Package) -> str:
    name = next((name for name, kind in package.types.items() if kind == CORE), None)
    title = package.root(name).find("{*}title") if name else None
    return "" if title is None else title.text or ""
