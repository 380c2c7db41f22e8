"""Help (帮助): the guide with its pictures, and the 条例 article by article."""

from typing import Any

from litestar import Request, Router, get
from litestar.params import FromPath
from litestar.response import Template

from cases.law.regulation_rest import CHAPTERS
from cases.law.regulation_text import EDITION, whole_regulation
from cases.web.guide import CHAPTERS as GUIDE
from cases.web.guide import chapter_of
from cases.web.page import page
from cases.web.policy import OFFICER, STATUTES

R = Request[Any, Any, Any]


@get("/help", include_in_schema=False)
async def show_guide(request: R) -> Template:
    """使用指南: its chapters, each of one role's work."""
    return page(request, "guide.html", chapters=GUIDE)


@get("/help/{chapter:str}", include_in_schema=False)
async def show_chapter(request: R, chapter: FromPath[str]) -> Template:
    """One chapter of the guide, with the ones before and after it."""
    here = chapter_of(chapter)
    place = GUIDE.index(here)
    return page(
        request,
        "guide_chapter.html",
        chapter=here,
        before=GUIDE[place - 1] if place else None,
        after=GUIDE[place + 1] if place + 1 < len(GUIDE) else None,
    )


@get("/help/regulation", opt=STATUTES.opt, include_in_schema=False)
async def show_regulation(request: R) -> Template:
    """The 条例 in full: every citation on a screen leads to its article here."""
    articles = whole_regulation()
    chapters = [
        (title, {n: articles[n] for n in range(first, last + 1)}) for title, first, last in CHAPTERS
    ]
    return page(request, "regulation.html", chapters=chapters, edition=EDITION)


router = Router("/", route_handlers=[show_guide, show_chapter, show_regulation], opt=OFFICER.opt)
