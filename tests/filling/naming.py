"""What a paper's wording names, read by Jinja's own parser, and what its model declares."""

from collections.abc import Iterator, Mapping

from jinja2 import Environment, nodes
from pydantic import BaseModel

from cases.law.letter_parts import Body, Grid, Heading, Part, Rows, Signs
from cases.letters.fields import Declared, Shape, declared

SYNTAX = Environment(autoescape=True)
LINE = "[]"  # one line of a list


def texts_of(part: Part) -> Iterator[str]:
    """The texts of a part as a template has them, a table's lines in their loop."""
    match part:
        case str():
            yield part.replace("{%p ", "{% ")
        case Rows(rows=rows):
            yield from (text for row in rows for pair in row for text in pair)
        case Grid(columns=columns, each=each, of=of, cells=cells):
            yield from columns
            yield f"{{% for {each} in {of} %}}"
            yield from cells
            yield "{% endfor %}"
        case Signs(labels=labels):
            yield from labels
        case Heading(text=text):
            yield text


def named(body: Body) -> set[str]:
    """Every field that a body names, by its place: case.number, items[].reason."""
    source = "\n".join(text for part in body for text in texts_of(part))
    return set(_named(SYNTAX.parse(source), {}))


def _named(node: nodes.Node, scope: Mapping[str, str]) -> Iterator[str]:
    match node:
        case nodes.For(target=nodes.Name(name=name), iter=over, body=body):
            place = _place(over, scope)
            yield place
            for inside in body:
                yield from _named(inside, {**scope, name: place + LINE})
        case nodes.Getattr() | nodes.Name():
            yield _place(node, scope)
        case _:
            for child in node.iter_child_nodes():
                yield from _named(child, scope)


def _place(node: nodes.Node, scope: Mapping[str, str]) -> str:
    match node:
        case nodes.Name(name=name):
            return scope.get(name, name)
        case nodes.Getattr(node=owner, attr=attr):
            return f"{_place(owner, scope)}.{attr}"
        case _:
            raise AssertionError(f"a wording names fields only, not {node}")


def fields_of(model: type[BaseModel]) -> set[str]:
    """Every field that a model declares, by its place, lists and records among them."""
    return set(_fields(declared(model), ""))


def _fields(record: Declared, within: str) -> Iterator[str]:
    for field in record.inside:
        place = f"{within}{field.name}"
        yield place
        match field.shape:
            case Shape.RECORD:
                yield from _fields(field, f"{place}.")
            case Shape.LIST if field.line.shape is Shape.RECORD:
                yield from _fields(field.line, f"{place}{LINE}.")
            case Shape.LIST:
                yield place + LINE
            case _:
                pass
