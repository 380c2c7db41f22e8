"""个人信息查找: names, numbers and addresses of persons in a file that is to be published."""

from dataclasses import dataclass

from cases.publishable.apart import Task, asked
from cases.publishable.found_kinds import Kind

__all__ = ["Examination", "Found", "Kind", "examined", "personal_data"]


@dataclass(frozen=True)
class Found:
    """A find: its kind, what may be shown of it, its place in words, and where it stands.

    `stretch` counts the file's paragraphs, cells or pages from 0; `start` and `end` are characters
    in it. What stands there is in the file only.
    """

    kind: Kind
    masked: str
    place: str
    stretch: int
    start: int
    end: int


@dataclass(frozen=True)
class Examination:
    """What was found in a file, and what of it could not be read and must be looked at by a person."""

    found: tuple[Found, ...]
    unread: tuple[str, ...]


def personal_data(content: bytes, name: str) -> list[Found]:
    """What in a DOCX, XLSX or PDF looks like personal data, in reading order; a person decides.

    Names are told by labels, tables and segmentation: some are missed, some words are taken for
    names. BadInput where the file cannot be read, and where nothing in it can be read as text: a
    scanned page or a picture must be looked at by a person.
    """
    return list(examined(content, name).found)


def examined(content: bytes, name: str) -> Examination:
    """personal_data, and a sentence for the pages and pictures in which nothing could be looked for."""
    answer, _ = asked(Task.FIND, content, name)
    found = tuple(Found(Kind(kind), *rest) for kind, *rest in answer["found"])
    return Examination(found, tuple(answer["unread"]))
