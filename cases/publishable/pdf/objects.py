"""Every dictionary of a PDF, also those that stand inside another object."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object, Pdf, Stream


def dictionaries(pdf: Pdf) -> Iterator[Object]:
    """Dictionaries and streams, each once; the trailer's own is not among them."""
    for each in pdf.objects:
        yield from _within(each)


def _within(each: Object) -> Iterator[Object]:
    waiting = [each]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary | Stream):
            yield one
            inner = [one[key] for key in sorted(one.keys())]
        elif isinstance(one, Array):
            inner = list(one)
        else:
            continue
        waiting += [
            child
            for child in inner
            if isinstance(child, Dictionary | Stream | Array) and not child.is_indirect
        ]
