"""The JSON API of the work on a case: every noun of the table as a route."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Router, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.nouns import NOUNS, Noun
from cases.office import Office
from cases.shown import CaseOut
from cases.web.api_cases import WRITES, shown
from cases.web.policy import OFFICER

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
CaseId = FromPath[UUID]


def route(noun: Noun) -> HTTPRouteHandler:
    """The route of one noun: it does its verb and gives the case as it stands after it."""
    schema: Any = noun.schema
    said: dict[str, Any] = {
        "path": noun.path,
        "responses": WRITES,
        "summary": noun.verb.label,
        "description": f"{noun.verb.label}（{noun.article.short}）",
        "operation_id": noun.name,
        "name": f"api_{noun.name}",
    }
    if noun.is_numbered:

        @post(**said)
        async def do_numbered(
            case_id: CaseId,
            number: FromPath[int],
            data: JSONBody[schema],
            session: S,
            actor: A,
            office: O,
            at: At,
        ) -> CaseOut:
            await noun.do(session, actor, at, case_id, data, number)
            return await shown(session, office, actor, case_id)

        return do_numbered

    @post(**said)
    async def do_plain(
        case_id: CaseId, data: JSONBody[schema], session: S, actor: A, office: O, at: At
    ) -> CaseOut:
        await noun.do(session, actor, at, case_id, data, 0)
        return await shown(session, office, actor, case_id)

    return do_plain


router = Router(
    "/api/cases/{case_id:uuid}",
    route_handlers=[route(noun) for noun in NOUNS],
    opt=OFFICER.opt,
    tags=["办理"],
)
