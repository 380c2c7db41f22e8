"""网上建议主动公开 (条例第四十四条第二款): in the own case, of what was given, once for each item."""

from datetime import datetime
from typing import Any, Final

from litestar import Request, Response, Router, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.conversion_suggesting import suggest_online
from cases.errors import Refusal
from cases.office import Office
from cases.schemas_conversion import PublicSuggestionIn
from cases.typed import read
from cases.web.forms import typed
from cases.web.policy import PUBLIC
from cases.web.public_acts import shown_again
from cases.web.public_follow import case_page, ended
from cases.web.public_frame import HANDLERS
from cases.web.public_limits import ACTS, Flooded, count, refuse_foreign
from cases.web.public_session import PATH, check_token, cookie_of, following

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
FORM: Final = "suggestion"


@post("/public/follow/suggestion", opt=PUBLIC.opt, include_in_schema=False)
async def suggest(request: R, session: S, office: O, at: At) -> Response[Any]:
    """The suggestion is a candidate from now on, and the page says so."""
    refuse_foreign(request)
    form, here = typed(await request.form()), await following(request, session)
    if here is None:
        return ended(request)
    check_token(request, here, form)
    try:
        await count(request, ACTS)
        said = read(PublicSuggestionIn, form)
        await suggest_online(session, at, here.case, said.item, said.reason)
    except Flooded as flooded:
        return await case_page(
            request, session, office, at, here, refusal=flooded, form=FORM, values=form
        )
    except Refusal as refusal:
        raise await shown_again(request, session, office, at, here, refusal, FORM, form) from None
    answer: Response[Any] = Redirect(f"{PATH}/case#suggestion", status_code=303)
    answer.set_cookie(cookie_of(request, here))
    return answer


router = Router("/", route_handlers=[suggest], exception_handlers=HANDLERS)
