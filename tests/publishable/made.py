"""Files with planted names: what an office uploads without knowing what is in it."""

import contextlib
import re
import zipfile
from collections.abc import Callable, Iterable
from html import unescape
from io import BytesIO

import docx
import pikepdf
import pypdfium2
import typst
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from cases.archive.glyphs import fonts

AUTHOR = "秘密甲"
EDITOR = "秘密乙"
COMMENTER = "秘密丙"
PLANTED = (AUTHOR, EDITOR, COMMENTER, "秘密丁", "秘密戊", "秘密己", "秘密庚", "秘密辛")
MACHINE = r"C:\Users\mimijia\Desktop"


def saved(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def xml(text: str) -> OxmlElement:
    """An element of WordprocessingML from its text."""
    declared = nsdecls("w", "r", "a", "wp", "pic")
    return parse_xml(re.sub(r"^<(\S+?)([\s>/])", rf"<\1 {declared}\2", text, count=1))


def plain_docx(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def with_parts(
    content: bytes,
    parts: dict[str, bytes | Callable[[bytes], bytes]],
    types: dict[str, str] | None = None,
) -> bytes:
    """The container with further parts, or parts changed by a function, and their types."""
    with zipfile.ZipFile(BytesIO(content)) as container:
        everything = {name: container.read(name) for name in container.namelist()}
    for name, part in parts.items():
        everything[name] = part if isinstance(part, bytes) else part(everything[name])
    for name, kind in (types or {}).items():
        row = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
        listed = everything["[Content_Types].xml"].replace(b"</Types>", row.encode())
        everything["[Content_Types].xml"] = listed
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in everything.items():
            made.writestr(name, part)
    return out.getvalue()


def related(content: bytes, owner: str, *rows: tuple[str, str, str]) -> bytes:
    """Rows (type's last word, target, id) put into the list of what a part refers to."""
    folder, _, name = owner.rpartition("/")
    listed = f"{folder}/_rels/{name}.rels".lstrip("/")

    def add(old: bytes) -> bytes:
        for kind, target, row_id in rows:
            outside = ' TargetMode="External"' if ":" in target or target.startswith("\\") else ""
            row = (
                f'<Relationship Id="{row_id}" Type="http://schemas.openxmlformats.org/'
                f'officeDocument/2006/relationships/{kind}" Target="{target}"{outside}/>'
            )
            old = old.replace(b"</Relationships>", row.encode() + b"</Relationships>")
        return old

    return with_parts(content, {listed: add})


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as container:
        return {name: container.read(name) for name in container.namelist()}


def anywhere(content: bytes, words: Iterable[str]) -> set[tuple[str, str]]:
    """Which of the words stand in which part of a container, in any form a program writes."""
    return {
        (word, name)
        for name, part in parts_of(content).items()
        for word in words
        if any(form in part for form in forms(word))
        or word in unescape(part.decode(errors="replace"))
    }


def forms(word: str) -> tuple[bytes, ...]:
    return word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), word.encode("gb18030")


def anywhere_in_pdf(content: bytes, words: Iterable[str]) -> set[str]:
    """Which of the words stand in the bytes, in any string, name or unpacked stream of a PDF."""
    with pikepdf.open(BytesIO(content)) as pdf:
        told = [content.decode("latin-1"), *_strings(pdf.trailer, set())]
        for each in pdf.objects:
            told += _strings(each, set())
    return {
        word
        for word in words
        if any(word in each for each in told)
        or any(form.decode("latin-1") in each for form in forms(word) for each in told)
    }


def _strings(each: object, seen: set[tuple[int, int]]) -> list[str]:
    if isinstance(each, pikepdf.Object) and each.is_indirect:
        if each.objgen in seen:
            return []
        seen.add(each.objgen)
    if isinstance(each, pikepdf.String | pikepdf.Name):
        return [str(each)]
    if isinstance(each, pikepdf.Array):
        return [found for one in each for found in _strings(one, seen)]
    if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        found = [found for key in set(each.keys()) for found in _strings(each[key], seen)]
        if isinstance(each, pikepdf.Stream):
            found.append(each.read_raw_bytes().decode("latin-1"))
            with contextlib.suppress(pikepdf.PdfError):  # a picture stays packed
                found.append(each.read_bytes().decode("latin-1"))
        return [*found, *map(str, set(each.keys()))]
    return []


def photograph(form: str = "JPEG", turned: int = 1) -> bytes:
    """A picture with the camera's owner, a place and a comment."""
    image = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + AUTHOR.encode()  # UserComment
    exif[0x0112] = turned
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (36.0, 52.0, 30.0)
    out = BytesIO()
    more = {"comment": EDITOR.encode()} if form == "JPEG" else {}
    image.save(out, form, exif=exif, **more)
    return out.getvalue()


def typeset(source: str) -> bytes:
    """A PDF with text in it."""
    made = typst.compile(source.encode(), font_paths=fonts(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def pdf_text(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def changed_pdf(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def page_colours(content: bytes) -> set[tuple[int, int, int]]:
    """The colours on the first page of a PDF."""
    with pypdfium2.PdfDocument(content) as document:
        drawn = document[0].render(scale=1).to_pil().convert("RGB")
    return {colour for _, colour in drawn.getcolors(1 << 24)}
