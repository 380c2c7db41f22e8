"""The JSON API of search (查找): every filter of the list, numbers of persons among them.

A search is a POST, so that no number of a paper or telephone stands in an address; it stores nothing.
"""

from datetime import datetime

from litestar import Router, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries
from cases.actions.door import today
from cases.actor import Actor
from cases.errors import BadInput, Fault
from cases.list_filters import Reader, chosen_of, wanted_of
from cases.office import Office
from cases.queries_search import list_cases
from cases.schemas_search import CaseSearchIn
from cases.shown import CasePage
from cases.web.policy import OFFICER
from cases.web.problems import refuses
from cases.web.views import case_rows
from cases.words_sought import is_personal, words_of

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]


@post(
    "/case-searches",
    status_code=200,
    responses=refuses(400, 401, 403, 404, 422),
    summary="查找案件",
)
async def search(data: JSONBody[CaseSearchIn], session: S, actor: A, office: O, at: At) -> CasePage:
    """Cases that this officer may read, narrowed and sorted, page by page."""
    organs = await queries.organs_of(session, actor)
    calendar = (await calendars.newest(session)).calendar
    wanted = wanted_of(Reader(actor, organs, today(at), calendar), chosen_of(data.model_dump()))
    found = await list_cases(session, office.vault, wanted, data.after or None)
    return CasePage(cases=case_rows(found.rows, today(at)), next=found.next)


def words_in_address(q: str) -> str:
    """The words of a query; BadInput where one may be the number of a person."""
    words = words_of(q)
    if any(map(is_personal, words)):
        sentence = "证件号码、电话不得写在网址里，请改用POST /api/case-searches"
        raise BadInput(sentence, faults=[Fault("q", sentence)])
    return " ".join(words)


router = Router("/api", route_handlers=[search], opt=OFFICER.opt, tags=["案件"])
