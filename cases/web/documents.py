"""The OpenAPI document (接口文档): routes by Litestar, schemas by pydantic, so that both are true."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

from litestar import Request
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Schema,
)
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from cases import (
    schemas,
    schemas_annual,
    schemas_answer,
    schemas_calendar,
    schemas_challenge,
    schemas_consolidation,
    schemas_conversion,
    schemas_letter_templates,
    schemas_letters,
    schemas_numbering,
    schemas_office,
    schemas_papers,
    schemas_print_runs,
    schemas_reports,
    schemas_search,
    schemas_steps,
    schemas_topics,
    schemas_work,
    shown,
    shown_letters,
    shown_reports,
)
from cases.annual.files import MEDIA_TYPES
from cases.web import api_worklists


@dataclass
class FileOperation(Operation):
    """A route that answers with a file: JSON, CSV, XLSX or DOCX."""

    def __post_init__(self) -> None:
        """Say so in the place of what Litestar makes of bytes."""
        answer = (self.responses or {})["200"]
        assert isinstance(answer, OpenAPIResponse)
        file = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
        answer.content = {media: OpenAPIMediaType(schema=file) for media in MEDIA_TYPES.values()}
        table = Schema(type=OpenAPIType.OBJECT)
        answer.content[MEDIA_TYPES[".json"]] = OpenAPIMediaType(schema=table)


class TrueJson(JsonRenderPlugin):
    """The document as JSON, with the limits and examples that Litestar's own account leaves out."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The document; of each schema that it names, pydantic's account, and of bodies an example."""
        return self.render_json(request, true(openapi_schema))


def true(document: dict[str, Any]) -> dict[str, Any]:
    """The document with pydantic's schemas, and an example for every body that may be sent."""
    document = deepcopy(document)
    named, told = document["components"]["schemas"], by_name()
    named.update({name: told[name] for name in named.keys() & told.keys()})
    for operations in document["paths"].values():
        for operation in operations.values():
            for body in operation.get("requestBody", {}).get("content", {}).values():
                body["example"] = example(body["schema"], named)
    return document


def example(schema: dict[str, Any], named: dict[str, Any]) -> Any:
    """One value of a schema: its own example, or one made of those of its required fields."""
    match schema:
        case {"examples": [first, *_]} | {"enum": [first, *_]}:
            return first
        case {"$ref": str(reference)}:
            return example(named[reference.rpartition("/")[2]], named)
        case {"format": "binary"}:
            return "登记台账.xlsx"
        case {"type": "array", "items": dict(items)}:
            return [example(items, named)]
    return {
        name: example(field, named)
        for name, field in schema.get("properties", {}).items()
        if "examples" in field or name in schema.get("required", ())
    }


def by_name() -> dict[str, Any]:
    """Our schemas: those of bodies as they are read, those of answers as they are written."""
    models = {model for module in MODULES for model in models_in(module)}
    in_order = sorted(models, key=lambda model: model.__name__)
    _, made = models_json_schema(
        [(model, mode_of(model)) for model in in_order],
        ref_template="#/components/schemas/{model}",
    )
    told: dict[str, Any] = made["$defs"]
    return told


MODULES: Final = (
    schemas, schemas_office, schemas_steps, schemas_work, schemas_answer, schemas_challenge, schemas_conversion, schemas_calendar,
    schemas_papers, schemas_letters, schemas_letter_templates, schemas_numbering, schemas_print_runs, schemas_search, shown, shown_letters,
    schemas_reports, schemas_annual, schemas_consolidation, schemas_topics, shown_reports, api_worklists,
)  # fmt: skip


def mode_of(model: type[BaseModel]) -> JsonSchemaMode:
    """Whether a model is read or written."""
    return "validation" if issubclass(model, schemas.Schema) else "serialization"


def models_in(module: ModuleType) -> Iterator[type[BaseModel]]:
    """The models that a module knows."""
    for model in vars(module).values():
        if isinstance(model, type) and issubclass(model, BaseModel) and model is not BaseModel:
            yield model
