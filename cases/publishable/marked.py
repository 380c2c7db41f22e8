"""Finds highlighted in a copy of the file, in this process."""

from collections.abc import Mapping, Sequence
from typing import Any

from cases.publishable.chosen import chosen_in
from cases.publishable.docx.marked import highlight as highlight_docx
from cases.publishable.found import office_stretches, stretches_of
from cases.publishable.kinds import FileType, type_of
from cases.publishable.office import DOCX, opened
from cases.publishable.pdf.marked import highlight as highlight_pdf
from cases.publishable.xlsx.marked import highlight as highlight_xlsx


def marked(content: bytes, name: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The copy; Refusal where the finds are not of this file."""
    if type_of(content, name) is FileType.OFFICE:
        office = opened(content)
        stretches = office_stretches(office)
        chosen = chosen_in(stretches, rows)
        mark = highlight_docx if office.types[office.main()] == DOCX else highlight_xlsx
        mark(office, stretches, chosen)
        return office.packed()
    return highlight_pdf(content, chosen_in(stretches_of(content, name), rows))
