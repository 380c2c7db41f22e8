"""标出和遮蔽: copies of a file in which finds are highlighted, or really gone."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from cases.publishable.apart import Task, asked
from cases.publishable.finding import Found


def marked(content: bytes, name: str, found: Iterable[Found]) -> bytes:
    """A copy for whoever decides: the characters of each find yellow, everything else as it was.

    DOCX by highlighting exactly these characters, PDF by highlight annotations, XLSX by the fill of
    the cells. Refusal where the finds are not of this file.
    """
    _, made = asked(Task.MARK, content, name, _rows(found))
    return made


def masked(content: bytes, name: str, chosen: Iterable[Found]) -> bytes:
    """The cleaned file in which what was chosen is gone, wherever in the file it stands.

    DOCX and XLSX: each character of it becomes ＊ (or * where it was as narrow) in its own format, also where the same words stand
    again, in notes, headers, drawings and links. PDF: the pages become pictures (200 dots an inch)
    with black boxes, without any text, bookmarks or links behind them, so that nothing can be
    copied from under a box; such a file can be read by eyes only. The result is read again: Refusal
    where any of the chosen words is still in it.
    """
    _, made = asked(Task.MASK, content, name, _rows(chosen))
    return made


def _rows(found: Iterable[Found]) -> dict[str, Any]:
    return {"found": [asdict(each) for each in found]}
