"""A PDF as it may be published: written anew from its pages, with nothing that only programs read."""

from io import BytesIO
from typing import Final

import pikepdf

from cases.archive.pictures import UNREADABLE
from cases.errors import Refusal
from cases.letters.markup import unfit
from cases.publishable.noted import Removed
from cases.publishable.pdf import annotations, layers, pictures, structure

PAGES: Final = 2000  # of one file
LOCKED: Final = "PDF文件已加密，需要密码才能打开，请解除密码后重新上传"
BROKEN: Final = "PDF文件已损坏，不能读取，请核对后重新上传"
NO_PAGES: Final = "PDF文件没有页面，请核对后重新上传"
TOO_LONG: Final = f"PDF文件超过{PAGES}页，请拆分后上传"
DYNAMIC: Final = "PDF文件是动态表单，内容由程序临时排出，请打印为新的PDF后上传"
PORTFOLIO: Final = "PDF文件是文件包，内有其他文件，请取出其中的文件逐个上传"
UNSTEADY: Final = "PDF文件不能写成固定的形式，请打印为新的PDF后上传"
WRITTEN_AT_MOST: Final = 5  # times; the second writing is usually the same as the first

AUTHOR: Final = "作者姓名"
DOCUMENT: Final = "文档属性（标题、程序、时间等）"
VERSIONS: Final = "文档历史版本{n}个"
RIGHTS: Final = "权限密码"
ROOT_ENTRIES: Final = {
    # entry of the document: what is noted when it goes
    "/Metadata": "XMP元数据", "/OpenAction": "打开时的动作", "/AA": "JavaScript和动作",
    "/AcroForm": "", "/OCProperties": "", "/PieceInfo": "应用程序私有数据", "/Names": "",
    "/AF": "", "/Perms": "数字签名（保留印章图样）", "/DSS": "数字签名（保留印章图样）",
    "/Threads": "文章线索", "/SpiderInfo": "网页抓取信息", "/Legal": "数字签名（保留印章图样）",
}  # fmt: skip
ROOT_KEPT: Final = frozenset((
    "/Type", "/Pages", "/PageLabels", "/Dests", "/Outlines", "/StructTreeRoot", "/MarkInfo",
    "/Lang", "/OutputIntents", "/PageLayout", "/PageMode", "/ViewerPreferences", "/Version",
))  # fmt: skip
PAGE_KEPT: Final = frozenset((
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox",
    "/Contents", "/Rotate", "/Group", "/Annots", "/Tabs", "/StructParents", "/UserUnit",
))  # fmt: skip
PAGE_ENTRIES: Final = {
    # entry of a page: what is noted when it goes
    "/Thumb": "缩略图", "/PieceInfo": "应用程序私有数据", "/AA": "JavaScript和动作",
    "/Metadata": "XMP元数据", "/AF": "附件{n}个", "/LastModified": "应用程序私有数据",
}  # fmt: skip
TRAILER_KEPT: Final = frozenset(("/Root", "/Size", "/ID"))


def clean_pdf(content: bytes, removed: Removed) -> bytes:
    """The PDF's pages with their structure, bookmarks and links; BadInput for what cannot be cleaned."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            _clean(pdf, content, removed)
            return _steady(_written(pdf))
    except pikepdf.PasswordError:
        raise unfit(LOCKED) from None
    except (pikepdf.PdfError, *UNREADABLE):
        raise unfit(BROKEN) from None


def _clean(pdf: pikepdf.Pdf, content: bytes, removed: Removed) -> None:
    if not 0 < len(pdf.pages) <= PAGES:
        raise unfit(TOO_LONG if len(pdf.pages) else NO_PAGES)
    if pdf.Root.get("/NeedsRendering"):
        raise unfit(DYNAMIC)
    if "/Collection" in pdf.Root:
        raise unfit(PORTFOLIO)
    layers.refuse_hidden(pdf)
    _note_past(pdf, content, removed)
    _trailer(pdf, removed)
    annotations.note_names(pdf, removed)
    links = annotations.flatten(pdf, removed)
    layers.drop_layers(pdf, removed)
    _root(pdf, removed)
    for page in pdf.pages:
        for key in sorted(set(page.obj.keys()) - PAGE_KEPT):
            _drop(page.obj, key, PAGE_ENTRIES, removed)
    structure.drop_actions_of_outlines(pdf, removed)
    structure.drop_private(pdf, links, removed)
    pictures.strip_pictures(pdf, removed)


def _note_past(pdf: pikepdf.Pdf, content: bytes, removed: Removed) -> None:
    """Each saving that was put behind the file keeps the state before it."""
    written = 2 if pdf.is_linearized else 1  # a file made for the web has two parts
    removed.note(VERSIONS, max(0, content.count(b"startxref") - written))
    if pdf.is_encrypted:
        removed.note(RIGHTS)


def _trailer(pdf: pikepdf.Pdf, removed: Removed) -> None:
    told = pdf.trailer.get("/Info")
    if isinstance(told, pikepdf.Dictionary):
        said = {key for key in set(told.keys()) if str(told[key]).strip()}
        removed.note(AUTHOR, "/Author" in said)
        removed.note(DOCUMENT, bool(said - {"/Author"}))
    for key in sorted(set(pdf.trailer.keys()) - TRAILER_KEPT):
        del pdf.trailer[key]


def _root(pdf: pikepdf.Pdf, removed: Removed) -> None:
    destinations = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    if isinstance(pdf.Root.get("/OpenAction"), pikepdf.Array):
        del pdf.Root.OpenAction  # only the place at which a reader begins
    for key in sorted(set(pdf.Root.keys()) - ROOT_KEPT):
        _drop(pdf.Root, key, ROOT_ENTRIES, removed)
    if destinations is not None:
        pdf.Root.Names = pikepdf.Dictionary(Dests=destinations)


def _drop(holder: pikepdf.Object, key: str, entries: dict[str, str], removed: Removed) -> None:
    if entries.get(key):
        removed.note(entries[key])
    del holder[key]


def _written(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        linearize=False,
        encryption=False,
        fix_metadata_version=False,
    )
    return out.getvalue()


def _steady(content: bytes) -> bytes:
    """The form that writing does not change any more: objects in the order in which they are met."""
    for _ in range(WRITTEN_AT_MOST):
        with pikepdf.open(BytesIO(content)) as pdf:
            again = _written(pdf)
        if again == content:
            return content
        content = again
    raise Refusal(UNSTEADY)
