"""The XML of a DOCX, read so that a hostile file reaches nothing and expands to nothing."""

from typing import Any, Final, TypeAlias

from lxml import etree

from cases.errors import BadInput, Fault

Element: TypeAlias = Any  # lxml's elements have no types

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/"
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LARGEST: Final = 20_000_000  # bytes of one part of XML; a letter has some 50,000


def unfit(sentence: str) -> BadInput:
    """The refusal of a file, with its sentence."""
    return BadInput.of([Fault("file", sentence)])


def parsed_xml(content: bytes, part: str) -> Element:
    """The root of a part; BadInput for XML that is broken, too large, or declares a DTD."""
    if len(content) > LARGEST:
        raise unfit(f"文档的部件{part}过大，不能读取，请核对文件")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise unfit(f"文档的部件{part}已损坏，不能读取，请核对文件") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise unfit(f"文档的部件{part}含有DTD或者实体声明，请在Word或者WPS中重新制作")
    return root


def as_text(root: Element) -> str:
    """The element as XML text, without a declaration."""
    return str(etree.tostring(root, encoding="unicode"))


def as_bytes(text: str) -> bytes:
    """XML text as a part of a DOCX."""
    return DECLARATION + text.encode()


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(element).localname)


def namespace(element: Element) -> str:
    """The namespace of an element."""
    return str(etree.QName(element).namespace or "")


def new(tag: str, **attributes: str) -> Element:
    """An element of WordprocessingML with attributes of it."""
    made = etree.Element(W + tag)
    for name, value in attributes.items():
        made.set(W + name, value)
    return made
