"""The JSON API of search (查找): every filter of the list, numbers of persons among them.

A search is a POST, so that no number of a paper or telephone stands in an address; it stores nothing.
"""

from datetime import datetime

from litestar import Router, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries
from cases.actions.door import today
from cases.actor import Actor
from cases.errors import BadInput, Fault
from cases.list_filters import Reader, chosen_of, wanted_of
from cases.office import Office
from cases.queries_search import list_cases
from cases.schemas import Line, Schema
from cases.shown import CasePage
from cases.web.policy import OFFICER
from cases.web.problems import refuses
from cases.web.views import case_rows
from cases.words_sought import is_personal, words_of

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]


class SearchIn(Schema):
    """查找条件: 各项均可不填，不填的不限."""

    q: Line = Field(
        "",
        description="编号、申请人、申请内容、文书标题和文号、标签、承办人姓名，或者完整的证件号码、电话",
    )
    organ: Line = Field("", description="单位代码")
    state: Line = ""
    annual_row: Line = Field("", description="年度报告中办理结果的行")
    applicant_class: Line = ""
    year: Line = Field("", description="收到年度", examples=["2026"])
    channel: Line = ""
    received_from: Line = Field("", examples=["2026-01-01"])
    received_to: Line = ""
    answered_from: Line = ""
    answered_to: Line = ""
    due_from: Line = ""
    due_to: Line = ""
    late: Line = Field("", description="overdue、near或者answered_late")
    department: Line = Field("", description="承办科室的标识")
    handler: Line = Field("", description="承办人的标识，或者me")
    tag: Line = ""
    sort: Line = Field(
        "",
        description="received、oldest、due、-due、answered、-answered、number或者-number；不填的，按所限的日期，否则最新收到的在前",
    )
    after: Line = Field("", description="上一页的next")


@post(
    "/case-searches",
    status_code=200,
    responses=refuses(400, 401, 403, 404, 422),
    summary="查找案件",
)
async def search(data: JSONBody[SearchIn], session: S, actor: A, office: O, at: At) -> CasePage:
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
