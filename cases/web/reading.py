"""Addresses (网址) that no text of ours can stand in: refused before anything is looked up."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from cases.errors import BadInput, Fault, NotFound
from cases.schemas import INVISIBLE, invisible_at


async def legible(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """NotFound or BadInput for control characters in a path or query: the database takes none."""
    if invisible_at(connection.scope["path"]):
        raise NotFound("没有找到所请求的地址")
    for name, value in connection.query_params.multi_items():
        place = invisible_at(value)
        if place:
            sentence = INVISIBLE.format(place=place)
            raise BadInput(sentence, faults=[Fault(name, sentence)])
