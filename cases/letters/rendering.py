"""A letter from its template: the template is read once, a letter is text put between its XML.

docxtpl's own code makes the XML of a part readable for Jinja; what it does per letter (reading the
DOCX, cleaning, compiling, two more passes of lxml) is done once per template here.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import count
from posixpath import basename
from threading import Lock
from types import MappingProxyType
from typing import Any, Final

import jinja2
from docxtpl import DocxTemplate
from jinja2.exceptions import UndefinedError
from pydantic import BaseModel

from cases.errors import Fault, Refusal
from cases.letters.environment import ENVIRONMENT
from cases.letters.faces import with_faces
from cases.letters.fields import title_of
from cases.letters.markup import R, as_bytes, as_text
from cases.letters.package import (
    CORE,
    TEMPLATED,
    Package,
    added,
    core_properties,
    opened,
    without_traces,
)
from cases.letters.styles import Styles, styles_of
from cases.letters.values import Context, values

KEPT: Final = 64  # templates; an office has some sixty papers
TAG: Final = re.compile(r"\{[{%#]")
NO_PICTURES: Final[Mapping[str, bytes]] = MappingProxyType({})

# Word refuses a cell without a paragraph; {%p if %} may have taken the only one.
EMPTIED: Final = re.compile(r"(</w:tcPr>|<w:tcPr/>|</w:tbl>|<w:tc(?: [^>]*)?>)\s*</w:tc>")
DRAWING_ID: Final = re.compile(r'(<wp:docPr\b[^>]*? id=")[0-9]+(")')
FIRST_ID: Final = 1001


class UnfilledField(Refusal):
    """A field that the letter prints has no value: the letter is not made."""

    title = "文书未填写完整"

    def __init__(self, name: str, label: str = "") -> None:
        called = f"“{label}”（{name}）" if label else f"字段{name}"
        sentence = f"{called}没有填写，不能生成文书"
        super().__init__(sentence, faults=[Fault(name, sentence)])
        self.name = name


@dataclass(frozen=True)
class Template:
    """A template, read and compiled."""

    compiled: Mapping[str, jinja2.Template]  # parts with fields
    rest: bytes  # a container of the parts that every letter has alike
    pictures: Mapping[str, bytes]  # parts of pictures, which a letter may have otherwise
    shown: Mapping[str, str]  # file name or name of a picture in Word, its part
    core: str | None  # the part of the document's properties
    styles: Styles


_kept: OrderedDict[str, Template] = OrderedDict()
_lock: Final = Lock()


def parsed(content: bytes) -> Template:
    """The template in a DOCX; BadInput for what is no DOCX, TemplateSyntaxError for broken fields.

    A template is read once, by its digest. It is not checked here: template_checks.check does that.
    """
    digest = sha256(content).hexdigest()
    with _lock:
        if digest in _kept:
            _kept.move_to_end(digest)
            return _kept[digest]
    made = read(content)
    with _lock:
        _kept[digest] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def render(
    template: Template, context: Context, pictures: Mapping[str, bytes] = NO_PICTURES
) -> bytes:
    """The letter as a DOCX; the same context gives the same bytes.

    `pictures` are put in place of those of the template by file name, or by the name they have in
    Word; one that the template does not show is left out. UnfilledField for a field without a value.
    """
    given = values(context)
    parts: dict[str, bytes] = {}
    for name, compiled in template.compiled.items():
        try:
            xml = compiled.render(given)
        except UndefinedError as unfilled:
            field = str(unfilled.message)
            label = title_of(type(context), field) if isinstance(context, BaseModel) else ""
            raise UnfilledField(field, label) from None
        parts[name] = as_bytes(with_faces(_mended(xml), template.styles))
    shown = dict(template.pictures)
    for name, picture in pictures.items():
        if name in template.shown:
            shown[template.shown[name]] = picture
    if template.core:
        parts[template.core] = core_properties(_title(given))
    return added(template.rest, (parts | shown).items())


def source(package: Package, name: str) -> str:
    """The part as Jinja reads it: docxtpl joins what Word has divided, and lifts {%p %} and {%tr %}."""
    return str(DocxTemplate(BytesIO()).patch_xml(as_text(package.root(name))))


def read(content: bytes) -> Template:
    """The template in a DOCX, read anew."""
    package = opened(content)
    compiled, rest, pictures = {}, {}, {}
    styles = styles_of(package)
    templated = set(package.of_type(*TEMPLATED))
    core = next((name for name, kind in package.types.items() if kind == CORE), None)
    for name, content in without_traces(package, "").items():
        if name in templated:
            xml = source(package, name)
            if TAG.search(xml):
                compiled[name] = ENVIRONMENT.from_string(xml)
            else:
                rest[name] = as_bytes(with_faces(xml, styles))
        elif package.types[name].startswith("image/"):
            pictures[name] = content
        elif name != core:
            rest[name] = content
    shown = {basename(name): name for name in pictures} | dict(_named_pictures(package))
    return Template(compiled, added(b"", rest.items()), pictures, shown, core, styles)


def _named_pictures(package: Package) -> Iterator[tuple[str, str]]:
    """The pictures by the names that they have in Word, which renames their files."""
    for part in package.of_type(*TEMPLATED):
        targets = {row.id: row.target for row in package.relationships(part) if not row.external}
        for drawing in package.root(part).iter("{*}drawing"):
            embedded = [blip.get(f"{R}embed") for blip in drawing.iter("{*}blip")]
            for named in (*drawing.iter("{*}docPr"), *drawing.iter("{*}cNvPr")):
                for said in (named.get("name"), named.get("descr")):
                    if said and embedded and embedded[0] in targets:
                        yield said, targets[embedded[0]]


def _mended(xml: str) -> str:
    """What falls away or is repeated leaves XML that Word opens."""
    xml = EMPTIED.sub(r"\1<w:p/></w:tc>", xml)
    if "<wp:docPr" in xml:
        ids = count(FIRST_ID)
        xml = DRAWING_ID.sub(lambda found: f"{found[1]}{next(ids)}{found[2]}", xml)
    return xml


def _title(given: Mapping[str, Any]) -> str:
    title = given.get("title", "")
    return title if isinstance(title, str) else ""
