"""A cleaned DOCX opened again by a library of its own, and its parts looked through as bytes."""

import re
from io import BytesIO
from typing import Final
from zipfile import ZipFile

import docx

from cases.errors import Refusal

LEFT: Final = "文件清理后仍含有{what}，请在Word或者WPS中另存为新的文档后重新上传"
PARTS: Final = re.compile(
    r"docProps/|comments|people|customXml|glossary|printerSettings|vbaProject|embeddings|recipient",
    re.IGNORECASE,
)
MARKS: Final = (
    # what may stand in no part, what it is
    (re.compile(rb"<w:(ins|del|moveFrom|moveTo)[ >/]"), "修订记录"),
    (re.compile(rb"<w:\w+Change[ >/]"), "修订记录"),
    (re.compile(rb'[ :](author|initials|userId)="'), "作者姓名"),
    (re.compile(rb"<w:(comment\w*|annotationRef)[ >/]"), "批注"),
    (re.compile(rb"<w:(docVars?|mailMerge|attachedTemplate|dataBinding)[ >/]"), "文档设置"),
    (re.compile(rb" w:rsid\w*="), "编辑会话标识"),
)


def examine_docx(content: bytes) -> None:
    """Refusal where anything that was to go is still there."""
    document = docx.Document(BytesIO(content))
    assert document.element.body is not None
    with ZipFile(BytesIO(content)) as container:
        for name in container.namelist():
            if PARTS.search(name):
                raise Refusal(LEFT.format(what="附加部件"))
            if name.endswith((".xml", ".rels")):
                part = container.read(name)
                for mark, what in MARKS:
                    if mark.search(part):
                        raise Refusal(LEFT.format(what=what))
