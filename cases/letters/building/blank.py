"""A DOCX with our styles and no text yet, and the same bytes for the same document."""

from io import BytesIO
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import docx
from docx.document import Document

from cases.letters.building.styles import FANGSONG, HEI, SONG, TITLE_FACE, styles_xml
from cases.letters.package import EARLIEST, READ_WRITE, UNIX, core_properties

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
WORD: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# Declared at the root, or the prefix depends on what else the process has loaded
RELATED: Final = f'xmlns:r="{OFFICE}/relationships"'
MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE: Final = "docProps/core.xml"

# Where a face is not installed, the one that Word and WPS bring along: face, stand-in, kind, pitch
FACES: Final = (
    (FANGSONG, "仿宋", "modern", "fixed"),
    (TITLE_FACE, "方正小标宋_GBK", "auto", "variable"),
    (HEI, "SimHei", "modern", "fixed"),
    (SONG, "SimSun", "auto", "variable"),
)
GB2312: Final = "86"  # w:charset: a Chinese font


def empty(title: str) -> Document:
    """A document without any text, with our styles, fonts and settings."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", OFFICE, "word/document.xml"),
            ("metadata/core-properties", PACKAGE, CORE),
        ),
        "word/document.xml": f"<w:document {WORD} {RELATED}><w:body><w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("styles", OFFICE, "styles.xml"),
            ("settings", OFFICE, "settings.xml"),
            ("fontTable", OFFICE, "fontTable.xml"),
        ),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
    }
    written = {name: (DECLARATION + xml).encode() for name, xml in parts.items()}
    return docx.Document(BytesIO(_zipped({**written, CORE: core_properties(title)})))


def packed(document: Document) -> bytes:
    """The document as bytes that depend on its content alone: no clock, no machine.

    Stored, not deflated: versions of zlib compress differently.
    """
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as given:
        return _zipped({name: given.read(name) for name in given.namelist()})


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as fixed:
        for name, content in parts.items():
            entry = ZipInfo(name, EARLIEST)
            entry.compress_type, entry.create_system = ZIP_STORED, UNIX
            entry.external_attr = READ_WRITE
            fixed.writestr(entry, content)
    return out.getvalue()


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{MAIN}.document.main+xml",
        "/word/styles.xml": f"{MAIN}.styles+xml",
        "/word/settings.xml": f"{MAIN}.settings+xml",
        "/word/fontTable.xml": f"{MAIN}.fontTable+xml",
        f"/{CORE}": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="{name}" ContentType="{kind}"/>'
            for name, kind in overrides.items()
        )
        + "</Types>"
    )


def _relations(*related: tuple[str, str, str]) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{space}/relationships/{kind}" Target="{target}"/>'
            for n, (kind, space, target) in enumerate(related, start=1)
        )
        + "</Relationships>"
    )


def _settings() -> str:
    """Pages told apart by odd and even, and what Chinese Word sets for a Chinese document."""
    return (
        f"<w:settings {WORD}>"
        '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>"
        "<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/>"
        "<w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _font_table() -> str:
    return (
        f"<w:fonts {WORD}>"
        + "".join(
            f'<w:font w:name="{face}"><w:altName w:val="{stand_in}"/><w:charset w:val="{GB2312}"/>'
            f'<w:family w:val="{kind}"/><w:pitch w:val="{pitch}"/></w:font>'
            for face, stand_in, kind, pitch in FACES
        )
        + "</w:fonts>"
    )
