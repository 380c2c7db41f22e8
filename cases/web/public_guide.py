"""公众网页: which organs take applications online, the guide of one, its forms to download."""

from typing import Any, Final

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.issuing import MEDIA_TYPE
from cases.errors import NotFound
from cases.law.articles import regulation
from cases.law.fees import PAGES as FEE_PAGES
from cases.law.fees import PIECES as FEE_PIECES
from cases.law.regulation_text import EDITION, texts_of
from cases.letters.building.application_form import FORMS, application_form
from cases.queries_public import NOWHERE, open_desk, open_desks
from cases.web.policy import PUBLIC
from cases.web.public_frame import HANDLERS, let_in, public_page
from cases.web.volume_views import download

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
ARTICLES: Final = {
    # article of the 条例: what a reader looks for in it
    27: "向谁申请", 28: "申请渠道", 29: "怎样申请", 30: "补正", 31: "收到申请之日", 33: "答复期限",
    36: "怎样答复", 42: "收费", 43: "需要帮助的申请人", 51: "投诉、复议、诉讼",
}  # fmt: skip


@get("/public", opt=PUBLIC.opt, include_in_schema=False)
async def organs_page(request: R, session: S) -> Template:
    """The organs that are open; no page at all where none is."""
    await let_in(request)
    desks = await open_desks(session)
    if not desks:
        raise NotFound(NOWHERE)
    return public_page(request, "public_organs.html", desks=desks)


@get("/public/{organ:str}", opt=PUBLIC.opt, include_in_schema=False)
async def guide_page(request: R, organ: FromPath[str], session: S) -> Template:
    """政府信息公开指南 of one organ, as far as applications go."""
    await let_in(request)
    found = await open_desk(session, organ)
    return public_page(
        request,
        "public_guide.html",
        organ=found.organ,
        desk=found.desk,
        forms=list(FORMS.items()),
        articles=[
            (article, ARTICLES[article.article], text)
            for article, text in texts_of(map(regulation, ARTICLES))
        ],
        edition=EDITION,
        free_pieces=FEE_PIECES[0][1],
        free_pages=FEE_PAGES[0][1],
    )


@get("/public/{organ:str}/forms/{name:str}", opt=PUBLIC.opt, include_in_schema=False)
async def blank_form(
    request: R, organ: FromPath[str], name: FromPath[str], session: S
) -> Response[Any]:
    """申请表 without anything filled in, as DOCX."""
    await let_in(request)
    found = await open_desk(session, organ)
    if name not in FORMS:
        raise NotFound(NOWHERE)
    content = application_form(name, found.organ.name)
    return download(content, MEDIA_TYPE, f"政府信息公开申请表（{FORMS[name]}）.docx")


router = Router(
    "/", route_handlers=[organs_page, guide_page, blank_form], exception_handlers=HANDLERS
)
