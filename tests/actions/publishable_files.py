"""Files as offices have them: a DOCX that names its author, with a person in its text, and one without."""

from io import BytesIO

import docx

AUTHOR = "内部拟稿人甲"
PERSON = "联系人：李强，手机13911112222，身份证号码34052419800101001X"


def a_docx(*paragraphs: str) -> bytes:
    """A document of these paragraphs whose properties name who wrote it."""
    made = docx.Document()
    made.core_properties.author = AUTHOR
    made.core_properties.last_modified_by = AUTHOR
    for text in paragraphs:
        made.add_paragraph(text)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def text_of(content: bytes) -> str:
    """The words of a document."""
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)


def author_of(content: bytes) -> str:
    """Who wrote a document, as its properties say."""
    return docx.Document(BytesIO(content)).core_properties.author or ""
