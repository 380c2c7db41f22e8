"""Office files with the same bytes for the same content, since documents are stored by digest."""

from io import BytesIO
from typing import Final
from zipfile import ZipFile

from cases.letters.package import core_properties, packed

CORE_PROPERTIES: Final = "docProps/core.xml"


def sealed(package: bytes, title: str) -> bytes:
    """The same .xlsx or .docx with its title, and without author, clock time or machine."""
    with ZipFile(BytesIO(package)) as given:
        return packed(
            (name, core_properties(title) if name == CORE_PROPERTIES else given.read(name))
            for name in given.namelist()
        )
