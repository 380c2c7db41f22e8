"""Personal data among the stretches of a file: by pattern, by place in a table, by repetition."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from cases.publishable.addresses import addresses
from cases.publishable.found_kinds import Kind
from cases.publishable.numbers import Span, numbers
from cases.publishable.persons import HEADINGS, names, segmenter, whole_name
from cases.publishable.stretches import Stretch

SHORT: Final = 2  # characters of a name that another word may have by chance
# Which find stays where two overlap.
RANK: Final = (
    Kind.ID_NUMBER, Kind.BANK, Kind.OTHER_PAPER, Kind.MOBILE, Kind.EMAIL, Kind.LANDLINE,
    Kind.PLATE, Kind.ADDRESS, Kind.NAME,
)  # fmt: skip
# Headings of columns, and labels left of a cell, that say what stands there.
ADDRESS_HEADING: Final = re.compile(r".{0,4}(?:住址|地址|住所)")
ACCOUNT_HEADING: Final = re.compile(r".{0,6}(?:账号|帐号|账户|帐户|卡号|一卡通.{0,3})")
PHONE_HEADING: Final = re.compile(r".{0,4}(?:电话|联系方式|手机号?码?)(?:号码)?")
CARD_HEADING: Final = re.compile(r".{0,6}(?:身份证|证件)号?码?|公民身份号码")
CARD: Final = re.compile(r"\s*(?P<it>[0-9]{14,17}[0-9Xx])\s*")
DIGITS: Final = re.compile(r"\s*(?P<it>[0-9](?:[ \-]?[0-9]){6,29})\s*")
LONGEST_HEADING: Final = 14  # characters of a cell that may be a heading


class Known:
    """Words to be found again: looked up by their length, so that a thousand cost as much as one."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._lengths = sorted({len(word) for word in self.words})

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where each of them stands."""
        for length in self._lengths:
            for start in range(len(text) - length + 1):
                if text[start : start + length] in self.words:
                    yield start, start + length


@dataclass(frozen=True)
class Recognised:
    """A find: in which stretch, what, and where in its text."""

    stretch: int
    span: Span


def recognised(stretches: Sequence[Stretch]) -> list[Recognised]:
    """Every find in reading order, none over another."""
    texts = [half_width(each.text) for each in stretches]
    spans = [[*numbers(text), *addresses(text), *_names(text)] for text in texts]
    for number, span in _told_by_tables(stretches, texts):
        spans[number].append(span)
    known = _known(texts, spans)
    for number, text in enumerate(texts):
        spans[number] += [Span(Kind.NAME, *place) for place in again(text, known)]
    return [
        Recognised(number, span)
        for number, each in enumerate(spans)
        if stretches[number].shown
        for span in apart(each)
    ]


def half_width(text: str) -> str:
    """The text sign by sign with full-width digits, letters and marks of numbers as half-width."""
    if text.isascii():
        return text
    return "".join(map(_half, text))


def _half(sign: str) -> str:
    if "\uff01" <= sign <= "\uff5e" and (sign.isalnum() or sign in "＠．－＿＋"):
        return unicodedata.normalize("NFKC", sign)
    return "-" if sign in "‐‑–－" else sign


def apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in their order; of those that overlap the one that ranks first, then the longer."""
    chosen: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (RANK.index(s.kind), s.start - s.end, s.start)):
        place = bisect_left(chosen, span.start, key=lambda s: s.start)
        clear_before = place == 0 or chosen[place - 1].end <= span.start
        clear_after = place == len(chosen) or span.end <= chosen[place].start
        if clear_before and clear_after and span.end > span.start:
            chosen.insert(place, span)
    return chosen


def again(text: str, known: Known) -> Iterator[tuple[int, int]]:
    """Where known names stand, also over the end of a line; a short one not across other words."""
    kept = [place for place, sign in enumerate(text) if sign != "\n"]
    joined = text if len(kept) == len(text) else "".join(text[place] for place in kept)
    places = list(known.places(joined))
    edges = borders(joined) if any(end - start <= SHORT for start, end in places) else set()
    for start, end in places:
        if end - start > SHORT or {start, end} <= edges:
            yield kept[start], kept[end - 1] + 1


def borders(text: str) -> set[int]:
    """Where one word ends and the next begins."""
    return {0, *accumulate(len(word) for word in segmenter().cut(text))}


def _names(text: str) -> Iterator[Span]:
    whole = whole_name(text) if len(text) <= LONGEST_HEADING else None
    for start, end in names(text):
        yield Span(Kind.NAME, start, end)
    if whole is not None and any(tag in ("nr", "nrt", "nrfg") for _, tag in segmenter().tag(text)):
        yield Span(Kind.NAME, *whole)


def _known(texts: Sequence[str], spans: Sequence[list[Span]]) -> Known:
    """The names that were found, without those that are written with blanks."""
    found = (
        text[span.start : span.end]
        for text, each in zip(texts, spans, strict=True)
        for span in apart(each)
        if span.kind is Kind.NAME
    )
    return Known(name for name in found if name.split() == [name])


def _told_by_tables(
    stretches: Sequence[Stretch], texts: Sequence[str]
) -> Iterator[tuple[int, Span]]:
    """Finds in cells, by the heading of the column or the label to the left."""
    headings: dict[tuple[int, int], str] = {}  # by table and column
    left: tuple[int, int, str] = (-1, -1, "")  # table, row and text of the last cell
    for number, (each, text) in enumerate(zip(stretches, texts, strict=True)):
        if each.cell is None:
            continue
        where = (each.cell.table, each.cell.column)
        label = left[2] if left[:2] == (each.cell.table, each.cell.row) else ""
        for said in (headings.get(where, ""), label):
            yield from ((number, span) for span in _told(said, text))
        plain = "".join(text.split()).rstrip(":：")
        if plain and len(plain) <= LONGEST_HEADING and _is_heading(plain):
            headings[where] = plain
        left = (each.cell.table, each.cell.row, plain)


def _is_heading(plain: str) -> bool:
    patterns = (HEADINGS, ADDRESS_HEADING, ACCOUNT_HEADING, PHONE_HEADING, CARD_HEADING)
    return any(pattern.fullmatch(plain) for pattern in patterns)


def _told(said: str, text: str) -> Iterator[Span]:
    if not said or _is_heading("".join(text.split())):
        return
    if HEADINGS.fullmatch(said):
        place = whole_name(text)
        if place is not None:
            yield Span(Kind.NAME, *place)
    elif ADDRESS_HEADING.fullmatch(said) and len(text.strip()) > SHORT:
        start = len(text) - len(text.lstrip())
        yield Span(Kind.ADDRESS, start, len(text.rstrip()))
    card = CARD.fullmatch(text) if CARD_HEADING.fullmatch(said) else None
    if card is not None:  # whatever its checksum says: it was typed as one
        yield Span(Kind.ID_NUMBER, *card.span("it"))
    digits = DIGITS.fullmatch(text)
    if digits is not None and ACCOUNT_HEADING.fullmatch(said):
        yield Span(Kind.BANK, *digits.span("it"))
    elif digits is not None and PHONE_HEADING.fullmatch(said):
        yield Span(Kind.LANDLINE, *digits.span("it"))
