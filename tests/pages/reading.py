"""A page taken apart: enough of it to say what is wrong with it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Element:
    """One element: its tag, its attributes, the text in it, the elements around it."""

    tag: str
    given: dict[str, str]
    around: tuple["Element", ...] = field(repr=False)  # or one is told a hundred times over
    text: str = ""
    children: list["Element"] = field(default_factory=list, repr=False)


class Read(HTMLParser):
    """A page as its elements; fails where a tag is not closed or closed out of turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(page)
        self.close()
        assert not self.open, [element.tag for element in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, attrs)
        element = Element(tag, {n: v or "" for n, v in attrs}, tuple(self.open))
        self.elements.append(element)
        if self.open:
            self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open[-1].tag == tag, (self.open[-1].tag, tag, self.getpos())
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    @property
    def text(self) -> str:
        """All its words."""
        return self.elements[0].text

    def fields_of(self, action: str) -> dict[str, str]:
        """The hidden fields of the one form that is sent to that address."""
        [form] = self.all("form", action=action)
        inputs = self.all("input", type="hidden")
        return {i.given["name"]: i.given["value"] for i in inputs if form in i.around}

    def all(self, tag: str, **given: str) -> list[Element]:
        """The elements of a tag with these attributes."""
        return [
            element
            for element in self.elements
            if element.tag == tag and given.items() <= element.given.items()
        ]

    def inside(self, outer: str, tag: str) -> list[Element]:
        """The elements of a tag within the only one of another."""
        around = self.one(outer)
        return [element for element in self.all(tag) if around in element.around]

    def one(self, tag: str, **given: str) -> Element:
        """The only such element."""
        (found,) = self.all(tag, **given)
        return found

    def named(self, name: str) -> Element:
        """The field of that name that a person fills in."""
        (found,) = [
            element
            for element in self.elements
            if element.given.get("name") == name and element.given.get("type") != "hidden"
        ]
        return found

    def by_id(self, name: str) -> Element:
        """The element of that id."""
        (found,) = [element for element in self.elements if element.given.get("id") == name]
        return found


def wrong(page: Read) -> list[str]:
    """What no page of ours may have, in words; empty where all is well."""
    ids = [element.given["id"] for element in page.elements if "id" in element.given]
    found = [f"id {name} stands twice" for name in set(ids) if ids.count(name) > 1]
    for element in page.elements:
        given = element.given
        named = given.get("aria-describedby", "").split()
        named += [given[name] for name in ("for", "aria-labelledby") if name in given]
        found += [f"{name} is named but not there" for name in named if name not in ids]
        if given.get("href", "").startswith("#") and given["href"][1:] not in ids:
            found.append(f"{given['href']} leads nowhere")
        if element.tag == "button" and "type" not in given:
            found.append(f"a button without a type: {element.text}")
        if element.tag == "form" and given["method"] == "post":
            names = [e.given.get("name") for e in page.elements if element in e.around]
            if "form_token" not in names and given["action"] not in (
                "/sign-in",
                "/setup",
                "/status",
                "/display",
                "/public/follow",
                "/public/370783/apply",
            ):
                found.append(f"{given['action']} without the token of forms")
        if element.tag in ("input", "select", "textarea") and not labelled(page, element):
            found.append(f"{given.get('name')} without a label")
    return found


def labelled(page: Read, element: Element) -> bool:
    """Whether a field has a label, or is none that a person sees."""
    if element.given.get("type") in ("hidden", "submit"):
        return True
    around = any(outer.tag == "label" for outer in element.around)
    return around or any(
        label.given.get("for") == element.given.get("id", "-") for label in page.all("label")
    )
