"""A volume's zip as the tests read it."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from cases.volume.case_file import Wanted
from tests.archive.full_case import Full
from tests.archive.made import page_texts


@dataclass
class Opened:
    """A zip, unpacked: its files, and the PDF's text page by page."""

    held: dict[str, bytes]

    @property
    def contents(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = json.loads(self.held["目录.json"])["entries"]
        return entries

    @property
    def titles(self) -> list[str]:
        return [entry["title"] for entry in self.contents]

    @property
    def pages(self) -> list[str]:
        return page_texts(self.held["卷宗.pdf"])

    @property
    def text(self) -> str:
        return "".join(self.pages)

    @property
    def everything(self) -> str:
        """All that can be read: the PDF, the lists, the history; not the enclosures themselves."""
        lists = [self.held[n].decode() for n in ("目录.csv", "目录.json", "history.json")]
        return self.text + "".join(lists)


async def opened(full: Full, wanted: Wanted) -> Opened:
    with ZipFile(BytesIO(await full.zip(wanted))) as archive:
        return Opened({name: archive.read(name) for name in archive.namelist()})
