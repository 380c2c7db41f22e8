"""DOCX files for the tests, put together from their XML: fair ones, and what nobody should send."""

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from pydantic import BaseModel, ConfigDict, Field

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL = f"{R}/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PNG = b"\x89PNG\r\n\x1a\nold"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:eastAsia="宋体"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '<w:rPr><w:rFonts w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="title"><w:name w:val="公文标题"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="kai"><w:name w:val="楷体段"/><w:basedOn w:val="a"/>'
    '<w:rPr><w:rFonts w:eastAsia="楷体_GB2312"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="label"><w:name w:val="表格栏目"/></w:style>'
    '<w:style w:type="character" w:styleId="hidden"><w:name w:val="隐藏"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>张三</dc:creator>'
    "<cp:lastModifiedBy>DESKTOP-7</cp:lastModifiedBy></cp:coreProperties>"
)


class Organ(BaseModel):
    """行政机关."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = Field(title="机关名称")
    phone: str | None = Field(default=None, title="联系电话")


class Item(BaseModel):
    """申请事项."""

    text: str = Field(title="申请事项")
    places: tuple[str, ...] = Field(default=(), title="检索地点")
    count: int = Field(default=0, title="件数")


class Paper(BaseModel):
    """A small letter with a field of every kind."""

    title: str = Field(title="标题")
    organ: Organ = Field(title="行政机关")
    head: bool = Field(title="是否信函格式")
    request: str = Field(title="申请内容")
    items: tuple[Item, ...] = Field(title="事项")
    remark: str | None = Field(default=None, title="备注")
    lines: tuple[str, ...] = Field(default=(), title="说明")


def paper(**given: object) -> Paper:
    """A context in which everything is said once."""
    usual: dict[str, object] = {
        "title": "答复书",
        "organ": {"name": "某局", "phone": "0536-5220000"},
        "head": False,
        "request": "征地批复",
        "items": ({"text": "甲", "places": ("档案室", "系统")},),
    }
    return Paper.model_validate(usual | given)


def run(text: str, properties: str = "") -> str:
    """A run; `properties` is the inside of its w:rPr."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{inside}<w:t>{escape(text)}</w:t></w:r>"


def p(*texts: str, style: str = "", inside: str = "") -> str:
    """A paragraph of one run for each text, then whatever XML stands inside."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(map(run, texts))}{inside}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of one paragraph a cell."""
    return (
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        + "".join(
            "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{p(text)}</w:tc>" for text in row) + "</w:tr>"
            for row in rows
        )
        + "</w:tbl>"
    )


def field(instruction: str) -> str:
    """A field in a run of its own, as Word writes it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def drawing(name: str, relation: str = "rId9", descr: str = "") -> str:
    """A picture in a run, named as Word names it."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="{name}" descr="{descr}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def docx(
    *body: str,
    header: str = "",
    footer: str = "",
    parts: Mapping[str, bytes] | None = None,
    types: str = "",
    relations: str = "",
    main: str = f"{WORD}document.main+xml",
    document: str = "",
) -> bytes:
    """A DOCX with this body; further parts, content types and relationships as XML rows."""
    rows = {
        "styles": "styles.xml",
        **({"header": "header1.xml"} if header else {}),
        **({"footer": "footer1.xml"} if footer else {}),
    }
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{REL}{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(rows.items(), start=1)
    )
    overrides = "".join(
        f'<Override PartName="/word/{target}" ContentType="{WORD}{kind}+xml"/>'
        for kind, target in rows.items()
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    written: dict[str, bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" '
            f'ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="{main}"/>'
            '<Override PartName="/docProps/core.xml" ContentType="application/vnd.'
            f'openxmlformats-package.core-properties+xml"/>{overrides}{types}</Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{REL}officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
            f'Type="{package}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        ).encode(),
        "docProps/core.xml": CORE.encode(),
        "word/document.xml": (
            document
            or f"<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{package}/relationships">{related}{relations}</Relationships>'
        ).encode(),
        "word/styles.xml": STYLES.encode(),
    }
    if header:
        written["word/header1.xml"] = f"<w:hdr {NAMESPACES}>{header}</w:hdr>".encode()
    if footer:
        written["word/footer1.xml"] = f"<w:ftr {NAMESPACES}>{footer}</w:ftr>".encode()
    return zipped(written | dict(parts or {}))


def related(kind: str, target: str, *, outside: bool = False) -> str:
    """One more relationship of the document."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="rId9" Type="{REL}{kind}" Target="{target}"{mode}/>'


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts in a container."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return out.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a DOCX by their names."""
    with ZipFile(BytesIO(content)) as container:
        assert container.testzip() is None
        return {name: container.read(name) for name in container.namelist()}


def xml_of(content: bytes, part: str = "word/document.xml") -> str:
    """A part as text; it must be well-formed."""
    read = parts_of(content)[part]
    etree.fromstring(read)
    return read.decode()


def faces_of(content: bytes) -> list[tuple[str, str | None]]:
    """The text of each run with the East Asian face that the run itself names."""
    root = etree.fromstring(parts_of(content)["word/document.xml"])
    found = []
    for one in root.iter(f"{{{W}}}r"):
        fonts = one.find(f"{{{W}}}rPr/{{{W}}}rFonts")
        text = "".join(t.text or "" for t in one.iter(f"{{{W}}}t"))
        found.append((text, None if fonts is None else fonts.get(f"{{{W}}}eastAsia")))
    return found
