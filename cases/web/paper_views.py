"""附件 as a case's page shows them: what a file lacks, sizes, the kinds that may be chosen."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from cases.dossier import Dossier, Record
from cases.kinds import Kind
from cases.law.file_contents import ATTACHABLE, Paper
from cases.models import CaseEvent
from cases.shown import CaseOut
from cases.volume.lacking import lacking

KILO: Final = 1024


def size_of(octets: int) -> str:
    """A size as people read it."""
    if octets < KILO:
        return f"{octets}字节"
    return f"{octets / KILO:.0f} KB" if octets < KILO**2 else f"{octets / KILO**2:.1f} MB"


def in_order(attachments: Iterable[Record]) -> list[Record]:
    """The attachments as the archive has them: by kind, then by day, then as they came."""
    order = list(Paper)
    return sorted(
        attachments,
        key=lambda one: (order.index(Paper(one.data["paper"])), one.data["day"] or "", one.number),
    )


def lacks_of(case: CaseOut, file: Dossier, events: Sequence[CaseEvent]) -> tuple[str, ...]:
    """What the file of a case usually holds and does not: a hint before 归档, never a bar."""
    kinds = frozenset(Kind(event.kind) for event in events)
    return lacking(case.channel, case.answer_type, file, kinds)


def globals_of_papers() -> dict[str, Any]:
    """The words and tables that templates read."""
    return {
        "paper_choices": [(paper.value, paper.label) for paper in ATTACHABLE],
        "paper_labels": {paper.value: paper.label for paper in Paper},
        "attachments_in_order": in_order,
        "size_of": size_of,
        "lacks_of_file": lacks_of,
    }
