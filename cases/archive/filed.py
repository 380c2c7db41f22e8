"""Entries with their place in the bundle: 顺序号, file, digest, and pages of their own if any."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import Final

from cases.archive.apart import opened_apart
from cases.archive.foreign import Absence, Foreign
from cases.archive.names import file_name
from cases.archive.sheet import Enclosure, Entry, Sheet, Volume

FOLDER: Final = "文件"
AT_ONCE: Final = 2  # files being opened, each in a process of its own
ABSENT: Final = "未并入，见所附文件"
REPAIRED: Final = "原文件结构有误，修复后并入"


@dataclass(frozen=True)
class Filed:
    """An entry in its order; `file` and `digest` (SHA-256) are an enclosure's."""

    sequence: int
    entry: Entry
    file: str | None = None
    digest: str | None = None
    pages: Foreign | Absence | None = None

    @property
    def remark(self) -> str:
        """备注: the entry's own, and what became of an enclosure that is not simply merged."""
        added = ""
        if isinstance(self.pages, Absence):
            added = ABSENT
        elif self.pages is not None and self.pages.repaired:
            added = REPAIRED
        return "；".join(filter(None, (self.entry.remark, added)))


def filed(volume: Volume) -> tuple[Filed, ...]:
    """The volume's entries, counted from 1, with every enclosure opened or found unfit."""
    digits = max(2, len(str(len(volume.entries))))
    with ThreadPoolExecutor(AT_ONCE) as readers:
        return tuple(
            readers.map(partial(_filed, digits), range(1, len(volume.entries) + 1), volume.entries)
        )


def _filed(digits: int, sequence: int, entry: Entry) -> Filed:
    if isinstance(entry, Sheet):
        return Filed(sequence, entry)
    return Filed(
        sequence,
        entry,
        f"{FOLDER}/{file_name(sequence, digits, entry)}",
        sha256(entry.content).hexdigest(),
        opened_apart(_as_pages(entry)),
    )


def _as_pages(entry: Enclosure) -> Enclosure:
    """What is merged of an enclosure: its PDF, where it is kept as something else."""
    if not entry.printed:
        return entry
    return replace(entry, media_type="application/pdf", content=entry.printed)
