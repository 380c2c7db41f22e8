"""批注、表单和印章: comments go, seals and what was filled in become part of the page, links stay."""

from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from cases.letters.markup import unfit
from cases.publishable.noted import Removed

COMMENTS: Final = "批注{n}处"
ATTACHED: Final = "附件{n}个"
MEDIA: Final = "多媒体{n}处"
FIELDS: Final = "表单域（保留所填内容）{n}处"
STAMPS: Final = "图章批注（保留图样）{n}处"
SIGNATURES: Final = "数字签名（保留印章图样）"
HIDDEN: Final = "不显示的批注{n}处"
SCRIPTS: Final = "JavaScript和动作"
LINKS: Final = "指向外部文件或者运行程序的链接{n}处"
UNFIXED: Final = "PDF文件的表单内容没有固定的显示，请打印为新的PDF后上传"
REDACTIONS: Final = "PDF文件有尚未执行的密文标记，遮盖下的文字仍在文件里，请先执行密文处理后上传"
XFA: Final = "PDF文件含有XFA表单，请打印为新的PDF后上传"

DRAWN: Final = ("/Widget", "/Stamp", "/Watermark")  # what becomes part of the page
PLAYED: Final = ("/Screen", "/Movie", "/Sound", "/RichMedia", "/3D")
UNCOUNTED: Final = ("/Popup", "/PrinterMark", "/TrapNet")
INVISIBLE: Final = 2 | 32  # hidden, not viewed (ISO 32000-1 table 165)
LINK_KEPT: Final = frozenset((
    "/Type", "/Subtype", "/Rect", "/Border", "/C", "/H", "/BS", "/QuadPoints", "/StructParent",
    "/F", "/Dest", "/A",
))  # fmt: skip
WEB: Final = ("http://", "https://", "mailto:")


def note_names(pdf: Pdf, removed: Removed) -> None:
    """Says which files and scripts the document carries; they go with its list of names."""
    names = pdf.Root.get("/Names", Dictionary())
    removed.note(ATTACHED, len(pdf.attachments) if "/EmbeddedFiles" in names else 0)
    removed.note(SCRIPTS, "/JavaScript" in names)


def flatten(pdf: Pdf, removed: Removed) -> set[tuple[int, int]]:
    """Makes pages of forms and seals, drops comments; the numbers of the links that stay."""
    form = pdf.Root.get("/AcroForm", Dictionary())
    if "/XFA" in form:
        raise unfit(XFA)
    links: dict[int, list[Dictionary]] = {}
    for number, page in enumerate(pdf.pages):
        drawn, links[number] = Array(), []
        for note in _notes(page):
            kind = str(note.get("/Subtype", ""))
            if kind == "/Link":
                links[number].append(note)
            elif _drawn(note, kind, removed):
                drawn.append(note)
        page.obj.Annots = drawn
    pdf.flatten_annotations("all")
    if "/AcroForm" in pdf.Root:
        del pdf.Root.AcroForm
    kept = set()
    for number, page in enumerate(pdf.pages):
        if "/Annots" in page.obj:
            del page.obj.Annots
        stay = [pdf.make_indirect(link) for link in links[number] if _plain(link, removed)]
        if stay:
            page.obj.Annots = Array(stay)
        kept |= {link.objgen for link in stay}
    return kept


def _notes(page: pikepdf.Page) -> Iterator[Dictionary]:
    listed = page.obj.get("/Annots")
    if isinstance(listed, Array):
        yield from (note for note in listed if isinstance(note, Dictionary))


def _drawn(note: Dictionary, kind: str, removed: Removed) -> bool:
    """Whether the annotation becomes part of the page; what becomes of the others is noted."""
    if kind == "/Redact":
        raise unfit(REDACTIONS)
    if "/AA" in note or (kind == "/Widget" and "/A" in note):
        removed.note(SCRIPTS)
    if int(note.get("/F", 0)) & INVISIBLE:
        removed.note(HIDDEN)
        return False
    if kind == "/Widget":
        field = note if "/FT" in note else note.get("/Parent", note)
        signed = field.get("/FT") == "/Sig"
        if "/AP" not in note and not signed and str(field.get("/V", "")) not in ("", "/Off"):
            raise unfit(UNFIXED)
        removed.note(SIGNATURES if signed else FIELDS)
    elif kind in DRAWN:
        removed.note(STAMPS)
    elif kind == "/FileAttachment":
        removed.note(ATTACHED)
    elif kind in PLAYED:
        removed.note(MEDIA)
    elif kind not in UNCOUNTED:
        removed.note(COMMENTS)
    return kind in DRAWN and "/AP" in note


def _plain(link: Dictionary, removed: Removed) -> bool:
    """A link to the web or within the document, with nothing but where it stands and leads."""
    if not leads(link):
        removed.note(LINKS)
        return False
    for key in sorted(set(link.keys()) - LINK_KEPT):
        del link[key]
    return True


def leads(holder: Object) -> bool:
    """Whether a link or bookmark leads within the document or to the web; its action made bare."""
    action = holder.get("/A")
    if not isinstance(action, Dictionary):
        return "/Dest" in holder
    kind = action.get("/S")
    if kind == "/GoTo" and "/D" in action:
        holder.A = Dictionary(S=Name.GoTo, D=action.D)
        return True
    if kind == "/URI" and str(action.get("/URI", "")).lower().startswith(WEB):
        holder.A = Dictionary(S=Name.URI, URI=action.URI)
        return True
    del holder["/A"]
    return "/Dest" in holder
