"""What the body of a paper is made of (文书的组成部分): paragraphs, ruled rows, tables, signatures.

Texts are templates with named fields (`{{ you }}`): the wording stands here and in the paper's DOCX,
which is built from it; nothing else in the project words a letter.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Rows:
    """登记表: label and value, ruled, one pair a line or two short ones beside each other."""

    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class Grid:
    """A ruled table with headings; one line for each `each` of the list `of`.

    `cells` name the fields of one line, `widths` are shares of the page's width.
    """

    columns: tuple[str, ...]
    each: str
    of: str
    cells: tuple[str, ...]
    widths: tuple[int, ...]

    def __post_init__(self) -> None:
        assert len(self.columns) == len(self.cells) == len(self.widths)


@dataclass(frozen=True)
class Signs:
    """签字处: what is signed by hand, one label a column, with room above."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """小标题 inside a form."""

    text: str


Part: TypeAlias = str | Rows | Grid | Signs | Heading
Body: TypeAlias = tuple[Part, ...]


def each(name: str, of: str, *parts: Part) -> Body:
    """The parts once for every `name` of the list `of`."""
    return (f"{{%p for {name} in {of} %}}", *parts, "{%p endfor %}")


def where(condition: str, *parts: Part) -> Body:
    """The parts only where the condition holds."""
    return (f"{{%p if {condition} %}}", *parts, "{%p endif %}")
