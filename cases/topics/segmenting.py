"""Words of a request (分词): one segmenter for each vocabulary, built when it is first needed."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rjieba import Jieba

KEPT: Final = (
    3  # segmenters at once: the usual one and those of two edited dictionaries (25 MB each)
)
CERTAIN: Final = 20_000  # how often an added word counts as used: it is never taken apart
NO_WORDS: Final[frozenset[str]] = frozenset()


def words_in(text: str, added: frozenset[str] = NO_WORDS) -> list[str]:
    """The words of a text in their order, marks among them; `added` words are taken whole."""
    words: list[str] = segmenter(added).cut(text)
    return words


def tagged(text: str, added: frozenset[str] = NO_WORDS) -> list[tuple[str, str]]:
    """The words of a text, each with its part of speech (n, v, ns …)."""
    pairs: list[tuple[str, str]] = segmenter(added).tag(text)
    return pairs


@lru_cache(maxsize=KEPT)
def segmenter(added: frozenset[str]) -> Jieba:
    """The segmenter that knows these words besides its own vocabulary."""
    made = Jieba()
    for word in sorted(worth_adding(added)):
        made.add_word(word, CERTAIN, "n")
    return made


def worth_adding(words: Iterable[str]) -> set[str]:
    """Words of two characters and more: a single one would tear others apart."""
    return {word for word in words if len(word) > 1}
