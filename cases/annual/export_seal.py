"""Office files with the same bytes for the same content, since documents are stored by digest."""

from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CORE_PROPERTIES: Final = "docProps/core.xml"
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can name
READ_WRITE: Final = 0o644 << 16
UNIX: Final = 3


def sealed(package: bytes, title: str) -> bytes:
    """The same .xlsx or .docx with its title, and without author, clock time or machine."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as given, ZipFile(out, "w") as fixed:
        for name in given.namelist():
            content = _core_properties(title) if name == CORE_PROPERTIES else given.read(name)
            fixed.writestr(_entry(name), content)
    return out.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EARLIEST)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, UNIX, READ_WRITE
    return entry


def _core_properties(title: str) -> bytes:
    package = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{package}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    ).encode()
