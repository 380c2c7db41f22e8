"""主题词典: topics of requests with the words that tell them, as it is read, checked and written."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cases.errors import BadInput, Fault

OTHER: Final = "其他"  # where no word tells a topic
TELLING: Final = 4  # weight of a word that tells its topic nearly alone
USUAL: Final = 2  # weight of a word without a mark
HINT: Final = 1
HEAVIEST: Final = 9
MOST_TOPICS: Final = 40
MOST_WORDS: Final = 800  # of one topic
LONGEST_NAME: Final = 12
LONGEST_WORD: Final = 12
SHORTEST_WORD: Final = 1  # a character counts where it is a word of its own, as in 修路
FIELD: Final = "lines"  # of the form that it is typed on


@dataclass(frozen=True)
class Topic:
    """一个主题: its words with their weights."""

    name: str
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Dictionary:
    """The topics in their order, which pages and tables keep."""

    topics: tuple[Topic, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every topic that a request can have, 其他 the last."""
        return (*(topic.name for topic in self.topics), OTHER)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of it."""
        return frozenset(self.weights)

    @cached_property
    def longest(self) -> int:
        """Characters of its longest word."""
        return max(map(len, self.weights), default=0)

    @cached_property
    def weights(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """For each word the topics that it tells, with its weight for each."""
        found: dict[str, tuple[tuple[str, int], ...]] = {}
        for topic in self.topics:
            for word, weight in topic.words:
                found[word] = (*found.get(word, ()), (topic.name, weight))
        return found


def written(dictionary: Dictionary) -> str:
    """One line a topic: 主题：词、词*4、词*1 — a word without a mark has the weight USUAL."""
    return "\n".join(
        f"{topic.name}：{'、'.join(_marked(word, weight) for word, weight in topic.words)}"
        for topic in dictionary.topics
    )


def _marked(word: str, weight: int) -> str:
    return word if weight == USUAL else f"{word}*{weight}"


def dictionary_from(text: str) -> Dictionary:
    """The dictionary that somebody typed; BadInput names every line that cannot be taken."""
    topics: list[Topic] = []
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        made = _topic(line.strip())
        if isinstance(made, str):
            faults.append(f"第{number}行{made}")
        elif any(made.name == other.name for other in topics):
            faults.append(f"第{number}行的主题“{made.name}”前面已经有了，请合并为一行")
        else:
            topics.append(made)
    if not topics and not faults:
        faults.append("词典至少应有一个主题，每行写作“主题：词、词”")
    if len(topics) > MOST_TOPICS:
        faults.append(f"主题共{len(topics)}个，应不超过{MOST_TOPICS}个")
    if faults:
        raise BadInput.of([Fault(FIELD, fault) for fault in faults])
    return Dictionary(tuple(topics))


AFTER_NAME: Final = re.compile(r"\s*[：:]\s*")
BETWEEN_WORDS: Final = re.compile(r"[、，,;；\s]+")
NAME: Final = re.compile(rf"[0-9A-Za-z\u3400-\u9fff（）]{{2,{LONGEST_NAME}}}")
WORD: Final = re.compile(
    rf"([0-9A-Za-z\u3400-\u9fff]{{{SHORTEST_WORD},{LONGEST_WORD}}})(?:[*×]([0-9]+))?"
)


def _topic(line: str) -> Topic | str:
    """A line read; else what is wrong with it, as a sentence goes on after its number."""
    name, *rest = AFTER_NAME.split(line, maxsplit=1)
    if not rest:
        return "没有冒号，应写作“主题：词、词”"
    if not NAME.fullmatch(name):
        return f"的主题“{name[:LONGEST_NAME]}”应为2至{LONGEST_NAME}个汉字、字母或者数字"
    if name == OTHER:
        return f"的“{OTHER}”不能设词，没有词可以归入的申请都归为{OTHER}"
    words: dict[str, int] = {}
    for said in filter(None, BETWEEN_WORDS.split(rest[0])):
        found = WORD.fullmatch(said)
        if found is None:
            return (
                f"的词“{said[: 2 * LONGEST_WORD]}”应为{SHORTEST_WORD}至{LONGEST_WORD}个汉字、字母或者数字，"
                "分值写作“词*4”"
            )
        weight = int(found[2]) if found[2] else USUAL
        if not 1 <= weight <= HEAVIEST:
            return f"的词“{found[1]}”分值为{weight}，应为1至{HEAVIEST}"
        words[found[1].lower()] = weight
    if not words:
        return f"的主题“{name}”没有词，至少应有一个"
    if len(words) > MOST_WORDS:
        return f"的主题“{name}”有{len(words)}个词，应不超过{MOST_WORDS}个"
    return Topic(name, tuple(words.items()))
