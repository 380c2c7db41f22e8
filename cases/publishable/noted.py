"""What was taken out of a file, counted and said in short phrases that repeat no name."""

from collections.abc import Iterable


class Removed:
    """The phrases of what went, in the order in which it was first met."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def note(self, phrase: str, times: int = 1) -> None:
        """Adds to a phrase; `{n}` in it becomes how often (批注{n}处). Nothing for no times."""
        if times:
            self._counts[phrase] = self._counts.get(phrase, 0) + times

    @property
    def phrases(self) -> tuple[str, ...]:
        """Each phrase once."""
        return tuple(phrase.format(n=times) for phrase, times in self._counts.items())

    def __bool__(self) -> bool:
        return bool(self._counts)


def joined(phrases: Iterable[str]) -> str:
    """The phrases as a sentence lists them."""
    return "、".join(phrases)
