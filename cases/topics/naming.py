"""Naming the topic of a request (主题判定): by correction, by words, with what decided.

All of it is convention: a weight for each word of the dictionary, twice in what is asked for; what
was corrected by hand decides for the very same wording, and helps a little for similar ones.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Final

from cases.topics.dictionary import OTHER, TELLING, Dictionary
from cases.topics.segmenting import words_in
from cases.topics.wording import ASKING, KINDS, SMALL, asked_for, asking_clauses

ASKED_COUNTS: Final = 2  # a word in what is asked for, against one in the story around it
LEAST: Final = 3  # less is no topic: neither one hint asked for nor one usual word of the story
LEARNED: Final = 1  # what one correction gives to each of its words
LEARNED_OF_WORD: Final = 2
# What corrections give a topic at most: less than one telling word asked for, so that no number
# of them overturns a strong match of the dictionary.
LEARNED_MOST: Final = TELLING * ASKED_COUNTS - 2
MARKS: Final = re.compile(r"[^0-9a-z\u3400-\u9fff]+")


class By(StrEnum):
    """判定方式: what decided."""

    HAND = "hand"  # corrected on this very case
    SAME_WORDING = "same_wording"
    WORDS = "words"
    NONE = "none"

    @property
    def label(self) -> str:
        """As pages say it."""
        return BY_LABELS[self]


BY_LABELS: Final = {
    By.HAND: "人工更正",
    By.SAME_WORDING: "按相同表述的人工更正",
    By.WORDS: "按词典",
    By.NONE: "没有词可以归入",
}


@dataclass(frozen=True)
class Named:
    """The topic of a request, the next one, and the words that decided with what they weighed."""

    topic: str
    by: By
    words: tuple[tuple[str, int], ...] = ()
    score: int = 0
    runner_up: str | None = None
    runner_up_score: int = 0

    @property
    def learned(self) -> bool:
        """Whether earlier corrections weighed in."""
        return any(word.endswith(LEARNED_MARK) for word, _ in self.words)


LEARNED_MARK: Final = "（更正）"


@dataclass(frozen=True)
class Corrections:
    """What was corrected by hand, the newest of each wording: by wording, and by word."""

    wordings: Mapping[str, str] = field(default_factory=dict)  # key of the wording → topic
    words: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # word → topic → weight


NOTHING_CORRECTED: Final = Corrections()


def key_of(text: str) -> str:
    """Where the very same wording meets: without blanks and marks, in one width and case."""
    plain = MARKS.sub("", unicodedata.normalize("NFKC", text).lower())
    return sha256(plain.encode()).hexdigest()


def corrections_from(corrected: Iterable[tuple[str, str]], dictionary: Dictionary) -> Corrections:
    """What follows from corrections (text, topic), in the order in which they were made."""
    newest: dict[str, tuple[str, str]] = {}
    for text, topic in corrected:
        newest[key_of(text)] = (text, topic)
    words: dict[str, dict[str, int]] = {}
    for text, topic in newest.values():
        if topic == OTHER:
            continue
        for word in telling_words(text, dictionary):
            weights = words.setdefault(word, {})
            weights[topic] = min(weights.get(topic, 0) + LEARNED, LEARNED_OF_WORD)
    return Corrections(
        wordings={key: topic for key, (_, topic) in newest.items()},
        # a word that was corrected to several topics tells none
        words={word: weights for word, weights in words.items() if len(weights) == 1},
    )


def telling_words(text: str, dictionary: Dictionary) -> frozenset[str]:
    """Words of what is asked for that the dictionary does not weigh already."""
    asked = asked_for(text.lower())
    return frozenset(
        word
        for word in words_in(asked, dictionary.vocabulary)
        if len(word) > 1
        and not any(sign.isdigit() for sign in word)
        and word not in SMALL
        and word not in KINDS
        and word not in dictionary.vocabulary
    )


def name_topic(
    text: str, dictionary: Dictionary, corrections: Corrections = NOTHING_CORRECTED
) -> Named:
    """The topic of a request by its words; a topic no longer in the dictionary is never given."""
    corrected = corrections.wordings.get(key_of(text))
    if corrected is not None and corrected in dictionary.names:
        return Named(corrected, By.SAME_WORDING)
    said = unicodedata.normalize("NFKC", text).lower()
    asked = "，".join(asking_clauses(said))
    # without the words of asking, else 公开学校 would be read as 开学
    told = ASKING.sub("，", said)
    order = {name: place for place, name in enumerate(dictionary.names)}
    found: dict[str, dict[str, int]] = {}
    learned: dict[str, int] = {}
    for part, counts in ((asked, ASKED_COUNTS), (told, 1)):
        for word in words_of(part, dictionary):
            for topic, weight in dictionary.weights.get(word, ()):
                words = found.setdefault(topic, {})
                words[word] = max(words.get(word, 0), weight * counts)
    for word in telling_words(text, dictionary) if corrections.words else ():
        for topic, weight in corrections.words.get(word, {}).items():
            given = min(weight, LEARNED_MOST - learned.get(topic, 0))
            if given > 0 and topic in dictionary.names:
                learned[topic] = learned.get(topic, 0) + given
                found.setdefault(topic, {})[word + LEARNED_MARK] = given
    ranked = sorted(
        ((sum(words.values()), topic) for topic, words in found.items()),
        key=lambda pair: (-pair[0], _first(found[pair[1]], asked, said), order[pair[1]]),
    )
    if not ranked or ranked[0][0] < LEAST:
        return Named(OTHER, By.NONE)
    score, topic = ranked[0]
    deciding = sorted(found[topic].items(), key=lambda pair: (-pair[1], pair[0]))
    next_score, runner_up = ranked[1] if len(ranked) > 1 else (0, None)
    return Named(topic, By.WORDS, tuple(deciding), score, runner_up, next_score)


def _first(words: Iterable[str], asked: str, said: str) -> int:
    """Where the first of these words stands in what is asked for, else in all that is said.

    Of topics that weigh the same, what is asked about comes before the paper that is asked for.
    """
    return min(
        asked.find(plain) if plain in asked else len(asked) + said.find(plain)
        for plain in (word.removesuffix(LEARNED_MARK) for word in words)
    )


def words_of(text: str, dictionary: Dictionary) -> set[str]:
    """Words of the dictionary that a text has; of two that lie within each other, the longer one.

    A long word is found wherever it stands; a short one where the segmenter sees it, or within a
    longer word that the dictionary does not know.
    """
    vocabulary = dictionary.vocabulary
    longest = dictionary.longest
    spans: set[tuple[int, int]] = set()
    start = 0
    for word in words_in(text, vocabulary):
        end = start + len(word)
        if word in vocabulary:
            spans.add((start, end))
        elif len(word) > LONG:
            spans.update(_within(text, start, end, 2, vocabulary))
        start = end
    for start in range(len(text)):
        for end in range(start + LONG + 1, min(start + longest, len(text)) + 1):
            if text[start:end] in vocabulary:
                spans.add((start, end))
    found: set[str] = set()
    covered = 0  # up to where the words reach that begin before: what ends there lies within one
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > covered:
            found.add(text[start:end])
            covered = end
    return found


def _within(
    text: str, start: int, end: int, least: int, vocabulary: frozenset[str]
) -> set[tuple[int, int]]:
    return {
        (a, b)
        for a in range(start, end)
        for b in range(a + least, end + 1)
        if text[a:b] in vocabulary
    }


LONG: Final = 2  # characters: what is longer may hold a word, as 低保户 holds 低保
