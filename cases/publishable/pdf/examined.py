"""A cleaned PDF opened again: what it tells beside its pages is looked for in every object."""

from io import BytesIO
from typing import Final

import pikepdf

from cases.errors import Refusal
from cases.publishable.pdf.objects import dictionaries

LEFT: Final = "PDF文件清理后仍含有{what}，请打印为新的PDF后上传"
FORBIDDEN: Final = {
    # entry that no object may have any more: what it is
    "/Author": "作者姓名", "/Creator": "文档属性", "/Producer": "文档属性", "/Metadata": "XMP元数据",
    "/EmbeddedFiles": "附件", "/EF": "附件", "/JavaScript": "JavaScript", "/JS": "JavaScript",
    "/AA": "动作", "/OpenAction": "动作", "/AcroForm": "表单", "/PieceInfo": "应用程序私有数据",
    "/OCProperties": "图层", "/Perms": "数字签名", "/Collection": "附件", "/Threads": "文章线索",
    "/Popup": "批注", "/IRT": "批注", "/Thumb": "缩略图",
}  # fmt: skip


def examine_pdf(content: bytes) -> None:
    """Refusal where the file, read by the library, still has an entry or annotation that was to go."""
    if content.count(b"startxref") != 1:
        raise Refusal(LEFT.format(what="历史版本"))
    with pikepdf.open(BytesIO(content)) as pdf:
        if len(pdf.docinfo) or pdf.is_encrypted or len(pdf.attachments):
            raise Refusal(LEFT.format(what="文档属性"))
        for each in dictionaries(pdf):
            for key in set(each.keys()) & FORBIDDEN.keys():
                raise Refusal(LEFT.format(what=FORBIDDEN[key]))
        for page in pdf.pages:
            for note in page.obj.get("/Annots", ()):
                if note.Subtype != "/Link":
                    raise Refusal(LEFT.format(what="批注"))
