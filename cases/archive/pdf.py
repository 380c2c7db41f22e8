"""案卷: the whole volume as one PDF, its contents on top, its pages counted through."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise

import pikepdf
import typst

from cases.archive.drawing import drawing
from cases.archive.filed import Filed, filed
from cases.archive.foreign import Foreign, place
from cases.archive.glyphs import fonts
from cases.archive.sheet import Volume


@dataclass(frozen=True)
class Placed:
    """An entry and the pages of the volume on which it stands."""

    filed: Filed
    first: int
    last: int


@dataclass(frozen=True)
class Printed:
    """The PDF of a volume, how many pages it has, and what stands on which."""

    content: bytes
    pages: int
    placed: tuple[Placed, ...]


def printed(volume: Volume) -> Printed:
    """The volume's PDF: the same volume gives the same bytes, and no enclosure stops it."""
    entries = filed(volume)
    typeset, starts, pages = _typeset(drawing(volume, entries), int(volume.made_at.timestamp()))
    placed = tuple(
        Placed(entry, first, following - 1)
        for entry, (first, following) in zip(entries, pairwise((*starts, pages + 1)), strict=True)
    )
    return Printed(_merged(typeset, placed), pages, placed)


def _typeset(data: str, made_at: int) -> tuple[bytes, list[int], int]:
    """The pages, the first page of each entry, and how many pages there are.

    One compiler for both questions: the second finds the layout of the first.
    """
    compiler = typst.Compiler(
        _source(), font_paths=fonts(), ignore_system_fonts=True, sys_inputs={"volume": data}
    )
    *starts, pages = json.loads(compiler.query("metadata", field="value"))
    content = compiler.compile(input=_source(), format="pdf", timestamp=made_at)
    assert isinstance(content, bytes)
    return content, starts, pages


@cache
def _source() -> bytes:
    return files("cases.archive").joinpath("volume.typ").read_bytes()


def _merged(typeset: bytes, placed: Sequence[Placed]) -> bytes:
    """The typeset pages, with an enclosure's own below their page numbers."""
    out = BytesIO()
    with ExitStack() as sources:
        pdf = sources.enter_context(pikepdf.open(BytesIO(typeset)))
        assert all(entry.first <= entry.last <= len(pdf.pages) for entry in placed)
        for entry in placed:
            foreign = entry.filed.pages
            if not isinstance(foreign, Foreign):
                continue
            source = sources.enter_context(pikepdf.open(BytesIO(foreign.pdf)))
            below = pdf.pages[entry.first - 1 : entry.last]
            for page, own, frame in zip(below, source.pages, foreign.frames, strict=True):
                place(pdf, page, own, frame.inner)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
