"""The JSON API of organs and officers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import officers, organs
from cases.actor import Actor
from cases.models import Organ, Role
from cases.schemas import OfficerIn, OrganIn, RemedyIn
from cases.shown import OfficerOut, OrganOut
from cases.web.policy import ADMINISTRATOR, OFFICER
from cases.web.problems import refuses

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
READS = refuses(400, 401, 403, 404, 422)
WRITES = refuses(400, 401, 403, 404, 409, 413, 422)


def organ_out(organ: Organ, codes: dict[UUID, str]) -> OrganOut:
    """An organ; its parent by code, where the officer may read that one."""
    return OrganOut(
        code=organ.code,
        name=organ.name,
        parent=codes.get(organ.parent_id) if organ.parent_id else None,
        doc_code=organ.doc_code,
        address=organ.address,
        postcode=organ.postcode,
        phone=organ.phone,
        own_name=organ.own_name,
    )


@get("/organs", responses=READS, summary="单位")
async def list_organs(session: S, actor: A) -> list[OrganOut]:
    """The organs whose cases this officer may read."""
    found = await queries.organs_of(session, actor)
    codes = {organ.id: organ.code for organ in found}
    return [organ_out(organ, codes) for organ in found]


@post("/organs", responses=WRITES, opt=ADMINISTRATOR.opt, summary="新增单位")
async def add_organ(data: JSONBody[OrganIn], session: S, actor: A) -> OrganOut:
    """A new organ below one that this officer administers."""
    organ = await organs.add_organ(session, actor, **dict(data))
    return organ_out(
        organ, {organ.parent_id: data.parent} if organ.parent_id and data.parent else {}
    )


@get("/organs/{code:str}/remedy-bodies", responses=READS, summary="复议机关与管辖法院")
async def list_remedies(code: FromPath[str], session: S, actor: A) -> list[dict[str, Any]]:
    """复议机关 and court of an organ, as dated rows."""
    organ = await queries.organ_by_code(session, actor, code)
    return [remedy_out(row) for row in await queries.remedies_of(session, organ.id)]


@post(
    "/organs/{code:str}/remedy-bodies",
    responses=WRITES,
    opt=ADMINISTRATOR.opt,
    summary="录入复议机关与管辖法院",
)
async def set_remedy(
    code: FromPath[str], data: JSONBody[RemedyIn], session: S, actor: A
) -> dict[str, Any]:
    """A new row from a day on; the one that stood ends the day before."""
    organ = await queries.organ_by_code(session, actor, code)
    return remedy_out(await organs.set_remedy(session, actor, organ.id, **dict(data)))


def remedy_out(row: Any) -> dict[str, Any]:
    """A dated row as JSON."""
    return {
        "review_body": row.review_body,
        "review_online_url": row.review_online_url,
        "court": row.court,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }


@get("/organs/{code:str}/officers", responses=READS, opt=ADMINISTRATOR.opt, summary="人员")
async def list_officers(code: FromPath[str], session: S, actor: A) -> list[OfficerOut]:
    """The officers with a role at an organ that this officer administers."""
    organ = await queries.organ_by_code(session, actor, code)
    officers.check_administrator(actor, organ.id)
    return [
        OfficerOut(
            login=row.Officer.login,
            name=row.Officer.name,
            organ=organ.code,
            roles=[Role(role) for role in sorted(row.roles)],
            active=row.Officer.active,
        )
        for row in await queries.officers_at(session, [organ.id])
    ]


@post("/officers", responses=WRITES, opt=ADMINISTRATOR.opt, summary="新增人员")
async def add_officer(data: JSONBody[OfficerIn], session: S, actor: A) -> OfficerOut:
    """A new officer with roles at an organ that this officer administers."""
    officer = await officers.add_officer(session, actor, **dict(data))
    return OfficerOut(
        login=officer.login,
        name=officer.name,
        organ=data.organ,
        roles=sorted(set(data.roles)),
        active=True,
    )


router = Router(
    "/api",
    route_handlers=[
        list_organs,
        add_organ,
        list_remedies,
        set_remedy,
        list_officers,
        add_officer,
    ],
    opt=OFFICER.opt,
    tags=["单位与人员"],
)
