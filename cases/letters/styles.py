"""The styles of a document, as far as the text needs them: names, faces, what is hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cases.letters.markup import Element, W
from cases.letters.package import Package

OFF: Final = ("0", "false", "off")


@dataclass(frozen=True)
class Style:
    """One style: its name, what it is based on, and its own properties of characters."""

    name: str
    parent: str | None
    run: Element | None
    alignment: str | None


@dataclass(frozen=True)
class Styles:
    """All styles of a document."""

    by_id: Mapping[str, Style]
    usual: str | None  # the style of paragraphs that name none
    defaults: Element | None

    def name(self, paragraph: Element) -> str:
        """The name of a paragraph's style; "" where there is none."""
        style = self.by_id.get(self._of(paragraph) or "")
        return style.name if style else ""

    def alignment(self, paragraph: Element) -> str:
        """How the paragraph is aligned, by itself or by its style; "left" unless said."""
        own = paragraph.find(f"{W}pPr/{W}jc")
        if own is not None:
            return str(own.get(W + "val", "left"))
        said = (style.alignment for style in self._chain(self._of(paragraph)))
        return next((one for one in said if one), "left")

    def face(self, run: Element, paragraph: Element, kind: str) -> str | None:
        """The face of a run for a kind of characters (`eastAsia`, `hAnsi`); None where a theme says.

        Tables' own styles are not looked at: official styles name their faces themselves.
        """
        for properties in self._properties(run, paragraph):
            fonts = properties.find(W + "rFonts")
            if fonts is None:
                continue
            if fonts.get(f"{W}{kind}Theme") is not None:
                return None
            if fonts.get(W + kind) is not None:
                return str(fonts.get(W + kind))
        return None

    def on(self, tag: str, run: Element, paragraph: Element) -> bool:
        """Whether the run is bold (`b`), hidden (`vanish`) …, by itself or by its styles."""
        for properties in self._properties(run, paragraph):
            said = properties.find(W + tag)
            if said is not None:
                return said.get(W + "val", "1") not in OFF
        return False

    def _properties(self, run: Element, paragraph: Element) -> Iterator[Element]:
        own = run.find(W + "rPr")
        if own is not None:
            yield own
            named = own.find(W + "rStyle")
            if named is not None:
                yield from self._runs(named.get(W + "val"))
        yield from self._runs(self._of(paragraph))
        if self.defaults is not None:
            yield self.defaults

    def _runs(self, style_id: str | None) -> Iterator[Element]:
        return (style.run for style in self._chain(style_id) if style.run is not None)

    def _of(self, paragraph: Element) -> str | None:
        said = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.usual if said is None else str(said.get(W + "val"))

    def _chain(self, style_id: str | None) -> Iterator[Style]:
        seen: set[str] = set()
        while style_id and style_id in self.by_id and style_id not in seen:
            seen.add(style_id)
            yield self.by_id[style_id]
            style_id = self.by_id[style_id].parent


NONE: Final = Styles({}, None, None)


def styles_of(package: Package) -> Styles:
    """The styles of a document; none where it has no such part."""
    name = next(package.of_type("styles+xml"), None)
    if name is None:
        return NONE
    root = package.root(name)
    by_id, usual = {}, None
    for style in root.iterchildren(W + "style"):
        style_id = style.get(W + "styleId", "")
        by_id[style_id] = Style(
            _value(style.find(W + "name")) or "",
            _value(style.find(W + "basedOn")),
            style.find(W + "rPr"),
            _value(style.find(f"{W}pPr/{W}jc")),
        )
        default = style.get(W + "default", "0") not in OFF
        if default and style.get(W + "type") == "paragraph":
            usual = style_id
    return Styles(by_id, usual, root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get(W + "val")
