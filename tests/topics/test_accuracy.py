"""A year of 2,000 invented requests of known topics: how many are named as they are known to be."""

import random
from collections import Counter

import pytest

from cases.topics.default_words import DEFAULT
from cases.topics.dictionary import OTHER
from cases.topics.naming import corrections_from, name_topic
from tests.topics.invented import requests
from tests.topics.wordings_held_out import HELD_OUT
from tests.topics.wordings_tuned import TUNED
from tests.topics.wordings_tuned_fourth import TUNED_FOURTH
from tests.topics.wordings_tuned_last import TUNED_LAST
from tests.topics.wordings_tuned_more import TUNED_MORE

YEAR = 2000
GOAL = 0.9
KNOWN = {
    topic: TUNED[topic] + TUNED_MORE[topic] + TUNED_LAST[topic] + TUNED_FOURTH[topic]
    for topic in TUNED
}


def told(name: str, year: list[tuple[str, str]]) -> float:
    """The share that is right; printed with what is taken for what most often."""
    taken = Counter((topic, name_topic(text, DEFAULT).topic) for text, topic in year)
    right = sum(count for (topic, named), count in taken.items() if topic == named)
    print(f"{name}: {right} of {len(year)} = {right / len(year):.1%}")
    worst = [(pair, count) for pair, count in taken.most_common() if pair[0] != pair[1]][:5]
    for (topic, named), count in worst:
        print(f"  {topic} taken for {named}: {count}")
    return right / len(year)


def test_the_wordings_are_of_the_topics_of_the_dictionary() -> None:
    assert set(KNOWN) == set(HELD_OUT) == set(DEFAULT.names)
    assert OTHER in KNOWN


def test_nine_of_ten_requests_of_a_year_are_named_right(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        assert (
            told("\nwordings that the dictionary was made with", requests(KNOWN, YEAR, 2026))
            >= GOAL
        )


def test_nine_of_ten_of_what_nobody_looked_at_are_named_right(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with capsys.disabled():
        assert told("\nwordings held out", requests(HELD_OUT, YEAR, 2027)) >= GOAL


def test_two_hundred_corrections_by_hand_help_the_rest_of_the_year(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Every wording comes some ten times a year; somebody corrects what is wrong among the first 200
    # and the others are named with that in mind.
    year = requests(HELD_OUT, YEAR, 2028)
    random.Random(1).shuffle(year)
    first, rest = year[:200], year[200:]
    wrong = [(text, topic) for text, topic in first if name_topic(text, DEFAULT).topic != topic]
    learned = corrections_from(wrong, DEFAULT)
    before = sum(name_topic(text, DEFAULT).topic == topic for text, topic in rest)
    after = sum(name_topic(text, DEFAULT, learned).topic == topic for text, topic in rest)
    with capsys.disabled():
        print(f"\nheld out, after {len(wrong)} corrections: {before} → {after} of {len(rest)}")
    assert after > before
