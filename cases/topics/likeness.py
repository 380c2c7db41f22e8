"""Repeated and similar requests (重复、相似申请): who asks for the same information, in whatever words.

Two requests that differ in a year, a number, a place or the kind of paper ask for different
information, however alike they read: better a group too many than one that mixes (convention).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, TypeVar

from rapidfuzz import fuzz

from cases.topics.wording import Wording, wording

Key = TypeVar("Key")
ALIKE: Final = 0.6  # of the words of both, or of their characters in order (convention)
PROBES: Final = 4  # of a request's words, the rarest: by them its like are looked for
MOST_COMPARED: Final = 30  # groups that a request is compared with, the ones with most such words
MOST_HOLDING: Final = 400  # a word that more groups hold is too common to look by
MOST_WORDINGS: Final = 6  # of one group: a request has to be like each of them


def same_information(a: str, b: str) -> bool:
    """Whether two requests ask for the same information, as far as their words tell."""
    return alike(wording(a), wording(b))


def groups(requests: Iterable[tuple[Key, str]]) -> list[list[Key]]:
    """Requests that ask for the same: groups of two and more, the largest first.

    Within a group, and among groups of one size, the order in which they came.
    """
    by_text: dict[str, list[int]] = defaultdict(list)
    keys: list[Key] = []
    for place, (key, text) in enumerate(requests):
        keys.append(key)
        by_text[text].append(place)
    found = [sorted(places) for places in _grouped(by_text) if len(places) > 1]
    found.sort(key=lambda places: (-len(places), places[0]))
    return [[keys[place] for place in places] for places in found]


def _grouped(by_text: dict[str, list[int]]) -> list[list[int]]:
    """The places of the texts of each group: the same wording first, then what is like it."""
    told: dict[tuple[object, ...], tuple[Wording, list[int]]] = {}
    for text, places in by_text.items():
        one = wording(text)
        told.setdefault(one.same, (one, []))[1].extend(places)
    often = Counter(word for one, _ in told.values() for word in one.words)
    made: list[tuple[list[Wording], list[int]]] = []
    holding: dict[tuple[frozenset[str], frozenset[str], str], list[int]] = defaultdict(list)
    # the barest wording first: what others add to it is compared with it
    for one, places in sorted(told.values(), key=lambda pair: (len(pair[0].core), min(pair[1]))):
        known = sorted((word for word in one.words if often[word] > 1), key=lambda w: (often[w], w))
        marks = [(one.numbers, one.kinds, word) for word in known]
        for group in _near([holding[mark] for mark in marks[:PROBES] if mark in holding]):
            wordings, there = made[group]
            if all(alike(one, other) for other in wordings):
                there.extend(places)
                if len(wordings) < MOST_WORDINGS:
                    wordings.append(one)
                break
        else:
            made.append(([one], list(places)))
            for mark in marks:
                holding[mark].append(len(made) - 1)
    return [places for _, places in made]


def _near(held: list[list[int]]) -> list[int]:
    """The groups with most of the rarest words, of a bounded few."""
    near: Counter[int] = Counter()
    for place, those in enumerate(held):
        if not place or len(those) <= MOST_HOLDING:
            near.update(those[-MOST_HOLDING:])
    return [group for group, _ in near.most_common(MOST_COMPARED)]


def alike(a: Wording, b: Wording) -> bool:
    """Whether two wordings ask for the same information."""
    if a.numbers != b.numbers or a.kinds != b.kinds or not _same_places(a, b):
        return False
    if a.core == b.core:
        return True
    if _new(a.words - b.words, b, a) or _new(b.words - a.words, a, b):
        return False
    return _likeness(a, b) >= ALIKE


def _same_places(a: Wording, b: Wording) -> bool:
    for name in a.fine:
        if name not in b.plain:
            return False
    for name in b.fine:
        if name not in a.plain:
            return False
    if a.coarse <= b.coarse or b.coarse <= a.coarse:
        return True
    only_a = any(name not in b.plain for name in a.coarse)
    return not (only_a and any(name not in a.plain for name in b.coarse))


def _new(words: frozenset[str], other: Wording, own: Wording) -> bool:
    """Whether one of these says what the other wording does not: neither as written nor as it sounds.

    Its sound is looked for in what the other has that this one has not: 补尝 stands for 补偿 there.
    """
    missing = [word for word in words if word not in other.plain]
    if not missing:
        return False
    unmatched = _sound("".join(sorted(other.words - own.words)))
    return any(_sound(word) not in unmatched for word in missing)


@lru_cache(maxsize=4096)
def _sound(text: str) -> str:
    """A text by its syllables: 补尝 sounds as 补偿, and is a slip of the keyboard."""
    from pypinyin import lazy_pinyin  # half a second to load, and needed for slips alone

    return f" {' '.join(lazy_pinyin(text))} "


def _likeness(a: Wording, b: Wording) -> float:
    words = sum(map(len, a.words)) + sum(map(len, b.words))
    both = 2 * sum(map(len, a.words & b.words)) / words if words else 0.0
    return max(both, fuzz.ratio(a.core, b.core) / 100)
