"""Small moves in a tree of XML: an element taken out, or replaced by what is in it."""

from cases.letters.markup import Element


def drop(element: Element) -> None:
    """The element goes with all that is in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """What is in the element takes its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    parent[place : place + 1] = list(element)
