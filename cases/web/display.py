"""How pages are shown (显示设置): 高对比度 and 大字版, chosen by whoever reads, kept in a cookie."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from litestar import Request, Response, Router, post
from litestar.datastructures import Cookie
from litestar.response import Redirect

from cases.errors import NotAllowed
from cases.web.addresses import own_address
from cases.web.forms import typed
from cases.web.policy import PUBLIC
from cases.web.sign_in import is_foreign

COOKIE: Final = "display"
THEMES: Final = ("light", "contrast")
TYPES: Final = ("usual", "large")
KEPT_FOR: Final = timedelta(days=365)


@dataclass(frozen=True)
class Display:
    """主题和字号."""

    theme: str = THEMES[0]
    type: str = TYPES[0]


def display_of(cookies: Mapping[str, str]) -> Display:
    """As the reader chose; the usual where nothing was chosen, or what no page of ours set."""
    theme, _, size = cookies.get(COOKIE, "").partition(".")
    usual = Display()
    return Display(theme if theme in THEMES else usual.theme, size if size in TYPES else usual.type)


@post("/display", opt=PUBLIC.opt, include_in_schema=False)
async def choose(request: Request[Any, Any, Any]) -> Response[Any]:
    """Change theme or type and go back to the same page."""
    if is_foreign(request):
        raise NotAllowed("请求来自其他网站")
    form, now = typed(await request.form()), display_of(request.cookies)
    chosen = display_of({COOKIE: f"{form.get('theme', now.theme)}.{form.get('type', now.type)}"})
    answer: Response[Any] = Redirect(own_address(form.get("back", "/")), status_code=303)
    answer.set_cookie(
        Cookie(
            key=COOKIE, value=f"{chosen.theme}.{chosen.type}", path="/", httponly=True,
            secure=request.url.scheme == "https", samesite="lax",
            max_age=int(KEPT_FOR.total_seconds()),
        )
    )  # fmt: skip
    return answer


router = Router("/", route_handlers=[choose])
