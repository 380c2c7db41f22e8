"""The OpenAPI document (接口文档): routes by Litestar, schemas by pydantic, so that both are true."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from litestar import Request
from litestar.openapi.plugins import JsonRenderPlugin
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from cases import schemas, shown


class TrueJson(JsonRenderPlugin):
    """The document as JSON, with the limits and examples that Litestar's own account leaves out."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The document; of each schema that it names, pydantic's account."""
        components = openapi_schema["components"]
        named, told = components["schemas"], by_name()
        known = {name: told.get(name, named[name]) for name in named}
        return self.render_json(
            request, openapi_schema | {"components": components | {"schemas": known}}
        )


def by_name() -> dict[str, Any]:
    """Our schemas: those of bodies as they are read, those of answers as they are written."""
    _, made = models_json_schema(
        [*models_in(schemas, "validation"), *models_in(shown, "serialization")],
        ref_template="#/components/schemas/{model}",
    )
    told: dict[str, Any] = made["$defs"]
    return told


def models_in(
    module: ModuleType, mode: JsonSchemaMode
) -> Iterator[tuple[type[BaseModel], JsonSchemaMode]]:
    """The models that a module defines."""
    for model in vars(module).values():
        if isinstance(model, type) and issubclass(model, BaseModel) and model is not BaseModel:
            yield model, mode
