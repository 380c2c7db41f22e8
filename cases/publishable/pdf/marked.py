"""Highlighting in a PDF: annotations over the signs of each find, the pages as they were."""

from collections import defaultdict
from collections.abc import Sequence
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from cases.publishable.chosen import Chosen
from cases.publishable.pdf.stretches import Box, boxes, opened, pages

YELLOW: Final = (1, 0.92, 0.2)
PRINTED: Final = 4  # the flag by which an annotation is printed too


def highlight(content: bytes, chosen: Sequence[Chosen]) -> bytes:
    """The PDF with a yellow mark over each find; bookmarks and descriptions have no place for one."""
    lit = _boxes(content, chosen)
    with pikepdf.open(BytesIO(content)) as pdf:
        for number, places in lit.items():
            page = pdf.pages[number]
            made = Array([pdf.make_indirect(_mark(pdf, box)) for box in places])
            kept = page.obj.get("/Annots", Array())
            page.obj.Annots = Array([*kept, *made])
        out = BytesIO()
        pdf.save(out, deterministic_id=not pdf.is_encrypted, encryption=False)
    return out.getvalue()


def _boxes(content: bytes, chosen: Sequence[Chosen]) -> dict[int, list[Box]]:
    read = pages(content)
    lit: dict[int, list[Box]] = defaultdict(list)
    with opened(content) as document:
        for each in chosen:
            if each.stretch < len(read):
                signs = read[each.stretch].signs[each.start : each.end]
                lit[each.stretch] += boxes(document[each.stretch], signs)
    return lit


def _mark(pdf: pikepdf.Pdf, box: Box) -> Dictionary:
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    red, green, blue = YELLOW
    drawn = pdf.make_stream(
        f"/G gs {red} {green} {blue} rg {left} {bottom} {right - left} {top - bottom} re f".encode()
    )
    drawn.Type, drawn.Subtype = Name.XObject, Name.Form
    drawn.BBox = Array([left, bottom, right, top])
    shading = Dictionary(Type=Name.ExtGState, BM=Name.Multiply)
    drawn.Resources = Dictionary(ExtGState=Dictionary(G=shading))
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Highlight,
        Rect=Array([left, bottom, right, top]),
        QuadPoints=Array([left, top, right, top, left, bottom, right, bottom]),
        C=Array(list(YELLOW)),
        F=PRINTED,
        AP=Dictionary(N=drawn),
    )
