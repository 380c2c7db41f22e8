"""The stylesheet (样式): small files by what they style, sent as one sheet."""

from functools import cache
from hashlib import sha256
from typing import Any, Final

from litestar import MediaType, Request, Response, get
from litestar.config.compression import CompressionConfig
from litestar.middleware import DefineMiddleware
from litestar.middleware.compression import CompressionMiddleware

from cases.settings import SOURCE
from cases.web.policy import PUBLIC

# packed for assets alone: a page holds the token of its forms, of which its packed length would tell
PACKED: Final = DefineMiddleware(CompressionMiddleware, config=CompressionConfig(backend="gzip"))
FOLDER: Final = SOURCE / "templates" / "assets" / "style"
# fmt: off
PARTS: Final = (  # in the order of the cascade: a later file may overrule an earlier one
    "tokens", "ground", "page", "text", "marks", "panels", "facts", "forms", "registration",
    "verbs", "tables", "first", "doors", "annual_table", "clock", "worklists", "calendar",
    "organ_settings", "search", "work", "letters", "narrow", "paper", "letter_numbers", "chain",
    "display", "home", "help", "desk", "overview", "conversions", "editions", "consolidation", "reports",
    "analysis", "public",
)
# fmt: on


@cache
def sheet() -> str:
    """The one sheet that every page links."""
    return "\n".join((FOLDER / f"{part}.css").read_text("utf-8") for part in PARTS)


@cache
def mark() -> str:
    """What tells one sheet from another: a browser that has it is not sent it again."""
    return f'"{sha256(sheet().encode()).hexdigest()[:32]}"'


@get("/assets/style.css", opt=PUBLIC.opt, include_in_schema=False, middleware=[PACKED])
async def stylesheet(request: Request[Any, Any, Any]) -> Response[str]:
    """The sheet; 304 without a word where the browser has it."""
    has_it = mark() in request.headers.get("if-none-match", "")
    headers = {"etag": mark(), "cache-control": "no-cache"}
    return Response(
        "" if has_it else sheet(),
        status_code=304 if has_it else 200,
        headers=headers,
        media_type=MediaType.CSS,
    )
